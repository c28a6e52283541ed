"""Nhập sổ cũ: a register from XLSX or CSV, shown row by row before anything is entered."""

from __future__ import annotations

import re
import time
import uuid
import zipfile
from pathlib import Path

from django.contrib import messages
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pipeline.settings import settings
from tracking import importing
from tracking.desk.gate import page, person
from tracking.errors import BadTable, Incomplete

LARGEST, UNPACKED = 20_000_000, 200_000_000
"""Bytes of a table, and of what an XLSX unpacks to: a hostile one can be a thousand times its size."""
KEPT_SECONDS = 24 * 3600
SHOWN = 200
NAME = re.compile(r"^[0-9a-f]{32}\.(xlsx|csv)$")


def _folder() -> Path:
    made = settings().home / "imports"
    made.mkdir(mode=0o700, parents=True, exist_ok=True)
    return made


def _kind(body: bytes) -> str:
    """`xlsx` or `csv` by content. Raises `BadTable`."""
    if body.startswith(b"PK\x03\x04"):
        return "xlsx"
    try:
        body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadTable("Chỉ nhận tệp Excel (.xlsx) hoặc CSV (UTF-8).") from error
    return "csv"


def _keep(file: File[bytes]) -> Path:
    """The table under a random name until it is entered or a day is over. Raises `BadTable`, `Incomplete`."""
    if not file.size or file.size > LARGEST:
        raise Incomplete(f"Tệp rỗng hoặc lớn hơn {LARGEST // 1_000_000} MB.")
    body = file.read()
    place = _folder() / f"{uuid.uuid4().hex}.{_kind(body)}"
    place.write_bytes(body)
    if place.suffix == ".xlsx" and not _bearable(place):
        place.unlink()
        raise BadTable("Không đọc được tệp Excel này; lưu lại dưới dạng .xlsx rồi nhập lại.")
    for old in _folder().iterdir():
        if time.time() - old.stat().st_mtime > KEPT_SECONDS:
            old.unlink(missing_ok=True)
    return place


def _bearable(place: Path) -> bool:
    try:
        with zipfile.ZipFile(place) as archive:
            return sum(entry.file_size for entry in archive.infolist()) <= UNPACKED
    except zipfile.BadZipFile:
        return False


def _kept(request: HttpRequest) -> Path:
    """The table that this session showed before. Raises `Incomplete`."""
    name = str(request.session.get("import", ""))
    place = _folder() / name
    if not NAME.match(name) or not place.is_file():
        raise Incomplete("Bảng đã xem không còn; chọn lại tệp.")
    return place


@page("GET", "HEAD", "POST", action="import_register")
def import_register(request: HttpRequest) -> HttpResponse:
    """Choose a file, see what would be done."""
    if request.method != "POST":
        return render(request, "desk/import.html")
    file = request.FILES.get("table")
    if file is None:
        return render(request, "desk/import.html", {"fault": "Chọn tệp Excel hoặc CSV trước."}, status=422)
    try:
        place = _keep(file)
        wanted = importing.plan(importing.read_table(place))
    except (BadTable, Incomplete) as error:
        return render(request, "desk/import.html", {"fault": str(error)}, status=422)
    request.session["import"] = place.name
    return render(request, "desk/import.html", {
        "plan": wanted, "name": file.name, "problems": wanted.problems[:SHOWN], "new": wanted.new[:SHOWN],
    })  # fmt: skip


@page("POST", action="import_register")
def import_apply(request: HttpRequest) -> HttpResponse:
    """Enter what was shown."""
    place = _kept(request)
    made = importing.run(importing.plan(importing.read_table(place)), by=person(request))
    place.unlink(missing_ok=True)
    del request.session["import"]
    messages.success(request, f"Đã nhập {len(made)} văn bản từ sổ cũ.")
    return redirect("dispatches")
