"""Dates as Vietnamese papers write them; the one module that knows dateparser.

dateparser is given a bare absolute date and never a sentence, strictly and in Vietnamese only: it takes `trước` for
*ago*, would invent days for months and takes 04/13 for 13/4. A day in plain digits does without it. Periods, quarters,
halves and hours have no form there and are read here.
All patterns are for folded text (`extractors.folding.fold`): lower case, no accents.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_SETTINGS = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "DATE_ORDER": "DMY"}
_PLAIN = re.compile(r"(\d\d)/(\d\d)/(\d{4})", re.ASCII)
_DIGIT = "[0-9oil|]"
_AS_DIGITS = str.maketrans("oil|", "0111")

# 20/12/2024, 20-12-24, 20.12.2024, 20/12; after `ngày` a digit may have been read as a letter, and spaces be loose.
BARE = r"(?<![\d/.,-])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?:(?P=s)(?P<y>\d{4}|\d{2}))?(?![\d/-]|[.,]\d)"
NAMED = (
    rf"\b(?:ngay\s*(?:m[uo]ng\s*)?|m[uo]ng\s+)(?P<d2>{_DIGIT}{{1,2}})\s*(?:[/.-]\s*(?P<m2>{_DIGIT}{{1,2}})(?:\s*[/.-]\s*(?P<y2>{_DIGIT}{{4}}|\d{{2}}))?(?![\w/])"
    rf"|thang\s*(?P<m3>{_DIGIT}{{1,2}})(?!\w)(?:\s*,?\s*(?:nam\s*|[/-]\s*)(?P<y3>{_DIGIT}{{4}}(?!\w)|nay\b|sau\b|toi\b))?)"
)
DATE = re.compile(
    rf"{NAMED}|{BARE}|(?<![\d/.-])(?P<d4>\d{{1,2}})\s*thang\s*(?P<m4>\d{{1,2}})\s*nam\s*(?P<y4>\d{{4}})(?!\w)"
)
HOUR = (
    r"(?P<hour>\d{1,2})\s*(?:gio|g|h|:)\s*(?:(?P<minute>[0-5]\d)(?:\s*(?:phut|p\b|'))?)?"
    r"(?:\s*(?P<half>sang|trua|chieu|toi(?!\s*(?:\d|ngay|het|khi|thu)))\b(?!\s*nay\b))?"
)
WEEKDAYS = {"hai": "MO", "2": "MO", "ba": "TU", "3": "TU", "tu": "WE", "4": "WE", "nam": "TH", "5": "TH",
            "sau": "FR", "6": "FR", "bay": "SA", "7": "SA", "nhat": "SU"}  # fmt: skip
_DAY_OF_WEEK = "hai|ba|tu|nam|sau|bay|[2-7]"
WEEKDAY = rf"(?:thu\s*(?P<weekday>{_DAY_OF_WEEK})|chu\s*(?P<sunday>nhat))\b"
_A_WEEKDAY = rf"(?:thu\s*(?:{_DAY_OF_WEEK})|chu\s*nhat)\b"
WEEKDAY_LIST = rf"{_A_WEEKDAY}(?:\s*(?:,|;|va|hoac)\s*(?:(?:chieu|sang)\s+)?(?:ngay\s+)?{_A_WEEKDAY}){{0,6}}"
WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ROMAN = {"i": 1, "l": 1, "1": 1, "ii": 2, "ll": 2, "2": 2, "il": 2, "li": 2, "11": 2, "1l": 2, "l1": 2, "iii": 3, "lll": 3, "3": 3, "ill": 3, "iil": 3, "111": 3,  # noqa: E501
          "iv": 4, "lv": 4, "1v": 4, "4": 4}  # fmt: skip
EACH_QUARTER = r"(?:cua\s+)?(?:moi\s+|hang\s+)?quy(?:\s+(?:sau|tiep\s+theo|ke\s+tiep))?"
"""A quarter that comes again, behind its first or last month: `tháng đầu (của mỗi) quý (sau)`."""
QUARTER = r"(?P<quarter>i{1,3}|iv|[1l]v|l{1,3}|ill|iil|il|li|1{2,3}|1l|l1|[1-4])"


@dataclass(frozen=True, slots=True)
class Stated:
    """A date found in text: bounds, day and month, and the year, null where none is written.

    `relative_year` is 0 for `năm nay` and 1 for `năm sau`.
    """

    start: int
    end: int
    day: int
    month: int
    year: int | None
    relative_year: int | None = None

    def on(self, year: int) -> date | None:
        """This day in `year`; null where it has none (29/2)."""
        return absolute(f"{self.day:02d}/{self.month:02d}/{year:04d}")


@lru_cache(maxsize=8192)
def absolute(text: str) -> date | None:
    """The date that the bare expression `text` states in full (`15 tháng 11 năm 2024`, `15/11/2024`), else null."""
    if plain := _PLAIN.fullmatch(text):
        day, month, year = map(int, plain.groups())
        return date(year, month, day) if _is_day(year, month, day) else None
    import dateparser  # what is written in words only: its time zones take a quarter of a second

    parsed = dateparser.parse(text, languages=["vi"], settings=_SETTINGS)
    return parsed.date() if parsed else None


def _is_day(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def iso(text: str) -> str | None:
    """ISO 8601 of the first full date in folded `text`, else null."""
    for match in DATE.finditer(text):
        found = read(match)
        if found is not None and found.year is not None and (day := found.on(found.year)):
            return day.isoformat()
    return None


def read(match: re.Match[str]) -> Stated | None:
    """What a match of `DATE` states; null where no such day exists in any year."""
    day = _number(match["d"] or match["d2"] or match["d4"])
    month = _number(match["m"] or match["m2"] or match["m3"] or match["m4"])
    year_text = match["y"] or match["y2"] or match["y3"] or match["y4"]
    if day is None or month is None or not _is_day(2024, month, day):
        return None
    if year_text in {"nay", "sau", "toi"}:
        return Stated(match.start(), match.end(), day, month, None, 0 if year_text == "nay" else 1)
    year = _number(year_text) if year_text else None
    if year is not None and year < 100:
        year += 2000
    if year is not None and not 1930 <= year <= 2100:
        return None
    return Stated(match.start(), match.end(), day, month, year)


def _number(text: str | None) -> int | None:
    digits = (text or "").translate(_AS_DIGITS)
    return int(digits) if digits.isdigit() and any(c.isdigit() for c in text or "") else None


def first_after(day: int, month: int, after: date) -> date | None:
    """The first such day on or after `after` (a missing year); 29/2 looks up to eight years ahead."""
    for year in range(after.year, after.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= after:
            return found
    return None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def quarter_end(year: int, quarter: int) -> date:
    """The last day of a quarter (1 to 4)."""
    return month_end(year, quarter * 3)


def quarter_number(text: str) -> int | None:
    """Quarter 1 to 4 from Roman or Arabic figures, as OCR may read them (`lV`)."""
    return _ROMAN.get(text)


def clock(match: re.Match[str], half: str | None = None) -> str | None:
    """`17:00` from a match of `HOUR` (`5 giờ chiều` too); null for an hour that no clock shows.

    `half` is the part of the day where it is said elsewhere (`5 giờ, chiều nay`).
    """
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if (match["half"] or half) in {"chieu", "toi"} and hour < 12:
        hour += 12
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def add_months(start: date, amount: int) -> date:
    """The same-numbered day `amount` months on, or the last day of a shorter month (BLDS 2015, Điều 148)."""
    index = start.year * 12 + start.month - 1 + amount
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def friday_of(day: date) -> date:
    """The Friday of the week of `day`."""
    return day + timedelta(days=4 - day.weekday())


def weekday_code(match: re.Match[str]) -> str:
    """The RFC 5545 code (`WE`) of a match of `WEEKDAY`."""
    return WEEKDAYS[match["weekday"] or match["sunday"]]


def weekday_codes(text: str) -> str:
    """The RFC 5545 codes (`MO,TH`) of the weekdays in a match of `WEEKDAY_LIST`, in the order of the week."""
    found = {weekday_code(match) for match in re.finditer(WEEKDAY, text)}
    return ",".join(code for code in WEEK if code in found)


def weekday_of(day: date) -> str:
    """The RFC 5545 code of a day's weekday."""
    return WEEK[day.weekday()]
