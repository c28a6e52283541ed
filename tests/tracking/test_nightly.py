"""The nightly backup: made once a day, the newest few kept, a failure told once to who can mend it."""

from __future__ import annotations

import os
import tarfile
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from pipeline.settings import settings as ours
from tracking.errors import BrokenBackup, NoRoom
from tracking.keeping.nightly import nightly
from tracking.models import Event, Office, User

pytestmark = pytest.mark.django_db
VN = ZoneInfo("Asia/Ho_Chi_Minh")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VN)


def dumped(work: Path) -> Path:
    made = work / "database.sqlite3"
    made.write_bytes(b"SQLite format 3")
    return made


@pytest.fixture
def folder(tmp_path, monkeypatch, people):
    monkeypatch.setattr(ours(), "home", tmp_path / "home")
    (tmp_path / "home" / "archive").mkdir(parents=True)
    (tmp_path / "home" / "archive" / "a.pdf").write_bytes(b"%PDF-1.4")
    Office.objects.update(reminder_channels=["email"])
    monkeypatch.setattr("tracking.keeping.database.dump", dumped)  # a test's own transaction would lock SQLite out
    return tmp_path / "elsewhere" / "backups"


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("moments", "made", "why"),
    [
        (["2026-11-27T00:15"], 0, "not before the night"),
        (["2026-11-27T01:15"], 1, "at night"),
        (["2026-11-27T01:15", "2026-11-27T02:15", "2026-11-27T23:15"], 1, "once a day"),
        (["2026-11-27T07:40"], 1, "the machine was off at night"),
        (["2026-11-27T23:15", "2026-11-28T00:15", "2026-11-28T01:15"], 2, "each day its own"),
    ],
)
def test_when(folder, moments, made, why):
    assert sum(nightly(folder, keep=7, now=at(moment)) is not None for moment in moments) == made, why


def test_the_newest_stay_and_other_files_are_left_alone(folder):
    folder.mkdir(parents=True)
    for name in ("congvan-giu-lai.tar", "ghi-chu.txt"):
        (folder / name).write_bytes(b"x")
    cut_off = folder / ".congvan-cut-off"
    cut_off.mkdir()
    os.utime(cut_off, (at("2026-11-18T01:15").timestamp(),) * 2)
    for day in range(20, 25):
        nightly(folder, keep=2, now=at(f"2026-11-{day}T01:15"))
    assert names(folder) == ["congvan-2026-11-23.tar", "congvan-2026-11-24.tar", "congvan-giu-lai.tar", "ghi-chu.txt"]
    with tarfile.open(folder / "congvan-2026-11-24.tar") as tar:
        assert {"archive/a.pdf", "manifest.json"} < set(tar.getnames())
    assert mail.outbox == []


def test_what_another_machine_is_writing_is_left_alone(folder):
    at_work = folder / ".congvan-at-work"
    at_work.mkdir(parents=True)
    os.utime(at_work, (at("2026-11-20T01:14").timestamp(),) * 2)
    nightly(folder, keep=2, now=at("2026-11-20T01:15"))
    assert names(folder) == [".congvan-at-work", "congvan-2026-11-20.tar"]


def test_none_is_made_where_none_is_wanted(folder):
    assert nightly(folder, keep=0, now=at("2026-11-27T01:15")) is None
    assert not folder.exists()


def no_room(monkeypatch, tmp_path):
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1_999_999_999))


def no_program(monkeypatch, tmp_path):
    def broken(_folder):
        raise BrokenBackup("Máy này không có pg_dump; cài gói postgresql-client rồi chạy lại.")

    monkeypatch.setattr("tracking.keeping.database.dump", broken)


def no_folder(monkeypatch, tmp_path):
    (tmp_path / "elsewhere").write_text("a file where the folder should be")


@pytest.mark.parametrize(
    ("broken", "error", "said"),
    [(no_room, NoRoom, "Không đủ chỗ"), (no_program, BrokenBackup, "pg_dump"), (no_folder, OSError, "Không ghi được")],
)
def test_a_failure_is_told_once_a_day_to_the_administrators_and_costs_no_earlier_backup(
    folder, monkeypatch, tmp_path, broken, error, said
):
    if broken is not no_folder:
        nightly(folder, keep=1, now=at("2026-11-26T01:15"))
    User.objects.filter(username="lan").update(is_superuser=True)
    broken(monkeypatch, tmp_path)
    for moment in ("2026-11-27T01:15", "2026-11-27T02:15", "2026-11-28T01:15"):
        with pytest.raises(error):
            nightly(folder, keep=1, now=at(moment))
    assert sorted(m.to[0] for m in mail.outbox) == ["lan@so.test", "lan@so.test", "root@so.test", "root@so.test"]
    assert said in mail.outbox[0].body
    assert Event.objects.filter(code="backup_failed", text__contains=said).count() == 2
    if broken is not no_folder:
        assert names(folder) == ["congvan-2026-11-26.tar"]
        assert "congvan-2026-11-26.tar" in mail.outbox[0].body


def test_a_folder_that_comes_back_gets_the_day_s_backup(folder, monkeypatch):
    with monkeypatch.context() as broken:
        no_room(broken, None)
        with pytest.raises(NoRoom):
            nightly(folder, keep=1, now=at("2026-11-27T01:15"))
    assert nightly(folder, keep=1, now=at("2026-11-27T02:15")) is not None


def test_what_reached_nobody_is_told_again(folder, monkeypatch, settings):
    no_room(monkeypatch, None)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(NoRoom):
        nightly(folder, keep=1, now=at("2026-11-27T01:15"))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with pytest.raises(NoRoom):
        nightly(folder, keep=1, now=at("2026-11-27T02:15"))
    assert [m.to for m in mail.outbox] == [["root@so.test"]]
