"""Việc: one task with the buttons that its state and the person's rights allow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tracking import rights
from tracking.desk.gate import page, person, task_for
from tracking.errors import Incomplete
from tracking.models import Role, Task, Unit, User
from tracking.tasks import moves, services

Act = Callable[[Task, User, Any], Any]


def _day(text: str) -> date | None:
    try:
        found: date | None = forms.DateField(required=False, localize=True).clean(text)
    except forms.ValidationError as error:
        raise Incomplete(f"«{text}» không phải là ngày; nhập dạng ngày/tháng/năm.") from error
    return found


def _unit(text: str) -> Unit | None:
    return Unit.objects.filter(pk=int(text), active=True).first() if text.isdecimal() else None


def _colleague(text: str) -> User | None:
    return User.objects.filter(pk=int(text), is_active=True).first() if text.isdecimal() else None


def _assign(task: Task, by: User, post: Any) -> None:
    services.assign(
        task_id=task.pk, by=by, unit=_unit(post.get("unit", "")), person=_colleague(post.get("person", "")),
        support=Unit.objects.filter(pk__in=[int(v) for v in post.getlist("support") if v.isdecimal()]),
        internal_due=_day(post.get("internal_due", "")), comment=post.get("comment", ""),
    )  # fmt: skip


def _delegate(task: Task, by: User, post: Any) -> None:
    to = _colleague(post.get("person", ""))
    if to is None:
        raise Incomplete("Chọn người xử lý.")
    services.delegate(task_id=task.pk, by=by, person=to, comment=post.get("comment", ""))


def _extend(task: Task, by: User, post: Any) -> None:
    until = _day(post.get("until", ""))
    if until is None:
        raise Incomplete("Nhập hạn mới.")
    services.ask_extension(task_id=task.pk, by=by, until=until, reason=post.get("reason", ""))


def _set_due(task: Task, by: User, post: Any) -> None:
    day = _day(post.get("internal_due", ""))
    if day is None:
        raise Incomplete("Nhập hạn nội bộ.")
    services.set_internal_due(task_id=task.pk, by=by, day=day)


def _note(task: Task, by: User, post: Any) -> None:
    percent = post.get("percent", "")
    if percent and not (percent.isdecimal() and int(percent) <= 100):
        raise Incomplete("Tiến độ là một số từ 0 đến 100.")
    services.note(task_id=task.pk, by=by, text=post.get("text", ""), percent=int(percent) if percent else None)


ACTS: dict[str, Act] = {
    "assign": _assign,
    "delegate": _delegate,
    "start": lambda task, by, _: services.start(task_id=task.pk, by=by),
    "note": _note,
    "submit": lambda task, by, post: services.submit(task_id=task.pk, by=by, proposal=post.get("text", "")),
    "send_back": lambda task, by, post: services.send_back(task_id=task.pk, by=by, reason=post.get("reason", "")),
    "close": lambda task, by, post: services.close(
        task_id=task.pk, by=by, answer_number=post.get("answer_number", ""), outcome=post.get("outcome", "")
    ),
    "dismiss": lambda task, by, post: services.dismiss(task_id=task.pk, by=by, reason=post.get("reason", "")),
    "reopen": lambda task, by, post: services.reopen(task_id=task.pk, by=by, reason=post.get("reason", "")),
    "extend": _extend,
    "set_due": _set_due,
}
DONE = {
    "assign": "Đã giao việc.", "delegate": "Đã chuyển người xử lý.", "start": "Đã bắt đầu.", "note": "Đã ghi.",
    "submit": "Đã trình duyệt.", "send_back": "Đã trả lại.", "close": "Đã hoàn thành.",
    "dismiss": "Đã ghi: không phải xử lý.", "reopen": "Đã mở lại.", "extend": "Đã gửi đề nghị gia hạn.",
    "set_due": "Đã ấn định hạn nội bộ.",
}  # fmt: skip


@page()
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task."""
    row, user = task_for(request, pk), person(request)
    possible = [m for m in moves.allowed(row) if rights.may(user, moves.RIGHTS[m], row.dispatch)]
    people = User.objects.filter(is_active=True).exclude(role=Role.ADMIN).select_related("unit")
    if user.role == Role.UNIT_HEAD or (user.role == Role.SPECIALIST and row.lead_unit_id):
        people = people.filter(unit=row.lead_unit_id or user.unit_id)
    return render(request, "desk/task.html", {
        "task": row, "possible": possible, "labels": moves.LABELS, "people": people,
        "units": Unit.objects.filter(active=True), "support": set(row.support_units.values_list("pk", flat=True)),
        "story": sorted([*row.notes.select_related("by"), *row.events.all()], key=lambda it: it.at, reverse=True),
        "extensions": row.extensions.select_related("asked_by", "decided_by"),
        "may_decide": rights.may(user, "decide_extension", row.dispatch),
        "may_file": rights.may(user, "open_file", row.dispatch),
    })  # fmt: skip


@page("POST")
def act(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """One move of a task."""
    if move not in ACTS:
        raise Http404
    row = task_for(request, pk)
    ACTS[move](row, person(request), request.POST)
    messages.success(request, DONE[move])
    return redirect("task", pk=row.pk)


@page("POST")
def decide(request: HttpRequest, pk: int, extension_pk: int) -> HttpResponse:
    """Cho phép hoặc không cho phép gia hạn."""
    row = task_for(request, pk)
    if not row.extensions.filter(pk=extension_pk).exists():
        raise Http404
    services.decide_extension(extension_id=extension_pk, by=person(request), allowed="allow" in request.POST)
    messages.success(request, "Đã quyết định gia hạn.")
    return redirect("task", pk=row.pk)
