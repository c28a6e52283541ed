"""A day off entered or taken back, or a year's notice: the clocks of open tasks that count across it follow."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from tracking.models import DayOff, NoticeYear
from tracking.tasks.make import recount_from


@receiver([post_save, post_delete], sender=DayOff)
def day_changed(instance: DayOff, raw: bool = False, **_more: Any) -> None:
    """Recount from the day, or from where it stood before it was moved."""
    if not raw:
        stood = instance.history.values_list("date", flat=True)[:2]
        first = min([instance.date, *stood])
        transaction.on_commit(lambda: recount_from(first))


@receiver([post_save, post_delete], sender=NoticeYear)
def notice_changed(instance: NoticeYear, raw: bool = False, **_more: Any) -> None:
    """Recount what reaches into the year: its warning goes, or comes back."""
    if not raw:
        transaction.on_commit(lambda: recount_from(date(instance.year, 1, 1)))
