"""Limits that lie near: at once, today, tomorrow, this week or month and the next, before Tết."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from extractors import dates
from extractors.deadlines.bounds import peel
from extractors.deadlines.counted import PAPERS
from extractors.deadlines.limit import AT_ONCE, TET, THIS_WEEK, Limit, matches
from extractors.record import Offset
from extractors.workdays import lunar_new_year

_AT_ONCE = re.compile(rf"\bngay\s+(?:sau\s+)?khi\s+nhan(?:\s+duoc)?\s*(?:{PAPERS}(?:\s+nay)?\b|(?=[,.;\n]))")
_TODAY = re.compile(r"(?<!lan )\btrong\s+ngay(?=\s*(?:[.;,)\n]|$|de\b))")
_THIS_DAY = re.compile(
    r"\btrong\s+(?:(?:buoi\s+)?(?:sang|trua|chieu|toi)\s+(?:hom\s+)?nay|(?:ngay\s+)?hom\s+nay)\b(?!\s*,?\s*\(?\s*(?:ngay\s+)?\d)"
)
_HOUR_TODAY = re.compile(
    rf"(?<![\d/.]){dates.HOUR}\s*,?\s*(?:(?:ngay\s+)?(?:hom\s+nay|cung\s+ngay)|(?P<part>sang|trua|chieu|toi)\s+nay)\b"
)
_THIS_WEEK = re.compile(r"(?<!lam viec )(?<!ngay )\btrong\s+tuan(?=\s*(?:[.;,)\n]|$|de\b))")
_TOMORROW = re.compile(rf"(?<![\d/.]){dates.HOUR}\s*,?\s*(?:ngay\s+)?mai\b(?:\s*\(?(?=\s*,?\s*(?:ngay\s+)?\d))?")
_RELATIVE = re.compile(
    r"\b(?:(?:ky|dot)\s+\w+\s+)?(?P<unit>tuan|thang|quy)\s+(?:(?P<this>nay)|(?P<next>toi|sau|ke\s+tiep|tiep\s+theo))\b(?!\s+(?:la|thi|cua)\b)"
)
_WEEKDAY = re.compile(rf"\b{dates.WEEKDAY}\s*,?\s*tuan\s+(?P<which>nay|sau|toi)\b(?!\s*,?\s*\(?\s*(?:ngay\s+)?\d)")
_TET = re.compile(
    r"\btet(?!\s+(?:duong|trung|thanh|doan))(?:\s+nguyen\s+dan|\s+am\s+lich)?(?P<lunar>\s+\w+\s+(?:ty|suu|dan|mao|thin|ngo|mui|than|dau|tuat|hoi))?(?:\s+(?:nam\s+)?(?P<y>20\d\d))?"
)
_REACH = 400  # characters in which a day is told before `cùng ngày`


def immediate(folded: str, issued: date | None) -> Iterator[Limit]:
    now = Offset(amount=0, unit="day", anchor="received")
    for match in matches(_AT_ONCE, folded, "nhan"):
        yield Limit(match.start(), match.end(), "within", True, offset=now, doubt=AT_ONCE)
    for match in matches(_TODAY, folded, "ngay"):
        yield Limit(match.start(), match.end(), "within", False, period=True, offset=now, doubt=AT_ONCE)
    if issued is None:
        return
    for match in matches(_THIS_DAY, folded, "nay"):
        yield Limit(match.start(), match.end(), "within", False, period=True, stated=issued, doubt=AT_ONCE)
    for match in matches(_HOUR_TODAY, folded, "nay", "cung"):
        left = peel(folded, match.start())
        time = dates.clock(match, half=match["part"])
        stated = _day_told(folded, left.start, issued) if match[0].endswith("cung ngay") else issued
        yield Limit(left.start, match.end(), left.bound, left.strong, stated=stated, time=time)
    for match in matches(_THIS_WEEK, folded, "tuan"):
        friday = dates.friday_of(issued)
        yield Limit(match.start(), match.end(), "within", False, period=True, stated=friday, doubt=THIS_WEEK)
    for match in matches(_TOMORROW, folded, "mai"):
        left = peel(folded, match.start())
        limit = Limit(left.start, match.end(), left.bound, left.strong, time=dates.clock(match), doubt=THIS_WEEK)
        yield replace(limit, stated=issued + timedelta(days=1))
    yield from _weekdays(folded, issued)
    yield from _relative(folded, issued)
    for match in matches(_TET, folded, "tet"):
        left = peel(folded, match.start())
        if left.bound not in {"before", "by"}:
            continue
        day = lunar_new_year(int(match["y"])) if match["y"] else _next_tet(issued)
        if day is not None:
            yield Limit(left.start, match.end(), left.bound, left.strong, stated=day, doubt=TET)


def _day_told(folded: str, position: int, issued: date) -> date:
    """The day that `cùng ngày` takes up: the last that its line tells and that is still ahead, else that of issue."""
    line = max(folded.rfind("\n", 0, position) + 1, position - _REACH)
    for match in reversed(list(dates.DATE.finditer(folded, line, position))):
        if (told := dates.read(match)) is not None:
            day = told.on(told.year) if told.year else dates.first_after(told.day, told.month, issued)
            return max(day or issued, issued)
    return issued


def _weekdays(folded: str, issued: date) -> Iterator[Limit]:
    """A weekday of this or the next week (`trước thứ Tư tuần sau`)."""
    for match in matches(_WEEKDAY, folded, "tuan"):
        left = peel(folded, match.start())
        if left.bound is None:
            continue
        friday = dates.friday_of(issued) + timedelta(days=7 * (match["which"] != "nay"))
        stated = friday + timedelta(days=dates.WEEK.index(dates.weekday_code(match)) - 4)
        yield Limit(left.start, match.end(), left.bound, left.strong, stated=stated, time=left.time, doubt=THIS_WEEK)


def _relative(folded: str, issued: date) -> Iterator[Limit]:
    """This or the next week, month or quarter; a week ends on its Friday."""
    for match in matches(_RELATIVE, folded, "tuan", "thang", "quy"):
        left = peel(folded, match.start())
        if left.bound is None and left.part != "cuoi":
            continue
        ahead = match["this"] is None
        if match["unit"] == "tuan":
            last = dates.friday_of(issued) + timedelta(days=7 * ahead)
        elif match["unit"] == "thang":
            month = dates.add_months(issued.replace(day=1), int(ahead))
            last = dates.month_end(month.year, month.month)
        else:
            month = dates.add_months(issued.replace(day=1), 3 * ahead)
            last = dates.quarter_end(month.year, (month.month + 2) // 3)
        if left.bound == "before" or left.part in {"dau", "giua"}:
            continue
        bound = "within" if left.bound in {None, "on"} else left.bound
        doubt = None if match["unit"] != "tuan" and not ahead else THIS_WEEK
        yield Limit(left.start, match.end(), bound, False, period=True, stated=last, doubt=doubt)


def _next_tet(issued: date) -> date | None:
    ahead = [day for year in (issued.year, issued.year + 1) if (day := lunar_new_year(year)) and day >= issued]
    return ahead[0] if ahead else None
