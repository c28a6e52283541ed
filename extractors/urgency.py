"""Độ khẩn: the isolated mark KHẨN, THƯỢNG KHẨN or HỎA TỐC (NĐ 30/2020, Phụ lục I), never a word of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.document import flag, reading, zones
from extractors.folding import fold, nfc
from extractors.gazetteer import tight
from extractors.scoring import score
from extractors.spans import confidence, first, head, lines_of, part

MARKS = (
    ("hoatochengio", "HỎA TỐC"),
    ("thuongkhan", "THƯỢNG KHẨN"),
    ("hoatoc", "HỎA TỐC"),
    ("khan", "KHẨN"),
)
ORDER = ["KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"]
_LABEL = re.compile(r"\bkinh g")


@Language.component("urgency", assigns=["doc._.urgency"])
def urgency(doc: Doc) -> Doc:
    """Reads `marks`, and what stands alone before `Kính gửi` or in the noise; writes `urgency`, the most urgent."""
    best = -1
    for line, least in _candidates(doc):
        found = mark_of(line.text[:60], least)
        if found is None or ORDER.index(found[0]) <= best:
            continue
        best = ORDER.index(found[0])
        sure = score("urgency", ocr=max(confidence(line), 0.95 * found[1]), grammar=found[1])
        doc._.urgency = reading(line, found[0], confidence=sure)
        if found[1] < 0.9:
            flag(doc, "urgency", f"Dấu độ khẩn đọc là “{line.text[:40]}”, hiểu là {found[0]}.")
    return doc


def _candidates(doc: Doc) -> Iterator[tuple[Span, float]]:
    """Isolated lines with the likeness that each must have at least: a damaged mark counts where a mark belongs."""
    for zone in zones(doc, "marks")[:8]:
        yield from ((line, 0.76) for line in lines_of(head(zone, 40), 8))
    for zone in zones(doc, "noise")[:8]:
        yield from ((line, 0.86) for line in lines_of(head(zone, 60), 12))
    addressees = first(doc, "addressees", tokens=30)
    label = _LABEL.search(fold(nfc(addressees.text[:60]))) if addressees is not None else None
    if addressees is not None and label is not None and label.start() > 1:
        yield part(addressees, 0, label.start() - 1), 0.6


def mark_of(text: str, least: float = 0.76) -> tuple[str, float] | None:
    """The mark that a line of its own is, and how like it is (`least` to 1); null for anything else."""
    asked = tight(text)
    if not 2 <= len(asked) <= 16 or not any(c.isupper() for c in text):
        return None
    best: tuple[float, str] | None = None
    for wanted, mark in MARKS:
        like = fuzz.ratio(asked, wanted) / 100
        if like >= (max(least, 0.85) if len(wanted) < 6 and least > 0.7 else least) and (
            best is None or like > best[0]
        ):
            best = (like, mark)
    return None if best is None else (best[1], best[0])
