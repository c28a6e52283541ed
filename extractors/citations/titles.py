"""What a cited document is about: the words after its issuer (`về …`)."""

from __future__ import annotations

import re
from functools import cache

from extractors.citations.cues import cues, noun_pattern
from extractors.cues import alternation
from extractors.folding import UPPER


@cache
def _title_start() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<open>[,(]?\s*[\"“(]?)\s*(?P<cue>{alternation(cues('title_start'))})(?!\w)")


@cache
def _title_stop() -> re.Pattern[str]:
    stops = alternation(cues("title_stop"))
    return re.compile(
        rf"[\n;”\"]|\./\.|\.(?=\s|$)|,\s*(?:{stops})\b|\s+(?:va|cung)\s+(?:cac\s+)?(?:{noun_pattern()})\s+(?:so\b|\d)"
        rf"|\s+va\s+so\s*:?\s*\d|,\s*(?:cac\s+)?(?:{noun_pattern()})\s+(?:so\b|\d)|\s+(?:de\s+nghi|yeu\s+cau)\s+(?:cac|so|ubnd|ban|don\s+vi)\b"
    )


_LONGEST = 600  # characters of a title
_CHANGED = {"sua doi", "bo sung", "dieu chinh", "bai bo", "thay the"}
_LISTED = re.compile(r",\s*(?:va\s+)?so\s*:?\s*\d[\w./-]*/")


@cache
def _numbered_noun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{noun_pattern()})\s+(?:so\s*:?\s*)?\d|\bcac\s+(?:{noun_pattern()})\b")


def _next_of_list(folded: str, start: int, end: int) -> int | None:
    """Where the next number of a list stands that shares its noun (`số A về …, số B …`), none that the title names."""
    met = _LISTED.search(folded, start, end)
    if met is None or _numbered_noun().search(folded, start, met.start()):
        return None
    return met.start()


_NUMBER_NEXT = re.compile(r"\s+(?:\w+\s+){0,2}?(?:so\s*:?\s*)?\d+\s*[/-]")
_ABOUT = re.compile(r"^(?:về\s+việc|v/v|về)\s+", re.IGNORECASE)


def titled(text: str, folded: str, position: int) -> tuple[str | None, int]:
    """The title after a citation's issuer (`về …`), without `về việc`, and where it ends."""
    head = _title_start().match(folded, position)
    if head is None or "\n" in head["open"] or _NUMBER_NEXT.match(folded, head.end()):
        return None, position
    if "," in head["open"] and head["cue"] not in {"ve", "ve viec", "v/v", "quy dinh", "huong dan"}:
        return None, position
    if "(" in head["open"] and head["cue"] in _CHANGED:
        closed = text.find(")", position, position + _LONGEST)
        return None, closed if closed >= 0 else position  # (sửa đổi tại Nghị định số …): what was done to it
    start = head.start("cue")
    end = min(len(text), start + _LONGEST)
    if (of_list := _next_of_list(folded, start, end)) is not None:
        end = of_list
    for stop in _title_stop().finditer(folded, start):
        end = min(end, stop.start())
        break
    if comma := re.search(rf",\s+(?=[{UPPER}])", text[start:end]):
        end = start + comma.start()
    if "(" in head["open"] and (closed := text.find(")", start, end)) >= 0:
        end = closed
    elif (closed := text.find(")", start, end)) >= 0 and "(" not in text[start:closed]:
        end = closed  # of the bracket in which the paper is cited
    title = _ABOUT.sub("", " ".join(text[start:end].split()).strip(' .,;:“”"')).strip()
    return (title or None), end
