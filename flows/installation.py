"""An installation made ready: folders, database, first account, samples. Each step is skipped where it was done."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

from flows.passing import make_folders
from flows.store import migrate
from pipeline.settings import Settings, settings

FIRST_ACCOUNT = "vanthu"


def set_up(samples: Path | None = None) -> None:
    """Make the installation ready and say each thing that was done."""
    ours = settings()
    make_folders(ours)
    print(f"Thư mục của bản cài: {ours.home.absolute()}")
    migrate()
    print("Cơ sở dữ liệu đã sẵn sàng.")
    password = first_account()
    if password:
        print(f"Tài khoản đầu tiên: {FIRST_ACCOUNT}   mật khẩu: {password}   (chỉ hiện một lần, hãy ghi lại)")
    if samples and copy_samples(ours, samples):
        print(f"Đã chép văn bản mẫu vào hộp đến: {ours.inbox_folder.absolute()}")


def first_account() -> str | None:
    """The password of the first account where none exists yet, else `None`: the clerk's, who also lets others in."""
    from tracking.models import Role, User

    if User.objects.exists():
        return None
    password = secrets.token_urlsafe(12)
    User.objects.create_superuser(username=FIRST_ACCOUNT, password=password, full_name="Văn thư", role=Role.CLERK)
    return password


def copy_samples(ours: Settings, samples: Path) -> bool:
    """Copy the sample scans into the inbox on the first run; whether it was the first."""
    stamp = ours.home / "samples-copied"
    if stamp.exists():
        return False
    for scan in sorted(samples.iterdir()):
        if scan.is_file():
            shutil.copy(scan, ours.inbox_folder / scan.name)
    stamp.touch()
    return True
