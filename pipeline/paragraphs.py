"""Text lines to paragraphs, list items and headings, joined where a line or a page breaks them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extractors.document import Block, BlockLabel
from extractors.folding import fold
from extractors.words import Word
from pipeline.lines import ALONE, Line, Sheet
from pipeline.phrases import is_capitals

_MARKER = re.compile(
    r"^([-–—+*•●▪]|[-–+•][^\W\d_]|\(?\d{1,2}[.)](?!\d)|\d{1,2}[-–](?:\s|$)|\d{1,2}(\.\d{1,2}){1,3}(?:\.?$|\.\s)"
    r"|\(?[a-zđ][.)]|[IVX]{1,5}[.)/-])"
)
_LETTERED = re.compile(r"\(?[a-zđ]\)\s+(?=\w)")
_DASH = re.compile(r"^[-–—+•*]")
_HEADING = re.compile(r"^(chuong|muc|phan|dieu) ([ivxl]+|\d+)\b")
_SENTENCE_END = re.compile(r"[.;:!?…](/\.)?[\"”’')]?$")
_PAPER_END = re.compile(r"\./\.?$")
_LEADING = re.compile(r"^[-–—+•*~_]*[-–—+•*~]$|^[\"“‘'(\[]$")
_CODE = re.compile(r"[A-ZĐ]{2,}[A-ZĐa-z&]*[-/),;.\s]")
_OPEN_END = re.compile(r"[^\W_][-/]$")
_OPEN_START = re.compile(r"^/[^\W_]|^-[A-ZĐ]{2}")
HANGING = 3.0
"""Points by which the rows of an item may begin off its text."""
SPACED = 1.2
"""Usual distances between rows from which on there is white between two paragraphs."""


@dataclass(frozen=True)
class Row:
    """The words of one text row of running text, with the sheet they lie on."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    sheet: Sheet

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def shouts(self) -> bool:
        """Whether its words are in capitals; a number that stands alone in one is no heading (`02/2007/QH12.`)."""
        return is_capitals(" ".join(word for word in self.text.split() if not any(c.isdigit() for c in word)))

    @property
    def height(self) -> float:
        return self.bottom - self.top


def row_of(lines: Sequence[Line], sheet: Sheet) -> Row:
    """Lines that stand beside each other as one row."""
    ordered = sorted(lines, key=lambda line: line.x0)
    words = tuple(word for line in ordered for word in line.words)
    tops, bottoms = [line.top for line in ordered], [line.bottom for line in ordered]
    return Row(words, ordered[0].x0, max(line.x1 for line in ordered), min(tops), max(bottoms), sheet)


def strokes(line: Line) -> tuple[list[Word], list[Word]]:
    """The words of a line and, apart, strokes of the pen read as signs: before its text, after it, after its `./.`."""
    words = list(line.words)
    end = next((i + 1 for i, word in enumerate(words) if _PAPER_END.search(word.text)), len(words))
    start = 0
    while start < end and _is_stroke(words[start]) and not _LEADING.match(words[start].text):
        start += 1
    while end > start + 1 and _is_stroke(words[end - 1]) and _is_finished(words[end - 2]):
        end -= 1
    kept = words[start:end]
    return (kept, words[:start] + words[end:]) if kept else (words, [])


def _is_stroke(word: Word) -> bool:
    return not any(c.isalnum() for c in word.text)


def _is_finished(word: Word) -> bool:
    return word.text[-1:] in ".;,:)"


def paragraphs(rows: Sequence[Row], pitch: float | None = None) -> list[Block]:
    """Rows in reading order as blocks; `pitch` is the usual distance between their tops in points."""
    groups: list[list[Row]] = []
    usual = pitch or _pitch(rows)
    for row in rows:
        if groups and not _begins(row, groups[-1], usual):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [block_of(group) for group in groups]


def block_of(rows: Sequence[Row], label: BlockLabel | None = None) -> Block:
    """Rows that belong together as one block; words broken over a line end are glued (`TT-` + `BTTTT`)."""
    words: list[Word] = []
    joined: set[int] = set()
    for row in rows:
        if words and (
            _OPEN_END.search(words[-1].text) or (_OPEN_START.match(row.words[0].text) and words[-1].text[-1:].isalnum())
        ):
            joined.add(len(words))
        words.extend(row.words)
    return Block(tuple(words), label or _label(rows), joined=frozenset(joined))


def begins_item(text: str) -> bool:
    """Whether a row begins with a list marker (`-`, `+`, `1.`, `a)`, `II.`)."""
    return bool(_MARKER.match(text.lstrip("_.,'`\"|~^ˆ°‘’“”: ")))


def ends_sentence(text: str) -> bool:
    """Whether a row ends as a sentence or list entry does."""
    return bool(_SENTENCE_END.search(text))


def _label(rows: Sequence[Row]) -> BlockLabel:
    text = rows[0].text
    sheet = rows[0].sheet
    words = text.split()
    if len(rows) <= 3 and all(is_capitals(row.text) for row in rows) and len(words) > 1:
        return "heading"
    if begins_item(text):
        return "item"
    centred = abs((rows[0].x0 - sheet.left) - (sheet.right - rows[0].x1)) < 20 and rows[0].x0 > sheet.left + 60
    return "heading" if len(rows) == 1 and centred and not ends_sentence(text) else "paragraph"


def _pitch(rows: Sequence[Row]) -> float:
    steps = sorted(
        after.top - before.top
        for before, after in pairwise(rows)
        if before.sheet is after.sheet and after.top > before.top
    )
    return steps[len(steps) // 3] if steps else 18.0


def _begins(row: Row, group: Sequence[Row], pitch: float) -> bool:
    """Whether a row begins a new block after the rows of `group`."""
    last = group[-1]
    text = row.text
    if row.sheet is not last.sheet:
        return _begins_page(row, last)
    lower = text[:1].islower() and not begins_item(text)
    if row.top - last.top > 2.2 * pitch:
        return True
    if _OPEN_END.search(last.text) and _CODE.match(text):
        return False  # … Công văn số 640-, CV/BDVTU)
    if len(group) == 1 and ALONE.fullmatch(last.text) and not begins_item(text):
        return False  # its text did not go into the marker's row
    if row.shouts != last.shouts and len(text) > 6 and len(last.text) > 6:
        return not lower
    sheet = row.sheet
    indent = row.x0 - sheet.left
    short = last.x1 < sheet.right - 0.12 * (sheet.right - sheet.left)
    spaced = row.top - last.top > SPACED * pitch
    if begins_item(text):
        # A figure that merely stands first in a line (`… khoản / 2. …`) follows a full line at the margin.
        dash = bool(_DASH.match(text)) and last.x0 > sheet.left + 8 and len(group) > 1
        return indent > 8 or short or spaced or ends_sentence(last.text) or dash or _is_lettered(text)
    if _HEADING.match(fold(text)) and indent > 8:
        return True
    if lower:
        return short and ends_sentence(last.text) and indent > 8
    if _centred(row) and _centred(last):
        return False
    if _hangs(row, group[0]):
        return (short or spaced) and ends_sentence(last.text)
    if (indent > 12 and abs(row.x0 - last.x0) > 8) or (indent > 12 and (short or ends_sentence(last.text))):
        return True
    return short + spaced + ends_sentence(last.text) > 1


def _hangs(row: Row, item: Row) -> bool:
    """Whether a row begins right under the text of an item whose marker stands left of all its rows."""
    if len(item.words) < 2 or not begins_item(item.text):
        return False
    inset = item.words[1].box[0] - item.words[0].box[0]
    return abs(row.x0 - item.x0 - inset) < HANGING


def _is_lettered(text: str) -> bool:
    """Whether a row begins with a letter in a bracket over a capital: in running text a small one follows it
    (`điểm a) khoản 1`)."""
    letter = _LETTERED.match(text)
    return letter is not None and text[letter.end()].isupper()


def _begins_page(row: Row, last: Row) -> bool:
    """Whether the first row of a page begins a new block after the last row of the page before."""
    text = row.text
    if text[:1].islower() and not begins_item(text):
        return False
    if begins_item(text) or _HEADING.match(fold(text)) or ends_sentence(last.text):
        indent = row.x0 - row.sheet.left
        return not (
            indent < 8
            and not begins_item(text)
            and last.x1 > last.sheet.right - 12
            and not last.text.endswith((";", ":", "/."))
        )
    return last.x1 < last.sheet.right - 60


def _centred(row: Row) -> bool:
    sheet = row.sheet
    return abs((row.x0 - sheet.left) - (sheet.right - row.x1)) < 16 and row.x0 > sheet.left + 30
