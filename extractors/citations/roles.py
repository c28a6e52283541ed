"""Why a document is cited: the nearest cue before it in its sentence; a list of bases hands its role down."""

from __future__ import annotations

import re
from functools import cache

from extractors.citations.cues import cues
from extractors.citations.mention import Mention
from extractors.cues import alternation
from extractors.prose import Prose
from extractors.record import CitationRole

_ROLES: tuple[str, ...] = ("basis", "implements", "replies_to", "amends", "break", "mention")
_SENTENCE = re.compile(r"\n|\.\s|(?P<list>;)")
_AMENDS_REACH = 60


@cache
def _cue() -> tuple[re.Pattern[str], dict[str, str]]:
    roles = {phrase: role for role in reversed(_ROLES) for phrase in cues(role)}
    return re.compile(rf"\b(?:{alternation(roles)})(?!\w)"), roles


def roles(text: Prose, mentions: list[Mention]) -> list[CitationRole]:
    """The role of each mention, in order."""
    found: list[CitationRole] = []
    titles = [(m.end, m.title_end) for m in mentions if m.title_end > m.end]
    inherited: dict[int, CitationRole] = {}
    for mention in mentions:
        index = text.index(mention.start)
        if any(start <= mention.start < end for start, end in titles):
            found.append("mention")
            continue
        role = _by_cue(text, mention, titles)
        if role is None and _opens(text, mention, index):
            role = inherited.get(index - 1)
        if role is None and mention.glued and found:
            role = found[-1]
        if role is not None and role in {"basis", "implements"}:
            inherited[index] = role
        found.append(role or "mention")
    return found


def _opens(text: Prose, mention: Mention, index: int) -> bool:
    """Whether the mention opens its block, and the block before is an unfinished list (`…;`)."""
    block = text.stretches[index]
    if re.search(r"\w", text.folded[block.start : mention.start]) or index == 0:
        return False
    before = text.stretches[index - 1]
    return text.text[before.start : before.end].rstrip().endswith((";", ":", ","))


def _by_cue(text: Prose, mention: Mention, titles: list[tuple[int, int]]) -> CitationRole | None:
    floor = max(0, mention.start - 1500)
    begin = floor
    for stop in _SENTENCE.finditer(text.folded, floor, mention.start):
        if not stop["list"] or re.search(r"\w", text.folded[stop.end() : mention.start].split(";")[-1]):
            begin = stop.end()
    pattern, table = _cue()
    last = None
    for match in pattern.finditer(text.folded, begin, mention.start):
        if any(start <= match.start() < end for start, end in titles):
            continue
        last = match
    if last is None:
        return None
    role = table[" ".join(last[0].split())]
    if role == "amends" and mention.start - last.end() > _AMENDS_REACH:
        return "mention"
    return role if role in {"basis", "implements", "replies_to", "amends"} else "mention"  # type: ignore[return-value]


def strongest(met: list[CitationRole]) -> CitationRole:
    """A document's role: the first that says more than that it is mentioned."""
    return next((role for role in met if role != "mention"), "mention")
