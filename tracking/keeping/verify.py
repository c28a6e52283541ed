"""Kiểm tra kho: every stored file against its hash, every row against its file, every file against its row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from pipeline.filing import BESIDE, beside
from pipeline.settings import settings
from tracking.keeping.backup import sha256
from tracking.models import Dispatch, File, FileState


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: `code` is missing, altered, unowned or rowless; `text` says it to a person."""

    code: str
    path: str
    text: str


def verify(*, progress: Callable[[str], None] | None = None) -> list[Fault]:
    """All faults of the archive; none means that every original is there, unaltered, and belongs to a row."""
    faults: list[Fault] = []
    known = set()
    # A duplicate's row has a path of its own only where intake kept the second copy.
    rows = File.objects.exclude(state__in=[FileState.CLAIMED, FileState.DELETED])
    for row in rows.order_by("pk").iterator(chunk_size=1000):
        path = Path(row.archive_path)
        known.add(path.absolute())
        if row.state == FileState.DUPLICATE and not path.exists():
            continue
        fault = _check(row, path)
        if fault:
            faults.append(fault)
        else:
            File.objects.filter(pk=row.pk).update(verified_at=timezone.now())
        if progress:
            progress(row.name)
    for row in File.objects.filter(state=FileState.STORED, dispatch=None):
        faults.append(Fault("rowless", row.archive_path, f"{row.name}: đã ghi là vào sổ nhưng không có văn bản."))
    for dispatch in Dispatch.objects.filter(file__isnull=False).exclude(file__state=FileState.STORED)[:1000]:
        faults.append(Fault("rowless", str(dispatch), f"Văn bản {dispatch}: tệp chưa ở trạng thái đã vào sổ."))
    return faults + _unowned(known)


def _check(row: File, path: Path) -> Fault | None:
    if row.code == "secrecy_mark":
        return None  # nothing derived from it is kept, so there is no hash to compare, and it must leave this computer
    if not path.is_file():
        return Fault("missing", str(path), f"{row.name}: mất tệp gốc {path}; phục hồi từ bản sao lưu.")
    if sha256(path) != row.sha256:
        return Fault("altered", str(path), f"{row.name}: tệp gốc đã bị thay đổi; phục hồi từ bản sao lưu.")
    dispatch = Dispatch.objects.filter(file=row, edxml__isnull=False).only("edxml").first()
    expected = (dispatch.edxml or {}).get("sha256") if dispatch else None
    companion = beside(path)
    if expected and (not companion.is_file() or sha256(companion) != expected):
        return Fault("altered", str(companion), f"{row.name}: tệp edXML gửi kèm bị mất hoặc bị thay đổi.")
    return None


def _unowned(known: set[Path]) -> list[Fault]:
    """Files in the archive that no row knows."""

    def is_beside(path: Path) -> bool:
        return path.suffix == BESIDE and path.with_suffix("").absolute() in known | claimed

    claimed = {Path(p).absolute() for p in File.objects.filter(state="claimed").values_list("archive_path", flat=True)}
    found = (p for p in settings().archive.rglob("*") if p.is_file())
    return [
        Fault("unowned", str(path), f"{path.name}: tệp trong kho không thuộc văn bản nào; báo người quản trị.")
        for path in sorted(found)
        if path.absolute() not in known and path.absolute() not in claimed and not is_beside(path)
    ]
