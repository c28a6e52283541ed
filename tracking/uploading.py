"""A scan from the browser or the API into the inbox, where it is taken like any other.

Typed by its first bytes, limited in size; its name is only ever a name, never a path.
"""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone

from extractors.folding import nfc
from pipeline.settings import limits, settings
from tracking import rights
from tracking.errors import Incomplete
from tracking.inert import line
from tracking.models import Event, User

SIGNATURES = {
    ".pdf": (b"%PDF-",),
    ".jpg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".tif": (b"II*\x00", b"MM\x00*"),
    ".webp": (b"RIFF",),
}


def kind_of(head: bytes) -> str | None:
    """The extension that the first bytes ask for, or null where we do not read such files."""
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    found = next((ext for ext, marks in SIGNATURES.items() if head.startswith(marks)), None)
    return None if found == ".webp" and head[8:12] != b"WEBP" else found


def safe_name(name: str, extension: str) -> str:
    """A file name that is nothing but a name, at most 200 bytes, with the right extension."""
    stem = Path(line(nfc(name)).replace("\\", "/")).stem
    stem = re.sub(r'[/\\:*?"<>|\x00-\x1f]+', "_", stem).strip(" .-~$") or "van-ban"
    while len(stem.encode()) > 200:
        stem = stem[:-1]
    return stem + extension


def put_into_inbox(*, chunks: Iterable[bytes], name: str, by: User) -> str:
    """Write an upload into the inbox, whole or not at all, and give the name under which it lies there.

    Raises `NotAllowed`, or `Incomplete` for what is too large or of no type that we read.
    """
    rights.require(by, "upload")
    folder = settings().inbox_folder
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{uuid.uuid4().hex}.part"
    try:
        head = _write(part, chunks)
        extension = kind_of(head)
        if extension is None:
            raise Incomplete("Loại tệp không đọc được; chỉ nhận PDF, JPEG, PNG, TIFF, WebP.")
        target = _free(folder, safe_name(name, extension), part)
    finally:
        part.unlink(missing_ok=True)
    Event.objects.create(at=timezone.now(), by=by, code="uploaded", text=f"{by}: gửi tệp {target.name} vào hộp đến.")
    return target.name


def _write(part: Path, chunks: Iterable[bytes]) -> bytes:
    head, size = b"", 0
    with part.open("wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > limits().file_bytes:
                raise Incomplete(f"Tệp lớn hơn {limits().file_bytes // 1_000_000} MB; tách thành nhiều tệp.")
            head = head if len(head) >= 1024 else head + chunk[:1024]
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if not size:
        raise Incomplete("Tệp rỗng, không có nội dung; quét hoặc chép lại.")
    return head


def _free(folder: Path, name: str, part: Path) -> Path:
    """Link the part under the first free name; two uploads of one name never overwrite each other."""
    stem, extension = os.path.splitext(name)
    for number in range(1, 10_000):
        target = folder / (name if number == 1 else f"{stem} ({number}){extension}")
        try:
            os.link(part, target)
        except FileExistsError:
            continue
        except OSError:  # a share without hard links
            if target.exists():
                continue
            os.replace(part, target)
        return target
    raise Incomplete("Có quá nhiều tệp cùng tên trong hộp đến; đổi tên tệp rồi gửi lại.")
