"""What a perfect reader would say of a paper: the shape of the record, and days worked out by the law.

Written from the rules (domain notes: BLDS 2015 Điều 147, 148; BLLĐ 2019 Điều 112), never from the code that reads.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import holidays
from dateutil.relativedelta import relativedelta

Record = dict[str, Any]

KEYS = (
    "source", "system", "kind", "number", "issuer", "issued_on", "issued_at", "subject", "recipients", "citations",
    "deadlines", "directives", "signer", "arrival", "urgency", "event", "asks",
)  # fmt: skip
LISTS = ("recipients", "citations", "deadlines", "directives")
SHAPES: dict[str, Record] = {
    "recipients": {"value": None, "role": "copy", "purpose": None},
    "citations": {
        "value": None,
        "kind": None,
        "dated": None,
        "issuer": None,
        "title": None,
        "role": "mention",
        "mentions": 1,
    },
    "deadlines": {"stated": None, "bound": None, "time": None, "due": None, "offset": None, "rrule": None},
    "directives": {"action": None, "assignees": [], "support": [], "report_to": None, "route": None, "deadline": None},
    "issuer": {"value": None, "parent": None},
    "number": {"value": None, "by_hand": False},
    "signer": {"value": None, "title": None, "authority": None, "on_behalf_of": None},
    "arrival": {"office": None, "number": None, "date": None, "forwarded_to": None, "file_code": None},
    "event": {"starts": None, "place": None},
}
PLAIN = ("system", "issued_on", "issued_at", "subject", "urgency")


def complete(stated: Record) -> Record:
    """A record with every key: those not stated are null, lists empty; a bare string is a reading's value."""
    record: Record = {key: stated.get(key, [] if key in LISTS else None) for key in KEYS}
    for key in PLAIN:
        if isinstance(record[key], str):
            record[key] = {"value": record[key]}
    for key in ("issuer", "number", "signer", "arrival", "event"):
        if record[key] is not None:
            record[key] = {**SHAPES[key], **record[key]}
    if record["arrival"]:
        record["arrival"] = {k: {"value": v} if isinstance(v, str) else v for k, v in record["arrival"].items()}
    for key in LISTS:
        record[key] = [{**SHAPES[key], **entry} for entry in record[key]]
    unknown = set(stated) - set(KEYS)
    if unknown:
        raise ValueError(f"keys that no record has: {sorted(unknown)}")
    return record


def due_by_date(stated: dt.date, bound: str, *, hour: bool = False) -> dt.date:
    """The last day still on time: the day before `stated` for `before`, unless an hour is stated."""
    return stated - dt.timedelta(days=1) if bound == "before" and not hour else stated


def due_by_offset(amount: int, unit: str, anchor: dt.date) -> dt.date:
    """The last day of a counted period: the first day is not counted; a day off moves it on (Điều 147, 148)."""
    if unit == "hour":
        return (dt.datetime.combine(anchor, dt.time()) + dt.timedelta(hours=amount)).date()
    if unit == "working_day":
        day = anchor
        for _ in range(amount):
            day = next_working(day + dt.timedelta(days=1))
        return day
    if amount == 0:
        return anchor
    end = anchor + (relativedelta(months=amount) if unit == "month" else dt.timedelta(days=amount))
    return next_working(end)


def next_working(day: dt.date) -> dt.date:
    """`day` itself when Vietnam works on it, else the next day that it does."""
    calendar = holidays.country_holidays("VN", years=(day.year, day.year + 1))
    while not calendar.is_working_day(day):
        day += dt.timedelta(days=1)
    return day
