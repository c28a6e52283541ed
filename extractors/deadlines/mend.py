"""Folded text in which the words of time that OCR broke are put right, of the same length, so that places stay.

`rgày`, `:háng II năm 2023`, `quý 11/2025`, specks in the cells of a table of deadlines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from rapidfuzz.distance import Levenshtein

from extractors.deadlines.cues import phrases
from extractors.prose import Prose, Stretch
from extractors.spans import scanned

_SPECK = re.compile(r"(?<=\s)[`~^_|'\"„‘’“”*°¬](?=\s)|(?<=\s)[.:](?=\s+[a-z0-9])")
_BROKEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b[rmuhi]gay(?=\s+\d)"), "ngay"),
    (re.compile(r"(?<=\d\s)[^\w\s](?:\s?)hang(?=\s*(?:\d|i{1,3}\b))|(?<=cua\s)[^\w\s]\s?hang(?=\s+cuoi)"), "thang"),
    (re.compile(r"(?<=thang\s)ii(?=\s+nam\s*\d{4})"), "11"),
    (re.compile(r"(?<=quy\s)(?:11|1l|l1)(?=\s*[/.]\s*20\d\d)"), "ii"),
    (re.compile(r"(?<=quy\s)(?:111|1ll|l11|11l)(?=\s*[/.]\s*20\d\d)"), "iii"),
    (re.compile(r"\bhan\s+cuo[tl](?=\s*:)"), "han cuoi"),
    (re.compile(r"(?<=\bngay\s)n\w{0,2}\s\w?an(?=\s+duoc\b)"), "nhan"),
    (re.compile(r"(?<=\d\sngay):(?=\s+ke\s+tu\b)"), " "),
)
_IN_CELL = re.compile(r"\b(\d{1,2})[a-z](?=\s+(?:thang|nam)\b)")
_TIME_WORDS = frozenset(
    "ngay thang nam quy tuan gio hang moi dau giua cuoi thu het ke tu khi nhan duoc ban hanh lam viec "  # noqa: SIM905
    "chu nhat hai ba bay sau".split()
)
_DOUBT = 0.6  # a reader's confidence below which a word of no meaning in a cell of dates is a speck
_STROKES = re.compile(r"[IVl1|]{1,3}")


def mended(text: Prose, columns: set[tuple[int, int]]) -> str:
    """The folded text, put right; `columns` are those of deadlines."""
    folded = _SPECK.sub(" ", text.folded)
    for pattern, right in _BROKEN:
        folded = _replaced(pattern, right, folded)
    letters = list(folded)
    for stretch in text.stretches:
        cell = stretch.block._.cell
        if cell is not None and (cell[0], cell[2]) in columns and cell[1] > 0 and scanned(stretch.block):
            letters[stretch.start : stretch.end] = _cell(text, stretch, folded[stretch.start : stretch.end])
    return "".join(letters)


def _replaced(pattern: re.Pattern[str], right: str, folded: str) -> str:
    return pattern.sub(lambda match: right.rjust(len(match[0]))[: len(match[0])], folded)


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
    roles = ("before", "by", "within", "on", "complete")
    return set(_TIME_WORDS) | {word for role in roles for phrase in phrases(role) for word in phrase.split()}
