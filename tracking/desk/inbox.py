"""Hộp đến: what came in today, what is being read, what was stopped and why; retry, false alarms, upload."""

from __future__ import annotations

import os
import socket
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from pipeline.settings import settings
from tracking.desk.gate import page, person
from tracking.errors import Incomplete, NotFound, TrackingError, WrongMove
from tracking.ledger import DjangoLedger
from tracking.models import Event, File, FileState
from tracking.rights import require
from tracking.uploading import put_into_inbox

SECRECY = "secrecy_mark"
WIDE = [f"{way}__{name}" for way in ("dispatch", "duplicate_of__dispatch") for name in ("record", "edxml")]
"""Columns of some kilobytes each that the list has no use for."""
WAITED_TOO_LONG = 180
"""Seconds after which a file that still lies in the inbox says that nobody is watching."""


@dataclass(frozen=True, slots=True)
class Health:
    """How the machinery is, in words: `tone` is ok, warn or bad."""

    tone: str
    sentence: str


def waiting_files() -> list[tuple[str, float]]:
    """Files that lie in the inbox and are not claimed yet: name, and seconds since they came to rest."""
    found, now = [], time.time()
    folder = settings().inbox_folder
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "~$")) or entry.name in ("Thumbs.db", "desktop.ini"):
                continue
            if entry.is_file(follow_symlinks=False):
                found.append((entry.name, now - entry.stat().st_mtime))
    return sorted(found, key=lambda item: -item[1])[:200]


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((settings().host, port), timeout=0.2):
            return True
    except OSError:
        return False


def health(waiting: list[tuple[str, float]]) -> list[Health]:
    """What a clerk should know about the watcher and the flows."""
    made = []
    if not settings().inbox_folder.is_dir():
        made.append(Health("bad", f"Không thấy thư mục hộp đến {settings().inbox_folder}; báo người quản trị."))
    stuck = [name for name, seconds in waiting if seconds > WAITED_TOO_LONG]
    running = _answers(settings().prefect_port)
    if stuck:
        made.append(
            Health(
                "bad",
                f"{len(stuck)} tệp đã nằm trong hộp đến quá 3 phút mà chưa được nhận: bộ theo dõi có thể đã dừng. "
                "Báo người quản trị chạy lại chương trình.",
            )
        )
    elif running:
        made.append(Health("ok", "Bộ theo dõi hộp đến đang chạy; tệp mới được nhận trong vòng một phút."))
    else:
        made.append(
            Health("warn", "Bộ lập lịch chưa trả lời; tệp trong hộp đến sẽ được đọc khi chương trình chạy lại.")
        )
    last = File.objects.exclude(finished_at=None).order_by("-finished_at").values_list("finished_at", flat=True).first()
    if last:
        made.append(Health("ok", f"Tệp gần nhất được xử lý xong lúc {timezone.localtime(last):%H:%M ngày %d/%m/%Y}."))
    else:
        made.append(Health("ok", "Chưa có tệp nào được đọc."))
    return made


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
        "waiting": waiting[:20], "waiting_count": len(waiting), "reading": reading, "health": health(waiting),
        "numbers": [
            ("Nhận hôm nay", came.count(), ""), ("Đang đọc", reading.count(), ""),
            ("Đã vào hệ thống hôm nay", came.filter(state=FileState.STORED).count(), "stored"),
            ("Trùng", came.filter(state=FileState.DUPLICATE).count(), "duplicate"),
            ("Chờ xử lý lỗi", stopped.count(), "quarantined"),
        ],
        "stopped": stopped[:100], "secrecy": SECRECY, "chosen": chosen, "now": timezone.localtime(),
        "sheet": pager.get_page(request.GET.get("trang")),
        "prefect": f"http://{settings().host}:{settings().prefect_port}/",
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
