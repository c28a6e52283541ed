"""Names of persons: which syllables are family names, and how given names are spelt."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache

from rapidfuzz.distance import Levenshtein

from extractors.folding import fold, nfc
from extractors.gazetteer import DATA

COMMON = 14
"""Family names that most people bear."""
_APOSTROPHE = re.compile("['’]")
_ALONE = re.compile(r"[KH]['’][^\W\d_]{3,}")


def is_name_word(text: str) -> bool:
    """Whether `text` is written as a word of a name: `Thanh`, or as in the Central Highlands `Y`, `K'`, `H'Yuên`."""
    head, *tail = _APOSTROPHE.split(text)
    parts = [head, *(part for part in tail if part)]
    return (
        len(tail) <= 1
        and head[:1].isupper()
        and all(part.isalpha() and (len(part) == 1 or part[1:].islower()) for part in parts)
    )


def is_whole(text: str) -> bool:
    """Whether one word is the whole name of a person, as in the highlands `K'Khét`, `H'Lim` may be."""
    return _ALONE.fullmatch(text) is not None and is_name_word(text)


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


def begins_name(syllable: str, after: str) -> bool:
    """Whether a name may begin with a syllable before another: a family name, or in the highlands `Y`, `A`, `K'`,
    `H'Ngát`; an `A` before one of the commonest family names is a stroke of the pen."""
    if len(syllable) == 1:
        return syllable == "Y" or (syllable == "A" and not is_common(after))
    return is_family(syllable) or (syllable[0] in "KH" and _APOSTROPHE.match(syllable, 1) is not None)


def is_middle(syllable: str) -> bool:
    """Whether a syllable is `Văn` or `Thị`, its accents aside: middle names first of all, and no family name."""
    return fold(syllable) in {"van", "thi"}


def is_common(syllable: str) -> bool:
    """Whether a syllable is a family name that most people bear."""
    return syllable in families()[:COMMON]


@cache
def nearly_family(word: str) -> str | None:
    """The commonest family name that a word becomes with one letter more, less or another (`Phạ`, `Tê`, `Caø`); null
    where it is one itself, its accents aside, or none is near."""
    if is_family(word):
        return None
    near = (name for name in families() if Levenshtein.distance(word, name) == 1)
    return next((name for name in near if len(name) > 2 or len(name) == len(word) == 2), None)


@cache
def _own() -> tuple[str, ...]:
    """Given and middle names."""
    with (DATA / "given_names.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(row["name"] for row in csv.DictReader(rows))


@cache
def _given() -> dict[str, tuple[str, ...]]:
    """The same by their letters without accents, and family names among them."""
    found: dict[str, list[str]] = {}
    for name in _own():
        found.setdefault(fold(name), []).append(name)
    for name in families():  # a mother's family name stands among the given ones
        if name not in found.setdefault(fold(name), []):
            found[fold(name)].append(name)
    return {bare: tuple(names) for bare, names in found.items()}


def spellings() -> Mapping[str, tuple[str, ...]]:
    """How given and middle names are spelt, by their letters without accents."""
    return _given()


def is_known(syllable: str) -> bool:
    """Whether a syllable is spelt as a family name or a given name of the tables is."""
    return syllable in _given().get(fold(nfc(syllable)), ())


def given(syllable: str) -> str:
    """A given name as it is spelt, where it has one spelling only (`Xưân` is `Xuân`); else as it was read. What only a
    family name is like (`Lả`, `La`) may be another."""
    spellings = _given().get(fold(nfc(syllable)), ())
    return spellings[0] if len(spellings) == 1 and spellings[0] in _own() else syllable


def _stands(family: str, confirmed: frozenset[str]) -> bool:
    """Whether a first syllable that is no family name as it is spelt may be one: `Thị` of the Khmer, and what two
    readers read alike, if not for a stroke across its `D`."""
    return family == "Thị" or (family in confirmed and family[0] != "Đ")


def spelt(name: str, doubted: frozenset[str], confirmed: frozenset[str] = frozenset()) -> str:
    """A name that OCR read, with its accents put right: a family name has one spelling (`Đỉnh` is `Đinh`).

    Of a whole name whose first word is none the commonest family name is taken that is one letter off. A given name is
    only touched where its reader doubted it (`doubted` are such words) and its letters have one spelling. A rare family
    name stays that two readers read alike (`confirmed`). What changed is for the caller to tell.
    """
    words = name.split()
    spellings = {fold(spelling): spelling for spelling in reversed(families())}
    if words[0] not in families() and fold(words[0]) in spellings and not _stands(words[0], confirmed):
        words[0] = spellings[fold(words[0])]
    if len(words) > 2 and not begins_name(*words[:2]) and all(map(is_known, words[1:])):
        words[0] = nearly_family(words[0]) or words[0]
    if not is_family(words[0]):
        return name
    middle = ["Thị" if i == 0 and len(words) > 2 and fold(word) in {"thi", "thy"} and word != "Thi" else word
              for i, word in enumerate(words[1:])]  # fmt: skip
    return " ".join([words[0], *(given(word) if word in doubted else word for word in middle)])
