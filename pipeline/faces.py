"""What each page of a file says of itself: a head with number and day, a foot, its own number, how much text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from extractors.issued_on import date_line
from pipeline.annexes import is_annex_head
from pipeline.covers import Cover, cover_of
from pipeline.furniture import printed_number
from pipeline.header import Header, is_addressees, read_header
from pipeline.leaves import Leaf
from pipeline.lines import Line, Sheet
from pipeline.phrases import squeeze
from pipeline.signoff import SignOff, read_signoff
from pipeline.title import is_title

_NUMBER = re.compile(r"(?<![\d./-])\d{1,5}\w?\s*[/-]\s*(?:\d{4}\s*/\s*)?[A-ZĐƯ][\w&]*(?:\s?[/-]\s?[\w&]+)*")
_SPACED = re.compile(r"\s*([/-])\s*")
DOTS = re.compile(r"…|\.{3,}|_{3,}")
"""What stands where something is still to be written."""
_ABOUT = re.compile(r"^\W*v\s*/\s*v\b")
ROWS = 5
"""So many rows of a page may hold the heading of an annex."""
LEAST, LEAST_BEHIND = 60, 15
"""Words below which two pages may be alike by chance (empty forms); fewer will do behind a page scanned twice."""
ALIKE, ALIKE_NAMED = 0.93, 0.75
"""Part of their words that two pages have in common which are one; less is enough for two with one number."""


@dataclass(frozen=True)
class Face:
    """A page with its lines, and what it says of itself; each is found out once, when it is asked for."""

    leaf: Leaf
    sheet: Sheet

    @cached_property
    def _parted(self) -> tuple[Header, list[Line]]:
        return read_header(self.sheet, self.sheet.lines)

    @property
    def header(self) -> Header:
        return self._parted[0]

    @property
    def upper(self) -> list[Line]:
        """What stands in the upper half, under the head where the page has one."""
        return [line for line in self._parted[1] if line.middle < 0.5 * self.sheet.page.height]

    @property
    def has_head(self) -> bool:
        """Whether the page bears a motto."""
        return bool(self.header.motto)

    @cached_property
    def number(self) -> str:
        """The number in the head as it is printed; empty where it has none, or only its symbol."""
        found = _NUMBER.search(" ".join(line.text for line in self.header.number))
        return _SPACED.sub(r"\1", found[0]) if found else ""

    @property
    def may_be_numbered(self) -> bool:
        """Whether the head has a number, or a place for one that is not left blank: the pen's may not be read."""
        row = self.header.number if self.has_head else []
        pen = any(word.by_hand for line in row for word in line.words)
        return bool(row) and (bool(self.number) or pen or not any(DOTS.search(line.text) for line in row))

    @cached_property
    def day(self) -> date | None:
        """The day in the head."""
        found = date_line(" ".join(line.text for line in self.header.place_date))
        return found.day if found else None

    @property
    def begins_paper(self) -> bool:
        """Whether a paper with a number or a day begins here, and no form."""
        return self.has_head and bool(self.number or self.day)

    @cached_property
    def is_annex(self) -> bool:
        """Whether the page says that an annex begins (`Phụ lục I`, `(Kèm theo …)`), at once or under a head."""
        return any(is_annex_head(line) for line in (self.upper if self.has_head else self.first_rows))

    @property
    def first_rows(self) -> list[Line]:
        """The lines among which an annex says whose it is."""
        return [line for row in self.sheet.rows()[:ROWS] for line in row]

    @cached_property
    def cover(self) -> Cover | None:
        return cover_of(self.sheet, has_head=self.has_head)

    @cached_property
    def printed(self) -> int | None:
        """The page's own number, where one is printed."""
        return printed_number(self.sheet)

    @cached_property
    def foot(self) -> SignOff:
        """Nơi nhận and the signature, as far as the page has them."""
        return read_signoff(self.sheet, self.sheet.lines) or SignOff()

    @property
    def is_signed(self) -> bool:
        """Whether the page has the foot of a paper."""
        return bool(self.foot.recipients or self.foot.signature)

    @property
    def ends_paper(self) -> bool:
        """Whether a paper surely ends here: a form is signed too, but goes to nobody."""
        return bool(self.foot.recipients) and not self.is_annex

    @cached_property
    def goes_on(self) -> bool:
        """Whether the page begins within a sentence."""
        text = self._running
        return bool(text) and text[0].text[:1].islower()

    @cached_property
    def is_open(self) -> bool:
        """Whether the page ends within a sentence."""
        text = self._running
        return bool(text) and not text[-1].text.endswith((".", ";", ":", "!", "?"))

    @cached_property
    def _running(self) -> list[Line]:
        """The page's lines of running text: what is short and stands alone in the middle is none."""
        return [line for line in self.sheet.lines if line.x0 < self.sheet.left + 40 and len(line.words) > 1]

    @cached_property
    def is_addressed(self) -> bool:
        """Whether the page begins a paper, be a motto read or not: addressees, a trích yếu, a title in the middle."""
        return any(is_addressees(line) or _ABOUT.match(line.folded) or self._is_title(line) for line in self.upper)

    def _is_title(self, line: Line) -> bool:
        central = abs(line.centre - self.sheet.middle) < 0.13 * self.sheet.page.width
        return central and line not in self.foot.signature and is_title(line.text)

    @cached_property
    def words(self) -> Counter[str]:
        """The page's words, squeezed, with how often each stands there."""
        return Counter(filter(None, (squeeze(word.text) for line in self.sheet.lines for word in line.words)))

    @cached_property
    def text(self) -> str:
        """The page's lines in one, without accents and case."""
        return " ".join(line.folded for line in self.sheet.lines)


def is_same(one: Face, other: Face, least: int = LEAST) -> bool:
    """Whether two pages of `least` words are the same page scanned twice; two readings of one print differ somewhat.

    Two papers of one wording (decisions on several people) have each its own number.
    """
    named = bool(one.number) and squeeze(one.number) == squeeze(other.number)
    if one.number and other.number and not named:
        return False
    count, others = one.words.total(), other.words.total()
    if min(count, others) < least or min(count, others) < 0.85 * max(count, others):
        return False
    alike = (one.words & other.words).total() / max(count, others)
    return alike >= (ALIKE_NAMED if named else ALIKE)
