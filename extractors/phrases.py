"""The phrases of office language and of the whole language, as they are spelt."""

from __future__ import annotations

import csv
from functools import cache

from extractors.gazetteer import DATA, bodies, districts, provinces


@cache
def phrases() -> tuple[str, ...]:
    """The phrases of office language and the names of bodies, provinces and districts, as they are spelt."""
    with (DATA / "office_phrases.csv").open(encoding="utf-8", newline="") as rows:
        spelt = [row["phrase"] for row in csv.DictReader(rows)]
    units = (f"{district.kind} {district.name}" for district in districts())
    return (*spelt, *(body.name for body in bodies()), *(province.name for province in provinces()), *units)


@cache
def of_the_language() -> tuple[str, ...]:
    """The phrases of the whole language, as they are spelt (`data/compounds.txt`)."""
    lines = (DATA / "compounds.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))
