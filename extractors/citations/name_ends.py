"""Where the name of a body ends in running text: at a word of what it does, at a level and its place, at a place."""

from __future__ import annotations

import re
from functools import cache

from extractors import numbering
from extractors.capitals import is_inside_name, office_phrases
from extractors.citations.cues import cues, noun_pattern
from extractors.cues import alternation
from extractors.folding import LOWER, UPPER, canonical, fold
from extractors.gazetteer import bodies, provinces

_NEAR = 40  # characters on either side of a stop
WORD = re.compile(r"\s*(?P<word>[^\s,;:.()\"“”\n]+)")


@cache
def _issuer_stop() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(cues('issuer_stop'))})(?!\w)")


# A name that is whole: a level, a level with its place. What follows `và` in small letters is no part of it.
_WHOLE = re.compile(
    r"(?:\b(?:tỉnh|huyện|thành phố|thị xã|quận|phường|(?<!tác )xã)|Chính phủ|Quốc hội|Trung ương|Nhà nước"
    r"|(?:Tỉnh|Thành|Huyện|Thị|Quận) ủy"
    rf"|\b(?:tỉnh|huyện|thành phố|thị xã|thị trấn|quận|phường|(?<!tác )xã|đặc khu)(?: +[{UPPER}][{LOWER}]*){{1,5}})\s*$"
)
# and what may follow it in small letters all the same: tỉnh ủy, Chính phủ nhiệm kỳ, huyện đoàn, xã hội
_GOES_ON = re.compile(
    r"(?:uy|doan|doi|hoi|khoa|nhiem|nuoc|cac|cap|khu|chi|tinh|thanh|huyen|quan|thi|phuong|xa|va|cung|voi|hoac|truc"
    r"|trung|quoc|kiem|lan|ve|o|moi|cu|thon|nghiep|toi|phu|vien|co\s+so)\b"
)
_ADVERB = re.compile(r"(?:da|cung|vua|moi|dang|se|co|ve|tham\s+muu|de\s+nghi|ban\s+hanh)\b")
_TAKES_VERB = {"ban", "cuc", "vu", "phong", "to", "so", "doan", "truong"}  # Ban chỉ đạo, Cục quản lý dược


def ends_name(text: str, folded: str, start: int, begin: int) -> bool:
    """Whether a name that began at `start` has ended before the word at `begin`."""
    word = WORD.match(text, begin)
    if word is None:
        return True
    whole = text[begin].islower() and is_whole(text, folded, start, begin)
    if whole and word["word"] == "và":
        return text[word.end() + 1 : word.end() + 2].islower()  # của UBND tỉnh và tiếp theo …
    if whole and not _GOES_ON.match(folded, begin):
        return True  # của Thủ tướng Chính phủ chưa được thực hiện
    said = folded[start:begin].split()
    first = len(said) == 1 and said[0] in _TAKES_VERB and not _ADVERB.match(folded, begin)
    if (first and not _says_on(text, begin)) or text[start:begin].endswith("thứ "):  # thứ sáu is not `sau`
        return False
    if folded.startswith("v/v", begin):
        return True
    if not text[begin].isupper():
        if _says_on(text, begin):
            return True
        met = _issuer_stop().match(folded, begin)
        return met is not None and not _in_phrase(text, begin, met.end())
    verb = _title_verb().match(folded, begin)
    if verb is None:
        return False
    named = folded[start:begin].strip() in _bodies()
    return named or (" " in verb[0] and is_whole(text, folded, start, begin))


def _says_on(text: str, begin: int) -> bool:
    """Whether a word stands at `begin`, by its accents, with which no name goes on (`VNPT Gia Lai chưa …`)."""
    ahead = [canonical(word["word"]).lower() for word in WORD.finditer(text, begin, begin + _NEAR)][:3]
    said = next((n for n in (3, 2, 1) if len(ahead) >= n and " ".join(ahead[:n]) in _tells_on()), 0)
    if not said:
        return False
    end = begin
    for _ in range(said):
        end = WORD.match(text, end).end()  # type: ignore[union-attr]
    return not _in_phrase(text, begin, end)


@cache
def _tells_on() -> frozenset[str]:
    return frozenset(canonical(cue).lower() for cue in cues("tells_on").values())


def is_whole(text: str, folded: str, start: int, end: int) -> bool:
    """Whether the name from `start` to `end` is whole: a level (`UBND tỉnh`), its place, a ministry, a province."""
    return _WHOLE.search(text, start, end) is not None or _complete().search(folded, start, end) is not None


@cache
def _complete() -> re.Pattern[str]:
    ministries = alternation(fold(body.name) for body in bodies() if body.level == "none" and body.name[:3] == "Bộ ")
    places = alternation(fold(province.name) for province in provinces())
    return re.compile(rf"\b(?:{ministries}|{places})\s*$")


@cache
def _seated() -> re.Pattern[str]:
    """Bodies named by their seat, before `tại`: `cấp cao`, `Đại sứ quán Việt Nam`."""
    return re.compile(rf"\b(?:{alternation(cues('seated'))})\b")


_SEAT = re.compile(
    rf"tại\s+(?:(?:[Tt]hành phố|tỉnh|TP\.?|nước|khu vực|miền)\s+)?[{UPPER}][^\W\d_]*(?:\s+[{UPPER}][^\W\d_]*){{0,4}}"
)


def seat_end(text: str, folded: str, start: int, begin: int) -> int | None:
    """Where the seat ends that is a part of the name begun at `start`: `… cấp cao` + `tại Đà Nẵng`; null for none."""
    met = _SEAT.match(text, begin) if folded.startswith("tai", begin) else None
    if met is None or _seated().search(folded, start, begin) is None or _paper().match(folded, begin):
        return None
    return met.end()


@cache
def _paper() -> re.Pattern[str]:
    return re.compile(
        rf"tai\s+(?:cac\s+)?(?:{noun_pattern()}|hoi\s+nghi|cuoc\s+hop|dieu|khoan|diem|muc|phu\s+luc|ky\s+hop)\b"
    )


def _in_phrase(text: str, begin: int, end: int) -> bool:
    """Whether a stop is but a part of a name or of a word of offices: `Cảnh sát giao thông`; `vận tải` is not `tại`."""
    syllable = text[begin:end].lower()
    before, after = text[max(0, begin - _NEAR) : begin].split(), text[end : end + _NEAR].split()
    if is_inside_name(before[-4:], [*syllable.split(), *after[:2]][:3]):
        return True
    if " " in syllable or syllable in cues("issuer_stop").values():
        return False
    pairs = [f"{word} {syllable}" for word in before[-1:]]
    pairs += [f"{syllable} {word.strip(',.;:)')}" for word in after[:1]]
    return any(pair.lower() in office_phrases() for pair in pairs)


@cache
def _bodies() -> frozenset[str]:
    return frozenset(fold(code.name) for code in numbering.codes("body").values())


@cache
def _title_verb() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(cues('title_start'))})(?!\w)")
