"""What there is to remind of at a moment, and whom: how near a task's due day is, and that its issuer asks for it.

A closed task is quiet. After days of downtime a task that went from *soon* to *late* is spoken of as late, once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from tracking import rights
from tracking.calendar import office_calendar
from tracking.models import Dispatch, Reminder, Role, Task, TaskState, Urgency, User
from tracking.office import office
from tracking.tasks.selectors import open_tasks

HEADINGS = {
    "urgent": "VĂN BẢN KHẨN", "late": "Quá hạn", "escalated": "Việc quá hạn của đơn vị", "due": "Đến hạn hôm nay",
    "chased": "Bị đôn đốc", "soon": "Sắp đến hạn", "assigned": "Việc mới giao", "transfer": "Văn bản chưa chuyển",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to tell one person. With the person, `key` is said once for ever."""

    person: User
    kind: str
    key: str
    task: Task | None = None
    dispatch: Dispatch | None = None
    turn: date | None = None


@dataclass(slots=True)
class People:
    """Who is who, asked once a run."""

    heads: dict[int, User] = field(default_factory=dict)
    members: dict[int, list[User]] = field(default_factory=lambda: defaultdict(list))
    clerks: list[User] = field(default_factory=list)
    leaders: list[User] = field(default_factory=list)

    @classmethod
    def now(cls) -> People:
        found = cls()
        for user in User.objects.filter(is_active=True).select_related("unit").order_by("pk"):
            if user.role == Role.CLERK:
                found.clerks.append(user)
            if user.role == Role.LEADER:
                found.leaders.append(user)
            if user.unit_id:
                found.members[user.unit_id].append(user)
                if user.unit and user.unit.head_id == user.pk:
                    found.heads[user.unit_id] = user
        return found

    def head(self, unit_id: int | None) -> User | None:
        """The unit's head, else its first member with that role."""
        if unit_id is None:
            return None
        named = self.heads.get(unit_id)
        return named or next((u for u in self.members[unit_id] if u.role == Role.UNIT_HEAD), None)

    def owners(self, task: Task) -> list[User]:
        """Who answers for a task: the person, else the unit's head, else (not given yet) the clerks."""
        if task.person is not None and task.person.is_active:
            return [task.person]
        head = self.head(task.lead_unit_id)
        return [head] if head else self.clerks

    def above(self, task: Task) -> list[User]:
        """To whom a late task is escalated: the unit's head, or the leaders where the owner is the head."""
        head = self.head(task.lead_unit_id or (task.person.unit_id if task.person else None))
        if head is not None and head not in self.owners(task):
            return [head]
        return self.leaders


def digest(now: datetime) -> Iterator[Matter]:
    """Everything that a daily digest may say at `now`."""
    rules, calendar, people = office(), office_calendar(), People.now()
    today = timezone.localdate(now)
    soon = calendar.add(today, rules.remind_before_days)
    long_late = calendar.add(today, -rules.escalate_after_days)
    concerned = (
        (Q(due__lte=soon) & ~_stage_said(today, long_late))
        | Q(chased_at__isnull=False)
        | (Q(state=TaskState.ASSIGNED) & ~_said(kind="assigned", made_at__gte=OuterRef("assigned_at")))
    )
    for task in open_tasks().filter(concerned).iterator(chunk_size=1000):
        yield from _of_task(task, today, soon, long_late, people)
    waiting = Dispatch.objects.filter(
        transferred_at=None, transfer_due__lt=today, trashed_at=None, arrival_number__isnull=False, same_paper_as=None
    ).defer("record", "edxml")
    # A paper from years before the installation was set up is history, not a duty of the registry.
    for dispatch in waiting.filter(loaded_at__gte=now - timedelta(days=60)):
        for clerk in people.clerks:
            yield Matter(clerk, "transfer", f"dispatch:{dispatch.pk}:transfer:{dispatch.transfer_due}", None, dispatch)


def _said(**more: object) -> Exists:
    """Whether the person who has the task now was told."""
    return Exists(Reminder.objects.filter(task=OuterRef("pk"), person=OuterRef("person"), **more))


def _stage_said(today: date, long_late: date) -> Q:
    """Tasks of whose due day all was said that can be said today: so that a run looks at what is new, not at all."""
    due = OuterRef("due")
    above = Exists(Reminder.objects.filter(task=OuterRef("pk"), turn=due, kind="escalated"))
    late = Q(due__lt=today) & Q(_said(kind="late", turn=due)) & (Q(due__gte=long_late) | Q(above))
    return (Q(due__gt=today) & Q(_said(kind="soon", turn=due))) | (Q(due=today) & Q(_said(kind="due", turn=due))) | late


def _of_task(task: Task, today: date, soon: date, long_late: date, people: People) -> Iterator[Matter]:
    owners = people.owners(task)
    kind = stage(task, today, soon)
    if kind is not None:
        yield from _to(owners, task, kind, str(task.due))
    if task.chased_at is not None:
        yield from _to(owners, task, "chased", str(task.chased_at))
    elif kind is None and task.state == TaskState.ASSIGNED and task.assigned_at is not None:
        yield from _to(owners, task, "assigned", f"{task.assigned_at:%Y%m%d%H%M%S}")
    if task.due is not None and task.due < long_late:
        yield from _to([u for u in people.above(task) if u not in owners], task, "escalated", str(task.due))


def stage(task: Task, today: date, soon: date) -> str | None:
    """How near the due day is."""
    if task.due is None or task.due > soon:
        return None
    return "late" if task.due < today else "due" if task.due == today else "soon"


def _to(people: Iterable[User], task: Task, kind: str, turn: str) -> Iterator[Matter]:
    for person in people:
        if rights.may(person, "view", task.dispatch):
            yield Matter(person, kind, f"task:{task.pk}:{kind}:{turn}", task, task.dispatch, task.due)


def urgent(now: datetime) -> Iterator[Matter]:
    """What cannot wait for the morning: papers marked KHẨN and above, to their owners, and until given to anybody
    to the clerks and leaders."""
    given = Q(lead_unit__isnull=False) | Q(person__isnull=False)
    marked = open_tasks().filter(given, urgency__gte=Urgency.URGENT, state__in=[TaskState.NEW, TaskState.ASSIGNED])
    fresh = Dispatch.objects.filter(
        urgency__gte=Urgency.URGENT, transferred_at=None, trashed_at=None, same_paper_as=None,
        loaded_at__gte=now - timedelta(days=30),
    ).defer("record", "edxml")  # fmt: skip
    tasks, dispatches = list(marked.exclude(_said(kind="urgent"))), list(fresh)
    if not tasks and not dispatches:
        return  # asked every few minutes, and most often there is nothing
    people = People.now()
    for task in tasks:
        yield from _to(people.owners(task), task, "urgent", "")
    for dispatch in dispatches:
        for person in dict.fromkeys([*people.clerks, *people.leaders]):
            yield Matter(person, "urgent", f"dispatch:{dispatch.pk}:urgent", None, dispatch)
