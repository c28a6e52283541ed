"""How much speaks for a possible limit: rules in the order in which they are asked, the first that answers decides.

Null where something speaks against it, or nothing for it; a period that may as well be told of, an aim or a validity
gets a low score.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from extractors.deadlines.clause import (
    NEAR,
    REACH,
    YEAR,
    acts_after,
    between_body_and_duty,
    closes_item,
    due_after,
    duty_after,
    ends_bodys_item,
    ends_item,
    handed_in_after,
    heads_duty,
    is_time_field,
    must_within,
    opens_clause,
    opens_duty,
    opens_order,
    opens_window,
    settles,
)
from extractors.deadlines.cues import Cue, alternation, phrases
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
    of_body,
    ordered,
    ordered_above,
    ordered_so_far,
    rest_of_sentence,
    under_body,
)
from extractors.deadlines.weights import COUNTED, DOUBTFUL, UNSURE, of_bare, of_period, of_span

ASIDE = re.compile(  # in brackets, and what was done or arose by a day of its own: hồ sơ đã nghiệm thu trước ngày …
    r"\([^()]{0,160}\)"
    r"|\b(?:da\s+(?:\w+\s+){1,5}?|(?:phat sinh|ton dong)\s+)"
    r"(?:truoc|sau|tu|den(?:\s+het)?|trong|vao)\s+ngay\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
)
_BESIDE = 12  # số liệu về …: only so near is a date one of the figures
_THIS_PAPER = re.compile(r"\bnhan\s+(?:duoc\s+)?(?:\w+\s+){1,3}nay\b")
_SOME_HOURS = re.compile(r"tu\s+\d{1,2}\s*(?:gio|g|h|:)[\s\w]{0,20}?\b(?:den|toi)\s+\d{1,2}\s*(?:gio|g|h|:)")
# đã ban hành …, thời gian lấy ý kiến từ ngày 03/01 đến hết ngày 15/3
_SPAN_TOLD = re.compile(r"\bda\s(?:(?!de nghi|yeu cau|\bgiao ).)*,\s*thoi gian\s[^,;]*$")
_FIGURE = re.compile(r"[\s,]*(?:\w+\s+){0,8}(?:dat\b|\d[\d.,]*\s*%)")  # đến hết tháng 9, giải ngân toàn tỉnh đạt 50%


class _Open(Enum):
    OPEN = auto()


OPEN = _Open.OPEN
"""What a rule answers that has nothing to say of a limit: the next one is asked."""
Answer = float | None | _Open


@dataclass(frozen=True, slots=True)
class Said:
    """A limit in its sentence: the sentence up to it (`before`, folded), the cues there, those of acts apart.

    `nearest` is the cue that the limit goes with, `role` what this does there, `distance` the characters between them;
    `alone` where nothing else stands in the sentence, `whole_year` where the limit is a year.
    """

    text: str
    folded: str
    limit: Limit
    before: str
    spoken: list[Cue]
    acts: list[Cue]
    nearest: Cue | None
    role: str
    distance: int
    alone: bool
    whole_year: bool


@cache
def _meets() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternation('meets')})\b")


def weigh(text: str, folded: str, limit: Limit, before: str, spoken: list[Cue], acts: list[Cue]) -> float | None:
    """How much speaks for a limit (0 to 1); null where something speaks against it, or nothing for it."""
    if limit.rrule is not None and _meets().match(folded, limit.end):
        return None
    said = _said(text, folded, limit, before, spoken, acts)
    if said.whole_year and limit.strong and not said.alone:
        asked = limit.bound == "by" or (
            limit.doubt == VAGUE and asks(text, folded, limit.start - len(before), limit.start)
        )  # phải nộp trước khi hết năm 2024
        return 0.8 if said.role == "complete" and asked else None
    if foreseen(text, folded, limit, before) or (limit.window and _SPAN_TOLD.search(before)):
        return None
    period = limit.period and limit.rrule is None and not (limit.window or said.whole_year)
    if period and is_time_field(folded, limit, before):
        return UNSURE
    if limit.strong or limit.offset is not None or limit.rrule is not None:
        return _strong(said)
    answers = (rule(said) for rule in (_by_place, _by_order, _by_opening, _within, _unasked, _beside))
    return next((answer for answer in answers if answer is not OPEN), None)


def _said(text: str, folded: str, limit: Limit, before: str, spoken: list[Cue], acts: list[Cue]) -> Said:
    """What a sentence says about a limit: its nearest cue, and the role that this has in the sentence."""
    nearest = governing(folded, spoken, topical=limit.period and limit.rrule is None)
    nearest = nearest or governing(folded, acts, topical=False)
    distance = len(ASIDE.sub("", folded[nearest.end : limit.start])) if nearest else REACH
    role = nearest.role if nearest else ""
    far = nearest is not None and distance > (_BESIDE if nearest.text.startswith("so lieu") else NEAR)
    if role == "reject" and far:
        role = "duty" if ordered(text, folded, limit, before) else ""
    ordered_so = any(cue.role in {"complete", "duty"} for cue in spoken)
    named = _THIS_PAPER.search(folded, limit.start, limit.end + NEAR) or (limit.strong and limit.rrule is not None)
    if role == "reject" and ordered_so and named:
        role = "duty"  # gửi danh sách hộ phát sinh rác về Công ty trong thời hạn 10 ngày kể từ ngày nhận được …
    if limit.rrule is not None and role != "reject" and due_after().match(folded, limit.end):
        role, distance = "complete", 0  # định kỳ hằng quý báo cáo …
    if role in {"starts", "reject_weak"} and nearest is not None and _completed(folded, spoken, nearest, limit):
        role = "complete"
    if role == "starts":
        asked = limit.strong or ordered(text, folded, limit, before) or of_body(text, folded, limit.start)
        role = "duty" if asked else "reject"
    if nearest is not None and not limit.strong and barred(text, nearest):
        role = "reject"
    alone = not re.search(r"\w", before) and not re.search(r"\w", rest_of_sentence(folded, limit.end))
    whole_year = limit.period and limit.rrule is None and YEAR.search(folded[limit.start : limit.end]) is not None
    return Said(text, folded, limit, before, spoken, acts, nearest, role, distance, alone, whole_year)


def _by_place(said: Said) -> Answer:
    """A period over what is to be done, a limit alone in its sentence or cell, an aim."""
    limit = said.limit
    if limit.period and limit.bound is None and heads_duty(said.folded, limit, said.before):
        return DOUBTFUL
    if said.alone and limit.bound is not None:
        return None if limit.window and headed_by_period(said.folded, limit.start) else 0.85
    return DOUBTFUL if is_target(said.before, said.spoken) and not said.whole_year else OPEN


def _by_order(said: Said) -> Answer:
    """A limit before an order, or what must be done after it; a span that only tells when something is on."""
    text, folded, limit = said.text, said.folded, said.limit
    if (said.nearest is None and opens_order(text, folded, limit, said.before)) or (
        said.role != "reject_weak" and must_after(text, folded, limit)
    ):
        return 0.88
    if limit.window and limit.period and limit.rrule is None:
        ended = said.nearest is not None and said.role == "complete" and said.nearest.text in phrases("ends")
        return DOUBTFUL if ended and said.distance <= NEAR else None
    return OPEN


def _by_opening(said: Said) -> Answer:
    """A limit that opens a clause in which somebody acts."""
    text, folded, limit = said.text, said.folded, said.limit
    if limit.from_now and opens_duty(text, folded, limit, said.before):
        return DOUBTFUL
    if opens_window(text, folded, limit, said.before):
        return DOUBTFUL
    if said.role not in {"reject", "reject_weak"} and must_within(text, folded, limit, said.before):
        return DOUBTFUL
    until = limit.bound == "by" and not limit.window and not said.whole_year
    until = until or (limit.bound is None and limit.stated is not None and not limit.period)  # ngày 10/11 báo cáo …
    if until and opens_clause(text, folded, limit):
        return None if _FIGURE.match(folded, limit.end) else DOUBTFUL
    return OPEN


def _within(said: Said) -> Answer:
    """A month or a quarter in which something is to be done; a year that settles what the sentence is about."""
    text, folded, limit, before = said.text, said.folded, said.limit, said.before
    if (limit.bound == "within" or limit.from_now) and limit.period and not said.whole_year:
        if opens_clause(text, folded, limit):
            return 0.88 if ordered_so_far(text, folded, limit.start) else DOUBTFUL
        if ends_item(text, folded, limit, before, said.role, said.distance):
            if ordered_above(text, folded, limit.start):
                return 0.88
            if under_body(folded, limit.start) or ordered_so_far(text, folded, limit.start):
                return DOUBTFUL
        if said.role == "reject_weak" and COUNTED.search(before):
            return DOUBTFUL  # mỗi chi bộ tổ chức ít nhất 01 buổi trong quý I
        if opens_duty(text, folded, limit, before):
            return DOUBTFUL
        if between_body_and_duty(text, folded, limit, [*said.spoken, *said.acts]):
            return DOUBTFUL
    return DOUBTFUL if said.whole_year and settles(text, folded, limit, before, said.spoken) else OPEN


def _unasked(said: Said) -> Answer:
    """A limit beside nothing that is to be done: only at the end of an item."""
    if said.role in {"complete", "duty", "act"} and said.nearest is not None:
        return OPEN
    place = (said.text, said.folded, said.limit, said.before, said.role, said.distance)
    ended = closes_item(*place) or (not said.whole_year and ends_bodys_item(*place))
    return DOUBTFUL if ended else None


def _beside(said: Said) -> Answer:
    """A limit beside what is to be done."""
    text, folded, limit, nearest = said.text, said.folded, said.limit, said.nearest
    assert nearest is not None  # else it is `_unasked`
    if limit.bound is None:
        return of_bare(limit, nearest, folded[nearest.end : limit.start])
    if limit.period:
        told = said.role == "act" and not ends_item(text, folded, limit, said.before, "", 0)
        return None if told else of_period(text, folded, limit, said.before, nearest, said.distance)
    if limit.bound == "on" or limit.window:
        if said.role == "complete" and said.distance <= NEAR * 2:
            told = nearest.text in phrases("ends") if limit.window else nearest.text == "ket thuc"
            told = told or any("," in folded[nearest.end : act.start] for act in said.acts)  # …, tự giải thể vào ngày …
            some_hours = _SOME_HOURS.match(folded, limit.start, limit.end)  # ngừng cấp điện từ 8 giờ đến 16 giờ ngày …
            return DOUBTFUL if told or some_hours or clouded(text, nearest) else 0.85
        closes = closes_item(text, folded, limit, said.before, said.role, said.distance)
        return DOUBTFUL if closes else None
    if said.distance > REACH // 2:
        return None
    sure = said.role != "act" and nearest.text not in phrases("lasts") and not clouded(text, nearest)
    return 0.93 if sure else UNSURE


def _completed(folded: str, spoken: list[Cue], nearest: Cue, limit: Limit) -> bool:
    """`hoàn tất khai giảng đợt đầu trong quý IV`: what else would only be told of is what must be completed.

    So is what a month or a quarter ends (`hoàn thành bàn giao mặt bằng đường Bà Triệu kéo dài trong quý III`).
    """
    ended = limit.bound == "within" and limit.period and limit.rrule is None
    return any(
        (cue.role == "complete" and 0 <= nearest.start - cue.end <= 1)
        or (ended and cue.text in phrases("ends") and not _PARTS.search(folded, cue.end, limit.start))
        for cue in spoken
        if cue.end <= nearest.start
    )


_PARTS = re.compile(r"[,;:.()]")


def _strong(said: Said) -> float | None:
    """A strong bound, a span or a rule: a deadline unless its cue speaks against it."""
    text, folded, limit, before, nearest = said.text, said.folded, said.limit, said.before, said.nearest
    role, distance, alone = said.role, said.distance, said.alone
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
