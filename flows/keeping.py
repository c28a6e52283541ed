"""Commands that keep an installation well: thin shells over what the tracking table provides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from flows.store import open_store

if TYPE_CHECKING:
    from tracking.keeping import Manifest


def back_up(file: Path) -> int:
    """Write a backup; returns the exit status."""
    open_store()
    from tracking.keeping import backup

    return _whole(backup, file, "Đã sao lưu")


def bring_back(file: Path) -> int:
    """Restore a backup into an empty home; returns the exit status."""
    open_store()
    from tracking.keeping import restore

    return _whole(restore, file, "Đã phục hồi")


def _whole(work: Callable[[Path], Manifest], file: Path, done: str) -> int:
    from tracking.errors import BrokenBackup

    try:
        manifest = work(file)
    except (BrokenBackup, OSError) as error:
        print(f"{file}: {error}")
        return 1
    print(f"{done} {len(manifest.files)} tệp: {file}")
    return 0


def check_all() -> int:
    """Print every original that is not as it was; returns the exit status."""
    open_store()
    from tracking.keeping import verify

    console, faults = Console(soft_wrap=True, highlight=False, markup=False), list(verify())
    for fault in faults:
        console.print(f"{fault.path}: {fault.text}")
    console.print(f"Kiểm xong: {len(faults)} chỗ sai." if faults else "Kiểm xong: mọi tệp nguyên vẹn.")
    return 1 if faults else 0


def say_reminders() -> int:
    """Send the day's reminders; returns the exit status."""
    open_store()
    from tracking.reminders import remind

    sent = remind()
    for fault in sent.faults:
        print(f"Không gửi được: {fault}")
    print(f"Đã gửi {sent.messages} thư, {sent.reminders} lời nhắc.")
    return 1 if sent.faults else 0
