"""The office's profile changed: what hangs on its names and its house rules follows in the papers being worked on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from tracking.calendar import office_calendar
from tracking.models import Dispatch, Office, Task
from tracking.tasks.make import recount, tasks_follow

WHO_WE_ARE = ("name", "own_names", "groups", "place")
HOUSE_RULES = ("internal_lead_days", "house_days")
STILL_NEW = timedelta(days=60)
"""Without an open task, a paper older than this in our table is history: a new name makes no work of it."""


@receiver(post_save, sender=Office)
def office_changed(instance: Office, raw: bool = False, **_more: Any) -> None:
    """Follow once the change is committed."""
    before = None if raw else instance.history.all()[1:2].first()
    if before is None:
        return

    def changed(names: tuple[str, ...]) -> bool:
        return any(getattr(before, name) != getattr(instance, name) for name in names)

    if changed(WHO_WE_ARE):
        transaction.on_commit(judge_anew)
    elif changed(HOUSE_RULES):
        transaction.on_commit(recount_open)


def _in_work() -> Q:
    return Q(Exists(Task.objects.filter(dispatch=OuterRef("pk"), closed_at=None)))


@transaction.atomic
def judge_anew() -> None:
    """Say anew which directives concern us: work appears where it was ours all along, and what nobody has touched goes
    where it is another's."""
    new = Q(loaded_at__gte=timezone.now() - STILL_NEW)
    found = Dispatch.objects.filter(new | _in_work(), trashed_at=None, same_paper_as=None).select_related("file")
    calendar = office_calendar()
    for dispatch in found.iterator(chunk_size=500):
        tasks_follow(dispatch)
        recount(dispatch, calendar)


@transaction.atomic
def recount_open() -> None:
    """Work the clocks of all open tasks out again."""
    calendar = office_calendar()
    found = Dispatch.objects.filter(_in_work(), trashed_at=None).select_related("file")
    for dispatch in found.iterator(chunk_size=500):
        recount(dispatch, calendar)
