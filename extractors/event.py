"""Giấy mời: when and where one is asked to come, and who chairs (NĐ 30/2020, Phụ lục III). Never a deadline."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractors import dates
from extractors.confidence import calibrated
from extractors.document import issue_day, reading, words_of
from extractors.folding import LOWER
from extractors.numbering import invites
from extractors.prose import Prose, prose
from extractors.record import Event, Reading

_INVITES = re.compile(
    r"\b(?:kinh\s+moi|tran\s+trong\s+(?:kinh\s+)?moi|giay\s+moi|moi\s+(?:cac\s+)?(?:dong\s+chi|ong|ba|quy|dai\s+bieu)|moi\s+(?:\w+\s+){1,12}du\b|trieu\s+tap\b)"
)
_WHAT = r"\s*(?:to\s+chuc|hop|khai\s+mac|hoi\s+nghi|tap\s+huan|lam\s+viec|cuoc\s+hop|buoi\s+lam\s+viec|dien\s+ra)?"
_MARK = (  # a label that opens its block, or has a number before it, needs no colon
    r"(?:(?:^|\n)\W*(?:(?:\d{1,2}|[a-e]|[ivx]{1,4})\s*[.)/-]+\W*)?|[.;„]\s*\d{1,2}\s*[.)]\s*)"
)
_TIME = re.compile(rf"\b(?:thoi\s+gian|thoi\s+diem){_WHAT}\s*:|{_MARK}thoi\s+gian{_WHAT}\b")
_PLACE = re.compile(rf"\bdia\s+diem{_WHAT}\s*:\s*|{_MARK}dia\s+diem{_WHAT}\b\s*")
_CHAIR = re.compile(
    r"\b(?:chu\s+tri|chu\s+toa|nguoi\s+chu\s+tri|dong\s+chi\s+chu\s+tri){what}\s*:\s*".replace("{what}", _WHAT)
)
_CHAIRED = re.compile(r"\bdo\s+(?P<who>(?:dong\s+chi|d/c|ong|ba)\s+[^;\n.]{3,120}?)\s+(?:lam\s+)?chu\s+(?:tri|toa)\b")
_CLOCK = re.compile(rf"(?<![\d/.]){dates.HOUR}(?![/\d])")
_AT = re.compile(r"\btai\s+(?=\S)")
_AFTER = re.compile(r"[;\n]|\.(?=\s|$)|\s+de\s+|\s+voi\s+noi\s+dung")
_ENTRY_END = re.compile(
    rf"\n|(?<!TP)(?<!Tp)(?<!tp)\.(?=\s+[^\s{LOWER}]|\s*$)"
    r"|\s(?=(?:Rất mong|Đề nghị|Kính mong|Trân trọng|Kính đề nghị)\b)"
)
_SPECKS = re.compile(
    rf"(?<=\s)['‘`](?=\w)(?![^'’]*['’])|\.(?=\s+[{LOWER}])(?<!tp\.)(?<!TP\.)"
)  # a lone quote, a stop in a name
_NEAR = 90
_LETTERS = {"CV", "TB"}
"""Kinds that are no invitations and may invite all the same."""
_COURSE = re.compile(
    r"\W*(?:dia\s+diem\W*)?tu\s+ngay\s+[\d/.]{1,10}\s+(?:den|toi)\s+(?:het\s+)?ngay\s+\d"
)  # a course's days


@Language.component("event", requires=["doc._.kind", "doc._.issued_on"], assigns=["doc._.event"])
def event(doc: Doc) -> Doc:
    """Write `doc._.event` of a giấy mời, or of a letter whose text invites and states the hour."""
    text = prose(doc, "body")
    kind = doc._.kind
    invitation = kind is not None and invites(kind.value)
    if not invitation and kind is not None and kind.value not in _LETTERS:
        return doc  # what a plan or a guide sets a day for
    when = _TIME.search(text.folded)
    if not invitation and not (_INVITES.search(text.folded[:3000]) and when):
        return doc
    if not invitation and when and _COURSE.match(text.folded, when.end()):
        return doc  # announced, not invited to
    starts = _starts(text, doc)
    if not invitation and (starts is None or "T" not in starts.value):
        return doc  # a plan's days at which others may be asked to come
    place = _labelled(text, _PLACE) or (_place_beside(text) if starts else None)
    chair = _labelled(text, _CHAIR) or _chaired(text)
    doc._.event = Event(starts=starts, place=place, chair=chair) if starts or place or chair else None
    return doc


def _starts(text: Prose, doc: Doc) -> Reading | None:
    """The first date after `Thời gian:`, else the first that has an hour beside it, as ISO 8601 local time."""
    label = _TIME.search(text.folded)
    from_ = label.end() if label else 0
    issued = issue_day(doc)
    for match in dates.DATE.finditer(text.folded, from_, from_ + (400 if label else len(text.folded))):
        found = dates.read(match)
        if found is None:
            continue
        day = (
            found.on(found.year)
            if found.year
            else dates.first_after(found.day, found.month, issued)
            if issued
            else None
        )
        if day is None or (issued is not None and day < issued):
            continue
        begin, end, clock = match.start(), match.end(), None
        before = list(_CLOCK.finditer(text.folded, max(from_, begin - _NEAR), begin))
        after = _CLOCK.search(text.folded, end, end + _NEAR)
        if before:
            clock, begin = dates.clock(before[0]), before[0].start()
        elif after and "\n" not in text.folded[end : after.start()]:
            clock, end = dates.clock(after), after.end()
        if clock is None and label is None:
            continue
        return _read(text, begin, end, f"{day.isoformat()}T{clock}" if clock else day.isoformat(), 0.95)
    return None


def _labelled(text: Prose, label: re.Pattern[str]) -> Reading | None:
    """What follows a label up to the end of its entry."""
    match = label.search(text.folded)
    if match is None:
        return None
    start = match.end()
    if not re.search(r"\w", text.text[start : text.text.find("\n", start)]):
        start = text.text.find("\n", start) + 1  # the label stands alone: what it tells is the next block
    stop = _ENTRY_END.search(text.text, start)
    end = stop.start() if stop else len(text.text)
    value = _clean(text.text[start:end])
    return _read(text, start, end, value, 0.93) if value else None


def _chaired(text: Prose) -> Reading | None:
    """`… do đồng chí Lê Hoàng Anh - Giám đốc Sở Y tế chủ trì`."""
    match = _CHAIRED.search(text.folded)
    if match is None:
        return None
    start, end = match.span("who")
    return _read(text, start, end, _clean(text.text[start:end]), 0.85)


def _place_beside(text: Prose) -> Reading | None:
    match = _AT.search(text.folded)
    if match is None:
        return None
    stop = _AFTER.search(text.folded, match.end())
    end = stop.start() if stop else len(text.folded)
    value = _clean(text.text[match.end() : end])
    return _read(text, match.end(), end, value, 0.7) if value else None


def _clean(written: str) -> str:
    value = re.sub(r"(?:\./\.|[\s.;,:\"'])+$", "", " ".join(written.split()))
    value = _SPECKS.sub("", value)
    return re.sub(r"^(?:\W+|[Tt]ại\s+)+", "", value)


def _read(text: Prose, start: int, end: int, value: str, score: float) -> Reading:
    span = text.span(start, end)
    ocr = min((word.confidence for word in words_of(span)), default=0.0)
    return reading(span, value, confidence=calibrated("event", score * ocr))
