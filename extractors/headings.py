"""The lines of the issuing body's block as names, one a body: which line begins a name, and which goes on with one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.folding import canonical, spaced
from extractors.gazetteer import begun, bodies, tight
from extractors.ordinary import heads, name_only

_OPEN_END = re.compile(r"(?:\bvà|,|-|–|\bcủa|\bcác)\s*$", re.IGNORECASE)


def headings(lines: Sequence[str]) -> list[str]:
    """The lines of the issuing body's block joined into names, the body above first.

    A line begins a new name where it begins with a kind of body and the line before it is whole.
    """
    found: list[str] = []
    for line in lines:
        text = spaced(canonical(name_only(line))).strip(" -–.,*")
        if sum(c.isalpha() for c in text) < 2:
            continue
        if found and (_goes_on(found[-1], text) or not begins_body(text)):
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
    return found


def _goes_on(above: str, text: str) -> bool:
    """Whether the line `text` goes on with the name that `above` begins."""
    if _OPEN_END.search(above) or _bare(above):
        return True
    return tight(above + text) in _spellings() and tight(above) not in _spellings()


@cache
def _spellings() -> frozenset[str]:
    return frozenset(tight(spelling) for body in bodies() for spelling in body.spellings)


def begins_body(text: str) -> bool:
    """Whether `text` begins with a kind of body (`SỞ`, `TRUNG TÂM`)."""
    asked = tight(text)
    return any(begun(asked, bare, len(bare) // 7) for bare, _ in heads())


def _bare(text: str) -> bool:
    """Whether `text` is but a kind of body, whose name goes on in the next line."""
    return any(tight(text) == bare for bare, _ in heads(unfinished=True))
