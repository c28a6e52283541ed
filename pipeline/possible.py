"""Readings that cannot be what they look like, beside others that can: `2£/12/2018` and `26/12/2018`.

A second reading is as often wrong as the page's, so that it stands in its place only where that says nothing: where
what looks like a day is none, or where a number's symbol has no code that is known and the second one has.
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
    if one is None or two is None or one.so is None or one.so != two.so or Levenshtein.distance(other, read) != 1:
        return False
    groups = [re.split("[/-]", number.tail.strip("/-")) for number in (one, two)]
    return len(groups[0]) == len(groups[1]) and any(
        _is_code(new) and not _is_code(old) for new, old in zip(*groups, strict=True)
    )


def _is_code(group: str) -> bool:
    return group in codes("body") or group in codes("kind")
