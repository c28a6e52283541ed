"""The two columns at the foot of a dispatch, read apart where they garbled each other.

Nơi nhận is set small and close, the signer's posts beside it larger: their rows are level with each other but not in
line, and the engine reads two rows of the one as one line with the other. A column in which words are unsure is cut out
and read again by itself; the new reading is kept where it is the surer one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from extractors.folding import nfc
from pipeline import tesseract
from pipeline.boxes import PixelBox
from pipeline.images import Image, as_image, darker
from pipeline.phrases import likeness, squeeze
from pipeline.tangled import moved
from pipeline.tesseract import RawWord

LABEL = ("Nơi", "nhận")
LIKE = 0.75
"""Likeness to both words from which on a line begins with them."""
PLACE = (0.4, 0.2)
"""Parts of the page's width left of which, and of its height below which, `Nơi nhận` begins."""
MIDDLE = (0.3, 0.66)
"""Part of the page's width within which the white between the columns lies."""
GUTTER = 0.12
"""Inches that it is wide at least."""
ROWS = 0.6
"""Inches from the label down that tell where it is: some four rows of the list, and the signer's posts."""
ABOVE = 0.1
"""Inches above the label where the columns may begin."""
POSTS = 0.8
"""Inches that the posts take up at most; under them lie the signature and the seal."""
DEEPEST, END = 4.0, 0.4
"""Inches that the list takes up at most, and of white that end it."""
UNSURE, LETTERS = 0.6, 2
"""A column is read again that has so many letters in words of less confidence."""
KEPT, MORE = 0.9, 1.05
"""Parts of the letters surely read before that a new reading of the list, and of the posts, has at least, with fewer
unsure ones: the pen's strokes among the posts are unsure however well these were read."""
SURE, COVERED = 0.9, 0.3
"""Confidence of a word that stays though it is not read again, and part of its place that another takes up then."""
SURER, SAME = 0.1, 0.7
"""How much surer words were read before that stay, and part of the new one's width that they took up."""


def with_foot_apart(image: Image, words: Sequence[RawWord], dpi: float) -> list[RawWord]:
    """`words` of the straight grey `image`, those of a garbled column at the foot read again; their lines are numbered
    after the others'."""
    labels = ((label, _gutter(image, label, dpi)) for label in _labels(words, image))
    label, gutter = next(((label, gutter) for label, gutter in labels if gutter is not None), (None, None))
    if label is None or gutter is None:
        return list(words)
    top = max(0, label.box[1] - round(ABOVE * dpi))
    low = _end_of_list(image, label.box[1], gutter, dpi)
    found = _read_apart(image, list(words), (0, top, gutter, low), dpi, KEPT)
    return _read_apart(image, found, (gutter, top, image.shape[1], label.box[1] + round(POSTS * dpi)), dpi, MORE)


def _labels(words: Sequence[RawWord], image: Image) -> Iterator[RawWord]:
    """The first words of the lines in the left column that begin like `Nơi nhận`, the lowest first."""
    high, wide = image.shape[:2]
    lines: dict[int, list[RawWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    for first, *rest in sorted(lines.values(), key=lambda line: -line[0].box[1]):
        near = first.box[0] < PLACE[0] * wide and first.box[1] > PLACE[1] * high
        if near and _is_label(first.text, rest[0].text if rest else ""):
            yield first


def _is_label(first: str, second: str) -> bool:
    """Whether the first two words of a line are `Nơi nhận`, one of them perhaps misread, or run together."""
    known = nfc(first) == LABEL[0] or nfc(second) == f"{LABEL[1]}:"
    return known or any(likeness(squeeze(text), squeeze("".join(LABEL))) >= LIKE for text in (first, first + second))


def _gutter(image: Image, label: RawWord, dpi: float) -> int | None:
    """The middle of the white beside the first rows of the list; null where none is wide enough."""
    left, right = (round(part * image.shape[1]) for part in MIDDLE)
    rows = np.ascontiguousarray(image[label.box[1] : label.box[1] + round(ROWS * dpi), left:right])
    if not rows.size:
        return None
    inked = (darker(rows, 150) > 0).sum(axis=0) > 1  # a speck ends no gutter
    edges = np.flatnonzero(np.diff(np.concatenate(([1], inked.astype(int), [1]))))
    start, end = max(zip(edges[::2], edges[1::2], strict=True), key=lambda run: run[1] - run[0], default=(0, 0))
    return left + int(start + end) // 2 if end - start >= GUTTER * dpi else None


def _end_of_list(image: Image, top: int, gutter: int, dpi: float) -> int:
    """The row under the list: where white follows, or its greatest depth."""
    low: int = min(image.shape[0], top + round(DEEPEST * dpi))
    inked = np.flatnonzero((darker(np.ascontiguousarray(image[top:low, :gutter]), 150) > 0).sum(axis=1) > 2)
    gaps = np.flatnonzero(np.diff(inked) > END * dpi)
    last = inked[gaps[0]] if len(gaps) else inked[-1] if len(inked) else low - top - 1
    return min(low, top + int(last) + round(ABOVE * dpi))


def _read_apart(image: Image, words: list[RawWord], box: PixelBox, dpi: float, least: float) -> list[RawWord]:
    """The words, those within `box` read again where they are unsure and are read better so: with `least` of the
    letters surely read before."""
    old = [word for word in words if _is_within(word, box)]
    sure, unsure = _letters(old)
    if unsure < LETTERS:
        return words
    left, top, right, bottom = box
    crop = as_image(np.ascontiguousarray(image[top:bottom, left:right]))
    again = [moved(word, left, top) for word in tesseract.words(crop, dpi=dpi, layout="block")]
    sure_again, unsure_again = _letters(again)
    if unsure_again >= unsure or sure_again < least * sure:
        return words
    line = max(word.line for word in words) + 1
    gone = set(map(id, old))
    again = [replace(one, line=line + word.line) for word in again for one in _surer(word, old)]
    return [word for word in words if id(word) not in gone] + again + _passed_over(old, again)


def _passed_over(old: Sequence[RawWord], again: Sequence[RawWord]) -> list[RawWord]:
    """Words that were surely read before, where the new reading has none: in the line of it that they stand in."""
    found: list[RawWord] = []
    after = max(word.line for word in again) + 1
    for word in old:
        size = (word.box[2] - word.box[0]) * (word.box[3] - word.box[1])
        sure = word.confidence >= SURE and sum(map(str.isalnum, word.text)) >= LETTERS
        if sure and not any(_shared(word.box, one.box) > COVERED * size for one in again):
            middle = (word.box[1] + word.box[3]) / 2
            level = [one for one in again if one.box[1] < middle < one.box[3]]
            line = min(level, key=lambda one: abs(one.box[0] - word.box[0])).line if level else after + word.line
            found.append(replace(word, line=line))
    return found


def _surer(word: RawWord, old: Sequence[RawWord]) -> list[RawWord]:
    """A word, or what was read in its very place before where that was clearly surer: perhaps several words."""
    left, top, right, bottom = word.box
    same = [
        one
        for one in old
        if one.confidence > word.confidence + SURER
        and top < (one.box[1] + one.box[3]) / 2 < bottom
        and left < (one.box[0] + one.box[2]) / 2 < right
    ]
    across = sum(min(one.box[2], right) - max(one.box[0], left) for one in same)
    return same if across > SAME * (right - left) else [word]


def _shared(one: PixelBox, other: PixelBox) -> int:
    """How many pixels two boxes share."""
    across, down = (min(one[at + 2], other[at + 2]) - max(one[at], other[at]) for at in (0, 1))
    return max(0, across) * max(0, down)


def _is_within(word: RawWord, box: PixelBox) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _letters(words: Sequence[RawWord]) -> tuple[int, int]:
    """How many letters and figures were surely read, and how many were not."""
    sizes = [(sum(map(str.isalnum, word.text)), word.confidence >= UNSURE) for word in words]
    return sum(size for size, sure in sizes if sure), sum(size for size, sure in sizes if not sure)
