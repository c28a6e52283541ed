"""Ai đã mở văn bản nào: every opening, newest first, by person and day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tracking import rights
from tracking.desk.gate import day_of, dispatch_for, page, parameters, person
from tracking.models import Access, Dispatch, User

PER_PAGE, MOST = 100, 10_000
"""Rows on a page, and how far back the pages go: who wants more narrows the days."""
USUAL_DAYS = 30


@page(action="see_accesses")
def audit(request: HttpRequest) -> HttpResponse:
    """Of the office: who opened what, as far as who asks may see those dispatches."""
    ask, today = request.GET, timezone.localdate()
    first, last = day_of(ask.get("tu", ""), today - timedelta(days=USUAL_DAYS)), day_of(ask.get("den", ""), today)
    found = _between(Access.objects.all(), first, last)
    if rights.granted(person(request), "view") != "oti":
        found = found.filter(dispatch__in=rights.visible(person(request), Dispatch.objects.all()))
    if ask.get("nguoi", "").isdecimal():
        found = found.filter(user=int(ask["nguoi"]))
    rows = found.select_related("user__unit", "dispatch").defer("dispatch__record", "dispatch__edxml")
    pager = Paginator(rows.order_by("-at", "-id"), PER_PAGE)
    pager.count = found.order_by()[:MOST].count()
    people = User.objects.order_by("full_name").only("pk", "full_name", "username")
    return render(request, "desk/audit.html", {
        "sheet": pager.get_page(ask.get("trang")), "people": people, "chosen": ask.get("nguoi", ""),
        "first": first, "last": last, "query": parameters(request, trang=None), "cut": pager.count == MOST,
    })  # fmt: skip


def _between(found: QuerySet[Access], first: date, last: date) -> QuerySet[Access]:
    """From the morning of `first` to the end of `last`, in the office's time."""
    morning, night = (timezone.make_aware(datetime.combine(day, time.min)) for day in (first, last + timedelta(days=1)))
    return found.filter(at__gte=morning, at__lt=night)


@page()
def accesses(request: HttpRequest, pk: int) -> HttpResponse:
    """Of one dispatch."""
    row = dispatch_for(request, pk, "see_accesses")
    shown = Paginator(row.accesses.select_related("user__unit"), PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "desk/accesses.html", {"dispatch": row, "sheet": shown})
