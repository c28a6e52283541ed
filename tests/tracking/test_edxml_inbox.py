"""An edXML beside a scan, the whole way from the inbox: taken with it, winning over what was read, kept with it."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from flows import registering
from pipeline.errors import CorruptFile, SecrecyMark
from pipeline.filing import beside
from pipeline.intake import Intake, Outcome
from pipeline.settings import settings as ours
from tests.tracking.conftest import record
from tests.tracking.test_exchange import SENT
from tracking.keeping import empty_trash, put_in_trash, verify
from tracking.ledger import DjangoLedger
from tracking.models import Dispatch, File

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\nx\nstartxref\n9\n%%EOF\n"


@pytest.fixture
def home(tmp_path, monkeypatch, office) -> Path:
    monkeypatch.setattr(ours(), "home", tmp_path)
    monkeypatch.setattr(ours(), "inbox", None)
    monkeypatch.setattr(ours(), "quiet_seconds", 0.05)
    monkeypatch.setattr(ours(), "patience_seconds", 0.1)
    ours().inbox_folder.mkdir(parents=True, exist_ok=True)
    return tmp_path


def drop(name: str, body: bytes) -> None:
    path = ours().inbox_folder / name
    path.write_bytes(body)
    os.utime(path, (1, 1))


def reading(entry):
    """A stand-in for the reader: OCR that saw badly."""
    body = entry.path.read_bytes()
    for mark, fault in ((b"MARK", SecrecyMark), (b"BROKEN", CorruptFile)):
        if mark in body:
            raise fault(entry.name)
    sha256 = hashlib.sha256(body).hexdigest()
    return record("8451/UBND-NG", issuer="UBND tinh Binh Đinh", subject="ra soat to chuc", sha256=sha256), ()


def sweep(read=reading) -> list[str]:
    """One pass as the service makes it, file by file."""
    ledger, ended = DjangoLedger(), []
    for item in Intake(ours(), ledger).arrivals(ledger.unfinished()):
        outcome = item
        if not isinstance(item, Outcome):
            try:
                outcome = registering.register(item, read(item))
            except Exception as fault:
                outcome = registering.set_aside(ledger, ours(), item, fault)
        ended.append(outcome.state)
    return ended


@pytest.mark.parametrize("name", ["cong van.xml", "cong van.edxml", "cong van.pdf.xml", "cong van.pdf.edxml"])
def test_the_header_wins_and_lies_beside_the_original(home, name):
    drop("cong van.pdf", PDF)
    drop(name, SENT.encode())
    assert sweep() == ["stored"]
    dispatch = Dispatch.objects.get()
    assert (dispatch.number, dispatch.issuer, dispatch.subject) == (
        "3451/UBND-NC", "UBND tỉnh Bình Định", "rà soát tổ chức bộ máy",
    )  # fmt: skip
    assert (dispatch.issued_on, dispatch.urgency) == (date(2024, 10, 20), 1)
    assert dispatch.tasks.filter(issuer_due=date(2024, 11, 15)).exists()
    assert dispatch.record["number"]["value"] == "8451/UBND-NG", "what was read stays as it was read"
    assert beside(Path(dispatch.file.archive_path)).read_bytes() == SENT.encode()
    assert list(ours().inbox_folder.iterdir()) == []
    assert verify() == []


def test_another_paper_s_edxml_is_left_out_of_it(home):
    drop("a.pdf", PDF)
    drop("b.xml", SENT.encode())
    assert sorted(sweep()) == ["quarantined", "stored"]
    assert Dispatch.objects.get().number == "8451/UBND-NG"


def test_one_that_cannot_be_read_is_told_and_the_scan_counts(home):
    drop("a.pdf", PDF)
    drop("a.xml", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>')
    assert sweep() == ["stored"]
    dispatch = Dispatch.objects.get()
    assert (dispatch.number, dispatch.review_state) == ("8451/UBND-NG", "doubtful")
    assert any("edXML" in entry["reason"] for entry in dispatch.review)


def test_the_same_paper_by_scan_and_with_edxml_is_joined_by_what_the_header_says(home, stored):
    first = stored(record("3451/UBND-NC", issuer="UBND tỉnh Bình Định", issued_on="2024-10-20", arrived="2024-10-22"))
    drop("a.pdf", PDF)
    drop("a.xml", SENT.encode())
    sweep()
    assert Dispatch.objects.latest("pk").same_paper_as == first


def test_it_goes_with_the_scan_into_quarantine_and_back(home):
    drop("a.pdf", PDF + b"BROKEN")
    drop("a.xml", SENT.encode())
    assert sweep() == ["quarantined"]
    held = Path(File.objects.get().archive_path)
    assert beside(held).is_file()
    drop("a.pdf", PDF)
    drop("a.xml", SENT.encode())
    assert sweep() == ["stored"]


def test_of_a_secret_paper_nothing_stays(home):
    drop("a.pdf", PDF + b"MARK")
    drop("a.xml", SENT.encode())
    assert sweep() == ["quarantined"]
    left = [p for p in home.rglob("*") if p.is_file() and b"MessageHeader" in p.read_bytes()]
    assert left == []


def test_it_is_kept_proven_and_deleted_with_the_scan(home, people):
    drop("a.pdf", PDF)
    drop("a.xml", SENT.encode())
    sweep()
    dispatch = Dispatch.objects.get()
    path = beside(Path(dispatch.file.archive_path))
    path.chmod(0o600)
    path.write_bytes(SENT.replace("3451", "9999").encode())
    assert [f.code for f in verify()] == ["altered"]
    put_in_trash(dispatch_id=dispatch.pk, by=people.lan, reason="nhầm", now=dispatch.loaded_at.replace(year=2020))
    empty_trash()
    assert not path.exists()


@pytest.mark.ocr
def test_with_the_real_reader(home):
    scan = min(Path(__file__).parents[2].joinpath("samples", "inbox").glob("*.pdf"))
    shutil.copy(scan, ours().inbox_folder / "a.pdf")
    os.utime(ours().inbox_folder / "a.pdf", (1, 1))
    drop("a.xml", SENT.encode())
    assert sweep(registering.read_entry) == ["stored"]
    dispatch = Dispatch.objects.get()
    assert (dispatch.number, dispatch.subject) == ("3451/UBND-NC", "rà soát tổ chức bộ máy")
    assert dispatch.record["number"]["value"] != dispatch.number
    assert dispatch.signer, "what the header does not say comes from the scan"
