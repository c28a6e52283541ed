"""The words of a reminder: plain text, the weightiest first, each line a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from tracking.inert import line
from tracking.models import Dispatch, Task, Urgency, User
from tracking.reminders.matters import HEADINGS, Matter


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one person; `id` stays the same when it must be tried again."""

    id: str
    to: User
    subject: str
    body: str


def _paper(dispatch: Dispatch) -> str:
    day = f" ngày {dispatch.issued_on:%d/%m/%Y}" if dispatch.issued_on else ""
    who = f" của {dispatch.issuer}" if dispatch.issuer else ""
    return f"{dispatch.kind_name or 'Văn bản'} {dispatch.number or '(chưa rõ số)'}{day}{who}"


def when(task: Task, today: date) -> str:
    """How a due day is said: `trễ 3 ngày (hạn 12/11/2024)`."""
    if task.due is None:
        return "không có hạn"
    hour = f" {task.due_time:%H:%M}" if task.due_time and task.due == task.issuer_due else ""
    text = f"hạn{hour} {task.due:%d/%m/%Y}"
    if task.issuer_due and task.issuer_due != task.due:
        text += f", hạn của cơ quan ban hành {task.issuer_due:%d/%m/%Y}"
    return f"trễ {(today - task.due).days} ngày ({text})" if task.due < today else text


def sentence(matter: Matter, today: date) -> str:
    """One line about one matter."""
    dispatch = matter.dispatch
    if dispatch is None:
        return ""
    mark = f"[{Urgency(dispatch.urgency).label.upper()}] " if dispatch.urgency else ""
    if matter.task is None:
        return f"{mark}{line(_paper(dispatch), 200)}: {line(dispatch.subject, 200)}"
    owner = f" ({line(matter.task.person or matter.task.lead_unit)})" if matter.kind == "escalated" else ""
    return f"{mark}{line(matter.task.title, 200)}{owner} – {when(matter.task, today)}. {line(_paper(dispatch), 200)}"


def compose(message_id: str, person: User, matters: list[Matter], now: datetime) -> Message:
    """A digest, or an urgent message where all its matters are urgent."""
    today = timezone.localdate(now)
    order = list(HEADINGS)
    parts = []
    for kind in sorted({m.kind for m in matters}, key=order.index):
        rows = [m for m in matters if m.kind == kind]
        listed = "\n".join(f"- {sentence(m, today)}\n  {address(m.dispatch)}" for m in rows)
        parts.append(f"{HEADINGS[kind]} ({len(rows)})\n{listed}")
    count = len(matters)
    if all(m.kind == "urgent" for m in matters):
        subject = f"KHẨN: {line(matters[0].dispatch, 80)}" + (f" và {count - 1} việc khác" if count > 1 else "")
    else:
        subject = f"Nhắc việc ngày {today:%d/%m/%Y}: {count} việc"
    return letter(message_id, person, subject, "\n\n".join(parts))


def letter(message_id: str, person: User, subject: str, text: str) -> Message:
    """A message with its greeting and its last line; `text` must be inert already."""
    body = f"Kính gửi {line(person)},\n\n{text}\n\nThư tự động, không trả lời thư này.\n"
    return Message(message_id, person, line(subject, 150), body)


def address(dispatch: Dispatch | None) -> str:
    """Where the dispatch's page is."""
    return f"{settings.SITE_ADDRESS}/van-ban/{dispatch.pk}/" if dispatch else settings.SITE_ADDRESS
