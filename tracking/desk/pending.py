"""Việc cần làm: what is pending, late first, counted, filtered and sorted by an address that can be shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tracking import rights
from tracking.calendar import office_calendar
from tracking.desk.gate import page, parameters, person
from tracking.desk.kept import kept
from tracking.models import OPEN_STATES, Dispatch, Extension, Role, SavedFilter, Task, TaskState, Urgency, User

PER_PAGE = 40
SOON_DAYS = 3
COUNTED_SECONDS = 60
WHOSE = {"toi": "Của tôi", "donvi": "Đơn vị tôi", "tatca": "Toàn cơ quan"}
SORTS: dict[str, tuple[str, str, bool]] = {
    # heading, what the rows are sorted by, falling at first
    "han": ("Hạn", "due", False), "hanbh": ("Hạn của cơ quan ban hành", "issuer_due", False),
    "coquan": ("Cơ quan ban hành", "dispatch__issuer_key", False), "donvi": ("Đơn vị", "lead_unit__name", False),
    "trangthai": ("Trạng thái", "state", False), "den": ("Mới đến", "dispatch__arrived_on", True),
}  # fmt: skip
BUCKETS = {
    "late": "Quá hạn", "today": "Hôm nay", "soon": f"Trong {SOON_DAYS} ngày làm việc", "month": "Trong tháng này",
    "later": "Sau đó", "none": "Chưa có hạn",
}  # fmt: skip


EXTENSION = "giahan"


def awaits_extension() -> Exists:
    """Tasks for which an extension was asked that nobody has decided."""
    return Exists(Extension.objects.filter(task=OuterRef("pk"), allowed=None))


SHOWN = (
    "title", "due", "due_time", "internal_due", "issuer_due", "urgency", "state", "asks", "chased_at", "rrule",
    *(f"dispatch__{name}" for name in ("kind", "kind_name", "number", "issuer", "issued_on", "arrival_number")),
    "lead_unit__name", "person__full_name", "person__username", "directive__text",
    *(f"deadline__{name}" for name in ("text", "stated", "time", "bound", "amount", "unit", "anchor", "rrule", "due")),
)  # fmt: skip
"""The columns that a line of the table says."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which the headings turn."""

    today: date
    now: Any
    soon: date
    month_end: date

    def conditions(self) -> dict[str, Q]:
        """Each open task falls under exactly one heading."""
        late = Q(due__lt=self.today) | Q(due=self.today, due_time__lt=self.now)
        end = max(self.soon, self.month_end)
        return {
            "late": late,
            "today": Q(due=self.today) & (Q(due_time=None) | Q(due_time__gte=self.now)),
            "soon": Q(due__gt=self.today, due__lte=self.soon),
            "month": Q(due__gt=self.soon, due__lte=end),
            "later": Q(due__gt=end),
            "none": Q(due=None),
        }

    def bucket(self, task: Task) -> str:
        """The heading of one task."""
        if task.due is None:
            return "none"
        if task.due < self.today or (task.due == self.today and task.due_time and task.due_time < self.now):
            return "late"
        if task.due == self.today:
            return "today"
        if task.due <= self.soon:
            return "soon"
        return "month" if task.due <= self.month_end else "later"


def days() -> Days:
    """As they stand at this moment in the office."""
    local = timezone.localtime()
    next_month = (local.date().replace(day=1) + timedelta(days=32)).replace(day=1)
    return Days(
        local.date(), local.time(), office_calendar().add(local.date(), SOON_DAYS), next_month - timedelta(days=1)
    )


def _whose(request: HttpRequest) -> str:
    """Whose tasks: as the address says, else by the role."""
    asked = request.GET.get("cua", "")
    if asked in WHOSE:
        return asked
    user = person(request)
    usual = {Role.SPECIALIST: "toi", Role.UNIT_HEAD: "donvi"}.get(Role(user.role), "tatca")
    return "tatca" if usual == "donvi" and not user.unit_id else usual


def _day(request: HttpRequest) -> date | None:
    """The one due day that the address asks for, as the calendar's numbers do."""
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return None


def open_tasks(user: User) -> QuerySet[Task]:
    """The open tasks that `user` may see. Little lies in the trash: to leave that out is quicker than to look into
    the dispatch of every task."""
    trashed = Dispatch.objects.filter(trashed_at__isnull=False)
    return rights.visible_tasks(user, Task.objects.filter(closed_at=None)).exclude(dispatch__in=trashed)


def narrowed(request: HttpRequest) -> QuerySet[Task]:
    """The open tasks that the person may see and the address asks for, but for the heading."""
    user, ask = person(request), request.GET
    found = open_tasks(user)
    whose = _whose(request)
    if whose == "toi":
        found = found.filter(person=user)
    elif whose == "donvi":
        supported = Task.support_units.through.objects.filter(unit=user.unit_id).values("task")
        found = found.filter(Q(lead_unit=user.unit_id) | Q(pk__in=supported))
    if ask.get("donvi", "").isdecimal():
        found = found.filter(lead_unit=int(ask["donvi"]))
    elif ask.get("donvi") == "chua":
        found = found.filter(lead_unit=None, person=None)
    if ask.get("nguoi", "").isdecimal():
        found = found.filter(person=int(ask["nguoi"]))
    if ask.get("coquan"):
        found = found.filter(dispatch__issuer_key=ask["coquan"])
    day = _day(request)
    if day is not None:
        found = found.filter(due=day)
    if ask.get("khan", "").isdecimal():
        found = found.filter(urgency__gte=int(ask["khan"]))
    if ask.get("trangthai") in OPEN_STATES:
        found = found.filter(state=ask["trangthai"])
    elif ask.get("trangthai") == EXTENSION:
        found = found.filter(awaits_extension())
    return found


def counts(found: QuerySet[Task], turn: Days) -> dict[str, int]:
    """How many stand under each heading, in one query."""
    wanted = {name: Count("pk", filter=condition) for name, condition in turn.conditions().items()}
    return found.aggregate(all=Count("pk"), **wanted)


def sorting(request: HttpRequest) -> tuple[str, bool]:
    """What the address sorts by, and whether from its far end (`-han`)."""
    asked = request.GET.get("sap", "han")
    name = asked.removeprefix("-")
    return (name, asked.startswith("-")) if name in SORTS else ("han", False)


def ordered(found: QuerySet[Task], sort: tuple[str, bool]) -> QuerySet[Task]:
    """HỎA TỐC on top, then as asked; what has no day comes last either way."""
    name, turned = sort
    _, column, falling = SORTS[name]
    first = F(column).desc(nulls_last=True) if falling != turned else F(column).asc(nulls_last=True)
    express = Case(When(urgency=Urgency.EXPRESS, then=Value(0)), default=Value(1), output_field=IntegerField())
    due = F("due").asc(nulls_last=True)
    return found.order_by(express, first, *([due] if column != "due" else []), "-urgency", "pk")


@page()
def pending(request: HttpRequest) -> HttpResponse:
    """The home page."""
    turn, tasks = days(), narrowed(request)
    numbers = counts(tasks, turn)
    chosen = request.GET.get("nhom", "")
    if chosen in BUCKETS:
        tasks = tasks.filter(turn.conditions()[chosen])
    sort = sorting(request)
    pager = Paginator(ordered(tasks, sort).values_list("pk", flat=True), PER_PAGE)
    pager.count = numbers[chosen] if chosen in BUCKETS else numbers["all"]
    sheet = pager.get_page(request.GET.get("trang"))
    listed = [(_heading(task, turn, sort), task, turn.bucket(task)) for task in _whole(list(sheet))]
    filters = _filters(request)
    return render(request, "desk/pending.html", {
        "tiles": _tiles(request, numbers, chosen), "listed": listed, "sheet": sheet, "turn": turn,
        "columns": _columns(request, sort), "chosen": chosen,
        "whose": [(k, v, parameters(request, cua=k, trang=None), k == _whose(request)) for k, v in WHOSE.items()
                  if k != "donvi" or person(request).unit_id],
        "filters": filters, "active": _active(request, filters), "query": parameters(request, trang=None),
        "saved": _saved(request, "pending"),
        "total": numbers["all"],
    })  # fmt: skip


def _whole(numbers: list[int]) -> list[Task]:
    """The tasks of a page with what their lines say, in this order: sorting thousands of wide rows takes longer."""
    rows = Task.objects.select_related("dispatch", "lead_unit", "person", "deadline", "directive")
    found = rows.only(*SHOWN).in_bulk(numbers)
    return [found[pk] for pk in numbers if pk in found]


def _heading(task: Task, turn: Days, sort: tuple[str, bool]) -> str:
    if task.urgency == Urgency.EXPRESS:
        return "Hỏa tốc"
    return BUCKETS[turn.bucket(task)] if sort[0] == "han" else ""


def _tiles(request: HttpRequest, numbers: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    tiles = [{"name": "", "label": "Tất cả", "count": numbers["all"]}]
    tiles += [{"name": name, "label": label, "count": numbers[name]} for name, label in BUCKETS.items()]
    for tile in tiles:
        tile["query"] = parameters(request, nhom=tile["name"], trang=None)
        tile["chosen"] = tile["name"] == (chosen if chosen in BUCKETS else "")
    return tiles


def _columns(request: HttpRequest, sort: tuple[str, bool]) -> dict[str, dict[str, Any]]:
    """Each heading with its address; that of the column in force turns it round."""
    made: dict[str, dict[str, Any]] = {}
    for name, (label, _, falling) in SORTS.items():
        here, turned = sort[0] == name, sort[1]
        wanted = f"-{name}" if here and not turned else name
        order = ("descending" if falling != turned else "ascending") if here else ""
        made[name] = {"label": label, "query": parameters(request, sap=wanted, trang=None), "sorted": order}
    return made


def _saved(request: HttpRequest, page: str) -> list[SavedFilter]:
    return list(SavedFilter.objects.filter(user=person(request), page=page))


Numbers = dict[str, list[tuple[Any, str, int]]]


def counted(user: User) -> Numbers:
    """How many open tasks each unit, person, issuer, urgency and state has: value, name and number, of all that
    `user` may see. A minute old; who may see everything sees the same."""
    all_of_it = rights.granted(user, "view") == "oti"
    key = f"pending:{'all' if all_of_it else user.pk}"
    found: Numbers = kept(key, lambda: _counted(user), COUNTED_SECONDS).value
    return found


def _counted(user: User) -> Numbers:
    tasks = open_tasks(user).order_by()

    def rows(value: str, name: str) -> list[tuple[Any, str, int]]:
        return list(tasks.exclude(**{value: None}).values_list(value, name).annotate(n=Count("pk")))

    issuers: dict[str, tuple[Any, str, int]] = {}
    for value, name, number in rows("dispatch__issuer_key", "dispatch__issuer"):
        if value:
            _, first, before = issuers.get(value, (value, name, 0))
            issuers[value] = (value, first, before + number)
    return {
        "donvi": rows("lead_unit", "lead_unit__name"), "nguoi": rows("person", "person__full_name"),
        "coquan": sorted(issuers.values(), key=lambda row: -row[2])[:100],
        "khan": rows("urgency", "urgency"), "trangthai": rows("state", "state"),
        "giahan": [(EXTENSION, "Xin gia hạn, chờ quyết định", tasks.filter(awaits_extension()).count())],
        "chua": [("chua", "Chưa giao", tasks.filter(lead_unit=None, person=None).count())],
    }  # fmt: skip


def _filters(request: HttpRequest) -> list[dict[str, Any]]:
    """The choices of the filter bar, each with how many open tasks it has, and what is chosen now."""
    numbers = counted(person(request))
    by_state = {value: n for value, _, n in numbers["trangthai"]}
    urgent = [(value, sum(n for other, _, n in numbers["khan"] if other >= value)) for value in Urgency.values if value]
    made: list[tuple[str, str, list[tuple[Any, str, int]]]] = [
        ("donvi", "Đơn vị", [*numbers["chua"], *sorted(numbers["donvi"], key=lambda row: row[1])]),
        ("nguoi", "Người xử lý", sorted(numbers["nguoi"], key=lambda row: row[1])),
        ("coquan", "Cơ quan ban hành", sorted(numbers["coquan"], key=lambda row: row[1])),
        ("khan", "Độ khẩn", [(v, f"{Urgency(v).label} trở lên" if v < 3 else str(Urgency(v).label), n)
                             for v, n in urgent]),
        ("trangthai", "Trạng thái", [*((s, str(TaskState(s).label), by_state.get(s, 0)) for s in OPEN_STATES),
                                     *numbers["giahan"]]),
    ]  # fmt: skip
    return [
        {"name": name, "label": label, "choices": [(str(v), text, n) for v, text, n in choices],
         "value": request.GET.get(name, "")}
        for name, label, choices in made
    ]  # fmt: skip


def _active(request: HttpRequest, filters: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The filters in force, each with the address that takes it off."""
    day = _day(request)
    chips = (
        [{"label": "Hạn", "value": f"{day:%d/%m/%Y}", "query": parameters(request, ngay=None, trang=None)}]
        if day
        else []
    )
    return chips + [
        {"label": entry["label"], "value": {v: text for v, text, _ in entry["choices"]}.get(entry["value"], "khác"),
         "query": parameters(request, **{entry["name"]: None}, trang=None)}
        for entry in filters if entry["value"]
    ]  # fmt: skip
