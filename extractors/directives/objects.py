"""What is sent or handed up: another thing than the clause before tells of, or only that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.directives.cues import begins, ends, met, spelt, words
from extractors.folding import LOWER, fold

if TYPE_CHECKING:
    from extractors.directives.clauses import Paper

_NOT_OBJECT = rf"(?!(?:{spelt('report_preposition', 'purpose', 'object_end')})\b)[{LOWER}\d]"
_OBJECT = re.compile(
    rf"(?:[\s,]+(?:và\s+)?(?:{spelt('rounds_off')}|bổ sung|lại|ngay|nhanh|bằng văn bản|đầy đủ|kịp thời)\b)*"
    rf"\s+(?P<what>(?:{_NOT_OBJECT}[^\s,;:.]*\s+)*(?:{_NOT_OBJECT}[^\s,;:.]*)?)"
)


def has_own_object(paper: Paper, start: int, begin: int, at: int, limit: int) -> bool:
    """Whether what is reported or sent is another thing than the clause before tells of, or than its result.

    `lập báo cáo; gửi báo cáo về …`, `rà soát; tổng hợp kết quả, báo cáo …` only end what comes before.
    """
    product = _OBJECT.match(paper.text, at, limit)
    named = fold(product["what"]).split() if product else []
    own = words("mere_object").sub(" ", " ".join(named)).split()
    if not own:
        return False
    told = set(fold(paper.text[start:begin]).split())
    return named[:2] == ["ket", "qua"] or not set(own) <= told


def only_hands_up(paper: Paper, start: int, limit: int) -> bool:
    """Whether a clause only says to whom its product goes (`; trình UBND tỉnh trước ngày …`), and not what goes."""
    up = begins(paper.text, paper.folded, start, limit, "hands_up")
    if up is None or not paper.text[up.end() + 1 : up.end() + 2].isupper():
        return False
    told = next(met(paper.text, paper.letters, up.end() + 1, limit, "product", "thing", *_VERBS), None)
    return told is None and paper.text[up.end() : limit].count(" ") <= _BODY


_BODY = 8  # words of the name of a body
_VERBS = ("action", "action_exact")


def hands_thing(paper: Paper, begin: int, end: int) -> bool:
    """Whether `giao` hands a thing over and gives nobody a duty (`giao hồ sơ về cấp sơ thẩm giải quyết lại`)."""
    given = ends(paper.text, paper.folded, max(0, begin - _SHORT), begin, "order_exact")
    return given is not None and begins(paper.text, paper.letters, begin, end, "product") is not None


_SHORT = 8  # characters of the word that hands over


def tells_how(paper: Paper, start: int, end: int) -> bool:
    """Whether a clause tells of a thing how it is done, and asks for nothing (`hồ sơ lập theo Quyết định số …`)."""
    if begins(paper.text, paper.letters, start, end, "product", "told_of") is None:
        return False
    told = next(met(paper.text, paper.letters, start, end, "report", "sent", "hands_up", "duty_modal", "modal"), None)
    return told is None and _AS.search(paper.text, start, end) is not None


_AS = re.compile(r"\s(?:theo|như|từ ngày|tại)\s")
