"""Sao lưu hằng đêm: one backup a day into a folder that keeps the newest few; a failure is told to the administrators.

Asked every hour, so that a machine that is off at night makes it in the morning, and a folder that was out of reach
gets it later. A failed night leaves the earlier backups as they are: none goes before a newer one is whole.
"""

from __future__ import annotations

import shutil
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from tracking.errors import TrackingError
from tracking.keeping.backup import WORK, backup
from tracking.models import Event
from tracking.reminders.telling import tell_administrators

NIGHT = time(1)
"""From when on the day's backup may be made."""
SPARE = 2_000_000_000
"""Bytes that stay free: a backup beside the archive must not stop the work."""
LONGEST = timedelta(days=1)
"""No backup takes as long."""
NAME = "congvan-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].tar"
MADE, FAILED = "backup_made", "backup_failed"


def nightly(folder: Path, *, keep: int, now: datetime | None = None) -> Path | None:
    """The day's backup in `folder`; null where none is wanted (`keep` is 0), it is there already, or it is not night.

    Only the newest `keep` stay. Raises what `backup` raises; the administrators hear of it once a day.
    """
    local = timezone.localtime(now)
    target = folder / f"congvan-{local.date()}.tar"
    if keep < 1 or local.time() < NIGHT or target.exists():
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _clear(folder, local)
        backup(target, spare=SPARE)
    except (TrackingError, OSError) as error:
        said = (
            str(error) if isinstance(error, TrackingError) else f"Không ghi được {target}: {error.strerror or error}."
        )
        _tell(folder, said, local)
        raise
    for old in saved(folder)[keep:]:
        old.unlink()
    Event.objects.create(at=local, code=MADE, text=f"Đã sao lưu vào {target}.")
    return target


def saved(folder: Path) -> list[Path]:
    """The nightly backups in `folder`, the newest first; other files there are nobody's to delete."""
    return sorted(folder.glob(NAME), reverse=True)


def _clear(folder: Path, now: datetime) -> None:
    """Take away what a night left behind that was cut off by a power failure; another machine may be at work here."""
    for left in folder.glob(f"{WORK}*"):
        if left.stat().st_mtime < (now - LONGEST).timestamp():
            shutil.rmtree(left, ignore_errors=True)


def _tell(folder: Path, said: str, now: datetime) -> None:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if Event.objects.filter(code=FAILED, at__gte=midnight, at__lte=now).exists():
        return
    found = saved(folder)
    last = f"Bản sao lưu gần nhất: {found[0]}." if found else "Chưa có bản sao lưu nào."
    advice = "Kiểm tra CONGVAN_BACKUP_FOLDER và dung lượng đĩa; hệ thống tự thử lại mỗi giờ."
    if tell_administrators("Sao lưu không thành", f"{said}\n{last}\n{advice}"):
        Event.objects.create(at=now, code=FAILED, text=f"Sao lưu không thành: {said}")
