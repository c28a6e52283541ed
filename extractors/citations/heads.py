"""What stands before a cited number: its noun, the list that it carries on, the issuer and date named between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extractors import dates
from extractors.citations.before import listed_under
from extractors.citations.cues import noun_pattern, nouns
from extractors.citations.fits import fits
from extractors.citations.mention import Mention
from extractors.numbering import Number

NOUN_WINDOW = 70
_JOINTS = 40  # characters that join two entries of a list
_GLUE = re.compile(r"\s*(?:[,;]|va|hoac|[,;]\s*va|-)?\s*(?:cac\s+)?(?:so\s*:?)?\s*")
_LISTED_ON = re.compile(r"[^;.\n]{0,200};\s*(?:va\s+)?")  # số A ban hành Quy định về …, …; số B
_SO = re.compile(r"\bso\s*:?\s*$")
_COLON = re.compile(r":\s*$")
_DAY = r"(?:de\s+|ky\s+)?(?P<day>ngay\s+\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{4}|\s+thang\s+\d{1,2}\s+nam\s+\d{4}))"
_DATED_NUMBER = re.compile(rf"\s*,?\s*{_DAY}\s*,?\s*(?:mang\s+)?so\s*:?\s*")  # Công văn ngày 05/5/2022 số …
_BEFORE_NUMBER = re.compile(r"(?:\s+(?!va\b|so\b)\w+){0,3}?\s+so\s*:?\s*|\s*(?:so)?\s*:?\s*")
_IN_BRACKETS = re.compile(r"\s*\(\s*(?:gom\s*:?\s*)?so\s*:?\s*")  # ban hành 02 Quyết định (số …, số …)
_FAR_BEFORE_NUMBER = re.compile(  # Quyết định phê duyệt dự án đầu tư số …
    r"(?:\s+(?!(?:va|so|cua|tai|theo|ngay|do|den|voi|cho|neu|nay|tren|thi|duoc|gui|cac|nhung|tu|trong)\b)\w+){4,6}?\s+so\s*:?\s*"
)
_BEFORE_LAW_NUMBER = re.compile(r"(?:[\s,]+(?!so\b)\w+){1,18}?\s*,?\s+so\s*:?\s*")


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:cac\s+)?(?P<noun>{noun_pattern()})(?!\w)")


@cache
def _list_opened() -> re.Pattern[str]:
    """`đã có các Công văn:` before the first number of a list."""
    return re.compile(rf"\bcac\s+(?P<noun>{noun_pattern()})(?:\s+[\w-]+){{0,5}}\s*:\s*\Z")


@dataclass(frozen=True, slots=True)
class Head:
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


def head(text: str, folded: str, number: int, reach: int, last: Mention | None, one: Number) -> Head:
    """What stands before the number at `number`, at most `reach` characters away, and whether a list goes on."""
    window = folded[number - reach : number]
    so = _SO.search(window)
    own = _own_noun(text, folded, number, reach)
    begin = own.start if own else number - reach + so.start() if so else number
    if (so or _COLON.search(window)) and (
        listed := listed_under(text, folded, number - reach + so.start() if so else number, one)
    ):
        start, noun, named_there, dated = listed
        return Head(start, nouns()[noun], own_noun=True, said=True, issuer=named_there, dated=dated, headed=True)
    carries_on = own is None and so is not None and last is not None and _LISTED_ON.fullmatch(folded, last.end, begin)
    if last is not None and last.number and (carries_on or _goes_on(folded, last, begin if own else number)):
        issuer = last.issuer if last.listed and last.issuer and fits(one, last.issuer) is not False else None
        if ";" in text[last.end : begin if own is None else own.start] and not last.headed:
            issuer = None  # each entry of such a list says of itself who issued it
        if own is not None:
            return replace(own, glued=True, issuer=issuer if issuer and fits(one, issuer) else None)
        return Head(begin, last.kind, glued=True, said=True, issuer=issuer, headed=last.headed)
    if own is None and so and (opened := _list_opened().search(folded[max(0, begin - NOUN_WINDOW) : begin])):
        return Head(
            max(0, begin - NOUN_WINDOW) + opened.start(),
            nouns()[" ".join(opened["noun"].split())],
            own_noun=True,
            said=True,
            headed=True,
        )
    return own or Head(begin, said=so is not None)


def _goes_on(folded: str, last: Mention, begin: int) -> bool:
    """Whether only the joints of a list stand between a mention, or its title, and what begins at `begin`."""
    return any(0 <= begin - end < _JOINTS and _GLUE.fullmatch(folded, end, begin) for end in (last.end, last.title_end))


def _own_noun(text: str, folded: str, number: int, reach: int) -> Head | None:
    """The noun that a number follows (`Nghị định số`), with the name of a law between them."""
    offset = number - reach
    for match in reversed(list(_noun().finditer(folded[offset:number]))):
        rest = folded[offset + match.end() : number]
        kind = nouns()[" ".join(match["noun"].split())]
        is_law = match["noun"] in {"luat", "bo luat", "phap lenh"}
        if is_law and not text[offset + match.start("noun")].isupper():
            continue  # pháp luật, dự luật
        if _BEFORE_NUMBER.fullmatch(rest) or (is_law and _BEFORE_LAW_NUMBER.fullmatch(rest)):
            law = None
            if is_law and (name := re.sub(r"\s+so\s*:?\s*$", "", rest).strip(" ,")):
                begin = offset + match.end() + rest.index(name)
                law = " ".join(text[begin : begin + len(name)].split())
            return Head(offset + match.start("noun"), kind, own_noun=True, said=True, law=law)
        if kind and _IN_BRACKETS.fullmatch(rest):
            return Head(offset + match.start("noun"), kind, own_noun=True, said=True)
        if kind and not is_law and _FAR_BEFORE_NUMBER.fullmatch(rest):
            return Head(offset + match.start("noun"), kind, own_noun=True, said=True)
        if (day := _DATED_NUMBER.fullmatch(rest)) is not None:
            return Head(offset + match.start("noun"), kind, own_noun=True, said=True, dated=dates.iso(day["day"]))
    return None
