"""Sao lưu: one tar file with the database, the originals, the duplicates, the quarantine, the settings, and a manifest.

The manifest holds the SHA-256 of every member and comes last, so a backup that was cut off has none and is refused.
Files stopped for a secrecy mark are not copied (domain: no backup copy); searchable copies are made anew from the
originals at need.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from pipeline.settings import settings
from tracking.errors import BrokenBackup, NoRoom
from tracking.keeping import database

MANIFEST = "manifest.json"
KEPT = ("congvan.env", "secret.key")
FOLDERS = ("archive", "duplicates", "quarantine")
WORK = ".congvan-"
"""How the name of the folder begins in which a backup is made, beside where it goes."""
ENTRY = 1024
"""Bytes that a member costs beside its own, on the average."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: member name to SHA-256, when it was made, of which kind of database."""

    made_at: str
    database: str
    files: dict[str, str]

    def to_json(self) -> bytes:
        body = {"schema": "backup/1", "made_at": self.made_at, "database": self.database, "files": self.files}
        return json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True).encode()


class _Hashing(io.RawIOBase):
    """A file that notes the hash of what is read from it."""

    def __init__(self, inner: IO[bytes]) -> None:
        self.inner, self.hash = inner, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.inner.read(len(buffer))
        buffer[: len(data)] = data
        self.hash.update(data)
        return len(data)


def backup(target: Path, *, progress: Callable[[str], None] | None = None, spare: int = 0) -> Manifest:
    """Write a backup to the file `target` (its folder must be there); it appears under its name once it is whole.

    `progress` is told each member's name; `spare` bytes of the disk must stay free. Raises `NoRoom` where the disk is
    or becomes full, `BrokenBackup` where the database cannot be copied, `OSError` where the place cannot be written;
    nothing is left behind then.
    """
    members = list(_members())
    _refuse_narrow(target.parent, members, spare)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=WORK) as work:
            dump, part = database.dump(Path(work)), Path(work) / "whole.tar"
            manifest = _write(part, [(dump.name, dump), *members], dump.name, progress)
            os.chmod(part, 0o600)  # it holds the key and the papers
            os.replace(part, target)
    except (OSError, sqlite3.Error) as error:
        if is_full(error):
            raise NoRoom(f"Đĩa của {target.parent.absolute()} đã đầy khi đang sao lưu; chọn nơi khác.") from error
        if isinstance(error, sqlite3.Error):
            raise BrokenBackup(f"Không chép được cơ sở dữ liệu: {error}.") from error
        raise
    return manifest


def is_full(error: Exception) -> bool:
    """Whether `error` says that no more can be written."""
    if isinstance(error, sqlite3.Error):
        return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL
    return isinstance(error, OSError) and error.errno in FULL


def _refuse_narrow(folder: Path, members: list[tuple[str, Path]], spare: int) -> None:
    """Say beforehand that the room will not do: the database stands there twice while the backup is made."""
    needed = spare + 2 * database.size() + sum(path.stat().st_size + ENTRY for _, path in members)
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise NoRoom(
            f"Không đủ chỗ ở {folder.absolute()}: cần khoảng {needed // 10**6 + 1} MB, còn {free // 10**6} MB; "
            "chọn nơi khác."
        )


def _write(part: Path, members: list[tuple[str, Path]], dump: str, progress: Callable[[str], None] | None) -> Manifest:
    files: dict[str, str] = {}
    with part.open("wb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            for name, path in members:
                files[name] = _add(tar, name, path)
                if progress:
                    progress(name)
            manifest = Manifest(datetime.now(UTC).isoformat(timespec="seconds"), dump, files)
            body = manifest.to_json()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(body)
            tar.addfile(entry, io.BytesIO(body))
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    entry = tar.gettarinfo(str(path), name)
    with path.open("rb") as file:
        hashing = _Hashing(file)
        tar.addfile(entry, hashing)
    return hashing.hash.hexdigest()


def _members() -> Iterator[tuple[str, Path]]:
    """Settings, originals, duplicates and quarantined files, by their names under home."""
    from tracking.models import File

    secret = set(File.objects.filter(code="secrecy_mark").values_list("archive_path", flat=True))
    home = settings().home
    for name in KEPT:
        if (home / name).is_file():
            yield name, home / name
    for folder in FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            if path.is_file() and not path.is_symlink() and not {str(path), str(path.absolute())} & secret:
                yield str(path.relative_to(home)), path


def sha256(path: Path) -> str:
    """The hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
