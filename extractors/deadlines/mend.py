"""Folded text in which the words of time that OCR broke are put right, of the same length, so that places stay.

`rgày`, `:háng 12 năm 2023`, specks in the cells of a table of deadlines: rows of `data/deadline_mends.csv` and the
role `time` of `data/deadline_cues.csv`. Numerals of quarters are counted on the page
(`pipeline.numerals`), and read as `extractors.dates` knows them.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from functools import cache
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from extractors.deadlines.cues import phrases
from extractors.prose import Prose, Stretch
from extractors.spans import scanned

MENDS = Path(__file__).parents[1] / "data" / "deadline_mends.csv"
_SPECK = re.compile(r"(?<=\s)[`~^_|'\"„‘’“”*°¬](?=\s)|(?<=\s)[.:](?=\s+[a-z0-9])")
_IN_CELL = re.compile(r"\b(\d{1,2})[a-z](?=\s+(?:thang|nam)\b)")
_DOUBT = 0.6  # a reader's confidence below which a word of no meaning in a cell of dates is a speck
_STROKES = re.compile(r"[IVl1|]{1,3}")


def mended(text: Prose, columns: set[tuple[int, int]]) -> str:
    """The folded text, put right; `columns` are those of deadlines."""
    folded = respelt(_SPECK.sub(" ", text.folded))
    letters = list(folded)
    for stretch in text.stretches:
        cell = stretch.block._.cell
        if cell is not None and (cell[0], cell[2]) in columns and cell[1] > 0 and scanned(stretch.block):
            letters[stretch.start : stretch.end] = _cell(text, stretch, folded[stretch.start : stretch.end])
    return "".join(letters)


def respelt(folded: str) -> str:
    """Folded text with the broken words of `data/deadline_mends.csv` whole, of the same length."""
    for pattern, right in _broken():
        folded = pattern.sub(lambda match: right.rjust(len(match[0]))[: len(match[0])], folded)  # noqa: B023
    return folded


def _cell(text: Prose, stretch: Stretch, folded: str) -> str:
    """A cell of a column of deadlines without what was read from specks."""
    known = _vocabulary()
    first = bisect_left(text.starts, stretch.start)
    letters = list(folded)
    for token, start in zip(stretch.block, text.starts[first:], strict=False):
        at = start - stretch.start
        word = folded[at : at + len(token.text)]
        if any(c.isdigit() for c in word) or word in known or _STROKES.fullmatch(token.text):
            continue
        far = {k: Levenshtein.distance(k, word) for k in known if 4 < len(k) <= len(word)}
        like = min((k for k in far if far[k] <= len(k) // 2 - 1), key=lambda k: (far[k], k), default=None)
        if like is not None:
            letters[at : at + len(word)] = like.ljust(len(word))
        elif token._.word.confidence < _DOUBT or sum(c.isalpha() for c in word) < 2:
            letters[at : at + len(word)] = " " * len(word)
    return _IN_CELL.sub(lambda match: f"{match[1]} ", "".join(letters))


@cache
def _vocabulary() -> set[str]:
    roles = ("time", "before", "by", "within", "on", "complete")
    return {word for role in roles for phrase in phrases(role) for word in phrase.split()}


@cache
def mend_rows() -> tuple[dict[str, str], ...]:
    """Rows of `pattern` (for folded text) and what is `right`, each with an example `broken` and `whole`."""
    with MENDS.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def _broken() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["right"]) for row in mend_rows())
