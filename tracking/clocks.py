"""Ba đồng hồ of a dispatch: its transfer, the issuer's deadlines, and the office's internal deadline.

NĐ 30/2020, Điều 22: a dispatch is handed over on the day it came, at the latest on the next working day. The issuer's
deadline is what the paper says. The internal deadline is a house rule: some working days before the issuer's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from dateutil.rrule import rrulestr

from tracking.calendar import Calendar, Unit


class Limit(Protocol):
    """What a deadline must say of itself (a `Deadline` row does)."""

    stated: date | None
    bound: str
    time: time | None
    due: date | None
    amount: int | None
    unit: str
    anchor: str
    rrule: str


@dataclass(frozen=True, slots=True)
class Due:
    """The last day on time, the hour where one counts, what a person should know, and the turn of a recurring one."""

    day: date | None
    time: time | None = None
    warning: str = ""
    occurrence: date | None = None


def transfer_due(arrived_on: date, calendar: Calendar) -> date:
    """The end of the next working day after arrival (NĐ 30/2020, Điều 22)."""
    return calendar.add(arrived_on, 1)


def rule(text: str, start: date) -> rrulestr:  # type: ignore[valid-type]
    """The recurrence rule `text` from `start` on.

    A day that a month lacks (`BYMONTHDAY=31`) is that month's last day, as for periods (Điều 148); RFC 5545 would
    leave the month out. A monthly rule without a day means the month's last day.
    """
    parts = dict(part.split("=", 1) for part in text.removeprefix("RRULE:").split(";") if "=" in part)
    day = parts.get("BYMONTHDAY", "")
    if day.isdigit() and int(day) > 28:
        parts["BYMONTHDAY"] = ",".join(str(n) for n in range(28, int(day) + 1))
        parts["BYSETPOS"] = "-1"
        if parts.get("FREQ") == "YEARLY" and "," in parts.get("BYMONTH", ""):
            parts["FREQ"] = "MONTHLY"  # the last of the days in each month, not in the year
    elif parts.get("FREQ") == "MONTHLY" and not {"BYMONTHDAY", "BYDAY"} & set(parts):
        parts["BYMONTHDAY"] = "-1"
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    return rrulestr(text, dtstart=datetime.combine(start, time.min))


def next_turn(limit: Limit, after: date) -> tuple[date, date] | None:
    """The first turn of a recurring limit that is due after `after`: its day in the rule, and its due day."""
    try:
        turns = rule(limit.rrule, after)
    except (ValueError, KeyError, TypeError):
        return None
    found = turns.after(datetime.combine(after + _shift(limit), time.min))  # type: ignore[attr-defined]
    return (found.date(), turn_due(limit, found.date())) if found else None


def turn_due(limit: Limit, turn: date) -> date:
    """The last day on time of the turn that the rule puts on the day `turn`."""
    return turn - _shift(limit)


def _shift(limit: Limit) -> timedelta:
    return timedelta(days=1 if limit.bound == "before" and limit.time is None else 0)


def issuer_due(limit: Limit, *, arrived: date | datetime | None, issued_on: date | None, calendar: Calendar) -> Due:
    """When the issuer's limit ends.

    `arrived` is the day (with the hour where known) of arrival. A date that the issuer wrote stays as written; a
    counted one moves off days of rest. Null where its anchor is not known.
    """
    arrived_on = arrived.date() if isinstance(arrived, datetime) else arrived
    if limit.rrule:
        start = arrived_on or issued_on or limit.stated
        turn = next_turn(limit, start - timedelta(days=1)) if start else None
        if turn is None:
            return Due(None, limit.time, "Hạn lặp lại chưa xác định được kỳ đầu.")
        return Due(turn[1], limit.time, calendar.remark(turn[1]) or "", turn[0])
    if limit.amount is not None:
        return _counted(limit, arrived=arrived, issued_on=issued_on, calendar=calendar)
    day = limit.due or limit.stated
    if day is None:
        return Due(None, limit.time)
    remarks = [calendar.remark(day) or ""]
    if arrived_on and day < arrived_on:
        remarks.append(f"Đã quá hạn khi đến (đến ngày {arrived_on:%d/%m/%Y}).")
    return Due(day, limit.time, " ".join(filter(None, remarks)))


def _counted(limit: Limit, *, arrived: date | datetime | None, issued_on: date | None, calendar: Calendar) -> Due:
    start = {"received": arrived, "issued": issued_on}.get(limit.anchor)
    if start is None or limit.amount is None:
        return Due(None, limit.time, "Hạn tính từ một sự kiện chưa biết ngày.")
    unit: Unit = limit.unit  # type: ignore[assignment]
    end = calendar.count(start, limit.amount, unit)
    at = end.time() if unit == "hour" and isinstance(end, datetime) else limit.time
    day = end.date() if isinstance(end, datetime) else end
    first = start.date() if isinstance(start, datetime) else start
    warnings = [calendar.warning(min(first, day), max(first, day)) or ""]
    if unit == "hour" and not isinstance(start, datetime):
        warnings.append("Hạn tính bằng giờ mà chưa rõ giờ đến: tạm tính đến hết ngày, cần kiểm tra lại.")
    return Due(day, at, " ".join(filter(None, warnings)))


def internal_due(issuer: date, *, lead_days: int, not_before: date, calendar: Calendar) -> date:
    """The office's own deadline: `lead_days` working days before the issuer's, but not before `not_before`."""
    own = calendar.add(issuer, -lead_days) if lead_days else issuer
    return min(issuer, max(own, not_before))


def house_due(arrived_on: date, *, house_days: int, calendar: Calendar) -> date:
    """The house rule for a paper that states no deadline."""
    return calendar.add(arrived_on, house_days)
