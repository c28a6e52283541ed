"""Who issued what is cited: the words after `của`, up to what no name of a body holds."""

from __future__ import annotations

import re
from functools import cache

from extractors import numbering
from extractors.citations.cues import cues, noun_pattern
from extractors.cues import alternation
from extractors.folding import LOWER, UPPER, canonical, fold
from extractors.gazetteer import bodies, provinces

_OF = re.compile(r"\s*\)?\s*,?\s*(?:ngay\s+)?(?:cua|do)\s+|\s+(?=hoi\s+nghi\s+(?:lan\s+thu|trung\s+uong)\b)")


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


_ADVERB = re.compile(r"(?:da|cung|vua|moi|dang|co)\b")
_WORD = re.compile(r"\w+")


@cache
def _with_comma() -> tuple[str, ...]:
    return tuple(name for name in _whole_names() if "," in name)


def _whole_name_end(text: str, folded: str, start: int) -> int:
    """Where a known name ends that may hold a comma (`Bộ Văn hóa, Thể thao và Du lịch`), else `start`."""
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


def issued_by(text: str, folded: str, position: int) -> tuple[str | None, int]:
    """The issuer after `của` at `position`, as written, and where it ends; null and `position` where there is none."""
    of = _OF.match(folded, position)
    name, end = body_at(text, folded, of.end()) if of else (None, position)
    return (name, end) if name is not None else (None, position)


def body_at(text: str, folded: str, start: int) -> tuple[str | None, int]:
    """The name of a body that begins at `start`, as written, and where it ends; null where none begins there."""
    cursor = _whole_name_end(text, folded, start)
    words, last = 0, ""
    while words < 16 and (match := _ISSUER_WORD.match(text, cursor)) is not None:
        begin, word = match.start("word"), match["word"]
        if "\n" in text[cursor:begin] or _and_next().match(folded, begin):
            break
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
        elif joint := _joint(text, start, cursor):
            cursor = _whole_name_end(text, folded, joint.end())
    cursor = start + len(_HANGING.sub("", text[start:cursor]))
    if term := _TERM.match(folded, cursor):
        cursor = term.end()
    issuer = " ".join(re.sub(r"\s[._]\s", " ", text[start:cursor]).split()).strip(" .-/")
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
_TERM = re.compile(r"\s*\((?:khoa\s+[ivxl]+|cu)\)")  # Ban Bí thư (khóa IX), Tỉnh ủy Lào Cai (cũ)
_HANGING = re.compile(r"\s+(?:và|cùng|với)\s*$")


def _joint(text: str, start: int, cursor: int) -> re.Match[str] | None:
    """The comma between two bodies that issue together (`liên Bộ Tài chính, Bộ Kế hoạch và Đầu tư`)."""
    return _JOINT.match(text, cursor) if text[start : start + 4].lower() == "liên" else None


_TAKES_VERB = {"ban", "cuc", "vu", "phong", "to", "so", "doan", "truong"}  # Ban chỉ đạo, Cục quản lý dược


def _ends_issuer(text: str, folded: str, start: int, begin: int) -> bool:
    """Whether the word at `begin` ends an issuer: one of its stops, or a title in capitals after a whole body."""
    if not text[begin].isupper():
        return _issuer_stop().match(folded, begin) is not None
    return folded[start:begin].strip() in _bodies() and _title_verb().match(folded, begin) is not None


@cache
def _bodies() -> frozenset[str]:
    return frozenset(fold(code.name) for code in numbering.codes("body").values())


@cache
def _known_names() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {code.name for code in numbering.codes("body").values()} | {body.name for body in bodies()}
    names |= {province.name for province in provinces()}
    known = {fold(name): name for name in sorted(names) if len(name) > 6}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, known), key=len, reverse=True))})(?!\w)"), known


def respelt(issuer: str) -> str:
    """`issuer` with the accents of the names that the tables know (`Mặt trận Tố quốc` gives `Mặt trận Tổ quốc`)."""
    pattern, known = _known_names()
    for match in pattern.finditer(fold(issuer)):
        part = issuer[match.start() : match.end()]
        if part[0].isupper():
            pairs = zip(part, known[match[0]], strict=True)
            cased = "".join(new.upper() if old.isupper() else new.lower() for old, new in pairs)
            issuer = issuer[: match.start()] + cased + issuer[match.end() :]
    return issuer


@cache
def _title_verb() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(cues('title_start'))})(?!\w)")
