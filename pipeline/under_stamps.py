"""Print that an arrival stamp lies on: it is read with the stamp, and is given back to the page.

A stamp is put where there is room, and its lower edge often falls on the title, the trích yếu or the first
addressees. What is below its ĐẾN, is none of its entries and goes on with a line of the page, is of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractors.words import Word
from pipeline.furniture import is_arrival
from pipeline.lines import Line, Sheet, sheet_of
from pipeline.pagewords import PageWords, Stamp
from pipeline.phrases import is_capitals, likeness, squeeze
from pipeline.title import is_title

ENTRIES = ("so", "ngay", "chuyen", "gio", "hs", "luu", "den", "kinhchuyen")
"""Words of a stamp's own lines, squeezed."""
SURE = 0.5
"""Confidence under which a word under a stamp is no reading."""
NEAR = 1.6
"""White between a line and what goes on with it under the stamp, in heights of the line."""
LEVEL = 0.45
"""The same for how far their middles may lie apart."""
WIDTH = (0.6, 1.7)
"""How wide a letter may be in parts of one of the line's: a stamp's small print is narrower."""
OFF = 0.1
"""Part of the page's width by which a title may stand off the middle."""


def with_print_under_stamps(page: PageWords) -> PageWords:
    """The page with the words back that its arrival stamps lie on, in line with their own."""
    stamps = [stamp for stamp in page.stamps if stamp.words and is_arrival(stamp)]
    if not stamps:
        return page
    sheet = sheet_of(page)
    given: dict[int, Word] = {}
    for stamp in stamps:
        below = list(_below_entries(stamp))
        given |= {id(word): back for word, back in _title(below, sheet)}
        given |= {id(word): back for word, back in _going_on(below, stamp, sheet) if id(word) not in given}
    if not given:
        return page
    kept = tuple(
        replace(stamp, words=tuple(word for word in stamp.words if id(word) not in given)) for stamp in page.stamps
    )
    return replace(page, words=(*page.words, *given.values()), stamps=kept)


def _below_entries(stamp: Stamp) -> Iterator[Word]:
    """The words below a stamp's ĐẾN that stand in none of its own lines."""
    arrival = [word for word in stamp.words if squeeze(word.text) in ("den", "so") and word.text[:1].isupper()]
    top = min((word.box[3] for word in arrival), default=stamp.box[3])
    for _, line in groupby(sorted(stamp.words, key=lambda word: word.line), key=lambda word: word.line):
        words = list(line)
        if not any(_is_entry(word) for word in words):
            yield from (word for word in words if (word.box[1] + word.box[3]) / 2 > top)


def _is_entry(word: Word) -> bool:
    squeezed = squeeze(word.text)
    return squeezed in ENTRIES or any(len(entry) > 4 and likeness(squeezed, entry) > 0.75 for entry in ENTRIES)


def _title(words: Sequence[Word], sheet: Sheet) -> Iterator[tuple[Word, Word]]:
    """A kind's name in the middle of the page, all or part of it under the stamp."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + 4, len(words)) + 1):
            run = words[start:end]
            beside = [line for line in sheet.lines if is_capitals(line.text) and _is_level(run[0], line, sheet)]
            beside = [line for line in beside if len(line.words) <= 3 and _gap(run, line, sheet) < NEAR * line.height]
            for line in [*beside, None]:
                text = sorted([*run, *(line.words if line else ())], key=lambda word: word.box[0])
                middle = (_upright(text[0], sheet)[0] + _upright(text[-1], sheet)[0]) / 2
                named = is_title(" ".join(word.text for word in text))
                if named and abs(middle - sheet.middle) < OFF * sheet.page.width:
                    number = line.words[0].line if line else len(sheet.lines)
                    yield from ((word, replace(word, line=number)) for word in run)
                    return


def _going_on(words: Sequence[Word], stamp: Stamp, sheet: Sheet) -> Iterator[tuple[Word, Word]]:
    """Words in line with print that comes up to the stamp, and none of which the page has already."""
    reaching = [line for line in sheet.lines if _reaches(line, stamp)]
    for word in words:
        if word.confidence < SURE or sum(map(str.isalnum, word.text)) < 2:
            continue
        level = [line for line in reaching if _is_level(word, line, sheet)]
        if not level or any(_is_there(word, line, sheet) for line in sheet.lines if _is_level(word, line, sheet)):
            continue
        nearest = min(level, key=lambda line: _gap([word], line, sheet))
        if WIDTH[0] < _letter(word.box[2] - word.box[0], word.text) / _letter(nearest.width, nearest.text) < WIDTH[1]:
            yield word, replace(word, line=nearest.words[0].line)


def _reaches(line: Line, stamp: Stamp) -> bool:
    left, _, right, _ = stamp.box
    room = NEAR * line.height
    outside = line.x0 < left or line.x1 > right
    return outside and line.x1 > left - room and line.x0 < right + room


def _is_level(word: Word, line: Line, sheet: Sheet) -> bool:
    return abs(_upright(word, sheet)[1] - line.middle) < LEVEL * line.height


def _is_there(word: Word, line: Line, sheet: Sheet) -> bool:
    """Whether a line has a word in the same place."""
    left, right = _edges(word, sheet)
    return any(
        min(right, x1) - max(left, x0) > 0.3 * (right - left)
        for x0, x1 in (_edges(own, sheet) for own in line.words)
    )  # fmt: skip


def _gap(run: Sequence[Word], line: Line, sheet: Sheet) -> float:
    """The white between words under a stamp and the nearest end of a line."""
    left, right = _edges(run[0], sheet)[0], _edges(run[-1], sheet)[1]
    return max(left - line.x1, line.x0 - right, 0.0)


def _edges(word: Word, sheet: Sheet) -> tuple[float, float]:
    middle, half = _upright(word, sheet)[0], (word.box[2] - word.box[0]) / 2
    return middle - half, middle + half


def _upright(word: Word, sheet: Sheet) -> tuple[float, float]:
    x0, top, x1, bottom = word.box
    return sheet.upright((x0 + x1) / 2, (top + bottom) / 2)


def _letter(width: float, text: str) -> float:
    return max(width, 1.0) / len(text)
