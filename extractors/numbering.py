"""The grammars of số và ký hiệu, shared by the paper's own number and by the numbers that it cites.

- State (NĐ 30/2020, Phụ lục I, phần I, II.3): `15/QĐ-BNV`, `3451/UBND-NC`, `30/2020/NĐ-CP`, `202/2025/QH15`.
- Party (HD 36-HD/VPTW): `1002-CV/TU`, `124-QĐ/TW`, and with a unit `367-QĐ/TWĐTN-VP`.
- Mass organisations use either order.

Codes of kinds and bodies are rows of `data/number_codes.csv`; the list of bodies is open (each head of agency fixes
their own), so an unknown body is no fault of a number.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from extractors.folding import dashes, fold, nfc

SystemOfNumber = Literal["state", "party", "organisation"]

CODES = Path(__file__).parent / "data" / "number_codes.csv"

_UPPER = "A-ZĐƯÂĂÊÔƠ"
_ANY = f"{_UPPER}a-zđưâăêôơ0-9&"
# VP.UBND-NCTH, where `UBND.UBND tỉnh …` begins a sentence
_STOPPED = rf"\.[{_UPPER}]{{2}}[{_ANY}]{{0,13}}(?!\s+(?!ngày\b|của\b|về\b)\w)"
_JOINED = rf"\+[{_UPPER}]{{2}}[{_ANY}]{{0,6}}"  # EVN-KD+AT
_TOKEN = rf"(?:V\.[IVX]{{1,4}}|[5§$]?[{_UPPER}][{_ANY}]{{0,15}}(?:{_STOPPED}|{_JOINED})?)"  # 5, §, $: a first S misread
_CAPITALS = rf"[{_UPPER}]{{2}}[{_ANY}]{{0,14}}"  # after a space only what looks like a code
_SO = r"[0-9OoQlI|SBZ]{1,5}(?:\.\d)?(?:[a-dACD]|\s?bis)?"
_ORDINAL = r"\s(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XI?V)"  # KV II-TH: a region's
_REGION = rf"(?:{_ORDINAL}(?=-[{_UPPER}])|(?<=\bKV){_ORDINAL}\b)?"
_GROUPS = rf"{_TOKEN}{_REGION}(?:-{_TOKEN}{_REGION}|\s?-\s?-?\s?{_CAPITALS}){{0,7}}(?:-(?:19|20)\d\d)?"
_START = r"(?<![\w/.,+§$-])"
_END = rf"(?![{_ANY}])"
# T.Ư and the like lose their stops before the grammar sees them.
_NUMBER = re.compile(
    rf"{_START}(?P<so>{_SO})\s?(?P<first>[-/])\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?"
    rf"(?P<symbol>{_GROUPS}(?:\s?/\s?{_GROUPS})?){_END}"
)
_SYMBOL = re.compile(
    rf"(?P<first>[-/])\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?(?P<symbol>{_GROUPS}(?:\s?/\s?{_GROUPS})?){_END}"
)
_LOOSE = re.compile(
    rf"\s([{_UPPER}]{{1,8}}\d{{0,2}}(?:-{_TOKEN}){{0,2}}){_END}"
)  # the rest of a code that OCR cut in two
_SPACED = re.compile(rf"{_START}(?P<so>{_SO})\s(?P<kind>{_CAPITALS})/(?P<body>{_GROUPS}){_END}")
_TERM = re.compile(r"(QH|UBTVQH)[IÍl|]1?([0-9])")  # the Assembly's term, its 1 read as a letter: QHI5, QHI11
_DIGITS = str.maketrans("OoQlI|SBZ", "000111582")
_PREFIX = re.compile(r"^\s*(?:số|só|sô|so)\s*:?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Code:
    """A row of `number_codes.csv`: `names_issuer` where the code alone tells which body issued.

    `invites` where it is that of a kind which asks people to come (giấy mời, giấy triệu tập).
    """

    code: str
    group: Literal["kind", "body"]
    systems: tuple[str, ...]
    name: str
    names_issuer: bool
    invites: bool


@dataclass(frozen=True, slots=True)
class Number:
    """Số và ký hiệu, taken apart. `so` is null where it is not written; `kind` is a code or null where none is told.

    `first` is the separator after the number: `/` (State) or `-` (Party). `groups` are the symbol's codes in order.
    `known` tells whether a kind or a body of the symbol is in the tables.
    """

    so: str | None
    year: str | None
    first: str
    symbol: str
    system: SystemOfNumber
    kind: str | None
    body: str | None
    unit: str | None
    known: bool

    @property
    def canonical(self) -> str | None:
        """`30/2020/NĐ-CP`; null without a number."""
        return None if self.so is None else f"{self.so}{self.tail}"

    @property
    def tail(self) -> str:
        """Everything after the number: `/UBND-KT`, `-CV/TU`."""
        return f"{self.first}{self.year + '/' if self.year else ''}{self.symbol}"


@cache
def codes(group: Literal["kind", "body"]) -> dict[str, Code]:
    """The codes of `group` by their canonical spelling."""
    return {row.code: row for row, _ in _rows() if row.group == group}


def invites(kind: str | None) -> bool:
    """Whether papers of a kind, by its code, ask people to come."""
    return kind in codes("kind") and codes("kind")[kind].invites


@cache
def _rows() -> tuple[tuple[Code, tuple[str, ...]], ...]:
    found = []
    with CODES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            group: Literal["kind", "body"] = "kind" if row["group"] == "kind" else "body"
            marks = row["names_issuer"] == "yes", row["invites"] == "yes"
            code = Code(row["code"], group, tuple(row["system"].split()), row["name"], *marks)
            found.append((code, tuple(filter(None, row["variants"].split("|")))))
    return tuple(found)


@cache
def _spellings() -> dict[str, str]:
    """Misspelt code to canonical code: listed variants, and lost accents where nothing else is meant (`ND`, `UBNĐ`)."""
    rows = _rows()
    exact = {code.code for code, _ in rows}
    found: dict[str, str] = {}
    by_fold: dict[str, set[str]] = {}
    for code in exact:
        by_fold.setdefault(_accentless(code), set()).add(code)
    for bare, meant in by_fold.items():
        if len(meant) == 1:
            found[bare] = next(iter(meant))
    for row, variants in rows:
        found.update({variant: row.code for variant in variants if variant not in exact})
    return {wrong: right for wrong, right in found.items() if wrong not in exact}


def _accentless(code: str) -> str:
    return "".join(fold(letter).upper() if letter.isupper() else fold(letter) for letter in code)


def spelt(code: str) -> str:
    """`code` as the tables spell it (`ND` gives `NĐ`, `TƯ` gives `TW`); an unknown code is returned as it is."""
    if code in codes("kind") or code in codes("body"):
        return code
    known = _spellings()
    if term := _TERM.fullmatch(code):
        return f"{term[1]}1{term[2]}"
    if code[:1] in "5§$" or code[:2] == "S5":
        return spelt("S" + code.lstrip("S5§$"))
    if "1" in code and code.replace("1", "T") in codes("kind"):
        return code.replace("1", "T")
    if code in known:
        return known[code]
    for at, letter in enumerate(code):
        if letter.islower() and (less := code[:at] + code[at + 1 :]) in codes("body") and not less.isupper():
            return less  # a letter too many: TTeg
    bare = _accentless(code)
    if bare != code and len(code) > 2:  # an accent too many: UBNĐ
        bare = known.get(bare, bare)
        if bare in codes("kind") or bare in codes("body"):
            return bare
    single = re.sub(r"(.)\1", _one_case, bare, flags=re.IGNORECASE)
    if single != bare and spelt(single) in codes("kind"):
        return spelt(single)  # a letter read twice, once small: QĐđ
    return code[:-2] + "TW" if code.endswith("TƯ") else code


def _one_case(pair: re.Match[str]) -> str:
    """A letter of a pair of one capital and one small letter; a pair of capitals stays (`PCCT`)."""
    return pair[0] if pair[0][0] == pair[0][1] else pair[1]


def clean(raw: str) -> str:
    """`raw` in NFC with hyphens for dashes, without `Số:` before, dotted leaders and stops inside `T.Ư`."""
    text = dashes(nfc(raw))
    text = re.sub(r"T\.\s?([ƯUW])\b", r"T\1", text)
    text = re.sub(r"…|\.{2,}|_{2,}", " ", text)
    return _PREFIX.sub("", text).strip(" .,;:\"'“”()*")


def party_body(code: str) -> bool:
    """Whether `code` is a Party body's or one whose numbers follow the Party's order."""
    row = codes("body").get(code)
    return row is not None and "party" in row.systems


def _digits(so: str) -> str | None:
    """The number with letters that OCR took for digits put right; null where it holds no digit at all."""
    bis = re.search(r"(\.\d)?([a-dACD]|\s?bis)?$", so)
    tail = bis[0] if bis else ""
    core = so[: len(so) - len(tail)] if tail else so
    if not any(c.isdigit() for c in core):
        return None
    return core.translate(_DIGITS) + tail


def _regroup(symbol: str) -> list[str]:
    """The codes of a symbol, each as the tables spell it, separators dropped."""
    return [spelt("".join(group.split())) for group in re.split(r"(?:\s?[-/]\s?)+", symbol)]


def assemble(so: str | None, first: str, year: str | None, symbol: str, header: str = "") -> Number | None:
    """A number from its parts; `header` is the issuing body's block, for letters lost (`CV/U` of an ĐẢNG ỦY).

    Null where the symbol is none (fewer than two capitals).
    """
    groups = _regroup(symbol)
    if sum(c.isupper() for c in symbol) < 2 and groups != ["L"]:
        return None
    kinds, bodies = codes("kind"), codes("body")
    if len(groups) > 1 and groups[1] == "U" and "dang uy" in fold(nfc(header)):
        groups[1] = "ĐU"
    has_slash = "/" in symbol
    wrong_order = first == "/" and has_slash and year is None  # 27/NQ/TW
    if len(groups) > 1 and groups[0] in kinds and (first == "-" or wrong_order or (first == "/" and groups[1] == "TW")):
        system: SystemOfNumber = "party"
        if groups[1] in bodies and "organisation" in bodies[groups[1]].systems:
            system = "organisation"
        shape = f"{groups[0]}/{'-'.join(groups[1:])}"
        unit = "-".join(groups[2:]) or None
        return Number(so, None, "-", shape, system, groups[0], groups[1], unit, True)
    if first == "-" and not has_slash and len(groups) == 1:  # 117-HĐBT
        return Number(so, None, "-", groups[0], "state", None, groups[0], None, groups[0] in bodies)
    if first == "-":
        if not has_slash:
            return None
        shape = f"{groups[0]}/{'-'.join(groups[1:])}"
        known = groups[1] in bodies
        system = "organisation" if known and "organisation" in bodies[groups[1]].systems else "party"
        return Number(so, None, "-", shape, system, groups[0], groups[1], "-".join(groups[2:]) or None, known)
    return _state(so, year, groups)


def _state(so: str | None, year: str | None, groups: list[str]) -> Number:
    kinds, bodies = codes("kind"), codes("body")
    kind: str | None
    if groups[0] in kinds and len(groups) > 1 and not (groups[0] == "CT" and not _issues(groups[1])):
        kind, body, unit = groups[0], groups[1], "-".join(groups[2:]) or None
        if kind in {"TTLT", "NQLT"}:
            body, unit = "|".join(groups[1:]), None
    elif re.fullmatch(r"(?:QH|UBTVQH)\d*", groups[0]) or groups[0] == "CP" or (groups[0] in kinds and len(groups) == 1):
        kind, body, unit = (groups[0] if groups[0] in kinds else None), re.sub(r"\d+$", "", groups[0]), None
    else:
        kind, body, unit = "CV", groups[0], "-".join(groups[1:]) or None
    known = groups[0] in kinds or groups[0] in bodies or bool(body and body in bodies)
    system: SystemOfNumber = "state"
    if body in bodies and bodies[body].systems == ("organisation",):
        system = "organisation"
    return Number(so, year, "/", "-".join(groups), system, kind, body, unit, known)


def _issues(code: str) -> bool:
    """Whether a body of this code could issue a chỉ thị, so that `CT` before it is a kind (not Cục Thuế)."""
    return code in codes("body") or code[:1] in "BSU"


def parse(raw: str, header: str = "") -> Number | None:
    """The number that `raw` holds (`Số: 3451 /UBND- NC`); `so` is null where only the symbol is written.

    Null where `raw` follows none of the grammars.
    """
    text = clean(raw)
    match = _NUMBER.search(text)
    if match is not None:
        so = _digits(match["so"])
        return assemble(so, match["first"], match["year"], match["symbol"], header)
    match = _SPACED.search(text)
    if match is not None:
        return assemble(_digits(match["so"]), "/", None, f"{match['kind']}-{match['body']}", header)
    match = _SYMBOL.search(text)
    if match is not None:
        return assemble(None, match["first"], match["year"], match["symbol"], header)
    return None


@dataclass(frozen=True, slots=True)
class Found:
    """A number in running text: its bounds in the text searched, and its parts."""

    start: int
    end: int
    number: Number


def find(text: str) -> Iterator[Found]:
    """The numbers in running `text` (of any length, dashes of any kind), in order.

    Only what holds a digit before the symbol, and whose symbol is known or has the shape of one. Whether a word such
    as `số` stands before is for the caller to ask.
    """
    plain = dashes(text)
    position = 0
    while (match := _NUMBER.search(plain, position)) is not None:
        position = match.end()
        so = _digits(match["so"])
        if so is None:
            continue
        symbol, end = match["symbol"], match.end()
        number = assemble(so, match["first"], match["year"], symbol)
        if (more := _LOOSE.match(plain, end)) and (number is None or number.body not in codes("body")):
            longer = assemble(so, match["first"], match["year"], symbol + more[1])
            if longer is not None and longer.body in codes("body"):
                number, end = longer, more.end()
        if number is not None:
            yield Found(match.start(), end, number)
            position = end
