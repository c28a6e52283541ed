"""Who issued a document, and when, where the sentence says so before it names the document.

`Ngày 17/4/2018, Sở Y tế có ban hành Công văn số …`, `theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số …`,
`đã được UBND tỉnh phê duyệt tại Quyết định số …`, `Bộ Xây dựng (văn bản số …)`, `các Công văn của Sở Y tế: số …`.
What the words leave open the code of the number decides (`fits`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors import dates
from extractors.citations.cues import cues, noun_pattern
from extractors.citations.fits import fits
from extractors.citations.issuers import body_at, opens_name
from extractors.cues import alternation
from extractors.folding import canonical
from extractors.numbering import Number

_WINDOW = 200  # characters before a noun in which its issuer is said
_LIST = 500  # and before an entry of a list in which its head stands
_DATE = 40  # and before the issuer in which the date stands
_SENTENCE = re.compile(r"[;\n]\s*|\.\s+")
_HELD = re.compile(r"\bcua\s+(?:(?:cac\s+)?dong\s+chi\s+)?")
_OPENS = re.compile(r"(?:^|[,(]|\d{4}|\b(?:duoc|do|va|khi|nghe|viec))\s*$")
_ASKED = re.compile(r"\b(?:tham\s+muu|trinh)\s+$")  # tham mưu UBND tỉnh ban hành …
_PASSES = re.compile(r"\s+ban\s+hanh\s+(?:cac\s+)?")
_SPACE = re.compile(r"\s+")
_DATED = re.compile(r"\s*,?\s*$")
_ADVERBS = r"(?:(?:da|vua|moi|cung|tiep\s+tuc|co|nhieu\s+lan)\s+)*"
_HELD_HERE = re.compile(r"\bcua\s+(?:(?:cac\s+)?dong\s+chi\s+)?$")
_LISTED = re.compile(r"\d\s*(?:,|va|,\s*va)\s*$")  # ý kiến của A tại Báo cáo số …, của B tại Công văn số …
_ABOUT_AT = re.compile(r"\s+(?:ve|doi\s+voi)\s+[^;:()\n\d]{3,110}?\s+tai\s+(?:cac\s+)?")
_BY = re.compile(r"\b(?:duoc|do)\s*$")
_WHERE = r"(?:tai|o|trong|bang)\s+(?:(?:diem|khoan|dieu|muc|phan)\s+\w+\s*,?\s*){0,3}(?:cac\s+)?"
_AT = re.compile(rf"\s+(?:(?:da|duoc)\s+)*(?:(?:neu|ghi|the\s+hien|trinh\s+bay)\s+(?:ro\s+)?)?{_WHERE}")
_DOES_AT = re.compile(rf"\s+(?:[\w-]+\s+){{1,6}}?{_WHERE}")  # (được Bộ Nội vụ) giải đáp ở mục 3 Công văn số …
_GIVEN_BY = re.compile(
    r"\s+(?:da\s+)?(?:cap|giao|phan\s+bo|ho\s+tro|trao|phe\s+duyet)\s+theo\s+"
)  # do Trung ương Hội cấp theo …
_SENT_WITH = re.compile(rf"\s+{_ADVERBS}(?:gui|ban\s+hanh|chuyen)\s[^;:()\n]{{3,140}}?\s(?:kem|cung)\s+(?:theo\s+)?")
_MET = re.compile(
    r"\s+(?:da\s+)?hop\s[^;:()\n]{3,60}?,\s+(?:thong\s+qua|ban\s+hanh)\s+"
)  # họp phiên bất thường, ban hành …
_BRACKET = re.compile(r"\s*\(\s*(?:(?:tai|theo)\s+)?(?:cac\s+)?")
_COLON = re.compile(r"\s*:\s*")
_TO_NUMBER = re.compile(r"\s*[:,]?\s*")


def said_before(text: str, folded: str, noun: int, number: Number) -> tuple[str | None, str | None]:
    """Issuer and date (ISO 8601) of a document whose noun begins at `noun`, as the words before it say."""
    floor = max(0, noun - _WINDOW)
    for stop in _SENTENCE.finditer(folded, floor, noun):
        floor = stop.end()
    for start, end, name in _bodies(text, folded, floor, noun):
        how = fits(number, name)
        if how is not False and _says_so(text, folded, floor, start, end, noun, sure=how is True):
            return (name if " " in name else None), _date_before(folded, start)
    return _whole_post(text, folded, floor, noun, number), None


def _whole_post(text: str, folded: str, floor: int, noun: int, number: Number) -> str | None:
    """A post with the commas of its office: `theo đề nghị của Trưởng phòng Quản lý, hỗ trợ hộ kinh doanh tại …`."""
    for held in reversed(list(_HELD.finditer(folded, floor, noun))):
        met = _POST.fullmatch(folded, held.end(), noun)
        if met is None or not _says().search(folded[floor : held.start()]):
            continue
        name = canonical(" ".join(text[held.end() : met.end("post")].split()))
        return name if name[:1].isupper() and fits(number, name) is not False else None
    return None


_POST = re.compile(
    r"(?P<post>(?:truong|pho|chanh|giam\s+doc|vu\s+truong|cuc\s+truong|vien\s+truong|hieu\s+truong|chu\s+tich|cac\s+truong)\b"
    r"(?:(?!\bve\b|\btrong\b|\bdoi\s+voi\b)[^;:.()\n\d]){3,110}?)\s+tai\s+(?:cac\s+)?"
)


def _bodies(text: str, folded: str, floor: int, noun: int) -> Iterator[tuple[int, int, str]]:
    """The bodies named between `floor` and `noun`, the nearest first: where each begins and ends, its name."""
    starts = {floor, *(match.end() for match in _SPACE.finditer(folded, floor, noun))}
    held = {match.end() for match in _HELD.finditer(folded, floor, noun)}
    found: dict[int, tuple[int, str]] = {}
    for start in sorted(starts | held, reverse=True):
        if start < noun and (start in held or opens_name(text, folded, start)):
            name, end = body_at(text, folded, start)
            if name is not None and end <= noun and not name.startswith("Lãnh đạo"):  # no body: Lãnh đạo Bộ
                found[end] = start, name  # the longest: `Chủ tịch UBND tỉnh`
    for end in sorted(found, reverse=True):
        yield found[end][0], end, found[end][1]


def _says_so(text: str, folded: str, floor: int, start: int, end: int, noun: int, *, sure: bool) -> bool:
    """Whether the words around a body say that it issued what is named at `noun`; `sure` where the code agrees."""
    before = folded[floor:start]
    held = _HELD_HERE.search(before)
    if held is not None:
        spoken = _says().search(before[: held.start()]) is not None
        spoken = spoken or (sure and _LISTED.search(before[: held.start()]) is not None)
        if spoken and (_AT.fullmatch(folded, end, noun) or _ABOUT_AT.fullmatch(folded, end, noun)):
            return True
        return (spoken or sure) and _BRACKET.fullmatch(folded, end, noun) is not None
    opens = _OPENS.search(before) is not None
    if opens and (_issues().fullmatch(folded, end, noun) or _MET.fullmatch(folded, end, noun)):
        return True
    if _ASKED.search(before):
        return _PASSES.fullmatch(folded, end, noun) is not None
    by = _BY.search(before) is not None
    if by and (_says_at().fullmatch(folded, end, noun) or _GIVEN_BY.fullmatch(folded, end, noun)):
        return True
    if not sure:
        return False
    if _BRACKET.fullmatch(folded, end, noun) or _acts().fullmatch(folded, end, noun):
        return True
    if opens and _SENT_WITH.fullmatch(folded, end, noun):
        return True
    if by and _DOES_AT.fullmatch(folded, end, noun):
        return True
    handed = _HANDS_ON.match(folded, end)
    if handed is None or not opens_name(text, folded, handed.end()):
        return False
    return _NAME_TO_NOUN.fullmatch(folded, handed.end(), noun) is not None


@cache
def _says() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(cues('says'))})\s+(?:\w+\s+){{0,3}}?$")


@cache
def _issues() -> re.Pattern[str]:
    return re.compile(rf"\s+{_ADVERBS}(?:{alternation(cues('issues'))})\s+(?:cac\s+)?")


@cache
def _says_at() -> re.Pattern[str]:
    """`(được Thanh tra huyện) trả lời dứt khoát bằng`."""
    return re.compile(rf"\s+{_ADVERBS}(?:{alternation(cues('says'))})\s+(?:[\w-]+\s+){{0,4}}?{_WHERE}")


@cache
def _acts() -> re.Pattern[str]:
    """`giao Sở Tài chính tại`, `hướng dẫn tại`, `báo cáo (`."""
    return re.compile(
        rf"\s+{_ADVERBS}(?:{alternation(cues('says'))})(?:\s+[\w-]+){{0,12}}?\s*(?:\s+tai\s+|\(\s*)(?:cac\s+)?"
    )


# gửi Sở Tài chính Báo cáo số …, trình Ban Thường vụ Tỉnh ủy Tờ trình số …
_HANDS_ON = re.compile(rf"\s+{_ADVERBS}(?:gui|trinh|tham\s+muu|bao\s+cao)\s+(?:cho\s+)?")
_NAME_TO_NOUN = re.compile(r"(?:(?!ban\s+hanh\b)[\w-]+\s+){1,9}")


def listed_under(text: str, folded: str, number: int) -> tuple[int, str, str, str | None] | None:
    """A noun with its issuer before a number: where it begins, the noun folded, the issuer, the date.

    `các Công văn của Sở Y tế: số …`, `Quyết định của Thủ tướng Chính phủ số …`; the first `số` begins at `number`.
    """
    floor = max(0, number - _WINDOW)
    for match in reversed(list(_held_noun().finditer(folded, floor, number))):
        name, end = body_at(text, folded, match.end())
        if name is not None and _TO_NUMBER.fullmatch(folded, end, number):
            return match.start(), " ".join(match["noun"].split()), name, _date_in(match["day"])
    return None


def headed(text: str, folded: str, noun: int, number: Number) -> str | None:
    """The issuer that the head of a list names: `các văn bản của Bộ Nội vụ: Công văn số …, Công văn số …`."""
    floor = max(0, noun - _LIST)
    floor = max(floor, folded.rfind("\n", floor, noun) + 1, folded.rfind(". ", floor, noun) + 1)
    for match in reversed(list(_held_noun().finditer(folded, floor, noun))):
        name, end = body_at(text, folded, match.end())
        if name is not None and _COLON.match(folded, end, noun) and fits(number, name):
            return name
    return None


@cache
def _held_noun() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:cac\s+)?(?P<noun>{noun_pattern()})\s+(?:(?:chi\s+dao|huong\s+dan|quy\s+dinh)\s+)?"
        rf"(?:,?\s*(?P<day>ngay\s+[\d/.-]+(?:\s+thang\s+\d+\s+nam\s+\d+)?)\s+)?cua\s+"
    )


def _date_in(said: str | None) -> str | None:
    match = dates.DATE.match(said) if said else None
    found = dates.read(match) if match else None
    day = found.on(found.year) if found is not None and found.year is not None else None
    return day.isoformat() if day else None


def _date_before(folded: str, start: int) -> str | None:
    """The full date that stands just before a body."""
    floor = max(0, start - _DATE)
    for match in dates.DATE.finditer(folded, floor, start):
        found = dates.read(match)
        if found is not None and found.year is not None and _DATED.fullmatch(folded, match.end(), start):
            day = found.on(found.year)
            return day.isoformat() if day else None
    return None
