"""Cutting a block into its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.folding import LOWER

SENTENCE = 6000  # characters of one sentence that is looked into
_SENTENCE = re.compile(rf"(?<!TP)(?<!Tp)(?<!tp)(?<!\sTS)(?<!\sBS)(?<!\sThS)\./?\.?(?=\s+[^\s{LOWER}0-9(]|\s*$)")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a block by their bounds."""
    begin = start
    for stop in _SENTENCE.finditer(text, start, end):
        if text[begin : stop.start()].strip():
            yield begin, min(stop.start(), begin + SENTENCE)
        begin = stop.end()
    if text[begin:end].strip():
        yield begin, min(end, begin + SENTENCE)


def to_semicolon(text: str, start: int, end: int) -> int:
    """Where the part of `text` from `start` ends that goes up to a semicolon, at `end` at the latest."""
    over = text.find(";", start, end)
    return over if over > 0 else end
