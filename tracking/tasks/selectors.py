"""Finding tasks: every function returns a queryset that the caller may narrow further."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from tracking.calendar import Calendar, office_calendar
from tracking.models import Task, Unit, User


def open_tasks() -> QuerySet[Task]:
    """Open tasks of dispatches outside the trash, late first, the more urgent first within a day."""
    return (
        Task.objects.filter(closed_at=None, dispatch__trashed_at=None)
        .select_related("dispatch", "lead_unit", "person", "deadline")
        .defer("dispatch__record", "dispatch__edxml")  # large, and asked for by nobody who lists tasks
        .order_by(F("due").asc(nulls_last=True), "-urgency", "pk")
    )


def late(found: QuerySet[Task], now: datetime | None = None) -> QuerySet[Task]:
    """Quá hạn as a view: past its due day, or past its hour today."""
    local = timezone.localtime(now)
    return found.filter(Q(due__lt=local.date()) | Q(due=local.date(), due_time__lt=local.time()))


def overdue_for_issuer(found: QuerySet[Task], now: datetime | None = None) -> QuerySet[Task]:
    """Past the issuer's own deadline, not only the office's."""
    return found.filter(issuer_due__lt=timezone.localdate(now))


def due_between(found: QuerySet[Task], first: date, last: date) -> QuerySet[Task]:
    return found.filter(due__gte=first, due__lte=last)


def soon(
    found: QuerySet[Task], *, days: int = 3, now: datetime | None = None, calendar: Calendar | None = None
) -> QuerySet[Task]:
    """Due after today and within `days` working days."""
    today = timezone.localdate(now)
    return found.filter(due__gt=today, due__lte=(calendar or office_calendar()).add(today, days))


def of_unit(found: QuerySet[Task], unit: Unit) -> QuerySet[Task]:
    """Led or supported by `unit`."""
    supported = Task.support_units.through.objects.filter(unit=unit).values("task")
    return found.filter(Q(lead_unit=unit) | Q(pk__in=supported))


def of_person(found: QuerySet[Task], person: User) -> QuerySet[Task]:
    return found.filter(person=person)


def counts(found: QuerySet[Task], now: datetime | None = None) -> dict[str, int]:
    """How many are late, due today, soon, this month, later, without a day: each open task counted once a heading."""
    today = timezone.localdate(now)
    calendar = office_calendar()
    until, month_end = calendar.add(today, 3), (today.replace(day=28) + (date(1, 2, 1) - date(1, 1, 28))).replace(day=1)
    local = timezone.localtime(now)
    late_today = Q(due=today, due_time__isnull=False, due_time__lt=local.time())
    return found.order_by().aggregate(
        late=Count("pk", filter=Q(due__lt=today) | late_today),
        today=Count("pk", filter=Q(due=today) & ~late_today),
        soon=Count("pk", filter=Q(due__gt=today, due__lte=until)),
        month=Count("pk", filter=Q(due__gte=today, due__lt=month_end)),
        no_date=Count("pk", filter=Q(due=None)),
        all=Count("pk"),
    )
