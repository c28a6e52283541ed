"""Limits that lie near: at once, today, this week, before Tết."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from extractors import dates
from extractors.deadlines.bounds import peel
from extractors.deadlines.counted import PAPERS
from extractors.deadlines.limit import AT_ONCE, MOST, TET, THIS_WEEK, Limit
from extractors.record import Offset
from extractors.workdays import lunar_new_year

_AT_ONCE = re.compile(rf"\bngay\s+(?:sau\s+)?khi\s+nhan(?:\s+duoc)?\s*(?:{PAPERS}(?:\s+nay)?\b|(?=[,.;\n]))")
_TODAY = re.compile(r"\btrong\s+ngay(?=\s*(?:[.;,)\n]|$|hom\s+nay|de\b))(?:\s+hom\s+nay)?")
_HOUR_TODAY = re.compile(rf"(?<![\d/.]){dates.HOUR}\s*,?\s*(?:ngay\s+)?(?:hom\s+nay|cung\s+ngay)\b")
_THIS_WEEK = re.compile(r"\btrong\s+tuan(?:\s+nay)?(?=\s*(?:[.;,)\n]|$|de\b)|\s+nay\b)(?:\s+nay)?")
_TET = re.compile(
    r"\btet(?:\s+nguyen\s+dan|\s+am\s+lich)?(?P<lunar>\s+\w+\s+(?:ty|suu|dan|mao|thin|ngo|mui|than|dau|tuat|hoi))?(?:\s+(?:nam\s+)?(?P<y>20\d\d))?"
)


def immediate(folded: str, issued: date | None) -> Iterator[Limit]:
    now = Offset(amount=0, unit="day", anchor="received")
    for match in islice(_AT_ONCE.finditer(folded), MOST):
        yield Limit(match.start(), match.end(), "within", True, offset=now, doubt=AT_ONCE)
    for match in islice(_TODAY.finditer(folded), MOST):
        yield Limit(match.start(), match.end(), "within", False, period=True, offset=now, doubt=AT_ONCE)
    if issued is None:
        return
    for match in islice(_HOUR_TODAY.finditer(folded), MOST):
        left = peel(folded, match.start())
        yield Limit(left.start, match.end(), left.bound, left.strong, stated=issued, time=dates.clock(match))
    for match in islice(_THIS_WEEK.finditer(folded), MOST):
        friday = dates.friday_of(issued)
        yield Limit(match.start(), match.end(), "within", False, period=True, stated=friday, doubt=THIS_WEEK)
    for match in islice(_TET.finditer(folded), MOST):
        left = peel(folded, match.start())
        if left.bound not in {"before", "by"}:
            continue
        day = lunar_new_year(int(match["y"])) if match["y"] else _next_tet(issued)
        if day is not None:
            yield Limit(left.start, match.end(), left.bound, left.strong, stated=day, doubt=TET)


def _next_tet(issued: date) -> date | None:
    ahead = [day for year in (issued.year, issued.year + 1) if (day := lunar_new_year(year)) and day >= issued]
    return ahead[0] if ahead else None
