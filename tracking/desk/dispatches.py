"""Văn bản đến: the list with its search, and one dispatch with its page, fields, tasks, links and timeline."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tracking import handling, rights
from tracking.desk import pages
from tracking.desk.fields import Sheet, sheet
from tracking.desk.gate import day_of, dispatch_for, page, parameters, person
from tracking.desk.graph import graph
from tracking.desk.scan import later, leaves
from tracking.errors import NotFound
from tracking.linking import same_number
from tracking.models import Dispatch, Event, Task, Unit, Urgency, User
from tracking.search import MOST_HITS
from tracking.search.filters import Filters
from tracking.search.filters import search as narrowed

PER_PAGE, MOST = 50, 10_000
"""Rows on a page, and how many of the whole list are counted and paged through: who looks further back narrows it."""
SHOWN = (
    "number", "issued_on", "arrival_number", "arrival_suffix", "arrived_on", "issuer", "subject", "urgency",
    "restricted", "review_state",
)  # fmt: skip
"""The columns that a line of the list says."""
STATES = {
    "doubtful": "Cần kiểm tra", "clean": "Đọc rõ, chờ xác nhận", "confirmed": "Đã kiểm tra",
    "unregistered": "Chưa vào sổ", "untransferred": "Chưa chuyển",
    "open": "Có việc đang làm", "late": "Có việc quá hạn", "done": "Có việc hoàn thành",
}  # fmt: skip
"""What a dispatch and its tasks may be asked about."""
SORTS: dict[str, tuple[str, OrderBy]] = {
    "ngay": ("Ngày đến", F("arrived_on").desc(nulls_last=True)),
    "so": ("Số đến", F("arrival_number").desc(nulls_last=True)),
    "coquan": ("Cơ quan ban hành", F("issuer_key").asc()),
    "ngayvb": ("Ngày văn bản", F("issued_on").desc(nulls_last=True)),
}


def found(request: HttpRequest) -> QuerySet[Dispatch]:
    """What the address asks for, among what the person may see. A search alone looks at the newest hits only."""
    ask = request.GET

    def number(name: str) -> int | None:
        return int(ask[name]) if ask.get(name, "").isdecimal() else None

    asked = Filters(
        text=ask.get("tim", "").strip(), issuer=ask.get("coquan", "").strip(),
        state=ask.get("tinhtrang", "") if ask.get("tinhtrang") in STATES else "",
        unit=number("donvi"), urgency=number("khan"), year=number("nam"),
        first=day_of(ask.get("tu", ""), None), last=day_of(ask.get("den", ""), None),
    )  # fmt: skip
    return narrowed(asked, rights.visible(person(request)))


@page()
def dispatches(request: HttpRequest) -> HttpResponse:
    """The list."""
    rows, sort = found(request), request.GET.get("sap", "ngay")
    order = SORTS.get(sort, SORTS["ngay"])[1]
    ordered: Any = rows.order_by(order, "-id").values_list("pk", flat=True)
    if request.GET.get("tim", "").strip():
        ordered = list(ordered[:MOST_HITS])  # a search costs more than its hits: asked once, counted here
    pager = Paginator(ordered, PER_PAGE)
    if not isinstance(ordered, list):
        pager.count = rows.order_by()[:MOST].count()
    sheet = pager.get_page(request.GET.get("trang"))
    listed = list(sheet)
    known = Dispatch.objects.only(*SHOWN).in_bulk(listed)
    waiting = Task.objects.filter(dispatch__in=listed, closed_at=None).values_list("dispatch").order_by()
    open_tasks = dict(waiting.annotate(n=Count("pk")))
    filters: list[dict[str, Any]] = [
        {
            "name": "tinhtrang",
            "label": "Tình trạng",
            "choices": list(STATES.items()),
        },
        {"name": "khan", "label": "Độ khẩn", "choices": [(str(v), str(t)) for v, t in Urgency.choices if v]},
        {"name": "donvi", "label": "Đơn vị nhận", "choices": [(str(u.pk), u.name) for u in Unit.objects.all()]},
    ]
    for entry in filters:
        entry["value"] = request.GET.get(entry["name"], "")
    most = MOST_HITS if isinstance(ordered, list) else MOST
    return render(request, "desk/dispatches.html", {
        "sheet": sheet, "rows": [(known[pk], open_tasks.get(pk, 0)) for pk in listed if pk in known],
        "filters": filters, "text": request.GET.get("tim", ""), "issuer": request.GET.get("coquan", ""),
        "first": day_of(request.GET.get("tu", ""), None), "last": day_of(request.GET.get("den", ""), None),
        "most": most, "sort": sort if sort in SORTS else "ngay",
        "columns": {name: (label, parameters(request, sap=name, trang=None)) for name, (label, _) in SORTS.items()},
        "query": parameters(request, trang=None), "filtered": any(request.GET.values()),
    })  # fmt: skip


def seen(dispatch: Dispatch, user: User) -> tuple[Sheet, list[Any]]:
    """The fields and, where the person may open the file, the pages with their boxes."""
    fields = sheet(dispatch)
    allowed = rights.may(user, "open_file", dispatch)
    return fields, leaves(dispatch, fields.all()) if allowed else []


@page()
def dispatch(request: HttpRequest, pk: int) -> HttpResponse:
    """One dispatch."""
    row, user = dispatch_for(request, pk), person(request)
    handling.opened(dispatch=row, by=user)
    fields, shown = seen(row, user)
    events = Event.objects.filter(dispatch=row).select_related("by", "task").order_by("-at", "-id")[:200]
    return render(request, "desk/dispatch.html", {
        "dispatch": row, "fields": fields, "leaves": shown, "later": later(row) if shown else [],
        "tasks": row.tasks.select_related("lead_unit", "person", "deadline", "directive").order_by("due", "pk"),
        "citations": row.citations.select_related("target"),
        "transfers": row.transfers.select_related("unit", "person", "received_by"),
        "events": events, "corrections": row.corrections.select_related("by"), "graph": graph(row, user),
        "twins": rights.visible(user, Dispatch.objects.filter(pk__in=[d.pk for d in same_number(row)])),
        "units": Unit.objects.filter(active=True), "today": timezone.localdate(),
        "has_searchable": pages.searchable(row) is not None, "has_original": pages.original(row) is not None,
    })  # fmt: skip


@page()
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """Phiếu giải quyết văn bản đến (NĐ 30/2020, Phụ lục IV, mẫu VII), to fill in and print."""
    row = dispatch_for(request, pk)
    tasks = list(row.tasks.select_related("lead_unit", "person").prefetch_related("support_units", "notes__by"))
    notes = [note for task in tasks for note in task.notes.all()]
    parts = [
        (title, [note for note in notes if note.kind == kind])
        for title, kind in (
            ("Ý kiến của lãnh đạo cơ quan, tổ chức", "leader"), ("Ý kiến của lãnh đạo đơn vị", "unit_head"),
            ("Ý kiến đề xuất của người giải quyết", "proposal"),
        )
    ]  # fmt: skip
    return render(request, "desk/slip.html", {"dispatch": row, "tasks": tasks, "parts": parts})


@page("POST")
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Chuyển a dispatch to units."""
    row = dispatch_for(request, pk, "transfer")
    wanted = [int(v) for v in request.POST.getlist("unit") if v.isdecimal()]
    purpose = request.POST.get("purpose", "information")
    if purpose not in ("lead", "support", "information"):
        raise NotFound("Không có hình thức chuyển này.")
    units = Unit.objects.filter(pk__in=wanted, active=True)
    handling.transfer(dispatch_id=row.pk, by=person(request), units=units, purpose=purpose)
    return redirect("dispatch", pk=row.pk)


@page("POST")
def receive(request: HttpRequest, pk: int, transfer_pk: int) -> HttpResponse:
    """Ký nhận."""
    row = dispatch_for(request, pk)
    if not row.transfers.filter(pk=transfer_pk).exists():
        raise NotFound("Không có lượt chuyển này.")
    handling.receive(transfer_id=transfer_pk, by=person(request))
    return redirect("dispatch", pk=row.pk)
