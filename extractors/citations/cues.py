"""What surrounds a citation: nouns of kinds, names of laws, cues of roles, and words that end an issuer or a title.

Rows of `data/citation_nouns.csv`, `data/citation_cues.csv`, `data/citation_named.csv` and `data/laws.csv`;
matched in folded text.
"""

from __future__ import annotations

import csv
import re
from functools import cache

from extractors.cues import alternation, rows
from extractors.folding import fold
from extractors.gazetteer import DATA


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def nouns() -> dict[str, str]:
    """Folded noun (`thong bao ket luan`) to the kind's name (`Thông báo`); empty for a noun of any kind (`văn bản`)."""
    return {fold(row["noun"]): row["kind"] for row in _rows("citation_nouns.csv")}


@cache
def laws() -> tuple[str, ...]:
    """Names of laws (`Cán bộ, công chức`), longest first."""
    return tuple(sorted((row["name"] for row in _rows("laws.csv")), key=len, reverse=True))


@cache
def named_rows() -> tuple[tuple[str, str, str], ...]:
    """`(kind, pattern, example)` of papers that are cited by name and have no number there."""
    return tuple((row["kind"], row["pattern"], row["example"]) for row in _rows("citation_named.csv"))


@cache
def named_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Kind and pattern (for folded text, spaces loose) of each of `named_rows`."""
    return tuple(
        (kind, re.compile(rf"\b{pattern.replace(' ', chr(92) + 's+')}(?!\w)")) for kind, pattern, _ in named_rows()
    )


@cache
def cues(role: str) -> dict[str, str]:
    """Folded cue to itself as written, for one role."""
    return {fold(cue): cue for cue, its in rows("citation_cues.csv") if its == role}


@cache
def noun_pattern() -> str:
    """Nouns that a number may follow."""
    return alternation(nouns())
