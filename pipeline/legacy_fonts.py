"""Text typed in fonts older than Unicode (TCVN3, VNI, VIQR) to Unicode. The tables are in `data/legacy_fonts.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from extractors.syllables import is_syllable, syllable_rate

GOOD = 0.95
"""The part of syllables a conversion must reach before it is believed without the font's name."""


@cache
def _tables() -> dict[str, Any]:
    text = (files("pipeline") / "data" / "legacy_fonts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _converter(name: str) -> Callable[[str], str]:
    table = _tables()[name]
    # VNI and VIQR write capitals with the same codes in capitals; TCVN3 has none of its own for letters with tones.
    pairs = dict(zip(table["from"].split(" "), table["to"].split(" "), strict=True))
    if name != "tcvn3":
        pairs |= {code.upper(): letter.upper() for code, letter in pairs.items()}
        pairs |= {code[0].upper() + code[1:]: letter.upper() for code, letter in pairs.items() if code[0].islower()}
    pattern = re.compile("|".join(re.escape(code) for code in sorted(pairs, key=len, reverse=True)))
    return lambda text: pattern.sub(lambda match: pairs[match[0]], text)


@lru_cache(256)
def encoding_of_font(font: str) -> str | None:
    """`tcvn3` or `vni` where a font's name says so (`ABCDEF+.VnTimeH`, `VNI-Times`), else `None`."""
    bare = font.split("+", 1)[-1].lower()
    for name in ("vni", "tcvn3"):
        if re.match(_tables()[name]["fonts"], bare):
            return name
    return None


def convert(text: str, encoding: str, font: str = "") -> str:
    """`text` in Unicode. Of TCVN3 the font decides the case (`.VnTimeH` has capitals only).

    A hyphen between letters may be TCVN3's `ư`, whose code PDF calls a hyphen: the reading that is a syllable wins.
    """
    made = _converter(encoding)(text)
    if encoding == "tcvn3":
        if (
            "-" in made
            and not is_syllable(made.strip(".,;:()"))
            and is_syllable(made.strip(".,;:()").replace("-", "ư"))
        ):
            made = made.replace("-", "ư")
        if re.match(_tables()["tcvn3"]["capital_fonts"], font.split("+", 1)[-1].lower()):
            made = made.upper()
    return made


def guess(texts: Sequence[str]) -> str | None:
    """The encoding that makes syllables of words which are none as they are, else `None`."""
    as_is = syllable_rate(texts)
    best, score = None, max(as_is + 0.1, GOOD)
    for name in ("tcvn3", "vni", "viqr"):
        made = [convert(text, name) for text in texts]
        rate = syllable_rate(made)
        if made != list(texts) and rate >= score:
            best, score = name, rate
    return best
