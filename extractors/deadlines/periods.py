"""Periods: a month, a quarter, a part of a year, a year (`trong tháng 11`, `quý IV/2024`, `6 tháng đầu năm`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from extractors import dates
from extractors.deadlines.bounds import peel
from extractors.deadlines.counted import IN_WORDS
from extractors.deadlines.limit import MEETING, MOST, NO_DAY, VAGUE, Limit

_MONTH = re.compile(
    r"(?:\b(?:hai|ba|cac|0?[23])\s+(?=thang\s*\d{1,2}\s*(?:-|,|va)))?\bthang\s*(?:\d{1,2}\s*(?:-|,|va|den)\s*(?:thang\s*)?)?(?P<m>\d{1,2})(?!\w|[/.-]\d{1,2}(?!\d))(?:\s*(?:[/.-]|nam)\s*(?P<y>\d{4})(?!\d))?(?P<rel>\s*(?:nay|toi|nam\s+nay|nam\s+sau)\b)?"
)
_QUARTER = re.compile(
    rf"\bquy\s*(?:(?:i{{1,3}}|[1-3])\s*(?:-|,|va|den)\s*(?:quy\s*)?)*{dates.QUARTER}(?!\w)(?:\s*(?:[/.-]|,?\s*nam)\s*(?P<y>\d{{4}})(?!\d))?(?P<rel>\s*(?:nam\s+nay|nam\s+sau|nay)\b)?"
)
_HALF = re.compile(
    r"\b(?:(?P<n>0?[1-9]|1[01]|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)\s+thang\s+(?P<part>dau|cuoi)\s+nam)"
    r"(?:\s*(?P<y>\d{4})|(?P<rel>\s+(?:nay|sau)\b))?"
)
_YEARLY = re.compile(r"\s*,?\s*(?:cua\s+)?(?:hang|moi)\s+nam\b")
_YEAR = re.compile(r"\bnam\s*(?:(?P<y>20\d\d)(?!\d)|(?P<rel>nay)\b)")


def months(folded: str, issued: date | None) -> Iterator[Limit]:
    for match in islice(_MONTH.finditer(folded), MOST):
        month = int(match["m"])
        if not 1 <= month <= 12:
            continue
        year = _year(match, issued)
        missing = year is None
        if year is None:
            if issued is None:
                continue
            year = issued.year + (month < issued.month)
        yield from _period(
            folded, match, date(year, month, 1), dates.month_end(year, month), date(year, month, 15), missing
        )


def quarters(folded: str, issued: date | None) -> Iterator[Limit]:
    for match in islice(_QUARTER.finditer(folded), MOST):
        quarter = dates.quarter_number(match["quarter"])
        year = _year(match, issued)
        missing = year is None
        if quarter is None or (year is None and issued is None):
            continue
        if year is None and issued is not None:
            year = issued.year + (dates.quarter_end(issued.year, quarter) < issued)
        assert year is not None
        end = dates.quarter_end(year, quarter)
        yield from _period(folded, match, date(year, quarter * 3 - 2, 1), end, date(year, quarter * 3 - 1, 15), missing)


def halves(folded: str, issued: date | None) -> Iterator[Limit]:
    for match in islice(_HALF.finditer(folded), MOST):
        year = _year(match, issued) or (issued.year if issued else None)
        if year is None:
            continue
        length = IN_WORDS.get(match["n"]) or int(match["n"])
        last = length if match["part"] == "dau" else 12
        end = dates.month_end(year, last)
        yield from _period(folded, match, date(year, 1 if match["part"] == "dau" else 13 - length, 1), end, end, False)


def years(folded: str, issued: date | None) -> Iterator[Limit]:
    for match in islice(_YEAR.finditer(folded), MOST):
        year = _year(match, issued)
        if year is not None:
            yield from _period(folded, match, date(year, 1, 1), date(year, 12, 31), date(year, 6, 30), False)


def _year(match: re.Match[str], issued: date | None) -> int | None:
    if match["y"]:
        return int(match["y"])
    words = (match["rel"] or "").split()
    if issued is None or not words or words[-1] == "toi":
        return None
    if words == ["nay"]:
        return issued.year if match.re is _YEAR or match.re is _HALF else None
    return issued.year + (words[-1] == "sau")


def _period(
    folded: str, match: re.Match[str], first: date, last: date, middle: date, year_missing: bool
) -> Iterator[Limit]:
    """A period's limit: its last day, or the day that `đầu`, `giữa`, `cuối` mean (BLDS 2015, Điều 146)."""
    left = peel(folded, match.start())
    day = {"dau": first, "giua": middle}.get(left.part or "", last)
    if left.bound == "before" and left.part is None:
        day = first
    vague = left.part is not None and left.part != "last day"
    bound = left.bound or ("within" if vague else "on" if left.part else None)
    if (vague and bound == "on") or left.heads:
        bound = "within"  # vào cuối tháng 11; Thời hạn hoàn thành: Quý I/2025
    doubt = VAGUE if vague else MEETING if left.meeting else None
    if (yearly := _YEARLY.match(folded, match.end())) and not match["y"]:
        of_month = -1 if day == dates.month_end(day.year, day.month) else day.day
        rule = f"FREQ=YEARLY;BYMONTH={day.month};BYMONTHDAY={of_month}"
        yield Limit(left.start, yearly.end(), bound, left.strong, rrule=rule, doubt=NO_DAY)
        return
    yield Limit(left.start, match.end(), bound, left.strong, period=True, window=left.window, from_now=left.from_now,
                stated=day, year_missing=year_missing, time=left.time, doubt=doubt)  # fmt: skip
