"""Files given in the browser: typed by content, limited in size, named safely, laid whole into the inbox."""

from __future__ import annotations

import os
import re
import secrets
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.settings import limits, settings
from tracking.errors import Incomplete

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_BYTES = 200_000_000
KINDS: dict[str, Callable[[bytes], bool]] = {
    "pdf": lambda head: b"%PDF-" in head[:1024],
    "jpg": lambda head: head.startswith(b"\xff\xd8\xff"),
    "png": lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
    "tif": lambda head: head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"),
    "webp": lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP",
}
SAME = {"jpg": {"jpg", "jpeg"}, "tif": {"tif", "tiff"}}


def kind_of(head: bytes) -> str | None:
    """The ending that the content calls for, or null for what is no paper."""
    return next((ending for ending, fits in KINDS.items() if fits(head)), None)


def safe_name(name: str, ending: str) -> str:
    """A file name without folders, control or direction marks; the ending says what the content is."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    stem, _, last = name.rpartition(".")
    if last.lower() not in SAME.get(ending, {ending}):
        stem = name
    stem = re.sub(r'[<>:"|?*]', "_", stem).strip(" .~$") or "van-ban"
    return f"{stem[:120]}.{ending}"


def keep(file: UploadedFile[Any]) -> Path:
    """Lay `file` into the inbox, whole or not at all. Raises `Incomplete` for what is no paper or is too large."""
    shown = Path(file.name or "tệp").name[:80]
    most = min(MOST_BYTES, limits().file_bytes)
    if (file.size or 0) > most:
        raise Incomplete(f"«{shown}» lớn hơn {most // 1_000_000} MB; quét lại ở 200–300 dpi hoặc tách thành nhiều tệp.")
    head = file.read(1024)
    file.seek(0)
    ending = kind_of(head)
    if ending is None:
        raise Incomplete(f"«{shown}» không phải PDF, JPEG, PNG, TIFF hay WebP; hãy quét hoặc xuất lại sang PDF.")
    folder = settings().inbox_folder
    folder.mkdir(parents=True, exist_ok=True)
    hidden = folder / f".{secrets.token_hex(8)}.part"
    try:
        with hidden.open("xb") as target:
            for chunk in file.chunks():
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        return _named(hidden, folder, safe_name(file.name or "", ending))
    finally:
        hidden.unlink(missing_ok=True)


def _named(hidden: Path, folder: Path, name: str) -> Path:
    """Give the file its name; one that is taken gets a number, never replaces."""
    stem, _, ending = name.rpartition(".")
    for turn in range(1, 1000):
        target = folder / (name if turn == 1 else f"{stem} ({turn}).{ending}")
        try:
            os.link(hidden, target)
        except FileExistsError:
            continue
        except OSError:  # a share without hard links
            if target.exists():
                continue
            hidden.rename(target)
        return target
    raise Incomplete(f"Đã có quá nhiều tệp tên «{name}» trong hộp đến; đổi tên rồi tải lại.")
