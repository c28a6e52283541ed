"""Phrases with a role, as rows of a file in `data/`; and the patterns that are made of phrases."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache

from extractors.folding import fold
from extractors.gazetteer import DATA


@cache
def rows(file: str) -> tuple[tuple[str, str], ...]:
    """`(cue, role)` of a file, as written."""
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return tuple((row["cue"], row["role"]) for row in csv.DictReader(lines))


def alternation(phrases: Iterable[str]) -> str:
    """A regular expression of phrases, longest first, spaces loose."""
    found = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in found)


@cache
def folded(file: str, *roles: str) -> str:
    """The cues of `roles` as an alternation for folded text."""
    return alternation(fold(cue) for cue, role in rows(file) if role in roles)
