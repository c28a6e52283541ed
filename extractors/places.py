"""Places inside the names of bodies: provinces under the noise of OCR, districts and communes with what they lie in."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from functools import cache

from rapidfuzz.distance import Levenshtein

from extractors.folding import canonical
from extractors.gazetteer import Province, districts, provinces, tight

# The kinds of place that a heading names, as they are spelt inside a name.
PLACES = {
    "tinh": "tỉnh", "thanhpho": "thành phố", "tp": "thành phố", "huyen": "huyện", "quan": "quận", "thixa": "thị xã",
    "phuong": "phường", "xa": "xã", "khuvuc": "khu vực", "thitran": "thị trấn", "dackhu": "đặc khu",
}  # fmt: skip

COMMITTEES = {
    "Huyện ủy": "huyện", "Thị ủy": "thị xã", "Thị xã ủy": "thị xã", "Quận ủy": "quận", "Thành ủy": "thành phố",
}  # fmt: skip
"""Committees of the Party, each with the kind of place that it is of."""

_SURELY = 0.95  # how like its name a province is at least where it is read letter for letter
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
    if is_district(text):
        return _spelt(text), None, 1.0  # `QUAN HÓA` is no quận
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
        if found is not None and kind == "thành phố" and found[1] < _SURELY and is_district(rest):
            found = None  # `THÀNH PHỐ PHỔ YÊN` is not of Phú Yên
        if found is not None and kind == "thành phố" and not (found[0].kind == kind and found[0].valid.holds(day)):
            return f"{kind} {found[0].name}", None, found[1]  # a city in the province that has its name
        if found is not None:
            return found[0].full, found[0], found[1]
        return f"{kind} {_places_in(rest, day)}", None, 1.0
    glued = re.match(r"(?i)(?:tỉnh|t[iíìỉĩ]nh|tp\.?)\s*(?=\w)(.+)", text)
    if glued and (found := province_of(glued[1], day)):
        return found[0].full, found[0], found[1]
    return _spelt(text), None, 0.0


def is_district(name: str) -> bool:
    """Whether a table has `name`, accents and all, as that of a district, a town or a city of a province."""
    return _written(name) in _district_names()


def district_alone(name: str) -> str | None:
    """`name` as the table of districts spells it, where no province has it: `QUANG BÌNH`, not `CAO BẰNG`."""
    if any(_written(name) == _written(province.name) for province in provinces()):
        return None
    return _district_names().get(_written(name))


def near_district(name: str, *, province: str | None, kinds: Collection[str], letters: int = 1) -> str | None:
    """The one district that `name`, which itself is none, misspells by its accents or by at most `letters` letters.

    Looked for among the `kinds` of the `province` (its name), or of the country where that is not known; null where
    there is none, or more than one.
    """
    if is_district(name):
        return None
    asked = tight(name)
    likely = [
        (district.name, spelling)
        for district in districts()
        if district.kind in kinds and province in {None, district.province}
        for spelling in (district.name, *district.aliases)
    ]
    for wrong in range(letters + 1 if len(asked) >= _SHORTEST else 1):
        near = {found for found, spelling in likely if Levenshtein.distance(asked, tight(spelling)) == wrong}
        if near:
            return near.pop() if len(near) == 1 else None
    return None


_SHORTEST = 5  # letters of a name in which one may be misread: `Vinh` and `Ninh` are two


@cache
def _district_names() -> dict[str, str]:
    """Names of districts as written, without spaces, signs and case, to their spelling."""
    spelt = [spelling for one in districts() for spelling in (*reversed(one.aliases), one.name)]
    return {_written(spelling): spelling for spelling in spelt}


def _written(name: str) -> str:
    return "".join(c for c in canonical(name).lower() if c.isalnum())


def printed_place(text: str, day: date | None) -> str:
    """A place in ordinary capitals as it is printed: a province without its kind stays so (`Y TẾ THÁI NGUYÊN`)."""
    found = province_of(text, day)
    return found[0].name if found is not None else place_name(text, day)[0]


def _places_in(text: str, day: date | None) -> str:
    """`LỆ THỦY TỈNH QUẢNG BÌNH` gives `Lệ Thủy, tỉnh Quảng Bình`: a place with the one it lies in."""
    match = re.search(r"[,\s-]+((?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|tỉnh|thành phố|huyện|quận|thị xã)\s.+)$", text)
    if match is None:
        return _spelt(text)
    return f"{_spelt(text[: match.start()])}, {place_name(match[1], day)[0]}"


def _spelt(words: str) -> str:
    """A place as the table of districts spells it (`EA H LEO` is `Ea H'leo`), else each syllable with a capital."""
    return _district_names().get(_written(words)) or capitalised(words)


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
        if len(words) > count and (found := province_of(tail, None)) and found[1] > _SURELY:
            return " ".join(words[:-count]), tail
    return text, ""
