"""Find mentions: a number with its noun, date, issuer and title around it, a law by its name, a short repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from extractors import dates, numbering
from extractors.citations.cues import alternation, cues, laws, noun_pattern, nouns
from extractors.folding import canonical, fold
from extractors.gazetteer import bodies, provinces
from extractors.numbering import Number

MOST = 800  # no dispatch cites more; text made to exhaust us does


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a document is cited: `start` to `end` from its noun to its issuer, in characters.

    `value_start` to `value_end` are its number or name alone. `number` is null for a law cited by `name` and for a
    short repeat (`repeat` is then `this`, `above` or the bare number). `title_end` is where its title ends (`end`
    where it has none). `own_noun` is false where the noun is shared with the mention before, `glued` true where this
    one carries on a list.
    """

    start: int
    end: int
    title_end: int
    number: Number | None = None
    name: str | None = None
    repeat: str | None = None
    kind: str | None = None
    dated: str | None = None
    same_day: bool = False
    issuer: str | None = None
    title: str | None = None
    provisions: tuple[str, ...] = ()
    value_start: int = 0
    value_end: int = 0
    own_noun: bool = True
    glued: bool = False
    sure: float = 1.0


_NOUN_WINDOW = 70
_GLUE = re.compile(r"\s*(?:[,;]|va|hoac|[,;]\s*va|-)?\s*(?:cac\s+)?(?:so\s*:?)?\s*")
_SO = re.compile(r"\bso\s*:?\s*$")
_BEFORE_NUMBER = re.compile(r"(?:\s+(?!va\b|so\b)\w+){0,3}?\s+so\s*:?\s*|\s*(?:so)?\s*:?\s*")
_BEFORE_LAW_NUMBER = re.compile(r"(?:[\s,]+(?!so\b)\w+){1,18}?\s*,?\s+so\s*:?\s*")
_PROVISION = (
    r"(?:diem\s+(?:[a-z]|\d+(?:\.\d+)*)(?:\s*(?:,|va)\s*(?:diem\s+)?[a-z](?!\w))*|khoan\s+\d+[a-z]?(?:\s*(?:,|va)\s*(?:khoan\s+)?\d+[a-z]?(?!\w))*"
    r"|dieu\s+\d+[a-z]?(?:\s*(?:,|va|-)\s*(?:dieu\s+)?\d+[a-z]?(?!\w))*|muc\s+(?:[ivxl]+|\d+(?:\.\d+)*)(?!\w)|chuong\s+[ivxl]+|phan\s+(?:[ivxl]+|thu\s+\w+)|phu\s+luc\s+(?:[ivxl]+|\d+)|tiet\s+\w)"
)
_PROVISIONS = re.compile(
    rf"\b(?P<all>{_PROVISION}(?:\s*,?\s*(?:va\s+)?(?:cua\s+)?{_PROVISION})*)\s*,?\s*(?:cua\s+|tai\s+|trong\s+)?(?:cac\s+)?$"
)
_DATE_GLUE = re.compile(
    r"\s*,?\s*\(?\s*(?:ngay\s+(?=ngay\b))?(?:(?:duoc\s+)?(?:ban\s+hanh|ky)\s+)?(?P<same>cung\s+ngay\s+|(?:cung\s+)?(?=ngay|\d))"
)
_OF = re.compile(r"\s*\)?\s*,?\s*(?:ngay\s+)?(?:cua|do)\s+")


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:cac\s+)?(?P<noun>{noun_pattern()})(?!\w)")


def find(text: str, folded: str) -> list[Mention]:
    """Every mention in `text` and its folded form (same length), in order."""
    found: list[Mention] = []
    for one in islice(numbering.find(text), MOST):
        mention = _numbered(text, folded, one, found[-1] if found else None)
        if mention is not None:
            found.append(mention)
    found = _share(found)
    taken = [(mention.start, mention.end) for mention in found]
    for other in (*_laws(text, folded), *_repeats(folded)):
        if not any(other.start < end and start < other.end for start, end in taken):
            found.append(other)
            taken.append((other.start, other.end))
    return sorted(found, key=lambda mention: mention.start)


def _numbered(text: str, folded: str, one: numbering.Found, last: Mention | None) -> Mention | None:
    """The mention around a number; null where nothing tells that it is one."""
    start, own_noun, glued, kind = one.start, False, False, None
    window = folded[max(0, one.start - _NOUN_WINDOW) : one.start]
    offset = one.start - len(window)
    window = window.rsplit("\n", 1)[-1]
    offset = one.start - len(window)
    law_title = None
    for match in reversed(list(_noun().finditer(window))):
        rest = window[match.end() :]
        is_law = match["noun"] in {"luat", "bo luat", "phap lenh"}
        if is_law and not text[offset + match.start("noun")].isupper():
            continue  # pháp luật, dự luật
        if _BEFORE_NUMBER.fullmatch(rest) or (is_law and _BEFORE_LAW_NUMBER.fullmatch(rest)):
            start, own_noun = offset + match.start("noun"), True
            kind = nouns()[" ".join(match["noun"].split())]
            if is_law and (name := re.sub(r"\s+so\s*:?\s*$", "", rest).strip(" ,")):
                begin = offset + match.end() + rest.index(name)
                law_title = " ".join(text[begin : begin + len(name)].split())
            break
    said = own_noun or bool(_SO.search(window))
    if last is not None and last.number is not None and 0 <= one.start - last.end < 40:
        between = folded[last.end : one.start]
        if not own_noun and _GLUE.fullmatch(between):
            glued, kind, said = True, last.kind, True
        elif own_noun and _GLUE.fullmatch(folded[last.end : start]):
            glued = True
    if not said and not (one.number.known and one.number.kind in numbering.codes("kind")):
        return None
    if _FORM.search(window) or _OWN_COPY.match(one.number.so or ""):
        return None
    if not own_noun and (said_so := _SO.search(window)):
        start = offset + said_so.start()
    kind = kind or _kind_name(one.number)
    dated, same_day, end = _dated(folded, one.end)
    issuer, end = issued_by(text, folded, end)
    if dated is None and issuer is not None:
        dated, same_day, end = _dated(folded, end)
    title, title_end = titled(text, folded, end)
    provisions, start = _provisions(text, folded, start)
    ocr = 1.0 if text[one.start : one.end].replace(" ", "") == one.number.canonical else 0.93
    if one.number.symbol in numbering.codes("kind") and one.number.symbol != "SL":
        if not said:
            return None
        ocr *= 0.7  # 559/QĐ: the body is missing
    sure = (0.97 if own_noun or glued else 0.9) * ocr * (1.0 if one.number.known else 0.97)
    return Mention(
        start, end, title_end, number=one.number, kind=kind, dated=dated, same_day=same_day, issuer=issuer,
        title=title or law_title, provisions=provisions,
        value_start=one.start, value_end=one.end, own_noun=own_noun, glued=glued, sure=sure,
    )  # fmt: skip


_FORM = re.compile(r"\b(?:bieu|mau|bieu\s+mau|phu\s+bieu|form|bang)\s*(?:so\s*:?)?\s*$")
_OWN_COPY = re.compile(r"1(?:19|20)\d\d$")  # …/2019/QĐ-UBND: the blank of a draft, its slash read as 1


def _kind_name(number: Number) -> str | None:
    code = numbering.codes("kind").get(number.kind or "")
    if number.kind == "CV":
        return "Công văn"
    return code.name if code else None


def _dated(folded: str, position: int) -> tuple[str | None, bool, int]:
    """The date after a number, whether it is shared (`cùng ngày`), and where it ends."""
    glue = _DATE_GLUE.match(folded, position)
    if glue is None:
        return None, False, position
    begin = glue.end() - (5 if glue["same"].startswith("cung ngay") else 0)
    match = dates.DATE.match(folded, glue.end()) or dates.DATE.match(folded, max(begin, position))
    if match is None or (found := dates.read(match)) is None or found.year is None:
        return None, False, position
    day = found.on(found.year)
    if day is None:
        return None, False, position
    end = match.end() + (1 if folded[match.end() : match.end() + 1] == ")" else 0)
    return day.isoformat(), bool(glue["same"].startswith("cung ngay")), end


def _provisions(text: str, folded: str, start: int) -> tuple[tuple[str, ...], int]:
    """The articles, clauses and points named before the noun at `start`."""
    floor = max(0, start - 140)
    window = folded[floor:start]
    match = _PROVISIONS.search(window.rsplit("\n", 1)[-1])
    if match is None:
        return (), start
    shift = start - len(window.rsplit("\n", 1)[-1])
    written = " ".join(text[shift + match.start("all") : shift + match.end("all")].split())
    return (written,), shift + match.start("all")


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
    """Names that may hold a comma or a stop (`Bộ Ngoại giao`, `Bộ Văn hóa, Thể thao và Du lịch`), longest first."""
    names = {fold(code.name) for code in numbering.codes("body").values()} | {fold(body.name) for body in bodies()}
    return tuple(sorted((name for name in names if " " in name), key=len, reverse=True))


def issued_by(text: str, folded: str, position: int) -> tuple[str | None, int]:
    """The issuer after `của` at `position`, as written, and where it ends; null and `position` where there is none."""
    of = _OF.match(folded, position)
    if of is None:
        return None, position
    start = cursor = of.end()
    for name in _whole_names():
        inside = folded.find(name, start, start + len(name) + 40)
        begins = inside == start or ("," in name and inside >= 0 and "," not in folded[start:inside])
        if begins and text[inside].isupper() and not folded[inside + len(name) : inside + len(name) + 1].isalnum():
            cursor = inside + len(name)
            break
    words, last = 0, ""
    while words < 16 and (match := _ISSUER_WORD.match(text, cursor)) is not None:
        begin, word = match.start("word"), match["word"]
        if "\n" in text[cursor:begin] or _and_next().match(folded, begin):
            break
        if not (words == 1 and fold(last) in _TAKES_VERB) and _ends_issuer(text, folded, start, begin):
            break
        if word == "-" and not re.match(r"\s*[A-ZĐ]", text[match.end() :]):
            break
        cursor, last = match.end(), word
        words += 1
        if word.endswith(".") and word.lower() not in {"tp.", "t.p.", "tx.", "q."}:
            cursor -= 1
            break
        if goes_on := _COMMA_GOES_ON.match(text, cursor):
            cursor = goes_on.end()
    issuer = " ".join(re.sub(r"\s[._]\s", " ", text[start:cursor]).split()).strip(" .-/")
    if not issuer or not (issuer[0].isupper() or issuer.startswith(("liên", "ban "))):
        return None, position
    return respelt(canonical(issuer)), cursor


_LOWER = "a-zđâăêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
_ISSUER_WORD = re.compile(
    rf"\s*(?:[._]\s+(?=[{_LOWER}]))?(?P<word>[^\s,;:.()\"“”\n]+\.?(?=\s*[A-ZĐ])|[^\s,;:.()\"“”\n]+)"
)
_COMMA_GOES_ON = re.compile(
    rf",(?=\s+[{_LOWER}]+(?:\s+[{_LOWER}]+){{0,3}}\s+-\s+[A-ZĐ])"
)  # Cục Quản lý khám, chữa bệnh - Bộ Y tế
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
def _known_names() -> tuple[tuple[str, str], ...]:
    names = {code.name for code in numbering.codes("body").values()} | {body.name for body in bodies()}
    names |= {province.name for province in provinces()}
    return tuple((fold(name), name) for name in sorted(names, key=len) if len(name) > 6)


def respelt(issuer: str) -> str:
    """`issuer` with the accents of the names that the tables know (`Mặt trận Tố quốc` gives `Mặt trận Tổ quốc`)."""
    folded = fold(issuer)
    for bare, name in _known_names():
        at = folded.find(bare)
        if at >= 0 and issuer[at].isupper() and not re.match(r"\w", folded[at + len(bare) : at + len(bare) + 1]):
            part = issuer[at : at + len(bare)]
            cased = "".join(new.upper() if old.isupper() else new.lower() for old, new in zip(part, name, strict=True))
            issuer = issuer[:at] + cased + issuer[at + len(bare) :]
    return issuer


@cache
def _title_verb() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(cues('title_start'))})(?!\w)")


@cache
def _title_start() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<open>[,(]?\s*[\"“(]?)\s*(?P<cue>{alternation(cues('title_start'))})(?!\w)")


@cache
def _title_stop() -> re.Pattern[str]:
    stops = alternation(cues("title_stop"))
    return re.compile(
        rf"[\n;”\"]|\./\.|\.(?=\s|$)|,\s*(?:{stops})\b|\s+(?:va|cung)\s+(?:cac\s+)?(?:{noun_pattern()})\s+(?:so\b|\d)"
        rf"|,\s*(?:cac\s+)?(?:{noun_pattern()})\s+(?:so\b|\d)|\s+(?:de\s+nghi|yeu\s+cau)\s+(?:cac|so|ubnd|ban|don\s+vi)\b"
    )


_NUMBER_NEXT = re.compile(r"\s+(?:\w+\s+){0,2}?(?:so\s*:?\s*)?\d+\s*[/-]")
_ABOUT = re.compile(r"^(?:về\s+việc|v/v|về)\s+", re.IGNORECASE)


def titled(text: str, folded: str, position: int) -> tuple[str | None, int]:
    """The title after a citation's issuer (`về …`), without `về việc`, and where it ends."""
    head = _title_start().match(folded, position)
    if head is None or "\n" in head["open"] or _NUMBER_NEXT.match(folded, head.end()):
        return None, position
    if "," in head["open"] and head["cue"] not in {"ve", "ve viec", "v/v", "quy dinh", "huong dan"}:
        return None, position
    start = head.start("cue")
    end = min(len(text), start + 600)
    for stop in _title_stop().finditer(folded, start):
        end = min(end, stop.start())
        break
    for comma in re.finditer(
        r",\s+(?=[A-ZĐÂĂÊÔƠƯÁÀẢÃẠẤẦẨẪẬẮẰẲẴẶÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ])", text[start:end]
    ):
        end = start + comma.start()
        break
    if "(" in head["open"] and (closed := text.find(")", start, end)) >= 0:
        end = closed
    title = _ABOUT.sub("", " ".join(text[start:end].split()).strip(' .,;:“”"')).strip()
    return (title or None), end


def _share(found: list[Mention]) -> list[Mention]:
    """Noun and date pass down a list that shares them, the issuer passes up (`số A, số B của Chính phủ`)."""
    made = list(found)
    for index in range(len(made) - 1, 0, -1):
        here, before = made[index], made[index - 1]
        if not here.glued or (here.own_noun and here.kind != before.kind):
            continue
        if before.issuer is None and here.issuer is not None and before.title is None and not here.own_noun:
            made[index - 1] = before = replace(before, issuer=here.issuer)
        if before.dated is None and here.same_day:
            made[index - 1] = replace(before, dated=here.dated, same_day=True)
    return made


_LAW = re.compile(r"\b(?P<noun>Bộ luật|Bộ Luật|Luật|Pháp lệnh|Hiến pháp)\b(?!\s+số\b)")
_LAW_WORD = re.compile(r"\s+(?P<word>[^\s,;:.()\"“”\n]+)")
_AMENDING = re.compile(r"\s+sửa đổi(?:,\s*bổ sung)?\s+(?:một số điều|các điều)\s+của\s+(?:các\s+)?(?:Bộ luật|Luật)\b")
_LAW_STOP = re.compile(
    r"(?:ngay|nam|so|va|duoc|cua|ve|co|quy|nay|da|thi|la|theo|de|khoa|sua|cung|tai|do|trong|hien|voi|khi|doi|cho|gom|noi|tren|neu|hoac|nham|phai|vao)(?!\w)"
)
_LAW_DATE = re.compile(r"\s*,?\s*(?=ngay\b)")
_LAW_YEAR = re.compile(r"\s*(?:nam\s+)?((?:19|20)\d\d)(?!\d|/)")


def _laws(text: str, folded: str) -> Iterator[Mention]:
    """Laws by name only: `Luật Cán bộ, công chức năm 2008`, `Luật Đất đai ngày 29 tháng 11 năm 2013`."""
    for match in islice(_LAW.finditer(text), MOST):
        noun = canonical(match["noun"]).replace("Bộ Luật", "Bộ luật")
        position = match.end()
        amending = _AMENDING.match(text, position)
        end = law_name_end(text, folded, amending.end() if amending else position)
        if noun == "Hiến pháp":
            end = position
        elif end is None:
            continue
        name = " ".join(text[match.start() : end].split())
        name = f"{noun}{name[len(match['noun']) :]}"
        dated = None
        if (glue := _LAW_DATE.match(folded, end)) and (found := dates.DATE.match(folded, glue.end())):
            stated = dates.read(found)
            if stated and stated.year and (day := stated.on(stated.year)):
                dated, end = day.isoformat(), found.end()
        elif year := _LAW_YEAR.match(folded, end):
            name, end = f"{name} năm {year[1]}", year.end()
        elif noun == "Hiến pháp":
            continue
        provisions, start = _provisions(text, folded, match.start())
        yield Mention(start, end, end, name=canonical(name), kind=noun, dated=dated, provisions=provisions,
                      value_start=match.start(), value_end=end, sure=0.93)  # fmt: skip


def law_name_end(text: str, folded: str, position: int) -> int | None:
    """Where a law's name ends that begins after `position`: a known name, else words up to one that ends it."""
    plain = re.compile(r"\s+").match(text, position)
    if plain is None:
        return None
    begin = plain.end()
    for name in laws():
        if folded.startswith(fold(name), begin) and not re.match(
            r"\w", folded[begin + len(name) : begin + len(name) + 1]
        ):
            if begin < len(text) and text[begin].isupper():
                return begin + len(name)
            break
    end = None
    for words in range(12):
        word = _LAW_WORD.match(text, end or position)
        if word is None or "\n" in word[0] or _LAW_STOP.match(folded, word.start("word")):
            break
        if words == 0 and not word["word"][0].isupper():
            return None
        end = word.end()
    return end


@cache
def _repeat() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<noun>{noun_pattern()})\s+(?:(?P<this>nay)|(?P<above>(?:neu|noi|dan)\s+tren|tren\s+day|tren)"
        rf"|(?:so\s*)?(?P<bare>\d{{1,5}}(?:/(?:19|20)\d\d)?)(?![\w/-]|\s*-\s*[a-z]|\s*(?:thang|nam|ngay|don\s+vi|to\s+chuc)))\b"
    )


def _repeats(folded: str) -> Iterator[Mention]:
    """`Nghị định này`, `Công văn nêu trên`, `Nghị định 30`."""
    for match in islice(_repeat().finditer(folded), MOST):
        kind = nouns()[" ".join(match["noun"].split())]
        repeat = "this" if match["this"] else "above" if match["above"] else match["bare"]
        yield Mention(match.start(), match.end(), match.end(), repeat=repeat, kind=kind,
                      value_start=match.start(), value_end=match.end(), sure=0.9)  # fmt: skip
