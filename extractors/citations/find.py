"""Find mentions: a number with its noun, date, issuer and title around it, a law by its name, a short repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from extractors import dates, numbering
from extractors.citations.before import headed, listed_under, said_before
from extractors.citations.cues import noun_pattern, nouns
from extractors.citations.fits import fits
from extractors.citations.issuers import issued_by
from extractors.citations.laws import named, unnumbered
from extractors.citations.mention import MOST, Mention, provisions
from extractors.citations.titles import titled
from extractors.cues import alternation
from extractors.folding import fold
from extractors.gazetteer import provinces
from extractors.numbering import Number

_NOUN_WINDOW = 70
_JOINTS = 40  # characters that join two entries of a list
_GLUE = re.compile(r"\s*(?:[,;]|va|hoac|[,;]\s*va|-)?\s*(?:cac\s+)?(?:so\s*:?)?\s*")
_SO = re.compile(r"\bso\s*:?\s*$")
_BEFORE_NUMBER = re.compile(r"(?:\s+(?!va\b|so\b)\w+){0,3}?\s+so\s*:?\s*|\s*(?:so)?\s*:?\s*")
_BEFORE_LAW_NUMBER = re.compile(r"(?:[\s,]+(?!so\b)\w+){1,18}?\s*,?\s+so\s*:?\s*")
_PLACE = re.compile(rf"\s+(?:{alternation(fold(province.name) for province in provinces())})\s*,\s*(?=ngay\b)")
_DATE_GLUE = re.compile(
    r"\s*,?\s*\(?\s*(?:ngay\s+(?=ngay\b))?"
    r"(?:(?:(?:cung|duoc)\s+){0,2}(?:ban\s+hanh|phat\s+hanh|thong\s+qua|cong\s+bo|tuyen|ky|de|lap|gui|cap|ra)\s+(?=ngay\b))?"
    rf"(?:(?:vao\s+)?(?:(?:hoi|luc)\s+)?{dates.HOUR}\s*,?\s*(?=ngay\b))?(?P<same>cung\s+ngay\s+|(?:cung\s+)?(?=ngay|\d))"
)


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:cac\s+)?(?P<noun>{noun_pattern()})(?!\w)")


@cache
def _list_opened() -> re.Pattern[str]:
    """`đã có các Công văn:` before the first number of a list."""
    return re.compile(rf"\b(?:cac\s+)(?P<noun>{noun_pattern()})\s*:\s*\Z")


def find(text: str, folded: str) -> list[Mention]:
    """Every mention in `text` and its folded form (same length), in order."""
    found: list[Mention] = []
    for one in islice(numbering.find(text), MOST):
        mention = _numbered(text, folded, one, found[-1] if found else None)
        if mention is not None:
            found.append(mention)
    found = _share(found)
    taken = [(mention.start, mention.end) for mention in found]
    for other in (*named(text, folded), *unnumbered(text, folded), *_repeats(folded)):
        if not any(other.start < end and start < other.end for start, end in taken):
            found.append(other)
            taken.append((other.start, other.end))
    return sorted(found, key=lambda mention: mention.start)


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before a number: where the mention begins, its kind, whether noun and issuer are its own.

    `glued` is true where it carries on a list; `issuer` and `dated` stand between noun and number or at the head of a
    list (`headed`), `law` is a law's name.
    """

    start: int
    kind: str | None = None
    own_noun: bool = False
    glued: bool = False
    said: bool = False
    issuer: str | None = None
    dated: str | None = None
    headed: bool = False
    law: str | None = None


_JOINT_KIND = re.compile(r"[A-ZĐ][A-ZĐa-z]*(?:LT|LN|LB|LS|PH)[-/]")  # liên tịch, liên ngành, liên bộ, liên sở, phối hợp


def _joint(number: Number) -> bool:
    """Whether several bodies issued together, as a code of kind or several codes of bodies tell."""
    return "|" in (number.body or "") or _JOINT_KIND.match(number.symbol) is not None


def _numbered(text: str, folded: str, one: numbering.Found, last: Mention | None) -> Mention | None:
    """The mention around a number; null where nothing tells that it is one."""
    window = folded[max(0, one.start - _NOUN_WINDOW) : one.start].rsplit("\n", 1)[-1]
    head = _head(text, folded, one.start, len(window), last, one.number)
    known_kind = one.number.known and one.number.kind in numbering.codes("kind")
    bodiless = one.number.symbol in numbering.codes("kind") and one.number.symbol != "SL"  # 559/QĐ
    if not head.said and (bodiless or not known_kind):
        return None
    if _FORM.search(window) or _OWN_COPY.match(one.number.so or "") or text[one.start - 1 : one.start] == "⁄":
        return None
    dated, same_day, end = _dated(folded, one.end)
    issuer, end = issued_by(text, folded, end, joint=_joint(one.number))
    if dated is None and issuer is not None:
        dated, same_day, end = _dated(folded, end)
    dated, ahead = dated or head.dated, head.issuer
    if issuer is None and ahead is None and not head.glued:
        ahead, day = said_before(text, folded, head.start, one.number)
        dated = dated or day
    if issuer is None and ahead is None and head.own_noun:
        ahead = headed(text, folded, head.start, one.number)
    listed = issuer is None and ahead is not None
    title, title_end = titled(text, folded, end)
    named_parts, start = provisions(text, folded, head.start)
    return Mention(
        start, end, title_end, number=one.number, kind=head.kind or _kind_name(one.number), dated=dated,
        same_day=same_day, issuer=issuer or ahead, listed=listed, headed=head.headed,
        title=title or head.law,
        provisions=named_parts, value_start=one.start, value_end=one.end, own_noun=head.own_noun, glued=head.glued,
        sure=_sure(text, one, head) * (0.7 if bodiless else 1.0),
    )  # fmt: skip


def _sure(text: str, one: numbering.Found, head: _Head) -> float:
    """How much speaks for a number's being one and being read right (0 to 1)."""
    as_read = 1.0 if text[one.start : one.end].replace(" ", "") == one.number.canonical else 0.93
    return (0.97 if head.own_noun or head.glued else 0.9) * as_read * (1.0 if one.number.known else 0.97)


def _head(text: str, folded: str, number: int, reach: int, last: Mention | None, one: Number) -> _Head:
    """What stands before the number at `number`, at most `reach` characters away, and whether a list goes on."""
    window = folded[number - reach : number]
    so = _SO.search(window)
    own = _own_noun(text, folded, number, reach)
    begin = own.start if own else number - reach + so.start() if so else number
    if so and (listed := listed_under(text, folded, number - reach + so.start())):
        start, noun, named_there, dated = listed
        return _Head(start, nouns()[noun], own_noun=True, said=True, issuer=named_there, dated=dated, headed=True)
    if last is not None and last.number is not None and _goes_on(folded, last, begin if own else number):
        issuer = last.issuer if last.listed and last.issuer and fits(one, last.issuer) is not False else None
        if ";" in text[last.end : begin if own is None else own.start] and not last.headed:
            issuer = None  # each entry of such a list says of itself who issued it
        if own is not None:
            return replace(own, glued=True, issuer=issuer if issuer and fits(one, issuer) else None)
        return _Head(begin, last.kind, glued=True, said=True, issuer=issuer, headed=last.headed)
    if own is None and so and (opened := _list_opened().search(folded[max(0, begin - _NOUN_WINDOW) : begin])):
        return _Head(
            max(0, begin - _NOUN_WINDOW) + opened.start(),
            nouns()[" ".join(opened["noun"].split())],
            own_noun=True,
            said=True,
        )
    return own or _Head(begin, said=so is not None)


def _goes_on(folded: str, last: Mention, begin: int) -> bool:
    """Whether only the joints of a list stand between a mention, or its title, and what begins at `begin`."""
    return any(0 <= begin - end < _JOINTS and _GLUE.fullmatch(folded, end, begin) for end in (last.end, last.title_end))


def _own_noun(text: str, folded: str, number: int, reach: int) -> _Head | None:
    """The noun that a number follows (`Nghị định số`), with the name of a law between them."""
    offset = number - reach
    for match in reversed(list(_noun().finditer(folded[offset:number]))):
        rest = folded[offset + match.end() : number]
        is_law = match["noun"] in {"luat", "bo luat", "phap lenh"}
        if is_law and not text[offset + match.start("noun")].isupper():
            continue  # pháp luật, dự luật
        if _BEFORE_NUMBER.fullmatch(rest) or (is_law and _BEFORE_LAW_NUMBER.fullmatch(rest)):
            law = None
            if is_law and (name := re.sub(r"\s+so\s*:?\s*$", "", rest).strip(" ,")):
                begin = offset + match.end() + rest.index(name)
                law = " ".join(text[begin : begin + len(name)].split())
            kind = nouns()[" ".join(match["noun"].split())]
            return _Head(offset + match.start("noun"), kind, own_noun=True, said=True, law=law)
    return None


# A form's number, and that under which a court took up a case.
_FORM = re.compile(r"\b(?:bieu|mau|bieu\s+mau|phu\s+bieu|form|bang|thu\s+ly)\s*(?:so\s*:?)?\s*$")
_OWN_COPY = re.compile(r"1(?:19|20)\d\d$")  # …/2019/QĐ-UBND: the blank of a draft, its slash read as 1


def _kind_name(number: Number) -> str | None:
    code = numbering.codes("kind").get(number.kind or "")
    if number.kind == "CV":
        return "Công văn"
    return code.name if code else None


def _dated(folded: str, position: int) -> tuple[str | None, bool, int]:
    """The date after a number, whether it is shared (`cùng ngày`), and where it ends."""
    place = _PLACE.match(folded, position)  # the head of a paper, copied: Số: 905/STC-VP Đắk Nông, ngày …
    glue = _DATE_GLUE.match(folded, place.end() if place else position)
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


def _share(found: list[Mention]) -> list[Mention]:
    """Noun and date pass down a list that shares them, issuer and date pass up (`số A, số B ngày … của Chính phủ`)."""
    made = list(found)
    for index in range(len(made) - 1, 0, -1):
        here, before = made[index], made[index - 1]
        if not here.glued or here.listed or (here.own_noun and here.kind != before.kind):
            continue
        bare = before.dated is None and before.issuer is None and before.title is None
        if before.issuer is None and here.issuer is not None and before.title is None and not here.own_noun:
            made[index - 1] = before = replace(before, issuer=here.issuer)
        if before.dated is None and (here.same_day or (bare and not here.own_noun and _of_that_year(before, here))):
            made[index - 1] = replace(before, dated=here.dated, same_day=here.same_day)
    return made


def _of_that_year(one: Mention, dated: Mention) -> bool:
    """Whether a number may bear the date of another: none of the two tells of another year."""
    year = one.number.year if one.number else None
    return dated.dated is not None and year in {None, dated.dated[:4]}


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
