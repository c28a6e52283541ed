"""What an installation needs, checked one by one, each with the way to mend it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.console import Console
from rich.markup import escape

from flows import orchestrator
from flows.store import open_store
from pipeline.settings import Settings, settings

Verdict = Literal["ok", "note", "mend"]
MARKS: dict[Verdict, str] = {"ok": "[green]tốt[/]", "note": "[yellow]lưu ý[/]", "mend": "[red]phải sửa[/]"}
LEAST_FREE_GIGABYTES = 2
OLDEST_BACKUP_DAYS = 4
"""A long weekend with the machine off."""
EARLIEST_YEAR = 2024
"""A clock before this year was never set."""
TESSERACT_LANGUAGES = {"vie": "tesseract-ocr-vie", "Vietnamese": "tesseract-ocr-script-viet"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; `mend` is what to do or type."""

    what: str
    verdict: Verdict
    detail: str = ""
    mend: str = ""


def tesseract(_: Settings) -> Iterator[Finding]:
    """The OCR engine and its Vietnamese data."""
    if not shutil.which("tesseract"):
        yield Finding("Tesseract", "mend", "chưa cài", "sudo apt-get install tesseract-ocr tesseract-ocr-vie")
        return
    answer = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False, timeout=30)
    found = {word.removeprefix("script/") for word in (answer.stdout + answer.stderr).split()}
    for language, package in TESSERACT_LANGUAGES.items():
        what = f"Tesseract, tiếng «{language}»"
        if language in found:
            yield Finding(what, "ok")
        else:
            needed: Verdict = "mend" if language == "vie" else "note"
            yield Finding(what, needed, "chưa cài", f"sudo apt-get install {package}")


def fonts(_: Settings) -> Iterator[Finding]:
    """Fonts that have all Vietnamese letters, for slips and registers as PDF and for making samples."""
    if not shutil.which("fc-list"):
        yield Finding("Phông chữ", "note", "không có fc-list", "sudo apt-get install fontconfig fonts-noto-core")
        return
    listed = subprocess.run(["fc-list", ":lang=vi", "family"], capture_output=True, text=True, check=False, timeout=30)
    for family, package in {"Tinos": "fonts-croscore", "Noto Serif": "fonts-noto-core"}.items():
        if family in listed.stdout:
            yield Finding(f"Phông {family}", "ok")
        else:
            yield Finding(f"Phông {family}", "note", "chưa cài", f"sudo apt-get install {package}")


def folders(ours: Settings) -> Iterator[Finding]:
    """Each folder exists and may be written; the inbox lies on the archive's disk."""
    named = {"Thư mục bản cài": ours.home, "Hộp đến": ours.inbox_folder, "Kho lưu": ours.archive}
    for what, folder in named.items():
        if not folder.is_dir():
            yield Finding(what, "mend", f"không có {folder}", "congvan setup")
        elif not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            yield Finding(what, "mend", f"không có quyền ghi {folder}", f"sudo chown -R $(id -un) {folder.absolute()}")
        else:
            yield Finding(what, "ok", str(folder.absolute()))
    if ours.inbox_folder.is_dir() and ours.home.is_dir() and ours.inbox_folder.stat().st_dev != ours.home.stat().st_dev:
        yield Finding("Hộp đến và kho lưu", "note", "khác đĩa: tệp được chép, kiểm rồi mới gỡ khỏi hộp đến")


def database(_: Settings) -> Iterator[Finding]:
    """The database answers, and its schema is the newest."""
    try:
        open_store()
        from django.db import connection
        from django.db.migrations.executor import MigrationExecutor

        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception as error:
        yield Finding("Cơ sở dữ liệu", "mend", f"không mở được: {error}", "kiểm tra CONGVAN_DATABASE_URL")
        return
    if behind:
        yield Finding("Cơ sở dữ liệu", "mend", f"còn {len(behind)} bước nâng cấp", "congvan setup")
    else:
        yield Finding("Cơ sở dữ liệu", "ok", connection.vendor)


def prefect(ours: Settings) -> Iterator[Finding]:
    """Whether the service runs; without it the command line still works."""
    if orchestrator.is_up(ours):
        yield Finding("Prefect", "ok", ours.prefect_api)
    else:
        yield Finding("Prefect", "note", "máy chủ chưa chạy (lệnh «sweep» vẫn dùng được)", "congvan up")


def disk(ours: Settings) -> Iterator[Finding]:
    """Free space where the installation lives."""
    home = next(folder for folder in (ours.home.absolute(), *ours.home.absolute().parents) if folder.exists())
    free = shutil.disk_usage(home).free / 1e9
    verdict: Verdict = "ok" if free >= LEAST_FREE_GIGABYTES else "mend"
    yield Finding("Đĩa trống", verdict, f"{free:.1f} GB", "" if verdict == "ok" else "dọn đĩa hoặc chuyển CONGVAN_HOME")


def backups(ours: Settings) -> Iterator[Finding]:
    """Where the nightly backups are, and how old the newest is."""
    if not ours.backup_keep:
        yield Finding("Sao lưu hằng đêm", "note", "đang tắt (CONGVAN_BACKUP_KEEP=0)", "congvan backup")
        return
    try:
        open_store()
        from tracking.keeping.nightly import saved
    except Exception:
        return  # told by `database`

    folder = next(f for f in (ours.backups.absolute(), *ours.backups.absolute().parents) if f.exists())
    found = saved(ours.backups)
    if found and time.time() - found[0].stat().st_mtime > OLDEST_BACKUP_DAYS * 86400:
        yield Finding(
            "Sao lưu hằng đêm", "mend", f"bản gần nhất đã cũ: {found[0]}", "xem lý do ở trang Prefect, sao-luu"
        )
    elif not found:
        yield Finding("Sao lưu hằng đêm", "note", f"chưa có bản nào trong {ours.backups}", "congvan up")
    elif ours.home.exists() and folder.stat().st_dev == ours.home.stat().st_dev:
        where = "đặt CONGVAN_BACKUP_FOLDER sang đĩa khác hoặc máy khác"
        yield Finding("Sao lưu hằng đêm", "note", f"{found[0]} nằm cùng đĩa với bản cài", where)
    else:
        yield Finding("Sao lưu hằng đêm", "ok", str(found[0]))


def clock(ours: Settings) -> Iterator[Finding]:
    """Deadlines are only as right as the clock and the zone."""
    try:
        ZoneInfo(ours.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        yield Finding("Múi giờ", "mend", f"không biết «{ours.time_zone}»", "đặt CONGVAN_TIME_ZONE=Asia/Ho_Chi_Minh")
        return
    year = time.localtime().tm_year
    database_file = ours.home / "congvan.sqlite3"
    ahead = database_file.exists() and database_file.stat().st_mtime > time.time() + 300
    if year < EARLIEST_YEAR or ahead:
        yield Finding("Đồng hồ", "mend", time.strftime("%d/%m/%Y %H:%M"), "sudo timedatectl set-ntp true")
    else:
        yield Finding("Đồng hồ và múi giờ", "ok", f"{time.strftime('%d/%m/%Y %H:%M')}, {ours.time_zone}")


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    tesseract,
    fonts,
    folders,
    database,
    prefect,
    disk,
    backups,
    clock,
)
"""Every check, in the order in which it is shown."""


def findings(ours: Settings) -> Iterator[Finding]:
    for check in CHECKS:
        yield from check(ours)


def examine() -> int:
    """Print every finding; returns the exit status of `congvan doctor`."""
    console, status = Console(), 0
    for found in findings(settings()):
        detail = f": {escape(found.detail)}" if found.detail else ""
        console.print(f"{MARKS[found.verdict]} {found.what}{detail}", highlight=False, soft_wrap=True)
        if found.mend:
            console.print(f"    → {escape(found.mend)}", highlight=False, soft_wrap=True)
        if found.verdict == "mend":
            status = 1
    return status
