"""Days written in digits: `09/9/24`, `18-10-2024`, `18102024`, and what may be the beginning of one."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

_BEGINS = re.compile(r"(?P<day>\d{1,2})(?:(?P<sign>[/.-])(?P<month>\d{0,2})(?:(?P=sign)(?P<year>\d{0,4}))?)?")

CENTURY = "20"
_LENGTHS = ((1, 1), (1, 2), (2, 1), (2, 2))
"""Digits that day and month may have."""


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


@cache
def begins_bare(text: str) -> bool:
    """Whether digits are the beginning of a day, month and year of this century without signs: `1503202`."""
    return any(
        _may_be(text[:day], day, 31)
        and _may_be(text[day : day + month], month, 12)
        and CENTURY.startswith(text[day + month : day + month + 2])
        for day, month in _LENGTHS
        if len(text) <= day + month + 4
    )


def _may_be(part: str, length: int, most: int) -> bool:
    return len(part) < length or 1 <= int(part) <= most


def bare_days(text: str) -> list[str]:
    """The days that digits without signs may mean: `1112022` is 1/11/2022 or 11/1/2022."""
    parts = ((text[:day], text[day : day + month], text[day + month :]) for day, month in _LENGTHS)
    days = ("/".join(one) for one in parts if len(one[2]) == 4 and one[2].startswith(CENTURY))
    return [day for day in days if is_day(day)]
