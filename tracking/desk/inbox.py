"""Hộp đến: what came in today, what is being read, what was stopped and why; retry, false alarms, upload."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tracking.desk.gate import page, person
from tracking.desk.health import health, waiting_files
from tracking.desk.machinery import address, machinery
from tracking.errors import Incomplete, NotFound, TrackingError, WrongMove
from tracking.ledger import DjangoLedger
from tracking.models import Event, File, FileState
from tracking.rights import require
from tracking.uploading import put_into_inbox

SECRECY = "secrecy_mark"
WIDE = [f"{way}__{name}" for way in ("dispatch", "duplicate_of__dispatch") for name in ("record", "edxml")]
"""Columns of some kilobytes each that the list has no use for."""


@page(action="see_inbox")
def inbox(request: HttpRequest) -> HttpResponse:
    """The page; its upper part alone for htmx, which asks for it again every few seconds."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    waiting = waiting_files()
    reading = File.objects.filter(state=FileState.CLAIMED).order_by("created_at")[:50]
    came = File.objects.filter(created_at__gte=today)
    rows = File.objects.exclude(state=FileState.CLAIMED).select_related("dispatch", "duplicate_of__dispatch")
    chosen = request.GET.get("tinhtrang", "")
    if chosen in (FileState.STORED, FileState.DUPLICATE, FileState.QUARANTINED):
        rows = rows.filter(state=chosen)
    stopped = File.objects.filter(state=FileState.QUARANTINED).order_by("-created_at")
    pager = Paginator(rows.order_by("-created_at").defer(*WIDE), 30)
    context = {
        "waiting": waiting[:20], "waiting_count": len(waiting), "reading": reading,
        "health": health(waiting, machinery()),
        "numbers": [
            ("Nhận hôm nay", came.count(), ""), ("Đang đọc", reading.count(), ""),
            ("Đã vào hệ thống hôm nay", came.filter(state=FileState.STORED).count(), "stored"),
            ("Trùng", came.filter(state=FileState.DUPLICATE).count(), "duplicate"),
            ("Chờ xử lý lỗi", stopped.count(), "quarantined"),
        ],
        "stopped": stopped[:100], "secrecy": SECRECY, "chosen": chosen, "now": timezone.localtime(),
        "sheet": pager.get_page(request.GET.get("trang")),
        "prefect": address().removesuffix("api"),
    }  # fmt: skip
    name = "desk/inbox_now.html" if request.headers.get("HX-Request") else "desk/inbox.html"
    return render(request, name, context)


@page("POST", action="upload")
def upload(request: HttpRequest) -> HttpResponse:
    """Files given in the browser: laid into the inbox, from where they go the way of all others."""
    files = request.FILES.getlist("files")
    if not files:
        raise Incomplete("Chưa chọn tệp nào; chọn tệp PDF hoặc ảnh rồi bấm «Tải lên».")
    for file in files:
        try:
            name = put_into_inbox(chunks=file.chunks(), name=file.name or "", by=person(request))
        except TrackingError as error:
            messages.error(request, f"«{Path(file.name or 'tệp').name[:80]}»: {error}")
            continue
        messages.success(request, f"Đã nhận «{name}»; tệp đang chờ đọc.")
    return redirect("inbox")


def _again(file: File) -> None:
    """Give the file back as one that its worker left, so that the next pass over the inbox takes it up."""
    DjangoLedger(lease=timedelta(0)).retry(file.pk)


@page("POST", action="retry_file")
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Thử lại."""
    file = File.objects.filter(pk=pk, state=FileState.QUARANTINED).first()
    if file is None:
        raise NotFound("Tệp này không còn ở khu chờ xử lý lỗi; tải lại trang.")
    if file.code == SECRECY:
        raise WrongMove("Tệp có dấu chỉ mức độ mật: chỉ đọc lại sau khi người có tên xác nhận là báo nhầm.")
    _again(file)
    messages.success(request, f"Sẽ đọc lại «{file.name}» trong vòng một phút.")
    return redirect("inbox")


@page("POST", action="clear_secrecy")
@transaction.atomic
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Báo nhầm dấu mật: said by a named person, who repeats their own name, and kept."""
    user = person(request)
    require(user, "clear_secrecy")
    file = File.objects.select_for_update().filter(pk=pk, state=FileState.QUARANTINED, code=SECRECY).first()
    if file is None:
        raise NotFound("Tệp này không còn ở khu chờ xử lý lỗi; tải lại trang.")
    if " ".join(request.POST.get("name", "").split()).casefold() != str(user).casefold():
        raise Incomplete(f"Để xác nhận, nhập đúng họ tên của bạn: {user}.")
    file.cleared_by = user
    file.save(update_fields=["cleared_by"])
    Event.objects.create(
        file=file, at=timezone.now(), by=user, code="secrecy_cleared",
        text=f"{user} xác nhận không có dấu chỉ mức độ mật (báo nhầm).",
    )  # fmt: skip
    _again(file)
    messages.success(request, "Đã ghi nhận xác nhận; tệp sẽ được đọc trong vòng một phút.")
    return redirect("inbox")
