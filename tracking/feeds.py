"""Lịch hạn xử lý: iCalendar feeds of a person and of a unit, under addresses that nobody can guess.

A calendar program subscribes without logging in, so the address is the key: `renew` makes an old one useless. What is
for internal circulation is only in the feeds of people who may see it, never in a unit's.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from icalendar import Calendar, Event

from tracking import rights
from tracking.exports import TYPES
from tracking.inert import line, plain
from tracking.models import Task, Unit, Urgency, User
from tracking.models.people import secret_address
from tracking.reminders.compose import address
from tracking.tasks import selectors


def calendar(title: str, tasks: QuerySet[Task]) -> bytes:
    """A calendar with one whole-day event for each open task that has a due day."""
    made = Calendar()
    made.add("prodid", "-//congvan//VI")
    made.add("version", "2.0")
    made.add("x-wr-calname", line(title))
    made.add("x-wr-timezone", timezone.get_default_timezone_name())
    made.add("refresh-interval", timedelta(hours=1))
    for task in tasks.filter(due__isnull=False)[:5000]:
        made.add_component(_event(task))
    return bytes(made.to_ical())


def _event(task: Task) -> Event:
    dispatch, event = task.dispatch, Event()
    mark = f"[{Urgency(dispatch.urgency).label.upper()}] " if dispatch.urgency else ""
    lines = [f"{dispatch.kind_name or 'Văn bản'} {dispatch.number} – {dispatch.issuer}", dispatch.subject]
    if task.issuer_due and task.issuer_due != task.due:
        lines.append(f"Hạn của cơ quan ban hành: {task.issuer_due:%d/%m/%Y}")
    lines.append(address(dispatch))
    event.add("uid", f"task-{task.pk}@congvan")
    event.add("dtstamp", task.changed_at)
    event.add("summary", line(f"{mark}{task.title}", 200))
    event.add("description", plain("\n".join(lines)))
    event.add("dtstart", task.due)
    event.add("dtend", task.due + timedelta(days=1) if task.due else None)
    event.add("transp", "TRANSPARENT")
    event.add("priority", 1 if dispatch.urgency else 5)
    return event


def person_feed(user: User) -> bytes:
    """The feed of a person: the open tasks that are theirs and that they may see."""
    tasks = rights.visible_tasks(user, selectors.of_person(selectors.open_tasks(), user))
    return calendar(f"Hạn xử lý – {user}", tasks)


def unit_feed(unit: Unit) -> bytes:
    """The feed of a unit: what it leads or supports, without what is for internal circulation."""
    tasks = selectors.of_unit(selectors.open_tasks(), unit).filter(dispatch__restricted=False)
    return calendar(f"Hạn xử lý – {unit}", tasks)


def renew(owner: User | Unit) -> str:
    """A new secret address for `owner`; the old one stops working."""
    owner.feed_token = secret_address()
    owner.save(update_fields=["feed_token"])
    return owner.feed_token


def feed(_request: HttpRequest, token: str) -> HttpResponse:
    """`/lich/<token>.ics`, without log-in; an unknown or renewed address is not found."""
    person = User.objects.filter(feed_token=token, is_active=True).first()
    unit = None if person else Unit.objects.filter(feed_token=token, active=True).first()
    if person is None and unit is None:
        raise Http404
    body = person_feed(person) if person else unit_feed(unit) if unit else b""
    answer = HttpResponse(body, content_type=TYPES["ics"])
    answer["Cache-Control"] = "private, max-age=300"
    return answer
