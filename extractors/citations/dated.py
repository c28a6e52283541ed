"""The date behind a cited number: one, one for each entry of a list, one that entries share, one without its year.

`ngày 05/3/2020`, `ngày 5 và 6/3/2014`, `lần lượt các ngày 12/3, 15/3/2021`, `(cùng ngày 14/01/2026)`, `), đều ký ngày
11/4/2022`, `ngày 12/02`, `cùng ngày`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors import dates
from extractors.cues import alternation
from extractors.folding import fold
from extractors.gazetteer import provinces


@dataclass(frozen=True, slots=True)
class Dated:
    """What stands behind a number: `days` (ISO 8601, in order), and where it `end`s.

    `shared` where words say that the papers before bear the date too; `as_before` where it is said to be that of the
    paper before; `yearless` are a day and month without a year.
    """

    end: int
    days: tuple[str, ...] = ()
    shared: bool = False
    as_before: bool = False
    yearless: tuple[int, int] | None = None

    @property
    def day(self) -> str | None:
        """The one date; null for none and for several."""
        return self.days[0] if len(self.days) == 1 else None


_PLACE = re.compile(rf"\s+(?:{alternation(fold(province.name) for province in provinces())})\s*,\s*(?=ngay\b)")
_DONE = r"(?:ban\s+hanh|phat\s+hanh|thong\s+qua|cong\s+bo|tuyen|ky|de|lap|gui|cap|ra|trinh|ghi|xet\s+xu)"
_HOW = r"(?:cung|deu|duoc|vao|lan\s+luot|tuong\s+ung|theo\s+thu\s+tu|mot)"
_GLUE = re.compile(
    r"\s*(?P<closed>\)?)\s*,?\s*\(?\s*(?:ngay\s+(?=ngay\b))?"
    rf"(?P<how>(?:{_HOW}\s+){{0,4}}(?:{_DONE}\s+(?=(?:{_HOW}|cac|ngay|hoi|luc)\b))?(?:{_HOW}\s+){{0,3}})(?:cac\s+(?=ngay\b))?"
    rf"(?:(?:vao\s+)?(?:(?:hoi|luc)\s+)?{dates.HOUR}\s*,?\s*(?=ngay\b))?(?=ngay\b|\d)"
)
_SHARED = re.compile(r"\b(?:cung|deu)\b")
_SAME = re.compile(r"ngay\b(?!\s*\d|\s*mung)")
_ITEM = (
    r"(?:ngay\s*)?\d{1,2}"
    r"(?:\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?|\s*thang\s*\d{1,2}(?:\s*,?\s*nam\s*\d{4})?)?(?![\w/-])"
)
_SEVERAL = re.compile(rf"{_ITEM}(?:\s*(?:,\s*va|,|;|va|&)\s*{_ITEM}){{1,9}}")
_PARTS = re.compile(r"(?P<d>\d{1,2})(?:\s*(?:[/.-]|thang)\s*(?P<m>\d{1,2})(?:\s*(?:[/.-]|,?\s*nam)\s*(?P<y>\d{4}))?)?")
_YEAR = re.compile(r"\s*,?\s*nam\s+(?P<y>(?:19|20)\d\d)(?!\d)")


def dated(folded: str, position: int) -> Dated:
    """The dates of what is cited, behind `position` in folded text."""
    place = _PLACE.match(folded, position)  # the head of a paper, copied: Số: 905/STC-VP Đắk Nông, ngày …
    glue = _GLUE.match(folded, place.end() if place else position)
    if glue is None:
        return Dated(position)
    shared = _SHARED.search(glue["how"]) is not None
    if glue["closed"] and not shared:
        return Dated(position)
    if several := _several(folded, glue.end()):
        return Dated(_closed(folded, several[1]), several[0], shared)
    match = dates.DATE.match(folded, glue.end())
    found = dates.read(match) if match else None
    if match is None or found is None:
        if "cung" in glue["how"] and _SAME.match(folded, glue.end()):
            return Dated(glue.end() + len("ngay"), as_before=True)
        return Dated(position)
    year, end = found.year, match.end()
    if year is None and (behind := _YEAR.match(folded, end)):
        year, end = int(behind["y"]), behind.end()
    if year is None:
        named = folded.startswith("ngay", glue.end())
        return Dated(end, shared=shared, yearless=(found.day, found.month)) if named else Dated(position)
    day = found.on(year)
    return Dated(_closed(folded, end), (day.isoformat(),), shared) if day else Dated(position)


def _closed(folded: str, end: int) -> int:
    return end + (1 if folded[end : end + 1] == ")" else 0)


def _several(folded: str, start: int) -> tuple[tuple[str, ...], int] | None:
    """Two dates or more in a row, of which the last at least is whole, and where they end."""
    met = _SEVERAL.match(folded, start)
    if met is None:
        return None
    parts = list(_PARTS.finditer(folded, start, met.end()))
    while len(parts) > 1 and parts[-1]["y"] is None:
        parts.pop()  # ngày 05/3/2020, 12 đơn vị
    month = year = ""
    found: list[str] = []
    for part in reversed(parts):
        year = part["y"] or year
        month = part["m"] or month
        day = dates.absolute(f"{int(part['d']):02d}/{int(month):02d}/{year}") if month and year else None
        if day is None:
            return None
        found.insert(0, day.isoformat())
    return (tuple(found), parts[-1].end()) if len(found) > 1 else None


def last_before(yearless: tuple[int, int], day: date) -> str | None:
    """The last such day (day, month) that is not after `day`; 29/2 looks back up to eight years."""
    for year in range(day.year, day.year - 9, -1):
        found = dates.absolute(f"{yearless[0]:02d}/{yearless[1]:02d}/{year}")
        if found is not None and found <= day:
            return found.isoformat()
    return None
