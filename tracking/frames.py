"""The tracking table as pandas frames, shared by the command line, the exports and the dashboard.

Column names are English (for code); `TITLES` has the heading a clerk sees. Days are `datetime.date`, missing ones null.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F, QuerySet
from django.utils import timezone

from tracking.calendar import Calendar, office_calendar
from tracking.models import Dispatch, Task, TaskState, Urgency

if TYPE_CHECKING:
    from pandas import DataFrame

TITLES = {
    "task": "Mã việc", "late": "Tình trạng", "due": "Hạn", "due_time": "Giờ", "issuer_due": "Hạn của cơ quan ban hành",
    "internal_due": "Hạn nội bộ", "title": "Việc", "state": "Trạng thái", "urgency": "Độ khẩn", "number": "Số, ký hiệu",
    "kind": "Tên loại", "issuer": "Cơ quan ban hành", "issued_on": "Ngày văn bản", "subject": "Trích yếu",
    "arrival_number": "Số đến", "arrived_on": "Ngày đến", "lead_unit": "Đơn vị chủ trì", "person": "Người xử lý",
    "dispatch": "Mã văn bản", "warning": "Lưu ý", "answer_number": "Số, ký hiệu văn bản trả lời",
}  # fmt: skip
LATE, TODAY, SOON, LATER, NO_DATE = "Quá hạn", "Hôm nay", "Sắp đến hạn", "Trong hạn", "Không có hạn"
SOON_DAYS = 3

_TASK = {
    "task": F("pk"), "due_": F("due"), "title_": F("title"), "state_": F("state"), "urgency_": F("urgency"),
    "number": F("dispatch__number"), "kind": F("dispatch__kind_name"), "issuer": F("dispatch__issuer"),
    "issued_on": F("dispatch__issued_on"), "subject": F("dispatch__subject"),
    "arrival_number": F("dispatch__arrival_number"), "arrived_on": F("dispatch__arrived_on"),
    "unit_name": F("lead_unit__name"), "person_name": F("person__full_name"), "dispatch_": F("dispatch_id"),
}  # fmt: skip


def _frame(rows: list[dict[str, Any]], columns: list[str]) -> DataFrame:
    import pandas as pd

    frame = pd.DataFrame.from_records(rows, columns=columns)
    return frame.astype(object).where(frame.notna(), None)


def lateness(due: date | None, *, today: date, soon_until: date, late: bool) -> str:
    """Which heading a task of that due day stands under."""
    if late:
        return LATE
    if due is None:
        return NO_DATE
    return TODAY if due <= today else SOON if due <= soon_until else LATER


def is_late(due: date | None, at: Any, now: datetime) -> bool:
    """Whether `due` (with its hour, if any) is past at `now`; the last day counts to its end (Điều 148)."""
    local = timezone.localtime(now)
    if due is None or due > local.date():
        return False
    return due < local.date() or (at is not None and at < local.time())


def pending(
    tasks: QuerySet[Task] | None = None, *, now: datetime | None = None, limit: int | None = None,
    calendar: Calendar | None = None,
) -> DataFrame:  # fmt: skip
    """What is due, late first: one row an open task, by due day, the more urgent first, those without a day last."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    soon = (calendar or office_calendar()).add(today, SOON_DAYS)
    found = (Task.objects.all() if tasks is None else tasks).filter(
        closed_at__isnull=True, dispatch__trashed_at__isnull=True
    )
    found = found.order_by(F("due").asc(nulls_last=True), "-urgency", "pk")
    rows = found.values("due", "due_time", "issuer_due", "internal_due", "warning", **_TASK)
    columns = [
        "late", "due", "due_time", "issuer_due", "internal_due", "urgency", "number", "issuer", "title", "lead_unit",
        "person", "state", "kind", "issued_on", "subject", "arrival_number", "arrived_on", "task", "dispatch",
        "warning",
    ]  # fmt: skip
    made = []
    row: dict[str, Any]
    for row in rows[:limit] if limit else rows:  # type: ignore[assignment]
        late = is_late(row["due"], row["due_time"], now)
        made.append(
            row | {
                "late": lateness(row["due"], today=today, soon_until=soon, late=late),
                "title": row["title_"], "urgency": Urgency(row["urgency_"]).label,
                "state": TaskState(row["state_"]).label, "lead_unit": row["unit_name"], "person": row["person_name"],
                "dispatch": row["dispatch_"],
            }
        )  # fmt: skip
    return _frame(made, columns)


def dispatches(found: QuerySet[Dispatch] | None = None) -> DataFrame:
    """One row a dispatch, newest arrival first."""
    columns = [
        "id", "arrived_on", "arrival_number", "issuer", "number", "issued_on", "kind_name", "subject", "signer",
        "urgency", "asks", "page_count", "review_state", "registered_at", "transfer_due", "transferred_at", "note",
    ]  # fmt: skip
    found = Dispatch.objects.filter(trashed_at=None) if found is None else found
    return _frame(list(found.order_by(F("arrived_on").desc(nulls_last=True), "-id").values(*columns)), columns)


def came_in(file_ids: list[int]) -> DataFrame:
    """What a sweep brought: one row a file with its end and, where stored, its dispatch."""
    from tracking.models import File, FileState

    columns = ["file", "state", "reason", "number", "issuer", "subject", "due"]
    rows = File.objects.filter(pk__in=file_ids).order_by("pk").values(
        "name", "state", "reason", number=F("dispatch__number"), issuer=F("dispatch__issuer"),
        subject=F("dispatch__subject"), dispatch_=F("dispatch"),
    )  # fmt: skip
    dues = dict(
        Task.objects.filter(dispatch__file__in=file_ids, due__isnull=False)
        .order_by("-due")
        .values_list("dispatch_id", "due")
    )
    made = [
        row | {"file": row["name"], "state": FileState(row["state"]).label, "due": dues.get(row["dispatch_"])}
        for row in rows
    ]
    return _frame(made, columns)
