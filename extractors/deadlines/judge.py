"""Whether a possible limit is a deadline: the nearest cue to its left decides.

A strong bound (`trước ngày`, `chậm nhất`) is a deadline unless a cue speaks against it; a weak one (`trong tháng`,
`vào ngày`, `đến ngày`) only beside something that must be done, or alone in a cell of a table of deadlines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from extractors.deadlines.cues import Cue, alternation, met, phrases
from extractors.deadlines.limit import NO_DAY, Limit
from extractors.record import Bound

_SENTENCE = re.compile(r"[;\n]|\.(?=\s)|(?<=[\s(]\d)\)\s|(?<=[\s(]\d\d)\)\s")
_CUT_OFF = re.compile(r"\b(?:tính|Tính)\s*$")  # with its accent: UBND tỉnh is no cut-off
_QUOTED = re.compile(r"\btiep\s+theo\s+(?:\w+\s+){1,4}so\b(?P<rest>[^;\n]*)$")
_CITED = re.compile(r"\d\s*[/-]\s*[a-z][\w/&-]*\s*,?\s*\(?$|\bso\s+[\d\w/&-]+\s*,?\s*$")
_REACH = 240  # characters in which a cue speaks for a strong bound
_NEAR = 48  # and for a period or a weak bound
_ASIDE = re.compile(r"\([^()]{0,160}\)")
_FAR = {"so lieu": 12}  # số liệu về …: only beside it is the date one of the figures
_SHORT = 40  # and for a whole year
_YEAR = re.compile(r"^(?!.*\b(?:thang|quy)\b).*\bnam\b")
_AIM = re.compile(r"(?:den|toi|vao)\s+nam\b")
_DONE = re.compile(r"\b(?:hoan thanh|hoan tat|thuc hien xong)\b(?![^,]*\b(?:da|duoc)\b)")
_LONG = re.compile(r"^(?!.*\b(?:thang\s*\d|quy)\b).*\bnam\b")
_FROM_NOW = re.compile(r"\btu nay\b")


@dataclass(frozen=True, slots=True)
class Judged:
    """A deadline: its limit with a bound, how much speaks for it (0 to 1), and whether it holds only in some case."""

    limit: Limit
    bound: Bound
    score: float
    conditional: bool


@cache
def _meets() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternation('meets')})\b")


@cache
def _due_after() -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*(?:{alternation('complete')})\b")


@cache
def _words(*roles: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(*roles)})\b")


def judge(text: str, folded: str, limit: Limit, issued: date | None, *, in_time_column: bool = False) -> Judged | None:
    """Judge a limit found in `text` (`folded` is its folded form); null where it is no deadline."""
    start = _sentence_start(folded, limit.start)
    before = folded[start : limit.start]
    if _stale(limit, issued):
        return None
    if in_time_column:
        bound = limit.bound or ("within" if limit.period else "by")
        return Judged(limit, bound, 0.9, False)
    if (
        _CUT_OFF.search(text[start : limit.start])
        or _is_quoted(before)
        or (limit.bound is None and _CITED.search(before))
    ):
        return None
    cues = met(text, folded, max(start, limit.start - _REACH), limit.start)
    asides = [(start + m.start(), start + m.end()) for m in _ASIDE.finditer(before)]
    spoken = [cue for cue in cues if cue.role != "neutral" and not any(a <= cue.start < b for a, b in asides)]
    if _is_event_end(limit, spoken):
        return None
    nearest = spoken[-1] if spoken else None
    score = _score(folded, limit, before, nearest)
    if score is None:
        return None
    conditional = bool(re.search(rf"(?:^|[,;.:(\s])(?:{alternation('conditional')})\s(?!.*[;.])", before))
    return Judged(limit, limit.bound or "on", score, conditional)


def _is_quoted(before: str) -> bool:
    """Whether a deadline is that of an older paper which is followed up, and not the follower's own request."""
    quoted = _QUOTED.search(before)
    return quoted is not None and _own_request().search(quoted["rest"]) is None


@cache
def _own_request() -> re.Pattern[str]:
    return re.compile(rf",(?:(?!\bve\s+viec\b)[^,])*\b(?:{alternation('own_order')})\b")


def _is_event_end(limit: Limit, spoken: list[Cue]) -> bool:
    """`bắt đầu từ …, kết thúc vào …`: when something ends that nobody has to hand in."""
    if limit.bound != "on" or not spoken or spoken[-1].text != "ket thuc":
        return False
    begins = any(cue.text == "bat dau" for cue in spoken)
    return begins and not any(cue.role in {"complete", "duty"} for cue in spoken[:-1])


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
    """How much speaks for a limit (0 to 1); null where something speaks against it, or nothing for it."""
    alone = not re.search(r"\w", before) and not re.search(r"\w", _rest(folded, limit.end))
    distance = limit.start - nearest.end if nearest else _REACH
    role = nearest.role if nearest else ""
    if nearest is not None and role == "reject" and distance > _FAR.get(nearest.text, _NEAR):
        role = "duty" if met_order(before) else ""
    if limit.rrule is not None and _meets().match(folded, limit.end):
        return None
    if limit.rrule is not None and _due_after().match(folded, limit.end):
        role, distance = "complete", 0  # định kỳ hằng quý báo cáo …
    if limit.strong and limit.period and _YEAR.search(folded[limit.start : limit.end]) and not alone:
        return 0.8 if role == "complete" and limit.bound == "by" else None
    if limit.strong or limit.offset is not None or limit.rrule is not None:
        return _strong(limit, before, role, distance, alone)
    if alone and limit.bound is not None:
        return 0.85
    if nearest is None and _opens_order(folded, limit, before):
        return 0.88
    if role in {"reject", "reject_weak", ""} or nearest is None:
        return None
    if limit.bound is None:
        return _bare(limit, nearest, folded[nearest.end : limit.start])
    if limit.period:
        return _period(folded, limit, before, nearest, distance)
    if limit.bound == "on" or limit.window:
        return 0.85 if role == "complete" and distance <= _NEAR * 2 else None
    return 0.93 if distance <= _REACH // 2 else None


def _opens_order(folded: str, limit: Limit, before: str) -> bool:
    """`Trong tháng 3/2024, yêu cầu các xã …`: a period that opens the sentence of an order."""
    if limit.bound not in {"within", "by"} or re.search(r"[^\W\d]{2}", _FROM_NOW.sub("", before)):
        return False
    if _LONG.search(folded[limit.start : limit.end]):
        return False  # a year or half of one opens what is told of it
    rest = _rest(folded, limit.end)
    return rest.startswith(",") and _words("own_order").search(rest[:_REACH]) is not None


def _strong(limit: Limit, before: str, role: str, distance: int, alone: bool) -> float | None:
    if role == "reject" and "," not in before[-distance - 1 :]:
        return None
    if limit.rrule is not None and limit.bound == "on" and role not in {"complete", "duty"} and not alone:
        return None  # a regular day of meeting
    if limit.period and limit.rrule is not None:  # định kỳ hằng tháng, no day
        return 0.75 if role == "complete" or alone else None
    if limit.offset is not None and not limit.strong and not alone:
        return 0.85 if role in {"complete", "duty"} else None
    return 0.97 if role in {"complete", "duty"} else 0.9


def _bare(limit: Limit, nearest: Cue, between: str) -> float | None:
    """A date without a bound counts only right after what must be done (`nộp ngày 23/02/2018`)."""
    if re.search(r"\w", between) or nearest.role != "complete":
        return None
    if limit.period:
        return 0.75 if nearest.text in {"hoan thanh", "xong", "hoan tat"} else None
    return 0.7


def _period(folded: str, limit: Limit, before: str, nearest: Cue, distance: int) -> float | None:
    """A month or a quarter beside a duty; a whole year, which mostly is a topic, only right after `hoàn thành`."""
    if _YEAR.search(folded[limit.start : limit.end]):
        return (
            0.85
            if nearest.text in phrases("ends")
            and distance <= _SHORT
            and limit.bound in {"within", "by"}
            and not _AIM.match(folded, limit.start)
            else None
        )
    if limit.bound == "on":
        return None
    if nearest.role == "complete" and distance <= _NEAR:
        return 0.9
    return 0.88 if met_order(before) or _DONE.search(before[-_REACH // 2 :]) else None


def met_order(before: str) -> bool:
    """Whether the sentence up to here orders or asks."""
    return _words("own_order", "order").search(before) is not None


def _rest(folded: str, end: int) -> str:
    match = _SENTENCE.search(folded, end)
    return folded[end : match.start() if match else len(folded)]


def joined(judged: list[Judged], folded: str) -> list[Judged]:
    """Yearly rules of one sentence that share day and bound become one (`trước ngày 15/6 …, trước ngày 15/12`)."""
    made: list[Judged] = []
    for one in judged:
        last = made[-1] if made else None
        both = last and _pair(last.limit.rrule, one.limit.rrule)
        if last and last.limit.doubt == NO_DAY and one.limit.rrule and _together(folded, last, one):
            made[-1] = one  # the days follow the period: định kỳ 6 tháng (trước ngày 10/6)
        elif last and both and last.bound == one.bound and _together(folded, last, one):
            merged = replace(last.limit, end=one.limit.end, rrule=both)
            made[-1] = replace(last, limit=merged, score=min(last.score, one.score))
        else:
            made.append(one)
    return made


def _together(folded: str, one: Judged, other: Judged) -> bool:
    """Whether two deadlines stand in one sentence."""
    return _SENTENCE.search(folded, one.limit.end, other.limit.start) is None


_RULE = re.compile(r"FREQ=YEARLY;BYMONTH=([\d,]+);BYMONTHDAY=(\d+)")


def _pair(first: str | None, second: str | None) -> str | None:
    one, two = _RULE.fullmatch(first or ""), _RULE.fullmatch(second or "")
    if one is None or two is None or one[2] != two[2]:
        return None
    months = sorted({int(m) for m in f"{one[1]},{two[1]}".split(",")})
    return f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))};BYMONTHDAY={one[2]}"
