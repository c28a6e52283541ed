"""Số đến: one series a year, in the order of receipt, paper and electronic together (NĐ 30/2020, Điều 22 khoản 2).

The number on the ĐẾN stamp is taken where there is one; else the system gives the next. The series' row is locked
while a number is taken, so that concurrent clerks neither leave a gap nor take one twice.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from tracking.errors import Clash, Incomplete
from tracking.models import Dispatch, Event, Series, User
from tracking.tasks.make import recount

STAMPED = re.compile(r"^0*(\d{1,7})\s*([a-zA-Z]{0,2})$")
SURE = 0.9
"""From this confidence on a stamped number is taken without asking; below it a person confirms."""


def parse_number(text: str) -> tuple[int, str] | None:
    """`0123a` gives `(123, "a")`; null where it is no number of a register."""
    match = STAMPED.match(text.strip())
    if match is None or not 1 <= int(match[1]) <= 9_999_999:
        return None
    return int(match[1]), match[2].lower()


def _locked_series(name: str, year: int) -> Series:
    """The series' row, ours until the transaction ends."""
    Series.objects.get_or_create(name=name, year=year)
    return Series.objects.select_for_update().get(name=name, year=year)


@transaction.atomic
def register(
    *,
    dispatch_id: int,
    by: User | None = None,
    arrived_on: date | None = None,
    number: str | None = None,
    now: datetime | None = None,
) -> Dispatch:
    """Enter a dispatch in the register and give it its số đến.

    `number` is what the stamp says; without it the next number is given. A registered dispatch is returned as it
    is. Raises `Clash` where the number is taken, `Incomplete` where it is no number.
    """
    now = now or timezone.now()
    dispatch = Dispatch.objects.select_for_update(of=("self",)).get(pk=dispatch_id)
    if dispatch.arrival_number is not None:
        return dispatch
    day = arrived_on or dispatch.stamp_date or timezone.localdate(now)
    series = _locked_series(dispatch.series, day.year)
    if number:
        parsed = parse_number(number)
        if parsed is None:
            raise Incomplete(f"«{number}» không phải là số đến; nhập lại số trên dấu, chỉ gồm chữ số.")
        value, suffix = parsed
        _refuse_taken(dispatch, day.year, value, suffix)
    else:
        value, suffix = series.last + 1, ""
    if value > series.last:
        series.last = value
        series.save(update_fields=["last"])
    dispatch.arrival_year, dispatch.arrival_number, dispatch.arrival_suffix = day.year, value, suffix
    dispatch.arrived_on, dispatch.registered_at, dispatch.registered_by = day, now, by
    if by is not None:
        dispatch._history_user = by
    dispatch.save()
    Event.objects.create(
        dispatch=dispatch, at=now, by=by, code="registered", text=f"Vào sổ số đến {value}{suffix} ngày {day:%d/%m/%Y}."
    )
    recount(dispatch)
    return dispatch


def _refuse_taken(dispatch: Dispatch, year: int, value: int, suffix: str) -> None:
    taken = Dispatch.objects.filter(
        series=dispatch.series, arrival_year=year, arrival_number=value, arrival_suffix=suffix
    ).first()
    if taken is not None:
        raise Clash(f"Số đến {value}{suffix} năm {year} đã cấp cho {taken}; kiểm tra lại số trên dấu.")


def register_from_stamp(dispatch: Dispatch, *, confidence: float) -> str | None:
    """Register by the stamp where it was read surely; a sentence for the clerk where that failed."""
    if not dispatch.stamp_number or dispatch.stamp_date is None or confidence < SURE:
        return None
    try:
        with transaction.atomic():
            register(dispatch_id=dispatch.pk, arrived_on=dispatch.stamp_date, number=dispatch.stamp_number)
    except (Clash, Incomplete, IntegrityError) as error:
        return str(error)
    return None


def gaps(series: str, year: int) -> list[tuple[int, int]]:
    """Runs of numbers, first and last, that no dispatch of the year bears, for the clerk to explain; what lies before
    the first that we know was given before the installation was."""
    used = Dispatch.objects.filter(series=series, arrival_year=year, arrival_number__isnull=False)  # as its index says
    found: list[tuple[int, int]] = []
    before: int | None = None
    for number in used.order_by("arrival_number").values_list("arrival_number", flat=True):
        if number is None:
            continue
        if before is not None and number > before + 1:
            found.append((before + 1, number - 1))
        before = number
    return found
