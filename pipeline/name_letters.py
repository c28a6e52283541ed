"""Names by their letters alone: those that a reading without accents and spaces may be, how common each is, and how it
is spelt.

A name is a family name and one to three syllables that stand in names: the tables of persons, and how often each
syllable is a middle or a last name (`data/name_syllables.csv`).
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Literal

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from extractors.folding import fold
from extractors.person import families, is_known, spellings
from pipeline.letter_frames import Frames, log_likelihoods

Place = Literal["middle", "last"]
Parts = tuple[str, ...]
"""The syllables of a name in small letters without accents."""

LONGEST = 8
"""Letters of a syllable at most, with one that was read too much."""
MOST = 3
"""Syllables after the family name at most."""
BEFORE = 4
"""Letters before a name at most: strokes that were read as such."""
OFTENEST, STEP = 5, math.log(3)
"""The step of the table of syllables that is commonest, and how much commoner each is than the one under it (log)."""
LENGTHS = {2: -2.5, 3: 0.0, 4: -0.5}
"""How common names of so many syllables are (log)."""
WRONG = 3.0
"""How much less likely a name is for each letter that was read otherwise (log)."""
WORST = -20.0
"""What one crop says against a name at most (log): it may show only part of the line."""
COMMONER = 0.5
"""Weight of how common a name is beside what was seen of it."""
KEPT, NEAREST = 60, 6
"""Beginnings that are gone on with, and the syllables that each part of a reading is taken for."""


def names_like(read: str, most: int, *, known: Parts = ()) -> list[Parts]:
    """The names that are most like letters that were read, the likeliest first.

    `known` is how they all end; what was read stands before it. Without it, a family name alone is no name.
    """
    found = _like(read, known)
    return sorted(found, key=lambda name: WRONG * found[name] - likelihood(name))[:most]


def is_name(parts: Parts) -> bool:
    """Whether folded syllables are a name: a family name of the tables, and one to three of its syllables after it."""
    return len(parts) in LENGTHS and parts[0] in _families() and all(part in _syllables() for part in parts[1:])


def is_spelt(syllable: str) -> bool:
    """Whether a syllable is spelt as one of the tables is, which are wider than those of persons."""
    return is_known(syllable) or syllable in _table()["last"].get(fold(syllable), {})


def is_plain(part: str) -> bool:
    """Whether a folded syllable is of the letters that frames tell: some of the highlands' have others (`Bh'riu`)."""
    return part.isascii() and part.isalpha()


def wrong_in(read: str, syllables: int, letters: int) -> float:
    """The least part of its letters that is wrong if letters that were read are a name of so many syllables and letters
    at least; infinite where they are far from any.
    """
    names = _like(read, ()) if len(read) >= letters // 2 else {}
    whole = [
        wrong / size
        for name, wrong in names.items()
        if len(name) >= syllables and (size := len("".join(name))) >= letters
    ]
    return min(whole, default=math.inf)


def weighed(heard: Sequence[Frames], names: Sequence[Parts]) -> list[tuple[float, Parts]]:
    """Names by what a reader saw of them in several crops of one line, and by how common they are (log), best first."""
    texts = ["".join(name) for name in names]
    seen = np.maximum([log_likelihoods(one, texts) for one in heard], WORST)
    clearest = seen.max(axis=1).argsort()[len(heard) // 2 :]
    seen = seen[clearest].mean(axis=0).tolist()
    worth = [told + COMMONER * likelihood(name) for told, name in zip(seen, names, strict=True)]
    return sorted(zip(worth, names, strict=True), reverse=True)


def _like(read: str, known: Parts) -> dict[Parts, int]:
    """Names that letters may be, ending with those known, each with its count of wrong letters."""
    read = read.replace("ur", "u")  # so the witness reads ư
    found: dict[Parts, int] = {}
    for wrong, parts in _begun(read, MOST - len(known)):
        if len(parts) + len(known) > 1:
            whole = (*parts, *known)
            found[whole] = min(found.get(whole, len(read)), wrong)
    return found


def _begun(read: str, most: int) -> list[tuple[int, Parts]]:
    """Family names with up to so many syllables more that the letters read may be, with the count of wrong letters."""
    pieces = [(at, to) for at in range(len(read)) for to in range(at + 1, min(len(read), at + LONGEST) + 1)]
    if not pieces:
        return []
    first, after = _nearest(read, pieces, _families()), _nearest(read, pieces, _syllables())
    found: list[tuple[int, Parts]] = []
    begun: list[tuple[int, int, Parts]] = [
        (at + wrong, end, (name,)) for at in range(min(BEFORE, len(read)) + 1) for wrong, end, name in first[at]
    ]
    for further in range(most + 1):
        found += [(wrong + len(read) - end, parts) for wrong, end, parts in begun]
        if further < most:
            begun = sorted(begun)[:KEPT]
            begun = [(wrong + own, to, (*parts, name)) for wrong, end, parts in begun for own, to, name in after[end]]
    return found


def _nearest(
    read: str, pieces: Sequence[tuple[int, int]], names: Sequence[str]
) -> defaultdict[int, list[tuple[int, int, str]]]:
    """For each start of a piece: the names that it may be, with the wrong letters and where the piece ends."""
    wrong = cdist([read[at:to] for at, to in pieces], names, scorer=Levenshtein.distance)
    found: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for (at, to), row in zip(pieces, wrong, strict=True):
        for index in row.argsort(kind="stable")[:NEAREST].tolist():
            if row[index] <= max(1, len(names[index]) // 2):
                found[at].append((int(row[index]), to, names[index]))
    return found


def likelihood(name: Parts) -> float:
    """How common a name is among others (log, no more than a guess)."""
    family, *middle, last = name
    common = LENGTHS[len(name)] - math.log(1 + _families().index(family))
    return common + sum(_common(part, "middle") for part in middle) + _common(last, "last")


def _common(part: str, place: Place) -> float:
    return STEP * (max(_steps(part, place).values(), default=0) - OFTENEST)


def accented(name: Parts) -> list[str]:
    """The syllables of a name as they are spelt most often."""
    family, *middle, last = name
    spelt = next(known for known in families() if fold(known) == family)
    return [spelt, *(_commonest(part, "middle") for part in middle), _commonest(last, "last")]


def _commonest(part: str, place: Place) -> str:
    steps = _steps(part, place)
    return max(steps, key=lambda name: steps[name], default=part)


def _steps(part: str, place: Place) -> dict[str, int]:
    """The spellings of a folded syllable, each with how often it stands in a place of a name."""
    return _table()[place].get(part) or dict.fromkeys(spellings().get(part, ()), 0)


@cache
def _table() -> dict[Place, dict[str, dict[str, int]]]:
    found: dict[Place, dict[str, dict[str, int]]] = {"middle": {}, "last": {}}
    lines = resources.files("pipeline").joinpath("data/name_syllables.csv").read_text("utf-8").splitlines()
    for row in csv.DictReader(lines):
        for place, steps in found.items():
            steps.setdefault(fold(row["name"]), {})[row["name"]] = int(row[place])
    return found


@cache
def _families() -> tuple[str, ...]:
    """Family names without accents, the commonest first."""
    return tuple(dict.fromkeys(fold(name) for name in families() if len(name) > 1 and name.isalpha()))


@cache
def _syllables() -> tuple[str, ...]:
    """The syllables of given names without accents, the commonest first."""
    known = dict.fromkeys((*_table()["last"], *spellings()))
    return tuple(sorted(filter(is_plain, known), key=lambda part: -max(_common(part, "middle"), _common(part, "last"))))
