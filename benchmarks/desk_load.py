"""How fast pages answer under load: `python -m benchmarks.desk_load [--dispatches 100000] [--users 20]`.

Fills a scratch database (CONGVAN_DATABASE_URL, default SQLite in a scratch home), serves it with granian as in service,
and lets so many users open the pages one after another; prints the 50th and 95th percentile of each page in ms.
"""

# ruff: noqa: E501 - bulk rows and addresses read better in one line
from __future__ import annotations

import argparse
import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATHS = (
    "/?cua=tatca", "/?cua=tatca&nhom=late&sap=coquan", "/van-ban/", "/van-ban/?tim=thu+tuc", "/van-ban/{pk}/", "/van-ban/{pk}/kiem-tra/",
    "/viec/{task}/", "/kiem-tra/", "/hop-den/", "/bieu-do/", "/lich/",
)  # fmt: skip


def fill(number: int) -> dict[str, str]:
    """Bulk rows; every tenth task is open, every fiftieth dispatch doubtful. Gives session keys and ids."""
    import django

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.utils import timezone

    from tests.desk.office import people
    from tracking import search
    from tracking.keys import name_key
    from tracking.models import Dispatch, Task

    call_command("migrate", verbosity=0)
    who, now = people(), timezone.now()
    issuers = [f"Sở số {n} tỉnh Bình Minh" for n in range(60)]
    dispatches = [
        Dispatch(
            number=f"{n}/UBND-NC", number_key=f"{n}/ubnd-nc", issuer=issuers[n % 60], issuer_key=name_key(issuers[n % 60]),
            subject=f"rà soát thủ tục hành chính đợt {n}", kind="CV", kind_name="Công văn", arrived_on=(now - timedelta(days=n % 900)).date(),
            review_state="doubtful" if n % 50 == 0 else "clean", review=[{"field": "number", "reason": "Số viết tay."}] if n % 50 == 0 else [],
            confidence=0.6 if n % 50 == 0 else 0.98, urgency=3 if n % 5000 == 0 else 0, page_count=1,
        )
        for n in range(number)
    ]  # fmt: skip
    for start in range(0, number, 5000):
        Dispatch.objects.bulk_create(dispatches[start : start + 5000])
    units, staff = (who.first, who.second, who.registry), (who.minh, who.hoa, who.tu)
    tasks = []
    for row in Dispatch.objects.only("pk", "urgency").order_by("pk"):
        due = (now + timedelta(days=row.pk % 60 - 12)).date()
        is_open = row.pk % 10 == 0 or row.urgency == 3
        tasks.append(
            Task(
                dispatch=row, title=f"báo cáo kết quả rà soát đợt {row.pk}", asks="reply", urgency=row.urgency, issuer_due=due, due=due,
                state="assigned" if is_open else "done", lead_unit=units[row.pk % 3], person=staff[row.pk % 3],
                closed_at=None if is_open else now - timedelta(days=row.pk % 200),
            )
        )  # fmt: skip
    Task.objects.bulk_create(tasks, batch_size=5000)
    search.index(list(Dispatch.objects.values_list("pk", flat=True)))
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(who.lan.pk), "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = who.lan.get_session_auth_hash()
    session.create()
    doubtful = Dispatch.objects.filter(review_state="doubtful").first()
    task = Task.objects.filter(closed_at=None).first()
    assert doubtful is not None
    assert task is not None
    return {"session": str(session.session_key), "pk": str(doubtful.pk), "task": str(task.pk)}


def visit(port: int, known: dict[str, str], rounds: int, seen: dict[str, list[float]], lock: threading.Lock) -> None:
    """One user: every page in turn."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(rounds):
        for path in PATHS:
            start = time.perf_counter()
            connection.request(
                "GET", path.format(**known), headers={"Cookie": f"sessionid={known['session']}", "Host": "localhost"}
            )
            answer = connection.getresponse()
            answer.read()
            spent = (time.perf_counter() - start) * 1000
            if answer.status != 200:
                raise SystemExit(f"{path}: {answer.status}")
            with lock:
                seen[path].append(spent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dispatches", type=int, default=100_000)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    ask = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as home, socket.socket() as probe:
        os.environ |= {"CONGVAN_HOME": home, "DJANGO_SETTINGS_MODULE": "tracking.conf"}
        (Path(home) / "inbox").mkdir()
        known = fill(ask.dispatches)
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        server = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--host", "127.0.0.1", "--port", str(port),
             "--log-level", "error", "tracking.wsgi:application"], cwd=ROOT,
        )  # fmt: skip
        try:
            time.sleep(8)
            seen: dict[str, list[float]] = defaultdict(list)
            lock = threading.Lock()
            visit(port, known, 2, defaultdict(list), lock)  # warm
            users = [
                threading.Thread(target=visit, args=(port, known, ask.rounds, seen, lock)) for _ in range(ask.users)
            ]
            alone: dict[str, list[float]] = defaultdict(list)
            visit(port, known, 5, alone, lock)
            for user in users:
                user.start()
            for user in users:
                user.join()
        finally:
            server.terminate()
            server.wait()
    print(f"{ask.dispatches} dispatches, {ask.users} users at once; ms")
    print(f"{'page':<34}{'alone p50':>10}{'p50':>8}{'p95':>8}")
    for path in PATHS:
        p95 = statistics.quantiles(seen[path], n=20)[-1]
        print(f"{path:<34}{statistics.median(alone[path]):>10.0f}{statistics.median(seen[path]):>8.0f}{p95:>8.0f}")


if __name__ == "__main__":
    main()
