"""A pass when what runs its tasks breaks down: no file pays for it."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest
from PIL import Image, ImageSequence

from flows import onepass, registering, renewing
from flows.onepass import Pass, plainly
from pipeline.errors import StoreBusy
from pipeline.intake import Outcome
from pipeline.ledger import Entry
from pipeline.settings import Settings
from tests.memory_ledger import MemoryLedger

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "inbox"


@pytest.fixture
def one_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pass:
    """A pass over two files, whose registering always works."""
    ours = Settings(home=tmp_path, quiet_seconds=0, patience_seconds=0.1, workers=1)
    ours.inbox_folder.mkdir()
    for name in ("a", "b"):
        (ours.inbox_folder / f"{name}.pdf").write_bytes(b"%PDF-1.4\n" + name.encode() + b"\nstartxref\n9\n%%EOF\n")
    monkeypatch.setattr(registering, "register", lambda entry, _: Outcome(entry.name, "stored", entry.id))
    return Pass(ours, MemoryLedger(), read=lambda *_: (None, ()), copies=lambda *_: None)  # type: ignore[arg-type,return-value]


def broken(error: Exception) -> Future[Outcome]:
    future: Future[Outcome] = Future()
    future.set_exception(error)
    return future


def test_a_task_that_fails_after_its_file_s_end_changes_nothing(one_pass: Pass):
    def start(entry: Entry) -> Future[Outcome]:
        one_pass.register(entry)
        return broken(ConnectionError("the server is gone"))

    with one_pass:
        assert [outcome.state for outcome in one_pass.outcomes(start)] == ["stored", "stored"]


def test_a_file_whose_task_never_ran_is_registered_all_the_same(one_pass: Pass):
    with one_pass:
        ended = list(one_pass.outcomes(lambda _: broken(ConnectionError("the server is gone"))))
    assert [outcome.state for outcome in ended] == ["stored", "stored"]


def test_what_was_started_before_a_breakdown_is_finished_without_it(one_pass: Pass):
    def start(entry: Entry) -> Future[Outcome]:
        if entry.name == "b.pdf":
            raise ConnectionError("the server is gone")
        return Future()  # begun, and never run

    told: list[Outcome] = []
    one_pass.tell = told.append
    with one_pass:
        with pytest.raises(ConnectionError):
            list(one_pass.outcomes(start))
        plainly(one_pass)
    assert sorted(outcome.name for outcome in told) == ["a.pdf", "b.pdf"]


def test_how_far_a_reading_is_is_written_down_page_by_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The whole way: a fax of four pages, read by the real reader; the ledger hears of its pages as they are read."""
    monkeypatch.setattr(renewing, "TOLD_SECONDS", 0.05)
    monkeypatch.setattr(registering, "register", lambda entry, _: Outcome(entry.name, "stored", entry.id))
    ours = Settings(home=tmp_path, quiet_seconds=0, patience_seconds=0.1, workers=1)
    ours.inbox_folder.mkdir()
    with Image.open(SAMPLES / "07-fax-nhieu-trang.tif") as fax:
        sheets = [sheet.copy() for sheet in ImageSequence.Iterator(fax)] * 2
    sheets[0].save(ours.inbox_folder / "fax.tif", save_all=True, append_images=sheets[1:])
    ledger = MemoryLedger()
    with Pass(ours, ledger, copies=lambda *_: None) as one_pass:
        plainly(one_pass)
    told = ledger.progress[1]
    assert {pages for _, pages in told} <= {0, len(sheets)}
    assert [read for read, _ in told] == sorted({read for read, _ in told})  # once each, rising
    assert any(0 < read < len(sheets) for read, _ in told)


def test_a_fault_of_the_claiming_is_raised_to_everyone_who_goes_on(one_pass: Pass, monkeypatch: pytest.MonkeyPatch):
    class Locked:
        def __init__(self, *_: object) -> None: ...

        def arrivals(self, _: object) -> object:
            raise StoreBusy("sổ")

    monkeypatch.setattr(onepass, "Intake", Locked)
    with one_pass:
        for _ in range(2):
            with pytest.raises(StoreBusy):
                list(one_pass.outcomes(lambda _: Future()))
