"""Which of a kind are meant, and what these must do: `Đơn vị còn dư tạm ứng phải hoàn ứng …`."""

from __future__ import annotations

import re

from extractors.directives.clauses import Paper
from extractors.directives.cues import begins, ends, met, words
from extractors.directives.parties import party_at
from extractors.folding import LOWER, UPPER

_REACH = 200  # characters in which it is told which of them are meant
_MUST = re.compile(
    rf"(?:\s(?![{UPPER}])[^\s,;:.()]+){{0,3}}?\s(?:còn|chưa|đã|đang|có|không|nào|bị|thuộc)\s"
    r"(?:[^,;:.()]|\([^()]{0,80}\)){2,160}?(?<!không)\sphải\s+(?!được\b|chịu\b|là\b)"
)
_NAMED_MUST = re.compile(
    rf"(?:\s(?:[{UPPER}][^\s,;:.()]*|\d+|-)){{2,12}}\sphải\s+(?=[{LOWER}]+\s)(?!(?:được|bị|chịu|là|có|không|chăng)\b)"
)
_OF_ALL = re.compile(r"\b(?:trách nhiệm|nhiệm vụ|nghĩa vụ|thì|được giao|đề nghị|yêu cầu)\b")


def must_from(paper: Paper, begin: int, end: int) -> int | None:
    """Where that begins which those of a kind must do of whom it is told which are meant; null where none are."""
    kind = party_at(paper.text, paper.letters, begin, end)
    told = _MUST.match(paper.text, kind.end(), min(end, kind.end() + _REACH)) if kind else None
    if kind and (named := _NAMED_MUST.match(paper.text, kind.end(), min(end, kind.end() + _REACH))):
        return named.end()  # Trường PTDTBT THCS Trung Lý phải phát đủ …, whatever the verb
    return told.end() if told is not None and _OF_ALL.search(told[0]) is None else None


_WISHES = re.compile(r"\bcó (?:nguyện vọng|nhu cầu|mong muốn|đề nghị|ý định)\s+(?:được\s+)?$")
_APPOINTED = re.compile(r"(?:các )?(?:cơ quan|đơn vị|người|cán bộ) được (?:giao|phân công)\s+$", re.IGNORECASE)
_CHARGED = re.compile(
    r"(?:các\s)?(?:cán bộ|công chức|viên chức|nhân viên|giáo viên|người|đồng chí|lãnh đạo)\b"
    r"(?:\s(?!được\b)[^\s,;:.]+){0,3}\s$",
    re.IGNORECASE,
)  # Cán bộ hội phụ trách ủy thác đối chiếu …
_UNDONE = re.compile(r"\b(?:chưa|chậm|xét thấy(?: không)?)\s+$")
_DONE = re.compile(r"\b(?P<said>đã|đang)\s+$")


def is_whose(paper: Paper, begin: int, match: re.Match[str], end: int) -> bool:
    """Whether a verb only tells which of them are meant: what they have not done, or sent, and go on to do."""
    if _UNDONE.search(paper.text, begin, match.start()) or _WISHES.search(paper.text, begin, match.start()):
        return True
    charge = words("charge").match(paper.letters, match.start(), end)
    charged = charge is not None and _CHARGED.match(paper.text, begin, match.start()) is not None
    if charged or _APPOINTED.match(paper.text, begin, match.start()):
        stop = _CLAUSED.search(paper.text, match.end(), end)
        return (
            next(met(paper.text, paper.folded, match.end(), stop.start() if stop else end, *_VERBS), None) is not None
        )
    done = _DONE.search(paper.text, begin, match.start())
    if done is None or len(paper.text[begin : done.start()].split()) > _PLAIN:
        return False
    stop = _CLAUSED.search(paper.text, match.end(), end)
    later = next(met(paper.text, paper.folded, match.end() + 1, stop.start() if stop else end, *_VERBS), None)
    sent = begins(paper.text, paper.letters, match.start(), end, "report", "done_once") is not None
    return later is not None and (sent if done["said"] == "đã" else later.start() > match.end() + 1)


def is_trade(paper: Paper, begin: int, match: re.Match[str], end: int) -> bool:
    """Whether a verb tells what a body is there for, and another one what it is to do.

    `Các công ty quản lý đường sắt kiểm tra cầu cống`; not in `Công ty quản lý chặt nguồn thải`.
    """
    if not _of_trade(paper, begin, match.start(), end):
        return False
    stop = _CLAUSED.search(paper.text, match.end(), min(end, match.end() + _OBJECT))
    later = next(met(paper.text, paper.folded, match.end() + 2, stop.start() if stop else end, *_VERBS), None)
    between = paper.text[match.end() : later.start()] if later else ""
    return 0 < len(between.split()) <= _THING and _NO_THING.search(between) is None


def _of_trade(paper: Paper, begin: int, verb: int, end: int) -> bool:
    """Whether a verb that bodies are named by stands right after the word for such a body."""
    named = begins(paper.text, paper.letters, verb, end, "trade")
    return named is not None and ends(paper.text, paper.letters, begin, verb, "trade_head") is not None


def names_trade(paper: Paper, begin: int, verb: int, end: int) -> bool:
    """Whether what stands alone over a list is a body that a verb names (`Các công ty quản lý đường sắt`)."""
    said = paper.text[verb:end]
    return _of_trade(paper, begin, verb, end) and len(said.split()) <= _THING and _NO_THING.search(said) is None


_OBJECT, _THING = 120, 6  # characters in which the other verb stands, and words of what a body deals with
_NO_THING = re.compile(
    r"\b(?:việc|công tác|theo|để|nhằm|và|cho|trong|tại|tốt|chặt|đúng|nghiêm|các|những|toàn bộ|từng|được|có|không|đã"
    r"|của)\b|\d"
)
_PLAIN = 5  # words that name who acts before it is told which of them are meant
_VERBS = ("action", "action_exact")
_CLAUSED = re.compile(r"[,;:.]")
