"""What the templates say in Vietnamese: sentences, dates, how far a day is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone

from tracking import rights
from tracking.desk.fields import FIELDS
from tracking.models import Asks, Deadline, Dispatch, File, ReviewState, Task, User
from tracking.office import office

register = template.Library()
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
VERBS = {Asks.REPLY: "đề nghị", Asks.ACTION: "yêu cầu", Asks.ATTENDANCE: "mời", Asks.INFORMATION: "gửi để biết"}
ORDERS = {"CĐ", "CT", "QĐ", "NQ", "KL"}
UNITS = {"hour": "giờ", "day": "ngày", "working_day": "ngày làm việc", "month": "tháng"}
ANCHORS = {"received": "kể từ ngày nhận", "issued": "kể từ ngày ký", "event": "so với ngày diễn ra"}


@register.filter
def weekday(day: date) -> str:
    """`Thứ Hai, 23/11/2026`."""
    return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


@register.filter
def vi(day: Any) -> str:
    """`23/11/2026`, or a dash."""
    return f"{day:%d/%m/%Y}" if day else "–"


@register.filter
def distance(day: date | None) -> str:
    """How far `day` is from today, in words."""
    if day is None:
        return ""
    days = (day - timezone.localdate()).days
    if days == 0:
        return "hôm nay"
    if days == 1:
        return "ngày mai"
    return f"còn {days} ngày" if days > 0 else f"trễ {-days} ngày"


@register.filter
def limit(deadline: Deadline | None) -> str:
    """A deadline as the issuer put it: `trước ngày 20/12/2024`."""
    if deadline is None:
        return ""
    hour = f"{deadline.time:%H giờ %M} " if deadline.time else ""
    if deadline.stated:
        words = {"before": "trước", "by": "chậm nhất", "within": "trong thời hạn đến hết", "on": "vào"}
        return f"{words.get(deadline.bound, 'đến')} {hour}ngày {deadline.stated:%d/%m/%Y}"
    if deadline.amount:
        return f"trong {deadline.amount} {UNITS.get(deadline.unit, '')} {ANCHORS.get(deadline.anchor, '')}".strip()
    if deadline.rrule:
        return "định kỳ"
    return f"đến ngày {deadline.due:%d/%m/%Y}" if deadline.due else deadline.text


@register.filter
def asker(task: Task) -> str:
    """Who asks: `Tỉnh ủy Bình Định`."""
    return task.dispatch.issuer or "Cơ quan chưa rõ"


@register.filter
def verb(task: Task) -> str:
    """Asks how: `yêu cầu`; an order orders, whatever answer it wants."""
    if task.dispatch.kind in ORDERS and task.asks != Asks.INFORMATION:
        return "yêu cầu"
    return VERBS.get(Asks(task.asks), "yêu cầu") if task.asks else "yêu cầu"


@register.filter
def quote(task: Task) -> str:
    """The words of the page that the task stands on."""
    parts = [row.text for row in (task.directive, task.deadline) if row is not None and row.text]
    if len(parts) == 2 and parts[1] in parts[0]:
        parts.pop()
    return " … ".join(parts)


@register.filter
def uncapital(text: str) -> str:
    """`Hoàn thành` within a sentence; a word in capitals stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


@register.filter
def percent(value: float | None) -> str:
    """`97 %`; never rounded up to certainty."""
    return "" if value is None else f"{int(100 * value)} %"


@register.filter
def may(user: User, action: str) -> bool:
    """Whether `user` may do an action of the office as a whole."""
    return rights.may(user, action)


@register.simple_tag
def permitted(user: User, action: str, dispatch: Dispatch) -> bool:
    """Whether `user` may do `action` to `dispatch`."""
    return rights.may(user, action, dispatch)


@register.simple_tag
def office_name() -> str:
    """What stands in the page's head."""
    return office().name


@register.inclusion_tag("desk/nav.html", takes_context=True)
def navigation(context: dict[str, Any]) -> dict[str, Any]:
    """The pages that this person may open, with what waits there."""
    request: HttpRequest = context["request"]
    user = request.user
    here = request.resolver_match.url_name if request.resolver_match else ""
    entries = [
        ("pending", "Việc cần làm", "list", 0, {"task"}),
        ("dispatches", "Văn bản đến", "paper", 0, {"dispatch", "slip", "accesses"}),
    ]
    if rights.may(user, "upload"):
        doubtful = Dispatch.objects.filter(review_state=ReviewState.DOUBTFUL, trashed_at=None).count()
        entries.append(("checking", "Kiểm tra", "check", doubtful, {"check"}))
    if rights.may(user, "see_inbox"):
        stopped = File.objects.filter(state="quarantined").count()
        entries.append(("inbox", "Hộp đến", "inbox", stopped, set()))
    entries.append(("charts", "Biểu đồ", "chart", 0, {"month"}))
    return {
        "entries": [
            {"name": name, "label": label, "icon": icon, "count": count, "here": here == name or here in inner}
            for name, label, icon, count, inner in entries
        ],
        "user": user, "request": request, "office": office().name, "here": here,
    }  # fmt: skip


@register.filter
def initials(name: str) -> str:
    """`NL` for Nguyễn Thị Lan."""
    parts = name.split()
    return (parts[0][:1] + parts[-1][:1] if len(parts) > 1 else name[:2]).upper()


@register.filter
def words(text: str) -> list[str]:
    """The words of a constant in a template."""
    return text.split()


@register.filter
def at(mapping: Any, key: str) -> Any:
    """A mapping's value by a key that is itself a variable."""
    return mapping.get(key, "")


@register.filter
def posted_or(posted: dict[str, str], entry: Any) -> str:
    """What the person typed, where the form comes back with a fault; else the value as it stands."""
    return str((posted or {}).get(entry.name, entry.value))


@register.filter
def field_label(name: str) -> str:
    """`Số, ký hiệu` for `number`, `Thời hạn` for a row of deadlines."""
    lists = {"deadlines": "Thời hạn", "directives": "Việc", "recipients": "Nơi nhận", "citations": "Viện dẫn"}
    known = {entry.name: entry.label for entry in FIELDS}
    return known.get(name) or lists.get(name.split("[")[0], name)


@register.filter
def ago(moment: datetime) -> str:
    """`5 phút trước`."""
    minutes = int((timezone.now() - moment).total_seconds() // 60)
    if minutes < 1:
        return "vừa xong"
    if minutes < 60:
        return f"{minutes} phút trước"
    return f"{minutes // 60} giờ trước" if minutes < 60 * 24 else f"{minutes // (60 * 24)} ngày trước"
