"""Days of arrival stamps that cannot be right, read once more among those that the paper's own date leaves.

A stamp is read before its page. Where print runs through its day, the row says many days a little; when the page has
told when the paper was issued, only those soon after it are left. A doubtful day that is one of these stays.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.folding import fold
from extractors.record import ARRIVES_WITHIN
from pipeline import dated
from pipeline.found import Found
from pipeline.handwriting import BOTH
from pipeline.sheet import Sheet
from pipeline.stamps import DAY, Region, read_anew

HEAD = 0.5
"""Part of the page, from the top, in which its date line stands."""
SURE = 0.9
"""Confidence of a day that is not read again."""
PLAIN = 0.8
"""Confidence from which a part of the date line is taken for what it says."""
PARTS = 3
"""Entries of a form from which its day is told by its parts: number, day, month and year."""
AS_LIKELY = 0.1
"""Probability of another reading of a day from which that is it, if it is possible."""
NARROWED = 0.6
"""Confidence at most of a day that nothing else tells: within a window something always fits best."""
DATE_LINE = ("ngay", None, "thang", None, "nam", None)
"""The words of a date line; numbers between them."""


def with_days(sheet: Sheet, regions: list[Region], words: Sequence[Found]) -> list[Region]:
    """The stamps of a sheet, days of forms out of the window that the page's `words` leave read within it."""
    window = window_of(words, sheet.full.shape[0]) if any(map(_is_doubtful, regions)) else None
    if window is None:
        return regions
    with dated.within(*window):
        return [_narrowed(sheet, one) if _is_doubtful(one) and not _is_near(one) else one for one in regions]


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
        if line[1].confidence >= PLAIN and not line[1].by_hand and 0 < day <= last:
            return date(year, month, day), date(year, month, day) + ARRIVES_WITHIN
        return date(year, month, 1), date(year, month, last) + ARRIVES_WITHIN
    return None


def _is_doubtful(region: Region) -> bool:
    """Whether a stamp is a form of whose entries the day is not read surely, neither whole nor in its parts."""
    entries = [word for word in region.words if word.opinions]
    whole = any(word.confidence >= SURE for word in _days(region))
    return region.spot is not None and 0 < len(entries) < PARTS and not whole


def _is_near(region: Region) -> bool:
    """Whether the day that was read is possible already, or one that is nearly as likely."""
    versions = [(word.text, 1.0) for word in _days(region)]
    versions += [(o.text, o.confidence) for word in _days(region) for o in word.opinions if o.reader == BOTH]
    return any(likely >= AS_LIKELY and dated.is_day(text) for text, likely in versions)


def _days(region: Region) -> list[Found]:
    return [word for word in region.words if word.opinions and DAY.fullmatch(word.text)]


def _narrowed(sheet: Sheet, region: Region) -> Region:
    again = read_anew(sheet, region)
    days = _days(again)
    if not days:
        return region
    words = (replace(word, confidence=min(word.confidence, NARROWED)) if word in days else word for word in again.words)
    return replace(again, words=tuple(words))
