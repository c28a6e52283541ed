"""Hệ thống: whose paper it is (Nhà nước, Đảng, đoàn thể), from the motto, the issuer and the number's grammar."""

from __future__ import annotations

from rapidfuzz import fuzz
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.document import flag, reading
from extractors.gazetteer import bodies, tight
from extractors.numbering import parse
from extractors.ordinary import standing_organ
from extractors.record import SystemName
from extractors.scoring import score
from extractors.spans import confidence, first, text_of

MOTTOES: tuple[tuple[str, SystemName], ...] = (
    ("dangcongsanvietnam", "party"),
    ("conghoaxahoichunghiavietnam", "state"),
    ("doclaptudohanhphuc", "state"),
    ("doantncshochiminh", "organisation"),
    ("doanthanhniencongsanhochiminh", "organisation"),
)
NAMES = {"state": "Nhà nước", "party": "Đảng", "organisation": "đoàn thể"}


@Language.component("system", requires=["doc._.issuer", "doc._.number"], assigns=["doc._.system"])
def system(doc: Doc) -> Doc:
    """Reads `motto`, with the issuer and the number; writes `system`."""
    motto = first(doc, "motto", tokens=40)
    said = of_motto(text_of(motto, 200)) if motto is not None else None
    issued = _of_issuer(doc)
    numbered = _of_number(doc)
    # Công đoàn and Mặt trận write the state's motto, and the Đoàn the Party's order of numbers.
    value = "organisation" if "organisation" in (issued, numbered) else said or issued or numbered
    if value is None:
        return doc
    span = motto if motto is not None and said is not None else first(doc, "authority", "number")
    if span is None:
        return doc
    others = [other for other in (said, issued, numbered) if other is not None]
    share = sum(_fits(other, value) for other in others) / len(others)
    agreement = 0.5 if len(others) == 1 else share
    sure = score("system", ocr=max(confidence(span), 0.97 if said else 0), agreement=agreement)
    doc._.system = reading(span, value, confidence=sure)
    if said and numbered and not (_fits(numbered, value) or _fits(issued or value, numbered)):
        flag(doc, "system", f"Tiêu đề là của {NAMES[said]} nhưng số, ký hiệu viết theo lối của {NAMES[numbered]}.")
    return doc


def of_motto(text: str) -> SystemName | None:
    """The system whose motto `text` is, however badly read; null where it is none."""
    asked = tight(text)[:80]
    if len(asked) < 8:
        return None
    best = max(MOTTOES, key=lambda row: fuzz.partial_ratio(row[0], asked))
    return best[1] if fuzz.partial_ratio(best[0], asked) >= 80 else None


def _of_issuer(doc: Doc) -> SystemName | None:
    if doc._.issuer is None:
        return None
    name = doc._.issuer.value
    name = standing_organ(name)[1] or name  # Ban Thường vụ Hội Nông dân …
    rows = [body for body in bodies() if name.startswith(body.name)]
    best = max(rows, key=lambda body: len(body.name), default=None)
    if best is None or (best.level == "committee" and "ủy" not in name and "Trung ương" not in name):
        return None
    return best.system


def _of_number(doc: Doc) -> SystemName | None:
    if doc._.number is not None:
        found = parse(doc._.number.value)
    else:
        zone: Span | None = first(doc, "number", tokens=40)
        found = parse(text_of(zone, 120)) if zone is not None else None
    return found.system if found else None


def _fits(said: SystemName, value: str) -> bool:
    """An organisation's paper may bear the state's motto and either order of numbers."""
    return said == value or value == "organisation"
