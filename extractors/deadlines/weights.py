"""How much speaks for limits that tell little by themselves: a span without its event, a bare date, a period."""

from __future__ import annotations

import re

from extractors.deadlines.clause import NEAR, REACH, TOLD, YEAR
from extractors.deadlines.cues import Cue, phrases
from extractors.deadlines.limit import Limit
from extractors.deadlines.sentence import asks, ordered

_SHORT = 40  # characters in which what ends speaks for a whole year
_AIM = re.compile(r"(?:den|toi|vao)\s+nam\b")
_DONE = re.compile(r"\b(?:hoan thanh|hoan tat|thuc hien xong)\b(?![^,]*\b(?:da|duoc)\b)")
COUNTED = re.compile(
    r"\b(?:(?:it nhat|toi thieu|tu)\s+\d+\s+\w+|(?:to chuc|mo)\s+\d+\s+(?:lop|buoi|dot|khoa|cuoc)\b)[^;]{0,60}$"
)
DOUBTFUL = 0.6  # a date of which the sentence does not say whether it is a limit
UNSURE = 0.8  # a limit beside words that seldom tell of another date


def of_span(limit: Limit, role: str, nearest: Cue | None) -> float | None:
    """How much speaks for a span without the event it is counted from: none where it is how long something lasts."""
    if nearest is None or role not in {"complete", "duty", "act"}:
        return None
    if limit.bound == "by":  # trước 02 ngày
        return 0.85
    if role == "act" and limit.offset is not None and limit.offset.anchor == "issued":
        return DOUBTFUL  # thông tuyến trong vòng 24 giờ tới
    if role == "act" or nearest.text in phrases("lasts"):
        return None
    return 0.85 if role == "complete" else UNSURE


def of_bare(limit: Limit, nearest: Cue, between: str) -> float | None:
    """A date without a bound counts only right after what must be done (`nộp ngày 23/02/2018`)."""
    if re.search(r"\w", between) or nearest.role != "complete" or nearest.text == "ket thuc":
        return None
    if limit.period:
        return 0.75 if nearest.text in {"hoan thanh", "xong", "hoan tat"} else None
    return 0.7


def of_period(text: str, folded: str, limit: Limit, before: str, nearest: Cue, distance: int) -> float | None:
    """A month or a quarter beside a duty; a whole year, which mostly is a topic, only right after `hoàn thành`."""
    if YEAR.search(folded[limit.start : limit.end]):
        return _whole_year(text, folded, limit, before, nearest, distance)
    if limit.bound == "on":
        return None
    if nearest.role == "complete" and distance <= NEAR:
        return 0.9
    if (ordered(text, folded, limit, before) and nearest.role != "act") or _DONE.search(before[-REACH // 2 :]):
        return 0.88
    ahead = (
        limit.bound == "within" and distance <= NEAR and not TOLD.search(text[limit.start - len(before) : limit.start])
    )
    return DOUBTFUL if limit.doubt or ahead or COUNTED.search(before) else None


def _whole_year(text: str, folded: str, limit: Limit, before: str, nearest: Cue, distance: int) -> float | None:
    """A whole year right after what ends, or in an order that counts what is to be done."""
    if limit.bound not in {"within", "by"} or _AIM.match(folded, limit.start):
        return None
    if nearest.text in phrases("ends") and distance <= _SHORT:
        return 0.85
    asked = COUNTED.search(before) or asks(text, folded, limit.start - len(before), limit.start)
    return DOUBTFUL if limit.bound == "within" and asked and nearest.text not in phrases("tells") else None
