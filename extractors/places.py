"""Places inside the names of bodies: provinces under the noise of OCR, districts and communes with what they lie in."""

from __future__ import annotations

import re
from datetime import date

from rapidfuzz.distance import Levenshtein

from extractors.gazetteer import Province, provinces, tight

# The kinds of place that a heading names, as they are spelt inside a name.
PLACES = {
    "tinh": "tỉnh", "thanhpho": "thành phố", "tp": "thành phố", "huyen": "huyện", "quan": "quận", "thixa": "thị xã",
    "phuong": "phường", "xa": "xã", "khuvuc": "khu vực", "thitran": "thị trấn", "dackhu": "đặc khu",
}  # fmt: skip

_ROMAN = re.compile(r"[IVX]+")
_PLACE_AT_END = re.compile(
    r"(?:^|\s)(?!XÃ HỘI(?:$| (?:VÀ|TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|KHU|VIỆT|CHI|HỌC)\b))"
    r"(?!(?:TỈNH|HUYỆN|QUẬN|THỊ XÃ) (?:ỦY|ĐOÀN|ĐỘI)\b)"
    r"((?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|PHƯỜNG|XÃ|THỊ TRẤN|ĐẶC KHU|KHU VỰC|LIÊN HUYỆN)\s+.+)$"
)  # bảo hiểm xã hội, tỉnh đoàn are no places


def province_of(text: str, day: date | None, kind: str | None = None) -> tuple[Province, float] | None:
    """The province that `text` names and how like the name is (0 to 1); null where none is near enough.

    Of two rows of one name the one of `kind` (`tỉnh`, `thành phố`) is meant where it is written, else that of the day.
    """
    asked = tight(text)[:40]
    if len(asked) < 3:
        return None
    best: tuple[float, Province] | None = None
    for province in provinces():
        for spelling in (province.name, *province.aliases):
            wanted = tight(spelling)
            wrong = Levenshtein.distance(asked, wanted, score_cutoff=len(wanted) // 5)
            if wrong > len(wanted) // 5:
                continue
            like = 1 - wrong / len(wanted) - (0 if province.valid.holds(day) else 0.04)
            like -= 0.1 if kind is not None and province.kind != kind else 0
            if best is None or like > best[0]:
                best = (like, province)
    if best is None:
        return None
    return best[1], min(1.0, best[0] + (0.1 if kind is not None and best[1].kind != kind else 0))


def place_name(text: str, day: date | None) -> tuple[str, Province | None, float]:
    """`TỈNH ĐĂK NÔNG` gives `("tỉnh Đắk Nông", its row, likeness)`; a place that no table knows is spelt as written."""
    found = province_of(text, day)
    if found is not None:
        return found[0].full, found[0], found[1]
    words = text.split()
    for count in (2, 1):
        first = tight("".join(words[:count]))
        rest = " ".join(words[count:])
        kind = PLACES.get(first)
        if kind is None and count == 1 and Levenshtein.distance(first, "tinh") == 1 and province_of(rest, day):
            kind = "tỉnh"
        if kind is None or not rest:
            continue
        found = province_of(rest, day, kind) if kind in {"tỉnh", "thành phố"} else None
        if found is not None and kind == "thành phố" and not (found[0].kind == kind and found[0].valid.holds(day)):
            return f"{kind} {found[0].name}", None, found[1]  # a city in the province that has its name
        if found is not None:
            return found[0].full, found[0], found[1]
        return f"{kind} {_places_in(rest, day)}", None, 1.0
    glued = re.match(r"(?i)(?:tỉnh|t[iíìỉĩ]nh|tp\.?)\s*(?=\w)(.+)", text)
    if glued and (found := province_of(glued[1], day)):
        return found[0].full, found[0], found[1]
    return capitalised(text), None, 0.0


def printed_place(text: str, day: date | None) -> str:
    """A place in ordinary capitals as it is printed: a province without its kind stays so (`Y TẾ THÁI NGUYÊN`)."""
    found = province_of(text, day)
    return found[0].name if found is not None else place_name(text, day)[0]


def _places_in(text: str, day: date | None) -> str:
    """`LỆ THỦY TỈNH QUẢNG BÌNH` gives `Lệ Thủy, tỉnh Quảng Bình`: a place with the one it lies in."""
    match = re.search(r"[,\s-]+((?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|tỉnh|thành phố|huyện|quận|thị xã)\s.+)$", text)
    if match is None:
        return capitalised(text)
    return f"{capitalised(text[: match.start()])}, {place_name(match[1], day)[0]}"


def capitalised(words: str) -> str:
    """Each syllable with a capital: the name of a place or a person."""
    return " ".join(word if _ROMAN.fullmatch(word) else word[:1].upper() + word[1:].lower() for word in words.split())


def cut_place(text: str) -> tuple[str, str]:
    """The work of a body and the place it ends with (`TỈNH X`, or the bare name of a province)."""
    match = _PLACE_AT_END.search(text)
    if match is not None:
        return text[: match.start()].strip(), match[1]
    words = text.split()
    for count in (4, 3, 2):
        tail = " ".join(words[-count:])
        if len(words) > count and (found := province_of(tail, None)) and found[1] > 0.95:
            return " ".join(words[:-count]), tail
    return text, ""
