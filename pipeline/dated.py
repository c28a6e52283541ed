"""Days written in digits: `09/9/24`, `18-10-2024`, `18102024`, and what may be the beginning of one.

Which days there may be is bounded: by the years of papers that an office may still file, and more closely `within` the
days that the date of the paper leaves. What reads days letter by letter asks here, far from who knows that date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import product

Window = tuple[date, date]
"""The first and the last day that may be meant."""

_BEGINS = re.compile(r"(?P<day>\d{1,2})(?:(?P<sign>[/.-])(?P<month>\d{0,2})(?:(?P=sign)(?P<year>\d{0,4}))?)?")
_WHOLE = re.compile(r"(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{2}|\d{4})")
_CUT = re.compile(r"\d{1,2}/\d{1,2}/(?P<year>20\d?)")
_WINDOW: ContextVar[Window | None] = ContextVar("window", default=None)

CENTURY = "20"
FIRST = 1976
"""The first year of a paper that an office may still file anew; the last is the next."""
SIGNS = "/.-"
_LENGTHS = ((1, 1), (1, 2), (2, 1), (2, 2))
"""Digits that day and month may have."""


@contextmanager
def within(first: date, last: date) -> Iterator[None]:
    """Here no other days are thought of than those from `first` to `last`, at most a few months."""
    token = _WINDOW.set((first, last))
    try:
        yield
    finally:
        _WINDOW.reset(token)


def is_bounded() -> bool:
    """Whether only the days of a window are thought of here."""
    return _WINDOW.get() is not None


def possible() -> list[date]:
    """The days of the window that holds here; none where none does."""
    window = _WINDOW.get()
    return [] if window is None else _days_of(window)


def _days_of(window: Window) -> list[date]:
    return [window[0] + timedelta(number) for number in range((window[1] - window[0]).days + 1)]


def begins(text: str) -> bool:
    """Whether `text` is the beginning of a day in digits: `3`, `31/1`, `31/10/2`."""
    window = _WINDOW.get()
    return _begins(text) if window is None else text in _beginnings(window)


@cache
def _begins(text: str) -> bool:
    match = _BEGINS.fullmatch(text)
    if match is None:
        return False
    day, month, year = match.group("day", "month", "year")
    if int(day) > 31 or int(month or 0) > 12:
        return False
    return not year or year in _years()


@cache
def _years() -> frozenset[str]:
    """Years in which a stamp may have been set, in two or four digits, and the beginnings of these."""
    years = map(str, range(FIRST, date.today().year + 2))
    return frozenset(text[:end] for year in years for text in (year, year[2:]) for end in range(1, len(text) + 1))


@lru_cache(8)
def _beginnings(window: Window) -> frozenset[str]:
    """All beginnings of the days of a window, with signs and without."""
    texts: set[str] = set()
    for day in _days_of(window):
        days, months = ({f"{part:02d}", str(part)} for part in (day.day, day.month))
        texts |= {sign.join(one) for sign, *one in product(SIGNS, days, months, {f"{day:%Y}", f"{day:%y}"})}
        texts |= {"".join(one) for one in product(days, months, {f"{day:%Y}"})}
    return frozenset(text[:end] for text in texts for end in range(1, len(text) + 1))


def is_day(text: str) -> bool:
    """Whether `text` is a day that there is, written in digits, its year in two or four of them."""
    day = day_in(text) if begins(text) else None
    window = _WINDOW.get()
    return day is not None and (window is None or window[0] <= day <= window[1])


def day_in(text: str) -> date | None:
    """The day that `text` writes in digits, its year in two or four of them; null where there is no such day."""
    match = _WHOLE.fullmatch(text)
    if match is None:
        return None
    day, month, year = (int(part) for part in match.group("day", "month", "year"))
    try:
        return date(year + (2000 if year < 100 else 0), month, day)
    except ValueError:
        return None


def completed(text: str) -> Iterator[str]:
    """The days of the window that `text` says but for the last figures of their year: `15/9/20`, `15/9/202`."""
    window, cut = _WINDOW.get(), _CUT.fullmatch(text)
    if window is not None and cut is not None:
        for year in sorted({str(day.year) for day in window if str(day.year).startswith(cut["year"])}):
            if is_day(day := text[: cut.start("year")] + year):
                yield day


def begins_bare(text: str) -> bool:
    """Whether digits are the beginning of a day, month and year of this century without signs: `1503202`."""
    window = _WINDOW.get()
    return _begins_bare(text) if window is None else text in _beginnings(window)


@cache
def _begins_bare(text: str) -> bool:
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
