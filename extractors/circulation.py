"""Chỉ dẫn phạm vi lưu hành: LƯU HÀNH NỘI BỘ, XEM XONG TRẢ LẠI and the like: not secret, but limited.

Source: NĐ 30/2020, Phụ lục I, phần II.
"""

from __future__ import annotations

from rapidfuzz import fuzz
from spacy.language import Language
from spacy.tokens import Doc

from extractors.document import reading, zones
from extractors.gazetteer import tight
from extractors.scoring import score
from extractors.spans import confidence, head, text_of

MARKS = (
    "LƯU HÀNH NỘI BỘ",
    "XEM XONG TRẢ LẠI",
    "TRẢ LẠI SAU KHI HỌP",
    "TÀI LIỆU THU HỒI",
    "KHÔNG PHỔ BIẾN",
)


@Language.component("circulation", assigns=["doc._.circulation"])
def circulation(doc: Doc) -> Doc:
    """Reads `marks`; writes `circulation`."""
    for zone in zones(doc, "marks")[:8]:
        span = head(zone, 40)
        found = instruction_of(text_of(span, 120))
        if found is not None:
            sure = score("circulation", ocr=max(confidence(span), 0.95 * found[1]), grammar=found[1])
            doc._.circulation = reading(span, found[0], confidence=sure)
            break
    return doc


def instruction_of(text: str) -> tuple[str, float] | None:
    """The instruction that stands in `text`, and how like it is (0 to 1); null where none does."""
    asked = tight(text)
    if len(asked) < 8:
        return None
    best = max(MARKS, key=lambda mark: fuzz.partial_ratio(tight(mark), asked))
    like = fuzz.partial_ratio(tight(best), asked) / 100
    return (best, like) if like >= 0.82 else None
