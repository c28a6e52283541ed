"""The inbox: what is taken, what waits, what is set aside and why; names; crashes between claim and move."""

from __future__ import annotations

import hashlib
import os
import socket
import stat
import threading
import time
import unicodedata
from pathlib import Path

import pytest

from pipeline import filing, intake
from pipeline.errors import SecrecyMark
from pipeline.ledger import Entry
from pipeline.settings import Settings
from tests.memory_ledger import MemoryLedger

PDF = b"%%PDF-1.4\n%s\nstartxref\n9\n%%%%EOF\n"


@pytest.fixture
def ours(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path / "home", quiet_seconds=0.2, patience_seconds=0.6)
    settings.inbox_folder.mkdir(parents=True)
    return settings


@pytest.fixture
def ledger() -> MemoryLedger:
    return MemoryLedger()


def sweep(ours: Settings, ledger: MemoryLedger, *, abandoned: bool = True) -> list[intake.Outcome]:
    """A pass in which every claimed file is stored at once."""
    ended = []
    for item in intake.Intake(ours, ledger).arrivals(ledger.unfinished(abandoned=abandoned)):
        if isinstance(item, Entry):
            ledger.store(item.id)
            item = intake.Outcome(item.name, "stored", item.id)
        ended.append(item)
    return ended


def drop(ours: Settings, name: str | bytes, content: bytes = PDF % b"1") -> bytes:
    path = os.path.join(os.fsencode(ours.inbox_folder), os.fsencode(name))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
    return path


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_file_goes_into_the_archive_of_its_day_read_only_and_unaltered(ours, ledger):
    drop(ours, "công văn.pdf")
    assert [(o.name, o.state) for o in sweep(ours, ledger)] == [("công văn.pdf", "stored")]
    (kept,) = files(ours.archive)
    digest = hashlib.sha256(PDF % b"1").hexdigest()
    assert kept.name == f"{digest[:8]}-công văn.pdf"
    assert len(kept.relative_to(ours.archive).parts) == 4
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == digest
    assert not kept.stat().st_mode & 0o222
    assert files(ours.inbox_folder) == []


def test_folders_of_the_inbox_are_searched_and_junk_is_left_alone(ours, ledger):
    drop(ours, "Sở Nội vụ/tháng 10/a.pdf")
    junk = ["Thumbs.db", ".DS_Store", "~$don.docx", "b.pdf.part", "c.crdownload", "@eaDir/a.pdf", "desktop.ini"]
    for name in junk:
        drop(ours, name)
    assert [o.state for o in sweep(ours, ledger)] == ["stored"]
    assert len(files(ours.inbox_folder)) == len(junk)


@pytest.mark.parametrize(
    ("name", "content", "code", "why"),
    [
        ("rong.pdf", b"", "empty", "zero bytes"),
        ("van-ban.pdf", "Kính gửi: các đơn vị".encode(), "unsupported", "a text under a PDF's name"),
        ("trang.pdf", b"<!DOCTYPE html><html></html>", "unsupported", "a web page under a PDF's name"),
        ("cut.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog", "corrupt", "its end is missing"),
        ("cut.jpg", b"\xff\xd8\xff\xe0" + b"x" * 500, "corrupt", "no end of image"),
        ("cut.png", b"\x89PNG\r\n\x1a\n" + b"x" * 500, "corrupt", "no IEND"),
        ("cut.tif", b"II*\0\xff\xff\0\0" + b"x" * 500, "corrupt", "its directory lies past its end"),
        ("cut.webp", b"RIFF\xff\xff\0\0WEBPVP8 " + b"x" * 500, "corrupt", "shorter than it says"),
        ("zeros.pdf", b"\0" * 4096, "corrupt", "length reserved, nothing copied"),
    ],
)
def test_each_fault_has_its_own_reason(ours, ledger, name, content, code, why):
    drop(ours, name, content)
    drop(ours, "tot.pdf")
    ended = {o.name: o for o in sweep(ours, ledger)}
    assert (ended[name].state, ended[name].code) == ("quarantined", code), why
    assert ended[name].reason
    assert ended["tot.pdf"].state == "stored"
    assert [path.name.split("-", 1)[1] for path in files(ours.quarantine)] == [name]


def test_two_empty_files_are_two_files(ours, ledger):
    for name in ("a.pdf", "b.pdf"):
        drop(ours, name, b"")
    assert sorted((o.name, o.code) for o in sweep(ours, ledger)) == [("a.pdf", "empty"), ("b.pdf", "empty")]
    assert len(files(ours.quarantine)) == 2


def test_a_folder_named_like_a_file_is_set_aside_with_what_is_in_it(ours, ledger):
    drop(ours, "x.pdf/bên trong.pdf")
    ended = sweep(ours, ledger)
    assert [(o.name, o.code) for o in ended] == [("x.pdf", "not_a_file")]
    assert [path.name for path in files(ours.quarantine)] == ["bên trong.pdf"]


def test_links_pipes_and_sockets_are_neither_opened_nor_moved(ours, ledger, tmp_path):
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(PDF % b"secret")
    (ours.inbox_folder / "link.pdf").symlink_to(outside)
    (ours.inbox_folder / "folder").symlink_to(tmp_path)
    os.mkfifo(ours.inbox_folder / "pipe.pdf")
    here = os.getcwd()
    os.chdir(ours.inbox_folder)  # a socket's path is short
    try:
        socket.socket(socket.AF_UNIX).bind("socket.pdf")
    finally:
        os.chdir(here)
    ended = sweep(ours, ledger)
    assert {o.state for o in ended} == {"refused"}
    assert {o.name for o in ended} >= {"link.pdf", "pipe.pdf", "socket.pdf"}
    assert outside.read_bytes() == PDF % b"secret"
    assert ledger.rows == {}


def test_a_hard_link_is_copied_so_that_nobody_outside_can_alter_the_original(ours, ledger, tmp_path):
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(PDF % b"1")
    os.link(outside, ours.inbox_folder / "a.pdf")
    sweep(ours, ledger)
    (kept,) = files(ours.archive)
    outside.write_bytes(b"altered")
    assert kept.read_bytes() == PDF % b"1"
    assert stat.S_IMODE(outside.stat().st_mode) & 0o200


NFD = unicodedata.normalize("NFD", "Ủy ban nhân dân.pdf")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (NFD.encode(), "Ủy ban nhân dân.pdf"),
        (b"v\xe9n b\xe3n.pdf", "v\ufffdn b\ufffdn.pdf"),
        ("hai\ndòng.pdf".encode(), "hai_dòng.pdf"),
        ("\u202efdp.exe.pdf".encode(), "_fdp.exe.pdf"),
        (b"-rf.pdf", "-rf.pdf"),
        (b" dau cach .pdf", "dau cach .pdf"),
        ("📄.pdf".encode(), "📄.pdf"),
        (("ă" * 125 + ".pdf").encode(), "ă" * 125 + ".pdf"),
        (b"a..%2f..%2fetc.pdf", "a..%2f..%2fetc.pdf"),
        (rb"a..\..\etc.pdf", "a.._.._etc.pdf"),
        (b"<script>.pdf", "<script>.pdf"),
    ],
)
def test_any_name_is_opened_by_its_bytes_and_shown_clean(ours, ledger, raw, name):
    drop(ours, raw)
    assert [(o.name, o.state) for o in sweep(ours, ledger)] == [(name, "stored")]
    (kept,) = files(ours.archive)
    assert len(os.fsencode(kept.name)) <= 255
    assert kept.name.isprintable()


def test_nfc_and_nfd_twins_do_not_overwrite_each_other(ours, ledger):
    drop(ours, NFD, PDF % b"one")
    drop(ours, unicodedata.normalize("NFC", NFD), PDF % b"two")
    assert [o.state for o in sweep(ours, ledger)] == ["stored", "stored"]
    assert sorted(path.read_bytes() for path in files(ours.archive)) == [PDF % b"one", PDF % b"two"]


def test_known_bytes_are_a_duplicate_and_are_kept(ours, ledger):
    drop(ours, "a.pdf")
    sweep(ours, ledger)
    for number in range(4):
        drop(ours, f"b{number}.pdf")
    assert {o.state for o in sweep(ours, ledger)} == {"duplicate"}
    assert len(files(ours.duplicates)) == 4
    assert len(files(ours.archive)) == 1


def test_the_same_bytes_five_times_at_once_give_one_and_four_duplicates(ours, ledger):
    for number in range(5):
        drop(ours, f"a{number}.pdf")
    states = sorted(o.state for o in sweep(ours, ledger))
    assert states == ["duplicate"] * 4 + ["stored"]


def test_a_slow_writer_is_taken_once_and_whole(ours, ledger):
    body, path = PDF % (b"x" * 50_000), ours.inbox_folder / "cham.pdf"

    def write() -> None:
        with path.open("wb", buffering=0) as file:
            for start in range(0, len(body), 10_000):
                file.write(body[start : start + 10_000])
                time.sleep(0.3 if start != 20_000 else 1.2)  # once longer than the patience for a file at rest

    writer = threading.Thread(target=write)
    writer.start()
    time.sleep(0.05)
    ended = []
    while not (ended and ended[-1].state == "stored") and len(ended) < 20:
        ended += sweep(ours, ledger)
    writer.join()
    assert {o.state for o in ended} <= {"waiting", "stored"}
    assert [path.read_bytes() for path in files(ours.archive)] == [body]


def test_a_copy_that_goes_on_after_it_was_set_aside_is_a_new_file(ours, ledger):
    whole = PDF % (b"x" * 5_000)
    drop(ours, "a.pdf", whole[:2_000])
    assert [o.code for o in sweep(ours, ledger)] == ["corrupt"]
    drop(ours, "a.pdf", whole)
    assert [o.state for o in sweep(ours, ledger)] == ["stored"]


def test_a_crash_between_claim_and_move_is_mended(ours, ledger, monkeypatch):
    drop(ours, "a.pdf")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(filing, "move", crash)
        with pytest.raises(KeyboardInterrupt):
            sweep(ours, ledger)
    assert [row.state for row in ledger.rows.values()] == ["claimed"]
    assert [(o.id, o.state) for o in sweep(ours, ledger)] == [(1, "stored")]
    assert len(files(ours.archive)) == 1


def test_a_claimed_file_that_was_taken_back_before_the_move_says_so(ours, ledger, monkeypatch):
    path = drop(ours, "a.pdf")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(filing, "move", crash)
        with pytest.raises(KeyboardInterrupt):
            sweep(ours, ledger)
    os.unlink(path)
    assert [(o.state, o.code) for o in sweep(ours, ledger)] == [("quarantined", "corrupt")]


def test_a_crash_while_setting_aside_is_mended(ours, ledger, monkeypatch):
    drop(ours, "rong.pdf", b"")

    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(ledger, "quarantined", crash)
        with pytest.raises(KeyboardInterrupt):
            sweep(ours, ledger)
    (again,) = intake.Intake(ours, ledger).arrivals(ledger.unfinished(abandoned=True))
    assert isinstance(again, Entry)
    assert again.path.exists()


def test_a_file_from_another_disk_is_copied_checked_and_only_then_taken(ours, ledger, monkeypatch):
    monkeypatch.setattr(filing, "_renamed", lambda *_: False)
    drop(ours, "a.pdf")
    sweep(ours, ledger)
    assert [path.read_bytes() for path in files(ours.home)] == [PDF % b"1"]


def test_a_secrecy_mark_locks_the_file_away_without_its_name(ours, ledger):
    drop(ours, "Tên lộ điều mật.pdf")
    (entry,) = intake.Intake(ours, ledger).arrivals([])
    assert isinstance(entry, Entry)
    outcome = intake.quarantine(ledger, ours, entry, SecrecyMark(entry.name))
    assert outcome.code == "secrecy_mark"
    (kept,) = files(ours.secrecy)
    assert "mật" not in kept.name
    assert stat.S_IMODE(ours.secrecy.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert files(ours.archive) == files(ours.quarantine) == []


def test_a_retry_puts_the_file_back_into_the_archive(ours, ledger):
    drop(ours, "cut.pdf", b"%PDF-1.4\ncut")
    sweep(ours, ledger)
    entry = intake.take_again(ledger, ours, 1)
    assert entry.path.read_bytes() == b"%PDF-1.4\ncut"
    assert ours.archive.absolute() in entry.path.parents
    assert files(ours.quarantine) == []


def test_two_passes_at_once_take_each_file_once(ours, ledger):
    for number in range(40):
        drop(ours, f"{number}.pdf", PDF % str(number).encode())
    ended: list[intake.Outcome] = []
    workers = [threading.Thread(target=lambda: ended.extend(sweep(ours, ledger, abandoned=False))) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(o.name for o in ended if o.state == "stored") == sorted(f"{number}.pdf" for number in range(40))
    assert len(files(ours.archive)) == 40


def test_a_pass_that_comes_between_look_and_claim_of_another_makes_no_duplicate(ours, ledger, monkeypatch):
    drop(ours, "a.pdf")
    claim = ledger.claim

    def overtaken(**named: object) -> object:
        monkeypatch.setattr(ledger, "claim", claim)
        sweep(ours, ledger, abandoned=False)
        return claim(**named)

    monkeypatch.setattr(ledger, "claim", overtaken)
    assert [(o.name, o.state) for o in sweep(ours, ledger)] == [("a.pdf", "stored")]
    assert [row.state for row in ledger.rows.values()] == ["stored"]
