"""Second readings of the same print: words that lie over others which were read better."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.words import Word
from pipeline.boxes import part_within

BAND = 20.0
"""Points; overlapping words are looked for in strips of this height."""
BETTER = 0.1
"""How much more confidence is clearly better."""


def without_doubles(words: Sequence[Word]) -> tuple[list[Word], tuple[Word, ...]]:
    """Words, and apart those that lie over a word read with more confidence: print never overlaps, a pen may."""
    bands: dict[int, list[Word]] = {}
    doubles: list[Word] = []
    best = max((word.confidence for word in words), default=0.0)
    for word in sorted(words, key=lambda item: -item.confidence):
        reach = range(int(word.box[1] // BAND), int(word.box[3] // BAND) + 1)
        doubtful = not word.by_hand and word.confidence + BETTER <= best
        if doubtful and any(_covers(other, word) for band in reach for other in bands.get(band, ())):
            doubles.append(word)
            continue
        for band in reach:
            bands.setdefault(band, []).append(word)
    gone = set(map(id, doubles))
    return [word for word in words if id(word) not in gone], tuple(doubles)


def _covers(one: Word, other: Word) -> bool:
    """Whether one printed word, read clearly better, takes up most of the box of another."""
    if one.by_hand or one.confidence < other.confidence + BETTER:
        return False
    return part_within(other.box, one.box) > 0.6
