"""What readers of pictures make of an entry of a list of recipients: marks before it, rests after it, letters of its
abbreviations.
"""

from __future__ import annotations

import re
from functools import cache

from extractors.folding import UPPER, fold

ABBREVIATIONS = ("UBND", "HĐND", "LĐLĐ", "MTTQ", "UBMTTQ", "MTTQVN", "UBMTTQVN", "UBKT")
"""Abbreviations of bodies that lists of recipients have most."""
LOOKS = str.maketrans({"Ư": "U", "†": "T", "P": "Đ", "D": "Đ"})
"""Letters that are read for each other."""
SHORT = 3
"""Letters of a word that is left over after an entry at most."""
_ABBREVIATION = re.compile(rf"(?<![\w&])[{UPPER}†&]{{4,}}(?![\w&])")
_OPENED = re.compile(r"^[“\"‘'](?=[^“”\"‘’']*$)\s*")
_COMRADE = re.compile(r"\b([Đđ])[íiìỉịl1I]?c\b")
"""`đ/c`, its stroke read as a letter or lost: no word is spelt so."""
_STRAY = re.compile(rf"(?<=\w )[bcdđghklmnpqrstvx] (?=[{UPPER}])")
"""A lone consonant in small letters before a name."""
_STOPPED = re.compile(rf"(?<=[{UPPER}]{{4}})\.(?= [{UPPER}]{{3}})")
"""A comma between two abbreviations, read as a stop: `HĐND. UBND tỉnh`."""
_AS_ABOVE = re.compile(r"^(?:\W*\w{1,3}\W+)?(?:tren|[il]ieu \d{1,2})$")


def unmarked(text: str) -> str:
    """An entry without the quotation mark as which its dash was read, one that nothing closes; and without a speck that
    was read as a letter."""
    return _STRAY.sub("", _OPENED.sub("", text))


def without_rest(text: str) -> str:
    """An entry without what stands after its last semicolon and has none itself: a piece of what is beside the list."""
    whole, stop, rest = text.rstrip().rpartition(";")
    ended = rest.rstrip().endswith((".", ",", ":", ")"))
    return whole + stop if whole and 0 < len(rest.strip()) <= SHORT and not ended else text


def spelt(text: str) -> str:
    """`text` with abbreviations as they are spelt, where a letter of theirs was misread: `LĐLP`, `ƯBND`, `đíc`."""
    text = _STOPPED.sub(",", _COMRADE.sub(r"\1/c", text))
    return _ABBREVIATION.sub(lambda match: _abbreviation(match[0]), text)


def _abbreviation(read: str) -> str:
    return _by_looks().get(_looks(read), read) if read not in ABBREVIATIONS else read


def _looks(text: str) -> str:
    return re.sub("ĐĐ+", "Đ", text.translate(LOOKS))


@cache
def _by_looks() -> dict[str, str]:
    return {_looks(known): known for known in ABBREVIATIONS}


def points_above(text: str) -> bool:
    """Whether an entry is what was left of `Như trên` or `Như Điều 3`."""
    return _AS_ABOVE.match(fold(text).strip(" .,;:-–")) is not None
