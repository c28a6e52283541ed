"""Which of a kind are meant, and what these must do: `Đơn vị còn dư tạm ứng phải hoàn ứng …`."""

from __future__ import annotations

import re

from extractors.directives.clauses import Paper
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
