"""Limits that come again each day or week, or at a period without a day (`định kỳ hằng quý`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from extractors import dates
from extractors.deadlines.bounds import peel
from extractors.deadlines.limit import MOST, NO_DAY, Limit
from extractors.record import Bound

_WEEKLY = re.compile(rf"\b(?:ngay\s+)?{dates.WEEKDAY}\s*,?\s*(?:cua\s+)?(?:hang|moi)\s+tuan\b")
_WEEKLY_FIRST = re.compile(
    rf"\b(?:hang|moi)\s+tuan\b[^.;\n]{{0,60}}?\b(?:truoc|vao|cham\s+nhat)\s+(?:(?:sang|chieu|cuoi\s+ngay)\s+)?(?:{dates.HOUR}\s*,?\s*)?(?:ngay\s+)?{dates.WEEKDAY}\b"
)
_DAILY = re.compile(rf"(?<![\d/.]){dates.HOUR}\s*,?\s*(?:cua\s+)?(?:hang|moi)\s+ngay\b")
_DAILY_FIRST = re.compile(
    rf"\b(?:hang|moi)\s+ngay\b[^.;\n]{{0,70}}?\b(?P<cue>truoc|vao|cham\s+nhat)\s+(?:luc\s+)?{dates.HOUR}(?!\d)"
)
_NO_DAY = re.compile(
    r"\b(?:dinh\s+ky\s*(?:\(?\s*(?:hang|moi)\s*)?|(?=(?:0?6|sau)\s+thang\s+mot\s+lan))(?P<unit>ngay|tuan|thang|quy|(?:0?6|sau)\s+thang|nam)\b(?:\s*(?:,|va|hoac)\s*(?:(?:hang|moi|mot)\s+)?(?:quy|nam|0?6\s+thang)\b)*(?:\s+mot\s+lan)?"
)
_FREQ = {
    "ngay": "FREQ=DAILY",
    "tuan": "FREQ=WEEKLY",
    "thang": "FREQ=MONTHLY",
    "quy": "FREQ=MONTHLY;INTERVAL=3",
    "nam": "FREQ=YEARLY",
}


def recurring(folded: str, _issued: date | None) -> Iterator[Limit]:
    for match in islice(_WEEKLY.finditer(folded), MOST):
        left = peel(folded, match.start())
        rule = f"FREQ=WEEKLY;BYDAY={dates.weekday_code(match)}"
        yield Limit(left.start, match.end(), left.bound or "on", True, time=left.time, rrule=rule)
    for match in islice(_WEEKLY_FIRST.finditer(folded), MOST):
        rule = f"FREQ=WEEKLY;BYDAY={dates.weekday_code(match)}"
        bound: Bound = "on" if " vao " in match[0] else "by" if "cham" in match[0] else "before"
        yield Limit(
            match.start(), match.end(), bound, True, rrule=rule, time=dates.clock(match) if match["hour"] else None
        )
    for match in islice(_DAILY.finditer(folded), MOST):
        left = peel(folded, match.start())
        if left.bound is not None:
            yield Limit(left.start, match.end(), left.bound, left.strong, time=dates.clock(match), rrule="FREQ=DAILY")
    for match in islice(_DAILY_FIRST.finditer(folded), MOST):
        daily: Bound = {"truoc": "before", "vao": "on"}.get(match["cue"], "by")  # type: ignore[assignment]
        yield Limit(match.start(), match.end(), daily, True, time=dates.clock(match), rrule="FREQ=DAILY")
    for match in islice(_NO_DAY.finditer(folded), MOST):
        unit = match["unit"].split()[-1]
        rule = "FREQ=MONTHLY;INTERVAL=6" if len(match["unit"].split()) > 1 else _FREQ[unit]
        yield Limit(match.start(), match.end(), "within", False, period=True, rrule=rule, doubt=NO_DAY)
