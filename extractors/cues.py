"""Phrases with a role, as rows of a file in `data/`; and the patterns that are made of phrases."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from extractors.folding import fold
from extractors.gazetteer import DATA

_escaped = cache(re.escape)
_Letters = dict[str, "_Letters"]
"""The letters of phrases, each with those that may come after it."""
_END = ""
"""What comes after the last letter of a phrase."""


@cache
def rows(file: str) -> tuple[tuple[str, str], ...]:
    """`(cue, role)` of a file, as written."""
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return tuple((row["cue"], row["role"]) for row in csv.DictReader(lines))


@cache
def _by_role(file: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for cue, role in rows(file):
        found.setdefault(role, []).append(cue)
    return found


def of_roles(file: str, roles: Iterable[str]) -> Iterator[str]:
    """The cues of `roles` in a file, as written, role by role."""
    return chain.from_iterable(_by_role(file).get(role, ()) for role in roles)


def alternation(phrases: Iterable[str]) -> str:
    """A regular expression of phrases, the longest first that stands there, spaces loose.

    What begins alike is written once: one look at a letter spares all phrases that go on otherwise.
    """
    begun: _Letters = {}
    for phrase in sorted(set(phrases)):
        after = begun
        for letter in phrase:
            after = after.setdefault(r"\s+" if letter == " " else _escaped(letter), {})
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
    return alternation(map(fold, of_roles(file, roles)))
