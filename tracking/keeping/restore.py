"""Phục hồi: a backup back into an empty home and an empty database, every member checked before any is put in place."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from pipeline.settings import settings
from tracking.errors import BrokenBackup, NoRoom
from tracking.keeping import database
from tracking.keeping.backup import FOLDERS, MANIFEST, Manifest, is_full, sha256


def restore(source: Path, *, progress: Callable[[str], None] | None = None) -> Manifest:
    """Bring the backup `source` back into an empty home (and an empty PostgreSQL database).

    `progress` is told each member's name. Raises `BrokenBackup` where the backup is damaged, cut off or of another
    kind of database, or where home or database hold anything already; `NoRoom` where the disk is full.
    """
    home = settings().home
    home.mkdir(parents=True, exist_ok=True)
    _refuse_full(home)
    with tempfile.TemporaryDirectory(dir=home) as place:
        work = Path(place)
        manifest = _unpack(source, work, progress)
        _refuse_other_kind(manifest)
        database.bring_back(work / manifest.database)
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
    full = [f for f in FOLDERS if (home / f).is_dir() and any((home / f).iterdir())]
    if not database.is_empty():
        full.append("cơ sở dữ liệu")
    if full:
        raise BrokenBackup(
            f"Bản cài ở {home} đã có {', '.join(full)}; phục hồi vào một thư mục (CONGVAN_HOME) và cơ sở dữ liệu trống "
            "để không ghi đè."
        )


def _refuse_other_kind(manifest: Manifest) -> None:
    if manifest.database != database.name():
        theirs, ours = database.KINDS.get(manifest.database, manifest.database), database.KINDS[database.name()]
        raise BrokenBackup(
            f"Bản sao lưu là của {theirs}, bản cài này dùng {ours}; đặt CONGVAN_DATABASE_URL cho hợp rồi chạy lại."
        )


def _unpack(source: Path, work: Path, progress: Callable[[str], None] | None) -> Manifest:
    """Extract and check every member; names that leave the folder are refused."""
    hashes: dict[str, str] = {}
    try:
        with tarfile.open(source, "r") as tar:
            for member in tar:
                _extract(tar, member, work)
                hashes[member.name] = sha256(work / member.name)
                if progress:
                    progress(member.name)
    except (tarfile.TarError, EOFError, OSError) as error:
        if is_full(error):
            raise NoRoom(f"Đĩa của {work.parent.absolute()} đã đầy khi đang phục hồi; chọn nơi khác.") from error
        raise BrokenBackup(f"Không đọc được bản sao lưu {source.name}: {error}") from error
    if MANIFEST not in hashes:
        raise BrokenBackup(f"Bản sao lưu {source.name} bị cắt cụt (thiếu bảng kê); dùng bản khác.")
    body = json.loads((work / MANIFEST).read_bytes())
    hashes.pop(MANIFEST)
    wrong = sorted(set(hashes.items()) ^ set(body["files"].items()))
    if wrong:
        raise BrokenBackup(f"Bản sao lưu {source.name} hỏng ở {wrong[0][0]}; dùng bản khác.")
    return Manifest(body["made_at"], body["database"], body["files"])


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, work: Path) -> None:
    """One file of the backup into the folder, and nowhere else: Python 3.11.2 of Debian 12 has no filter for that."""
    content, target = tar.extractfile(member) if member.isfile() else None, (work / member.name).resolve()
    if content is None or not target.is_relative_to(work.resolve()):
        raise BrokenBackup(f"Bản sao lưu có mục lạ: {member.name}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with content, target.open("wb") as file:
        shutil.copyfileobj(content, file)
    target.chmod(member.mode & 0o755)
    os.utime(target, (member.mtime, member.mtime))


def _rebase(home: Path) -> None:
    """Point the rows of files to where the files are now: the home may have another name on the new machine."""
    from django.db import transaction

    from tracking.models import File

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
