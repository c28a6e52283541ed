"""Links between dispatches: citations both ways, papers that chase or amend earlier ones, the same paper twice.

Identity of a document is issuer, number and day of issue together (domain: numbers alone are shared by thousands of
bodies); a citation seldom names all three, so one that fits more than one dispatch stays unlinked.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from django.db.models import Q, QuerySet
from django.utils import timezone

from extractors.folding import key
from tracking.keys import name_key
from tracking.models import Citation, CitationRole, Dispatch, Event, Task

CHASING = Path(__file__).parent / "data" / "chasing.csv"
REACH = 60
"""Letters before a citation within which `Tiếp theo …` is said of it: room for a kind, `số` and a short clause."""


@cache
def chasing() -> dict[str, tuple[str, ...]]:
    """Folded phrases by where they count: `before` a citation, in the `subject`, or `anywhere`."""
    found: dict[str, list[str]] = {}
    with CHASING.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["place"], []).append(key(row["phrase"]))
    return {place: tuple(phrases) for place, phrases in found.items()}


def target_of(citation: Citation) -> Dispatch | None:
    """The one dispatch in our table that `citation` names, or null: none, or more than one fits."""
    if not citation.value_key:
        return None
    found = Dispatch.objects.filter(number_key=citation.value_key, trashed_at=None).exclude(pk=citation.dispatch_id)
    if citation.dated:
        found = found.filter(Q(issued_on=citation.dated) | Q(issued_on=None))
    candidates = list(found.order_by("same_paper_as_id", "pk")[:20])
    issuer = name_key(citation.issuer)
    if issuer and len(candidates) > 1:
        candidates = [c for c in candidates if _same_body(issuer, c.issuer_key)] or candidates
    firsts = [c for c in candidates if c.same_paper_as_id is None] or candidates
    return firsts[0] if len(firsts) == 1 else None


def _same_body(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def link(dispatch: Dispatch) -> None:
    """Link the dispatch's citations, and the citations of others that were waiting for it."""
    for citation in dispatch.citations.filter(target=None):
        target = target_of(citation)
        if target is not None:
            citation.target = target
            citation.save(update_fields=["target"])
    if dispatch.number_key:
        for citation in Citation.objects.filter(value_key=dispatch.number_key, target=None).exclude(dispatch=dispatch):
            if target_of(citation) == dispatch:
                citation.target = dispatch
                citation.save(update_fields=["target"])


def mark_earlier_tasks(dispatch: Dispatch) -> None:
    """Mark the tasks of earlier dispatches that this one chases, amends or replies to; once a dispatch.

    A citation right after `Tiếp theo` is what is chased; where there is none, a paper that urges (`đôn đốc`, `chưa
    nhận được báo cáo`) chases all that it cites but what it rests on.
    """
    cited = list(dispatch.citations.select_related("target"))
    linked = [c for c in cited if c.target is not None and c.role != CitationRole.AMENDS]
    text = key(" ".join([dispatch.subject, *dispatch.pages.values_list("text", flat=True)]))
    if not dispatch.pages.exists():
        text = key(" ".join([dispatch.subject, *dispatch.directives.values_list("action", flat=True)]))
    chased = [c for c in linked if _named_after(text, c)]
    if not chased and _urges(dispatch, text):
        chased = [c for c in linked if c.role not in (CitationRole.BASIS, CitationRole.IMPLEMENTS)]
    on = dispatch.arrived_on or dispatch.stamp_date or timezone.localdate()
    for citation in chased:
        _mark(dispatch, _open_tasks(citation), "chased", chased_at=on)
    for citation in cited:
        if citation.role == CitationRole.AMENDS:
            _mark(dispatch, _open_tasks(citation), "amended", amended_by=dispatch)
        elif citation.role == CitationRole.REPLIES_TO:
            _mark(dispatch, _answered_tasks(citation), "answered")


def _urges(dispatch: Dispatch, text: str) -> bool:
    subject, phrases = key(dispatch.subject), chasing()
    return any(p in subject for p in phrases["subject"]) or any(p in text for p in phrases["anywhere"])


def _named_after(text: str, citation: Citation) -> bool:
    """Whether one of the places where `text` names the citation's number has a phrase of chasing right before it."""
    number = key(citation.value)
    places = re.finditer(rf"\b{re.escape(number)}\b", text) if number else ()
    return any(p in text[max(0, m.start() - REACH) : m.start()] for m in places for p in chasing()["before"])


def _open_tasks(citation: Citation) -> QuerySet[Task]:
    return Task.objects.filter(dispatch=citation.target, closed_at=None) if citation.target else Task.objects.none()


def _answered_tasks(citation: Citation) -> QuerySet[Task]:
    """Tasks of the dispatch that is replied to, or that our own paper of that number answered."""
    ours = Q(answer_number=citation.value) & ~Q(answer_number="")
    return Task.objects.filter(ours | Q(dispatch=citation.target) if citation.target else ours)


WORDS = {"amended": "Bị sửa đổi, thay thế bởi", "chased": "Bị đôn đốc bởi", "answered": "Được phúc đáp bằng"}


def _mark(dispatch: Dispatch, tasks: QuerySet[Task], code: str, **fields: object) -> None:
    for task in tasks.exclude(dispatch=dispatch):
        if task.events.filter(code=f"{code}:{dispatch.pk}").exists():
            continue
        for name, value in fields.items():
            setattr(task, name, value)
        if fields:
            task.save()
        Event.objects.create(
            dispatch=task.dispatch, task=task, at=timezone.now(), code=f"{code}:{dispatch.pk}",
            text=f"{WORDS[code]} {dispatch.kind_name or 'văn bản'} {dispatch.number}.",
        )  # fmt: skip


def same_paper(dispatch: Dispatch) -> Dispatch | None:
    """The earlier dispatch that is the same paper through another channel: number, issuer and day all equal."""
    if not (dispatch.number_key and dispatch.issuer_key and dispatch.issued_on):
        return None
    return (
        Dispatch.objects.filter(
            number_key=dispatch.number_key, issuer_key=dispatch.issuer_key, issued_on=dispatch.issued_on,
            same_paper_as=None, trashed_at=None,
        )
        .exclude(pk=dispatch.pk)
        .order_by("pk")
        .first()
    )  # fmt: skip


def same_number(dispatch: Dispatch) -> list[Dispatch]:
    """Other dispatches with the number and issuer of this one (NĐ 30/2020, Phụ lục VI, III.1.h asks for a warning)."""
    if not (dispatch.number_key and dispatch.issuer_key):
        return []
    found = Dispatch.objects.filter(number_key=dispatch.number_key, issuer_key=dispatch.issuer_key, trashed_at=None)
    return list(found.exclude(pk=dispatch.pk)[:10])
