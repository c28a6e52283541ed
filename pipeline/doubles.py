"""Second readings of the same print: words that lie over others which were read better, or read alike; and the first
letters of a word that were read once more beside it (`Tỉnh ủ ủy`)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extractors.words import Word
from pipeline.boxes import part_within

BAND = 20.0
"""Points; overlapping words are looked for in strips of this height."""
OVER = 0.5
"""Part of the width of such letters from which on they stand where their word does."""
BETTER = 0.1
"""How much more confidence is clearly better."""


def without_doubles(words: Sequence[Word]) -> tuple[list[Word], tuple[Word, ...]]:
    """Words, and apart those that lie over one read with more confidence, or alike: print never overlaps, a pen may."""
    bands: dict[int, list[Word]] = {}
    doubles: list[Word] = []
    # Of two lines that were read alike the one stays that comes first, whole.
    for word in sorted(_meeting(words), key=lambda item: (-round(item.confidence / BETTER), item.line)):
        reach = range(int(word.box[1] // BAND), int(word.box[3] // BAND) + 1)
        beneath = (other for band in reach for other in bands.get(band, ()))
        if not word.by_hand and any(_covers(other, word) for other in beneath):
            doubles.append(word)
            continue
        for band in reach:
            bands.setdefault(band, []).append(word)
    doubles += _begun_twice(words)
    gone = set(map(id, doubles))
    return [word for word in words if id(word) not in gone], tuple(doubles)


def _meeting(words: Sequence[Word]) -> list[Word]:
    """The words whose boxes have anything in common with another's: on most pages none."""
    x0, top, x1, bottom = np.array([word.box for word in words], float).reshape(-1, 4).T
    left, above = x0[:, None] < x1, top[:, None] < bottom
    met = (left & left.T & above & above.T).sum(axis=1) > 1  # each meets itself
    return [words[index] for index in np.flatnonzero(met).tolist()]


def _begun_twice(words: Sequence[Word]) -> list[Word]:
    """The words that are the first letters of the one beside them on their line, and stand over it."""
    beside = [pair for one, two in pairwise(words) if one.line == two.line for pair in ((one, two), (two, one))]
    return [short for short, whole in beside if _begins(short, whole)]


def _begins(short: Word, whole: Word) -> bool:
    letters = whole.text.strip(".,;:()").lower()
    if short.confidence == 1.0 or not short.text.isalpha() or not 0 < len(short.text) < len(letters):
        return False
    shared = min(short.box[2], whole.box[2]) - max(short.box[0], whole.box[0])
    return letters.startswith(short.text.lower()) and shared > OVER * (short.box[2] - short.box[0])


def _covers(one: Word, other: Word) -> bool:
    """Whether one printed word, read clearly better or alike, takes up most of the box of another."""
    if one.by_hand or (one.confidence < other.confidence + BETTER and one.text != other.text):
        return False
    return part_within(other.box, one.box) > 0.6
