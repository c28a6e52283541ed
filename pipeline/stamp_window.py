"""Days of arrival stamps that cannot be right, read once more among those that the paper's own date leaves.

A stamp is read before its page. Where print runs through its day, the row says many days a little; when the page has
told when the paper was issued, only those soon after it are left. A doubtful day that is one of these stays.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from extractors.folding import fold
from extractors.record import ARRIVES_WITHIN
from extractors.words import Opinion
from pipeline import dated
from pipeline.found import Found
from pipeline.handwriting import BOTH
from pipeline.possible import APART
from pipeline.sheet import Sheet
from pipeline.stamps import CAME, DAY, Region, read_anew

HEAD = 0.5
"""Part of the page, from the top, in which its date line stands."""
SURE = 0.9
"""Confidence of a day that is not read again."""
PLAIN = 0.8
"""Confidence from which a part of the date line is taken for what it says."""
WRITTEN = 0.98
"""The same of what the pen wrote: readers err alike."""
PARTS = 3
"""Entries of a form from which its day is told by its parts: number, day, month and year."""
FULL_YEAR = 4
"""Digits of the year where a form has its day in parts."""
HARDLY = 0.3
"""Confidence under which a day is read again though it is possible, and from which one in parts counts: what was read
instead of it is certainly wrong."""
AS_LIKELY = 0.1
"""Probability of another reading of a day from which that is it, if it is possible."""
LIKELY = 0.6
"""Probability from which a day is the one that is meant of those that are possible."""
NARROWED = 0.6
"""Confidence at most of a day that nothing else tells: within a window something always fits best."""
DATE_LINE = ("ngay", None, "thang", None, "nam", None)
"""The words of a date line; numbers between them."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a form's entries tell it, in one or in day, month and year: their words, and what they say in digits."""

    words: tuple[Found, ...]
    text: str

    @property
    def confidence(self) -> float:
        """How sure it is, 0 to 1: as sure as its least sure word."""
        return min(word.confidence for word in self.words)

    @property
    def others(self) -> list[Opinion]:
        """What else it may be, by all readers together; nothing is known of days in parts."""
        return [o for word in self.words for o in word.opinions if o.reader == BOTH] if len(self.words) == 1 else []


def with_days(sheet: Sheet, regions: list[Region], words: Sequence[Found]) -> list[Region]:
    """The stamps of a sheet, days of forms out of the window that the page's `words` leave read within it."""
    window = window_of(words, sheet.full.shape[0]) if any(map(_is_form, regions)) else None
    return regions if window is None else within(window, sheet, regions)


def within(window: dated.Window, sheet: Sheet, regions: list[Region]) -> list[Region]:
    """The same where the window is known."""
    with dated.within(*window):
        return [_narrowed(sheet, one, window) if _may_be_told(one, window) else one for one in regions]


def window_of(words: Sequence[Found], height: int) -> dated.Window | None:
    """The days in which a paper comes in, by the date line in the `words` of a page as high as that; by its month where
    its day is not sure. Null where none is read surely."""
    head = [word for word in words if word.box[1] < HEAD * height]
    for at in range(len(head) - len(DATE_LINE) + 1):
        line = head[at : at + len(DATE_LINE)]
        texts = [fold(word.text).strip(".,:;") for word in line]
        if not all(said == text if said else text.isdigit() for said, text in zip(DATE_LINE, texts, strict=True)):
            continue
        day, month, year = (int(text) for text in texts[1::2])
        if min(line[3].confidence, line[5].confidence) < PLAIN or not 0 < month < 13 or not 1975 < year < 2100:
            return None
        last = monthrange(year, month)[1]
        if line[1].confidence >= (WRITTEN if line[1].by_hand else PLAIN) and 0 < day <= last:
            return date(year, month, day), date(year, month, day) + ARRIVES_WITHIN
        return date(year, month, 1), date(year, month, last) + ARRIVES_WITHIN
    return None


def _is_form(region: Region) -> bool:
    """Whether a stamp is a form."""
    return region.spot is not None and any(word.opinions or word.text in CAME for word in region.words)


def _may_be_told(region: Region, window: dated.Window) -> bool:
    """Whether the day of a form is not read surely, or as one before the paper was issued, and is no possible one."""
    sure = [day.text for day in _days(region) if day.confidence >= SURE]
    doubted = not sure or any(_is_before(text, window) for text in sure)
    return _is_form(region) and not _is_told(region, window) and not _is_near(region) and doubted


def _is_told(region: Region, window: dated.Window) -> bool:
    """Whether the day of a form is told by its parts, and in a year in which it may be: a year may be cut off at the
    frame, `2021` for `2026`."""
    entries = [word for word in region.words if word.opinions]
    years = [word.text for before, word in pairwise(region.words) if fold(before.text) == "nam"]
    possible = {str(day.year) for day in window}
    return (
        len(entries) >= PARTS
        and all(word.confidence >= LIKELY for word in entries)
        and all(year in possible or not year.isdecimal() for year in years)
    )


def _is_before(text: str, window: dated.Window) -> bool:
    day = dated.day_in(text)
    return day is not None and day < window[0]


def _is_near(region: Region) -> bool:
    """Whether the day that was read is possible already, or one that is nearly as likely."""
    versions = [(day.text, 1.0) for day in _days(region) if day.confidence >= HARDLY]
    versions += [(o.text, o.confidence) for day in _days(region) for o in day.others]
    return any(likely >= AS_LIKELY and dated.is_day(text) for text, likely in versions)


def _days(region: Region) -> list[Day]:
    entries = [word for word in region.words if word.opinions]
    days = [Day((word,), word.text) for word in entries if DAY.fullmatch(word.text)]
    return days or [Day(parts, "/".join(part.text for part in parts)) for parts in _parted(entries)]


def _parted(entries: list[Found]) -> Iterator[tuple[Found, ...]]:
    """Day, month and year where they stand apart."""
    for parts in zip(entries, entries[1:], entries[2:], strict=False):
        if len(parts[-1].text) == FULL_YEAR and len({part.line for part in parts}) == 1:
            yield parts


def _narrowed(sheet: Sheet, region: Region, window: dated.Window) -> Region:
    """A form read within the window; as it was where no day there is likely, or none that is nearly what was read."""
    again = read_anew(sheet, region)
    days = [day for day in _days(again) if day.confidence >= (LIKELY if len(day.words) == 1 else HARDLY)]
    sure = [day.text for day in _days(region) if day.confidence >= SURE and _is_before(day.text, window)]
    if not days or (sure and not any(Levenshtein.distance(day.text, text) <= APART for day in days for text in sure)):
        return region
    told = [word for day in days for word in day.words]
    words = (replace(word, confidence=min(word.confidence, NARROWED)) if word in told else word for word in again.words)
    return replace(again, words=tuple(words))
