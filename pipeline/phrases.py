"""Known phrases in what OCR made of them: accent-free, small misreadings allowed.

The phrases are in `data/layout.toml`.
"""

from __future__ import annotations

import math
import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate

from rapidfuzz import fuzz

from extractors.folding import fold, nfc
from extractors.words import Word

_NO_LETTER = re.compile(r"[^a-z0-9]+")


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The phrases of one list of `data/layout.toml`, squeezed."""
    return tuple(squeeze(phrase) for phrase in _lists()[name])


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads((files("pipeline") / "data" / "layout.toml").read_text(encoding="utf-8"))


@lru_cache(8192)
def squeeze(text: str) -> str:
    """Letters and digits only, without accents, case and spaces (`Q U Y Ế T  ĐỊNH` gives `quyetdinh`)."""
    return _NO_LETTER.sub("", fold(text))


def likeness(text: str, phrase: str) -> float:
    """How alike two squeezed texts are, 0 to 1."""
    return fuzz.ratio(text, phrase) / 100


def is_one_of(text: str, name: str, least: float = 0.8) -> bool:
    """Whether the whole of `text` is a phrase of the list `name`; short phrases must be exact."""
    squeezed = squeeze(text)
    return any(
        squeezed == phrase or (len(phrase) > 5 and likeness(squeezed, phrase) >= least) for phrase in phrases(name)
    )


def starts_with(text: str, name: str, least: float = 0.85) -> bool:
    """Whether `text` begins with a phrase of the list `name`, at a word's end."""
    return head_length(text, name, least) > 0


@cache
def _spellings(name: str) -> tuple[str, ...]:
    """The phrases of one list as it spells them, in small letters."""
    return tuple(phrase.casefold() for phrase in _lists()[name])


def begins_as_spelt(text: str, name: str) -> bool:
    """Whether `text` begins with a capital and with a phrase of the list `name`, all its accents right: `Trưởng ban` is
    a post, `Trương Ban` a person."""
    lowered = nfc(text).casefold()
    begun = (lowered.removeprefix(phrase) for phrase in _spellings(name) if lowered.startswith(phrase))
    return text[:1].isupper() and any(not rest[:1].isalnum() for rest in begun)


def head_length(text: str, name: str, least: float = 0.85) -> int:
    """How many words of `text` the longest phrase of the list `name` takes that it begins with; 0 where none does."""
    words = [squeeze(word) for word in text.split()]
    heads = [(taken, head) for taken, (word, head) in enumerate(zip(words, accumulate(words), strict=True), 1) if word]
    longest = 0
    for phrase in phrases(name):
        best, size = 0.0, len(phrase)
        for taken, head in heads:
            if len(head) > size + 2:
                break
            # No two texts are more alike than their lengths.
            if head != phrase and (size <= 5 or 2 * len(head) + 1 < least * (len(head) + size)):
                continue
            like = likeness(head, phrase)
            if like > best and (head == phrase or like >= least):
                best = like
                longest = max(longest, taken)
    return longest


def find(words: Sequence[Word], phrase: str, least: float = 0.75) -> tuple[int, int] | None:
    """The run of `words` (start, end) that is most like the squeezed `phrase`, if like enough."""
    best: tuple[int, int] | None = None
    score = least
    parts = [squeeze(word.text) for word in words]
    text, ends = "".join(parts), list(accumulate(map(len, parts)))
    shortest, longest = math.ceil(0.7 * len(phrase)), math.floor(1.3 * len(phrase))
    for start, part in enumerate(parts):
        begin = ends[start] - len(part)
        for end in range(bisect_left(ends, begin + shortest), len(parts)) if part else ():
            if ends[end] - begin > longest:
                break
            like = likeness(text[begin : ends[end]], phrase)
            if like > score and parts[end]:
                best, score = (start, end + 1), like
    return best


def is_capitals(text: str) -> bool:
    """Whether at least 8 letters in 10 are capitals, and there are two or more."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)
