"""Thùng rác: what was thrown away, by whom, when it goes for good; taking it back."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tracking import rights
from tracking.desk.gate import dispatch_for, page, person
from tracking.keeping import empty_trash, put_back, put_in_trash
from tracking.models import Dispatch
from tracking.office import office


@page(action="restore")
def trash(request: HttpRequest) -> HttpResponse:
    """The list."""
    found = rights.visible(person(request), Dispatch.objects.filter(trashed_at__isnull=False))
    rows = found.select_related("trashed_by", "file").defer("record", "edxml").order_by("-trashed_at")
    sheet = Paginator(rows, 50).get_page(request.GET.get("trang"))
    keep = timedelta(days=office().trash_days)
    listed = [(row, timezone.localdate(row.trashed_at + keep)) for row in sheet if row.trashed_at]
    over = found.filter(trashed_at__lt=timezone.now() - keep).count()
    return render(request, "desk/trash.html", {"sheet": sheet, "listed": listed, "days": keep.days, "over": over})


@page("POST")
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ vào thùng rác, with the reason."""
    row = dispatch_for(request, pk, "trash")
    put_in_trash(dispatch_id=row.pk, by=person(request), reason=request.POST.get("reason", ""))
    messages.success(request, f"Đã bỏ {row} vào thùng rác; lấy lại được trong {office().trash_days} ngày.")
    return redirect("dispatches")


@page("POST", action="restore")
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Lấy lại."""
    row = put_back(dispatch_id=pk, by=person(request))
    messages.success(request, f"Đã lấy lại {row}.")
    return redirect("dispatch", pk=row.pk)


@page("POST", action="purge")
def purge(request: HttpRequest) -> HttpResponse:
    """Xóa hẳn what has waited its days."""
    gone = empty_trash()
    messages.success(
        request, f"Đã xóa hẳn {gone} văn bản quá hạn giữ." if gone else "Không có văn bản nào quá hạn giữ."
    )
    return redirect("trash")
