"""Sổ theo dõi giải quyết văn bản đến: the seven columns of NĐ 30/2020, Phụ lục IV, mẫu VIII; one line a task."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from tracking.models import Dispatch, Task, TaskState
from tracking.office import office
from tracking.registers.arrivals import arrival, receiver, registered
from tracking.registers.sheet import Column, Sheet, day

COLUMNS = (
    Column("arrival_number", "Số đến", 16, True),
    Column("document", "Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan ban hành văn bản", 73),
    Column("receiver", "Đơn vị hoặc người nhận", 42),
    Column("due", "Thời hạn giải quyết", 35, True),
    Column("progress", "Tiến độ giải quyết", 50),
    Column("answer_number", "Số, ký hiệu văn bản trả lời", 30),
    Column("note", "Ghi chú", 26),
)


def document(dispatch: Dispatch) -> str:
    """Column 2."""
    parts = [f"{dispatch.kind_name or 'Văn bản'} số {dispatch.number or '……'}"]
    if dispatch.issued_on:
        parts.append(f"ngày {day(dispatch.issued_on)}")
    if dispatch.issuer:
        parts.append(f"của {dispatch.issuer}")
    return " ".join(parts)


def limit(task: Task) -> str:
    """Column 4: the issuer's deadline and the office's own, apart."""
    hour = f" {task.due_time:%H:%M}" if task.due_time else ""
    lines = [f"{day(task.issuer_due)}{hour}"] if task.issuer_due else []
    if task.internal_due and task.internal_due != task.issuer_due:
        lines.append(f"nội bộ: {day(task.internal_due)}")
    return "\n".join(lines)


def progress(task: Task, today: date) -> str:
    """Column 5: the state, how late by which of the two deadlines, and what the person who works on it wrote last."""
    state = TaskState(task.state).label
    if task.closed_at is not None:
        on = timezone.localdate(task.closed_at)
        late = lateness(task, on) if task.state == TaskState.DONE else ""
        return f"{state} ngày {day(on)}{f', trễ {late}' if late else ''}"
    late = lateness(task, today)
    notes = [n for n in task.notes.all() if n.kind in ("progress", "proposal")]
    done = f" ({notes[-1].percent} %)" if notes and notes[-1].percent is not None else ""
    return f"{state}{f', quá hạn {late}' if late else ''}{f': {notes[-1].text}{done}' if notes else ''}"


def lateness(task: Task, on: date) -> str:
    """How many days `on` is past the issuer's deadline, else past the office's own; empty where it is past neither."""
    if task.issuer_due and on > task.issuer_due:
        return f"{(on - task.issuer_due).days} ngày"
    if task.due and on > task.due:
        return f"{(on - task.due).days} ngày so với hạn nội bộ"
    return ""


def _rows(dispatch: Dispatch, today: date) -> list[tuple[object, ...]]:
    tasks = list(dispatch.tasks.all())
    if not tasks:
        return [(arrival(dispatch), document(dispatch), receiver(dispatch), "", "Để biết", "", dispatch.note)]
    return [
        (
            arrival(dispatch), document(dispatch),
            " – ".join(str(x) for x in (t.lead_unit, t.person) if x) or receiver(dispatch),
            limit(t), progress(t, today), t.answer_number, t.title if len(tasks) > 1 else t.outcome,
        )
        for t in tasks
    ]  # fmt: skip


def sheet(found: QuerySet[Dispatch], *, first: date, last: date) -> Sheet:
    """The follow-up register over a period."""
    tasks = Task.objects.select_related("lead_unit", "person").prefetch_related("notes").order_by("pk")
    entries = registered(found, first, last).prefetch_related(Prefetch("tasks", tasks))
    today = timezone.localdate()
    rows = [row for dispatch in entries.iterator(chunk_size=2000) for row in _rows(dispatch, today)]
    rules = office()
    return Sheet(
        "so_theo_doi_giai_quyet", "SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN", rules.name, rules.parent, COLUMNS, rows,
        first, last, rules.place,
        (("Năm", str(last.year)), ("", f"Từ ngày {day(first)} đến ngày {day(last)}"), ("Quyển số", "……")),
    )  # fmt: skip
