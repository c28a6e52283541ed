"""How fast pages answer under load: `python -m benchmarks.desk_load [--postgres] [--dispatches 100000] [--users 20]`.

Fills a scratch database (SQLite, or with `--postgres` a scratch PostgreSQL cluster), serves it with granian as in
service, and asks for every page: by one user, counting the processor time of server and database, then by all users at
once, each going through all pages in an order of their own. With `--think 0` that is a closed loop: every user asks for
the next page as soon as the last one has come, so there are always as many requests waiting as there are users, and the
times say what the machine can do at most. With `--think 2` each looks at a page for two seconds on average (drawn
evenly between none and twice that), as twenty quick people would. Wall times on a machine that does other work say
little, so the load average stands beside them. `--home FOLDER` keeps the filled SQLite home for the next run.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PATHS = (
    "/?cua=tatca", "/?cua=tatca&nhom=late&sap=coquan", "/?cua=donvi", "/van-ban/", "/van-ban/?tim=thu+tuc",
    "/van-ban/?tim=4711&tinhtrang=doubtful", "/van-ban/{pk}/", "/van-ban/{pk}/kiem-tra/", "/van-ban/{pk}/phieu/",
    "/viec/{task}/", "/kiem-tra/", "/hop-den/", "/bieu-do/", "/bieu-do/theo-tuan.svg", "/lich/", "/luot-mo/",
    "/thung-rac/", "/cach-viet/", "/so/", "/toi/", "/huong-dan/",
)  # fmt: skip
BATCH = 2_000
TICKS = os.sysconf("SC_CLK_TCK")


def fill(number: int, users: int) -> dict[str, Any]:
    """Bulk rows: every tenth task is open, every fiftieth dispatch doubtful. Gives session keys and ids."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from tests.desk.office import people, stored
    from tracking import search
    from tracking.keys import name_key
    from tracking.models import Access, Dispatch, File, Page, Task

    call_command("migrate", verbosity=0)
    if not Dispatch.objects.exists():
        who, now = people(), timezone.now()
        doubts = (("number", "Số viết tay, chưa chắc."), ("issued_on", "Ngày viết tay, chưa chắc."))
        model = stored("1/UBND-NC", cites=("80-KH/TU", "25-HD/BTCTW"), doubts=doubts, draw=False)
        words = model.pages.get().words
        units, staff = (who.first, who.second, who.registry), (who.minh, who.hoa, who.tu, who.binh)
        for low in range(0, number, BATCH):
            turns = range(low, min(low + BATCH, number))
            files = File.objects.bulk_create(
                File(sha256=f"{n:064x}", name=f"Công văn {n}.pdf", size=1, inbox_path="", archive_path="",
                     state="stored", finished_at=now - timedelta(minutes=n)) for n in turns
            )  # fmt: skip
            rows = Dispatch.objects.bulk_create(
                Dispatch(
                    file=file, record=model.record, number=f"{n}/UBND-NC", number_key=f"{n}/ubnd-nc",
                    issuer=f"Sở số {n % 60} tỉnh Bình Minh", issuer_key=name_key(f"Sở số {n % 60} tỉnh Bình Minh"),
                    subject=f"rà soát thủ tục hành chính đợt {n}", kind="CV", kind_name="Công văn",
                    arrived_on=(now - timedelta(days=n % 900)).date(), page_count=1, restricted=n % 40 == 7,
                    arrival_year=2000 + n % 900, arrival_number=n + 1, urgency=3 if n % 5000 == 0 else 0,
                    review=model.review if n % 50 == 0 else [], confidence=0.62 if n % 50 == 0 else 0.98,
                    review_state="doubtful" if n % 50 == 0 else "confirmed" if n % 3 else "clean",
                    confirmed_at=now - timedelta(days=n % 900) if n % 50 and n % 3 else None,
                )
                for n, file in zip(turns, files, strict=True)
            )  # fmt: skip
            Page.objects.bulk_create(
                Page(dispatch=row, number=1, width=595, height=842, text=row.subject, words=words if row.review else [])
                for row in rows
            )
            Task.objects.bulk_create(_task(row, units, staff, now) for row in rows)
            Access.objects.bulk_create(Access(dispatch=row, user=staff[row.pk % 4]) for row in rows)
            search.index([row.pk for row in rows])
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    doubtful = Dispatch.objects.filter(review_state="doubtful").order_by("pk").last()
    task = Task.objects.filter(closed_at=None).order_by("pk").last()
    assert doubtful is not None
    assert task is not None
    return {"sessions": [_session(n) for n in range(users)], "pk": doubtful.pk, "task": task.pk}


def _task(row: Any, units: tuple[Any, ...], staff: tuple[Any, ...], now: Any) -> Any:
    from tracking.models import Task

    due = (now + timedelta(days=row.pk % 60 - 12)).date()
    is_open = row.pk % 10 == 0 or row.urgency == 3
    return Task(
        dispatch=row, title=f"báo cáo kết quả rà soát đợt {row.pk}", asks="reply", urgency=row.urgency, issuer_due=due,
        due=due, state="assigned" if is_open else "done", lead_unit=units[row.pk % 3], person=staff[row.pk % 4],
        closed_at=None if is_open else now - timedelta(days=row.pk % 200),
    )  # fmt: skip


def _session(number: int) -> str:
    """The cookie of one user: leaders, who may see everything."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from tests.desk.office import hashed
    from tracking.models import Unit, User

    user, _ = User.objects.get_or_create(
        username=f"u{number}", defaults={"role": "leader", "unit": Unit.objects.first(), "password": hashed()}
    )
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


class Visitor:
    """One user with a connection of their own."""

    def __init__(self, port: int, known: dict[str, Any], session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.known, self.session = known, session

    def open(self, path: str) -> float:
        """Milliseconds until the whole page is there. Ends the program where the page is no page."""
        start = time.perf_counter()
        cookie = {"Cookie": f"sessionid={self.session}", "Host": "localhost"}
        self.connection.request("GET", path.format(**self.known), headers=cookie)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
        return (time.perf_counter() - start) * 1000


def processor(parents: list[int]) -> dict[int, float]:
    """Milliseconds of processor time so far of each of these processes and of their living children."""
    spent = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(entry.name) in parents or int(fields[1]) in parents:
                spent[int(entry.name)] = (int(fields[11]) + int(fields[12])) * 1000 / TICKS
    return spent


@contextmanager
def cluster() -> Iterator[int]:
    """A scratch PostgreSQL on a socket of its own; gives its process and sets CONGVAN_DATABASE_URL."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    as_owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*(["chown", "postgres", folder] if as_owner else ["true"])], check=True)
        data = f"{folder}/data"
        make = [programs / "initdb", "-D", data, "-U", "congvan", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run([*as_owner, *make], check=True, stdout=subprocess.DEVNULL)
        start = [programs / "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", f"-k '{folder}' -h ''", "start"]
        subprocess.run([*as_owner, *start], check=True, stdout=subprocess.DEVNULL)
        Path(folder).chmod(0o755)
        os.environ["CONGVAN_DATABASE_URL"] = f"postgres://congvan@{folder.replace('/', '%2F')}/postgres"
        try:
            yield int(Path(f"{data}/postmaster.pid").read_text().split()[0])
        finally:
            subprocess.run([*as_owner, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=False)


@contextmanager
def served() -> Iterator[tuple[int, int]]:
    """The dashboard on a free port, as `congvan up` runs it; gives port and process."""
    from flows.up import commands
    from pipeline.settings import Settings

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    ours = Settings(host="127.0.0.1", port=port)
    server = subprocess.Popen(commands(ours)["desk"], cwd=ROOT)
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield port, server.pid
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def memory(parent: int) -> int:
    """Megabytes that the largest child of this process holds."""
    held = [0]
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                ours = int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == parent
                status = (entry / "status").read_text() if ours else ""
            except OSError:
                continue
            held += [int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS")]
    return max(held)


def alone(port: int, known: dict[str, Any], parents: list[int], times: int) -> dict[str, tuple[float, float]]:
    """Median wall and mean processor milliseconds of each page, asked by one user."""
    visitor = Visitor(port, known, known["sessions"][0])
    found = {}
    for path in PATHS:
        for _ in range(4):
            visitor.open(path)  # warm
        before = processor(parents)
        walls = [visitor.open(path) for _ in range(times)]
        spent = sum(now - before.get(pid, 0.0) for pid, now in processor(parents).items())  # some may have ended
        found[path] = (statistics.median(walls), spent / times)
    return found


def together(port: int, known: dict[str, Any], rounds: int, think: float) -> tuple[dict[str, list[float]], float]:
    """Wall milliseconds of each page, asked by all users at once, and how many pages a second were answered."""
    seen: dict[str, list[float]] = defaultdict(list)
    lock = threading.Lock()

    def visit(number: int, session: str) -> None:
        visitor, chance = Visitor(port, known, session), random.Random(number)
        for _ in range(rounds):
            for path in chance.sample(PATHS, len(PATHS)):
                time.sleep(chance.uniform(0, 2 * think))
                spent = visitor.open(path)
                with lock:
                    seen[path].append(spent)

    users = [threading.Thread(target=visit, args=entry) for entry in enumerate(known["sessions"])]
    start = time.perf_counter()
    for user in users:
        user.start()
    for user in users:
        user.join()
    return seen, sum(map(len, seen.values())) / (time.perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dispatches", type=int, default=100_000)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--think", type=float, nargs="+", default=[0.0, 2.0], help="mean seconds between two pages")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--home", type=Path)
    ask = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with ExitStack() as stack:
        home = ask.home or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (home / "inbox").mkdir(parents=True, exist_ok=True)
        os.environ |= {"CONGVAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tracking.conf"}
        parents = [stack.enter_context(cluster())] if ask.postgres else []
        known = fill(ask.dispatches, ask.users)
        port, server = stack.enter_context(served())
        print(f"{'PostgreSQL' if ask.postgres else 'SQLite'}, {ask.dispatches} dispatches, {ask.users} users at once; "
              f"load average {os.getloadavg()[0]:.1f} before")  # fmt: skip
        together(port, known, 1, 0.0)  # unmeasured: each process loads its pages and what draws the charts once
        single = alone(port, known, [server, *parents], 20)
        for think in ask.think:
            seen, pace = together(port, known, ask.rounds, think)
            tell(single, seen, f"{think} s between pages: {pace:.0f} pages a second, load {os.getloadavg()[0]:.1f}")
        print(json.dumps({
            "mean CPU ms": round(statistics.mean(cpu for _, cpu in single.values()), 1), "worker MB": memory(server),
        }))  # fmt: skip


def tell(single: dict[str, tuple[float, float]], seen: dict[str, list[float]], title: str) -> None:
    """The table of one run."""
    print(f"\n{title}\n{'page':<40}{'CPU ms':>8}{'alone ms':>10}{'p50 ms':>8}{'p95 ms':>8}")
    for path in PATHS:
        p95 = statistics.quantiles(seen[path], n=20)[-1]
        alone_ms, cpu = single[path]
        print(f"{path:<40}{cpu:>8.0f}{alone_ms:>10.0f}{statistics.median(seen[path]):>8.0f}{p95:>8.0f}")
    everything = [spent for walls in seen.values() for spent in walls]
    print(f"{'all':<58}{statistics.median(everything):>8.0f}{statistics.quantiles(everything, n=20)[-1]:>8.0f}")


if __name__ == "__main__":
    main()
