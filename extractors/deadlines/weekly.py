"""Limits that come again each week, on one day or more (`các ngày thứ Hai và thứ Năm hằng tuần`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from extractors import dates
from extractors.deadlines.bounds import peel
from extractors.deadlines.limit import MOST, NO_DAY, Limit
from extractors.record import Bound

_HALF_DAY = r"(?:(?:buoi\s+)?(?:sang|chieu|trua)\s+)?"
_DAYS = rf"(?:cac\s+)?(?:ngay\s+)?{_HALF_DAY}(?:ngay\s+)?(?P<days>{dates.WEEKDAY_LIST})"
_WEEKLY = re.compile(
    rf"\b{_DAYS}\s*,?\s*(?:cua\s+)?\(?(?:hang|moi)\s+tuan\b"
    rf"(?P<then>(?:\s*[,(]\s*|[^.,;:()\n]{{0,60}}?\b)(?P<cue>truoc|cham\s+nhat|muon\s+nhat)\s+(?:la\s+)?(?:luc\s+)?{dates.HOUR}"
    r"(?!\s*(?:,\s*)?ngay\s+\d))?"
)
_EACH = (
    r"(?:(?P<n>hai|ba|bon|0?[1-4]|mot|moi)\s+tuan\s*(?:/\s*(?:0?1\s+|mot\s+)?|mot\s+|0?1\s+)lan"
    r"|(?:hang|moi)\s+tuan|bao\s+cao\s+tuan(?!\s+(?:nay|sau|toi)))"
)
_EACH_FIRST = re.compile(
    rf"\b{_EACH}(?P<between>[^.;\n]{{0,80}}?)\b(?P<cue>truoc|vao|cham\s+nhat)\s+(?:la\s+|vao\s+)?(?:cuoi\s+ngay\s+)?"
    rf"{_HALF_DAY}(?:{dates.HOUR}\s*,?\s*)?{_HALF_DAY}(?:cac\s+)?(?:ngay\s+)?(?P<days>{dates.WEEKDAY_LIST})(?!\s*,?\s*\(?(?:ngay\s+)?\d|\s+(?:hang|moi)\s+tuan)"
)
_NO_WEEKDAY = re.compile(
    r"\b(?:dinh\s+ky\s+)?(?P<n>hai|ba|bon|0?[1-4]|mot|moi)\s+tuan\s*(?:/\s*(?:0?1\s+|mot\s+)?|mot\s+|0?1\s+)lan\b"
)
_FROM = re.compile(rf"\btu\s+{dates.WEEKDAY}\s*(?:den|toi)\s*(?:het\s+)?$")  # làm việc từ thứ Hai đến thứ Sáu hằng tuần
_INTERVALS = {"hai": 2, "ba": 3, "bon": 4, "mot": 1, "moi": 1}


def weekly(folded: str, _issued: date | None) -> Iterator[Limit]:
    for match in islice(_WEEKLY.finditer(folded), MOST):
        if _FROM.search(folded, max(0, match.start() - 40), match.start()):
            continue
        left = peel(folded, match.start())
        if left.window:  # từ 18h00 đến 20h30 thứ Hai hằng tuần
            continue
        rule = f"FREQ=WEEKLY;BYDAY={dates.weekday_codes(match['days'])}"
        limit = Limit(left.start, match.end(), left.bound or "on", True, time=left.time, rrule=rule)
        if match["cue"] and left.time is None:
            yield replace(limit, bound=_bound(match["cue"]), time=dates.clock(match))
        else:
            yield replace(limit, end=match.start("then") if match["then"] else match.end())
    for match in islice(_EACH_FIRST.finditer(folded), MOST):
        hour = dates.clock(match) if match["hour"] else None
        rule = f"FREQ=WEEKLY{_interval(match)};BYDAY={dates.weekday_codes(match['days'])}"
        yield Limit(match.start(), match.end(), _bound(match["cue"]), True, rrule=rule, time=hour)
    for match in islice(_NO_WEEKDAY.finditer(folded), MOST):
        rule = f"FREQ=WEEKLY{_interval(match)}"
        yield Limit(match.start(), match.end(), "within", False, period=True, rrule=rule, doubt=NO_DAY)


def _bound(cue: str) -> Bound:
    return {"truoc": "before", "vao": "on"}.get(cue, "by")  # type: ignore[return-value]


def _interval(match: re.Match[str]) -> str:
    count = match["n"]
    weeks = (_INTERVALS.get(count) or int(count)) if count else 1
    return f";INTERVAL={weeks}" if weeks > 1 else ""
