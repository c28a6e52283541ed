"""A word of a scan that stands beside neither of its neighbours in Vietnamese, put right by the phrase it is part of.

`khóa số kế toán` is `khóa sổ kế toán`: nobody writes `khóa số` or `số kế`, and the language has one phrase of these
letters with the other words as they were read. A word that is known beside one of its neighbours is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extractors.folding import fold, nfc
from extractors.phrases import of_the_language
from extractors.wording import language

SHORTEST, LONGEST = 3, 5
"""Words of a phrase that tells how one of its words is spelt."""
_WORD = re.compile(r"[^\W\d_]+")


def fitted(text: str) -> str:
    """`text` with strangers in small letters as the one phrase spells them that fits them and the words around."""
    text = nfc(text)
    words = list(_WORD.finditer(text))
    lower = [word[0].lower() for word in words]
    out = list(text)
    for index, word in enumerate(words):
        if word[0].islower() and _is_stranger(lower, index):
            spellings = _spellings(text, words, index)
            if len(spellings) == 1:
                out[word.start() : word.end()] = spellings.pop()
    return "".join(out)


def _is_stranger(words: Sequence[str], index: int) -> bool:
    """Whether a word stands beside neither of its neighbours in the language."""
    near = words[max(0, index - 1) : index + 2]
    return not any(pair in language().met for pair in pairwise(near))


def _spellings(text: str, words: Sequence[re.Match[str]], index: int) -> set[str]:
    """How the phrases spell a word that have its neighbours as they were read, nothing but spaces between them."""
    found: set[str] = set()
    for size in range(SHORTEST, LONGEST + 1):
        for start in range(max(0, index - size + 1), min(index, len(words) - size) + 1):
            piece = words[start : start + size]
            if all(text[a.end() : b.start()].isspace() for a, b in pairwise(piece)):
                found |= _told(tuple(word[0].lower() for word in piece), index - start)
    return found


def _told(words: tuple[str, ...], at: int) -> frozenset[str]:
    phrases = _by_letters().get(tuple(map(fold, words)), ())
    return frozenset(one[at] for one in phrases if one[:at] == words[:at] and one[at + 1 :] == words[at + 1 :])


@cache
def _by_letters() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The longer phrases of the language by their letters without accents."""
    found: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    bare = cache(fold)
    for phrase in of_the_language():
        words = tuple(phrase.split())
        if SHORTEST <= len(words) <= LONGEST:
            letters = tuple(map(bare, words))
            found[letters] = (*found.get(letters, ()), words)
    return found
