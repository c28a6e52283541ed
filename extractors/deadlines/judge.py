"""Whether a possible limit is a deadline: the nearest cue to its left decides, and what a date before the day of issue is.

A strong bound (`trước ngày`, `chậm nhất`) is a deadline unless a cue speaks against it; a weak one (`trong tháng`,
`vào ngày`, `đến ngày`) only beside something that must be done, or alone in a cell of a table of deadlines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from extractors.deadlines.cues import Cue, alternation, met
from extractors.deadlines.find import Limit
from extractors.record import Bound

_SENTENCE = re.compile(r"[;\n]|\.(?=\s)|(?<=\d)\)\s")
_QUOTED = re.compile(r"\btiep\s+theo\s+(?:\w+\s+){1,4}so\b[^;\n]*$")
_CITED = re.compile(r"\d\s*[/-]\s*[a-z][\w/&-]*\s*,?\s*\(?$|\bso\s+[\d\w/&-]+\s*,?\s*$")
_REACH = 240  # characters in which a cue speaks for a strong bound
_NEAR = 48  # and for a period or a weak bound
_SHORT = 26  # and for a bare date


@dataclass(frozen=True, slots=True)
class Judged:
    """A deadline: its limit with a bound, how much speaks for it (0 to 1), and whether it holds only in some case."""

    limit: Limit
    bound: Bound
    score: float
    conditional: bool


def judge(folded: str, limit: Limit, issued: date | None, *, in_time_column: bool = False) -> Judged | None:
    """Judge a limit found in folded text; null where it is no deadline."""
    start = _sentence_start(folded, limit.start)
    before = folded[start : limit.start]
    if _stale(limit, issued):
        return None
    if in_time_column:
        bound = limit.bound or ("within" if limit.period else "by")
        return Judged(limit, bound, 0.9, False)
    if _QUOTED.search(before) or (limit.bound is None and _CITED.search(before)):
        return None
    cues = met(folded, max(start, limit.start - _REACH), limit.start)
    nearest = next((cue for cue in reversed(cues) if cue.role != "neutral"), None)
    score = _score(folded, limit, before, nearest)
    if score is None:
        return None
    conditional = bool(re.search(rf"(?:^|[,;.:(\s])(?:{alternation('conditional')})\s(?!.*[;.])", before))
    return Judged(limit, limit.bound or "on", score, conditional)


def _stale(limit: Limit, issued: date | None) -> bool:
    """A written date before the day of issue binds no one; one that lies ten years ahead is a programme's."""
    if limit.stated is None or issued is None:
        return False
    return limit.stated < issued or limit.stated.year > issued.year + 10


def _sentence_start(folded: str, position: int) -> int:
    floor = max(0, position - 900)
    ends = [match.end() for match in _SENTENCE.finditer(folded, floor, position)]
    return ends[-1] if ends else floor if floor else 0


def _score(folded: str, limit: Limit, before: str, nearest: Cue | None) -> float | None:
    distance = limit.start - nearest.end if nearest else None
    role = nearest.role if nearest else None
    alone = not re.search(r"\w", before) and not re.search(r"\w", _rest(folded, limit.end))
    if limit.strong or limit.offset is not None or limit.rrule is not None:
        if role == "reject" and distance is not None and distance <= _NEAR and "," not in before[-distance - 1 :]:
            return None
        if limit.period and limit.rrule is not None:  # định kỳ hằng tháng, no day
            return 0.75 if role == "complete" or alone else None
        if limit.offset is not None and not limit.strong and not alone:
            return 0.85 if role in {"complete", "duty"} and distance is not None and distance <= _REACH else None
        return 0.97 if role in {"complete", "duty"} else 0.9
    if alone and limit.bound is not None:
        return 0.85
    if role in {"reject", "reject_weak"} or role is None or distance is None:
        return None
    if limit.bound is None:
        return 0.7 if role == "complete" and distance <= 6 and not re.search(r"\w", folded[nearest.end : limit.start].replace("vao", "")) and not limit.period or (  # type: ignore[union-attr]
            limit.period and distance <= 2 and nearest is not None and nearest.text in {"hoan thanh", "xong", "hoan tat"}
        ) else None
    if limit.period:
        return 0.88 if role == "complete" and distance <= _NEAR else None
    if limit.bound == "on" or limit.window:
        return 0.85 if role == "complete" and distance <= _NEAR * 2 else None
    return 0.93 if distance <= _REACH // 2 else None


def _rest(folded: str, end: int) -> str:
    match = _SENTENCE.search(folded, end)
    return folded[end : match.start() if match else len(folded)]


def joined(judged: list[Judged], folded: str) -> list[Judged]:
    """Yearly rules of one sentence that share day and bound become one (`trước ngày 15/6 …, trước ngày 15/12`)."""
    made: list[Judged] = []
    for one in judged:
        last = made[-1] if made else None
        both = last and _pair(last.limit.rrule, one.limit.rrule)
        if last and both and last.bound == one.bound and not _SENTENCE.search(folded, last.limit.end, one.limit.start):
            merged = replace(last.limit, end=one.limit.end, rrule=both)
            made[-1] = replace(last, limit=merged, score=min(last.score, one.score))
        else:
            made.append(one)
    return made


_RULE = re.compile(r"FREQ=YEARLY;BYMONTH=([\d,]+);BYMONTHDAY=(\d+)")


def _pair(first: str | None, second: str | None) -> str | None:
    one, two = _RULE.fullmatch(first or ""), _RULE.fullmatch(second or "")
    if one is None or two is None or one[2] != two[2]:
        return None
    months = sorted({int(m) for m in f"{one[1]},{two[1]}".split(",")})
    return f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))};BYMONTHDAY={one[2]}"
