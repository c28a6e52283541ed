"""Tên loại: the title on the page, else the kind's code in the symbol, else công văn (NĐ 30/2020, Điều 7, Phụ lục III).

In the Party QĐ is both quyết định and quy định, and TT thông tri: there the title decides.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.document import flag, reading
from extractors.folding import STROKE_LOST, fold
from extractors.gazetteer import DATA, tight
from extractors.numbering import Number, codes, invites, parse
from extractors.record import KindReading
from extractors.scoring import score
from extractors.spans import confidence, first, head, lines_of, text_of

_LETTER = ("CV", "Công văn")
_ABOUT = re.compile(rf"\W*(?:v\s*/\s*v|{STROKE_LOST})\b")


@dataclass(frozen=True, slots=True)
class Title:
    """A row of `titles.csv`: a kind's name as a title, its code in the papers of `systems`."""

    name: str
    code: str
    systems: tuple[str, ...]
    spellings: tuple[str, ...]
    example: str


@cache
def titles() -> tuple[Title, ...]:
    """The rows of `titles.csv`."""
    with (DATA / "titles.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Title(
                row["title"],
                row["code"],
                tuple(row["systems"].split()),
                (row["title"], *filter(None, row["variants"].split("|"))),
                row["example"],
            )
            for row in csv.DictReader(lines)
        )


@Language.component("kind", requires=["doc._.number", "doc._.system"], assigns=["doc._.kind"])
def kind(doc: Doc) -> Doc:
    """Reads `title`, with the number and the system; writes `kind`."""
    system = doc._.system.value if doc._.system else "state"
    symbol = _symbol(doc)
    seen = _titled(doc, system)
    coded = _coded(symbol, system)
    if seen is not None:
        span, title, like = seen
        agrees = coded is not None and coded[0] == title.code
        agreement = 1.0 if agrees else (0.5 if coded is None or coded[0] == "CV" else 0.4)
        sure = score("kind", ocr=max(confidence(span), like * 0.97), grammar=like, agreement=agreement)
        code = coded[0] if coded and coded[0] != "CV" and coded[1] == title.name else title.code
        doc._.kind = reading(span, code, KindReading, confidence=sure, name=title.name)
        if coded is not None and coded[0] not in {"CV", title.code} and coded[1] != title.name:
            flag(doc, "kind", f"Tên loại “{title.name}” không khớp với ký hiệu “{symbol.symbol if symbol else ''}”.")
        return doc
    where = first(doc, "number", "subject", "addressees", "authority")
    if where is None:
        return doc
    span = head(where, 40)
    told = first(doc, "subject", "addressees") is not None
    if coded is not None and not invites(coded[0]) and _is_letter(doc):
        coded = _LETTER
    code, name = coded or _LETTER
    # Only a công văn is addressed without a title: of `STC` the S may be lost.
    addressed = first(doc, "addressees") is not None
    agreement = 0.9 if coded is not None and (told if code == "CV" else not addressed) else 0.5
    sure = score("kind", ocr=max(confidence(span), 0.9), grammar=1.0 if told or coded else 0.7, agreement=agreement)
    doc._.kind = reading(span, code, KindReading, confidence=sure, name=name)
    if coded is None and not told:
        flag(doc, "kind", "Không thấy tên loại, không đọc được ký hiệu: tạm coi là công văn.")
    return doc


def _is_letter(doc: Doc) -> bool:
    """Whether a paper is addressed under its own `V/v`, as only a công văn is: `TTr-NV4` is then an inspectorate's."""
    about = first(doc, "subject", tokens=2)
    return about is not None and first(doc, "addressees") is not None and _ABOUT.match(fold(about.text)) is not None


def _symbol(doc: Doc) -> Number | None:
    if doc._.number is not None:
        return parse(doc._.number.value)
    zone = first(doc, "number", tokens=40)
    return parse(text_of(zone, 120)) if zone is not None else None


def _titled(doc: Doc, system: str) -> tuple[Span, Title, float] | None:
    """The first line of the title's zone that is a kind's name, how like it is (0 to 1), and its row."""
    zone = first(doc, "title", tokens=80)
    if zone is None:
        return None
    for line in lines_of(zone, 4):
        found = title_of(line.text[:80], system)
        if found is not None:
            return line, *found
    return None


def title_of(text: str, system: str) -> tuple[Title, float] | None:
    """The kind that a title line names, in papers of `system`; null where it names none."""
    asked = tight(text)
    best: tuple[float, Title] | None = None
    for title in titles():
        for spelling in title.spellings:
            wanted = tight(spelling)
            like = fuzz.ratio(asked, wanted) / 100
            begun = asked.startswith(wanted) and len(wanted) >= 6 and text.strip()[: len(spelling)].isupper()
            like = max(like, 0.93 if begun else 0) - (0 if system in title.systems else 0.02)
            if like >= 0.8 and (best is None or like > best[0]):
                best = (like, title)
    return None if best is None else (best[1], min(1.0, best[0] + (0.02 if system not in best[1].systems else 0)))


def _coded(symbol: Number | None, system: str) -> tuple[str, str] | None:
    """The kind that the symbol tells, as `(code, name)`; null where there is no symbol."""
    if symbol is None:
        return None
    if symbol.kind in (None, "CV"):
        return _LETTER
    rows = [title for title in titles() if title.code == symbol.kind]
    fitting = [title for title in rows if system in title.systems] or rows
    if fitting:
        return fitting[0].code, fitting[0].name
    row = codes("kind").get(symbol.kind)
    if row is None:
        return symbol.kind, symbol.kind
    alike = [title for title in titles() if title.name == row.name and system in title.systems]  # QĐi is QĐ
    return (alike[0].code if alike else row.code), row.name
