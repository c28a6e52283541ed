"""The figures behind the charts: each function gives rows for one question, counted by the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from tracking import rights
from tracking.models import Dispatch, Task, TaskState, User

WEEKS_BACK, WEEKS_AHEAD, MOST_PEOPLE = 12, 6, 15
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Question:
    """A chart: what it answers, its columns (key and heading), and where its rows come from."""

    title: str
    answer: str
    columns: tuple[tuple[str, str], ...]
    rows: Callable[[User, int | None], Rows]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _tasks(user: User, unit: int | None) -> QuerySet[Task]:
    found = rights.visible_tasks(user)
    return found.filter(lead_unit=unit) if unit else found


def came_by_day(found: QuerySet[Dispatch], first: date) -> dict[date, int]:
    """How many dispatches came on each day from `first` on; what has no day of arrival came when it was loaded."""
    made: dict[date, int] = defaultdict(int)
    dated = found.filter(arrived_on__gte=first).values_list("arrived_on").annotate(n=Count("pk")).order_by()
    others = (
        found.filter(arrived_on=None, loaded_at__gte=_midnight(first)).annotate(day=TruncDate("loaded_at"))
        .values_list("day").annotate(n=Count("pk")).order_by()
    )  # fmt: skip
    for day, number in [*dated, *others]:
        made[day] += number
    return made


def done_by_day(found: QuerySet[Task], first: date, *by: str) -> Rows:
    """Finished tasks of each day from `first` on: `all` and of these `late`; apart by the columns `by`, too."""
    return list(
        found.filter(state=TaskState.DONE, closed_at__gte=_midnight(first)).annotate(day=TruncDate("closed_at"))
        .values("day", *by).annotate(late=Count("pk", filter=Q(day__gt=F("due"))), all=Count("pk")).order_by()
    )  # fmt: skip


def by_week(user: User, unit: int | None) -> Rows:
    """How much came in, and how much was finished in time or late, in each of the last weeks.

    The database counts by day and weeks are summed here: on SQLite each week of a row costs a call back into Python.
    """
    first = _monday(timezone.localdate()) - timedelta(weeks=WEEKS_BACK - 1)
    came_from = rights.visible(user)
    if unit:
        came_from = came_from.filter(pk__in=Task.objects.filter(lead_unit=unit).values("dispatch"))
    weeks: dict[date, dict[str, int]] = {
        first + timedelta(weeks=n): {"came": 0, "in_time": 0, "late": 0} for n in range(WEEKS_BACK)
    }
    for day, number in came_by_day(came_from, first).items():
        if _monday(day) in weeks:  # a day of arrival may lie ahead, as a clerk mistyped it
            weeks[_monday(day)]["came"] += number
    for row in done_by_day(_tasks(user, unit), first):
        weeks[_monday(row["day"])]["late"] += row["late"]
        weeks[_monday(row["day"])]["in_time"] += row["all"] - row["late"]
    return [{"week": week, **numbers} for week, numbers in weeks.items()]


def by_unit(user: User, unit: int | None) -> Rows:
    """What each unit finished in the last weeks, in time and late, and what share that is; the poorest share first."""
    first = _monday(timezone.localdate()) - timedelta(weeks=WEEKS_BACK - 1)
    rows: dict[str, dict[str, int]] = defaultdict(lambda: {"in_time": 0, "late": 0})
    for row in done_by_day(_tasks(user, unit), first, "lead_unit__name"):
        entry = rows[row["lead_unit__name"] or "Chưa giao"]
        entry["late"] += row["late"]
        entry["in_time"] += row["all"] - row["late"]
    made: Rows = [
        {"unit": name, **entry, "share": 100 * entry["in_time"] // (entry["in_time"] + entry["late"])}
        for name, entry in rows.items()
    ]
    return sorted(made, key=lambda row: (row["share"], row["unit"]))


def where_it_waits(user: User, unit: int | None) -> Rows:
    """Open tasks by unit and state, with how many of them are late."""
    today = timezone.localdate()
    found = (
        _tasks(user, unit).filter(closed_at=None).values("lead_unit__name", "state")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(due__lt=today))).order_by()
    )  # fmt: skip
    rows: dict[str, dict[str, Any]] = defaultdict(
        lambda: dict.fromkeys(("new", "assigned", "in_progress", "awaiting", "late"), 0)
    )
    for row in found:
        entry = rows[row["lead_unit__name"] or "Chưa giao"]
        entry[row["state"]] += row["n"]
        entry["late"] += row["late"]
    made = [{"unit": name, **entry} for name, entry in rows.items()]
    return sorted(made, key=lambda row: -sum(row[k] for k in ("new", "assigned", "in_progress", "awaiting")))


def load(user: User, unit: int | None) -> Rows:
    """Open tasks due in each of the coming weeks, for each person; what is late already stands apart."""
    today = timezone.localdate()
    last = _monday(today) + timedelta(weeks=WEEKS_AHEAD) - timedelta(days=1)
    found = (
        _tasks(user, unit).filter(closed_at=None, due__lte=last).exclude(person=None)
        .values("person__full_name", "due").annotate(n=Count("pk")).order_by()
    )  # fmt: skip
    rows: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in found:
        due = row["due"] or today  # the query leaves out what has no day
        late = due < today
        rows[row["person__full_name"]]["late" if late else f"w{(due - _monday(today)).days // 7}"] += row["n"]
    made: Rows = [
        {"person": name, "late": entry["late"], **{f"w{n}": entry[f"w{n}"] for n in range(WEEKS_AHEAD)}}
        for name, entry in rows.items()
    ]
    return sorted(made, key=lambda row: -sum(v for v in row.values() if isinstance(v, int)))[:MOST_PEOPLE]


def by_issuer(user: User, unit: int | None) -> Rows:
    """Who asks most of us: open and late tasks by issuer."""
    today = timezone.localdate()
    found = (
        _tasks(user, unit).filter(closed_at=None).exclude(dispatch__issuer="").values("dispatch__issuer")
        .annotate(open=Count("pk"), late=Count("pk", filter=Q(due__lt=today))).order_by("-open")[:12]
    )  # fmt: skip
    return [
        {"issuer": row["dispatch__issuer"], "open": row["open"] - row["late"], "late": row["late"]} for row in found
    ]


def _weeks_ahead() -> tuple[tuple[str, str], ...]:
    monday = _monday(timezone.localdate())
    return tuple((f"w{n}", f"{monday + timedelta(weeks=n):%d/%m}") for n in range(WEEKS_AHEAD))


def questions() -> dict[str, Question]:
    """Every chart by the name in its address."""
    return {
        "theo-tuan": Question(
            "Văn bản đến và việc xong theo tuần",
            "Mỗi tuần nhận bao nhiêu văn bản, xong bao nhiêu việc, đúng hạn không?",
            (("week", "Tuần từ"), ("came", "Văn bản đến"), ("in_time", "Xong đúng hạn"), ("late", "Xong trễ")), by_week,
        ),
        "don-vi": Question(
            "Xong đúng hạn theo đơn vị", f"Mỗi đơn vị xong bao nhiêu việc trong {WEEKS_BACK} tuần, đúng hạn không?",
            (("unit", "Đơn vị"), ("in_time", "Xong đúng hạn"), ("late", "Xong trễ"), ("share", "Đúng hạn (%)")),
            by_unit,
        ),
        "dang-cho": Question(
            "Việc đang nằm ở đâu", "Đơn vị nào đang giữ bao nhiêu việc, ở bước nào, bao nhiêu việc quá hạn?",
            (("unit", "Đơn vị"), ("new", "Mới"), ("assigned", "Đã giao"), ("in_progress", "Đang xử lý"),
             ("awaiting", "Chờ duyệt"), ("late", "Trong đó quá hạn")), where_it_waits,
        ),
        "tai-viec": Question(
            "Tải việc của từng người các tuần tới", "Ai có nhiều việc đến hạn nhất trong sáu tuần tới?",
            (("person", "Người xử lý"), ("late", "Quá hạn"), *_weeks_ahead()), load,
        ),
        "co-quan": Question(
            "Cơ quan giao nhiều việc nhất", "Cơ quan nào đang chờ ta trả lời nhiều nhất, bao nhiêu việc đã quá hạn?",
            (("issuer", "Cơ quan ban hành"), ("open", "Trong hạn"), ("late", "Quá hạn")), by_issuer,
        ),
    }  # fmt: skip
