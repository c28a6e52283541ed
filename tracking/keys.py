"""Keys by which numbers and names are compared: folded, so that one wrong accent does not part two papers."""

from __future__ import annotations

import re

from extractors.folding import dashes, fold, nfc
from extractors.folding import key as name_key

__all__ = ["name_key", "number_key"]


def number_key(number: str) -> str:
    """`01 – QĐ/TU` and `1-QĐ/TU` give one key; of a law's name (no digits before a sign) the name's key."""
    text = re.sub(r"\s+", "", dashes(nfc(number)))
    if not re.match(r"^\d+[a-zA-Z.]*\d*[-/]", text):
        return name_key(number)
    return fold(re.sub(r"^0+(?=\d)", "", text))
