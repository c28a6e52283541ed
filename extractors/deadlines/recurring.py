"""Limits that come again each day, or at a period without a day (`định kỳ hằng quý`, `cuối mỗi quý`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice

from extractors import dates
from extractors.deadlines.bounds import peel
from extractors.deadlines.counted import IN_WORDS
from extractors.deadlines.limit import MOST, NO_DAY, Limit
from extractors.record import Bound

_EACH_DAY = r"(?:(?:hang|moi|tung)\s+ngay\b(?!\s+lam\s+viec)|(?:cac|tat\s+ca\s+cac)\s+ngay\s+trong\s+tuan\b)"
_WORKDAYS = r"(?P<working>(?:(?:hang|moi|cac)\s+)?ngay\s+lam\s+viec\s+(?:trong|hang)\s+tuan\b)"
_DAY = rf"(?:{_EACH_DAY}|{_WORKDAYS})"
_AND = r"\s*(?:,|va|hoac)\s*(?:(?:truoc|luc|vao)\s+)?"
_DAILY = re.compile(
    rf"(?<![\d/.]){dates.HOUR}(?P<more>(?:{_AND}\d{{1,2}}\s*(?:gio|g|h|:)\s*(?:\d\d)?(?:\s*phut)?){{0,3}})\s*,?\s*(?:cua\s+)?{_DAY}"
)
_WORKING = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
_FRIDAY = "FREQ=WEEKLY;BYDAY=FR"
_AT = re.compile(r"\b(?:vao\s+)?(?:luc|hoi)\s*$")
_DAILY_FIRST = re.compile(
    rf"\b(?:(?:hang|moi)\s+ngay\b|lan\s*/\s*ngay|lan\s+(?:trong|mot)\s+ngay|ngay\s+(?:\d|hai|ba|bon)\s+lan)(?:(?!\(\s*so\s+lieu\b|\bchot\b)[^.;\n]){{0,70}}?"
    rf"\b(?P<cue>truoc|vao|luc|cham\s+nhat)\s+(?:luc\s+|la\s+|vao\s+)?{dates.HOUR}(?!\d|\s*,?\s*(?:ngay\s+)?\d)"
)
_SECOND = re.compile(rf"{_AND}{dates.HOUR}(?!\d)")
_SPAN = r"(?:0?[1-9]|1[02]|mot|hai|ba|sau|chin)\s+thang|(?:0?[2-9]|[1-3]\d)\s+ngay|quy|nam|thang|tuan|ngay"
_NO_DAY = re.compile(
    r"\b(?:dinh\s+ky\s*(?:\(?\s*(?:hang|moi)\s*)?|(?=[0-3]?\d\s+ngay\s+(?:mot|0?1)\s+lan)|(?=(?:0?[236]|hai|ba|sau)\s+thang\s+(?:mot|0?1)\s+lan)"
    r"|(?=(?:0?[236]|hai|ba|sau)\s+thang\s*/\s*(?:0?1\s+)?lan)|(?:moi|mot)\s+(?=(?:thang|quy|nam)\s*(?:mot|0?1|/)\s*(?:0?1\s+)?lan\b))"
    rf"(?P<unit>{_SPAN})\b(?!\s*\d(?!\d?\s*lan\b))"
    r"(?:\s*(?:,|va|hoac)\s*(?:(?:hang|moi|mot|0?1)\s+)?(?:quy|nam|0?6\s+thang)\b)*(?:\s*(?:/\s*)?(?:mot\s+|0?1\s+)?lan)?"
)
_EACH_REPORT = re.compile(  # Hằng quý báo cáo kết quả về …
    rf"(?:^|(?<=[-+;:,.(\n])|(?<=[-+;:,.]\s))(?:hang|moi)\s+(?P<unit>{_SPAN})"
    r"(?=\s*,?\s*(?:tong\s+hop\s*,?\s*)?(?:bao\s+cao|gui|nop)\b)"
)
_END = re.compile(
    r"\b(?:(?P<day>ngay\s+(?P<work>lam\s+viec\s+)?cuoi\s+cung)|cuoi(?:\s+(?:thang|quy|nam))?)\s+(?:cua\s+|trong\s+)?"
    rf"(?:(?P<each>hang|moi)\s+)?(?P<unit>thang\s+(?P<of>dau|cuoi)\s+(?:tien\s+|cung\s+)?{dates.EACH_QUARTER}|thang|quy|nam|tuan)"
    r"\b(?!\s*(?:\d|i|v|nay|nam|toi|sau|truoc))"
)
_FREQ = {
    "ngay": "FREQ=DAILY",
    "tuan": "FREQ=WEEKLY",
    "thang": "FREQ=MONTHLY",
    "quy": "FREQ=MONTHLY;INTERVAL=3",
    "nam": "FREQ=YEARLY",
}
_ENDS = {"thang": "FREQ=MONTHLY", "quy": "FREQ=YEARLY;BYMONTH=3,6,9,12", "nam": "FREQ=YEARLY;BYMONTH=12",
         "dau": "FREQ=YEARLY;BYMONTH=1,4,7,10", "cuoi": "FREQ=YEARLY;BYMONTH=3,6,9,12"}  # fmt: skip
_BOUNDS: dict[str, Bound] = {"truoc": "before", "vao": "on", "luc": "on"}


def daily(folded: str, _issued: date | None) -> Iterator[Limit]:
    """An hour of each day, or some (`trước 06 giờ và 16 giờ hằng ngày`)."""
    for match in islice(_DAILY.finditer(folded), MOST):
        left = peel(folded, match.start())
        at = _AT.search(folded, max(0, match.start() - 12), match.start())
        bound: Bound | None = "on" if at else left.bound
        if bound is None or left.window:  # trực từ 7 giờ đến 20 giờ hằng ngày
            continue
        until = bound == "by" and not left.strong  # mở cửa đến 17 giờ hằng ngày
        start = at.start() if at else left.start
        hours = [match, *_SECOND.finditer(folded, match.start("more"), match.end("more"))]
        ends = [*(hour.start() for hour in hours[1:]), match.end()]
        for hour, end in zip(hours, ends, strict=True):
            yield Limit(
                start,
                end,
                bound,
                True,
                window=until,
                time=dates.clock(hour),
                rrule=_WORKING if match["working"] else "FREQ=DAILY",
            )
            start = end
    for match in islice(_DAILY_FIRST.finditer(folded), MOST):
        bound = _BOUNDS.get(match["cue"], "by")
        yield Limit(match.start(), match.end(), bound, True, time=dates.clock(match), rrule="FREQ=DAILY")
        if second := _SECOND.match(folded, match.end()):
            yield Limit(second.start(), second.end(), bound, True, time=dates.clock(second), rrule="FREQ=DAILY")


def recurring(folded: str, _issued: date | None) -> Iterator[Limit]:
    """What comes again at a period of which only the end is stated, or nothing."""
    for match in islice(_END.finditer(folded), MOST):
        if match["each"] is None and match["day"] is None:
            continue
        left = peel(folded, match.start())
        if match["unit"] == "tuan":
            if match["work"]:  # trước 17 giờ ngày làm việc cuối cùng của tuần
                yield Limit(left.start, match.end(), left.bound or "on", left.strong, rrule=_FRIDAY, time=left.time)
            continue
        rule = _ENDS[match["of"] or match["unit"]]
        last = ";BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1" if match["work"] else ";BYMONTHDAY=-1"
        bound: Bound = "on" if match["day"] else "within"
        if left.bound in {"before", "by"}:
            bound = left.bound
        yield Limit(left.start, match.end(), bound, left.strong, rrule=rule + last, time=left.time)
    for match in islice(chain(_NO_DAY.finditer(folded), _EACH_REPORT.finditer(folded)), 2 * MOST):
        yield Limit(match.start(), match.end(), "within", False, period=True, rrule=_rule(match["unit"]), doubt=NO_DAY)


def _rule(unit: str) -> str:
    """`6 tháng` gives each six months, `quý` each three."""
    *count, noun = unit.split()
    if not count:
        return _FREQ[noun]
    if noun == "ngay":
        return f"FREQ=DAILY;INTERVAL={int(count[0])}"
    months = IN_WORDS.get(count[0]) or int(count[0])
    if months == 12:
        return "FREQ=YEARLY"
    return f"FREQ=MONTHLY;INTERVAL={months}" if months > 1 else "FREQ=MONTHLY"
