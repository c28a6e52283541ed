"""Codes that are made of the first letters of a body's name."""

from __future__ import annotations

import re

from extractors.folding import fold

_SMALL = {"va", "cac", "cua", "ve", "tai", "o"}


def spells(code: str, name: str) -> bool:
    """Whether `code` is made of the first letters of words of `name`: `THPTNSL` of Trường THPT Ngô Sĩ Liên.

    Of a code of two letters those of the first words; small words may be left out.
    """
    wanted = fold("".join(c for c in code.replace("TW", "TƯ") if c.isupper()))
    words = re.findall(r"[^\W\d_]+", name)
    firsts = fold("".join(map(_initials, words)))
    large = fold("".join(_initials(word) for word in words if fold(word) not in _SMALL))
    if len(wanted) < 3:
        return len(wanted) == 2 and firsts.startswith(wanted)
    return wanted in firsts or wanted in large


def _initials(word: str) -> str:
    """The first letter of a word, every letter of an abbreviation."""
    return word if word.isupper() else word[:1]
