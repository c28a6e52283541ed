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
    Column("document", "Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan ban hành văn bản", 78),
    Column("receiver", "Đơn vị hoặc người nhận", 42),
    Column("due", "Thời hạn giải quyết", 30, True),
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
    """Column 5."""
    state = TaskState(task.state).label
    if task.closed_at is not None:
        on = timezone.localdate(task.closed_at)
        late = task.state == TaskState.DONE and task.due is not None and on > task.due
        return f"{state} ngày {day(on)}{f', trễ {(on - task.due).days} ngày' if late and task.due else ''}"
    notes = list(task.notes.all())
    last = f": {notes[-1].text}" if notes else ""
    late_days = (today - task.due).days if task.due and task.due < today else 0
    return f"{state}{f', quá hạn {late_days} ngày' if late_days else ''}{last}"


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
