"""Biểu đồ: questions answered by a picture with its table behind it; and the deadlines of a month as a calendar."""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tracking import rights
from tracking.calendar import Calendar, office_calendar
from tracking.desk.drawing import draw
from tracking.desk.figures import Rows, questions
from tracking.desk.gate import page, person
from tracking.desk.kept import FRESH_SECONDS, Kept, kept
from tracking.desk.pending import open_tasks
from tracking.models import Task, Unit, Urgency, User

MOST_IN_MONTH = 400


def _unit(request: HttpRequest) -> int | None:
    asked = request.GET.get("donvi", "")
    return int(asked) if asked.isdecimal() and Unit.objects.filter(pk=int(asked)).exists() else None


def _rows(name: str, user: User, unit: int | None) -> Kept:
    """The figures, kept for each person: what one may see another may not. Who may see everything sees the same."""
    viewer = "all" if rights.granted(user, "view") == "oti" else str(user.pk)
    key = f"figures:{name}:{viewer}:{unit}:{timezone.localdate()}"
    return kept(key, lambda: questions()[name].rows(user, unit))


def _picture(name: str, rows: Rows, narrow: bool) -> str:
    key = f"picture:{name}:{narrow}:{hash(repr(rows))}"
    drawn: str = kept(key, lambda: draw(name, questions()[name], rows, narrow)).value
    return drawn


@page(action="see_reports")
def charts(request: HttpRequest) -> HttpResponse:
    """All charts with their tables."""
    unit, user, oldest = _unit(request), person(request), timezone.now()
    shown = []
    for name, question in questions().items():
        rows = _rows(name, user, unit)
        oldest = min(oldest, rows.at)
        table = [[row[key] for key, _ in question.columns] for row in rows.value]
        filled = any(isinstance(cell, int) and cell for line in table for cell in line)
        shown.append({"name": name, "question": question, "table": table, "filled": filled})
    return render(request, "desk/charts.html", {
        "shown": shown, "units": Unit.objects.all(), "unit": unit, "oldest": oldest,
    })  # fmt: skip


@page(action="see_reports")
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """One chart as an image."""
    if name not in questions():
        raise Http404("Không có biểu đồ này.")
    unit, user = _unit(request), person(request)
    drawn = _picture(name, _rows(name, user, unit).value, narrow="hep" in request.GET)
    answer = HttpResponse(drawn, content_type="image/svg+xml")
    answer["Cache-Control"] = f"private, max-age={FRESH_SECONDS}"
    return answer


def _asked_month(request: HttpRequest) -> date:
    today = timezone.localdate()
    try:
        year, month = map(int, request.GET.get("thang", "").split("-"))
        return date(year, month, 1) if 2000 <= year <= 2100 else today.replace(day=1)
    except ValueError:
        return today.replace(day=1)


def _named(calendar: Calendar, day: date) -> str:
    """The name of a day off or worked against the week; plain weekends need none."""
    name = calendar.name(day) or ""
    return "" if name.casefold().startswith(("thứ ", "chủ nhật")) else name


@page()
def month(request: HttpRequest) -> HttpResponse:
    """Lịch: how much is due on each day of a month, with days off marked."""
    first, user, unit = _asked_month(request), person(request), _unit(request)
    weeks = months.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    tasks = open_tasks(user)
    if unit:
        tasks = tasks.filter(lead_unit=unit)
    tasks = tasks.filter(due__gte=weeks[0][0], due__lte=weeks[-1][-1])
    numbers = {
        row["due"]: row
        for row in tasks.values("due")
        .order_by()
        .annotate(n=Count("pk"), urgent=Count("pk", filter=Q(urgency__gt=Urgency.NONE)))
    }
    titles: dict[date, list[Any]] = {}
    first_of_all = list(tasks.order_by("-urgency", "pk").values_list("pk", flat=True)[:MOST_IN_MONTH])
    shown = Task.objects.filter(pk__in=first_of_all).order_by("-urgency", "pk")
    for task in shown.values_list("pk", "due", "title", "urgency", "dispatch__number", named=True):
        titles.setdefault(task.due or first, []).append(task)
    calendar = office_calendar()
    rows = [
        [
            {"day": day, "inside": day.month == first.month, "off": _named(calendar, day),
             "works": calendar.is_working(day), "number": numbers.get(day), "tasks": titles.get(day, [])[:3]}
            for day in week
        ]
        for week in weeks
    ]  # fmt: skip
    return render(request, "desk/month.html", {
        "first": first, "weeks": rows, "today": timezone.localdate(), "units": Unit.objects.all(), "unit": unit,
        "before": f"{first - timedelta(days=1):%Y-%m}", "after": f"{first + timedelta(days=32):%Y-%m}",
    })  # fmt: skip
