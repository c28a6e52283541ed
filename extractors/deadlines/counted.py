"""Limits counted from an event: `trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản này`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from extractors.deadlines.limit import MOST, Limit
from extractors.record import Anchor, Offset, Unit

_UNITS: dict[str, Unit] = {
    "ngay lam viec": "working_day",
    "ngay": "day",
    "gio": "hour",
    "tieng": "hour",
    "thang": "month",
    "tuan": "day",
}
_IN_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
             "muoi lam": 15, "hai muoi": 20, "ba muoi": 30}  # fmt: skip
_DURATION = re.compile(
    r"\b(?P<cue>(?:cham\s+nhat|muon\s+nhat|khong\s+qua|toi\s+da|it\s+nhat|toi\s+thieu|trong|sau|truoc|thoi\s+han|ngay\s+trong)"
    r"(?:\s+(?:la|khong\s+qua|sau|trong|vong|thoi\s+han|thoi\s+gian|toi\s+da|it\s+nhat|toi\s+thieu|truoc|vao))*"
    r"|thoi\s+(?:han|gian)(?:\s+(?!ke\b|tu\b|trong\b)[^\W\d]+){1,4}(?=\s*:))\s*:?\s*"
    r"(?:(?:\w+\s*\(\s*)?(?P<n>\d{1,3})\s*\)?)\s*(?:\(\s*(?P<words>[^\W\d]+(?:\s+[^\W\d]+){0,2})\s*\)\s*)?"
    r"(?P<unit>ngay\s+lam\s+viec|ngay|gio|tieng|tuan|thang)\b(?!\s*\d)"
)
_ANCHOR = re.compile(
    r"\s*,?\s*(?:\(?\s*)?(?:ke\s+tu|tinh\s+tu|ke\s+ca|tu|sau)\s+(?:khi|ngay|thoi\s+diem|luc)\s+(?P<event>[^.;:\n]{0,140})"
)
_BACK = re.compile(r"\s*,?\s*(?:truoc|so\s+voi)\s+(?:khi|ngay|thoi\s+diem)\b")
PAPERS = (
    r"(?:van\s+ban|cong\s+van|cong\s+dien|chi\s+thi|ke\s+hoach|thong\s+bao|quyet\s+dinh|huong\s+dan|nghi\s+quyet|thong\s+tu|to\s+trinh"
    r"|giay\s+moi|phieu\s+chuyen|ket\s+luan|quy\s+dinh|bao\s+cao|thu)"
)
_RECEIVED = re.compile(
    rf"(?:\w+\s+){{0,6}}?nhan(?:\s+duoc)?\s*(?:{PAPERS}\s*(?:nay|tren|cua\b.*|so\b.*)?\s*)?(?:$|[,()\"]|de\b(?!\s+nghi)|va\b|theo\s+quy\s+dinh)"
)
_OF_OTHERS = re.compile(
    r"(?:\w+\s+){0,6}?nhan(?:\s+duoc)?\s+(?:de\s+xuat|de\s+nghi|bao\s+cao|ho\s+so|to\s+trinh|y\s+kien|ket\s+qua)\s+cua\b"
)
_ISSUED = re.compile(
    rf"(?:{PAPERS}\s+(?:nay|tren)\s+)?(?:duoc\s+)?(?:ky|ban\s+hanh|ky\s+ban\s+hanh|phat\s+hanh|ra)(?:\s+(?:{PAPERS}))?(?:\s+(?:nay|tren))?\s*(?:$|[,()\"]|de\b(?!\s+nghi)|va\b|theo\s+quy\s+dinh)"
)


_BEFORE_EVENT = re.compile(
    r"\btruoc\s+(?:khi|ngay|cuoc|phien|buoi|ky|hoi\s+nghi|gio)\s+(?!\d)[^,.;:()\n\d]{1,60}?\s*(?:it\s+nhat|toi\s+thieu|cham\s+nhat)"
    r"\s*(?P<n>\d{1,3})\s*(?:\(\s*[^\W\d]+(?:\s+[^\W\d]+){0,2}\s*\)\s*)?(?P<unit>ngay\s+lam\s+viec|ngay|gio|tuan|thang)\b"
)


def durations(folded: str, _issued: date | None) -> Iterator[Limit]:
    """Limits of so many days, hours or months before or after something."""
    for match in islice(_DURATION.finditer(folded), MOST):
        amount, unit = _amount(match)
        if amount == 0:
            continue
        tail = _ANCHOR.match(folded, match.end())
        back = _BACK.match(folded, match.end())
        if back or (match["cue"].startswith("truoc") and tail is None):
            end = _clause_end(folded, back.end()) if back else match.end()
            yield _before_event(match.start(), end, amount, unit, strong=back is not None)
        elif tail is not None or _stands_alone(match["cue"]):
            event = tail["event"] if tail else ""
            offset = Offset(amount=amount, unit=unit, anchor=_anchor(event))
            end = _clause_end(folded, tail.start("event")) if tail else match.end()
            yield Limit(match.start(), end, "within", tail is not None, offset=offset)
    for match in islice(_BEFORE_EVENT.finditer(folded), MOST):
        yield _before_event(match.start(), match.end(), *_amount(match), strong=True)


def _amount(match: re.Match[str]) -> tuple[int, Unit]:
    """How many of which unit; 0 of what is no number."""
    unit = " ".join(match["unit"].split())
    words = " ".join((match.groupdict().get("words") or "").split())
    return (int(match["n"]) or _IN_WORDS.get(words, 0)) * (7 if unit == "tuan" else 1), _UNITS[unit]


def _before_event(start: int, end: int, amount: int, unit: Unit, *, strong: bool) -> Limit:
    return Limit(start, end, "by", strong, offset=Offset(amount=-amount, unit=unit, anchor="event"))


def _stands_alone(cue: str) -> bool:
    """Whether a span is a limit without the event it is counted from: a length (`họp trong 2 ngày`) is none."""
    said = " ".join(cue.split())
    lengths = said in {"trong", "sau", "it nhat", "toi thieu"} or "khong qua" in said or "toi da" in said
    return not lengths and not said.startswith("thoi gian")


def _anchor(event: str) -> Anchor:
    if _OF_OTHERS.match(event):
        return "event"  # nhận được đề xuất của Sở …
    return "received" if _RECEIVED.match(event) else "issued" if _ISSUED.match(event) else "event"


_CLAUSE = re.compile(r"[,.;:()\n]|\s+(?:va|de|dong\s+thoi)\s")


def _clause_end(folded: str, start: int) -> int:
    match = _CLAUSE.search(folded, start)
    return match.start() if match else len(folded)
