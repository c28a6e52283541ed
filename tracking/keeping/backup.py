"""Sao lưu, phục hồi: one tar file with the database, the originals, the quarantine and the settings, and a manifest.

The manifest holds the SHA-256 of every member and comes last, so a backup that was cut off has none and is refused.
The database is copied as of one moment while the office works on (SQLite's own backup, or pg_dump). Files stopped for
a secrecy mark are not copied (domain: no backup copy); searchable copies are made anew from the originals at need.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from pipeline.settings import settings
from tracking.errors import BrokenBackup

MANIFEST = "manifest.json"
SQLITE, POSTGRES = "database.sqlite3", "database.dump"
KEPT = ("congvan.env", "secret.key")
FOLDERS = ("archive", "duplicates", "quarantine")
CHUNK = 1 << 20


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


def backup(target: Path, *, progress: Callable[[str], None] | None = None) -> Manifest:
    """Write a backup to the file `target` (its folder must be there); it appears under its name once it is whole.

    `progress` is told each member's name. Raises `OSError` where the disk is full, `BrokenBackup` where pg_dump fails.
    """
    part = target.with_name(target.name + ".part")
    files: dict[str, str] = {}
    with tempfile.TemporaryDirectory(dir=target.parent) as work:
        dump = _dump(Path(work))
        try:
            with tarfile.open(part, "w") as tar:
                for name, path in [(dump.name, dump), *_members()]:
                    files[name] = _add(tar, name, path)
                    if progress:
                        progress(name)
                manifest = Manifest(datetime.now(UTC).isoformat(timespec="seconds"), dump.name, files)
                body = manifest.to_json()
                entry = tarfile.TarInfo(MANIFEST)
                entry.size = len(body)
                tar.addfile(entry, io.BytesIO(body))
            with part.open("rb") as file:
                os.fsync(file.fileno())
            os.chmod(part, 0o600)  # it holds the key and the papers
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)
    return manifest


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    entry = tar.gettarinfo(str(path), name)
    with path.open("rb") as file:
        hashing = _Hashing(file)
        tar.addfile(entry, hashing)
    return hashing.hash.hexdigest()


def _members() -> Iterator[tuple[str, Path]]:
    """Settings, originals and quarantined files, by their names under home."""
    from tracking.models import File

    secret = set(File.objects.filter(code="secrecy_mark").values_list("archive_path", flat=True))
    home = settings().home
    for name in KEPT:
        if (home / name).is_file():
            yield name, home / name
    for folder in FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            if (
                path.is_file()
                and not path.is_symlink()
                and str(path) not in secret
                and str(path.absolute()) not in secret
            ):
                yield str(path.relative_to(home)), path


def _dump(work: Path) -> Path:
    """The database as of one moment."""
    from django.db import connection

    if connection.vendor == "sqlite":
        path = work / SQLITE
        connection.ensure_connection()
        copy = sqlite3.connect(path)
        with copy:
            connection.connection.backup(copy)
        copy.close()
        return path
    path = work / POSTGRES
    done = subprocess.run(
        ["pg_dump", "--format=custom", "--no-owner", f"--file={path}", _postgres_url()], capture_output=True, text=True
    )
    if done.returncode:
        raise BrokenBackup(f"pg_dump không sao lưu được: {done.stderr.strip()[:500]}")
    return path


def _postgres_url() -> str:
    return settings().database.replace("postgres://", "postgresql://", 1)


def restore(source: Path, *, progress: Callable[[str], None] | None = None) -> Manifest:
    """Bring the backup `source` back into an empty home (and an empty PostgreSQL database).

    Every member is checked against the manifest before anything is put in place. Raises `BrokenBackup` where the
    backup is damaged or cut off, or where the home holds a database or originals already.
    """
    home = settings().home
    home.mkdir(parents=True, exist_ok=True)
    _refuse_full(home)
    with tempfile.TemporaryDirectory(dir=home) as place:
        work = Path(place)
        manifest = _unpack(source, work, progress)
        if manifest.database == POSTGRES:
            _into_postgres(work / POSTGRES)
        else:
            target = Path(settings().database.removeprefix("sqlite:///"))
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(work / SQLITE, target)
        for name in manifest.files:
            if name == manifest.database:
                continue
            target = home / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(work / name, target)
            if name == "secret.key":
                os.chmod(target, 0o600)
    _rebase(home)
    return manifest


def _refuse_full(home: Path) -> None:
    url = settings().database
    full = [f for f in FOLDERS if (home / f).is_dir() and any((home / f).iterdir())]
    if url.startswith("sqlite:///") and Path(url.removeprefix("sqlite:///")).exists():
        full.append("cơ sở dữ liệu")
    if full:
        raise BrokenBackup(
            f"Thư mục {home} đã có {', '.join(full)}; phục hồi vào một thư mục trống (CONGVAN_HOME) để không ghi đè."
        )


def _unpack(source: Path, work: Path, progress: Callable[[str], None] | None) -> Manifest:
    """Extract and check every member; names that leave the folder are refused."""
    hashes: dict[str, str] = {}
    try:
        with tarfile.open(source, "r") as tar:
            tar.extraction_filter = tarfile.data_filter
            for member in tar:
                if not member.isfile():
                    raise BrokenBackup(f"Bản sao lưu có mục lạ: {member.name}.")
                tar.extract(member, work)
                hashes[member.name] = sha256(work / member.name)
                if progress:
                    progress(member.name)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise BrokenBackup(f"Không đọc được bản sao lưu {source.name}: {error}") from error
    if MANIFEST not in hashes:
        raise BrokenBackup(f"Bản sao lưu {source.name} bị cắt cụt (thiếu bảng kê); dùng bản khác.")
    body = json.loads((work / MANIFEST).read_bytes())
    hashes.pop(MANIFEST)
    wrong = sorted(set(hashes.items()) ^ set(body["files"].items()))
    if wrong:
        raise BrokenBackup(f"Bản sao lưu {source.name} hỏng ở {wrong[0][0]}; dùng bản khác.")
    return Manifest(body["made_at"], body["database"], body["files"])


def _into_postgres(dump: Path) -> None:
    done = subprocess.run(
        ["pg_restore", "--no-owner", "--single-transaction", f"--dbname={_postgres_url()}", str(dump)],
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise BrokenBackup(f"pg_restore không phục hồi được: {done.stderr.strip()[:500]}")


def _rebase(home: Path) -> None:
    """Point the rows of files to where the files are now: the home may have another name on the new machine."""
    from django.db import connection, transaction

    from tracking.models import File

    connection.close()
    with transaction.atomic():
        for row in File.objects.exclude(archive_path="").iterator(chunk_size=2000):
            moved = _under(home, row.archive_path)
            if moved != row.archive_path:
                File.objects.filter(pk=row.pk).update(archive_path=moved)


def _under(home: Path, path: str) -> str:
    parts = Path(path).parts
    for folder in FOLDERS:
        if folder in parts:
            at = len(parts) - 1 - parts[::-1].index(folder)
            candidate = home.joinpath(*parts[at:])
            if candidate.exists():
                return str(candidate)
    return path


def sha256(path: Path) -> str:
    """The hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
