"""Deadlines of one sentence that are one: days of the year with one number, a period and the days that it names."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from extractors.deadlines.judge import Judged
from extractors.deadlines.limit import NO_DAY, TET
from extractors.deadlines.sentence import SENTENCE


def joined(judged: list[Judged], folded: str) -> list[Judged]:
    """Yearly rules of one sentence that share day and bound become one (`trước ngày 15/6 …, trước ngày 15/12`)."""
    made: list[Judged] = []
    for one in judged:
        last = made[-1] if made else None
        both = last and _pair(last.limit.rrule, one.limit.rrule)
        if last and last.limit.doubt == NO_DAY and one.limit.rrule and _together(folded, last, one):
            made[-1] = one  # the days follow the period: định kỳ 6 tháng (trước ngày 10/6)
        elif (
            last
            and last.limit.stated
            and (last.limit.period or last.limit.doubt == TET)
            and one.limit.stated
            and one.limit.stated <= last.limit.stated + _WEEKEND
            and (_SO_LATE if one.bound == "by" else _IN_BRACKETS).fullmatch(folded, last.limit.end, one.limit.start)
        ):
            made[-1] = one  # trong tuần tới, muộn nhất là thứ Sáu; trước Tết Nguyên đán (trước ngày 20/01/2025)
        elif last and both and last.bound == one.bound and _together(folded, last, one):
            merged = replace(last.limit, end=one.limit.end, rrule=both)
            made[-1] = replace(last, limit=merged, score=min(last.score, one.score))
        else:
            made.append(one)
    return made


def _together(folded: str, one: Judged, other: Judged) -> bool:
    """Whether two deadlines stand in one sentence."""
    return SENTENCE.search(folded, one.limit.end, other.limit.start) is None


_IN_BRACKETS = re.compile(r"\s*,?\s*\((?:(?:tuc|cu\s+the|nghia)(?:\s+la)?\s*:?\s*|hoan\s+thanh\s+|xong\s+)?")
_SO_LATE = re.compile(rf"\s*,\s*|{_IN_BRACKETS.pattern}")
_WEEKEND = timedelta(days=2)  # a week is taken to end on its Friday
_RULE = re.compile(r"FREQ=YEARLY;BYMONTH=([\d,]+);BYMONTHDAY=(\d+)")


def _pair(first: str | None, second: str | None) -> str | None:
    one, two = _RULE.fullmatch(first or ""), _RULE.fullmatch(second or "")
    if one is None or two is None or one[2] != two[2]:
        return None
    months = sorted(int(m) for m in f"{one[1]},{two[1]}".split(","))
    if len(months) > len(set(months)):
        return None  # trước ngày 15 tháng cuối quý, năm (trước ngày 15/12)
    return f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))};BYMONTHDAY={one[2]}"
