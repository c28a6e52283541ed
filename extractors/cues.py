"""Phrases with a role, as rows of a file in `data/`; and the patterns that are made of phrases."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache

from extractors.folding import fold
from extractors.gazetteer import DATA

_Letters = dict[str, "_Letters"]
"""The letters of phrases, each with those that may come after it."""
_END = ""
"""What comes after the last letter of a phrase."""


@cache
def rows(file: str) -> tuple[tuple[str, str], ...]:
    """`(cue, role)` of a file, as written."""
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return tuple((row["cue"], row["role"]) for row in csv.DictReader(lines))


def alternation(phrases: Iterable[str]) -> str:
    """A regular expression of phrases, the longest first that stands there, spaces loose.

    What begins alike is written once: one look at a letter spares all phrases that go on otherwise.
    """
    begun: _Letters = {}
    for phrase in sorted(set(phrases)):
        after = begun
        for letter in phrase:
            after = after.setdefault(r"\s+" if letter == " " else re.escape(letter), {})
        after[_END] = {}
    return _going_on(begun)


def _going_on(begun: _Letters) -> str:
    """How phrases go on by whose beginning is known: no further last, since the longest goes first."""
    ways = [letter + _after(rest) for letter, rest in begun.items() if letter != _END]
    return "|".join([*ways, *([""] if _END in begun else [])])


def _after(begun: _Letters) -> str:
    """The same behind a letter, as one part of an expression."""
    return f"(?:{_going_on(begun)})" if len(begun) > 1 else _going_on(begun)


@cache
def folded(file: str, *roles: str) -> str:
    """The cues of `roles` as an alternation for folded text."""
    return alternation(fold(cue) for cue, role in rows(file) if role in roles)
