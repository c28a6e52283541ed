"""Reminders said once: a row with a unique key is written before anything is sent, and marked when it was.

A message that no channel took is tried again on the same day, without what was done meanwhile; from the next day on
its matters are said anew, as they then stand. One of which nobody knows whether it went out (the power failed in
between) goes out again under the same id, by which a mail program knows it.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tracking.calendar import office_calendar
from tracking.models import Event, Reminder, User
from tracking.office import office
from tracking.reminders import matters
from tracking.reminders.channels import ChannelFault, sender
from tracking.reminders.compose import Message, compose
from tracking.reminders.matters import Matter

ANOTHER_RUN = timedelta(minutes=10)
"""Younger unsent rows may be in the hands of another run."""
DIGEST = "digest"
MORNING = time(7)
"""When the day's digest goes out; where the machine was off then, as soon as it runs."""
LAST_RESORT = "file"
"""Where a message goes that no channel of the office can ever deliver (a person without an address)."""


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
    Event.objects.create(at=now, code=DIGEST, text=f"Gửi nhắc việc trong ngày: {second.messages} thư.")
    return Sent(first.messages + second.messages, first.reminders + second.reminders, (*first.faults, *second.faults))


def keep_reminding(now: datetime | None = None) -> Sent:
    """For every few minutes: what is urgent at once, and the day's digest at the first look after `MORNING`."""
    now = now or timezone.now()
    local = timezone.localtime(now)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    if local.time() < MORNING or Event.objects.filter(code=DIGEST, at__gte=midnight, at__lte=now).exists():
        return remind_urgent(now)
    return remind(now)


def remind_urgent(now: datetime | None = None) -> Sent:
    """What is urgent, at once, and what did not get through before."""
    now = now or timezone.now()
    return _deliver(_left_over(now) + _claimed(matters.urgent(now), now), now)


Batch = tuple[str, User, list[Matter]]


def _claimed(wanted: Iterable[Matter], now: datetime) -> list[Batch]:
    """Write down who is to be told what; what is written already, by this or another run, falls out."""
    per_person: dict[int, dict[str, Matter]] = defaultdict(dict)
    for matter in wanted:
        per_person[matter.person.pk].setdefault(matter.key, matter)
    if not per_person:
        return []
    with transaction.atomic():
        # Another run waits here, and then finds the rows.
        people = {
            p.pk: p for p in User.objects.select_for_update(of=("self",)).filter(pk__in=per_person).order_by("pk")
        }
        for person_id, key in _written(per_person):
            del per_person[person_id][key]
        batches = [
            (uuid.uuid4().hex, people[pk], list(entries.values()))
            for pk, entries in per_person.items()
            if entries and pk in people
        ]
        rows = (_row(matter, message, now) for message, _, entries in batches for matter in entries)
        Reminder.objects.bulk_create(rows, batch_size=1000)
    return batches


def _written(per_person: dict[int, dict[str, Matter]]) -> list[tuple[int, str]]:
    """Which of these matters have their row already."""
    about = list({m.dispatch.pk for entries in per_person.values() for m in entries.values() if m.dispatch})
    parts = (about[start : start + 1000] for start in range(0, len(about), 1000))
    return [
        (person_id, key)
        for part in parts
        for person_id, key in Reminder.objects.filter(dispatch__in=part).values_list("person_id", "key")
        if key in per_person.get(person_id, {})
    ]


def _row(matter: Matter, message: str, now: datetime) -> Reminder:
    return Reminder(
        person=matter.person, key=matter.key, kind=matter.kind, task=matter.task, dispatch=matter.dispatch,
        turn=matter.turn, made_at=now, message=message,
    )  # fmt: skip


def _left_over(now: datetime) -> list[Batch]:
    """Messages that no channel took, without what was done, handed on or thrown away meanwhile."""
    rows = Reminder.objects.filter(sent_at=None, made_at__lt=now - ANOTHER_RUN)
    if not rows.exists():
        return []
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    settled = Q(task__closed_at__isnull=False) | Q(dispatch__trashed_at__isnull=False) | Q(person__is_active=False)
    settled |= Q(kind="transfer", dispatch__transferred_at__isnull=False)
    refused_before = Q(made_at__lt=midnight) & ~Q(fault="") & ~Q(kind="urgent")
    rows.filter(settled | refused_before).delete()
    found: dict[str, list[Reminder]] = defaultdict(list)
    for row in rows.select_related("person", "task__dispatch", "task__person", "task__lead_unit", "dispatch"):
        found[row.message].append(row)
    return [
        (message, group[0].person, [Matter(r.person, r.kind, r.key, r.task, r.dispatch) for r in group])
        for message, group in found.items()
    ]


def _deliver(batches: list[Batch], now: datetime) -> Sent:
    messages = reminders = 0
    faults: list[str] = []
    for message, person, entries in batches:
        took, failed = hand_in(compose(message, person, entries, now))
        rows = Reminder.objects.filter(message=message)
        if took:
            rows.update(sent_at=now, channel=took, fault="; ".join(failed))
            messages, reminders = messages + 1, reminders + len(entries)
        else:
            rows.update(fault="; ".join(failed))
        faults += failed
    return Sent(messages, reminders, tuple(faults))


def hand_in(text: Message, names: list[str] | None = None) -> tuple[str, list[str]]:
    """The first of the office's channels that took the message (empty: none), and the faults as sentences."""
    names = names or office().reminder_channels or [LAST_RESORT]
    took, failed, hopeless = "", [], True
    for name in names:
        try:
            sender(name)(text)
            took = took or name
        except ChannelFault as fault:
            failed.append(f"{name}: {fault}")
            hopeless = hopeless and fault.permanent
    if not took and hopeless and LAST_RESORT not in names:
        return hand_in(text, [LAST_RESORT])[0], failed
    return took, failed
