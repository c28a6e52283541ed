"""How far the name of a body goes: capitals, and the small words that names go on with."""

from __future__ import annotations

import itertools
import re
from functools import cache

from extractors.directives.clauses import Paper
from extractors.directives.cues import begins, met, spelt, words
from extractors.folding import LOWER, UPPER, canonical
from extractors.gazetteer import bodies

_WORD = re.compile(r"[^\s,;:.()]+")
_SMALL = re.compile(rf"[{LOWER}]")
_CAPITAL_SOON = re.compile(rf"(?:\s[^\s;:.()]+){{0,3}}?\s[{UPPER}]")
_NAMED = 2  # words in capitals that make a name
_BREAK = re.compile(r"[;:.()]")
_UNITS = spelt("unit_head")
_FUNCTIONS = re.compile(
    rf"(?P<head>{_UNITS})\s+(?P<first>[{UPPER}][{LOWER}]*(?:\s[{LOWER}]+)?)"
    r"(?:,\s+[^,;:.]{2,30}?)*?(?:,|\s+và|\s+sau)\s+$"
)


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    """Each word in lower case of a name of a body, after the word before it."""
    names = (canonical(name).split() for body in bodies() for name in body.spellings)
    pairs = (pair for name in names for pair in itertools.pairwise(name) if _SMALL.match(pair[1]))
    return frozenset((one.strip(",.;()").lower(), next_.strip(",.;()")) for one, next_ in pairs)


def name_end(paper: Paper, begin: int, end: int, *, closed: bool = False, told: bool = False) -> int | None:
    """Where the words go on after a name that begins at `begin`, in small words that no name has.

    `closed`: only where the name ends with the level it serves (`Trung tâm Y tế huyện trả kết quả …`); `told`: what
    is told on, too.

    Null where no name in capitals stands there, where it may go on (`Hải quan cửa khẩu Móng Cái`) and does not lead
    others (`Đảng ủy xã lãnh đạo Hội Nông dân …`), or where who is meant is told on (`Sở Y tế đã nộp hồ sơ …`).
    """
    stop = _BREAK.search(paper.text, begin, end)
    last = stop.start() if stop else end
    capitals, before, at, level = 0, "", begin, False
    while word := _WORD.search(paper.text, at, last):
        at = word.end()
        if not _SMALL.match(word[0]):
            capitals += word[0][0].isupper()
        elif phrase := begins(paper.text, paper.letters, word.start(), last, "name_word"):
            at = phrase.end()
        elif (before, canonical(word[0])) not in _pairs():
            whose = not told and begins(paper.text, paper.letters, word.start(), end, "modal", "whose")
            leads = begins(paper.text, paper.letters, word.start(), last, "leads_others") is not None
            goes_on = not leads and _CAPITAL_SOON.match(paper.text, at, last) is not None
            goes_on = goes_on or paper.text[: word.start()].rstrip()[-1:] == ","
            named = capitals >= _NAMED or (capitals > 0 and level)
            ends = level or leads or not closed
            return word.start() if named and ends and not whose and not goes_on else None
        level = begins(paper.text, paper.letters, word.start(), at, "level") is not None
        before = canonical(paper.text[word.start() : at].split()[-1]).lower()
    return None


_JOINT = re.compile(r"\s*(?:[,;]|\bva\b)\s*")


def known_end(paper: Paper, begin: int, end: int) -> int:
    """Where the names end that begin at `begin` and that the paper itself lists as its recipients; `begin` if none."""
    at = stop = begin
    while name := max((one for one in paper.named if paper.letters.startswith(one, at)), key=len, default=""):
        if at + len(name) > end or paper.letters[at + len(name) : at + len(name) + 1].isalnum():
            break
        stop = at + len(name)
        joint = _JOINT.match(paper.letters, stop, end)
        if joint is None:
            break
        at = joint.end()
    return stop


def in_functions(paper: Paper, begin: int, match: re.Match[str], end: int) -> bool:
    """Whether a verb is one of those that name a unit: `Phòng Giám sát, kiểm tra và xử lý sau thanh tra chủ trì …`."""
    named = _FUNCTIONS.match(paper.text[begin : match.start()])
    if named is None or paper.text[match.start()].isupper():
        return False
    at = begin + named.start("first")
    first = words("action", "action_exact").match(paper.folded, at)
    stop = _BREAK.search(paper.text, match.end(), end)
    verbs = met(paper.text, paper.folded, match.end(), stop.start() if stop else end, "action", "action_exact", "lead")
    return first is not None and next(verbs, None) is not None
