"""Find every expression that could state a time limit, with its bound; whether it does is asked in `judge`.

Works on folded text. A core (a date, a month, a span of days) is found first; then hour, weekday and the words that
give the bound are peeled off to its left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice

from extractors import dates
from extractors.deadlines.cues import alternation, phrases
from extractors.record import Bound, Offset
from extractors.workdays import lunar_new_year

MOST = 600  # no dispatch states more; text made to exhaust us does
_LEFT = 110  # characters in which cue, hour and weekday stand before a date

NO_YEAR = "Thời hạn không ghi năm: đã lấy ngày gần nhất sau ngày ban hành, xin kiểm tra."
VAGUE = "Thời hạn ghi chung (đầu, giữa, cuối kỳ): xin kiểm tra."
AT_ONCE = "Thời hạn ghi “ngay” hoặc “trong ngày”: tính theo ngày nhận, xin kiểm tra."
WRONG_WEEKDAY = "Thứ trong tuần không khớp với ngày ghi trong văn bản."
NO_DAY = "Báo cáo định kỳ nhưng không ghi ngày: xin kiểm tra."
TET = "Thời hạn tính theo Tết Nguyên đán: xin kiểm tra ngày làm việc cuối cùng trước Tết."
THIS_WEEK = "Thời hạn ghi “trong tuần này”: tính theo tuần ban hành, xin kiểm tra."


@dataclass(frozen=True, slots=True)
class Limit:
    """A possible time limit in folded text.

    `strong` means that its words alone make a deadline (`chậm nhất ngày`); `period` that it names no single day;
    `window` that it ends a span (`từ ngày … đến ngày …`); `doubt` is what a person should be told.
    """

    start: int
    end: int
    bound: Bound | None = None
    strong: bool = False
    period: bool = False
    window: bool = False
    stated: date | None = None
    year_missing: bool = False
    time: str | None = None
    offset: Offset | None = None
    rrule: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Left:
    """What stands before a core: where it begins, and its hour, weekday and bound."""

    start: int
    bound: Bound | None
    strong: bool
    time: str | None = None
    weekday: str | None = None
    part: str | None = None
    window: bool = False


_DAY_WORD = re.compile(r"\bngay\s*$")
_WEEKDAY_BEFORE = re.compile(rf"\(?\b{dates.WEEKDAY}\)?\s*,?\s*(?:\(?ngay\s*)?$")
_HOUR_BEFORE = re.compile(rf"(?<![\d/.]){dates.HOUR}\s*,?\s*\(?(?:cua\s+|trong\s+)?$")
_WINDOW = re.compile(
    r"\btu\s+(?:ngay\s+)?[\d/.-]+(?:\s*thang\s*\d+)?(?:\s*nam\s*\d{4})?\s*(?:cho\s+)?(?:den|toi)(?:\s+het)?\s*$"
)
_PART = re.compile(r"\b(?P<part>dau|giua|cuoi|het)\s*$")
_LIMIT_WORDS = re.compile(
    r"\b(?:han\s+(?:chot|cuoi(?:\s+cung)?)|thoi\s+han(?:\s+cuoi(?:\s+cung)?)?|(?:thoi\s+gian|ngay|han)\s+hoan\s+thanh|han\s+(?:nop|gui|bao\s+cao))"
    r"(?:\s+(?!ngay\b|ke\b|trong\b)\w+){0,9}?\s*(?:(?:la|vao|den|den\s+het)\s+|:\s*)+$"
)


@cache
def _cue_before() -> re.Pattern[str]:
    bounds = alternation("before", "by", "within", "on")
    return re.compile(
        rf"\b(?P<cue>{bounds})(?:\s+(?:la|vao|den|luc|hoi|het|ngay|thoi\s+diem|trong|khoang|(?:cuoi|dau)\s+(?:ngay|gio|buoi)(?:\s+(?:hanh\s+chinh|lam\s+viec|chieu|sang))*))*\s*:?\s*$"
    )


@cache
def _bounds() -> dict[str, Bound]:
    names: tuple[Bound, ...] = ("on", "within", "by", "before")
    return {phrase: name for name in names for phrase in phrases(name)}


_WEAK = {"den", "het", "toi", "den het", "toi het", "cho den het"}


def _peel(folded: str, start: int) -> _Left:
    """Everything that belongs to a core at `start` and stands before it."""
    time = weekday = part = None
    floor = max(0, start - _LEFT)
    for _ in range(4):
        piece = folded[floor:start]
        if match := _DAY_WORD.search(piece):
            start = floor + match.start()
        elif match := _WEEKDAY_BEFORE.search(piece):
            weekday, start = dates.weekday_code(match), floor + match.start()
        elif match := _HOUR_BEFORE.search(piece):
            time, start = dates.clock(match), floor + match.start()
            break
        else:
            break
    piece = folded[floor:start]
    if (match := _PART.search(piece)) and match["part"] != "het":
        part, start = match["part"], floor + match.start()
        piece = folded[floor:start]
    if match := _WINDOW.search(piece):
        return _Left(floor + match.start(), "by", False, time, weekday, part, window=True)
    if match := _cue_before().search(piece):
        cue = " ".join(match["cue"].split())
        bound = _bounds()[cue]
        strong = bound in {"before", "by"} and cue not in _WEAK
        return _Left(floor + match.start(), bound, strong, time, weekday, part)
    if match := _LIMIT_WORDS.search(piece):
        return _Left(floor + match.start(), "by", True, time, weekday, part)
    return _Left(start, None, False, time, weekday, part)


_YEARLY_RIGHT = re.compile(r"\s*(?:,\s*)?(?:hang|moi)\s+nam\b")
_NEXT_YEAR = re.compile(r"\s*(?:cua\s+)?nam\s+(?P<which>nay|sau|toi|ke tiep|tiep theo)\b")
_PERIODIC_LEFT = re.compile(
    r"\b(?:dinh\s+ky|(?:hang|moi)\s+nam|(?:0?6|sau|0?9)\s+thang(?!\s+(?:dau|cuoi)|\s*/|\s*\d)"
    r"|bao\s+cao\s+(?:nam(?!\s*(?:\d|nay))|quy(?!\s*[ivl\d])))\b[^.;\n]{0,60}$"
)
_RIGHT_WEEKDAY = re.compile(rf"\s*[(,]\s*{dates.WEEKDAY}\b\s*\)?")
_RIGHT_WORDS = re.compile(r"\s*(?:toi|nay)\b(?!\s+(?:la|thi))")


def _dates(folded: str, issued: date | None) -> Iterator[Limit]:
    for match in islice(dates.DATE.finditer(folded), MOST):
        found = dates.read(match)
        if found is None:
            continue
        left = _peel(folded, found.start)
        end, weekday = found.end, left.weekday
        if near := _RIGHT_WEEKDAY.match(folded, end):
            weekday, end = dates.weekday_code(near), near.end()
        limit = Limit(left.start, end, left.bound, left.strong, window=left.window, time=left.time)
        if found.year is not None:
            stated = found.on(found.year)
        else:
            before = folded[max(0, left.start - 90) : left.start]
            if near := _YEARLY_RIGHT.match(folded, end):
                yield replace(limit, end=near.end(), rrule=_yearly(found.month, found.day))
                continue
            relative = found.relative_year
            if near := _NEXT_YEAR.match(folded, end):
                relative, end = (0 if near["which"] == "nay" else 1), near.end()
            elif _PERIODIC_LEFT.search(before) and left.bound is not None:
                yield replace(limit, rrule=_yearly(found.month, found.day))
                continue
            if left.bound is None and not (match["m3"] or match["d2"]):
                continue  # a bare 15/12 may be a fraction or a street
            if issued is None:
                continue
            if relative is not None:
                stated = found.on(issued.year + relative)
            else:
                stated = dates.first_after(found.day, found.month, issued)
            limit = replace(limit, year_missing=relative is None)
            if near := _RIGHT_WORDS.match(folded, end):
                end = near.end()
        if stated is None:
            continue
        doubt = None
        if limit.year_missing and issued is not None and (stated - issued).days > 270:
            doubt = NO_YEAR
        if (
            weekday is not None
            and dates.WEEKDAYS[str(stated.weekday() + 2) if stated.weekday() < 6 else "nhat"] != weekday
        ):
            doubt = WRONG_WEEKDAY
        yield replace(limit, end=end, stated=stated, doubt=doubt)


def _yearly(month: int, day: int) -> str:
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"


_DAY_OF = re.compile(
    r"\bngay\s*(?:mung\s*)?(?P<d>\d{1,2})(?:\s*(?:,|va)\s*(?:ngay\s*)?(?P<d2>\d{1,2}))?\s*(?:,\s*)?(?:"
    r"(?P<monthly>(?:cua\s+)?(?:hang|moi)\s+thang(?:\s*,\s*(?:hang\s+)?quy)?)"
    r"|(?P<last>(?:cua\s+)?thang\s+cuoi\s+(?:cung\s+)?(?:cua\s+)?(?:moi\s+|hang\s+)?quy)"
    r"|(?P<first>(?:cua\s+)?thang\s+dau\s+(?:tien\s+)?(?:cua\s+)?quy(?:\s+(?:sau|tiep\s+theo|ke\s+tiep))?)"
    r"|(?P<january>(?:cua\s+)?thang\s+dau\s+(?:tien\s+)?(?:cua\s+)?nam\s+(?:sau|tiep\s+theo|ke\s+tiep))"
    r"|(?P<next>(?:cua\s+)?thang\s+(?:sau|ke\s+tiep|tiep\s+theo)(?:\s+(?:lien\s+ke|cua\s+thang\s+bao\s+cao))?)"
    r"|(?P<this>thang\s+nay)"
    r"|(?P<none>)(?!\s*(?:[/.-]?\d|thang|hang)))"
)
_MONTHLY_LEFT = re.compile(r"\b(?:hang|moi)\s+thang\b[^.;\n]{0,60}$")
_QUARTERLY_LEFT = re.compile(r"\b(?:hang|moi)\s+quy\b[^.;\n]{0,60}$")


def _days_of_month(folded: str, issued: date | None) -> Iterator[Limit]:
    for match in islice(_DAY_OF.finditer(folded), MOST):
        day = int(match["d"])
        if not 1 <= day <= 31:
            continue
        left = _peel(folded, match.start())
        limit = Limit(left.start, match.end(), left.bound, left.strong, time=left.time)
        days = f"{day},{int(match['d2'])}" if match["d2"] else str(day)
        monthly = _MONTHLY_LEFT.search(folded[max(0, left.start - 90) : left.start])
        if match["monthly"] or (match["next"] and (monthly or not match["next"].endswith("sau"))):
            yield replace(limit, rrule=f"FREQ=MONTHLY;BYMONTHDAY={days}")
        elif match["last"]:
            yield replace(limit, rrule=f"FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={days}")
        elif match["first"]:
            yield replace(limit, rrule=f"FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY={days}")
        elif match["january"]:
            yield replace(limit, rrule=f"FREQ=YEARLY;BYMONTH=1;BYMONTHDAY={days}")
        elif match["this"] and issued is not None:
            with_month = _in_month(issued.year, issued.month, day)
            if with_month:
                yield replace(limit, stated=with_month)
        elif match["next"] and issued is not None:
            ahead = dates.add_months(issued.replace(day=1), 1)
            if with_month := _in_month(ahead.year, ahead.month, day):
                yield replace(limit, stated=with_month)
        elif match["none"] is not None and left.bound is not None and monthly:
            yield replace(limit, rrule=f"FREQ=MONTHLY;BYMONTHDAY={days}")


def _in_month(year: int, month: int, day: int) -> date | None:
    end = dates.month_end(year, month)
    return end.replace(day=day) if day <= end.day else None


_MONTH = re.compile(
    r"\bthang\s*(?P<m>\d{1,2})(?!\w|[/.-]\d{1,2}(?!\d))(?:\s*(?:[/.-]|nam)\s*(?P<y>\d{4})(?!\d))?(?P<rel>\s*(?:nay|toi|nam\s+nay|nam\s+sau)\b)?"
)
_QUARTER = re.compile(
    rf"\bquy\s*{dates.QUARTER}(?!\w)(?:\s*(?:[/.-]|,?\s*nam)\s*(?P<y>\d{{4}})(?!\d))?(?P<rel>\s*(?:nam\s+nay|nam\s+sau|nay)\b)?"
)
_HALF = re.compile(
    r"\b(?:(?P<n>0?[369]|sau|ba|chin)\s+thang\s+(?P<part>dau|cuoi)\s+nam)(?:\s*(?P<y>\d{4})|(?P<rel>\s+(?:nay|sau)\b))?"
)
_YEAR = re.compile(r"\bnam\s*(?:(?P<y>20\d\d)(?!\d)|(?P<rel>nay)\b)")


def _months(folded: str, issued: date | None) -> Iterator[Limit]:
    for match in islice(_MONTH.finditer(folded), MOST):
        month = int(match["m"])
        if not 1 <= month <= 12:
            continue
        year = _year(match, issued)
        missing = year is None
        if year is None:
            if issued is None:
                continue
            year = issued.year + (month < issued.month)
        yield from _period(
            folded, match, date(year, month, 1), dates.month_end(year, month), date(year, month, 15), missing
        )


def _quarters(folded: str, issued: date | None) -> Iterator[Limit]:
    for match in islice(_QUARTER.finditer(folded), MOST):
        quarter = dates.quarter_number(match["quarter"])
        year = _year(match, issued)
        missing = year is None
        if quarter is None or (year is None and issued is None):
            continue
        if year is None and issued is not None:
            year = issued.year + (dates.quarter_end(issued.year, quarter) < issued)
        assert year is not None
        end = dates.quarter_end(year, quarter)
        yield from _period(folded, match, date(year, quarter * 3 - 2, 1), end, date(year, quarter * 3 - 1, 15), missing)


def _halves(folded: str, issued: date | None) -> Iterator[Limit]:
    for match in islice(_HALF.finditer(folded), MOST):
        year = _year(match, issued) or (issued.year if issued else None)
        if year is None:
            continue
        months = {"sau": 6, "ba": 3, "chin": 9}.get(match["n"]) or int(match["n"])
        last = months if match["part"] == "dau" else 12
        end = dates.month_end(year, last)
        yield from _period(folded, match, date(year, 1 if match["part"] == "dau" else 13 - months, 1), end, end, False)


def _years(folded: str, issued: date | None) -> Iterator[Limit]:
    for match in islice(_YEAR.finditer(folded), MOST):
        year = _year(match, issued)
        if year is not None:
            yield from _period(folded, match, date(year, 1, 1), date(year, 12, 31), date(year, 6, 30), False)


def _year(match: re.Match[str], issued: date | None) -> int | None:
    if match["y"]:
        return int(match["y"])
    words = (match["rel"] or "").split()
    if issued is None or not words or words[-1] == "toi":
        return None
    if words == ["nay"]:
        return issued.year if match.re is _YEAR or match.re is _HALF else None
    return issued.year + (words[-1] == "sau")


def _period(
    folded: str, match: re.Match[str], first: date, last: date, middle: date, year_missing: bool
) -> Iterator[Limit]:
    """A period's limit: its last day, or the day that `đầu`, `giữa`, `cuối` mean (BLDS 2015, Điều 146)."""
    left = _peel(folded, match.start())
    day = {"dau": first, "giua": middle}.get(left.part or "", last)
    if left.bound == "before" and left.part is None:
        day = first
    bound = left.bound or ("within" if left.part else None)
    doubt = VAGUE if left.part else None
    yield Limit(left.start, match.end(), bound, left.strong, period=True, window=left.window, stated=day,
                year_missing=year_missing, time=left.time, doubt=doubt)  # fmt: skip


_UNITS = {
    "ngay lam viec": "working_day",
    "ngay": "day",
    "gio": "hour",
    "tieng": "hour",
    "thang": "month",
    "tuan": "day",
}
_IN_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
             "muoi lam": 15, "hai muoi": 20, "ba muoi": 30}  # fmt: skip
_DURATION = re.compile(
    r"\b(?P<cue>(?:cham\s+nhat|muon\s+nhat|khong\s+qua|toi\s+da|trong|sau|truoc|thoi\s+han|ngay\s+trong)"
    r"(?:\s+(?:la|khong\s+qua|sau|trong|vong|thoi\s+han|thoi\s+gian|toi\s+da|it\s+nhat|toi\s+thieu|truoc|vao))*)\s*:?\s*"
    r"(?:(?:\w+\s*\(\s*)?(?P<n>\d{1,3})\s*\)?)\s*(?:\(\s*(?P<words>[^\W\d]+(?:\s+[^\W\d]+){0,2})\s*\)\s*)?"
    r"(?P<unit>ngay\s+lam\s+viec|ngay|gio|tieng|tuan|thang)\b(?!\s*\d)"
)
_ANCHOR = re.compile(
    r"\s*,?\s*(?:\(?\s*)?(?:ke\s+tu|tinh\s+tu|ke\s+ca|tu|sau)\s+(?:khi|ngay|thoi\s+diem|luc)\s+(?P<event>[^.;:\n]{0,140})"
)
_BACK = re.compile(r"\s*,?\s*(?:truoc|so\s+voi)\s+(?:khi|ngay|thoi\s+diem)\b")
_PAPERS = (
    r"(?:van\s+ban|cong\s+van|cong\s+dien|chi\s+thi|ke\s+hoach|thong\s+bao|quyet\s+dinh|huong\s+dan|nghi\s+quyet|thong\s+tu|to\s+trinh"
    r"|giay\s+moi|phieu\s+chuyen|ket\s+luan|quy\s+dinh|bao\s+cao|thu)"
)
_RECEIVED = re.compile(
    rf"(?:\w+\s+){{0,6}}?nhan(?:\s+duoc)?\s*(?:{_PAPERS}\s*(?:nay|tren|cua\b.*|so\b.*)?\s*)?(?:$|[,()\"]|de\b(?!\s+nghi)|va\b|theo\s+quy\s+dinh)"
)
_ISSUED = re.compile(
    rf"(?:{_PAPERS}\s+(?:nay|tren)\s+)?(?:duoc\s+)?(?:ky|ban\s+hanh|ky\s+ban\s+hanh|phat\s+hanh|ra)(?:\s+(?:{_PAPERS}))?(?:\s+(?:nay|tren))?\s*(?:$|[,()\"]|de\b(?!\s+nghi)|va\b|theo\s+quy\s+dinh)"
)


def _durations(folded: str, _issued: date | None) -> Iterator[Limit]:
    for match in islice(_DURATION.finditer(folded), MOST):
        cue, unit = " ".join(match["cue"].split()), " ".join(match["unit"].split())
        amount = (int(match["n"]) or _IN_WORDS.get(" ".join((match["words"] or "").split()), 0)) * (
            7 if unit == "tuan" else 1
        )
        if amount == 0:
            continue
        name = _UNITS[unit]
        tail = _ANCHOR.match(folded, match.end())
        if _BACK.match(folded, match.end()) or (cue.startswith("truoc") and tail is None):
            backwards = Offset(amount=-amount, unit=name, anchor="event")
            near = _BACK.match(folded, match.end())
            end = _clause_end(folded, near.end() if near else match.end())
            yield Limit(match.start(), end if near else match.end(), "by", near is not None, offset=backwards)
            continue
        if cue == "trong" and tail is None:
            continue  # a length (họp trong 2 ngày), not a limit
        if tail is None and (cue == "sau" or "khong qua" in cue or "toi da" in cue):
            continue
        event = tail["event"] if tail else ""
        kind = "received" if _RECEIVED.match(event) else "issued" if _ISSUED.match(event) else "event"
        end = _clause_end(folded, tail.start("event")) if tail else match.end()
        limit = Offset(amount=amount, unit=name, anchor=kind)
        yield Limit(match.start(), end, "within", tail is not None, offset=limit)


_CLAUSE = re.compile(r"[,.;:()\n]|\s+(?:va|de|dong\s+thoi)\s")


def _clause_end(folded: str, start: int) -> int:
    match = _CLAUSE.search(folded, start)
    return match.start() if match else len(folded)


_AT_ONCE = re.compile(rf"\bngay\s+(?:sau\s+)?khi\s+nhan(?:\s+duoc)?\s*(?:{_PAPERS}(?:\s+nay)?\b|(?=[,.;\n]))")
_TODAY = re.compile(r"\btrong\s+ngay(?=\s*(?:[.;,)\n]|$|hom\s+nay|de\b))(?:\s+hom\s+nay)?")
_HOUR_TODAY = re.compile(rf"(?<![\d/.]){dates.HOUR}\s*,?\s*(?:ngay\s+)?(?:hom\s+nay|cung\s+ngay)\b")
_THIS_WEEK = re.compile(r"\btrong\s+tuan(?:\s+nay)?(?=\s*(?:[.;,)\n]|$|de\b)|\s+nay\b)(?:\s+nay)?")
_TET = re.compile(
    r"\btet(?:\s+nguyen\s+dan|\s+am\s+lich)?(?P<lunar>\s+\w+\s+(?:ty|suu|dan|mao|thin|ngo|mui|than|dau|tuat|hoi))?(?:\s+(?:nam\s+)?(?P<y>20\d\d))?"
)


def _immediate(folded: str, issued: date | None) -> Iterator[Limit]:
    now = Offset(amount=0, unit="day", anchor="received")
    for match in islice(_AT_ONCE.finditer(folded), MOST):
        yield Limit(match.start(), match.end(), "within", True, offset=now, doubt=AT_ONCE)
    for match in islice(_TODAY.finditer(folded), MOST):
        yield Limit(match.start(), match.end(), "within", False, period=True, offset=now, doubt=AT_ONCE)
    if issued is None:
        return
    for match in islice(_HOUR_TODAY.finditer(folded), MOST):
        left = _peel(folded, match.start())
        yield Limit(left.start, match.end(), left.bound, left.strong, stated=issued, time=dates.clock(match))
    for match in islice(_THIS_WEEK.finditer(folded), MOST):
        friday = dates.friday_of(issued)
        yield Limit(match.start(), match.end(), "within", False, period=True, stated=friday, doubt=THIS_WEEK)
    for match in islice(_TET.finditer(folded), MOST):
        left = _peel(folded, match.start())
        if left.bound not in {"before", "by"}:
            continue
        day = lunar_new_year(int(match["y"])) if match["y"] else _next_tet(issued)
        if day is not None:
            yield Limit(left.start, match.end(), left.bound, left.strong, stated=day, doubt=TET)


def _next_tet(issued: date) -> date | None:
    ahead = [day for year in (issued.year, issued.year + 1) if (day := lunar_new_year(year)) and day >= issued]
    return ahead[0] if ahead else None


_WEEKLY = re.compile(rf"\b(?:ngay\s+)?{dates.WEEKDAY}\s*,?\s*(?:cua\s+)?(?:hang|moi)\s+tuan\b")
_WEEKLY_FIRST = re.compile(
    rf"\b(?:hang|moi)\s+tuan\b[^.;\n]{{0,30}}?\b(?:truoc|vao|cham\s+nhat)\s+(?:{dates.HOUR}\s*,?\s*)?(?:ngay\s+)?{dates.WEEKDAY}\b"
)
_DAILY = re.compile(rf"(?<![\d/.]){dates.HOUR}\s*,?\s*(?:cua\s+)?(?:hang|moi)\s+ngay\b")
_DAILY_FIRST = re.compile(
    rf"\b(?:hang|moi)\s+ngay\s*[,(]?\s*(?P<cue>truoc|vao|cham\s+nhat)\s+(?:luc\s+)?{dates.HOUR}(?!\d)"
)
_NO_DAY = re.compile(
    r"\bdinh\s+ky\s*(?:\(?\s*(?:hang|moi)\s*)?(?P<unit>ngay|tuan|thang|quy|(?:0?6|sau)\s+thang|nam)\b(?:\s*(?:,|va|hoac)\s*(?:(?:hang|moi)\s+)?(?:quy|nam|0?6\s+thang)\b)*"
)
_FREQ = {
    "ngay": "FREQ=DAILY",
    "tuan": "FREQ=WEEKLY",
    "thang": "FREQ=MONTHLY",
    "quy": "FREQ=MONTHLY;INTERVAL=3",
    "nam": "FREQ=YEARLY",
}


def _recurring(folded: str, _issued: date | None) -> Iterator[Limit]:
    for match in islice(_WEEKLY.finditer(folded), MOST):
        left = _peel(folded, match.start())
        rule = f"FREQ=WEEKLY;BYDAY={dates.weekday_code(match)}"
        yield Limit(left.start, match.end(), left.bound or "on", True, time=left.time, rrule=rule)
    for match in islice(_WEEKLY_FIRST.finditer(folded), MOST):
        rule = f"FREQ=WEEKLY;BYDAY={dates.weekday_code(match)}"
        bound: Bound = "on" if " vao " in match[0] else "by" if "cham" in match[0] else "before"
        yield Limit(
            match.start(), match.end(), bound, True, rrule=rule, time=dates.clock(match) if match["hour"] else None
        )
    for match in islice(_DAILY.finditer(folded), MOST):
        left = _peel(folded, match.start())
        if left.bound is not None:
            yield Limit(left.start, match.end(), left.bound, left.strong, time=dates.clock(match), rrule="FREQ=DAILY")
    for match in islice(_DAILY_FIRST.finditer(folded), MOST):
        daily: Bound = {"truoc": "before", "vao": "on"}.get(match["cue"], "by")  # type: ignore[assignment]
        yield Limit(match.start(), match.end(), daily, True, time=dates.clock(match), rrule="FREQ=DAILY")
    for match in islice(_NO_DAY.finditer(folded), MOST):
        unit = match["unit"].split()[-1]
        rule = "FREQ=MONTHLY;INTERVAL=6" if len(match["unit"].split()) > 1 else _FREQ[unit]
        yield Limit(match.start(), match.end(), "within", False, period=True, rrule=rule, doubt=NO_DAY)


FINDERS: tuple[Callable[[str, date | None], Iterator[Limit]], ...] = (
    _dates, _days_of_month, _months, _quarters, _halves, _years, _durations, _immediate, _recurring,
)  # fmt: skip


def find(folded: str, issued: date | None) -> list[Limit]:
    """Every possible limit in folded text, in order, none inside another; `issued` gives missing years."""
    found = [limit for finder in FINDERS for limit in finder(folded, issued)]
    found.sort(key=lambda limit: (limit.start - limit.end, limit.rrule is None, limit.start))
    taken: list[Limit] = []
    covered: set[int] = set()
    for limit in found:
        places = range(limit.start, limit.end)
        if limit.end - limit.start > 400 or covered.intersection(places):
            continue
        covered.update(places)
        taken.append(limit)
    return sorted(taken, key=lambda limit: limit.start)
