"""Days written in digits: `09/9/24`, `18-10-2024`, and what may be the beginning of one."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

_BEGINS = re.compile(r"(?P<day>\d{1,2})(?:(?P<sign>[/.-])(?P<month>\d{0,2})(?:(?P=sign)(?P<year>\d{0,4}))?)?")


@cache
def begins(text: str) -> bool:
    """Whether `text` is the beginning of a day in digits: `3`, `31/1`, `31/10/2`."""
    match = _BEGINS.fullmatch(text)
    if match is None:
        return False
    day, month, year = match.group("day", "month", "year")
    if int(day) > 31 or int(month or 0) > 12:
        return False
    return len(year or "") < 3 or year[:2] in ("19", "20")


def is_day(text: str) -> bool:
    """Whether `text` is a day that there is, written in digits, its year in two or four of them."""
    parts = re.split("[/.-]", text)
    if len(parts) != 3 or not begins(text) or len(parts[2]) not in (2, 4):
        return False
    year = int(parts[2]) + (2000 if len(parts[2]) == 2 else 0)
    try:
        date(year, int(parts[1]), int(parts[0]))
    except ValueError:
        return False
    return True
