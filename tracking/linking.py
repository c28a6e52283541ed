"""Links between dispatches: citations both ways, papers that chase or amend earlier ones, the same paper twice.

Identity of a document is issuer, number and day of issue together (domain: numbers alone are shared by thousands of
bodies); a citation seldom names all three, so one that fits more than one dispatch stays unlinked.
"""

from __future__ import annotations

import re

from django.db.models import Q
from django.utils import timezone

from extractors.folding import fold
from tracking.keys import name_key
from tracking.models import Citation, CitationRole, Dispatch, Event, Task

CHASING = re.compile(
    r"\b(tiep theo|tuy nhien den nay|den nay (van )?chua (nhan|gui|bao cao)|don doc|chua nhan duoc (bao cao|van ban)|"
    r"nhac lai|qua thoi han|cham (gui|bao cao|tre))\b"
)


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


def mark_earlier_tasks(dispatch: Dispatch, text: str = "") -> None:
    """Mark the tasks of earlier dispatches that this one chases or amends; once a dispatch."""
    chases = bool(CHASING.search(fold(f"{dispatch.subject} {text}")))
    on = dispatch.arrived_on or dispatch.stamp_date or timezone.localdate()
    for citation in dispatch.citations.filter(target__isnull=False).select_related("target"):
        if citation.role == CitationRole.AMENDS:
            _mark(dispatch, citation, "amended", amended_by=dispatch)
        elif citation.role != CitationRole.BASIS and chases:
            _mark(dispatch, citation, "chased", chased_at=on)


def _mark(dispatch: Dispatch, citation: Citation, code: str, **fields: object) -> None:
    words = {"amended": "Bị sửa đổi, thay thế bởi", "chased": "Bị đôn đốc bởi"}[code]
    for task in Task.objects.filter(dispatch=citation.target, closed_at=None):
        if task.events.filter(code=f"{code}:{dispatch.pk}").exists():
            continue
        for name, value in fields.items():
            setattr(task, name, value)
        task.save()
        Event.objects.create(
            dispatch=task.dispatch, task=task, at=timezone.now(), code=f"{code}:{dispatch.pk}",
            text=f"{words} {dispatch.kind_name or 'văn bản'} {dispatch.number}.",
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
