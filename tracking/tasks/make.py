"""Tasks from what a dispatch asks of us, with their clocks.

A directive that concerns us, or of which nobody can tell, gives a task: what is unknown goes to a person, never
nowhere. A deadline that no directive took gives a task of its own, so that it is never missed.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from tracking import clocks
from tracking.calendar import Calendar, office_calendar
from tracking.concerns import addressed, concerns, office_profile
from tracking.models import Asks, Deadline, Directive, Dispatch, InternalRule, Office, Task, TaskState
from tracking.office import office


def arrival_of(dispatch: Dispatch) -> tuple[date | datetime, bool]:
    """When it came, and whether that is known: the register's day, the stamp's, else (not known) the file's."""
    known = dispatch.arrived_on or dispatch.stamp_date
    if known:
        return known, True
    moment = timezone.localtime(dispatch.file.created_at if dispatch.file else dispatch.loaded_at)
    return moment, False


def set_deadlines(dispatch: Dispatch, calendar: Calendar | None = None) -> None:
    """Work out the due day of every deadline, as its anchor is known now."""
    calendar = calendar or office_calendar()
    arrived, known = arrival_of(dispatch)
    for row in dispatch.deadlines.filter(by_person=False):
        due = clocks.issuer_due(row, arrived=arrived, issued_on=dispatch.issued_on, calendar=calendar)
        warning = due.warning
        if row.anchor == "received" and not known:
            warning = f"{warning} Tạm tính từ ngày nhận tệp vì chưa có ngày đến.".strip()
        if (row.due, row.warning) == (due.day, warning):
            continue
        row.due, row.warning = due.day, warning
        row.save(update_fields=["due", "warning"])


def judge_directives(dispatch: Dispatch) -> None:
    """Say of each directive whether it concerns us, unless a person has said."""
    stamp = (dispatch.record.get("arrival") or {}).get("office") or {}
    profile = office_profile(stamp.get("value", ""))
    addressees = [r.value for r in dispatch.recipients.all() if r.role == "addressee"]
    for row in dispatch.directives.filter(by_person=False):
        verdict = concerns(row.assignees, addressees, profile)
        if (row.concerns_us, row.why) != (verdict.concerns, verdict.why):
            row.concerns_us, row.why = verdict.concerns, verdict.why[:300]
            row.save(update_fields=["concerns_us", "why"])


def tasks_follow(dispatch: Dispatch) -> None:
    """Bring the tasks up to what the paper asks of us as it reads now, in the caller's transaction: new ones are made,
    and those of another's directive go, as long as nobody has touched them."""
    judge_directives(dispatch)
    others = dispatch.tasks.filter(directive__concerns_us=False, state=TaskState.NEW, notes=None)
    others.exclude(events__by__isnull=False).delete()  # every move of a person leaves an event
    make_tasks(dispatch)


def make_tasks(dispatch: Dispatch, calendar: Calendar | None = None) -> list[Task]:
    """The tasks that the dispatch still lacks, made in its caller's transaction; none is made twice."""
    if dispatch.trashed_at or dispatch.same_paper_as_id:
        return []
    calendar = calendar or office_calendar()
    made = _from_directives(dispatch) + _from_lone_deadlines(dispatch)
    if not made and not dispatch.tasks.exists():
        made = _from_the_whole(dispatch)
    rules = office()
    any_limit = any(task.deadline_id for task in made) or dispatch.deadlines.exclude(due=None).exists()
    for task in made:
        set_clocks(task, dispatch, rules, calendar, house=not any_limit)
        task.urgency = dispatch.urgency
        task.save()
    return made


def _from_directives(dispatch: Dispatch) -> list[Task]:
    taken = set(Task.objects.filter(directive__dispatch=dispatch).values_list("directive_id", flat=True))
    made = []
    for row in dispatch.directives.select_related("deadline"):
        if row.pk in taken or row.concerns_us is False:
            continue
        if dispatch.asks == Asks.INFORMATION and row.deadline is None:
            continue
        made.append(_task(dispatch, row.action, directive=row, deadline=row.deadline))
    return made


def _from_lone_deadlines(dispatch: Dispatch) -> list[Task]:
    """Deadlines that no directive took; a conditional one binds only in its case and makes no task by itself."""
    stamp = (dispatch.record.get("arrival") or {}).get("office") or {}
    to = [r.value for r in dispatch.recipients.all() if r.role == "addressee"]
    if addressed(to, office_profile(stamp.get("value", ""))).concerns is False:
        return []
    rows = dispatch.deadlines.filter(directives__isnull=True, tasks__isnull=True, conditional=False)
    rows = rows.filter(Q(due__isnull=False) | ~Q(rrule="") | Q(amount__isnull=False))
    return [_task(dispatch, dispatch.subject or row.text or row.value, deadline=row) for row in rows]


def _from_the_whole(dispatch: Dispatch) -> list[Task]:
    """One task for a paper that asks something of us without saying what in a directive."""
    if dispatch.directives.filter(concerns_us=True).exists():
        return []
    if dispatch.asks == Asks.ATTENDANCE:
        return [_task(dispatch, f"Dự họp: {dispatch.subject}")]
    if dispatch.asks in (Asks.REPLY, Asks.ACTION) and not dispatch.directives.exists():
        return [_task(dispatch, dispatch.subject or "Xử lý văn bản")]
    return []


def _task(
    dispatch: Dispatch, title: str, *, directive: Directive | None = None, deadline: Deadline | None = None
) -> Task:
    return Task(dispatch=dispatch, title=title, directive=directive, deadline=deadline, asks=dispatch.asks)


def set_clocks(task: Task, dispatch: Dispatch, rules: Office, calendar: Calendar, *, house: bool) -> None:
    """Set the issuer's and the internal due of a task (not saved); what a leader fixed stays."""
    arrived, _ = arrival_of(dispatch)
    arrived_on = arrived.date() if isinstance(arrived, datetime) else arrived
    if task.deadline is not None:
        limit = task.deadline
        task.issuer_due, task.due_time, task.warning = limit.due, limit.time, limit.warning
        if limit.rrule:
            _set_turn(task, limit, arrived_on, calendar)
    if task.internal_rule in (InternalRule.LEADER, InternalRule.EXTENDED):
        return
    if task.issuer_due is not None:
        task.internal_rule = InternalRule.BEFORE_ISSUER
        task.internal_due = clocks.internal_due(
            task.issuer_due, lead_days=rules.internal_lead_days, not_before=arrived_on, calendar=calendar
        )
        _warn(task, calendar.warning(min(task.internal_due, task.issuer_due), task.issuer_due))
    elif dispatch.asks == Asks.ATTENDANCE and (day := event_day(dispatch)) is not None:
        task.internal_rule, task.internal_due = InternalRule.HOUSE, day
    elif house and dispatch.asks != Asks.INFORMATION:
        task.internal_rule = InternalRule.HOUSE
        task.internal_due = clocks.house_due(arrived_on, house_days=rules.house_days, calendar=calendar)
        if task.deadline is None:
            task.warning = ""
        _warn(task, calendar.warning(arrived_on, task.internal_due))


def _warn(task: Task, sentence: str | None) -> None:
    if sentence and sentence not in task.warning:
        task.warning = f"{task.warning} {sentence}".strip()


def _set_turn(task: Task, limit: Deadline, arrived_on: date, calendar: Calendar) -> None:
    """The turn of a recurring task: the first from arrival on, or the one after the task that it follows. It stays
    the task's own however often the clocks are worked out, until the rule itself is corrected."""
    if task.occurrence is None or task.rrule != limit.rrule:
        before = task.follows.issuer_due if task.follows else None
        turn = clocks.next_turn(limit, before or arrived_on - timedelta(days=1))
        task.occurrence = turn[0] if turn else None
    task.rrule = limit.rrule
    if task.occurrence is not None:
        task.issuer_due = clocks.turn_due(limit, task.occurrence)
        task.warning = calendar.remark(task.issuer_due) or ""


def event_day(dispatch: Dispatch) -> date | None:
    """The day of the meeting that a giấy mời invites to."""
    try:
        return date.fromisoformat(dispatch.event_starts[:10])
    except ValueError:
        return None


def recount(dispatch: Dispatch, calendar: Calendar | None = None) -> None:
    """Work all clocks of a dispatch out again, as after its day of arrival or a deadline was corrected."""
    calendar = calendar or office_calendar()
    set_deadlines(dispatch, calendar)
    arrived, _ = arrival_of(dispatch)
    arrived_on = arrived.date() if isinstance(arrived, datetime) else arrived
    transfer_due = clocks.transfer_due(arrived_on, calendar)
    if dispatch.transfer_due != transfer_due:
        dispatch.transfer_due = transfer_due
        dispatch.save(update_fields=["transfer_due"])
    rules = office()
    any_limit = dispatch.deadlines.exclude(due=None).exists()
    for task in dispatch.tasks.filter(closed_at__isnull=True).select_related("deadline", "follows"):
        before = (task.issuer_due, task.internal_due, task.due_time, task.warning, task.urgency)
        set_clocks(task, dispatch, rules, calendar, house=not any_limit)
        task.urgency = dispatch.urgency
        if before != (task.issuer_due, task.internal_due, task.due_time, task.warning, task.urgency):
            task.save()


def recount_from(day: date) -> int:
    """Work the clocks of open tasks out again whose counts may cross `day` or a later one: a day off was entered, or
    a year's notice. Gives how many dispatches were looked at."""
    near = day - timedelta(days=30)  # no run of days off is longer
    found = Task.objects.filter(closed_at=None).filter(Q(due__gte=near) | Q(issuer_due__gte=near) | Q(due=None))
    waiting = Dispatch.objects.filter(transferred_at=None, transfer_due__gte=near)
    ids = {*found.values_list("dispatch", flat=True), *waiting.values_list("pk", flat=True)}
    calendar = office_calendar()
    for dispatch in Dispatch.objects.filter(pk__in=ids, trashed_at=None).select_related("file"):
        recount(dispatch, calendar)
    return len(ids)
