"""Where a file's original lies, and how it gets there: never overwritten, never altered, never lost.

    home/archive/2024/10/25/1f0c9a2b-công văn.pdf   originals by day of arrival, read-only
    home/duplicates/…                               further copies of bytes that the archive already holds
    home/quarantine/1f0c9a2b-công văn.pdf           what could not be read
    home/secrecy/17-5d0e…                           locked, nameless: what bears a secrecy mark

On one disk a move is one atomic rename. From another disk (a mounted share) the bytes are copied, flushed to disk,
compared by hash, given their name, and only then taken away from where they were.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
from datetime import datetime
from pathlib import Path

from pipeline.names import filed
from pipeline.settings import Settings

READ_ONLY = 0o440
BESIDE = ".edxml"
"""What the edXML that came with a scan is called beside it: the scan's whole name and this. It goes with the scan."""
CHUNK = 1 << 20


def day_folder(root: Path, when: datetime) -> Path:
    return root / f"{when:%Y}" / f"{when:%m}" / f"{when:%d}"


def archive_path(settings: Settings, sha256: str, name: str, when: datetime) -> Path:
    """Where the original of these bytes will lie; a name that is taken by other bytes gets a counter."""
    return _free(day_folder(settings.archive, when) / filed(sha256, name))


def duplicate_path(settings: Settings, sha256: str, name: str, when: datetime) -> Path:
    return _free(day_folder(settings.duplicates, when) / filed(sha256, name))


def quarantine_path(settings: Settings, archived: Path) -> Path:
    """Where in quarantine an original of `archived` lies: the same place each time, so that a crash is mended."""
    return settings.quarantine / archived.name


def move(source: Path | bytes, target: Path) -> None:
    """Move one file (or an empty-handed folder) to `target`, which must not exist; the move outlives a power cut.

    Raises `FileNotFoundError` where the source has gone, other `OSError`s where disk or rights refuse.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    raw = os.fsencode(source)
    if os.path.lexists(raw + BESIDE.encode()):  # first: a crash in between finds the scan where the ledger looks for it
        _move_one(raw + BESIDE.encode(), beside(target))
    _move_one(raw, target)


def beside(path: Path) -> Path:
    """Where the edXML of the original at `path` lies, if it has one."""
    return path.with_name(path.name + BESIDE)


def _move_one(raw: bytes, target: Path) -> None:
    # Another name of the same bytes lies elsewhere: whoever holds it could alter our original, so take a copy.
    alone = os.path.isdir(raw) or os.lstat(raw).st_nlink == 1
    if not (alone and _renamed(raw, target)):
        _copied(raw, target)
    if not target.is_dir():
        target.chmod(READ_ONLY)
    _flush(target.parent)


def lock_away(settings: Settings, file_id: int, source: Path) -> Path:
    """Put a file that bears a secrecy mark into the locked folder under a random name; returns where it lies.

    NĐ 63/2026/NĐ-CP: on the same disk, no copy, nothing of its name (domain of state secrets).
    """
    settings.secrecy.mkdir(parents=True, exist_ok=True)
    settings.secrecy.chmod(0o700)
    target = settings.secrecy / f"{file_id}-{secrets.token_hex(8)}"
    os.rename(source, target)
    target.chmod(0o600)
    beside(source).unlink(missing_ok=True)  # it tells the paper's number and subject, and is not the paper
    _flush(settings.secrecy)
    return target


def locked_away(settings: Settings, file_id: int) -> Path | None:
    """Where `lock_away` put this file before a crash, if it did."""
    return next(settings.secrecy.glob(f"{file_id}-*"), None) if settings.secrecy.is_dir() else None


def _free(path: Path) -> Path:
    candidate, count = path, 2
    while os.path.lexists(candidate):
        candidate = path.with_stem(f"{path.stem}-{count}")
        count += 1
    return candidate


def _renamed(raw: bytes, target: Path) -> bool:
    try:
        os.rename(raw, target)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        return False
    return True


def _copied(raw: bytes, target: Path) -> None:
    if os.path.isdir(raw):
        shutil.move(os.fsdecode(raw), target)
        return
    part = target.with_name(f".{target.name}.part")
    with open(raw, "rb") as source, open(part, "wb") as copy:
        shutil.copyfileobj(source, copy, CHUNK)
        copy.flush()
        os.fsync(copy.fileno())
    if _sha256(raw) != _sha256(os.fsencode(part)):
        part.unlink()
        raise OSError(errno.EIO, "bản chép khác bản gốc", os.fsdecode(raw))
    os.rename(part, target)
    _flush(target.parent)
    os.unlink(raw)


def _sha256(raw: bytes) -> str:
    with open(raw, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
