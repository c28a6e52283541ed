"""Whether a possible limit is a deadline: the cue that it goes with decides (`sentence.governing`).

A strong bound (`trước ngày`, `chậm nhất`) is a deadline unless a cue speaks against it; a weak one (`trong tháng`,
`vào ngày`, `đến ngày`) only beside something that must be done, or alone in a cell of a table of deadlines. What may
as well be a period that is told of, an aim or a validity gets a low score: a person looks at it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from extractors.deadlines.clause import (
    NEAR,
    REACH,
    YEAR,
    acts_after,
    closes_item,
    due_after,
    duty_after,
    ends_bodys_item,
    ends_item,
    handed_in_after,
    heads_duty,
    is_time_field,
    opens_clause,
    opens_duty,
    opens_order,
    settles,
)
from extractors.deadlines.cues import Cue, alternation, met, phrases
from extractors.deadlines.limit import NO_DAY, VAGUE, Limit
from extractors.deadlines.sentence import (
    asks,
    barred,
    clouded,
    foreseen,
    governing,
    headed_by_period,
    is_target,
    must_after,
    must_follow,
    of_older_paper,
    ordered,
    ordered_above,
    ordered_so_far,
    rest_of_sentence,
    sentence_start,
    told_after,
    under_body,
)
from extractors.deadlines.weights import COUNTED, DOUBTFUL, UNSURE, of_bare, of_period, of_span
from extractors.record import Bound

_CONCERNING = re.compile(
    r"\W*(?:[\da-z]{1,2}[.)]\s*)?(?:rieng\s+)?doi\s+voi\b[^,;:]*"
)  # Đối với người nghỉ trước ngày …, thì
_CUT_OFF = re.compile(r"\b(?:tính|Tính|lấy|chốt)\s*$")  # with its accent: UBND tỉnh is no cut-off
_CITED = re.compile(r"\d\s*[/-]\s*[a-z][\w/&-]*\s*,?\s*\(?$|\bso\s+[\d\w/&-]+\s*,?\s*$")
_ASIDE = re.compile(  # in brackets, and what was done by a day of its own: hồ sơ đã nghiệm thu trước ngày 01/7/2025
    r"\([^()]{0,160}\)"
    r"|\bda\s+(?:\w+\s+){1,5}?(?:truoc|sau|tu|den(?:\s+het)?|trong|vao)\s+ngay\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
)
_BESIDE = 12  # số liệu về …: only so near is a date one of the figures
_THIS_PAPER = re.compile(r"\bnhan\s+(?:duoc\s+)?(?:\w+\s+){1,3}nay\b")
_SOME_HOURS = re.compile(r"tu\s+\d{1,2}\s*(?:gio|g|h|:)[\s\w]{0,20}?\b(?:den|toi)\s+\d{1,2}\s*(?:gio|g|h|:)")
_FIGURE = re.compile(r"[\s,]*(?:\w+\s+){0,8}(?:dat\b|\d[\d.,]*\s*%)")  # đến hết tháng 9, giải ngân toàn tỉnh đạt 50%


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


def judge(text: str, folded: str, limit: Limit, issued: date | None, *, in_time_column: bool = False) -> Judged | None:
    """Judge a limit found in `text` (`folded` is its folded form); null where it is no deadline."""
    start = sentence_start(folded, limit.start)
    before = folded[start : limit.start]
    if _stale(limit, issued):
        return None
    if in_time_column:
        bound = limit.bound or ("within" if limit.period else "by")
        return Judged(limit, bound, 0.9, False)
    if (
        (_CONCERNING.fullmatch(before) and rest_of_sentence(folded, limit.end).startswith(","))
        or _CUT_OFF.search(text[start : limit.start])
        or of_older_paper(before)
        or (limit.bound is None and _CITED.search(before))
    ):
        return None
    cues = met(text, folded, max(start, limit.start - REACH), limit.start)
    asides = [(start + m.start(), start + m.end()) for m in _ASIDE.finditer(before)]
    met_here = [cue for cue in cues if cue.role != "neutral" and not any(a <= cue.start < b for a, b in asides)]
    acts = [cue for cue in met_here if cue.role == "act"]
    spoken = [cue for cue in met_here if cue.role != "act"]
    if _is_event_end(limit, spoken) or (told_after(text, folded, limit) and not is_target(before, spoken)):
        return None
    score = _score(text, folded, limit, before, spoken, acts)
    if score is None:
        return None
    conditional = bool(re.search(rf"(?:^|[,;.:(\s])(?:{alternation('conditional')})\s(?!.*[;.])", before))
    return Judged(limit, limit.bound or ("within" if limit.period else "on"), score, conditional)


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


def _score(text: str, folded: str, limit: Limit, before: str, spoken: list[Cue], acts: list[Cue]) -> float | None:
    """How much speaks for a limit (0 to 1); null where something speaks against it, or nothing for it."""
    nearest = governing(folded, spoken, topical=limit.period and limit.rrule is None)
    nearest = nearest or governing(folded, acts, topical=False)
    alone = not re.search(r"\w", before) and not re.search(r"\w", rest_of_sentence(folded, limit.end))
    distance = _distance(folded, nearest, limit) if nearest else REACH
    role = nearest.role if nearest else ""
    if (
        nearest is not None
        and role == "reject"
        and distance > (_BESIDE if nearest.text.startswith("so lieu") else NEAR)
    ):
        role = "duty" if ordered(text, folded, limit, before) else ""
    ordered_so = any(cue.role in {"complete", "duty"} for cue in spoken)
    if role == "reject" and ordered_so and _THIS_PAPER.search(folded, limit.start, limit.end + NEAR):
        role = "duty"  # gửi danh sách hộ phát sinh rác về Công ty trong thời hạn 10 ngày kể từ ngày nhận được …
    if limit.rrule is not None and _meets().match(folded, limit.end):
        return None
    if limit.rrule is not None and role != "reject" and due_after().match(folded, limit.end):
        role, distance = "complete", 0  # định kỳ hằng quý báo cáo …
    if role in {"starts", "reject_weak"} and nearest is not None and _completed(spoken, nearest):
        role = "complete"
    if role == "starts":
        role = "duty" if limit.strong or ordered(text, folded, limit, before) else "reject"
    if nearest is not None and not limit.strong and barred(text, nearest):
        role = "reject"
    whole_year = limit.period and limit.rrule is None and YEAR.search(folded[limit.start : limit.end]) is not None
    if limit.strong and whole_year and not alone:
        asked = limit.bound == "by" or (
            limit.doubt == VAGUE and asks(text, folded, limit.start - len(before), limit.start)
        )  # phải nộp trước khi hết năm 2024
        return 0.8 if role == "complete" and asked else None
    if foreseen(text, folded, limit, before):
        return None
    if (
        limit.period
        and limit.rrule is None
        and not (limit.window or whole_year)
        and is_time_field(folded, limit, before)
    ):
        return UNSURE
    if limit.strong or limit.offset is not None or limit.rrule is not None:
        return _strong(text, folded, limit, before, nearest, role, distance, alone)
    if limit.period and limit.bound is None and heads_duty(folded, limit, before):
        return DOUBTFUL
    if alone and limit.bound is not None:
        return None if limit.window and headed_by_period(folded, limit.start) else 0.85
    if is_target(before, spoken) and not whole_year:
        return DOUBTFUL
    if (nearest is None and opens_order(text, folded, limit, before)) or (
        role != "reject_weak" and must_after(text, folded, limit)
    ):
        return 0.88
    if limit.window and limit.period and limit.rrule is None:
        ended = nearest is not None and role == "complete" and nearest.text in phrases("ends")
        return DOUBTFUL if ended and distance <= NEAR else None
    if limit.from_now and opens_duty(text, folded, limit, before):
        return DOUBTFUL
    if limit.bound == "by" and not limit.window and not whole_year and opens_clause(text, folded, limit):
        return None if _FIGURE.match(folded, limit.end) else DOUBTFUL
    if (limit.bound == "within" or limit.from_now) and limit.period and not whole_year:
        if opens_clause(text, folded, limit):
            return 0.88 if ordered_so_far(text, folded, limit.start) else DOUBTFUL
        if ends_item(text, folded, limit, before, role, distance):
            if ordered_above(text, folded, limit.start):
                return 0.88
            if under_body(folded, limit.start) or ordered_so_far(text, folded, limit.start):
                return DOUBTFUL
        if role == "reject_weak" and COUNTED.search(before):
            return DOUBTFUL  # mỗi chi bộ tổ chức ít nhất 01 buổi trong quý I
        if opens_duty(text, folded, limit, before):
            return DOUBTFUL
    if whole_year and settles(text, folded, limit, before, spoken):
        return DOUBTFUL
    if role not in {"complete", "duty", "act"} or nearest is None:
        ended = closes_item(text, folded, limit, before, role, distance)
        ended = ended or (not whole_year and ends_bodys_item(text, folded, limit, before, role, distance))
        return DOUBTFUL if ended else None
    if limit.bound is None:
        return of_bare(limit, nearest, folded[nearest.end : limit.start])
    if limit.period:
        told = role == "act" and not ends_item(text, folded, limit, before, "", 0)
        return None if told else of_period(text, folded, limit, before, nearest, distance)
    if limit.bound == "on" or limit.window:
        if role == "complete" and distance <= NEAR * 2:
            told = nearest.text in phrases("ends") if limit.window else nearest.text == "ket thuc"
            told = told or any("," in folded[nearest.end : act.start] for act in acts)  # …, tự giải thể vào ngày …
            some_hours = _SOME_HOURS.match(folded, limit.start, limit.end)  # ngừng cấp điện từ 8 giờ đến 16 giờ ngày …
            return DOUBTFUL if told or some_hours or clouded(text, nearest) else 0.85
        return DOUBTFUL if closes_item(text, folded, limit, before, role, distance) else None
    if distance > REACH // 2:
        return None
    sure = role != "act" and nearest.text not in phrases("lasts") and not clouded(text, nearest)
    return 0.93 if sure else UNSURE


def _completed(spoken: list[Cue], nearest: Cue) -> bool:
    """`hoàn tất khai giảng đợt đầu trong quý IV`: what else would only be told of is what must be completed."""
    return any(cue.role == "complete" and 0 <= nearest.start - cue.end <= 1 for cue in spoken)


def _distance(folded: str, nearest: Cue, limit: Limit) -> int:
    """Characters between a cue and a limit, what stands in brackets aside."""
    return len(_ASIDE.sub("", folded[nearest.end : limit.start]))


def _strong(
    text: str, folded: str, limit: Limit, before: str, nearest: Cue | None, role: str, distance: int, alone: bool
) -> float | None:
    if role == "reject" and "," not in before[-distance - 1 :]:
        headed = nearest is not None and nearest.text.endswith(":") and distance <= 1
        return 0.9 if headed and limit.bound in {"before", "by"} and limit.rrule is None else None
    asked = role in {"complete", "duty"} or (limit.window and role == "act")
    if limit.rrule is not None and (limit.bound in {"on", None} or limit.window) and not asked and not alone:
        if handed_in_after(text, folded, limit):
            return 0.85
        return UNSURE if duty_after(text, folded, limit) else None  # a regular day of meeting
    if limit.period and limit.rrule is not None:  # định kỳ hằng tháng, no day
        told = role not in {"reject", "reject_weak"} and handed_in_after(text, folded, limit)
        if limit.doubt != NO_DAY and role == "" and acts_after(text, folded, limit):
            return DOUBTFUL
        return 0.75 if role == "complete" or alone or told else None
    if limit.offset is not None and not limit.strong and not alone:
        if nearest is None and limit.offset.anchor == "issued" and opens_duty(text, folded, limit, before):
            return DOUBTFUL  # trong 10 ngày tới, Sở Công Thương hoàn thành …
        return of_span(limit, role, nearest)
    if role == "duty" and limit.rrule == "FREQ=DAILY" and limit.bound == "on":
        return UNSURE  # thu gom rác vào 17 giờ hằng ngày
    if role in {"complete", "duty"} and nearest is not None:
        ends_itself = limit.bound == "before" and nearest.text == "ket thuc" and distance <= 1  # Học kỳ I kết thúc …
        told = ends_itself or clouded(text, nearest) or barred(text, nearest, strong=True)
        return UNSURE if told else 0.97
    named = limit.bound == "before" and limit.stated is not None and re.search(r"\w", before) is not None
    told = not role and named and not must_follow(text, limit)  # Thẻ cấp trước ngày 01/11 …
    if role == "act" and nearest is not None:
        told = barred(text, nearest)  # đảng viên được kết nạp trước ngày 31/12
    return UNSURE if told else 0.9
