"""Names of persons: which first syllables are family names."""

from __future__ import annotations

import csv
from functools import cache

from extractors.folding import fold, nfc
from extractors.gazetteer import DATA


@cache
def families() -> tuple[str, ...]:
    """The family names as they are spelt, the commonest first."""
    with (DATA / "family_names.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(row["name"] for row in csv.DictReader(rows))


@cache
def _folded() -> frozenset[str]:
    return frozenset(fold(name) for name in families())


def is_family(syllable: str) -> bool:
    """Whether a syllable is a family name, its accents aside."""
    return fold(nfc(syllable)) in _folded()
