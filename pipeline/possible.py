"""Readings that cannot be what they look like, beside others that can: `2£/12/2018` and `26/12/2018`.

A second reading is as often wrong as the page's, so that it stands in its place only where that says nothing: where
what looks like a day is none, where a number's symbol has no code that is known and the second one has, or where a
letter was read twice. And it contradicts the page's only where it says more than a slip would: `16/CT-TIg` is
`16/CT-TTg`.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from extractors.numbering import codes, parse
from pipeline.dated import day_in

YEAR = re.compile(r"(?:19|20)\d\d$")
DIGITS = 5
"""Digits that a misread day has at least."""
APART = 2
"""Letters by which the readings of a day differ at most."""


SLIPS = {("T", "I"), ("T", "1"), ("T", "l"), ("Đ", "D"), ("S", "5"), ("C", "G"), ("U", "Ư"), ("1", "I"), ("1", "l")}
"""Letters of numbers and what they are read as most; never the other way round."""
ALIKE = ("I1l|", "OQĐDC", "TI")
"""Letters of which one may be read where another stands, or beside it."""


def is_slip(other: str, read: str) -> bool:
    """Whether `other` is `read` with letters of which each was read as what it looks like."""
    return len(other) == len(read) and all(a == b or (a, b) in SLIPS for a, b in zip(read, other, strict=True))


def stutters(read: str, other: str) -> bool:
    """Whether `read` is `other` with one letter read twice: `XDCCQ` for `XDCQ`, `QHI15` for `QH15`; figures may be."""
    if len(read) != len(other) + 1:
        return False
    twice = (at for at in range(len(read)) if read[:at] + read[at + 1 :] == other)
    return any(
        _looks_like(read[at], beside) for at in twice for beside in read[max(0, at - 1) : at] + read[at + 1 :][:1]
    )


def _looks_like(one: str, other: str) -> bool:
    return one.isalpha() and (one == other or any(one in letters and other in letters for letters in ALIKE))


def is_likelier(other: str, read: str) -> bool:
    """Whether `other` is a day or a number with known codes where `read`, a letter or two apart, is none."""
    return _is_day_of(other, read) or _is_number_of(other, read)


def _is_day_of(other: str, read: str) -> bool:
    dayish = sum(c.isdigit() for c in read) >= DIGITS and any(sign in read for sign in "/.-")
    return dayish and _is_day(other) and not _is_day(read) and Levenshtein.distance(other, read) <= APART


def _is_day(text: str) -> bool:
    return YEAR.search(text) is not None and day_in(text) is not None


def _is_number_of(other: str, read: str) -> bool:
    one, two = parse(other), parse(read)
    if one is None or one.so is None or Levenshtein.distance(other, read) != 1:
        return False
    if two is None or two.so is None:
        return one.known and len(other) == len(read)  # a figure read as something else, not left out
    if one.so != two.so:
        return False
    groups = [re.split("[/-]", number.tail.strip("/-")) for number in (one, two)]
    return len(groups[0]) == len(groups[1]) and any(
        _is_code(new) and not _is_code(old) for new, old in zip(*groups, strict=True)
    )


def _is_code(group: str) -> bool:
    return group in codes("body") or group in codes("kind")
