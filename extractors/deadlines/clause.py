"""Where a possible limit stands in its clause: what it opens, heads or ends, and so whose duty it may be."""

from __future__ import annotations

import re
from functools import cache

from extractors.deadlines.cues import Cue, alternation, met, orders, phrases
from extractors.deadlines.limit import Limit
from extractors.deadlines.sentence import (
    acts_there,
    barred,
    must_stand,
    of_body,
    ordered_above,
    rest_of_sentence,
    sentence_start,
)

REACH = 240  # characters in which a cue speaks for a strong bound
NEAR = 48  # and for a period or a weak bound
YEAR = re.compile(r"^(?!.*\b(?:thang|quy|tuan|ngay)\b).*\bnam\b")
_LONG = re.compile(r"^(?!.*\b(?:thang\s*\d|quy)\b).*\bnam\b")
_FROM_NOW = re.compile(r"\b(?:tu nay|truoc mat|dong thoi|rieng|cu the)\b")
_ITEM_MARK = re.compile(r"^\s*(?:\(?\d{1,2}|[a-z]{1,2})[.)-]\s")
_PARTED = re.compile(r",|\bde\b")
TOLD = re.compile(r"\b(?:đã|được|sẽ|đang|(?<!thiết )(?<!chuẩn )(?<!trang )bị|dự kiến)\b", re.IGNORECASE)


@cache
def due_after() -> re.Pattern[str]:
    """A pattern of what must be handed in right after a limit."""
    return re.compile(rf"\s*,?\s*(?:{alternation('complete')})\b")


def opens_order(text: str, folded: str, limit: Limit, before: str) -> bool:
    """`Trong tháng 3/2024, yêu cầu các xã …`: a period that opens the sentence of an order."""
    if limit.bound not in {"within", "by"} or re.search(r"[^\W\d]{2}", _FROM_NOW.sub("", before)):
        return False
    if _LONG.search(folded[limit.start : limit.end]):
        return False  # a year or half of one opens what is told of it
    rest = rest_of_sentence(folded, limit.end)
    return rest.startswith(",") and bool(orders(text, folded, limit.end, limit.end + len(rest[:REACH]), "own_order"))


def opens_duty(text: str, folded: str, limit: Limit, before: str) -> bool:
    """`Trong tháng 11/2024, Sở Xây dựng trình UBND tỉnh …`: a period that opens the sentence of what is handed in."""
    if re.search(r"[^\W\d]{2}", _FROM_NOW.sub("", before)):
        return False
    rest = rest_of_sentence(folded, limit.end)
    told = TOLD.search(text[limit.end : limit.end + min(len(rest), REACH)])
    return rest.startswith(",") and told is None and handed_in_after(text, folded, limit)


def opens_window(text: str, folded: str, limit: Limit, before: str) -> bool:
    """`Từ ngày 20/4 đến ngày 08/5/2026, các bản huy động …`: a span of days that opens what a body does in it."""
    if not limit.window or limit.period or re.search(r"[^\W\d]{2}", _FROM_NOW.sub("", before)):
        return False
    rest = rest_of_sentence(folded, limit.end)
    end = limit.end + min(len(rest), REACH)
    if not rest.startswith(",") or not acts_there(text, limit.end + 1) or TOLD.search(text[limit.end : end]):
        return False
    said = [cue for cue in met(text, folded, limit.end, end) if cue.role != "neutral"]
    return bool(said) and all(cue.role in {"complete", "duty", "act"} and not barred(text, cue) for cue in said)


def must_within(text: str, folded: str, limit: Limit, before: str) -> bool:
    """`Trường A phải phát đủ gạo trong tuần từ ngày 24/10 đến ngày 28/10`: a span of days in which a body must act."""
    if not limit.window or limit.period or not ends_item(text, folded, limit, before, "", 0):
        return False
    return must_stand(text, limit.start - len(before), limit.start)


def opens_clause(text: str, folded: str, limit: Limit) -> bool:
    """`…; trong quý I năm 2011 quyết toán xong …`: a period that opens a clause and has its verb right after it."""
    if re.search(r"\w", folded[sentence_start(folded, limit.start) : limit.start]):
        return False
    rest = rest_of_sentence(folded, limit.end)[:REACH]
    told = TOLD.search(text[limit.end : limit.end + len(rest)])
    return told is None and due_after().match(rest) is not None


def between_body_and_duty(text: str, folded: str, limit: Limit, spoken: list[Cue]) -> bool:
    """`Sở A, Sở B trong tháng 11/2024 cắm xong …`: a period between who acts and what is completed in it."""
    if spoken or not of_body(text, folded, limit.start):
        return False
    rest = rest_of_sentence(folded, limit.end)[:REACH]
    told = TOLD.search(text[limit.start - REACH // 2 : limit.end + len(rest)])
    return told is None and (due_after().match(rest) or _DONE_SOON.match(rest)) is not None


_DONE_SOON = re.compile(r"\s+(?:\w+\s+){1,2}xong\b")


def heads_duty(folded: str, limit: Limit, before: str) -> bool:
    """`Quý II/2025: bàn giao mặt bằng`: a month or a quarter that heads what is completed in it."""
    if re.search(r"\w", before) or YEAR.search(folded[limit.start : limit.end]):
        return False
    rest = rest_of_sentence(folded, limit.end)
    return rest.startswith(":") and due_after().match(rest[1:]) is not None


_TIME_FIELD = re.compile(r"\W*thoi gian(?: (?:thuc hien|trien khai|to chuc|tien hanh))?\s*:\s*")


def is_time_field(folded: str, limit: Limit, before: str) -> bool:
    """`- Thời gian thực hiện: Quý IV/2022.`: a period that is all that the field of a work says."""
    return _TIME_FIELD.fullmatch(before) is not None and not re.search(r"\w", rest_of_sentence(folded, limit.end))


def ends_item(text: str, folded: str, limit: Limit, before: str, role: str, distance: int) -> bool:
    """Whether a period ends what an item of a list says, and nothing tells that it is only reported on."""
    if role in {"reject", "reject_weak", "topic"} and distance <= NEAR:
        return False
    told = TOLD.search(text[limit.start - len(before) : limit.start])
    return told is None and not re.search(r"\w", rest_of_sentence(folded, limit.end).split(",")[0])


def ends_bodys_item(text: str, folded: str, limit: Limit, before: str, role: str, distance: int) -> bool:
    """`3. Phòng Đào tạo mở lớp học lại trong tháng 4/2026;`: a period or a day that ends what a body does, by whatever
    verb."""
    line = folded.rfind("\n", 0, limit.start) + 1
    numbered = _ITEM_MARK.match(folded[line : limit.start])  # what stands behind a dash may tell what was done
    timed = limit.period or limit.stated is not None
    within = timed and limit.bound == "within" and not limit.window and numbered is not None
    return within and of_body(text, folded, limit.start) and ends_item(text, folded, limit, before, role, distance)


def in_that_year(text: str, folded: str, limit: Limit, before: str, spoken: list[Cue]) -> bool:
    """`5. Ban Tuyên giáo … tham mưu sơ kết Chương trình trong năm 2015.`, of 2012: a later year that ends what a body
    does; this year, or one that is over, may only be what is told of."""
    nearest = spoken[-1] if spoken else None
    asked = nearest is not None and nearest.role in {"complete", "duty"} and limit.start - nearest.end <= NEAR
    within = limit.bound == "within" and YEAR.search(folded[limit.start : limit.end]) is not None
    return within and asked and of_body(text, folded, limit.start) and ends_item(text, folded, limit, before, "", 0)


def settles(text: str, folded: str, limit: Limit, before: str, spoken: list[Cue]) -> bool:
    """`Giải quyết dứt điểm các đơn còn tồn đọng trong năm 2024;`: a year that ends what is settled in it."""
    ender = next((cue for cue in reversed(spoken) if cue.text in phrases("ends")), None)
    return (
        limit.bound == "within"
        and limit.doubt is None
        and ender is not None
        and not _PARTED.search(folded, ender.end, limit.start)
        and not barred(text, ender)
        and ends_item(text, folded, limit, before, "", 0)
    )


def closes_item(text: str, folded: str, limit: Limit, before: str, role: str, distance: int) -> bool:
    """Whether a day is the end of what is ordered or of what a body does (`2. Tổ Quản trị mạng đưa … vào ngày …`)."""
    if limit.bound not in {"by", "on"} or limit.period or not ends_item(text, folded, limit, before, "", 0):
        return False
    takes_place = limit.bound == "on" and limit.time is not None  # phun thuốc khử trùng vào lúc 6 giờ ngày …
    acts = (role == "duty" or (role == "act" and not takes_place)) and distance <= REACH // 2
    near = acts and (distance <= NEAR // 2 or not limit.window)
    asked = orders(text, folded, limit.start - len(before), limit.start) or ordered_above(text, folded, limit.start)
    if asked and not role:
        return limit.bound == "by" and not limit.window
    return near and (bool(asked) or of_body(text, folded, limit.start))


def handed_in_after(text: str, folded: str, limit: Limit) -> bool:
    """`vào chiều thứ Sáu hằng tuần, các đảng ủy báo cáo …`: what comes again opens the sentence of a duty."""
    end = limit.end + len(rest_of_sentence(folded, limit.end)[: REACH // 2])
    roles = [cue.role for cue in met(text, folded, limit.end, end)]
    return "complete" in roles and "reject_weak" not in roles[: roles.index("complete")]


def acts_after(text: str, folded: str, limit: Limit) -> bool:
    """`trong 05 ngày đầu quý, các đơn vị đối chiếu công nợ`: a duty follows in its clause, and no meeting before it."""
    end = limit.end + len(rest_of_sentence(folded, limit.end)[: REACH // 2])
    cues = [cue for cue in met(text, folded, limit.end, end) if cue.role != "neutral"]
    return bool(cues) and cues[0].role == "duty"


def duty_after(text: str, folded: str, limit: Limit) -> bool:
    """`hằng tuần, vào thứ Hai, thông báo …`: the duty follows after a comma, or at once a limit that opens a clause."""
    end = limit.end + len(rest_of_sentence(folded, limit.end)[: REACH // 2])
    cues = [cue for cue in met(text, folded, limit.end, end) if cue.role != "neutral"]
    if not cues or cues[0].role != "duty":
        return False
    opens = not re.search(r"\w", _ITEM_MARK.sub("", folded[sentence_start(folded, limit.start) : limit.start]))
    at_once = opens and not re.search(r"\w", folded[limit.end : cues[0].start])
    return at_once or folded.startswith(",", limit.end)
