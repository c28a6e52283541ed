"""Single days: full dates and dates without a year, days of each year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from extractors import dates
from extractors.deadlines.bounds import peel
from extractors.deadlines.limit import MOST, NO_YEAR, WRONG_WEEKDAY, Limit, matches
from extractors.deadlines.sentence import sentence_so_far

_YEARLY_RIGHT = re.compile(r"\s*(?:,\s*)?(?:hang|moi)\s+nam\b")
_NEXT_YEAR = re.compile(r"\s*(?:cua\s+)?nam\s+(?P<which>nay|sau|toi|ke tiep|tiep theo)\b")
_PERIODIC_LEFT = re.compile(
    r"\b(?:dinh\s+ky|(?:hang|moi)\s+nam|(?:0?6|sau|0?9)\s+thang(?!\s+(?:dau|cuoi)|\s*/|\s*\d)"
    r"|bao\s+cao\s+(?:nam(?!\s*(?:\d|nay))|quy(?!\s*[ivl\d])))\b[^.;\n]{0,60}$"
)
_REPORT_OF_YEAR = re.compile(r"\b(?:(?:hang|moi)\s+nam|bao\s+cao\s+nam(?!\s*(?:\d|nay)))\b[^.;\n]{0,60}$")
_RIGHT_WEEKDAY = re.compile(rf"\s*[(,]\s*{dates.WEEKDAY}\b\s*\)?")
_LAST_DAY = re.compile(
    r"\s*(?:la|chinh la)\s+(?:(?:thoi\s+)?han\s+(?:chot|cuoi|nop|gui|ket\s+thuc)|thoi\s+han\b"
    r"|ngay\s+(?:cuoi|het\s+han|ket\s+thuc)|(?:muon|cham|tre)\s+nhat\b)"
)  # ngày 20/11/2024 là hạn cuối
_NO_DAY_WORD = re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})\s*thang\s*(?P<m>\d{1,2})(?!\w|\s*(?:[/.-]|nam)\s*\d)")
_AND = re.compile(r"\s*(?:,|;|va|,\s*va)\s*")  # trước ngày 25/10 và 25/11/2024: one bound of both
_YEAR = re.compile(
    r"(?:^|[.;:]\s*)\W*(?:\w{1,2}[.)]\s*)?(?:trong\s+|sang\s+|tu\s+|rieng\s+)?nam\s+(?P<y>20\d\d)\b"
)  # Năm 2025, …
_BEFORE = 90  # characters before a limit in which it may be said to come again
_FAR = 270  # days ahead from which a missing year is a guess
_RIGHT_WORDS = re.compile(r"\s*(?:toi|nay)\b(?!\s+(?:la|thi))")


def days(folded: str, issued: date | None) -> Iterator[Limit]:
    """Limits that name a day, with or without its year."""
    last: Limit | None = None
    for match in islice(dates.DATE.finditer(folded), MOST):
        found = dates.read(match)
        if found is None:
            continue
        left = peel(folded, found.start)
        end, weekday = found.end, left.weekday
        if near := _RIGHT_WEEKDAY.match(folded, end):
            weekday, end = dates.weekday_code(near), near.end()
        limit = Limit(
            left.start, end, left.bound, left.strong, window=left.window, from_now=left.from_now, time=left.time
        )
        shared = last is not None and limit.bound is None and _AND.fullmatch(folded, last.end, limit.start) is not None
        earliest = issued
        if last is not None and shared:
            limit = replace(limit, bound=last.bound, strong=last.strong)
            earliest = last.stated or issued
        if found.year is not None:
            stated = found.on(found.year)
            made = replace(limit, stated=stated) if stated is not None else None
        else:
            named = bool(match["m3"] or match["d2"])
            made = _each_year(folded, limit, found) or _without_year(folded, limit, found, earliest, named=named)
        last = made if made and made.bound in {"before", "by"} and not made.window else None
        if made is not None:
            yield _weighed(folded, _said_after(folded, made), weekday, issued)
    for match in matches(_NO_DAY_WORD, folded, "thang"):
        left = peel(folded, match.start())  # trước 30 tháng 11
        day, month = int(match["d"]), int(match["m"])
        if issued and left.strong and month <= 12 and (stated := dates.first_after(day, month, issued)):
            yield Limit(left.start, match.end(), left.bound, True, stated=stated, year_missing=True, time=left.time)


def _said_after(folded: str, limit: Limit) -> Limit:
    """A day of which the words after it say that it is the last one."""
    if limit.bound is None and (after := _LAST_DAY.match(folded, limit.end)):
        return replace(limit, end=after.end(), bound="by", strong=True)
    return limit


def _each_year(folded: str, limit: Limit, found: dates.Stated) -> Limit | None:
    """A day of each year: `trước ngày 15/11 hằng năm`, or after words of what comes again (`báo cáo năm gửi …`)."""
    rule = f"FREQ=YEARLY;BYMONTH={found.month};BYMONTHDAY={found.day}"
    if near := _YEARLY_RIGHT.match(folded, limit.end):
        return replace(limit, end=near.end(), rrule=rule)
    if limit.bound is None:
        return None
    before = folded[max(0, limit.start - _BEFORE) : limit.start]
    if near := _NEXT_YEAR.match(folded, limit.end):
        again = near["which"] != "nay" and _REPORT_OF_YEAR.search(before)  # hằng năm … 31/01 của năm kế tiếp
        return replace(limit, end=near.end(), rrule=rule) if again else None
    return replace(limit, rrule=rule) if _PERIODIC_LEFT.search(before) else None


def _without_year(folded: str, limit: Limit, found: dates.Stated, issued: date | None, *, named: bool) -> Limit | None:
    """A day without its year: that of `năm nay`, `năm sau`, else the first such day after the day of issue.

    `named` is whether `ngày` or `tháng` stands there: a bare 15/12 without a bound may be a fraction or a street.
    """
    relative, end = found.relative_year, limit.end
    if near := _NEXT_YEAR.match(folded, end):
        relative, end = (0 if near["which"] == "nay" else 1), near.end()
    if issued is None or (limit.bound is None and not named):
        return None
    if near := _RIGHT_WORDS.match(folded, end):
        end = near.end()
    told = _YEAR.search(sentence_so_far(folded, limit.start))
    if told is not None and int(told["y"]) < issued.year:
        return None  # Năm 2021, … bàn giao trước ngày 22/12.
    first = dates.first_after(found.day, found.month, issued)
    stated = first if relative is None else found.on(issued.year + relative)
    return replace(limit, end=end, stated=stated, year_missing=relative is None) if stated is not None else None


def _weighed(folded: str, limit: Limit, weekday: str | None, issued: date | None) -> Limit:
    """A limit with what a person should be told of it: a weekday that does not fit, a year that is far to guess."""
    if limit.stated is None:
        return limit
    if weekday is not None and weekday != dates.weekday_of(limit.stated):
        return replace(limit, doubt=WRONG_WEEKDAY)
    if limit.year_missing and issued is not None:
        other = _YEAR.search(sentence_so_far(folded, limit.start))
        if (limit.stated - issued).days > _FAR or (other is not None and int(other["y"]) > limit.stated.year):
            return replace(limit, doubt=NO_YEAR)
    return limit
