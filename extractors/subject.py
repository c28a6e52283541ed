"""Trích yếu: what the paper is about, without a leading `V/v`, `Về việc` or `Về` (NĐ 30/2020, Phụ lục I, mục 5)."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.document import flag, lines, reading, words_of
from extractors.folding import fold, nfc, spaced
from extractors.scoring import score
from extractors.spans import first, head, part

_LEAD = re.compile(r"^\W*(?:v\s*[/.,il|(]?\s*v\b|ve\s+viec\b|veviec\b|ve\b)[\s:.,;/-]*")
_RULES = re.compile(r"(?:\s*[-_–—=~*.…]{2,}|\s+[-_–—=~*|])+\s*$")
_STOP = re.compile(r"\bkinh\s+g[uưo]i\b")
TOKENS = 160


@Language.component("subject", assigns=["doc._.subject"])
def subject(doc: Doc) -> Doc:
    """Reads `subject`, else what follows the kind in `title`; writes `subject`."""
    zone = first(doc, "subject", tokens=TOKENS) or _under_title(doc)
    if zone is None:
        flag(doc, "subject", "Không thấy trích yếu nội dung.")
        return doc
    text = nfc(zone.text[:1500])
    if len(text) != len(zone.text[:1500]):
        text = zone.text[:1500]
    start, end = _bounds(text)
    value = tidy(text[start:end])
    if sum(c.isalpha() for c in value) < 3:
        flag(doc, "subject", "Không đọc được trích yếu nội dung.")
        return doc
    span = part(zone, start, end)
    words = words_of(span)
    weakest = sorted(word.confidence for word in words)[: max(1, len(words) // 6)]
    ocr = sum(weakest) / len(weakest)
    sure = score("subject", ocr=ocr, grammar=1.0 if start else 0.97)
    doc._.subject = reading(span, value, confidence=sure)
    if sure < 0.5:
        flag(doc, "subject", "Trích yếu đọc không rõ, cần đối chiếu với bản giấy.")
    return doc


def _under_title(doc: Doc) -> Span | None:
    zone = first(doc, "title", tokens=TOKENS)
    if zone is None:
        return None
    rest = lines(zone)[1:]
    return head(doc[rest[0].start : rest[-1].end], TOKENS) if rest else None


def _bounds(text: str) -> tuple[int, int]:
    """Where the subject itself begins and ends in `text`."""
    folded = fold(text)
    lead = _LEAD.match(folded)
    start = lead.end() if lead else len(text) - len(text.lstrip(" \n-*–_.,:;"))
    stop = _STOP.search(folded, start)
    end = stop.start() if stop else len(text)
    rule = _RULES.search(text, start, end)
    end = rule.start() if rule else end
    return start, start + len(text[start:end].rstrip(" \n.,;:-_/*"))


def tidy(text: str) -> str:
    """One line, without rules and the final stop."""
    without = re.sub(r"(?<!\S)[^\w\s]*[_`~^|=<>{}\\*¬][^\w\s]*(?!\S)|[_~=]{2,}", " ", text)
    return spaced(without).strip(" .;,-_*")
