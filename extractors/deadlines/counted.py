"""Limits counted from an event: `trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản này`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice

from extractors.deadlines.cues import alternation, phrases
from extractors.deadlines.limit import CONSEQUENCE, MOST, Limit, matches
from extractors.record import Anchor, Offset, Unit

_UNITS: dict[str, Unit] = {
    "ngay lam viec": "working_day",
    "ngay": "day",
    "gio lam viec": "hour",
    "gio": "hour",
    "h": "hour",
    "tieng": "hour",
    "thang": "month",
    "tuan le": "day",
    "tuan": "day",
}
IN_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
            "muoi lam": 15, "hai muoi": 20, "ba muoi": 30}  # fmt: skip
_WORDS = "|".join(sorted((word.replace(" ", r"\s+") for word in IN_WORDS), key=len, reverse=True))
_AMOUNT = (
    r"(?:(?:\w+\s*\(\s*)?(?P<n>\d{1,3})\s*\)?\s*(?:\(\s*(?P<words>[^\W\d]+(?:\s+[^\W\d]+){0,2})\s*\)\s*)?"
    rf"|(?P<spelt>{_WORDS})\s+)(?P<unit>ngay\s+lam\s+viec|ngay|gio\s+lam\s+viec|gio|h|tieng|tuan\s+le|tuan|thang)\b(?!\s*\d)"
)
_DURATION = re.compile(
    r"\b(?P<cue>(?:cham\s+nhat|muon\s+nhat|tre\s+nhat|khong\s+(?:de\s+(?:\w+\s+){0,5}?)?qua|toi\s+da|it\s+nhat|toi\s+thieu|trong|sau|truoc|thoi\s+han|ngay\s+trong)"
    r"(?:\s+(?:la|khong\s+qua|sau|trong|vong|thoi\s+han|thoi\s+gian|toi\s+da|it\s+nhat|toi\s+thieu|truoc|vao)){0,4}"
    r"|thoi\s+(?:han|gian)(?:\s+(?!ke\b|tu\b|trong\b)[^\W\d]+){1,4}(?=\s*:))\s*:?\s*"
    rf"{_AMOUNT}"
)
_OPENING = re.compile(
    rf"(?:^|(?<=[.;:\n]))[ \t]*(?:-\s*)?{_AMOUNT}(?=\s*,?\s*(?:ke\s+tu|tinh\s+tu|sau)\s+(?:khi|ngay|thoi\s+diem)\b)"
)
_ANCHOR = re.compile(
    r"\s*(?:\([^()]{0,50}\)\s*)?,?\s*(?:\(?\s*)?(?:(?:ke\s+tu|tinh\s+tu|ke\s+ca|tu|sau)\s+(?:khi|ngay|thoi\s+diem|luc)\s+(?!\d)(?P<event>[^.;:\n]{0,140})"
    r"|(?:ke\s+tu|tinh\s+tu|tu)\s+(?P<now>hom\s+nay|nay)\b)"
    r"|\s+(?P<ahead>toi(?:\s+day)?)(?=\s*(?:[,.;)\n]|$)|\s+phai\b)"
)
_AFTER = re.compile(
    r"\s+(?:sau\s+(?!day\b|do\s+la\b)(?P<event>\w[^.;:\n]{0,140})|khi\s+(?P<case>(?:co|phat\s+hien|xay\s+ra)\b[^.;:,\n]{0,80})|(?P<next>tiep\s+theo|ke\s+tiep))"
)
_SINCE = re.compile(
    r"\b(?:ke\s+tu|tinh\s+tu|tu|sau)\s+(?:khi|ngay|thoi\s+diem)\s+(?!\d)(?P<event>[^.,;:\n]{3,100}?)\s*,\s*$"
)
_EVENT_NOUN = (
    r"(?:khi|ngay|cuoc|phien|buoi|ky|hoi\s+nghi|hoi\s+thao|hoi\s+thi|dai\s+hoi|gio|thoi\s+(?:diem|gian|han)|lop|le|dot"
    r"|tet)"
)
_LOOKS_BACK = re.compile(r"\s*(?:hop|khoi phat|nhap vien|mac benh)?\s*,?\s*(?:co|da|tung)\b")
"""`trong vòng 14 ngày trước ngày họp có đi qua …`: what was done in these days, no limit."""
_BACK = re.compile(rf"\s*,?\s*(?:truoc|so\s+voi)\s+{_EVENT_NOUN}\b(?!\s*\d)")
_WHEN = re.compile(r"\s+khi\b")  # trước 24 giờ khi ngừng cấp nước
_SPANS = re.compile(r"\b(?:vong|thoi han|it nhat|toi thieu)\b")
_PASSED = re.compile(r"\b(?:het|qua)\s*$")  # hết thời hạn 05 ngày … thì
PAPERS = (
    r"(?:van\s+ban|cong\s+van|cong\s+dien|chi\s+thi|ke\s+hoach|thong\s+bao\s+ket\s+luan|thong\s+bao|quyet\s+dinh|huong\s+dan|nghi\s+quyet|thong\s+tu|to\s+trinh"
    r"|chuong\s+trinh|quy\s+che|de\s+an|kien\s+nghi|khang\s+nghi|phieu(?:\s+(?:chuyen|(?:lay|xin)\s+y\s+kien))?|thu\s+moi|giay\s+moi|ket\s+luan\s+(?:thanh|kiem)\s+tra|ket\s+luan|quy\s+dinh|bao\s+cao|thu)"
)
_SERVED = re.compile(rf"(?:duoc\s+)?(?:giao|tong\s+dat|thong\s+bao)(?:\s+nhan)?\s+{PAPERS}\s+nay\b")
_RECEIVED = re.compile(
    rf"(?:\w+\s+){{0,6}}?nhan(?:\s+duoc)?\s*(?:(?:\w+\s+){{1,5}}?nay\b|(?:{PAPERS}\s*(?:nay|tren|cua\b.*|so\b.*)?\s*)?"
    r"(?:$|[,()\"]|de\b(?!\s+nghi)|va\b|theo\s+quy\s+dinh|(?:phai|thi|ma|cac|co\s+quan|don\s+vi)\b))"
)
_OF_OTHERS = re.compile(
    r"(?:\w+\s+){0,6}?nhan(?:\s+duoc)?\s+(?:de\s+xuat|de\s+nghi|bao\s+cao|ho\s+so|to\s+trinh|y\s+kien|ket\s+qua|kien\s+nghi|yeu\s+cau)\s+cua\b"
)
_ISSUED = re.compile(
    rf"(?:{PAPERS}\s+(?:nay|tren)\s+)?(?:duoc\s+)?(?:ky|ban\s+hanh|ky\s+ban\s+hanh|phat\s+hanh|(?:gui|ra)(?=\s+{PAPERS}\s+(?:nay|tren)\b))(?:\s+(?:{PAPERS}))?(?:\s+(?:nay|tren))?\s*(?:$|[,()\"]|de\b(?!\s+nghi)|va\b|theo\s+quy\s+dinh)"
)
_NOUN = 60  # characters in which a span may be said to be the length of something
_IF_NOT = re.compile(r"\b(?:neu|ma)\b[^.;\n]{0,80}\bkhong\b")
_BEFORE_EVENT = re.compile(
    rf"\btruoc\s+{_EVENT_NOUN}"
    r"(?=[\s(])(?!\s*\d)[^,.;:()\n\d]{0,60}?\s*(?:it\s+nhat|toi\s+thieu|cham\s+nhat)?\s*"
    r"\b(?P<n>\d{1,3})\s*(?:\(\s*[^\W\d]+(?:\s+[^\W\d]+){0,2}\s*\)\s*)?(?P<unit>ngay\s+lam\s+viec|ngay|gio|tuan|thang)\b(?!\s*\d)"
)
_AFTER_EVENT = re.compile(
    r"\bsau\s+(?:khi|ngay)\s+(?P<event>(?!\d)[^,.;:()\n\d]{3,60}?)\s+(?:(?:cham\s+nhat|khong\s+qua|toi\s+da)\s+)?"
    r"(?P<n>\d{1,3})\s*(?:\(\s*[^\W\d]+(?:\s+[^\W\d]+){0,2}\s*\)\s*)?(?P<unit>ngay\s+lam\s+viec|ngay|gio|tuan|thang)"
    r"(?=\s*(?:[,.;)\n]|$)|\s+phai\b)"
)  # sau khi kết thúc đợt kiểm tra 05 ngày


def durations(folded: str, _issued: date | None) -> Iterator[Limit]:
    """Limits of so many days, hours or months before or after something."""
    for match in islice(_DURATION.finditer(folded), MOST):
        if (limit := _counted(folded, match)) is not None:
            yield limit
    for match in islice(_OPENING.finditer(folded), MOST):
        if (tail := _ANCHOR.match(folded, match.end())) and (anchor := _anchor(tail)) != "event":
            amount, unit = _amount(match)
            offset = Offset(amount=amount, unit=unit, anchor=anchor)
            yield Limit(match.start(), _tail_end(folded, tail), "within", True, offset=offset)
    for match in matches(_BEFORE_EVENT, folded, "truoc"):
        if not _LOOKS_BACK.match(folded, match.end()):
            yield _before_event(match.start(), match.end(), *_amount(match), strong=True)
    for match in matches(_AFTER_EVENT, folded, "sau"):
        amount, unit = _amount(match)
        offset = Offset(amount=amount, unit=unit, anchor=_anchor(match))
        yield Limit(match.start(), match.end(), "within", True, offset=offset)


def _counted(folded: str, match: re.Match[str]) -> Limit | None:
    """The limit of a span of time; null of a length that is no limit, and of an hour of the clock (`trước 9 giờ`)."""
    amount, unit = _amount(match)
    cue = " ".join(match["cue"].split())
    tail = _ANCHOR.match(folded, match.end())
    back = _BACK.match(folded, match.end()) or (_WHEN.match(folded, match.end()) if cue.startswith("truoc") else None)
    if (
        _is_length(cue)
        or amount == 0
        or (unit == "hour" and amount <= 24 and not (tail or back or _spans(folded, match, cue)))
    ):
        return None
    if back and _LOOKS_BACK.match(folded, back.end()):
        return None
    if back or (cue.startswith("truoc") and tail is None):
        end = _clause_end(folded, back.end()) if back else match.end()
        return _before_event(match.start(), end, amount, unit, strong=back is not None)
    since = _SINCE.search(folded, max(0, match.start() - 140), match.start())
    if tail is None and since is None and not cue.startswith(("sau", "it nhat", "toi thieu", "thoi gian")):
        tail = _AFTER.match(folded, match.end())
    found = tail or since
    if found is None and not _stands_alone(cue) and not (cue == "trong" and _ends_before(folded, match)):
        return None
    anchor = _anchor(found) if found else "event"
    anchor = "event" if anchor == "received" and _told_of(folded, match.start(), tail) else anchor
    offset = Offset(amount=amount, unit=unit, anchor=anchor)
    end = _tail_end(folded, tail) if tail else match.end()
    start = since.start() if since and tail is None else match.start()
    undone = found is not None and cue == "sau" and _IF_NOT.search(found["event"] or "")
    passed = _PASSED.search(folded, max(0, start - 8), start) or undone
    ahead = tail is not None and tail.groupdict().get("ahead") is not None  # trong 24 giờ tới, bão di chuyển …
    strong = found is not None and not ahead and not _its_length(folded, start)
    return Limit(start, end, "within", strong, offset=offset, doubt=CONSEQUENCE if passed else None)


def _spans(folded: str, match: re.Match[str], cue: str) -> bool:
    """Whether some hours are a span and no hour of the clock (`trong vòng 2 giờ`, `trong 02 giờ khi có lệnh`)."""
    after = _AFTER.match(folded, match.end()) if cue.startswith("trong") else None
    return _SPANS.search(cue) is not None or (after is not None and after["case"] is not None)


def _is_length(cue: str) -> bool:
    """Whether `thời hạn`, `thời gian` is that of what goes on, no limit (`thời gian thanh tra: 45 ngày kể từ …`)."""
    noun = re.fullmatch(r"thoi (?:han|gian) (?P<of>.+)", cue)
    return noun is not None and noun["of"] in phrases("length")


def _ends_before(folded: str, match: re.Match[str]) -> bool:
    """Whether what is finished stands right before a span (`trình ký trong 02 ngày làm việc`)."""
    if match["n"] is None or (match["unit"] == "ngay" and int(match["n"]) == 1):
        return False  # bàn giao quân hoàn thành trong một ngày
    role = "complete" if match["unit"].endswith("viec") else "ends"
    before = folded[max(0, match.start() - _NOUN) : match.start()]
    return _finished(role).search(before) is not None


@cache
def _finished(role: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(role)})(?:\s+\w+){{0,2}}\s*$")


def _its_length(folded: str, start: int) -> bool:
    """Whether the words before a span say that what goes on lasts so long (`thời gian kiểm tra không quá 30 ngày`)."""
    before = folded[max(0, start - _NOUN) : start]
    return _length_of().search(before) is not None


@cache
def _length_of() -> re.Pattern[str]:
    return re.compile(rf"\bthoi\s+(?:han|gian)\s+(?:{alternation('length')})\b[^.;:,\n]*$")


def _amount(match: re.Match[str]) -> tuple[int, Unit]:
    """How many of which unit; 0 of what is no number."""
    said = match.groupdict()
    unit = " ".join(match["unit"].split())
    words = " ".join((said.get("spelt") or said.get("words") or "").split())
    return (int(match["n"] or 0) or IN_WORDS.get(words, 0)) * (7 if unit.startswith("tuan") else 1), _UNITS[unit]


def _before_event(start: int, end: int, amount: int, unit: Unit, *, strong: bool) -> Limit:
    return Limit(start, end, "by", strong, offset=Offset(amount=-amount, unit=unit, anchor="event"))


def _stands_alone(cue: str) -> bool:
    """Whether a span is a limit without the event it is counted from: a length (`họp trong 2 ngày`) is none."""
    lengths = cue in {"trong", "sau"} or any(
        most in cue for most in ("khong qua", "khong de qua", "toi da", "it nhat", "toi thieu")
    )
    return not lengths and not cue.startswith("thoi gian")


def _anchor(found: re.Match[str]) -> Anchor:
    """What a span is counted from, as the words after it say: `kể từ ngày nhận …`, `kể từ hôm nay`."""
    said = found.groupdict()
    if said.get("now") or said.get("ahead"):
        return "issued"
    event = found["event"] or ""
    if _OF_OTHERS.match(event):
        return "event"  # nhận được đề xuất của Sở …
    return (
        "received" if _RECEIVED.match(event) or _SERVED.match(event) else "issued" if _ISSUED.match(event) else "event"
    )


def _told_of(folded: str, start: int, tail: re.Match[str] | None) -> bool:
    """Whether the paper that is received is one that its line tells somebody to send, and not this one.

    `Sở phải thông báo để bổ sung; người nộp bổ sung trong 15 ngày kể từ ngày nhận được thông báo.`
    """
    paper = _OF_NO_PAPER.match(tail["event"] or "") if tail is not None else None
    line = folded[folded.rfind("\n", 0, start) + 1 : start]
    return paper is not None and re.search(rf"\b(?:phai|se|gui|ra|co)\s+{paper[1]}\b", line) is not None


_OF_NO_PAPER = re.compile(rf"nhan(?:\s+duoc)?\s+({PAPERS})\b(?!\s+(?:nay|tren))")
_CLAUSE = re.compile(r"[,.;:()\n]|\s+(?:va|de|dong\s+thoi)\s")


def _tail_end(folded: str, tail: re.Match[str]) -> int:
    return _clause_end(folded, tail.start("event")) if tail["event"] else tail.end()


def _clause_end(folded: str, start: int) -> int:
    match = _CLAUSE.search(folded, start)
    return match.start() if match else len(folded)
