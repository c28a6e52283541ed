"""Biểu đồ: questions answered by a picture with its table behind it; and the deadlines of a month as a calendar."""

from __future__ import annotations

import calendar as months
import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tracking import rights
from tracking.calendar import Calendar, office_calendar
from tracking.desk.drawing import draw
from tracking.desk.figures import Rows, questions
from tracking.desk.gate import page, person
from tracking.models import Task, Unit, Urgency, User

KEPT_SECONDS, MOST_IN_MONTH = 300, 400
_MAKING = threading.Lock()


def _unit(request: HttpRequest) -> int | None:
    asked = request.GET.get("donvi", "")
    return int(asked) if asked.isdecimal() and Unit.objects.filter(pk=int(asked)).exists() else None


def _kept(key: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, kept for some minutes; of many who ask at once, one makes it and the others wait for it."""
    found = cache.get(key)
    if found is None:
        with _MAKING:
            found = cache.get(key)
            if found is None:
                found = make()
                cache.set(key, found, KEPT_SECONDS)
    return found


def _rows(name: str, user: User, unit: int | None) -> Rows:
    """The figures, kept for each person: what one may see another may not. Who may see everything sees the same."""
    viewer = "all" if rights.granted(user, "view") == "oti" else str(user.pk)
    key = f"figures:{name}:{viewer}:{unit}:{timezone.localdate()}"
    found: Rows = _kept(key, lambda: questions()[name].rows(user, unit))
    return found


@page(action="see_reports")
def charts(request: HttpRequest) -> HttpResponse:
    """All charts with their tables."""
    unit, user = _unit(request), person(request)
    shown = []
    for name, question in questions().items():
        rows = _rows(name, user, unit)
        table = [[row[key] for key, _ in question.columns] for row in rows]
        filled = any(isinstance(cell, int) and cell for line in table for cell in line)
        shown.append({"name": name, "question": question, "table": table, "filled": filled})
    return render(request, "desk/charts.html", {"shown": shown, "units": Unit.objects.all(), "unit": unit})


@page(action="see_reports")
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """One chart as an image."""
    if name not in questions():
        raise Http404("Không có biểu đồ này.")
    unit, user = _unit(request), person(request)
    rows = _rows(name, user, unit)
    svg = _kept(f"picture:{name}:{hash(repr(rows))}", lambda: draw(name, questions()[name], rows))
    answer = HttpResponse(svg, content_type="image/svg+xml")
    answer["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
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
    tasks = rights.visible_tasks(user, Task.objects.filter(closed_at=None, dispatch__trashed_at=None))
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
    shown = tasks.values_list("pk", "due", "title", "urgency", "dispatch__number", named=True)
    for task in shown.order_by("-urgency", "pk")[:MOST_IN_MONTH]:
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
