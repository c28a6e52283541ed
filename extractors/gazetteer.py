"""The tables of bodies and provinces, each row with the days on which it holds and an example of itself.

`data/provinces.csv`: the 63 provinces until 30/6/2025, the 34 since (NQ 202/2025/QH15), and earlier changes.
`data/bodies.csv`: `level` says how a body's name is made whole: `none` (Bộ Nội vụ), `tinh`, `huyen`, `xa` (with a
place: Sở Nội vụ tỉnh Bình Định), `own` (a committee with its place: Tỉnh ủy Bình Định), `committee` (with the
committee above it: Ban Tổ chức Tỉnh ủy Bình Định), `branch` (with what follows it as printed: Kho bạc Nhà nước Hà
Giang). `valid_from` is the first day, `valid_to` the first day no longer.
`data/institutions.csv`: bodies with a name or a place of their own among others of their kind (universities, hospitals,
ports), in the columns of `bodies.csv`.
`data/districts.csv`: the districts, towns and cities of provinces until 30/6/2025, and those before them.
A bad row stops the start with its file and line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, cast

from rapidfuzz.distance import Levenshtein

from extractors.folding import fold, nfc
from extractors.record import SystemName

_TERM = re.compile(r"(?<=[A-ZĐ])1[0-9]$")  # terms X to XIX

DATA = Path(__file__).parent / "data"

Level = Literal["none", "tinh", "huyen", "xa", "own", "committee", "branch"]
LEVELS = ("none", "tinh", "huyen", "xa", "own", "committee", "branch")
DISTRICTS = ("huyện", "quận", "thị xã", "thành phố")


class GazetteerError(ValueError):
    """A row of a table that cannot be used; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Validity:
    """The days on which a row holds: from `start` on, before `end`."""

    start: date | None
    end: date | None

    def holds(self, day: date | None) -> bool:
        """Whether the row holds on `day`; on an unknown day every row does."""
        if day is None:
            return True
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Province:
    """Tỉnh hoặc thành phố trực thuộc Trung ương; `kind` is `tỉnh` or `thành phố`."""

    name: str
    kind: str
    valid: Validity
    successor: str | None
    aliases: tuple[str, ...]
    example: str

    @property
    def full(self) -> str:
        """`tỉnh Bình Định`, `thành phố Hà Nội`."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class District:
    """Huyện, quận, thị xã or thành phố of the province named `province`."""

    name: str
    kind: str
    province: str
    valid: Validity
    aliases: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body that issues or receives papers, without its place; `codes` are its abbreviations in symbols."""

    name: str
    level: Level
    system: SystemName
    codes: tuple[str, ...]
    aliases: tuple[str, ...]
    valid: Validity
    successor: str | None
    examples: tuple[str, ...]

    @property
    def spellings(self) -> tuple[str, ...]:
        """The name and the other ways in which papers write it."""
        return (self.name, *self.aliases)


@lru_cache(maxsize=8192)
def tight(text: str) -> str:
    """`text` folded, letters and digits only: OCR loses and invents spaces (`SỞ YTẾ`)."""
    return "".join(c for c in fold(nfc(text)) if c.isalnum())


def termless(code: str) -> str:
    """`code` of an organ of the National Assembly without its term (`UBPL14` gives `UBPL`); others as they are."""
    return _TERM.sub("", code)


def begun(asked: str, wanted: str, slack: int) -> tuple[int, int] | None:
    """How much of `asked` spells `wanted`, and with how many wrong letters; null where none of it does."""
    if Levenshtein.distance(asked[: len(wanted)], wanted, score_cutoff=2 * slack) > 2 * slack:
        return None  # quick: no other length can bring more than `slack` of these back
    best: tuple[int, int] | None = None
    for length in range(max(1, len(wanted) - slack), min(len(asked), len(wanted) + slack) + 1):
        wrong = Levenshtein.distance(asked[:length], wanted, score_cutoff=slack)
        if wrong <= slack and (best is None or wrong < best[1] or (wrong == best[1] and length == len(wanted))):
            best = (length, wrong)
    return best


def after(text: str, length: int) -> str:
    """What follows the first `length` letters and digits of `text`."""
    seen = 0
    for index, letter in enumerate(text):
        if seen >= length:
            return text[index:].strip(" ,.-–")
        seen += letter.isalnum()
    return ""


def _rows(path: Path, columns: set[str]) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        for row in reader:
            if None in row or any(value is None for value in row.values()):
                raise GazetteerError(f"{path.name}, line {reader.line_num}: wrong number of columns")
            if missing := columns - row.keys():
                raise GazetteerError(f"{path.name}, line 1: no column {', '.join(sorted(missing))}")
            if not row["name"].strip() or not row["example"].strip():
                raise GazetteerError(f"{path.name}, line {reader.line_num}: every row has a name and an example")
            yield reader.line_num, row


def _day(path: Path, line: int, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise GazetteerError(f"{path.name}, line {line}: {text!r} is no day (YYYY-MM-DD)") from None


def _validity(path: Path, line: int, row: dict[str, str]) -> Validity:
    start, end = _day(path, line, row["valid_from"]), _day(path, line, row["valid_to"])
    if start and end and end <= start:
        raise GazetteerError(f"{path.name}, line {line}: valid_to {end} is not after valid_from {start}")
    return Validity(start, end)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def load_provinces(path: Path) -> tuple[Province, ...]:
    """The rows of a table of provinces. Raises `GazetteerError` with file and line on a bad row."""
    found = []
    for line, row in _rows(path, {"name", "kind", "valid_from", "valid_to", "successor", "aliases", "example"}):
        if row["kind"] not in {"tỉnh", "thành phố"}:
            raise GazetteerError(f"{path.name}, line {line}: kind {row['kind']!r} is neither tỉnh nor thành phố")
        valid = _validity(path, line, row)
        found.append(
            Province(row["name"], row["kind"], valid, row["successor"] or None, _listed(row["aliases"]), row["example"])
        )
    return tuple(found)


def load_districts(path: Path) -> tuple[District, ...]:
    """The rows of a table of districts. Raises `GazetteerError` with file and line on a bad row."""
    found = []
    for line, row in _rows(path, {"name", "kind", "province", "valid_from", "valid_to", "aliases", "example"}):
        if row["kind"] not in DISTRICTS:
            raise GazetteerError(f"{path.name}, line {line}: kind {row['kind']!r} is none of {', '.join(DISTRICTS)}")
        valid = _validity(path, line, row)
        found.append(
            District(row["name"], row["kind"], row["province"], valid, _listed(row["aliases"]), row["example"])
        )
    return tuple(found)


def load_bodies(path: Path) -> tuple[Body, ...]:
    """The rows of a table of bodies. Raises `GazetteerError` with file and line on a bad row."""
    found = []
    columns = {"name", "level", "system", "codes", "aliases", "valid_from", "valid_to", "successor", "example"}
    for line, row in _rows(path, columns):
        if row["level"] not in LEVELS:
            raise GazetteerError(f"{path.name}, line {line}: level {row['level']!r} is none of {', '.join(LEVELS)}")
        if row["system"] not in {"state", "party", "organisation"}:
            raise GazetteerError(f"{path.name}, line {line}: unknown system {row['system']!r}")
        body = Body(
            row["name"],
            cast(Level, row["level"]),
            cast(SystemName, row["system"]),
            _listed(row["codes"]),
            _listed(row["aliases"]),
            _validity(path, line, row),
            row["successor"] or None,
            _listed(row["example"]),
        )
        found.append(body)
    return tuple(found)


@cache
def provinces() -> tuple[Province, ...]:
    """Every province of any time."""
    return load_provinces(DATA / "provinces.csv")


@cache
def province_letters() -> frozenset[str]:
    """The names of all provinces, as `tight`."""
    return frozenset(tight(province.name) for province in provinces())


@cache
def districts() -> tuple[District, ...]:
    """Every district of any time."""
    return load_districts(DATA / "districts.csv")


@cache
def bodies() -> tuple[Body, ...]:
    """Every body of any time."""
    return load_bodies(DATA / "bodies.csv")


@cache
def institutions() -> tuple[Body, ...]:
    """Every body with a name of its own among others of its kind: apart, for the words are those of no office."""
    return load_bodies(DATA / "institutions.csv")
