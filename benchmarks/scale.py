"""How search, the pending list and registration grow with the tracking table.

    python -m benchmarks.scale 100000 1000000

Makes a database of its own in a temporary folder, fills it step by step, and prints for each size the median and 95th
percentile of every question, and the processor time of this process (on SQLite the whole of it: it does not grow where
other programs keep the machine busy). `CONGVAN_DATABASE_URL` names an empty PostgreSQL database to use instead;
`CONGVAN_HOME` a folder whose database is kept, and found filled the next time. An office's open tasks do not grow with
its archive: `OPEN` are open at every size, and at the last size ten times as many are asked about too.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracking.models import Dispatch, Task, Unit, User

WORDS = """\
kiểm điểm đánh giá xếp loại chất lượng tập thể cá nhân triển khai thực hiện kế hoạch báo cáo kết quả công tác cải cách
hành chính phòng chống dịch bệnh thiên tai đầu tư công quyết toán ngân sách tuyển dụng viên chức giáo dục y tế nông
nghiệp môi trường đất đai quy hoạch xây dựng giao thông văn hóa thể thao du lịch chuyển đổi số an toàn
""".split()  # noqa: SIM905 - prose reads better than a list
ISSUERS = [f"{body} tỉnh {place}" for body in ("Sở Nội vụ", "Sở Y tế", "Sở Tài chính", "UBND", "Sở Xây dựng", "Công an")
           for place in ("Bình Định", "Gia Lai", "Phú Yên", "Quảng Ngãi")]  # fmt: skip
BATCH, FIRST = 2_000, date(2015, 1, 1)
OPEN = 5_000
"""Open tasks: the newest."""


def fill(start: int, end: int, units: list[int], people: list[int]) -> None:
    """Rows `start` to `end`: a dispatch each with a page of text, seven in ten with a task that is done."""
    from django.db import transaction

    rng = random.Random(start)
    pages = [" ".join(rng.choices(WORDS, k=250)) for _ in range(1_000)]
    for low in range(start, end, BATCH):
        with transaction.atomic():
            _batch(rng, range(low, min(low + BATCH, end)), end, pages, units, people)


def _batch(rng: random.Random, numbers: range, end: int, pages: list[str], units: list[int], people: list[int]) -> None:
    from tracking.models import Dispatch, Page, Task
    from tracking.search import folded, put

    made = Dispatch.objects.bulk_create([_dispatch(rng, n, end) for n in numbers])
    texts = rng.choices(pages, k=len(made))
    Page.objects.bulk_create(
        Page(dispatch=d, number=1, width=595, height=842, text=text) for d, text in zip(made, texts, strict=True)
    )
    Task.objects.bulk_create(_task(rng, d, units, people) for d in made if rng.random() < 0.7)
    put([(d.pk, folded(d.number, d.kind_name, d.issuer, d.subject, t)) for d, t in zip(made, texts, strict=True)])


def _dispatch(rng: random.Random, n: int, end: int) -> Dispatch:
    from tracking.keys import name_key, number_key
    from tracking.models import Dispatch

    day, issuer = FIRST + timedelta(days=n * 4300 // max(end, 100_000)), rng.choice(ISSUERS)
    number = f"{n % 9999 + 1}/{rng.choice(('UBND-NC', 'SNV-VP', 'BNV-CQĐP', 'SYT-NVY'))}"
    return Dispatch(
        number=number, number_key=number_key(number), issuer=issuer, issuer_key=name_key(issuer),
        issued_on=day - timedelta(days=3), arrived_on=day, arrival_year=day.year, arrival_number=n + 1,
        subject=" ".join(rng.choices(WORDS, k=14)), kind="CV", kind_name="Công văn",
        urgency=rng.choices((0, 1, 2, 3), (90, 7, 2, 1))[0], restricted=rng.random() < 0.03,
        registered_at=datetime.now(UTC), transferred_at=datetime.now(UTC),
    )  # fmt: skip


def _task(rng: random.Random, dispatch: Dispatch, units: list[int], people: list[int]) -> Task:
    from tracking.models import Task

    due = (dispatch.arrived_on or FIRST) + timedelta(days=rng.randrange(1, 40))
    return Task(
        dispatch=dispatch, title=dispatch.subject, state="done", due=due, issuer_due=due, closed_at=datetime.now(UTC),
        lead_unit_id=rng.choice(units), person_id=rng.choice(people), urgency=dispatch.urgency,
    )  # fmt: skip


def leave_open(count: int) -> None:
    """The newest `count` tasks are open, all others done; the database learns how many rows it has of what."""
    from django.db import connection

    from tracking.models import Task

    newest = Task.objects.order_by("-pk").values_list("pk", flat=True)[count - 1]
    Task.objects.filter(closed_at=None, pk__lt=newest).update(state="done", closed_at=datetime.now(UTC))
    Task.objects.filter(pk__gte=newest).update(state="in_progress", closed_at=None)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def questions(clerk: User, specialist: User, unit: Unit) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every question that is timed, with its name."""
    from django.test import Client

    from tracking import frames, rights
    from tracking.models import Dispatch
    from tracking.registering import register
    from tracking.search.filters import Filters
    from tracking.search.filters import search as filtered
    from tracking.tasks import selectors

    for query in (
        "kiem diem",
        "1002",
        "4711/SNV-VP",
        "so y te gia lai",
        '"chuyển đổi số"',
        "đầu tư công ngân sách quyết t",
        "không có từ này",
    ):
        yield f"search: {query}", lambda query=query: list(filtered(Filters(text=query))[:50])
    yield "search with filters", lambda: list(filtered(Filters(text="dich benh", issuer="so y te", urgency=1))[:50])
    yield "search as a specialist", lambda: list(filtered(Filters(text="kiem diem"), rights.visible(specialist))[:50])
    yield "search, state late", lambda: list(filtered(Filters(text="bao cao", state="late"))[:50])
    yield "search, a unit's", lambda: list(filtered(Filters(text="bao cao", unit=unit.pk))[:50])
    yield "search, a year's", lambda: list(filtered(Filters(text="1002", first=date(2024, 1, 1)))[:50])
    client = Client(SERVER_NAME="localhost")
    client.force_login(clerk)
    yield "search, the page", lambda: client.get("/van-ban/?tim=kiem+diem")
    yield "search with filters, the page", lambda: client.get("/van-ban/?tim=kiem+diem&khan=1&coquan=so+y+te")
    yield "pending, the page", lambda: client.get("/")
    yield "pending, first page", lambda: frames.pending(limit=100)
    yield "pending of a unit", lambda: frames.pending(selectors.of_unit(selectors.open_tasks(), unit), limit=100)
    yield "pending as a specialist", lambda: list(rights.visible_tasks(specialist, selectors.open_tasks())[:100])
    yield "pending counts", lambda: selectors.counts(selectors.open_tasks())
    yield "newest dispatches", lambda: list(rights.visible(clerk).order_by("-arrived_on", "-id")[:50])
    yield (
        "register one",
        lambda: register(dispatch_id=Dispatch.objects.create(number="1/X").pk, arrived_on=date(2040, 1, 2)),
    )


def timed(ask: Callable[[], object], times: int) -> tuple[float, float, float]:
    """Median and 95th percentile, and the median of the processor time, in milliseconds."""
    taken, used = [], []
    for _ in range(times):
        begin, cpu = time.perf_counter(), time.process_time()
        ask()
        taken.append((time.perf_counter() - begin) * 1000)
        used.append((time.process_time() - cpu) * 1000)
    return statistics.median(taken), sorted(taken)[max(0, int(len(taken) * 0.95) - 1)], statistics.median(used)


def people_of_the_office() -> tuple[list[Unit], list[User]]:
    """Ten units and forty people, the first a clerk; made where they are not there."""
    from tracking.models import Role, Unit, User

    if not Unit.objects.exists():
        units = [Unit.objects.create(name=f"Phòng {n}") for n in range(10)]
        for n in range(40):
            role = Role.CLERK if n == 0 else Role.SPECIALIST
            User.objects.create(username=f"u{n}", unit=units[n % 10], role=role)
    return list(Unit.objects.order_by("pk")), list(User.objects.order_by("pk"))


def main(sizes: list[int]) -> None:
    """Fill and ask, size by size."""
    from django.core.management import call_command

    import tracking

    tracking.setup()
    call_command("migrate", verbosity=0)
    from tracking.models import Dispatch

    units, people = people_of_the_office()
    for size in sorted(sizes):
        begin = time.perf_counter()
        fill(Dispatch.objects.count(), size, [u.pk for u in units], [p.pk for p in people])
        print(f"\n{size:,} dispatches (filled in {time.perf_counter() - begin:.0f} s)")
        leave_open(OPEN)
        ask_all(OPEN, people, units)
    leave_open(10 * OPEN)
    ask_all(10 * OPEN, people, units, "pending")


def ask_all(open_tasks: int, people: list[User], units: list[Unit], named: str = "") -> None:
    """Print how long each question takes whose name holds `named`."""
    from django.db import connection

    print(f"\n{f'{connection.vendor}, {open_tasks:,} open tasks':<48}{'median ms':>10}{'p95 ms':>10}{'CPU ms':>10}")
    for name, ask in questions(people[0], people[1], units[1]):
        if named in name:
            ask()
            median, p95, cpu = timed(ask, 20)
            print(f"{name:<48}{median:>10.1f}{p95:>10.1f}{cpu:>10.1f}", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("CONGVAN_HOME", home)
        main([int(n) for n in sys.argv[1:]] or [100_000])
