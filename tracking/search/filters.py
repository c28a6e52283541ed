"""The search page's filters over one box: state, unit, issuer, period, urgency. Null means: not asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from tracking.keys import name_key
from tracking.models import Dispatch, ReviewState, Task, Transfer
from tracking.search import MOST_HITS, find
from tracking.tasks import selectors

OF_PAPERS = {
    **{state.value: Q(review_state=state) for state in ReviewState},
    "unregistered": Q(arrival_number=None),
    "untransferred": Q(transferred_at=None),
}
"""States of a paper itself, whatever its tasks."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked; `state` is one `OF_PAPERS`, `late`, `open`, or a task's state; `urgency` is the least."""

    text: str = ""
    state: str = ""
    unit: int | None = None
    person: int | None = None
    issuer: str = ""
    kind: str = ""
    year: int | None = None
    first: date | None = None
    last: date | None = None
    urgency: int | None = None
    asks: str = ""


def search(
    asked: Filters, found: QuerySet[Dispatch] | None = None, *, now: datetime | None = None
) -> QuerySet[Dispatch]:
    """The dispatches of `found` that fit everything asked, newest first.

    The box alone looks at the newest `MOST_HITS` hits; with any filter beside it, at all of them.
    """
    found = find(asked.text, found, newest=MOST_HITS if asked == Filters(text=asked.text) else None)
    if asked.state:
        found = by_state(found, asked.state, now)
    if asked.unit:
        led, handed = Task.objects.filter(lead_unit=asked.unit), Transfer.objects.filter(unit=asked.unit)
        found = found.filter(Q(pk__in=led.values("dispatch")) | Q(pk__in=handed.values("dispatch")))
    if asked.person:
        found = found.filter(pk__in=Task.objects.filter(person=asked.person).values("dispatch"))
    if asked.issuer:
        found = found.filter(issuer_key__contains=name_key(asked.issuer))
    if asked.year:
        found = found.filter(arrival_year=asked.year)
    if asked.first:
        found = found.filter(arrived_on__gte=asked.first)
    if asked.last:
        found = found.filter(arrived_on__lte=asked.last)
    if asked.urgency is not None:
        found = found.filter(urgency__gte=asked.urgency)
    for name in ("kind", "asks"):
        if getattr(asked, name):
            found = found.filter(**{name: getattr(asked, name)})
    return found


def by_state(found: QuerySet[Dispatch], state: str, now: datetime | None = None) -> QuerySet[Dispatch]:
    """Those in a state of papers, or with a task in the state `state`, open or late."""
    if state in OF_PAPERS:
        return found.filter(OF_PAPERS[state])
    tasks = Task.objects.filter(closed_at=None) if state in ("late", "open") else Task.objects.filter(state=state)
    if state == "late":
        tasks = selectors.late(tasks, now or timezone.now())
    return found.filter(pk__in=tasks.values("dispatch"))
