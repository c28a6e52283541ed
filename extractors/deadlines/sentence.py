"""What the sentence around a possible limit says of it: whose duty it ends, or that it is only told of."""

from __future__ import annotations

import re
from functools import cache

from extractors import cues
from extractors.deadlines.cues import CUES, Cue, alternation, met, orders
from extractors.deadlines.limit import Limit
from extractors.folding import canonical
from extractors.ordinary import starts_with_head

SENTENCE = re.compile(r"[;\n]|\.(?=\s)|(?<=[\s(]\d)\)\s|(?<=[\s(]\d\d)\)\s")
_GOVERNS = 45  # characters between what must be handed in and a duty that is part of its object
_OBJECT = 30  # characters between a verb and the noun that is its object
_QUOTED = re.compile(r"\btiep\s+theo\s+(?:\w+\s+){1,4}so\b(?P<rest>[^;\n]*)$")
_BY_PAPER = re.compile(r"^\W*(?P<where>theo|can\s+cu|tai)\s+(?:\w+\s+){1,9}so\b")
_DEMANDED = re.compile(
    r"^\W*(?:thuc\s+hien|theo|can\s+cu)\s+(?:\w+\s+){1,9}so\b[^,;]*\bcua\s[^,;]*\b(?:yeu\s+cau|de\s+nghi)\s[^,;]*$"
)  # Thực hiện Công văn số … của Trung ương Hội yêu cầu báo cáo trước ngày …
_RECEIVED = re.compile(
    r"^\W*(?:\w+\W+){1,12}?nhan\s+duoc\s+(?:\w+\s+){1,4}so\b.*\btrong\s+do\s+(?:co\s+)?(?:yeu\s+cau|de\s+nghi)\s[^;]*$"
)  # Sở Xây dựng nhận được Công văn số … của UBND phường, trong đó đề nghị trả lời trước ngày …
_HAS_FIGURE = re.compile(r"\s*,?\s*co\s+(?:tu\s+|tren\s+|hon\s+|it\s+nhat\s+)?\d")

_FULL_STOP = re.compile(r"\.\s+")
_ITEM = re.compile(r"\s*(?:[-+*•]|\(?\d{1,2}(?:\.\d{1,2})*[.)-]|[a-z]{1,2}[.)])\s")
_BULLET = re.compile(r"\s*[-+*•]\s")
AROUND = 40  # characters before a verb or after a limit that say how it is meant
_LIST = 3000  # characters of a list
_HEADING = 80  # of a heading
_PERIOD = re.compile(r"\b(?:thoi\s+gian|giai\s+doan|lo\s+trinh)\b")  # not Thời hạn

_TO_DATE = re.compile(
    r"\W*(?:(?:tuy\s+nhien|nhung|song)\s*,?\s*)?(?:cho\s+)?den\s+(?:nay|thoi\s+diem\s+(?:nay|hien))\b"
)  # trước ngày 20/10/2024, đến nay mới có 3 đơn vị gửi
_TELLS_FIGURE = re.compile(
    r"\s*,?\s*(?:la|(?:bao\s+)?gom|(?:chi|moi|uoc)?\s*dat|tang|giam|uoc|bang|chiem)\s+[^.;,\n]{0,20}?\d"
)  # trong tháng 10/2024 là 42.000 m3
_AT_LEAST = re.compile(
    r"\s*,?\s*(?:\w+\s+){1,6}(?:toi\s+thieu|it\s+nhat)\s+\d"
)  # đến ngày 30/9 giải ngân tối thiểu 70%
_DATED = re.compile(r"\d\s*,")
_ENDS_HERE = re.compile(r"\s*(?:[.;\n]|$)")
_CLAUSE = 160  # characters of a clause before a limit
_AIM = re.compile(r"\bphan\s+dau\s*$")


def sentence_start(folded: str, position: int) -> int:
    """Where the sentence that holds `position` begins."""
    floor = max(0, position - 900)
    ends = [match.end() for match in SENTENCE.finditer(folded, floor, position)]
    return ends[-1] if ends else floor if floor else 0


def sentence_so_far(folded: str, position: int) -> str:
    """The sentence up to `position`, with its clauses that end in `;`."""
    floor = max(0, position - 900, folded.rfind("\n", 0, position) + 1)
    return _FULL_STOP.split(folded[floor:position])[-1]


def ordered(text: str, folded: str, limit: Limit, before: str) -> bool:
    """Whether the sentence orders, up to a limit that `before` stands before."""
    return bool(orders(text, folded, limit.start - len(before), limit.start))


def asks(text: str, folded: str, start: int, end: int) -> bool:
    """Whether the words between two places ask themselves (`nhiệm vụ được giao` only tells of it)."""
    return any(not folded[: cue.start].endswith("duoc ") for cue in orders(text, folded, start, end, "own_order"))


def ordered_so_far(text: str, folded: str, position: int) -> bool:
    """Whether the sentence up to `position` orders, with its clauses that end in `;`."""
    return bool(orders(text, folded, position - len(sentence_so_far(folded, position)), position))


def ordered_above(text: str, folded: str, position: int) -> bool:
    """Whether the line that ends in a colon and heads the list with the item at `position` orders."""
    start, end = _above_items(folded, position, _ITEM)
    return folded[start:end].rstrip().endswith(":") and bool(orders(text, folded, start, end))


def under_body(folded: str, position: int) -> bool:
    """Whether `position` stands in an item under a line that only names a body (`2. Công an tỉnh`, `- Mở đợt …`)."""
    start, end = _above_items(folded, position, _BULLET)
    name = _ITEM.sub("", folded[start:end]).rstrip(" .:")
    return 0 < len(name) <= _HEADING and starts_with_head(name, serving=False)


def of_body(text: str, folded: str, position: int) -> bool:
    """Whether the sentence up to `position` begins with who acts (`4. Các phòng đưa …`)."""
    start = position - len(sentence_so_far(folded, position))
    item = _ITEM.match(folded, start)
    return acts_there(text, item.end() if item else start)


def acts_there(text: str, start: int) -> bool:
    """Whether who acts stands at `start`."""
    return _accented("actor").match(canonical(text[start : start + _HEADING]).lower()) is not None


def _above_items(folded: str, position: int, item: re.Pattern[str]) -> tuple[int, int]:
    """Bounds of the line above the items with the one at `position`; none where it stands in none, or none is above."""
    start = folded.rfind("\n", 0, position) + 1
    floor = max(0, start - _LIST)
    if not item.match(folded, start):
        return start, start
    while start > floor:
        end, start = start - 1, folded.rfind("\n", floor, start - 1) + 1 or floor
        if not item.match(folded, start):
            return start, end
    return start, start


def headed_by_period(folded: str, position: int) -> bool:
    """Whether the line above says that what follows is when something goes on (`II. THỜI GIAN THỰC HIỆN`)."""
    start = folded.rfind("\n", 0, position) + 1
    above = folded[folded.rfind("\n", 0, max(0, start - 1)) + 1 : start]
    if len(above) > _HEADING or _PERIOD.search(above) is None:
        return False
    return words("complete").search(above) is None


def rest_of_sentence(folded: str, end: int) -> str:
    """What follows `end` in its sentence."""
    match = SENTENCE.search(folded, end)
    return folded[end : match.start() if match else len(folded)]


@cache
def words(*roles: str) -> re.Pattern[str]:
    """A pattern of the cues of `roles` as whole words, for folded text."""
    return re.compile(rf"\b(?:{alternation(*roles)})\b")


def governing(folded: str, spoken: list[Cue], *, topical: bool) -> Cue | None:
    """The cue that a limit goes with: the nearest, but what must be handed in rather than a duty inside its object.

    `trình Hội đồng thẩm định trong quý III`: it is handed in, whatever the council does. A topic (`kế hoạch`,
    `kết quả`) is asked only where the limit may belong to it (`topical`), and not where it is the object of a verb.
    """
    left = [cue for cue in spoken if topical or cue.role != "topic"]
    if not left:
        return None
    nearest = left[-1]
    earlier = left[-2] if len(left) > 1 else None
    if nearest.role == "topic" and earlier is not None and earlier.role == "complete":
        return earlier if nearest.start - earlier.end <= _OBJECT else nearest
    if nearest.role == "duty" and earlier is not None and earlier.role == "complete":
        if _DATED.search(folded, earlier.end, nearest.start):
            return nearest  # phê duyệt trong tháng 11/2024, lựa chọn nhà thầu trong …
        return earlier if nearest.start - earlier.end <= _GOVERNS else nearest
    return nearest


def _said(*roles: str) -> str:
    """The cues of `roles` as an alternation for text with its accents."""
    return cues.alternation(map(canonical, cues.of_roles(CUES, roles)))


@cache
def _accented(role: str) -> re.Pattern[str]:
    return re.compile(rf"\s*\)?\s*(?:{_said(role)})(?!\w)")


def told_after(text: str, folded: str, limit: Limit) -> bool:
    """Whether what follows a limit tells of that day (`đến hết ngày 31/12/2024 được thanh toán …`)."""
    following = _said_after(text, limit)
    if _accented("told_after").match(following):
        return True
    if _TO_DATE.match(folded, limit.end):
        return True
    if limit.period and not limit.strong and limit.rrule is None and _TELLS_FIGURE.match(folded, limit.end):
        return True
    weak = not limit.strong and limit.bound == "by" and not _AT_LEAST.match(folded, limit.end)
    return weak and bool(_accented("told_weakly_after").match(following) or _HAS_FIGURE.match(folded, limit.end))


def barred(text: str, cue: Cue, *, strong: bool = False) -> bool:
    """Whether the words before a verb make it what is told (`tạm dừng tiếp nhận đến hết …`, `được cử … đến hết …`).

    What may be handed in until a day is asked all the same (`được gửi đến hết ngày …`), and before a
    `strong` bound all that is (`phải được rà soát trước ngày …`).
    """
    roles = ("bars",) if strong or cue.role == "complete" else ("bars", "bars_duty")
    return _before_verb(*roles, unless=r"(?<!phải )(?<!cần )").search(_said_before(text, cue)) is not None


def clouded(text: str, cue: Cue) -> bool:
    """Whether the words before a verb may make it what only tells of them (`các văn bản ban hành trước ngày …`)."""
    return _before_verb("clouds").search(_said_before(text, cue)) is not None


def _said_before(text: str, cue: Cue) -> str:
    return canonical(text[max(0, cue.start - AROUND) : cue.start]).lower()


def _said_after(text: str, limit: Limit) -> str:
    return canonical(text[limit.end : limit.end + AROUND]).lower()


@cache
def _before_verb(*roles: str, unless: str = "") -> re.Pattern[str]:
    """What cues of `roles` right before a verb look like, but for those that follow `unless`."""
    return re.compile(rf"{unless}\b(?:{_said(*roles)})\s+$")


def must_follow(text: str, limit: Limit) -> bool:
    """Whether words of what must be done follow a limit (`trước ngày 05/9 phải xong`)."""
    return _accented("must_after").match(_said_after(text, limit)) is not None


def must_stand(text: str, start: int, end: int) -> bool:
    """Whether the last clause between two places says that something must be done."""
    return _must().search(_last_clause(text, start, end)) is not None


@cache
def _must() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_said('must_after')})\s")


def _last_clause(text: str, start: int, end: int) -> str:
    """What stands between two places after the last mark that parts clauses, in small letters."""
    return re.split(r"[,:;]", canonical(text[max(start, end - _CLAUSE) : end]).lower())[-1]


def must_after(text: str, folded: str, limit: Limit) -> bool:
    """Whether what follows a limit must be done by then (`đến ngày 05/9 phải khống chế được dịch`)."""
    if limit.bound not in {"by", "within"} or not must_follow(text, limit):
        return False
    return words("before").search(rest_of_sentence(folded, limit.end)) is None  # số dư đến ngày … phải nộp trước …


def forbids_until(text: str, folded: str, limit: Limit, before: str) -> bool:
    """Whether a sentence only forbids something before a day (`Tuyệt đối không gieo sạ trước ngày 20/11.`)."""
    if limit.bound != "before" or _ENDS_HERE.match(folded, limit.end) is None:
        return False
    return _forbidding().match(_last_clause(text, limit.start - len(before), limit.start)) is not None


@cache
def _forbidding() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:(?!\d)\w+\s+){{0,8}}?(?:{_said('forbids')})\s+(?:\w+\s+){{1,8}}$")


def foreseen(text: str, folded: str, limit: Limit, before: str) -> bool:
    """Whether the clause up to a limit only expects something (`dự kiến ban hành`, but no `danh sách dự kiến`)."""
    start = limit.start - len(before) + max(before.rfind(mark) for mark in ",;:(") + 1
    return any(cue.role == "foreseen" for cue in met(text, folded, start, limit.start, "neutral", "foreseen"))


def of_older_paper(before: str) -> bool:
    """Whether a limit is that of an older paper that is followed up or told of, and not this paper's own request."""
    quoted = _QUOTED.search(before)
    if quoted is not None:
        return _own_request().search(quoted["rest"]) is None
    if _DEMANDED.match(before) or _RECEIVED.match(before):
        return True
    told = _BY_PAPER.match(before)
    its_own = 1 if told is not None and told["where"] == "tai" else 0  # tại Công văn số …, UBND tỉnh yêu cầu …
    return told is not None and len(words("own_order").findall(before)) <= its_own


@cache
def _own_request() -> re.Pattern[str]:
    return re.compile(rf",(?:(?!\bve\s+viec\b)[^,])*\b(?:{alternation('own_order')})\b")


def is_target(before: str, spoken: list[Cue]) -> bool:
    """Whether a limit is that of an aim within a duty (`hướng dẫn đảng viên cài đặt, phấn đấu đến hết tháng 10 …`)."""
    return _AIM.search(before) is not None and any(cue.role in {"complete", "duty"} for cue in spoken)
