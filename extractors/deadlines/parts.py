"""Parts of a month: its first ten days, its second week, its last ten days (`trong 10 ngày đầu tháng 11/2024`).

A week of a month ends on its 7th, 14th, 21st or last day; `thượng tuần`, `trung tuần`, `hạ tuần` are its three parts of
ten days. The month is named, or it is each month (`trong 05 ngày đầu hằng tháng`) or the first of each quarter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from extractors import dates
from extractors.deadlines.bounds import peel
from extractors.deadlines.counted import IN_WORDS
from extractors.deadlines.limit import MOST, VAGUE, Limit

_COUNT = r"\d{1,2}|mot|hai|ba|nam|bay|muoi|muoi\s+lam"
_PART = (
    rf"(?:(?P<n>{_COUNT})\s+ngay\s+(?:lam\s+viec\s+)?(?P<side>dau|cuoi)(?:\s+tien|\s+cung)?"
    r"|nua\s+(?P<half>dau|cuoi)"
    r"|tuan(?:\s+le)?\s+(?:thu\s+)?(?P<week>dau|nhat|mot|hai|ba|tu|cuoi|[1-4])(?:\s+tien|\s+cung)?"
    r"|(?P<ten>thuong|trung|ha)\s+tuan)"
)
_NAMED = r"thang\s*(?P<m>\d{1,2})(?!\w|[/.-]\d{1,2}(?!\d))(?:\s*(?:[/.-]|,?\s*nam)\s*(?P<y>\d{4})(?!\d))?"
_AGAIN = (
    rf"(?P<quarterly>thang\s+dau\s+(?:tien\s+)?{dates.EACH_QUARTER})"
    r"|(?P<monthly>(?:hang|moi)\s+thang|thang\s+(?:sau|tiep\s+theo|ke\s+tiep))"
)
_PART_OF_MONTH = re.compile(rf"\b{_PART}\s+(?:cua\s+)?(?:{_NAMED}|{_AGAIN})")
_WEEKS = {"dau": 7, "nhat": 7, "mot": 7, "1": 7, "hai": 14, "2": 14, "ba": 21, "3": 21, "tu": 28, "4": 28}
_TENS = {"thuong": 10, "trung": 20}
_MONTH_LONG = 31


def parts_of_months(folded: str, issued: date | None) -> Iterator[Limit]:
    """Limits that end with a part of a month, its last day as that part's last."""
    for match in islice(_PART_OF_MONTH.finditer(folded), MOST):
        left = peel(folded, match.start())
        last = _last_day(match)
        vague = match["n"] is None
        bound = "within" if left.bound in {None, "on"} else left.bound
        made = Limit(left.start, match.end(), bound, left.strong, period=True, doubt=VAGUE if vague else None)
        if match["m"] is None:
            day = -1 if last >= _MONTH_LONG else last
            months = "FREQ=YEARLY;BYMONTH=1,4,7,10" if match["quarterly"] else "FREQ=MONTHLY"
            yield replace(made, rrule=f"{months};BYMONTHDAY={day}")
        elif 1 <= (month := int(match["m"])) <= 12 and (year := _year(match, month, issued)) is not None:
            end = dates.month_end(year, month)
            yield replace(made, stated=end.replace(day=min(last, end.day)), year_missing=match["y"] is None)


def _last_day(match: re.Match[str]) -> int:
    """The last day of the part within its month; 31 where it runs to the month's end."""
    if match["side"] == "dau":
        return IN_WORDS.get(" ".join(match["n"].split())) or int(match["n"])
    if match["half"] == "dau":
        return 15
    return _WEEKS.get(match["week"] or "") or _TENS.get(match["ten"] or "") or _MONTH_LONG


def _year(match: re.Match[str], month: int, issued: date | None) -> int | None:
    if match["y"]:
        return int(match["y"])
    return issued.year + (month < issued.month) if issued else None
