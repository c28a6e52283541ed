"""Capitals in the work that the name of a body says, of a heading in capitals: `BẠCH MAI` beside `đa khoa khu vực`.

Words that names of bodies use are rows of `data/name_words.csv`, spelt as inside a name; what office language has
(`data/office_phrases.csv`) is small; the rest is the name of a place or a person, each syllable with a capital.
"""

from __future__ import annotations

import csv
import itertools
import re
from functools import cache

from extractors.folding import canonical, fold
from extractors.gazetteer import DATA, bodies

LONGEST = 10  # words of a phrase
_PART = re.compile(r"[^\s,]+|,")
_SMALL = {"của", "các", "về", "tại", "cho", "trong", "thuộc", "với", "theo", "trên", "từ", "đến", "do", "bằng", "và"}
_ROMAN = re.compile(r"[IVX]+")
_NUMBERED = {"khu vực", "số", "vùng", "cục", "chuyên ngành", "quân khu", "sở"}  # before a Roman number
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
    r"|(?:kr|kb|kl|kn|br|bl|pr|pl|dr|gl|hr|hl|hm|sr|mr|ml|chr|tl|rs|dl|by|my|jr)[aeiouy]{1,3}(?:ch|ng|nh|[cklmnprst])?"
)
_ACCENTED = re.compile(r"[^A-ZĐƯ&\d.]")


def in_capitals(work: str, *, start: bool = True, named: bool = False) -> str:
    """`work`, in capitals, as it is written inside the name of a body: a capital at its start, and in proper names.

    Without `start` its first word has one only in a proper name. With `named` what no table knows is a proper name
    (`BỆNH VIỆN HỮU NGHỊ VIỆT ĐỨC`), else only where a syllable is that of no word of offices.
    """
    parts = _PART.findall(canonical(work))
    lower = [part.lower() for part in parts]
    out: list[str] = []
    run: list[str] = []
    due = start

    def close() -> None:
        nonlocal due
        if run:
            proper = named or not all(word in syllables() for word in map(str.lower, run))
            written = [_titled(word) if proper else word.lower() for word in run]
            out.extend([_raised(written[0]), *written[1:]] if due else written)
            run.clear()
            due = False

    at = 0
    while at < len(parts):
        size = next((n for n in range(min(LONGEST, len(parts) - at), 0, -1) if _known(lower, at, n)), 0)
        if size:
            close()
            written, next_due = _known(lower, at, size) or ([], False)
            out.extend([_raised(written[0]), *written[1:]] if due and written[0] != "và" else written)
            due, at = next_due or (due and written[0] in {"và", ","}), at + size
            continue
        word = parts[at]
        if (numeral := _numeral(parts, at)) or is_short(word) or lower[at] in _SMALL:
            close()
            out.append(word if numeral or is_short(word) else lower[at])
            due = False
        else:
            run.append(word)
        at += 1
    close()
    return " ".join(out).replace(" ,", ",")


def is_short(word: str) -> bool:
    """Whether a word in capitals is an abbreviation: no syllable of a language of the country (`QLDA`, `PCCC`)."""
    bare = re.sub(r"[\W\d]", "", word)
    if len(bare) < 2 or not bare[0].isupper() or _ACCENTED.search(bare):
        return False
    return _SYLLABLE.fullmatch(fold(bare)) is None and len(bare) <= 9


def _numeral(parts: list[str], at: int) -> bool:
    """Whether the word is a Roman number: at the end or after what is numbered (`khu vực XI`)."""
    if not _ROMAN.fullmatch(parts[at]):
        return False
    before = " ".join(parts[max(0, at - 2) : at]).lower()
    return any(before.endswith(noun) for noun in _NUMBERED) or (at == len(parts) - 1 and at > 0)


def _raised(word: str) -> str:
    return word[:1].upper() + word[1:]


def _titled(word: str) -> str:
    return "-".join(piece[:1].upper() + piece[1:].lower() for piece in word.split("-"))


def _known(lower: list[str], at: int, size: int) -> tuple[list[str], bool] | None:
    """The `size` words from `at` as a table writes them, and whether a capital follows; null where none does."""
    return _phrases().get(tuple(lower[at : at + size]))


def is_inside_name(before: list[str], after: list[str]) -> bool:
    """Whether the words `after` go on with words of a name that `before` ends with: `Cảnh sát` + `giao thông`."""
    first, rest = ([word.lower().strip(".,;:()") for word in words] for words in (before, after))
    pairs = itertools.product(range(1, len(first) + 1), range(1, len(rest) + 1))
    return any((*first[-left:], *rest[:right]) in _of_names() for left, right in pairs)


@cache
def _of_names() -> frozenset[tuple[str, ...]]:
    return frozenset(phrase for phrase in _phrases() if " ".join(phrase) not in office_phrases())


@cache
def _phrases() -> dict[tuple[str, ...], tuple[list[str], bool]]:
    """Words in small letters to the words as written inside a name, and whether what follows begins with a capital."""
    found: dict[tuple[str, ...], tuple[list[str], bool]] = {}
    for phrase in office_phrases():
        parts = _PART.findall(phrase)
        found[tuple(part.lower() for part in parts)] = (parts, False)
    for body in bodies():
        if body.level != "committee" and " " in body.name:
            parts = _PART.findall(body.name)
            found[tuple(part.lower() for part in parts)] = (parts, False)
    with (DATA / "name_words.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            parts = _PART.findall(row["words"])
            found[tuple(part.lower() for part in parts)] = (parts, row["next"] == "capital")
    found[(",",)] = ([","], True)
    return found


@cache
def office_phrases() -> frozenset[str]:
    """The phrases of office language, in small letters; those with an abbreviation, which keeps its capitals, aside."""
    with (DATA / "office_phrases.csv").open(encoding="utf-8", newline="") as rows:
        spelt = [canonical(row["phrase"]) for row in csv.DictReader(rows)]
    return frozenset(phrase.lower() for phrase in spelt if not any(word.isupper() for word in phrase.split()))


@cache
def syllables() -> frozenset[str]:
    """Every syllable of office language and of names of bodies, in small letters."""
    return frozenset(itertools.chain.from_iterable(_phrases()))
