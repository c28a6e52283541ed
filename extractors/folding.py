"""Vietnamese letters: one canonical spelling for values, and an accent-free form for comparing.

NFC does not join `Đ` (U+0110) with `Ð` (U+00D0, Eth) and `Ɖ` (U+0189), and both placements of a tone mark
(`hòa`, `hoà`) are correct and mixed in one paper: keys keep the older placement, that of the headings of NĐ 30/2020.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_LOOKALIKES = str.maketrans({
    "Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "\u00a0": " ", "\u2007": " ", "\u202f": " ",
    "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None, "\u00ad": None,
})  # fmt: skip
_VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook, dot below
LOWER = "a-zđ" + "".join(unicodedata.normalize("NFC", v + tone) for v in _VOWELS for tone in ("", *TONES))
"""The small letters of Vietnamese, for a class of a pattern: a range such as `à-ỹ` holds capitals too."""
UPPER = LOWER.upper()
STROKE_LOST = "[vw]{2,4}"
"""A pattern: `V/v`, folded, as it is read where its stroke is lost (`vv`, `vw`, `vvv`)."""
_LOOKALIKE = re.compile(f"[{''.join(map(chr, _LOOKALIKES))}]")
_DOUBLED = re.compile("\u0110[\u00d0\u0189]|[\u00d0\u0189]\u0110")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\uff0d]")


def nfc(text: str) -> str:
    """`text` in NFC, with lookalike letters joined and invisible characters dropped."""
    if _LOOKALIKE.search(text):
        # Readers give one capital Đ as the pair of its lookalikes.
        text = _DOUBLED.sub("Đ", text).translate(_LOOKALIKES)
    return unicodedata.normalize("NFC", text)


def dashes(text: str) -> str:
    """`text` with every dash written as a hyphen (`57 – QĐ/TW` gives `57 - QĐ/TW`)."""
    return _DASHES.sub("-", text)


def _moved(pair: str) -> list[tuple[str, str]]:
    """`oa` gives `[("oà", "òa"), ...]`, one pair a tone and a case."""
    found = []
    for first, second in {(pair[0], pair[1]), (pair[0].upper(), pair[1].upper()), (pair[0].upper(), pair[1])}:
        for tone in TONES:
            new = unicodedata.normalize("NFC", first + second + tone)
            old = unicodedata.normalize("NFC", first + tone + second)
            found.append((new, old))
    return found


_PLACEMENT = dict(move for pair in ("oa", "oe", "uy") for move in _moved(pair))
_MISPLACED = re.compile(rf"({'|'.join(_PLACEMENT)})(?<![qQ]..)(?![^\W\d_])")


def canonical(text: str) -> str:
    """`text` in NFC with tone marks where the decree's headings put them (`uỷ` gives `ủy`, `hoà` gives `hòa`).

    Only open syllables differ between the two manners: `hoàn`, `quý`, `huỳnh` stay.
    """
    return _MISPLACED.sub(lambda match: _PLACEMENT[match[1]], nfc(text))


@cache
def _bare(letter: str) -> str:
    if letter in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


def fold(text: str) -> str:
    """`text` without accents and case, of the same length when `text` is NFC, so that places carry over."""
    return "".join(map(_bare, text))


def key(text: str) -> str:
    """What two spellings of one name share: folded, dashes and stops as single spaces, no space at the ends."""
    return " ".join(re.sub(r"[^a-z0-9&]+", " ", fold(nfc(text))).split())


def spaced(text: str) -> str:
    """`text` with runs of white space as one space and none at the ends."""
    return " ".join(text.split())
