"""Backup, restore, verification, trash."""

from __future__ import annotations

import hashlib
import io
import json
import os
import resource
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.utils import timezone

from pipeline.settings import settings as ours
from tests.tracking.conftest import record, sample
from tracking import search
from tracking.errors import BrokenBackup, Incomplete, NoRoom, NotAllowed, NotFound
from tracking.keeping import backup, empty_trash, put_back, put_in_trash, restore, verify
from tracking.keeping import database as database_of
from tracking.models import Dispatch, File

ROOT = Path(__file__).parents[2]
BEGIN = """
import hashlib, json, sys, tracking
tracking.setup()
from pathlib import Path
from pipeline.settings import settings
"""
FILL = (
    BEGIN
    + """
from django.core.management import call_command
call_command("migrate", verbosity=0)
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
again = settings().duplicates / "2024" / "Công văn 1 (2).pdf"
again.parent.mkdir(parents=True)
again.write_bytes(body)
DjangoLedger().claim(sha256=sha, name=again.name, size=7, inbox_path=inbox, archive_path=again)
secret = settings().quarantine / "mat.pdf"
secret.parent.mkdir(parents=True)
secret.write_bytes(b"x")
sha = hashlib.sha256(b"x").hexdigest()
claim = DjangoLedger().claim(sha256=sha, name="mat.pdf", size=1, inbox_path=home, archive_path=secret)
DjangoLedger().quarantined(claim.id, code="secrecy_mark", reason="Có dấu mật.", path=secret)
(home / "congvan.env").write_text("CONGVAN_PORT=8001\\n")
"""
)
BACKUP = """
from tracking.keeping import backup
backup(Path(sys.argv[1]))
"""
RESTORE = """
from tracking.keeping import restore
restore(Path(sys.argv[1]))
"""
STATE = """
from django.apps import apps
from tracking import search
from tracking.keeping import verify
from tracking.models import File
rows = {}
for model in apps.get_models():
    names = [f.attname for f in model._meta.concrete_fields if f.attname != "archive_path"]
    body = repr([row for row in model._default_manager.order_by("pk").values_list(*names)])
    rows[model._meta.label] = hashlib.sha256(body.encode()).hexdigest()
print(json.dumps({
    "rows": rows,
    "found": list(search.find("kiem diem").values_list("number", flat=True)),
    "files": sorted((f.name, f.state, Path(f.archive_path).exists()) for f in File.objects.filter(code="")),
    "faults": [f.text for f in verify()],
}))
"""


def _run(home: Path, url: str | None, code: str, target: Path, *, most_bytes: int | None = None) -> Any:
    """Run `code` as a program of its own on the installation at `home`; what it printed, or why it ended."""
    env = os.environ | {"CONGVAN_HOME": str(home), "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "tracking.conf"}
    env.pop("CONGVAN_DATABASE_URL", None)
    if url:
        env["CONGVAN_DATABASE_URL"] = url
    limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))) if most_bytes else None
    done = subprocess.run(
        [sys.executable, "-c", code, str(target)], env=env, cwd=ROOT, capture_output=True, text=True, preexec_fn=limit
    )
    if done.returncode:
        return done.stderr
    return json.loads(done.stdout) if done.stdout else None


@contextmanager
def database() -> Iterator[str | None]:
    """An empty database of the kind that the tests run on: null for SQLite, whose file is in the home."""
    url = os.environ.get("CONGVAN_DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield None
        return
    name = f"congvan_keep_{uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{url.rsplit('/', 1)[0]}/{name}"
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory):
    """An office with its files and its backup, how it stood then, and its database dropped."""
    folder = tmp_path_factory.mktemp("keeping")
    target = folder / "sao-luu.tar"
    with database() as url:
        state = _run(folder / "old", url, FILL + BACKUP + STATE, target)
    assert isinstance(state, dict), state
    return SimpleNamespace(home=folder / "old", tar=target, state=state)


@pytest.mark.database
class TestBackup:
    def test_it_comes_back_on_a_clean_machine_with_equal_hashes(self, backed_up, tmp_path):
        new = tmp_path / "new"
        with database() as url:
            after = _run(new, url, BEGIN + RESTORE + STATE, backed_up.tar)
            again = _run(new, url, BEGIN + RESTORE, backed_up.tar)
        before = backed_up.state
        assert after == before
        assert (after["found"], after["faults"]) == (["7/SYT", "1002-CV/TU"], [])
        assert after["files"] == [
            ["Công văn 0.pdf", "stored", True], ["Công văn 1 (2).pdf", "duplicate", True],
            ["Công văn 1.pdf", "stored", True],
        ]  # fmt: skip
        with tarfile.open(backed_up.tar) as tar:
            manifest = json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]
        for name, expected in manifest["files"].items():
            if not name.startswith("database"):
                assert hashlib.sha256((new / name).read_bytes()).hexdigest() == expected
        assert "đã có archive, duplicates, cơ sở dữ liệu" in again

    def test_what_it_holds(self, backed_up):
        with tarfile.open(backed_up.tar) as tar:
            names = tar.getnames()
            manifest = json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]
        assert names[-1] == "manifest.json"
        assert set(names[:-1]) == set(manifest["files"])
        assert set(names[1:-1]) == {
            "secret.key", "congvan.env", "archive/2024/Công văn 0.pdf", "archive/2024/Công văn 1.pdf",
            "duplicates/2024/Công văn 1 (2).pdf",
        }  # fmt: skip
        assert backed_up.tar.stat().st_mode & 0o077 == 0

    def test_a_disk_that_fills_up_is_said_and_leaves_no_half_backup(self, backed_up, tmp_path):
        large = backed_up.home / "archive" / "2024" / "lớn.pdf"
        large.write_bytes(os.urandom(8_000_000))
        with database() as url:
            prepare = 'from django.core.management import call_command\ncall_command("migrate", verbosity=0)\n'
            code = BEGIN + (prepare if url else "") + BACKUP
            said = _run(backed_up.home, url, code, tmp_path / "b.tar", most_bytes=7_000_000)
        large.unlink()
        assert "NoRoom: Đĩa của" in said
        assert list(tmp_path.iterdir()) == []


@pytest.fixture
def clean(tmp_path, monkeypatch):
    """An empty home for this process; its database counts as empty."""
    monkeypatch.setattr(ours(), "home", tmp_path / "new")
    monkeypatch.setattr("tracking.keeping.database.is_empty", lambda: True)
    return tmp_path / "new"


DAMAGE = [
    ("cut", lambda body: body[: len(body) // 2], "Không đọc được|cắt cụt"),
    ("changed", lambda body: body.replace("tệp 0".encode(), "tệp 9".encode()), "hỏng ở archive/2024/Công văn 0.pdf"),
    ("without its manifest", lambda body: body[: body.rindex(b"manifest.json")], "cắt cụt"),
    ("no tar", lambda body: body[600:1700], "Không đọc được"),
    ("empty", lambda body: body[:0], "Không đọc được"),
]


@pytest.mark.parametrize("name", ["../escaped.pdf", "/tmp/escaped.pdf"])
def test_no_file_lands_outside_the_home(clean, tmp_path, name):
    with tarfile.open(tmp_path / "b.tar", "w") as tar:
        entry = tarfile.TarInfo(name)
        entry.size = 4
        tar.addfile(entry, io.BytesIO(b"%PDF"))
    with pytest.raises(BrokenBackup, match="mục lạ"):
        restore(tmp_path / "b.tar")
    assert not list(tmp_path.rglob("escaped.pdf"))
    assert not Path("/tmp/escaped.pdf").exists()


@pytest.mark.parametrize(("how", "damage", "said"), DAMAGE)
def test_a_damaged_backup_is_refused_before_anything_is_touched(backed_up, clean, tmp_path, how, damage, said):
    (tmp_path / "b.tar").write_bytes(damage(backed_up.tar.read_bytes()))
    with pytest.raises(BrokenBackup, match=said):
        restore(tmp_path / "b.tar")
    assert list(clean.iterdir()) == []


def test_a_backup_of_another_kind_of_database_is_refused(backed_up, clean, monkeypatch):
    ours_is = {database_of.SQLITE: database_of.POSTGRES, database_of.POSTGRES: database_of.SQLITE}[database_of.name()]
    monkeypatch.setattr("tracking.keeping.database.name", lambda: ours_is)
    with pytest.raises(BrokenBackup, match="CONGVAN_DATABASE_URL"):
        restore(backed_up.tar)
    assert list(clean.iterdir()) == []


@pytest.mark.django_db
def test_too_little_room_is_said_beforehand(kept, tmp_path, monkeypatch):
    monkeypatch.setattr(ours(), "home", tmp_path)
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: SimpleNamespace(free=5))
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "a.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(NoRoom, match="còn 0 MB"):
        backup(tmp_path / "b.tar")


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
