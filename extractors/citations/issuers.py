"""Who issued what is cited: the words after `của`, up to what no name of a body holds."""

from __future__ import annotations

import re
from functools import cache

from extractors import numbering
from extractors.citations.cues import cues, noun_pattern
from extractors.citations.name_ends import ends_name, seat_end
from extractors.citations.respelt import respelt
from extractors.citations.tasks import task_name_end
from extractors.cues import alternation
from extractors.folding import LOWER, UPPER, canonical, fold
from extractors.gazetteer import bodies

_OF = re.compile(
    r"\s*\)?\s*[,:(]?\s*(?:ngay\s+)?(?:truoc\s+day\s+)?(?:(?:cung|deu)\s+)?(?:cua|do)\s+(?:(?:cac\s+)?dong\s+chi\s+)?"
    r"|\s+(?=hoi\s+nghi\s+(?:lan\s+thu|trung\s+uong)\b)"
)


@cache
def _and_next() -> re.Pattern[str]:
    return re.compile(rf"(?:va|cung|hoac)\s+(?:cac\s+)?(?:{noun_pattern()}|{alternation(cues('next_ground'))})\b")


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


_MOST_WORDS = 16
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


# (sau đây gọi tắt là Quyết định 05), (bản điện tử), (đợt 2)
_ASIDE = re.compile(
    r"\s*\((?!(?:cua|ngay|do|giua|tai|theo)\b)(?:sau\s+day\s[^()\n]{2,80}|[^()\n\d/]{2,40}\d?)\)(?!\s*\()"
)
_BETWEEN = re.compile(r"\s*,?\s*(?:(?:duoc\s+)?ky\s+(?:ket\s+)?)?giua\s+(?:cac\s+ben\s*:?\s*)?")
_PARTY = re.compile(r"\s+(?:va|voi|cung)\s+")


def issued_by(text: str, folded: str, position: int, *, joint: bool = False) -> tuple[str | None, int]:
    """The issuer after `của`, or the parties after `giữa`, at `position`, as written, and where it ends.

    Null and `position` where there is none. With `joint` several bodies may follow, parted by commas.
    """
    if (aside := _ASIDE.match(folded, position)) is not None:
        name, end = issued_by(text, folded, aside.end(), joint=joint)
        return (name, end) if name is not None else (None, position)
    if (between := _BETWEEN.match(folded, position)) is not None:
        return _parties(text, folded, between.end(), position)
    if (made := _MADE_BY.match(folded, position)) is not None:
        name, end = body_at(text, folded, made.end())
        return (name, end) if name is not None and _MADE.match(folded, end) else (None, position)
    of = _OF.match(folded, position)
    name, end = body_at(text, folded, of.end(), joint=joint) if of else (None, position)
    if name is None or names_nobody(name) or _of_the_next().match(folded, end):
        return None, position
    return name, end


_MADE_BY = re.compile(r"\s*,?\s*(?:da\s+)?duoc\s+")
_MADE = re.compile(
    r"(?=\s+(?:thong\s+nhat\s+)?(?:ky(?:\s+ban\s+hanh)?|(?:ban|phat)\s+hanh|thong\s+qua|cap)\b(?!\s+(?:tai|theo|kem)\b))"
)


def names_nobody(name: str) -> bool:
    """Whether a name is but the kind of a body (`Sở`), so that it says of none which it is; `VNPT` is a name."""
    return " " not in name and not name.isupper()


@cache
def _of_the_next() -> re.Pattern[str]:
    """`…, của Sở Tài chính tại Công văn số`, `…, của Sở Tài chính (Công văn số`: the body issued what is named next."""
    return re.compile(
        rf"\s+tai\s+(?:cac\s+)?(?:{noun_pattern()})(?!\w)|\s*\(\s*(?:(?:tai|theo)\s+)?(?:cac\s+)?(?:{noun_pattern()})\s+(?:so\b|\d)"
    )


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


def body_at(text: str, folded: str, start: int, *, joint: bool = False, alone: bool = False) -> tuple[str | None, int]:
    """The name of a body that begins at `start`, as written, and where it ends; null where none begins there.

    With `alone` without the body that it is said to be under (`thuộc`).
    """
    cursor = _whole_name_end(text, folded, start)
    if (formed := task_name_end(text, folded, start, cursor)) is not None:
        term = _TERM.match(folded, formed)
        formed = term.end() if term else formed
        return respelt(canonical(" ".join(text[start:formed].split()))), formed
    cursor = _past_comma(text, folded, start, max(cursor, _named_end(text, folded, start)), joint=joint)
    words = 0
    cursor = _past_quotation(text, folded, start, cursor)
    while words < _MOST_WORDS and (match := _ISSUER_WORD.match(text, cursor)) is not None:
        begin, word = match.start("word"), match["word"]
        if "\n" in text[cursor:begin] or _and_next().match(folded, begin):
            break
        if cursor > start and _TERM.match(folded, cursor):
            break  # nhiệm kỳ 2021 - 2026
        if seat := seat_end(text, folded, start, begin):
            cursor = seat
            continue
        if ends_name(text, folded, start, begin):
            break
        if word == "-" and not re.match(rf"\s*[{UPPER}]", text[match.end() :]):
            break
        words += 1
        inner = _whole_name_end(text, folded, begin) if word[0].isupper() else begin
        cursor = max(inner, match.end())  # Ủy ban Thẩm phán Tòa án nhân dân cấp cao …
        if inner < cursor and word.endswith(".") and word.lower() not in {"tp.", "t.p.", "tx.", "q."}:
            cursor -= 1
            break
        if goes_on := _COMMA_GOES_ON.match(text, cursor):
            cursor = goes_on.end()
        cursor = _past_comma(text, folded, start, cursor, joint=joint)
        cursor = _past_quotation(text, folded, start, cursor)
    cursor = start + len(_HANGING.sub("", text[start:cursor]))
    if term := _TERM.match(folded, cursor):
        cursor = term.end()
    if text.startswith(" thuộc ", cursor):
        cursor = start + len(text[start:cursor].removesuffix(" trực"))
    cursor = cursor if alone or cursor == start else _past_above(text, folded, cursor)
    issuer = " ".join(re.sub(r"\s[._`'^~|*]\s", " ", text[start:cursor]).split()).strip(" .-/")
    if not issuer or not (issuer[0].isupper() or issuer.startswith(("liên", "ban "))):
        return None, start
    return respelt(canonical(issuer)), cursor


def _past_above(text: str, folded: str, cursor: int) -> int:
    """Where the body above ends that one is said to be under: `Ban Dân nguyện thuộc Ủy ban Thường vụ Quốc hội`."""
    above = _BELONGS_TO.match(folded, cursor)
    if above is None or not opens_name(text, folded, above.end()):
        return cursor
    whose, end = body_at(text, folded, above.end(), alone=True)
    return cursor if whose is None or names_nobody(whose) else end


_CALLED = re.compile(
    r"\b(?:phong\s+trao|cuoc\s+van\s+dong|hoi\s+thi|giai|chuong\s+trinh|de\s+an|chien\s+dich|quy|cau\s+lac\s+bo)\s*$"
)
_QUOTED = re.compile(r"\s*[“\"][^“”\"\n]{3,90}[”\"]")


def _past_quotation(text: str, folded: str, start: int, cursor: int) -> int:
    """Where what a body is for ends that is quoted: `Ban Chỉ đạo phong trào “Toàn dân đoàn kết …” tỉnh`."""
    quoted = _QUOTED.match(text, cursor) if _CALLED.search(folded, start, cursor) else None
    return quoted.end() if quoted else cursor


_ISSUER_WORD = re.compile(
    rf"\s*(?:[._]\s+(?=[{LOWER}]))?(?P<word>[^\s,;:.()\"“”\n]+\.?(?=\s*[{UPPER}])|[^\s,;:.()\"“”\n]+)"
)
_COMMA_GOES_ON = re.compile(
    rf",(?=\s+[{LOWER}]+(?:\s+[{LOWER}]+){{0,3}}\s+-\s+[{UPPER}])"
)  # Cục Quản lý khám, chữa bệnh - Bộ Y tế
_JOINT = re.compile(r",\s+(?=(?:Bộ|Sở|Ban|Ủy ban|Viện|Tòa|Thanh tra)\s)")
_TOGETHER = re.compile(r"liên (?:bộ|sở|ban|ngành|tịch|cơ quan|ủy ban)\b", re.IGNORECASE)  # and no Liên đoàn Lao động
_TERM = re.compile(  # Ban Bí thư (khóa IX), Tỉnh ủy Lào Cai (cũ), Ban Chấp hành Đảng bộ xã khóa I, nhiệm kỳ 2025 - 2030
    r"(?:,?\s*\(?khoa\s+[ivxl]+\)?)?,?\s*\(?nhiem\s+ky\s+(?:19|20)\d\d\s*-\s*(?:19|20)\d\d\)?"
    r"|\s*\((?:khoa\s+[ivxl]+|cu)\)"
)
_HANGING = re.compile(r"\s+(?:và|cùng|với)\s*$")
_BELONGS_TO = re.compile(r"\s+(?:truc\s+)?thuoc\s+")


_COMMA = re.compile(r",\s+")
_CALLS_ITSELF = (
    r"\((?:[a-z&]{2,10}|(?:sau\s+day|goi\s+tat|goi\s+la)\b[^()\n]{2,60})\)\s+(?!(?:ve|v/v)\b)\w"  # who speaks next
)
_PHRASE_ENDS = re.compile(rf"\s*(?:$|[;.)\n]|(?!{_CALLS_ITSELF})\(|(?:ve|v/v)\b)")


def _past_comma(text: str, folded: str, start: int, cursor: int, *, joint: bool) -> int:
    """Where the body after a comma ends that issued together with that which ends at `cursor`, else `cursor`."""
    while cursor > start and (comma := _next_body(text, folded, start, cursor, joint=joint)):
        cursor = _named_end(text, folded, comma)
    return cursor


_HEAD_OF = re.compile(
    r"(?:pho\s+)?(?:(?:bo|thu|vien|hieu|tong\s+cuc|chi\s+cuc|cuc|vu)\s+truong|chu\s+tich|chu\s+nhiem|(?:tong\s+)?giam\s+doc"
    r"|chanh\s+an|(?:tong|chanh)\s+thanh\s+tra|chanh\s+van\s+phong|truong\s+ban|thong\s+doc|bi\s+thu)\s+"
)


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
    if _TOGETHER.match(text, start):
        met = _JOINT.match(text, cursor)
        return met.end() if met else None
    comma = _COMMA.match(text, cursor)
    if comma is None or not opens_name(text, folded, comma.end()):
        return None
    end = _named_end(text, folded, comma.end())
    if end == comma.end() or folded[comma.end() : end] in folded[start:cursor]:
        return None  # … của Hội Nông dân và Hội Liên hiệp Phụ nữ, Hội Nông dân hướng dẫn: who speaks next
    if joint and _lists_two(text, folded, start, cursor):
        joint = False  # … của Bộ Y tế và Bộ Tài chính, Sở hướng dẫn: who speaks next
    return comma.end() if joint or _PHRASE_ENDS.match(folded, end) or _names_next(folded, end) else None


def _lists_two(text: str, folded: str, start: int, cursor: int) -> bool:
    """Whether two bodies are listed with `và` between, the last (with its place) ending at `cursor`."""
    for joined in _PARTY.finditer(folded, start, cursor):
        end = _named_end(text, folded, joined.end())
        if end > joined.end() and (end == cursor or _PLACED.fullmatch(folded, end, cursor)):
            return True
    return False


_PLACED = re.compile(r"\s+(?:tinh|huyen|thanh\s+pho|thi\s+xa|quan|xa|phuong)\b[^,]{0,30}")


def _names_next(folded: str, end: int) -> bool:
    """Whether another paper is named after `và` (`của Bộ Chính trị, Ban Bí thư và Nghị quyết số …`)."""
    return folded[end : end + 1].isspace() and _and_next().match(folded, end + 1) is not None
