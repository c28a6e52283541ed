"""Việc cần làm: what is pending, late first, counted, filtered and sorted by an address that can be shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tracking import rights
from tracking.calendar import office_calendar
from tracking.desk.gate import page, parameters, person
from tracking.models import OPEN_STATES, Role, SavedFilter, Task, TaskState, Unit, Urgency, User

PER_PAGE = 50
SOON_DAYS = 3
WHOSE = {"toi": "Của tôi", "donvi": "Đơn vị tôi", "tatca": "Toàn cơ quan"}
SORTS: dict[str, tuple[str, tuple[str | OrderBy, ...]]] = {
    "han": ("Hạn", (F("due").asc(nulls_last=True), "-urgency", "pk")),
    "hanbh": ("Hạn của cơ quan ban hành", (F("issuer_due").asc(nulls_last=True), "-urgency", "pk")),
    "coquan": ("Cơ quan ban hành", ("dispatch__issuer_key", F("due").asc(nulls_last=True), "pk")),
    "donvi": ("Đơn vị", ("lead_unit__name", F("due").asc(nulls_last=True), "pk")),
    "trangthai": ("Trạng thái", ("state", F("due").asc(nulls_last=True), "pk")),
    "den": ("Mới đến", ("-dispatch__arrived_on", "-pk")),
}
BUCKETS = {
    "late": "Quá hạn", "today": "Hôm nay", "soon": f"Trong {SOON_DAYS} ngày làm việc", "month": "Trong tháng này",
    "later": "Sau đó", "none": "Chưa có hạn",
}  # fmt: skip


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


def narrowed(request: HttpRequest) -> QuerySet[Task]:
    """The open tasks that the person may see and the address asks for, but for the heading."""
    user, ask = person(request), request.GET
    found = rights.visible_tasks(user, Task.objects.filter(closed_at=None, dispatch__trashed_at=None))
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
    if ask.get("khan", "").isdecimal():
        found = found.filter(urgency__gte=int(ask["khan"]))
    if ask.get("trangthai") in OPEN_STATES:
        found = found.filter(state=ask["trangthai"])
    return found


def counts(found: QuerySet[Task], turn: Days) -> dict[str, int]:
    """How many stand under each heading, in one query."""
    wanted = {name: Count("pk", filter=condition) for name, condition in turn.conditions().items()}
    return found.aggregate(all=Count("pk"), **wanted)


def ordered(found: QuerySet[Task], sort: str) -> QuerySet[Task]:
    """HỎA TỐC on top, then as asked."""
    express = Case(When(urgency=Urgency.EXPRESS, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.order_by(express, *SORTS.get(sort, SORTS["han"])[1])


@page()
def pending(request: HttpRequest) -> HttpResponse:
    """The home page."""
    turn, tasks = days(), narrowed(request)
    numbers = counts(tasks, turn)
    chosen = request.GET.get("nhom", "")
    if chosen in BUCKETS:
        tasks = tasks.filter(turn.conditions()[chosen])
    sort = request.GET.get("sap", "han")
    rows = ordered(tasks, sort).select_related("dispatch", "lead_unit", "person", "deadline", "directive")
    pager = Paginator(rows.defer("dispatch__record", "dispatch__edxml"), PER_PAGE)
    pager.count = numbers[chosen] if chosen in BUCKETS else numbers["all"]
    sheet = pager.get_page(request.GET.get("trang"))
    listed = [(_heading(task, turn, sort), task, turn.bucket(task)) for task in sheet]
    filters = _filters(request)
    return render(request, "desk/pending.html", {
        "tiles": _tiles(request, numbers, chosen), "listed": listed, "sheet": sheet, "turn": turn,
        "grouped": sort not in SORTS or sort == "han", "columns": _columns(request, sort), "chosen": chosen,
        "whose": [(k, v, parameters(request, cua=k, trang=None), k == _whose(request)) for k, v in WHOSE.items()
                  if k != "donvi" or person(request).unit_id],
        "filters": filters, "active": _active(request, filters), "query": parameters(request, trang=None),
        "saved": _saved(request, "pending"),
        "total": numbers["all"],
    })  # fmt: skip


def _heading(task: Task, turn: Days, sort: str) -> str:
    if task.urgency == Urgency.EXPRESS:
        return "Hỏa tốc"
    return BUCKETS[turn.bucket(task)] if sort not in SORTS or sort == "han" else ""


def _tiles(request: HttpRequest, numbers: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    tiles = [{"name": "", "label": "Tất cả", "count": numbers["all"]}]
    tiles += [{"name": name, "label": label, "count": numbers[name]} for name, label in BUCKETS.items()]
    for tile in tiles:
        tile["query"] = parameters(request, nhom=tile["name"], trang=None)
        tile["chosen"] = tile["name"] == (chosen if chosen in BUCKETS else "")
    return tiles


def _columns(request: HttpRequest, sort: str) -> dict[str, dict[str, Any]]:
    return {
        name: {"label": label, "query": parameters(request, sap=name, trang=None), "sorted": name == sort}
        for name, (label, _) in SORTS.items()
    }


def _saved(request: HttpRequest, page: str) -> list[SavedFilter]:
    return list(SavedFilter.objects.filter(user=person(request), page=page))


def _filters(request: HttpRequest) -> list[dict[str, Any]]:
    """The choices of the filter bar, each with what is chosen now."""
    user = person(request)
    issuers = (
        rights.visible_tasks(user, Task.objects.filter(closed_at=None, dispatch__trashed_at=None))
        .exclude(dispatch__issuer_key="")
        .order_by()
        .values_list("dispatch__issuer_key", "dispatch__issuer")
        .annotate(n=Count("pk"))
        .order_by("-n")[:100]
    )
    seen: dict[str, str] = {}
    for key, name, _ in issuers:
        seen.setdefault(key, name)
    people = User.objects.filter(is_active=True).exclude(role=Role.ADMIN).order_by("full_name")[:500]
    made: list[tuple[str, str, list[tuple[str, str]]]] = [
        ("donvi", "Đơn vị", [("chua", "Chưa giao"), *((str(u.pk), u.name) for u in Unit.objects.filter(active=True))]),
        ("nguoi", "Người xử lý", [(str(u.pk), str(u)) for u in people]),
        ("coquan", "Cơ quan ban hành", sorted(seen.items(), key=lambda item: item[1])),
        ("khan", "Độ khẩn", [(str(value), f"{label} trở lên" if value < 3 else label)
                             for value, label in Urgency.choices if value]),
        ("trangthai", "Trạng thái", [(str(s.value), str(s.label)) for s in map(TaskState, OPEN_STATES)]),
    ]  # fmt: skip
    return [
        {"name": name, "label": label, "choices": choices, "value": request.GET.get(name, "")}
        for name, label, choices in made
    ]


def _active(request: HttpRequest, filters: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The filters in force, each with the address that takes it off."""
    return [
        {"label": entry["label"], "value": dict(entry["choices"]).get(entry["value"], entry["value"]),
         "query": parameters(request, **{entry["name"]: None}, trang=None)}
        for entry in filters if entry["value"]
    ]  # fmt: skip
