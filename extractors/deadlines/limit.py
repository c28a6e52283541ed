"""A possible time limit, before it is judged, and what a person should be told of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from extractors.record import Bound, Offset

MOST = 600  # no dispatch states more; text made to exhaust us does

NO_YEAR = "Thời hạn không ghi năm: đã lấy ngày gần nhất sau ngày ban hành, xin kiểm tra."
VAGUE = "Thời hạn ghi chung (đầu, giữa, cuối kỳ): xin kiểm tra."
AT_ONCE = "Thời hạn ghi “ngay” hoặc “trong ngày”: tính theo ngày nhận, xin kiểm tra."
WRONG_WEEKDAY = "Thứ trong tuần không khớp với ngày ghi trong văn bản."
NO_DAY = "Báo cáo định kỳ nhưng không ghi ngày: xin kiểm tra."
CONSEQUENCE = "Thời hạn gắn với hệ quả khi quá hạn: xin kiểm tra việc phải làm."
MEETING = "Thời hạn theo kỳ họp, kỳ sinh hoạt: xin kiểm tra ngày."
TET = "Thời hạn tính theo Tết Nguyên đán: xin kiểm tra ngày làm việc cuối cùng trước Tết."
THIS_WEEK = "Thời hạn ghi “tuần này”, “tuần sau”, “ngày mai”, “tháng tới”: tính theo ngày ban hành, xin kiểm tra."


def matches(pattern: re.Pattern[str], folded: str, *words: str) -> Iterator[re.Match[str]]:
    """The first `MOST` matches in folded text; none is looked for where none of `words` stands."""
    if not any(word in folded for word in words):
        return iter(())
    return islice(pattern.finditer(folded), MOST)


@dataclass(frozen=True, slots=True)
class Limit:
    """A possible time limit in folded text.

    `strong` means that its words alone make a deadline (`chậm nhất ngày`); `period` that it names no single day;
    `window` that it ends a span (`từ ngày … đến ngày …`), `from_now` one that begins today; `doubt` is what a person
    should be told.
    """

    start: int
    end: int
    bound: Bound | None = None
    strong: bool = False
    period: bool = False
    window: bool = False
    from_now: bool = False
    stated: date | None = None
    year_missing: bool = False
    time: str | None = None
    offset: Offset | None = None
    rrule: str | None = None
    doubt: str | None = None
