"""Thời hạn: what must be done by when. A date that is no deadline (of a citation, a meeting, a period) is left out.

The modules are verbs in the order of the work: `find` every limit, `judge` it by its cues, `resolve` its last day.
"""

from __future__ import annotations

import re
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.confidence import calibrated
from extractors.deadlines.find import find
from extractors.deadlines.join import joined
from extractors.deadlines.judge import Judged, judge
from extractors.deadlines.limit import Limit
from extractors.deadlines.mend import mended
from extractors.deadlines.resolve import due
from extractors.deadlines.tables import time_columns
from extractors.document import flag, reading, words_of
from extractors.prose import Prose, prose
from extractors.record import Deadline

_BARE_YEAR = re.compile(r"nam\s*\d{4}")


@Language.component(
    "deadlines", requires=["doc._.issued_on", "doc._.arrival", "doc._.citations"], assigns=["doc._.deadlines"]
)
def deadlines(doc: Doc) -> Doc:
    """Write `doc._.deadlines` in reading order, and their spans to `doc.spans["deadlines"]`."""
    text = prose(doc, "body", "annex", "recipients")
    issued, received = _day(doc._.issued_on), _day(doc._.arrival.date if doc._.arrival else None)
    made, spans = [], []
    for one in judged(text, issued):
        span = text.span(one.limit.start, one.limit.end)
        entry = _deadline(one, span_confidence=_read(span))
        last = due(one.limit.stated, one.bound, one.limit.time, one.limit.offset, issued, received)
        keys = {**entry, "due": last.isoformat() if last else None}
        made.append(reading(span, _value(keys), Deadline, **keys))  # type: ignore[arg-type]
        spans.append(span)
        if one.limit.doubt:
            flag(doc, f"deadlines[{len(made) - 1}]", one.limit.doubt)
    doc._.deadlines = tuple(made)
    doc.spans["deadlines"] = spans
    return doc


def judged(text: Prose, issued: date | None) -> list[Judged]:
    """The deadlines of some zones' text, in order."""
    columns = time_columns(text.doc)
    cited = [(span.start, span.end) for span in text.doc.spans.get("citations", ())]
    found: list[Judged] = []
    told: set[tuple[int, int, int]] = set()
    folded = mended(text, columns)
    for limit in find(folded, issued):
        cell = text.stretch(limit.start).block._.cell
        in_column = cell is not None and (cell[0], cell[2]) in columns and cell[1] > 0
        if in_column and _is_rest(text, limit, again=cell in told):
            continue
        if _outside_brackets(text, limit):
            continue
        span = text.span(limit.start, limit.end)
        if any(_of_cited(limit, span, *places) for places in cited):
            continue
        if (one := judge(text.text, folded, limit, issued, in_time_column=in_column)) is not None:
            found.append(one)
            if cell is not None:
                told.add(cell)
    return joined(found, folded)


def _is_rest(text: Prose, limit: Limit, *, again: bool) -> bool:
    """Whether a bare year in a cell is what is left of a date that was read badly (`Trong t.áng 10 năm 2023`)."""
    if limit.bound is not None or not _BARE_YEAR.fullmatch(text.folded, limit.start, limit.end):
        return False
    cell = text.stretch(limit.start)
    return again or re.search(r"\w", text.folded[cell.start : limit.start]) is not None


def _of_cited(limit: Limit, span: Span, start: int, end: int) -> bool:
    """Whether a limit is the date of what is cited from `start` to `end`; what is counted from that paper is none."""
    return span.start < end and start < span.end and (limit.offset is None or span.start >= start)


def _outside_brackets(text: Prose, limit: Limit) -> bool:
    """Whether a limit stands in the list of recipients, but in no bracket (`(theo dõi, báo cáo trước ngày 28/11)`)."""
    stretch = text.stretch(limit.start)
    if stretch.zone != "recipients":
        return False
    before = text.folded[stretch.start : limit.start]
    return before.count("(") <= before.count(")") or ")" not in text.folded[limit.end - 1 : stretch.end]


def _deadline(one: Judged, span_confidence: float) -> dict[str, object]:
    limit = one.limit
    doubtful = 0.7 if limit.doubt else 1.0
    sure = calibrated("deadlines", one.score * doubtful * span_confidence)
    stated = limit.stated.isoformat() if limit.stated else None
    return {
        "stated": stated, "bound": one.bound, "time": limit.time, "offset": limit.offset, "rrule": limit.rrule,
        "conditional": one.conditional, "confidence": sure,
    }  # fmt: skip


_DECIDING = re.compile(r"\d|^[IVX]{1,4}[/,.]?$")


def _read(span: Span) -> float:
    """How well the words that decide a deadline were read: its figures, or all where it has none."""
    words = words_of(span)
    deciding = [word for word in words if _DECIDING.search(word.text)] or words
    return min((word.confidence for word in deciding), default=0.0)


def _value(keys: dict[str, object]) -> str:
    offset = keys["offset"]
    written = f"{offset.amount} {offset.unit} {offset.anchor}" if offset is not None else ""  # type: ignore[attr-defined]
    return str(keys["stated"] or keys["rrule"] or written)


def _day(reading_: object) -> date | None:
    value = getattr(reading_, "value", None)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
