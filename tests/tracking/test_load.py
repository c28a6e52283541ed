"""Loading: all or nothing, once for the same bytes, never over a person's work."""

from __future__ import annotations

from datetime import date

import pytest

from tests.tracking.conftest import directive, due, record, sample, within
from tracking import frames
from tracking.errors import NotFound, WrongFile
from tracking.load import load
from tracking.models import Citation, Correction, Deadline, Dispatch, File, Recipient, Task

pytestmark = pytest.mark.django_db


def test_the_sample_gives_its_tasks_with_both_clocks(stored):
    dispatch = stored(sample())
    dispatch.refresh_from_db()
    assert (dispatch.number, dispatch.kind_name, dispatch.issued_on) == ("1002-CV/TU", "Công văn", date(2024, 10, 17))
    assert (dispatch.arrival_number, dispatch.arrived_on) == (11098, date(2024, 10, 25))
    assert dispatch.transfer_due == date(2024, 10, 28)  # Monday after a Friday
    tasks = list(dispatch.tasks.order_by("issuer_due"))
    assert [(t.issuer_due, t.internal_due) for t in tasks] == [
        (date(2024, 12, 19), date(2024, 12, 17)),
        (date(2024, 12, 31), date(2024, 12, 27)),
    ]
    assert dispatch.directives.get(position=0).concerns_us is False  # another body's task is recorded, not ours
    assert dispatch.file.state == "stored"


def test_pending_shows_both_deadlines_late_first(stored):
    stored(sample())
    stored(number="77/SNV-VP", deadlines=(due("2030-01-04"),))
    frame = frames.pending()
    assert list(frame["issuer_due"]) == [date(2024, 12, 19), date(2024, 12, 31), date(2030, 1, 4)]
    assert list(frame["late"]) == ["Quá hạn", "Quá hạn", "Trong hạn"]


def test_the_same_record_twice_changes_nothing(stored):
    first = stored(sample())
    before = [list(m.objects.order_by("pk").values()) for m in (Dispatch, Task, Deadline, Citation, Recipient, File)]
    wanted = sample().model_copy(update={"source": sample().source.model_copy(update={"sha256": first.file.sha256})})
    again = load(wanted, file_id=first.file_id)
    after = [list(m.objects.order_by("pk").values()) for m in (Dispatch, Task, Deadline, Citation, Recipient, File)]
    assert again.pk == first.pk
    for rows in (*before, *after):
        for row in rows:
            row.pop("finished_at", None)
            row.pop("changed_at", None)
            row.pop("attempts", None)
    assert before == after


def test_a_later_reading_keeps_what_a_person_corrected(stored, people):
    dispatch = stored(sample())
    dispatch.number = "1003-CV/TU"
    dispatch.save()
    from django.utils import timezone

    Correction.objects.create(
        dispatch=dispatch, field="number", before="1002-CV/TU", after="1003-CV/TU", by=people.lan, at=timezone.now()
    )
    again = record(sha256=dispatch.file.sha256, subject="trích yếu đọc lại", deadlines=(due("2024-12-31"),))
    load(again, file_id=dispatch.file_id)
    dispatch.refresh_from_db()
    assert (dispatch.number, dispatch.number_key) == ("1003-CV/TU", "1003-cv/tu")
    assert dispatch.subject == "trích yếu đọc lại"


def test_nothing_is_kept_of_a_load_that_fails(stored, monkeypatch):
    from tracking import load as loading

    def broken(_dispatch):
        raise RuntimeError("điện tắt")

    monkeypatch.setattr(loading, "make_tasks", broken)
    with pytest.raises(RuntimeError):
        stored(sample())
    assert not Dispatch.objects.exists()
    assert File.objects.get().state == "claimed"


def test_a_record_of_other_bytes_is_refused(stored):
    dispatch = stored(sample())
    with pytest.raises(WrongFile):
        load(record(), file_id=dispatch.file_id)
    with pytest.raises(NotFound):
        load(record(), file_id=10**6)


def test_a_deadline_counted_from_arrival_follows_the_register(stored):
    dispatch = stored(deadlines=(within(5, "working_day"),), directives=(directive("báo cáo", deadline=0),))
    assert dispatch.tasks.get().issuer_due == date(2024, 11, 1)


def test_without_a_date_of_arrival_the_count_is_marked_as_provisional(stored):
    dispatch = stored(arrived=None, deadlines=(within(5, "working_day"),))
    assert "Tạm tính" in dispatch.deadlines.get().warning


def test_the_same_paper_by_another_channel_is_joined_and_makes_no_second_task(stored):
    first = stored(sample())
    second = stored(record(deadlines=(due("2024-12-31"),)))
    assert second.same_paper_as == first
    assert not second.tasks.exists()
    assert any("Trùng số" in entry["reason"] for entry in second.review)


@pytest.mark.parametrize(
    ("change", "why"),
    [({"issued_on": "2023-10-17"}, "a number returns in the next year or term"), ({"issuer": "Tỉnh ủy Gia Lai"}, "TU")],
)
def test_a_number_alone_joins_nothing(stored, change, why):
    stored(sample())
    assert stored(**change).same_paper_as is None, why
