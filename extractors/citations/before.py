"""Who issued a document, and when, where the sentence says so before it names the document.

`Ngày 17/4/2018, Sở Y tế có ban hành Công văn số …`, `theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số …`,
`các Công văn của Sở Y tế: số …, số …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors import dates
from extractors.citations.cues import cues, noun_pattern
from extractors.citations.issuers import body_at, opens_name
from extractors.cues import alternation

_WINDOW = 160  # characters before a noun in which its issuer is said
_DATE = 40  # and before the issuer in which the date stands
_SENTENCE = re.compile(r"[;\n]\s*|\.\s+")
_HELD = re.compile(r"\bcua\s+")
_OPENS = re.compile(r"(?:^|[,(]|\d{4}|\b(?:duoc|do|va|khi|nghe))\s*$")
_ASKED = re.compile(r"\b(?:tham\s+muu|trinh)\s+$")  # tham mưu UBND tỉnh ban hành …
_PASSES = re.compile(r"\s+ban\s+hanh\s+(?:cac\s+)?")
_SPACE = re.compile(r"\s+")
_DATED = re.compile(r"\s*,?\s*$")


def said_before(text: str, folded: str, noun: int) -> tuple[str | None, str | None]:
    """Issuer and date (ISO 8601) of a document whose noun begins at `noun`, as the words before it say."""
    floor = max(0, noun - _WINDOW)
    for stop in _SENTENCE.finditer(folded, floor, noun):
        floor = stop.end()
    for start, verb in _bodies(text, folded, floor, noun):
        name, end = body_at(text, folded, start)
        if name is not None and " " in name and verb.fullmatch(folded, end, noun):
            return name, _date_before(folded, start)
    return None, None


def listed_under(text: str, folded: str, number: int) -> tuple[int, str, str] | None:
    """A noun with its issuer that opens a list of numbers: where it begins, the noun folded, the issuer.

    `các Công văn của Sở Y tế: số …`; `number` is where the first `số` of the list begins.
    """
    floor = max(0, number - _WINDOW)
    for match in reversed(list(_list_noun().finditer(folded, floor, number))):
        name, end = body_at(text, folded, match.end())
        if name is not None and _COLON.fullmatch(folded, end, number):
            return match.start(), " ".join(match["noun"].split()), name
    return None


_COLON = re.compile(r"\s*:\s*")


@cache
def _list_noun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:cac\s+)(?P<noun>{noun_pattern()})\s+cua\s+")


def _bodies(text: str, folded: str, floor: int, noun: int) -> Iterator[tuple[int, re.Pattern[str]]]:
    """The places where a body's name may begin, each with what must stand between the name and the noun."""
    for match in _HELD.finditer(folded, floor, noun):
        if _says().search(folded, floor, match.start()):
            yield match.end(), _AT
    for match in _SPACE.finditer(folded, floor, noun):
        start = match.end()
        if start >= noun or not opens_name(text, folded, start):
            continue
        if _OPENS.search(folded, floor, start):
            yield start, _issues()
        elif _ASKED.search(folded, floor, start):
            yield start, _PASSES
    if floor < noun and opens_name(text, folded, floor):
        yield floor, _issues()


_AT = re.compile(r"\s+tai\s+(?:cac\s+)?")


@cache
def _says() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(cues('says'))})\s+(?:\w+\s+){{0,3}}?$")


@cache
def _issues() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:(?:da|vua|moi|cung|tiep\s+tuc|co)\s+)*(?:{alternation(cues('issues'))})\s+(?:cac\s+)?")


def _date_before(folded: str, start: int) -> str | None:
    """The full date that stands just before a body."""
    floor = max(0, start - _DATE)
    for match in dates.DATE.finditer(folded, floor, start):
        found = dates.read(match)
        if found is not None and found.year is not None and _DATED.fullmatch(folded, match.end(), start):
            day = found.on(found.year)
            return day.isoformat() if day else None
    return None
