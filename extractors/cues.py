"""Phrases with a role, as rows of a file in `data/`; and the patterns that are made of phrases."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
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
    """A regular expression of phrases, longest first, spaces loose; one look at the first letter spares the others."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        by_letter[phrase[0]].append(re.escape(phrase[1:]).replace(r"\ ", r"\s+"))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


@cache
def folded(file: str, *roles: str) -> str:
    """The cues of `roles` as an alternation for folded text."""
    return alternation(fold(cue) for cue, role in rows(file) if role in roles)
