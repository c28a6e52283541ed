"""Độ khẩn: the isolated mark KHẨN, THƯỢNG KHẨN or HỎA TỐC (NĐ 30/2020, Phụ lục I), never a word of the text."""

from __future__ import annotations

from rapidfuzz import fuzz
from spacy.language import Language
from spacy.tokens import Doc

from extractors.document import flag, reading, zones
from extractors.gazetteer import tight
from extractors.scoring import score
from extractors.spans import confidence, head, lines_of

MARKS = (
    ("hoatochengio", "HỎA TỐC"),
    ("thuongkhan", "THƯỢNG KHẨN"),
    ("hoatoc", "HỎA TỐC"),
    ("khan", "KHẨN"),
)


@Language.component("urgency", assigns=["doc._.urgency"])
def urgency(doc: Doc) -> Doc:
    """Reads `marks`; writes `urgency`, the most urgent mark where there are several."""
    order = ["KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"]
    best = -1
    for zone in zones(doc, "marks")[:8]:
        for line in lines_of(head(zone, 40), 8):
            found = mark_of(line.text[:60])
            if found is None or order.index(found[0]) <= best:
                continue
            best = order.index(found[0])
            sure = score("urgency", ocr=max(confidence(line), 0.95 * found[1]), grammar=found[1])
            doc._.urgency = reading(line, found[0], confidence=sure)
            if found[1] < 0.9:
                flag(doc, "urgency", f"Dấu độ khẩn đọc là “{line.text[:40]}”, hiểu là {found[0]}.")
    return doc


def mark_of(text: str) -> tuple[str, float] | None:
    """The mark that a line of its own is, and how like it is (0 to 1); null where the line holds anything else."""
    asked = tight(text)
    if len(asked) > 16 or not any(c.isupper() for c in text):
        return None
    best: tuple[float, str] | None = None
    for wanted, mark in MARKS:
        like = fuzz.ratio(asked, wanted) / 100
        if like >= (0.85 if len(wanted) < 6 else 0.76) and (best is None or like > best[0]):
            best = (like, mark)
    return None if best is None else (best[1], best[0])
