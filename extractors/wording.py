"""How likely letters are what the paper says: Vietnamese syllables, and words that are known to stand side by side.

What a reader of pictures gets wrong is seldom Vietnamese (`Truy`, `tịC`), or stands beside words that it never stands
beside (`quản lý đốt đai`). Nothing is changed here: `extractors.scoring` is told how well a text fits the language.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from extractors.folding import nfc
from extractors.gazetteer import DATA
from extractors.lexicon import phrases
from extractors.syllables import is_syllable

_EDGES = re.compile(r"^\W+|\W+$")
_PARTS = re.compile(r"[/–-]")
FAR, NEAR, CLOSE = 0.3, 0.5, 1.0
"""How far the language agrees with a text: not spelt as Vietnamese is, spelt so, and all words known side by side."""


def agreement(text: str) -> float:
    """How far the language agrees with a text that was read from pixels, as `extractors.scoring.score` takes it."""
    words = [word for raw in _PARTS.sub(" ", nfc(text)).split() if (word := _EDGES.sub("", raw))]
    return NEAR + (CLOSE - NEAR) * familiarity(words) if all(map(is_spelt, words)) else FAR


def is_spelt(word: str) -> bool:
    """Whether a word without marks around it is a Vietnamese syllable, an abbreviation in capitals or holds a digit."""
    return is_syllable(word) or word.isupper() or any(c.isdigit() for c in word)


def familiarity(words: list[str]) -> float:
    """The part (0 to 1) of the words that the lexicon knows beside a neighbour; 1 where there are none.

    Abbreviations and numbers are as they are, and say nothing of a word beside them.
    """
    met = [_met(one, other) for one, other in pairwise(words)]
    sides = zip([None, *met], [*met, None], strict=True)
    return sum(True in side or False not in side for side in sides) / max(1, len(words))


def _met(one: str, other: str) -> bool | None:
    """Whether two words stand side by side in the lexicon; null where one of them is no word."""
    if any(not is_syllable(word) for word in (one, other)):
        return None
    return (one.lower(), other.lower()) in _pairs()


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    """Syllables that stand side by side in `data/compounds.txt`, in phrases of office language and in names."""
    texts = (*(DATA / "compounds.txt").read_text(encoding="utf-8").splitlines(), *phrases())
    return frozenset(
        pair for text in texts for pair in pairwise(_EDGES.sub("", word) for word in nfc(text).lower().split())
    )
