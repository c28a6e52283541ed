"""The ledger: each file has one owner and one end."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tracking.ledger import DjangoLedger
from tracking.models import File

pytestmark = pytest.mark.django_db


def claim(ledger: DjangoLedger, sha256: str = "a" * 64, name: str = "a.pdf"):
    return ledger.claim(
        sha256=sha256, name=name, size=3, inbox_path=Path("/inbox", name), archive_path=Path("/archive", name)
    )


def test_the_first_claims_and_the_second_waits():
    ledger = DjangoLedger()
    first, second = claim(ledger), claim(ledger, name="b.pdf")
    assert (first.state, second.state, second.id) == ("claimed", "busy", first.id)


def test_known_bytes_are_a_duplicate_linked_to_the_first_and_a_repeated_claim_makes_no_second_row():
    ledger = DjangoLedger()
    first = claim(ledger)
    File.objects.filter(pk=first.id).update(state="stored")
    again, once_more = claim(ledger, name="b.pdf"), claim(ledger, name="b.pdf")
    assert (again.state, again.of, once_more.id) == ("duplicate", first.id, again.id)
    assert File.objects.get(pk=again.id).duplicate_of_id == first.id


def test_a_dead_worker_s_file_is_found_and_taken_over_once():
    dead, alive = DjangoLedger(lease=timedelta(0)), DjangoLedger()
    claim(dead)
    assert [e.name for e in alive.unfinished()] == ["a.pdf"]
    assert alive.unfinished() == []
    assert claim(alive).state == "busy"


def test_renewing_keeps_a_slow_worker_s_file():
    slow = DjangoLedger(lease=timedelta(0))
    held = claim(slow)
    DjangoLedger().renew(held.id)
    assert DjangoLedger().unfinished() == []


def test_quarantine_keeps_the_reason_and_retry_takes_up_again():
    ledger = DjangoLedger()
    held = claim(ledger)
    ledger.quarantined(held.id, code="empty", reason="Tệp rỗng.", path=Path("/quarantine/a.pdf"))
    row = File.objects.get(pk=held.id)
    assert (row.state, row.code, row.reason, row.lease) == ("quarantined", "empty", "Tệp rỗng.", None)
    taken = ledger.retry(held.id)
    assert (taken.id, taken.path) == (held.id, Path("/quarantine/a.pdf"))
    assert File.objects.get(pk=held.id).attempts == 2
    with pytest.raises(LookupError):
        ledger.retry(held.id)


def test_a_quarantined_file_dropped_again_is_claimed_anew():
    ledger = DjangoLedger()
    held = claim(ledger)
    ledger.quarantined(held.id, code="corrupt", reason="Hỏng.", path=Path("/q/a.pdf"))
    assert (claim(ledger).state, File.objects.count()) == ("claimed", 1)


def test_a_stored_file_is_not_quarantined_afterwards():
    ledger = DjangoLedger()
    held = claim(ledger)
    File.objects.filter(pk=held.id).update(state="stored")
    ledger.quarantined(held.id, code="timeout", reason="Quá giờ.", path=Path("/q/a.pdf"))
    assert File.objects.get(pk=held.id).state == "stored"
