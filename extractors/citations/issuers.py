"""Who issued what is cited: the words after `của`, up to what no name of a body holds."""

from __future__ import annotations

import re
from functools import cache

from extractors import numbering
from extractors.capitals import is_inside_name, office_phrases
from extractors.citations.cues import cues, noun_pattern
from extractors.citations.respelt import respelt
from extractors.citations.tasks import task_name_end
from extractors.cues import alternation
from extractors.folding import LOWER, UPPER, canonical, fold
from extractors.gazetteer import bodies, provinces

_OF = re.compile(
    r"\s*\)?\s*[,:]?\s*(?:ngay\s+)?(?:cua|do)\s+(?:(?:cac\s+)?dong\s+chi\s+)?"
    r"|\s+(?=hoi\s+nghi\s+(?:lan\s+thu|trung\s+uong)\b)"
)


@cache
def _issuer_stop() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(cues('issuer_stop'))})(?!\w)")


@cache
def _and_next() -> re.Pattern[str]:
    return re.compile(
        rf"(?:va|cung|hoac)\s+(?:cac\s+)?(?:{noun_pattern()}|so|cac|theo|y\s+kien|bo\s+luat|dieu|khoan|diem|muc)\b"
    )


@cache
def _whole_names() -> tuple[str, ...]:
    """Folded names of bodies, longest first."""
    names = {fold(code.name) for code in numbering.codes("body").values()} | {fold(body.name) for body in bodies()}
    return tuple(sorted((name for name in names if " " in name), key=len, reverse=True))


@cache
def _opening_with() -> dict[str, tuple[str, ...]]:
    """First word of a name to the names that begin with it, longest first."""
    found: dict[str, list[str]] = {}
    for name in _whole_names():
        found.setdefault(name.split()[0], []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def opens_name(text: str, folded: str, start: int) -> bool:
    """Whether a word begins at `start` with which names of bodies begin."""
    word = _WORD.match(folded, start)
    return word is not None and text[start].isupper() and word[0] in _first_words()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(_opening_with()) | {cue.split()[0] for cue in cues("opens_body")}


_ADVERB = re.compile(r"(?:da|cung|vua|moi|dang|co|ve)\b")
_WORD = re.compile(r"\w+")


@cache
def _with_comma() -> tuple[str, ...]:
    return tuple(name for name in _whole_names() if "," in name)


@cache
def _joined_posts() -> re.Pattern[str]:
    """Posts that one person holds (`Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc`), parted by a comma."""
    return re.compile(rf"(?:{alternation(cues('joined_posts'))})(?!\w)")


def _whole_name_end(text: str, folded: str, start: int) -> int:
    """Where a known name ends that may hold a comma (`Bộ Văn hóa, Thể thao và Du lịch`), else `start`."""
    if (posts := _joined_posts().match(folded, start)) is not None:
        return posts.end()
    word = _WORD.match(folded, start)
    for name in _opening_with().get(word[0], ()) if word else ():
        if folded.startswith(name, start) and _stands(text, folded, start, name):
            return start + len(name)
    for name in _with_comma():
        inside = folded.find(name, start, start + len(name) + 40)
        if inside >= 0 and "," not in folded[start:inside] and _stands(text, folded, inside, name):
            return inside + len(name)
    return start


def _stands(text: str, folded: str, at: int, name: str) -> bool:
    """Whether a name found at `at` is written as a name, whole."""
    return text[at].isupper() and not folded[at + len(name) : at + len(name) + 1].isalnum()


_BETWEEN = re.compile(r"\s*,?\s*(?:(?:duoc\s+)?ky\s+(?:ket\s+)?)?giua\s+(?:cac\s+ben\s*:?\s*)?")
_PARTY = re.compile(r"\s+(?:va|voi|cung)\s+")


def issued_by(text: str, folded: str, position: int, *, joint: bool = False) -> tuple[str | None, int]:
    """The issuer after `của`, or the parties after `giữa`, at `position`, as written, and where it ends.

    Null and `position` where there is none. With `joint` several bodies may follow, parted by commas.
    """
    if (between := _BETWEEN.match(folded, position)) is not None:
        return _parties(text, folded, between.end(), position)
    of = _OF.match(folded, position)
    name, end = body_at(text, folded, of.end(), joint=joint) if of else (None, position)
    if name is None or _of_the_next().match(folded, end):
        return None, position
    return name, end


@cache
def _of_the_next() -> re.Pattern[str]:
    """`…, của Sở Tài chính tại Công văn số`: the body issued what is named next."""
    return re.compile(rf"\s+tai\s+(?:cac\s+)?(?:{noun_pattern()})(?!\w)")


def _parties(text: str, folded: str, start: int, position: int) -> tuple[str | None, int]:
    """The parties of an agreement, as written: `Trường Đại học Vinh và Sở Giáo dục và Đào tạo Nghệ An`."""
    name, end = body_at(text, folded, start, joint=True)
    if name is None:
        return None, position
    while (more := _PARTY.match(folded, end)) is not None:
        other, close = body_at(text, folded, more.end(), joint=True)
        if other is None:
            break
        name, end = f"{name} {text[more.start() : more.end()].strip()} {other}", close
    return name, end


def body_at(text: str, folded: str, start: int, *, joint: bool = False) -> tuple[str | None, int]:
    """The name of a body that begins at `start`, as written, and where it ends; null where none begins there."""
    cursor = _whole_name_end(text, folded, start)
    if (formed := task_name_end(text, folded, start, cursor)) is not None:
        term = _TERM.match(folded, formed)
        formed = term.end() if term else formed
        return respelt(canonical(" ".join(text[start:formed].split()))), formed
    cursor = _past_comma(text, folded, start, cursor, joint=joint)
    words, last = 0, ""
    while words < 16 and (match := _ISSUER_WORD.match(text, cursor)) is not None:
        begin, word = match.start("word"), match["word"]
        if "\n" in text[cursor:begin] or _and_next().match(folded, begin):
            break
        if cursor > start and _TERM.match(folded, cursor):
            break  # nhiệm kỳ 2021 - 2026
        if word == "và" and _is_whole(text, folded, start, begin) and text[match.end() + 1 : match.end() + 2].islower():
            break  # của UBND tỉnh và tiếp theo …
        if word[0].islower() and _is_whole(text, folded, start, begin) and not _GOES_ON.match(folded, begin):
            break  # của Thủ tướng Chính phủ chưa được thực hiện
        free = words == 1 and fold(last) in _TAKES_VERB and not _ADVERB.match(folded, begin)
        free = free or last == "thứ"  # thứ sáu is not `sau`
        if not free and _ends_issuer(text, folded, start, begin):
            break
        if word == "-" and not re.match(rf"\s*[{UPPER}]", text[match.end() :]):
            break
        cursor, last = match.end(), word
        words += 1
        if word.endswith(".") and word.lower() not in {"tp.", "t.p.", "tx.", "q."}:
            cursor -= 1
            break
        if goes_on := _COMMA_GOES_ON.match(text, cursor):
            cursor = goes_on.end()
        cursor = _past_comma(text, folded, start, cursor, joint=joint)
    cursor = start + len(_HANGING.sub("", text[start:cursor]))
    if term := _TERM.match(folded, cursor):
        cursor = term.end()
    issuer = " ".join(re.sub(r"\s[._`'^~|*]\s", " ", text[start:cursor]).split()).strip(" .-/")
    if not issuer or not (issuer[0].isupper() or issuer.startswith(("liên", "ban "))):
        return None, start
    return respelt(canonical(issuer)), cursor


_ISSUER_WORD = re.compile(
    rf"\s*(?:[._]\s+(?=[{LOWER}]))?(?P<word>[^\s,;:.()\"“”\n]+\.?(?=\s*[{UPPER}])|[^\s,;:.()\"“”\n]+)"
)
_COMMA_GOES_ON = re.compile(
    rf",(?=\s+[{LOWER}]+(?:\s+[{LOWER}]+){{0,3}}\s+-\s+[{UPPER}])"
)  # Cục Quản lý khám, chữa bệnh - Bộ Y tế
_JOINT = re.compile(r",\s+(?=(?:Bộ|Sở|Ban|Ủy ban|Viện|Tòa|Thanh tra)\s)")
_TERM = re.compile(  # Ban Bí thư (khóa IX), Tỉnh ủy Lào Cai (cũ), Ban Chấp hành Đảng bộ xã khóa I, nhiệm kỳ 2025 - 2030
    r"(?:,?\s*\(?khoa\s+[ivxl]+\)?)?,?\s*\(?nhiem\s+ky\s+(?:19|20)\d\d\s*-\s*(?:19|20)\d\d\)?"
    r"|\s*\((?:khoa\s+[ivxl]+|cu)\)"
)
# A name that is whole: what follows `và` in small letters is no part of it.
_WHOLE = re.compile(
    r"(?:\b(?:tỉnh|huyện|thành phố|thị xã|quận|phường|(?<!tác )xã)|Chính phủ|Quốc hội|Trung ương|Nhà nước"
    r"|(?:Tỉnh|Thành|Huyện|Thị|Quận) ủy)\s*$"
)
# and what may follow it in small letters all the same: tỉnh ủy, Chính phủ nhiệm kỳ, huyện đoàn, xã hội
_GOES_ON = re.compile(
    r"(?:uy|doan|doi|hoi|khoa|nhiem|nuoc|cac|cap|khu|chi|tinh|thanh|huyen|quan|thi|phuong|xa|va|cung|voi|hoac|truc"
    r"|trung|quoc|kiem|lan|ve|o|moi|cu|thon|nghiep|toi|phu|vien|co\s+so)\b"
)
_HANGING = re.compile(r"\s+(?:và|cùng|với)\s*$")


_COMMA = re.compile(r",\s+")
_SPACE = re.compile(r"\s+")
_PHRASE_ENDS = re.compile(r"\s*(?:$|[;.)\n(]|(?:ve|v/v)\b)")


def _past_comma(text: str, folded: str, start: int, cursor: int, *, joint: bool) -> int:
    """Where the body after a comma ends that issued together with that which ends at `cursor`, else `cursor`."""
    while cursor > start and (comma := _next_body(text, folded, start, cursor, joint=joint)):
        cursor = _named_end(text, folded, comma)
    return cursor


_HEAD_OF = re.compile(r"(?:bo\s+truong|chu\s+tich|chu\s+nhiem|tong\s+giam\s+doc|giam\s+doc|vien\s+truong)\s+")


def _named_end(text: str, folded: str, at: int) -> int:
    """Where a known name ends that begins at `at`, perhaps with its head: `Bộ trưởng Bộ Tài chính`; `at` if none."""
    end = _whole_name_end(text, folded, at)
    if end > at or (head := _HEAD_OF.match(folded, at)) is None:
        return end
    end = _whole_name_end(text, folded, head.end())
    return end if end > head.end() else at


def _next_body(text: str, folded: str, start: int, cursor: int, *, joint: bool) -> int | None:
    """Where another body begins after a comma that issued together with the first, or that the first belongs to.

    `liên Bộ Tài chính, Bộ Kế hoạch và Đầu tư`; `Bộ Chính trị, Ban Bí thư`; a body after a comma may as well be the one
    that speaks next (`…, UBND tỉnh đề nghị`), so that it must end the phrase.
    """
    if text[start : start + 4].lower() == "liên":
        met = _JOINT.match(text, cursor)
        return met.end() if met else None
    comma = _COMMA.match(text, cursor)
    if comma is None or not opens_name(text, folded, comma.end()):
        return None
    end = _named_end(text, folded, comma.end())
    if end == comma.end():
        return None
    return comma.end() if joint or _PHRASE_ENDS.match(folded, end) or _names_next(folded, end) else None


def _names_next(folded: str, end: int) -> bool:
    """Whether another paper is named after `và` (`của Bộ Chính trị, Ban Bí thư và Nghị quyết số …`)."""
    space = _SPACE.match(folded, end)
    return space is not None and _and_next().match(folded, space.end()) is not None


_TAKES_VERB = {"ban", "cuc", "vu", "phong", "to", "so", "doan", "truong"}  # Ban chỉ đạo, Cục quản lý dược


def _ends_issuer(text: str, folded: str, start: int, begin: int) -> bool:
    """Whether the word at `begin` ends an issuer: one of its stops, or a title in capitals after a whole body."""
    if folded.startswith("v/v", begin) or _tells_on(text, begin):
        return True
    if not text[begin].isupper():
        met = _issuer_stop().match(folded, begin)
        return met is not None and not _in_phrase(text, begin, met.end())
    return folded[start:begin].strip() in _bodies() and _title_verb().match(folded, begin) is not None


def _tells_on(text: str, begin: int) -> bool:
    """Whether an adverb stands at `begin` with which no name goes on (`VNPT Kiên Giang chưa …`), by its accents."""
    word = _ISSUER_WORD.match(text, begin)
    if word is None or canonical(word["word"]).lower() not in cues("tells_on").values():
        return False
    return not _in_phrase(text, begin, word.end())


def _is_whole(text: str, folded: str, start: int, end: int) -> bool:
    """Whether the name from `start` to `end` is whole: a level (`UBND tỉnh`), a province's name, a ministry."""
    return _WHOLE.search(text, start, end) is not None or _complete().search(folded, start, end) is not None


@cache
def _complete() -> re.Pattern[str]:
    ministries = alternation(fold(body.name) for body in bodies() if body.level == "none" and body.name[:3] == "Bộ ")
    places = alternation(fold(province.name) for province in provinces())
    return re.compile(rf"(?:\b(?:{ministries})|\b(?:tinh|thanh\s+pho|tp\.?)\s+(?:{places}))\s*$")


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


_NEAR = 40  # characters on either side of a stop


@cache
def _bodies() -> frozenset[str]:
    return frozenset(fold(code.name) for code in numbering.codes("body").values())


@cache
def _title_verb() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(cues('title_start'))})(?!\w)")
