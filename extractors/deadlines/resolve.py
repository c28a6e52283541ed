"""The last day that is still on time."""

from __future__ import annotations

from datetime import date, timedelta

from extractors.dates import add_months
from extractors.record import Bound, Offset
from extractors.workdays import add_working_days, next_working_day


def due(
    stated: date | None,
    bound: Bound,
    time: str | None,
    offset: Offset | None,
    issued: date | None,
    received: date | None,
) -> date | None:
    """`due` of a deadline: the day before `stated` for `before` unless an hour is stated; an offset is counted.

    The day of the event is not counted, and a counted period that ends on a day off ends on the next working day
    (BLDS 2015, Điều 147, 148); hours run on through days off. Null where the anchor is not known.
    """
    if stated is not None:
        return stated - timedelta(days=1) if bound == "before" and time is None else stated
    if offset is None:
        return None
    anchor = {"received": received, "issued": issued, "event": None}[offset.anchor]
    if anchor is None:
        return None
    if offset.unit == "working_day":
        return add_working_days(anchor, offset.amount)
    if offset.unit == "hour":
        return anchor + timedelta(days=-(-offset.amount // 24))
    if offset.amount == 0:
        return anchor
    end = add_months(anchor, offset.amount) if offset.unit == "month" else anchor + timedelta(days=offset.amount)
    return next_working_day(end)
