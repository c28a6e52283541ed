"""Who issued a document, and when, where the sentence says so before it names the document.

`Ngày 17/4/2018, Sở Y tế có ban hành Công văn số …`, `theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số …`,
`đã được UBND tỉnh phê duyệt tại Quyết định số …`, `Bộ Xây dựng (văn bản số …)`, `các Công văn của Sở Y tế: số …`.
What the words leave open the code of the number decides (`bears`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors import dates
from extractors.citations.cues import cues, noun_pattern
from extractors.citations.fits import bears
from extractors.citations.issuers import body_at, names_nobody, opens_name
from extractors.cues import alternation
from extractors.folding import canonical
from extractors.numbering import Number

_WINDOW = 200  # characters before a noun in which its issuer is said
_LIST = 500  # and before an entry of a list in which its head stands
_DATE = 40  # and before the issuer in which the date stands
_SENTENCE = re.compile(r"[;\n]\s*|\.\s+")
_HOLDS = r"\b(?:cua|(?<=thong nhat )voi)\s+"  # sau khi thống nhất với A tại Công văn số …
_HELD = re.compile(rf"{_HOLDS}(?:(?:cac\s+)?dong\s+chi\s+)?")
_ASKED = re.compile(r"\b(?:tham\s+muu|trinh)\s+$")  # tham mưu UBND tỉnh ban hành …
_PASSES = re.compile(r"\s+ban\s+hanh\s+(?:cac\s+|\d{1,3}\s+)?")
_SPACE = re.compile(r"\s+")
_DATED = re.compile(r"\s*,?\s*$")
_ADVERBS = r"(?:(?:da|dang|se|con|tung|chua|van|vua|moi|cung|tiep\s+tuc|lan\s+luot|co|nhieu\s+lan)\s+)*"
_HELD_HERE = re.compile(rf"{_HOLDS}(?:(?:cac\s+)?dong\s+chi\s+)?$")
_LISTED = re.compile(r"\d\s*(?:,|va|,\s*va)\s*$")  # ý kiến của A tại Báo cáo số …, của B tại Công văn số …
_BRACKETED = re.compile(r"\d\)\s*(?:,|;|va|,\s*va)\s*(?:y\s+kien\s+)?(?:cua\s+)?$")  # A (Công văn số …) và B (
_GRANTED = re.compile(
    r"\b(?:ho\s+tro|phan\s+bo|cap|phe\s+duyet|chap\s+thuan|cho\s+phep|uy\s+quyen|giao|phan\s+cong|dong\s+y)\s+$"
)
_BY_PAPER = re.compile(r"\s+theo\s+(?:cac\s+)?")  # được sự hỗ trợ của Trung ương Hội theo Quyết định số …
_ABOUT_AT = re.compile(r"\s+(?:ve|doi\s+voi)\s+[^;:()\n\d]{3,110}?\s+tai\s+(?:cac\s+)?")
_BY = re.compile(r"\b(?:duoc|do)\s*$")
_WHERE = r"(?:tai|o|trong|bang)\s+(?:(?:diem|khoan|dieu|muc|phan)\s+\w+\s*,?\s*){0,3}(?:cac\s+)?"
_AT = re.compile(rf"\s+(?:(?:da|duoc)\s+)*(?:(?:neu|ghi|the\s+hien|trinh\s+bay)\s+(?:ro\s+)?)?{_WHERE}")
_DOES_AT = re.compile(rf"\s+(?:[\w-]+\s+){{1,6}}?{_WHERE}")  # (được Bộ Nội vụ) giải đáp ở mục 3 Công văn số …
_GIVEN_BY = re.compile(
    r"\s+(?:da\s+)?(?:cap|giao|phan\s+bo|ho\s+tro|trao|phe\s+duyet)\s+theo\s+"
)  # do Trung ương Hội cấp theo …
_SENT_WITH = re.compile(rf"\s+{_ADVERBS}(?:gui|ban\s+hanh|chuyen)\s[^;:()\n]{{3,140}}?\s(?:kem|cung)\s+(?:theo\s+)?")
# báo cáo của A gửi kèm Công văn số …
_SENT_ALONG = re.compile(r"\s+(?:duoc\s+)?(?:gui\s+)?kem\s+(?:theo\s+)?(?:cac\s+)?")
_ISSUED_WITH = re.compile(r"\s*\(?\s*(?:duoc\s+)?ban\s+hanh\s+(?:kem\s+)?theo\s+(?:cac\s+)?")
# Kế hoạch của A ban hành kèm theo Quyết định số …; Quy chế làm việc của A is only about it
_PLANNED = re.compile(
    r"\b(?:chuong\s+trinh|ke\s+hoach|de\s+an|phuong\s+an|du\s+an|chien\s+luoc|quy\s+hoach)\b[^;:.()]{0,90}$"
)
_MET = re.compile(
    r"\s+(?:da\s+)?hop\s[^;:()\n]{3,60}?,\s+(?:thong\s+qua|ban\s+hanh)\s+"
)  # họp phiên bất thường, ban hành …
_BRACKET = re.compile(r"\s*\(\s*(?:(?:tai|theo)\s+)?(?:cac\s+)?")
_ASIDE = re.compile(r"\s*\([^()\n\d/]{2,80}\)")  # Sở Công Thương (cơ quan thường trực) tại …
_COLON = re.compile(r"\s*:\s*")
_ABOUT_NUMBER = re.compile(r"\s+(?:ve|v/v|quy\s+dinh|huong\s+dan|phe\s+duyet|ban\s+hanh)\s[^();:\n]{3,250}(?:\(|,)\s*")
_NUMBERED = re.compile(r"\d\s*[/-]\s*[a-z]|\d/\d{4}/")
_TO_NUMBER = re.compile(r"\s*[:,]?\s*")


def said_before(text: str, folded: str, noun: int, number: Number) -> tuple[str | None, str | None]:
    """Issuer and date (ISO 8601) of a document whose noun begins at `noun`, as the words before it say."""
    floor = _clause(folded, noun)
    for start, end, name in _bodies(text, folded, floor, noun):
        how = bears(number, name)
        if how is not False and _says_so(text, folded, floor, start, end, noun, sure=how is True):
            return (None if names_nobody(name) else name), _date_before(folded, start)
    return _whole_post(text, folded, floor, noun, number), _day_of_the_deed(folded, floor, noun)


def _clause(folded: str, noun: int) -> int:
    """Where the clause begins in which a paper's noun stands."""
    floor = max(0, noun - _WINDOW)
    for stop in _SENTENCE.finditer(folded, floor, noun):
        floor = stop.end()
    return floor


def named_before(text: str, folded: str, noun: int, number: Number) -> bool:
    """Whether a body whose code `number` bears is named shortly before the noun at `noun`, and something said in it."""
    if _SAID_IN.search(folded, max(0, noun - _SHORTLY), noun) is None or "sua doi" in folded[max(0, noun - 60) : noun]:
        return False
    floor = max(_clause(folded, noun), noun - _SHORTLY)
    bodies = _bodies(text, folded, floor, noun)
    return any(bears(number, name) and not _NUMBERED.search(folded, end, noun) for _, end, name in bodies)


_SHORTLY = 90
_SAID_IN = re.compile(r"(?:\(|\b(?:tai|trong|bang|o|co|ky|ra|gui|lap|(?:ban|phat)\s+hanh))\s*(?:cac\s+)?$")


def _whole_post(text: str, folded: str, floor: int, noun: int, number: Number) -> str | None:
    """A post with the commas of its office: `theo đề nghị của Trưởng phòng Quản lý, hỗ trợ hộ kinh doanh tại …`."""
    for held in reversed(list(_HELD.finditer(folded, floor, noun))):
        met = _POST.fullmatch(folded, held.end(), noun)
        if met is None or not _says().search(folded[floor : held.start()]):
            continue
        name = canonical(" ".join(text[held.end() : met.end("post")].split()))
        return name if name[:1].isupper() and bears(number, name) is not False else None
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
    if aside := _ASIDE.match(folded, end, noun):
        end = aside.end()
    if _BRACKETED.search(before) and _BRACKET.fullmatch(folded, end, noun):
        return True
    held = _HELD_HERE.search(before)
    if held is not None:
        spoken = _says().search(before[: held.start()]) is not None
        spoken = spoken or (sure and not before[: held.start()].strip())  # …; của A tại Công văn số …
        spoken = spoken or (sure and _LISTED.search(before[: held.start()]) is not None)
        if spoken and (_AT.fullmatch(folded, end, noun) or _ABOUT_AT.fullmatch(folded, end, noun)):
            return True
        if _GRANTED.search(before[: held.start()]) and _BY_PAPER.fullmatch(folded, end, noun):
            return True
        if sure and _SENT_ALONG.fullmatch(folded, end, noun):
            return True
        if sure and _PLANNED.search(before[: held.start()]) and _ISSUED_WITH.fullmatch(folded, end, noun):
            return True
        return (spoken or sure) and _BRACKET.fullmatch(folded, end, noun) is not None
    opens = _opens().search(before) is not None
    if opens and (_issues().fullmatch(folded, end, noun) or _MET.fullmatch(folded, end, noun)):
        return True
    if opens and (sure or _is_named(text[start:end])) and _asks_in().fullmatch(folded, end, noun):
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
    if (_LISTED.search(before) or before.rstrip().endswith(":")) and _AT.fullmatch(folded, end, noun):
        return True
    if opens and _SENT_WITH.fullmatch(folded, end, noun):
        return True
    if by and _DOES_AT.fullmatch(folded, end, noun):
        return True
    handed = _HANDS_ON.match(folded, end)
    if handed is None or not opens_name(text, folded, handed.end()):
        return False
    return _NAME_TO_NOUN.fullmatch(folded, handed.end(), noun) is not None


def _is_named(name: str) -> bool:
    """Whether a name has a proper part, not only a head that begins a sentence (`Bộ tài liệu`)."""
    return any(not letter.islower() for letter in name[1:] if letter != " ")


@cache
def _opens() -> re.Pattern[str]:
    """What stands before the subject of a clause: `mà UBND tỉnh đã …`, `Nội dung Công ty A kiến nghị …`."""
    return re.compile(rf"(?:^|[,(:]|\d{{4}}|\b(?:{alternation(cues('opens_clause'))}))\s*$")


@cache
def _asks_in() -> re.Pattern[str]:
    """`đã xin ý kiến tại`, `kiến nghị (`: what a body does, and the paper in which it does so."""
    return re.compile(
        rf"\s+{_ADVERBS}(?:{_doing()})\s+(?:(?!\b(?:tai|theo)\b)\w+\s+){{0,4}}?(?:{_WHERE}|\(\s*(?:(?:tai|theo)\s+)?(?:cac\s+)?)"
    )


@cache
def _says() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(cues('says'))})\s+(?:\w+\s+){{0,3}}?$")


def _doing() -> str:
    """What a body does in a paper: what it says, and verbs that behind `của` would be a noun of another's."""
    return alternation((*cues("says"), *cues("does")))


@cache
def _issues() -> re.Pattern[str]:
    return re.compile(rf"\s+{_ADVERBS}(?:{alternation(cues('issues'))})\s+(?:cac\s+|\d{{1,3}}\s+)?")


@cache
def _says_at() -> re.Pattern[str]:
    """`(được Thanh tra huyện) trả lời dứt khoát bằng`."""
    return re.compile(rf"\s+{_ADVERBS}(?:{_doing()})\s+(?:[\w-]+\s+){{0,4}}?{_WHERE}")


@cache
def _acts() -> re.Pattern[str]:
    """`giao Sở Tài chính tại`, `hướng dẫn tại`, `báo cáo (`."""
    return re.compile(rf"\s+{_ADVERBS}(?:{_doing()})(?:,?\s+[\w-]+){{0,18}}?\s*(?:\s+tai\s+|\(\s*)(?:cac\s+)?")


# gửi Sở Tài chính Báo cáo số …, trình Ban Thường vụ Tỉnh ủy Tờ trình số …
_HANDS_ON = re.compile(rf"\s+{_ADVERBS}(?:gui|trinh|tham\s+muu|bao\s+cao)\s+(?:cho\s+)?")
_NAME_TO_NOUN = re.compile(r"(?:(?!ban\s+hanh\b)[\w-]+\s+){1,9}")


def listed_under(text: str, folded: str, position: int, number: Number) -> tuple[int, str, str, str | None] | None:
    """A noun with its issuer before a number: where it begins, the noun folded, the issuer, the date.

    `các Công văn của Sở Y tế: số …`, `Chỉ thị của Thủ tướng Chính phủ về tăng cường kỷ cương (số …`; the first `số`
    begins at `position`.
    """
    floor = max(0, position - _LIST)
    floor = max(floor, folded.rfind("\n", floor, position) + 1)
    for match in reversed(list(_held_noun().finditer(folded, floor, position))):
        name, end = body_at(text, folded, match.end())
        if name is None or bears(number, name) is False:
            continue
        about = _ABOUT_NUMBER.fullmatch(folded, end, position)
        if _TO_NUMBER.fullmatch(folded, end, position) or (about and not _NUMBERED.search(about[0])):
            return match.start(), " ".join(match["noun"].split()), name, dates.iso(match["day"] or "")
    return None


def headed(text: str, folded: str, noun: int, number: Number) -> str | None:
    """The issuer that the head of a list names: `các văn bản của Bộ Nội vụ: Công văn số …, Công văn số …`."""
    floor = max(0, noun - _LIST)
    floor = max(floor, folded.rfind("\n", floor, noun) + 1, folded.rfind(". ", floor, noun) + 1)
    for match in reversed(list(_held_noun().finditer(folded, floor, noun))):
        name, end = body_at(text, folded, match.end())
        if name is not None and _COLON.match(folded, end, noun) and bears(number, name):
            return name
    return None


@cache
def _held_noun() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:cac\s+)?(?P<noun>{noun_pattern()})\s+(?:(?:chi\s+dao|huong\s+dan|quy\s+dinh)\s+)?"
        rf"(?:,?\s*(?P<day>ngay\s+[\d/.-]+(?:\s+thang\s+\d+\s+nam\s+\d+)?)\s+)?cua\s+"
    )


# Ngày 11/6/2018, Tổng cục đã gửi dự thảo tại Công văn số …
_DID = re.compile(
    r"\s*,\s*[^;:()\n\d]{2,90}?\b(?:da|co)\s+[^;:()\n]{0,110}?"
    r"\b(?:tai|bang|trong|co|ky|ra|gui|(?:ban|phat)\s+hanh)\s+(?:cac\s+)?"
)


def _day_of_the_deed(folded: str, floor: int, noun: int) -> str | None:
    """The day with which a clause begins that goes on with what somebody did in the paper."""
    day = dates.DATE.search(folded, floor, noun)
    if (
        day is None
        or folded[floor : day.start()].strip() not in {"", "vao"}
        or not _DID.fullmatch(folded, day.end(), noun)
    ):
        return None
    return dates.iso(day[0])


def _date_before(folded: str, start: int) -> str | None:
    """The full date that stands just before a body."""
    floor = max(0, start - _DATE)
    for match in dates.DATE.finditer(folded, floor, start):
        found = dates.read(match)
        if found is not None and found.year is not None and _DATED.fullmatch(folded, match.end(), start):
            day = found.on(found.year)
            return day.isoformat() if day else None
    return None
