"""Địa danh: the place in the date line (NĐ 30/2020, Phụ lục I, phần II, mục 4), `Bình Định, ngày 17 tháng 10 …`."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractors.document import flag, reading
from extractors.folding import canonical, fold, spaced
from extractors.gazetteer import DISTRICTS, provinces, tight
from extractors.places import COMMITTEES, district_alone, is_district, near_district, province_of
from extractors.scoring import score
from extractors.spans import confidence, first, part, scanned

# Everything before `ngày`, which OCR may break into `ngảy`, `nqày`, `ng2y`.
_BEFORE_DAY = re.compile(r"^(?P<place>.{2,60}?)[\s,.;:]*\b(?:n[gq9][aáàảãạ\w]?y|ngay)\b", re.IGNORECASE | re.DOTALL)
_JUNK = re.compile(r"^(?:.*\d(?:\s+năm)?(?=.*[^\W\d_]{2})|[\W_])+|[\W_]+$", re.DOTALL)  # A Lưới 2 keeps its number


@Language.component("issued_at", assigns=["doc._.issued_at"])
def issued_at(doc: Doc) -> Doc:
    """Reads `place_date`; writes `issued_at`, null where the line names no place."""
    zone = first(doc, "place_date", tokens=60)
    if zone is None:
        return doc
    text = zone.text[:300]
    match = _BEFORE_DAY.search(fold(text)) if len(fold(text)) == len(text) else None
    end = match.end("place") if match else text.find(",")
    raw = _JUNK.sub("", text[: max(0, end)])
    if len([c for c in raw if c.isalpha()]) < 2 or len(raw) > 60:
        return doc
    span = part(zone, text.index(raw), text.index(raw) + len(raw))
    header = first(doc, "authority", tokens=80)
    bodies = tight(header.text[:400]) if header is not None else ""
    if (town := district_alone(raw)) is not None and (not scanned(span) or _names_district(bodies, town)):
        value, known = town, True  # `Phù Yên` is not Phú Yên
    else:
        value, known = _spelt(raw, bodies)
    if not known:
        value = _of_district(value, bodies) if scanned(span) else value
        known = is_district(value)
    grammar = 1.0 if known else 0.85
    sure = score("issued_at", ocr=confidence(span), grammar=grammar, agreement=1.0 if known else 0.5)
    doc._.issued_at = reading(span, value, confidence=sure)
    if not known and confidence(span) < 0.7:
        flag(doc, "issued_at", f"Địa danh “{value}” đọc không rõ và không có trong danh mục tỉnh, thành phố.")
    return doc


def _spelt(raw: str, header: str) -> tuple[str, bool]:
    """The place in its ordinary spelling, and whether it is a province that the tables know.

    A name that is not letter for letter a province's is one only where the (folded) `header` names that province:
    `Tân Ninh` is a commune's.
    """
    text = spaced(canonical(raw))
    bare = re.sub(r"^(?:Tp\.?|TP\.?|Thành phố)\s*(?=\w)", "", text)
    found = province_of(bare, None)
    exact = found is not None and found[1] > 0.95
    if found is not None and (exact or tight(found[0].name) in header):
        prefixed = bare != text and found[0].name == "Hồ Chí Minh"
        return (f"Thành phố {found[0].name}" if prefixed else found[0].name), True
    return (text.title() if text.isupper() else text), False


_OF_DISTRICT = [tight(kind) for kind in (*DISTRICTS, *COMMITTEES, "Huyện đoàn")]


def _names_district(header: str, name: str) -> bool:
    """Whether the (folded) `header` names the district `name` with its kind."""
    return any(kind + tight(name) in header for kind in _OF_DISTRICT)


def _of_district(place: str, header: str) -> str:
    """`place`, read from a scan, as the table of districts spells it, where it misspells the name of one only.

    It must be the district that the (folded) `header` names with its kind, or a town of the province named there: a
    commune may differ from a district by an accent.
    """
    named = [province.name for province in provinces() if tight(province.name) in header]
    whole = max(named, key=len, default=None)
    name = near_district(place, province=whole, kinds=DISTRICTS)
    if name is not None and (_names_district(header, place) or _names_district(header, name)):
        return name
    town = near_district(place, province=whole, kinds={"thành phố", "thị xã"}, letters=0) if whole else None
    return town or place
