"""Backup, restore, verification, trash."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tarfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.tracking.conftest import record, sample
from tracking import search
from tracking.errors import Incomplete, NotAllowed, NotFound
from tracking.keeping import empty_trash, put_back, put_in_trash, verify
from tracking.models import Dispatch, File

ROOT = Path(__file__).parents[2]
FILL = """
import hashlib, sys, tracking
tracking.setup()
from pathlib import Path
from django.core.management import call_command
call_command("migrate", verbosity=0)
from pipeline.settings import settings
from tests.tracking.conftest import sample, record
from tracking.ledger import DjangoLedger
from tracking.load import load
from tracking.models import File
home = settings().home
for n, made in enumerate((sample(), record("7/SYT"))):
    body = f"tệp {n}".encode()
    sha = hashlib.sha256(body).hexdigest()
    made = made.model_copy(update={"source": made.source.model_copy(update={"sha256": sha})})
    path = settings().archive / "2024" / f"Công văn {n}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    inbox = home / "inbox" / path.name
    claim = DjangoLedger().claim(sha256=sha, name=path.name, size=7, inbox_path=inbox, archive_path=path)
    load(made, file_id=claim.id)
secret = settings().quarantine / "mat.pdf"
secret.parent.mkdir(parents=True)
secret.write_bytes(b"x")
sha = hashlib.sha256(b"x").hexdigest()
claim = DjangoLedger().claim(sha256=sha, name="mat.pdf", size=1, inbox_path=home, archive_path=secret)
DjangoLedger().quarantined(claim.id, code="secrecy_mark", reason="Có dấu mật.", path=secret)
(home / "congvan.env").write_text("CONGVAN_PORT=8001\\n")
"""
BACKUP = """
import sys, tracking
tracking.setup()
from pathlib import Path
from tracking.keeping import backup
backup(Path(sys.argv[1]))
"""
RESTORE = BACKUP.replace("backup", "restore")
STATE = """
import json, tracking
tracking.setup()
from tracking.keeping import verify
from tracking.models import Dispatch, File, Task
from pathlib import Path
print(json.dumps([
    list(Dispatch.objects.order_by("pk").values_list("number", "arrival_number")),
    list(Task.objects.order_by("pk").values_list("title", "due")),
    sorted((f.name, f.sha256, Path(f.archive_path).exists()) for f in File.objects.filter(state="stored")),
    [f.text for f in verify()],
], default=str))
"""


def _run(home: Path, code: str, *args: str, ok: bool = True) -> str:
    env = os.environ | {"CONGVAN_HOME": str(home), "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "tracking.conf"}
    env.pop("CONGVAN_DATABASE_URL", None)
    done = subprocess.run([sys.executable, "-c", code, *args], env=env, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode == 0) == ok, done.stderr
    return done.stdout if ok else done.stderr


def test_a_backup_comes_back_on_a_clean_machine_with_equal_hashes(tmp_path):
    old, new, target = tmp_path / "old", tmp_path / "new", tmp_path / "sao-luu.tar"
    _run(old, FILL)
    _run(old, BACKUP, str(target))
    with tarfile.open(target) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]
    assert names[-1] == "manifest.json"
    assert set(names[:-1]) == set(manifest["files"])
    assert {"secret.key", "congvan.env", "archive/2024/Công văn 0.pdf"} <= set(names)
    assert "quarantine/mat.pdf" not in names
    assert target.stat().st_mode & 0o077 == 0
    before = json.loads(_run(old, STATE))
    _run(new, RESTORE, str(target))
    after = json.loads(_run(new, STATE))
    assert before == after
    assert after[3] == []
    for name, expected in manifest["files"].items():
        if not name.startswith("database"):
            assert hashlib.sha256((new / name).read_bytes()).hexdigest() == expected
    assert "đã có" in _run(new, RESTORE, str(target), ok=False)


@pytest.mark.parametrize("how", ["cut", "changed", "no_tar"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(tmp_path, how):
    old, new, target = tmp_path / "old", tmp_path / "new", tmp_path / "b.tar"
    _run(old, FILL)
    _run(old, BACKUP, str(target))
    body = target.read_bytes()
    at = body.index("tệp 0".encode())
    target.write_bytes(
        {"cut": body[: len(body) // 2], "changed": body[:at] + b"X" + body[at + 1 :], "no_tar": b"abc" * 500}[how]
    )
    assert "BrokenBackup" in _run(new, RESTORE, str(target), ok=False)
    assert not (new / "congvan.sqlite3").exists()
    assert not (new / "archive").exists()


@pytest.fixture
def kept(stored, settings, tmp_path, monkeypatch):
    """A dispatch whose original is really there."""
    body = b"%PDF-1.4 x"
    wanted = sample()
    sha = hashlib.sha256(body).hexdigest()
    dispatch = stored(wanted.model_copy(update={"source": wanted.source.model_copy(update={"sha256": sha})}))
    Path(dispatch.file.archive_path).write_bytes(body)
    return dispatch


@pytest.mark.django_db
class TestVerify:
    def test_a_sound_archive_has_no_fault(self, kept):
        assert verify() == []
        assert File.objects.get(pk=kept.file_id).verified_at is not None

    def test_a_lost_original_is_told(self, kept):
        Path(kept.file.archive_path).unlink()
        assert [f.code for f in verify()] == ["missing"]

    def test_an_altered_original_is_told(self, kept):
        Path(kept.file.archive_path).write_bytes(b"%PDF-1.4 y")
        assert [f.code for f in verify()] == ["altered"]

    def test_a_row_without_its_dispatch_is_told(self, kept):
        kept.delete()
        assert "rowless" in [f.code for f in verify()]


@pytest.mark.django_db
class TestTrash:
    def test_thirty_days_then_gone_for_good(self, kept, people):
        now = timezone.now()
        put_in_trash(dispatch_id=kept.pk, by=people.lan, reason="quét nhầm", now=now)
        assert not search.find("kiem diem").exists()
        assert empty_trash(now=now + timedelta(days=29)) == 0
        assert empty_trash(now=now + timedelta(days=31)) == 1
        assert not Dispatch.objects.exists()
        assert File.objects.get().state == "deleted"
        assert not Path(kept.file.archive_path).exists()

    def test_back_from_the_trash_with_everything(self, kept, people):
        put_in_trash(dispatch_id=kept.pk, by=people.lan, reason="nhầm")
        put_back(dispatch_id=kept.pk, by=people.lan)
        assert search.find("kiem diem").get() == kept
        assert kept.tasks.count() == 2
        with pytest.raises(NotFound):
            put_back(dispatch_id=kept.pk, by=people.lan)

    def test_only_by_role_and_with_a_reason(self, kept, people):
        with pytest.raises(NotAllowed):
            put_in_trash(dispatch_id=kept.pk, by=people.minh, reason="x")
        with pytest.raises(Incomplete):
            put_in_trash(dispatch_id=kept.pk, by=people.lan, reason=" ")

    def test_bytes_deleted_for_good_may_come_again(self, kept, people, stored):
        put_in_trash(dispatch_id=kept.pk, by=people.lan, reason="nhầm", now=timezone.now() - timedelta(days=40))
        empty_trash()
        again = stored(record(sha256=kept.file.sha256))
        assert again.file.state == "stored"
