"""Reminders said once: a row with a unique key is written before anything is sent, and marked when it was.

A message that no channel took is tried again at the next run with the same id, unless its tasks were done meanwhile.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tracking.calendar import office_calendar
from tracking.models import Reminder, User
from tracking.office import office
from tracking.reminders import matters
from tracking.reminders.channels import ChannelFault, sender
from tracking.reminders.compose import compose
from tracking.reminders.matters import Matter

ANOTHER_RUN = timedelta(minutes=10)
"""Younger unsent rows may be in the hands of another run."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run did: messages that went out, reminders in them, and the faults as sentences."""

    messages: int = 0
    reminders: int = 0
    faults: tuple[str, ...] = ()


def remind(now: datetime | None = None) -> Sent:
    """The day's digest to each person, on working days, and all that is urgent.

    Called again on the same day it sends nobody a second digest.
    """
    now = now or timezone.now()
    first = remind_urgent(now)
    today = timezone.localdate(now)
    if not office_calendar().is_working(today):
        return first
    midnight = timezone.make_aware(datetime.combine(today, datetime.min.time()))
    had = set(
        Reminder.objects.filter(made_at__gte=midnight, made_at__lte=now)
        .exclude(kind="urgent").values_list("person_id", flat=True)
    )  # fmt: skip
    wanted = [m for m in matters.digest(now) if m.person.pk not in had]
    second = _deliver(_claimed(wanted, now), now)
    return Sent(first.messages + second.messages, first.reminders + second.reminders, (*first.faults, *second.faults))


def remind_urgent(now: datetime | None = None) -> Sent:
    """What is urgent, at once, and what did not get through before."""
    now = now or timezone.now()
    return _deliver(_left_over(now) + _claimed(matters.urgent(now), now), now)


Batch = tuple[str, User, list[Matter]]


def _claimed(wanted: Iterable[Matter], now: datetime) -> list[Batch]:
    """Write down who is to be told what; what is written already, by this or another run, falls out."""
    per_person: dict[int, list[Matter]] = defaultdict(list)
    for matter in wanted:
        per_person[matter.person.pk].append(matter)
    batches = []
    for person_id, entries in per_person.items():
        keys = [m.key for m in entries]
        with transaction.atomic():
            person = User.objects.select_for_update(of=("self",)).get(pk=person_id)
            known = set(Reminder.objects.filter(person=person, key__in=keys).values_list("key", flat=True))
            fresh = list({m.key: m for m in entries if m.key not in known}.values())
            if not fresh:
                continue
            message = uuid.uuid4().hex
            Reminder.objects.bulk_create(
                Reminder(
                    person=person,
                    key=m.key,
                    kind=m.kind,
                    task=m.task,
                    dispatch=m.dispatch,
                    turn=m.turn,
                    made_at=now,
                    message=message,
                )
                for m in fresh
            )
        batches.append((message, person, fresh))
    return batches


def _left_over(now: datetime) -> list[Batch]:
    """Messages that no channel took, without what was done meanwhile."""
    rows = Reminder.objects.filter(sent_at=None, made_at__lt=now - ANOTHER_RUN)
    rows.filter(task__closed_at__isnull=False).delete()
    found: dict[str, list[Reminder]] = defaultdict(list)
    for row in rows.select_related("person", "task__dispatch", "task__person", "task__lead_unit", "dispatch"):
        found[row.message].append(row)
    return [
        (message, group[0].person, [Matter(r.person, r.kind, r.key, r.task, r.dispatch) for r in group])
        for message, group in found.items()
    ]


def _deliver(batches: list[Batch], now: datetime) -> Sent:
    names = office().reminder_channels or ["file"]
    messages = reminders = 0
    faults: list[str] = []
    for message, person, entries in batches:
        text = compose(message, person, entries, now)
        took, failed = [], []
        for name in names:
            try:
                sender(name)(text)
                took.append(name)
            except ChannelFault as fault:
                failed.append(f"{name}: {fault}")
        rows = Reminder.objects.filter(message=message)
        if took:
            rows.update(sent_at=now, channel=took[0], fault="; ".join(failed))
            messages, reminders = messages + 1, reminders + len(entries)
        else:
            rows.update(fault="; ".join(failed))
        faults += failed
    return Sent(messages, reminders, tuple(faults))
