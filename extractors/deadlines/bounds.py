"""What stands to the left of a date or a period and belongs to it: its hour, its weekday, the words of its bound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors import dates
from extractors.deadlines.cues import alternation, phrases
from extractors.record import Bound

_LEFT = 110  # characters in which cue, hour and weekday stand before a date


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a core: where it begins, and its hour, weekday and bound.

    `window` is whether it ends a span of days, `meeting` whether it is when a body meets (`trong kỳ họp tháng 11`),
    `from_now` whether it ends a span that begins today (`từ nay đến hết tháng 8`), `heads` whether
    words that a colon ends say what it is (`Thời hạn hoàn thành: `).
    """

    start: int
    bound: Bound | None
    strong: bool
    time: str | None = None
    weekday: str | None = None
    part: str | None = None
    window: bool = False
    meeting: bool = False
    from_now: bool = False
    heads: bool = False


_DAY_WORD = re.compile(r"\b(?:cac\s+)?ngay(?:\s+lam\s+viec)?\s*$")
_DAYS_BEFORE = re.compile(  # trong hai ngày 18 và 19/10/2024
    r"\b(?:(?:cac|hai|ba|bon|0?[2-9])\s+)?ngay\s+(?:\d{1,2}\s*(?:,|va|-)\s*){1,5}(?:ngay\s+)?$"
)
_TODAY = re.compile(r"\b(?:ngay\s+)?hom\s+nay\s*,?\s*\(?\s*(?:ngay\s*)?$")  # trong ngày hôm nay (17/10/2024)
_WEEKDAY_BEFORE = re.compile(rf"\(?\b{dates.WEEKDAY}(?:\s+tuan\s+(?:nay|sau|toi))?\)?\s*,?\s*(?:\(\s*)?(?:ngay\s*)?$")
_HOUR_BEFORE = re.compile(rf"(?<![\d/.])(?!\d{{1,2}}\s*:(?!\s*\d)){dates.HOUR}\s*,?\s*\(?(?:cua\s+|trong\s+)?$")
_WINDOW = re.compile(
    r"\b(?P<within>trong\s+(?:tuan|khoang(?:\s+thoi\s+gian)?|thoi\s+gian|cac\s+ngay)\s*,?\s*)?"
    r"\btu\s+(?:\d{1,2}\s*(?:gio|g|h|:)\s*(?:\d\d)?\s*(?:phut)?\s*,?\s*)?(?:(?:buoi\s+)?(?:sang|trua|chieu|toi)\s+)?"
    r"(?:ngay\s+)?(?<![gh:\d])\d[\d/.-]*(?:\s*thang\s*\d+)?(?:\s*nam\s*\d{4})?\s*(?:cho\s+)?(?:den|toi)(?:\s+het)?\s*$"
)
_MONTHS = re.compile(  # từ tháng 11/2024 đến hết tháng 3/2025
    r"\btu\s+(?:thang|quy|nam)\s*(?:\d{1,4}|i{1,3}|iv)(?:\s*(?:[/.-]|nam)\s*\d{4})?\s*(?:cho\s+)?$"
)
_HOURS = re.compile(  # cắt điện từ 5 giờ đến 11 giờ ngày 26/10
    r"\btu\s+\d{1,2}\s*(?:gio|g|h|:)\s*(?:\d\d)?(?:\s*phut)?(?:\s*(?:sang|trua|chieu|toi))?\s*(?:den|toi)\s*$"
)
_PART = re.compile(r"(?<!\bhan\s)\b(?P<part>dau|giua|cuoi|het)\s*$")
_LAST_DAY = re.compile(r"\bngay\s+(?:lam\s+viec\s+)?cuoi\s+cung\s+(?:cua\s+|trong\s+)?$")
_ITS_END = re.compile(r"\btruoc\s+(?:khi\s+)?(?:ket\s+thuc|het)\s*$")  # trước khi kết thúc quý IV
_HALF_DAY = re.compile(r"\b(?:buoi\s+)?(?:sang|trua|chieu|toi|dem)\s*$")  # trong sáng ngày 21/10
_MEETING = re.compile(
    r"\b(?:ky|phien|buoi|dot)\s+(?:hop|sinh\s+hoat)(?:\s+\w+){0,3}\s*$"
)  # trong kỳ sinh hoạt chi bộ tháng 11
_EVENT = re.compile(
    r"\btruoc\s+(?:khi|ngay|gio|ky|phien|cuoc|buoi|dot|hoi|dai|le|lop)\s+(?!\d)(?:\w+[\s/]+){1,8}"
    r"\(\s*(?:du\s+kien\s+)?(?:vao\s+|la\s+)?(?:ngay\s*)?$"
    r"|\btruoc\s+(?:khi|ngay|le|ky|phien|dot|buoi)\s+(?:\w+\s+){0,3}"
    r"(?:khai\s+(?:giang|mac|truong)|be\s+(?:giang|mac)|bau\s+cu|hop|thi|tuu\s+truong|nhap\s+hoc|nghi\s+tet|dai\s+hoi|hoi\s+nghi)"
    r"(?:\s+\w+){0,4}?\s+(?:vao\s+|la\s+)?(?:ngay\s*)?$"
)  # trước khi khai giảng (05/9/2025), trước ngày khai giảng 05/9/2025
_FROM_NOW = re.compile(r"\b(?:ke\s+)?tu\s+(?:nay|hom\s+nay|bay\s+gio)(?:\s+cho)?\s+$")
_LIMIT_WORDS = re.compile(
    r"\b(?:han\s+(?:chot|cuoi(?:\s+cung)?)|(?<!\bco\s)thoi\s+han(?:\s+cuoi(?:\s+cung)?)?|(?:thoi\s+gian|ngay|han)\s+hoan\s+thanh|han\s+(?:nop|gui|bao\s+cao|tra\s+loi|tra|dang\s+ky|nhan|dong|thanh\s+toan|gop\s+y|giao|trinh)"
    r"|thoi\s+(?:diem|gian)\s+(?:dong|khoa|ket\s+thuc|cham\s+dut))"
    r"(?:\s+(?!ngay\b|ke\b|trong\b)\w+(?:[/-]\w+)*|\s*\([^()]{0,60}\)|(?<=\d),\s*\d+){0,12}?\s*(?:(?:la|vao|den|den\s+het)\s+|:\s*)+$"
    r"|\bthoi\s+gian\s+(?:bao\s+cao|gui|nop|trinh|nghiem\s+thu|ban\s+giao|quyet\s+toan|giai\s+ngan|tra\s+(?:loi|ket\s+qua))"
    r"(?:\s+\w+){0,5}\s*:\s*$"
    r"|(?:^|(?<=[(;\n+-])|(?<=[,.]\s))\s*(?:han(?:\s+(?:la|den))?\s*:?|(?:hoan\s+(?:thanh|tat)|xong)\s*:)\s*$"
)  # (hạn 15/11/2024)


@cache
def _cue_before() -> re.Pattern[str]:
    bounds = alternation("before", "by", "within", "on")
    return re.compile(
        rf"\b(?!(?:den|toi)\s+trong\b)(?P<cue>{bounds})(?:\s+(?:la|vao|den|luc|hoi|het|ngay|thoi\s+diem|trong|khoang|(?:(?:cuoi|dau|giua)\s+)?(?:ngay|gio|buoi|dem)(?:\s+(?:hanh\s+chinh|lam\s+viec|nghi|tan\s+\w+|chieu|trua|sang))*))*\s*:?\s*$"
    )


@cache
def _bounds() -> dict[str, Bound]:
    names: tuple[Bound, ...] = ("on", "within", "by", "before")
    return {phrase: name for name in names for phrase in phrases(name)}


_WEAK = {"den", "het", "toi", "den het", "toi het", "cho den het"}


def peel(folded: str, start: int) -> Left:
    """Everything that belongs to a core at `start` and stands before it."""
    time = weekday = part = None
    days = False
    floor = max(0, start - _LEFT)
    for _ in range(4):
        piece = folded[floor:start]
        if match := _DAYS_BEFORE.search(piece):
            days, start = True, floor + match.start()
        elif match := _DAY_WORD.search(piece):
            start = floor + match.start()
        elif match := _WEEKDAY_BEFORE.search(piece):
            weekday, start = dates.weekday_code(match), floor + match.start()
        elif match := _TODAY.search(piece):
            start = floor + match.start()
        elif match := _HOUR_BEFORE.search(piece):
            time, start = dates.clock(match), floor + match.start()
            break
        else:
            break
    piece = folded[floor:start]
    if match := _EVENT.search(piece):
        return Left(floor + match.start(), "before", True, time, weekday)
    if match := _ITS_END.search(piece):
        return Left(floor + match.start(), "before", True, time, weekday, "cuoi")
    if match := _LAST_DAY.search(piece):
        part, start = "last day", floor + match.start()
        piece = folded[floor:start]
    elif (match := _PART.search(piece)) and match["part"] != "het":
        part, start = match["part"], floor + match.start()
        piece = folded[floor:start]
    between = _MEETING if folded.startswith("thang", start) else _HALF_DAY
    meeting = False
    if (match := between.search(piece)) and _cue_before().search(piece, 0, match.start()):
        piece, meeting = piece[: match.start()], between is _MEETING
    if match := _HOURS.search(piece):
        return Left(floor + match.start(), "by", False, time, weekday, part, window=True)
    if match := _WINDOW.search(piece):
        bound: Bound = "within" if match["within"] else "by"
        return Left(floor + match.start(), bound, False, time, weekday, part, window=True)
    if match := _cue_before().search(piece):
        cue = " ".join(match["cue"].split())
        said = _bounds()[cue]
        strong = said in {"before", "by"} and cue not in _WEAK
        if not strong and said == "by" and (now := _FROM_NOW.search(piece, 0, match.start())):
            return Left(floor + now.start(), said, False, time, weekday, part, from_now=True)
        months = _MONTHS.search(piece, 0, match.start()) if cue in _WEAK else None
        first = months.start() if months else match.start()
        window = months is not None or (days and said == "within")
        return Left(floor + first, said, strong, time, weekday, part, window=window, meeting=meeting)
    if match := _LIMIT_WORDS.search(piece):
        heads = match[0].rstrip().endswith(":")
        return Left(floor + match.start(), "by", True, time, weekday, part, heads=heads)
    return Left(start, None, False, time, weekday, part)
