"""The office's profile changed: what hangs on its names and its house rules follows in the papers being worked on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from tracking.calendar import Calendar, office_calendar
from tracking.models import Dispatch, Office, Task
from tracking.reminders.telling import tell_administrators
from tracking.tasks.make import recount, tasks_follow

WHO_WE_ARE = ("name", "own_names", "groups", "place")
HOUSE_RULES = ("internal_lead_days", "house_days")
STILL_NEW = timedelta(days=60)
"""Without an open task, a paper older than this in our table is history: a new name makes no work of it."""

PART, TRIES = 25, 2
"""Papers of one transaction, which takes half a second; how often a part is tried."""
NOT_FOLLOWED = (
    "{} văn bản chưa được tính lại theo hồ sơ cơ quan vừa đổi, vì cơ sở dữ liệu không nhận. Khi máy rảnh, hãy đổi "
    "một mục của hồ sơ rồi đổi lại; chi tiết ở nhật ký của bảng theo dõi."
)
log = logging.getLogger(__name__)


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


def judge_anew() -> None:
    """Say anew which directives concern us: work appears where it was ours all along, and what nobody has touched goes
    where it is another's."""
    new = Q(loaded_at__gte=timezone.now() - STILL_NEW)
    found = Dispatch.objects.filter(new | _in_work(), trashed_at=None, same_paper_as=None).select_related("file")

    def follow(dispatch: Dispatch, calendar: Calendar) -> None:
        tasks_follow(dispatch)
        recount(dispatch, calendar)

    _in_parts(found, follow)


def recount_open() -> None:
    """Work the clocks of all open tasks out again."""
    _in_parts(Dispatch.objects.filter(_in_work(), trashed_at=None).select_related("file"), recount)


def _in_parts(found: QuerySet[Dispatch], follow: Callable[[Dispatch, Calendar], None]) -> None:
    """Some papers a transaction, so that nobody waits long for the database. Where it refuses a part twice, the
    others follow nevertheless and the administrators are told."""
    calendar, refused = office_calendar(), list(found.order_by("pk").values_list("pk", flat=True))
    for _ in range(TRIES):
        parts = [refused[at : at + PART] for at in range(0, len(refused), PART)]
        refused = [pk for part in parts if not _followed(found.filter(pk__in=part), follow, calendar) for pk in part]
    if refused:
        tell_administrators("hồ sơ cơ quan", NOT_FOLLOWED.format(len(refused)))


def _followed(part: QuerySet[Dispatch], follow: Callable[[Dispatch, Calendar], None], calendar: Calendar) -> bool:
    try:
        with transaction.atomic():
            for dispatch in part:
                follow(dispatch, calendar)
    except DatabaseError:
        log.exception("papers that did not follow the office's profile")
        return False
    return True
