"""A quarantined file read again by a person's wish: its pages are told while it is read, and its lease is kept."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from flows import registering, renewing, retrying
from flows.retrying import retry_files
from pipeline.intake import Outcome
from pipeline.settings import Settings
from tests.memory_ledger import MemoryLedger
from tracking import ledger as tables


def test_a_file_read_again_says_which_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ours, ledger = Settings(home=tmp_path), MemoryLedger()
    ours.quarantine.mkdir(parents=True)
    (ours.quarantine / "công văn.pdf").write_bytes(b"%PDF")
    place = ours.quarantine / "công văn.pdf"
    claim = ledger.claim(sha256="a" * 64, name="công văn.pdf", size=4, inbox_path=place, archive_path=place)
    ledger.quarantined(claim.id, code="timeout", reason="quá giờ", path=place)
    seen: list[tuple[str, int, int]] = []
    written = threading.Event()

    def read(entry, tell):
        tell(1, 3)
        assert written.wait(20), "nobody wrote the pages down"
        return None, ()

    class Told(MemoryLedger):
        """The same rows; says when a page was written down."""

        def __init__(self) -> None:
            vars(self).update(vars(ledger))

        def renew(self, file_id: int, *, read: int = 0, pages: int = 0) -> None:
            super().renew(file_id, read=read, pages=pages)
            written.set()

    monkeypatch.setattr(renewing, "TOLD_SECONDS", 0.02)
    monkeypatch.setattr(retrying, "settings", lambda: ours)
    monkeypatch.setattr(tables, "DjangoLedger", Told)
    monkeypatch.setattr(registering, "read_entry", read)
    monkeypatch.setattr(registering, "register", lambda entry, _: Outcome(entry.name, "stored", entry.id))
    monkeypatch.setattr(registering, "make_copies", lambda *_: None)
    told: list[Outcome] = []
    assert retry_files([claim.id], told.append, print, lambda *page: seen.append(page))
    assert seen == [("công văn.pdf", 1, 3)]
    assert (1, 3) in ledger.progress[claim.id]
    assert [outcome.state for outcome in told] == ["stored"]
