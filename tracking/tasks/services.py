"""What people do with tasks: every function is one transaction, checks the right and the move, and leaves its trace.

All take `task_id`, `by` (who does it) and `now` where a test or an import sets the clock; all return the task. They
raise `NotAllowed`, `WrongMove`, `Incomplete` or `NotFound`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tracking import clocks, rights
from tracking.calendar import office_calendar
from tracking.errors import Incomplete, NotFound, WrongMove
from tracking.models import (
    Asks,
    Event,
    Extension,
    InternalRule,
    Task,
    TaskNote,
    TaskState,
    Transfer,
    Unit,
    User,
)
from tracking.office import office
from tracking.tasks import moves

NOTE_KINDS = {"unit_head": "unit_head", "leader": "leader"}


def _taken(task_id: int, by: User, move: str) -> tuple[Task, TaskState | None]:
    """The task, locked, with its right and its move checked."""
    task = Task.objects.select_for_update(of=("self",)).filter(pk=task_id).select_related("dispatch").first()
    if task is None or task.dispatch.trashed_at is not None:
        raise NotFound("Không có việc này; có thể văn bản đã bị bỏ vào thùng rác.")
    rights.require(by, moves.RIGHTS[move], task.dispatch)
    return task, moves.check(task, move)


def _done(task: Task, by: User, now: datetime | None, code: str, text: str) -> Task:
    task._history_user = by
    task.save()
    Event.objects.create(
        dispatch=task.dispatch, task=task, at=now or timezone.now(), by=by, code=code, text=f"{by}: {text}"
    )
    return task


@transaction.atomic
def assign(
    *,
    task_id: int,
    by: User,
    unit: Unit | None = None,
    person: User | None = None,
    support: Iterable[Unit] = (),
    internal_due: date | None = None,
    comment: str = "",
    now: datetime | None = None,
) -> Task:
    """Giao việc: to a lead unit, a person, or both; what a leader writes in Chuyển or on the Phiếu.

    A person without a unit named brings the person's own. The dispatch counts as handed over.
    """
    task, _ = _taken(task_id, by, "assign")
    unit = unit or (person.unit if person else None)
    if unit is None and person is None:
        raise Incomplete("Chọn đơn vị chủ trì hoặc người xử lý rồi giao lại.")
    now = now or timezone.now()
    task.lead_unit, task.person, task.state = unit, person, TaskState.ASSIGNED
    task.assigned_by, task.assigned_at = by, now
    if internal_due is not None and internal_due != task.internal_due:
        rights.require(by, "set_deadline" if by.role != "clerk" else "assign", task.dispatch)
        task.internal_due, task.internal_rule = internal_due, InternalRule.LEADER
    supporting = [u for u in support if u != unit]
    task._history_user = by
    task.support_units.set(supporting)
    _hand_over(task, by, unit, person, supporting, now)
    if comment:
        kind = NOTE_KINDS.get(by.role, "leader")
        TaskNote.objects.create(task=task, by=by, at=now, text=comment, kind=kind)
    to = " – ".join(str(x) for x in (unit, person) if x)
    return _done(task, by, now, "assigned", f"giao cho {to}.")


def _hand_over(
    task: Task, by: User, unit: Unit | None, person: User | None, support: list[Unit], now: datetime
) -> None:
    """The register's columns 7 and 8: to whom the dispatch went, and when."""
    dispatch = task.dispatch
    if unit is not None:
        _transfer(dispatch.pk, unit, None, "lead", by, now)
    elif person is not None:
        _transfer(dispatch.pk, None, person, "lead", by, now)
    for other in support:
        _transfer(dispatch.pk, other, None, "support", by, now)
    if dispatch.transferred_at is None:
        dispatch.transferred_at = now
        dispatch._history_user = by
        dispatch.save(update_fields=["transferred_at", "changed_at"])


def _transfer(dispatch_id: int, unit: Unit | None, person: User | None, purpose: str, by: User, now: datetime) -> None:
    Transfer.objects.get_or_create(
        dispatch_id=dispatch_id, unit=unit, person=person, defaults={"purpose": purpose, "at": now, "by": by}
    )


@transaction.atomic
def delegate(*, task_id: int, by: User, person: User, comment: str = "", now: datetime | None = None) -> Task:
    """Ủy quyền xử lý: the person in charge hands the task to a colleague of the same lead unit."""
    task, _ = _taken(task_id, by, "delegate")
    if task.lead_unit_id and person.unit_id != task.lead_unit_id:
        raise Incomplete(f"{person} không thuộc đơn vị chủ trì; đề nghị lãnh đạo giao lại cho đơn vị khác.")
    before, task.person, task.state = task.person, person, TaskState.ASSIGNED
    task.assigned_by, task.assigned_at = by, now or timezone.now()
    if comment:
        TaskNote.objects.create(task=task, by=by, at=task.assigned_at, text=comment, kind="unit_head")
    return _done(task, by, now, "delegated", f"chuyển người xử lý từ {before or 'đơn vị'} sang {person}.")


@transaction.atomic
def start(*, task_id: int, by: User, now: datetime | None = None) -> Task:
    """Bắt đầu xử lý; a task given to a unit alone becomes the starter's."""
    task, _ = _taken(task_id, by, "start")
    task.state = TaskState.IN_PROGRESS
    if task.person is None:
        task.person = by
    return _done(task, by, now, "started", "bắt đầu xử lý.")


@transaction.atomic
def note(
    *, task_id: int, by: User, text: str, percent: int | None = None, kind: str = "progress",
    now: datetime | None = None,
) -> TaskNote:  # fmt: skip
    """Ghi tiến độ, ý kiến. The first progress note of an assigned task also starts it."""
    task, _ = _taken(task_id, by, "note")
    if not text.strip():
        raise Incomplete("Ghi chú đang trống; nhập nội dung rồi lưu.")
    if kind == "progress" and task.state == TaskState.ASSIGNED:
        start(task_id=task_id, by=by, now=now)
    return TaskNote.objects.create(
        task=task, by=by, at=now or timezone.now(), text=text.strip(), percent=percent, kind=kind
    )


@transaction.atomic
def submit(*, task_id: int, by: User, proposal: str = "", now: datetime | None = None) -> Task:
    """Trình duyệt, with the proposal of the person in charge (part 3 of the Phiếu)."""
    task, _ = _taken(task_id, by, "submit")
    task.state = TaskState.AWAITING
    if proposal:
        TaskNote.objects.create(task=task, by=by, at=now or timezone.now(), text=proposal, kind="proposal")
    return _done(task, by, now, "submitted", "trình duyệt.")


@transaction.atomic
def send_back(*, task_id: int, by: User, reason: str, now: datetime | None = None) -> Task:
    """Trả lại, with the reason."""
    task, _ = _taken(task_id, by, "send_back")
    if not reason.strip():
        raise Incomplete("Ghi lý do trả lại để người xử lý biết cần làm gì.")
    task.state = TaskState.IN_PROGRESS
    TaskNote.objects.create(task=task, by=by, at=now or timezone.now(), text=reason.strip(), kind="returned")
    return _done(task, by, now, "sent_back", "trả lại để làm tiếp.")


@transaction.atomic
def close(*, task_id: int, by: User, answer_number: str = "", outcome: str = "", now: datetime | None = None) -> Task:
    """Hoàn thành, with the number of the answering document (column 6 of the follow-up register).

    Where a reply is asked for, its number, or in words why there is none, must be given: a task is not done by a
    click. A recurring task makes its next turn.
    """
    task, _ = _taken(task_id, by, "close")
    answer_number, outcome = answer_number.strip(), outcome.strip()
    if task.asks == Asks.REPLY and not (answer_number or outcome):
        raise Incomplete("Việc này cần trả lời: nhập số, ký hiệu văn bản trả lời, hoặc ghi rõ kết quả nếu không có.")
    task.state, task.answer_number, task.outcome = TaskState.DONE, answer_number, outcome
    task.closed_at, task.closed_by = now or timezone.now(), by
    task = _done(task, by, now, "closed", f"hoàn thành{f', trả lời bằng {answer_number}' if answer_number else ''}.")
    if task.rrule:
        _next_turn(task, by, now)
    return task


def _next_turn(task: Task, by: User, now: datetime | None) -> Task | None:
    """The next turn of a recurring task, with the same owner; made once."""
    if task.deadline is None or hasattr(task, "next_occurrence"):
        return None
    turn = clocks.next_turn(task.deadline, task.issuer_due or timezone.localdate(now))
    if turn is None:
        return None
    occurrence, issuer_due = turn
    calendar = office_calendar()
    again = Task(
        dispatch=task.dispatch, directive=task.directive, deadline=task.deadline, title=task.title, asks=task.asks,
        lead_unit=task.lead_unit, person=task.person, rrule=task.rrule, occurrence=occurrence, follows=task,
        issuer_due=issuer_due, due_time=task.due_time, urgency=task.urgency, internal_rule=InternalRule.BEFORE_ISSUER,
        warning=" ".join(
            filter(None, [calendar.remark(issuer_due), calendar.warning(timezone.localdate(now), issuer_due)])
        ),
        internal_due=clocks.internal_due(
            issuer_due, lead_days=office().internal_lead_days, not_before=timezone.localdate(now), calendar=calendar
        ),
        state=TaskState.ASSIGNED if task.lead_unit or task.person else TaskState.NEW,
        assigned_by=task.assigned_by, assigned_at=now or timezone.now(),
    )  # fmt: skip
    again = _done(again, by, now, "recurred", f"kỳ tiếp theo, hạn {issuer_due:%d/%m/%Y}.")
    again.support_units.set(task.support_units.all())
    return again


@transaction.atomic
def dismiss(*, task_id: int, by: User, reason: str, now: datetime | None = None) -> Task:
    """Không phải xử lý, with the reason."""
    task, _ = _taken(task_id, by, "dismiss")
    if not reason.strip():
        raise Incomplete("Ghi lý do không phải xử lý.")
    task.state, task.outcome = TaskState.NOT_NEEDED, reason.strip()
    task.closed_at, task.closed_by = now or timezone.now(), by
    return _done(task, by, now, "dismissed", f"không phải xử lý: {reason.strip()}")


@transaction.atomic
def reopen(*, task_id: int, by: User, reason: str, now: datetime | None = None) -> Task:
    """Mở lại what was closed by mistake."""
    task, _ = _taken(task_id, by, "reopen")
    if not reason.strip():
        raise Incomplete("Ghi lý do mở lại.")
    task.state = TaskState.IN_PROGRESS if task.person or task.lead_unit else TaskState.NEW
    task.closed_at = task.closed_by = None
    return _done(task, by, now, "reopened", f"mở lại: {reason.strip()}")


@transaction.atomic
def set_internal_due(*, task_id: int, by: User, day: date, now: datetime | None = None) -> Task:
    """Lãnh đạo ấn định hạn nội bộ; later recounts leave it."""
    task, _ = _taken(task_id, by, "set_due")
    before, task.internal_due, task.internal_rule = task.internal_due, day, InternalRule.LEADER
    shown = f"{before:%d/%m/%Y}" if before else "chưa có"
    return _done(task, by, now, "deadline_set", f"ấn định hạn nội bộ {day:%d/%m/%Y} (trước: {shown}).")


@transaction.atomic
def ask_extension(*, task_id: int, by: User, until: date, reason: str, now: datetime | None = None) -> Extension:
    """Đề nghị gia hạn, with its reason; a leader decides."""
    task, _ = _taken(task_id, by, "extend")
    if not reason.strip():
        raise Incomplete("Ghi lý do đề nghị gia hạn.")
    if task.due is not None and until <= task.due:
        raise Incomplete(f"Hạn mới phải sau hạn hiện nay ({task.due:%d/%m/%Y}).")
    if task.extensions.filter(allowed=None).exists():
        raise WrongMove("Đã có một đề nghị gia hạn đang chờ quyết định.")
    asked = Extension.objects.create(
        task=task, before=task.due, after=until, reason=reason.strip(), asked_by=by, asked_at=now or timezone.now()
    )
    _done(task, by, now, "extension_asked", f"đề nghị gia hạn đến {until:%d/%m/%Y}: {reason.strip()}")
    return asked


@transaction.atomic
def decide_extension(*, extension_id: int, by: User, allowed: bool, now: datetime | None = None) -> Extension:
    """Quyết định gia hạn: the internal deadline moves; the issuer's own stays as the paper says."""
    asked = Extension.objects.select_for_update(of=("self",)).filter(pk=extension_id).first()
    if asked is None:
        raise NotFound("Không có đề nghị gia hạn này.")
    task = Task.objects.select_for_update(of=("self",)).select_related("dispatch").get(pk=asked.task_id)
    rights.require(by, "decide_extension", task.dispatch)
    if asked.allowed is not None:
        raise WrongMove("Đề nghị gia hạn này đã được quyết định.")
    asked.allowed, asked.decided_by, asked.decided_at = allowed, by, now or timezone.now()
    asked.save()
    if allowed and task.is_open:
        task.internal_due, task.internal_rule = asked.after, InternalRule.EXTENDED
    verdict = "cho gia hạn đến" if allowed else "không cho gia hạn đến"
    _done(task, by, now, "extension_decided", f"{verdict} {asked.after:%d/%m/%Y}.")
    return asked
