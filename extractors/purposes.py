"""What a recipient gets a paper for, said behind its name: `Bộ Nội vụ (để b/c)`; known by `data/purposes.csv`."""

from __future__ import annotations

import csv
import re
from functools import cache

from rapidfuzz.distance import Levenshtein

from extractors.folding import canonical, fold, spaced
from extractors.gazetteer import DATA

_SHORT_C = re.compile(r"^[btp]\s?[/l|1i]?\s?[ch©e€]$")
_BARE_PURPOSE = re.compile(
    r"\s*[,-]?\s*\bde\s+(?:b/?c|bao cao|t/?h|thuc hien|biet|theo doi|p/?h|phoi hop|chi dao|dang tai)\b[\w\s,/]{0,40}$"
)
_SHORT_PURPOSE = re.compile(r"\b([bBtTpP])\s?[/l|1Iiị]?\s?([cChH]|(?<=[bB])e|(?<=/)[e©€]|©)$")
_COPIED = re.compile(r"\bsao\s+(?:gui|luc)$")  # (Sở Nội vụ sao gửi)
_MISREAD_C = str.maketrans("e©€", "ccc")
_DAMAGED_PURPOSE = re.compile(
    r"\s*[(\[{®Œ]\s*((?=\S{0,3}[/©])[^\W\d_/©]?[/©][^\W\d_/©]?©?|[a-zđ]{2}|U?h|[œŒ]\w?(?:\(©c?\)?)?)\s?[)\]}]?$"
)
"""`(b/c)` as readers of pictures give it: `(h/c)`, `(/©)`, `®/c)`, `(uh)`, `(œ(©c))`; abbreviations have capitals."""
_WHOLE_BRACKET = re.compile(r"\s*\(([^()\d]{5,60})\)$")
BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]{1,60})[)\]}]?\s*$")


def apart(text: str) -> tuple[str, str | None]:
    """A name and its purpose: `Bộ Nội vụ (để b/c)` gives `("Bộ Nội vụ", "để b/c")`; a part of a body is none."""
    text = text.strip(" ;,.:")
    match = BRACKETS.search(text)
    if match is not None and is_purpose(match[1]):
        return canonical(text[: match.start()].strip(" ;,.:-–")), _purpose(match[1])
    match = _BARE_PURPOSE.search(fold(text)) if len(fold(text)) == len(text) else None
    if match is not None:
        return canonical(text[: match.start()].strip(" ;,.:-–")), _purpose(text[match.start() :])
    opened = text.count("(") - text.count(")")
    return canonical(text + ")" * max(0, opened)), None


@cache
def _purposes() -> tuple[str, ...]:
    """What purposes begin with, folded."""
    with (DATA / "purposes.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(fold(row["begins"]) for row in csv.DictReader(rows))


def is_purpose(text: str) -> bool:
    """Whether the words of a bracket after a recipient say what for (`để b/c`), and are no part of its name."""
    said = fold(canonical(text)).strip(" .,;:")
    return (_SHORT_C.match(said) or _COPIED.search(said)) is not None or any(
        said.startswith(begins) and not said[len(begins) :][:1].isalnum() for begins in _purposes()
    )


def damaged_purpose(name: str) -> re.Match[str] | None:
    """The bracket that ends an entry read from pixels, if it is a purpose with a letter or two misread."""
    short = _DAMAGED_PURPOSE.search(name)
    if short is not None or (whole := _WHOLE_BRACKET.search(name)) is None:
        return short
    said = fold(canonical(whole[1]))
    return whole if any(_begins_nearly(said, begins) for begins in _purposes() if len(begins) > 4) else None


def _begins_nearly(said: str, begins: str) -> bool:
    """Whether words begin with those of a purpose, one letter aside: `hố trí phòng họp`."""
    opened = said[: len(begins)]
    return not said[len(begins) :][:1].isalnum() and Levenshtein.distance(opened, begins, score_cutoff=1) <= 1


def _purpose(text: str) -> str:
    """A purpose as written, without brackets; `đê b/c` and `để blc` are OCR's spellings of one."""
    text = canonical(spaced(text.replace("\u2044", "/"))).strip(" ();,.:-–")
    text = re.sub(r"^(?:đẻ|đê|đế|đề|dé|dể|de|đe)\b", "để", text)
    return _SHORT_PURPOSE.sub(lambda match: f"{match[1]}/{match[2].translate(_MISREAD_C)}", text)


def purpose_of(text: str) -> str:
    """The end of an entry from its purpose on, as it was read."""
    found = BRACKETS.search(text) or _DAMAGED_PURPOSE.search(text)
    found = found or (_BARE_PURPOSE.search(fold(text)) if len(fold(text)) == len(text) else None)
    return text[found.start() :] if found is not None else ""
