"""Loading: all or nothing, once for the same bytes, never over a person's work."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.record import Citation as Cited
from extractors.record import Place, Review
from tests.tracking.conftest import directive, due, record, sample, seen, within
from tracking import frames
from tracking.correcting import confirm, correct, remove_row
from tracking.errors import NotFound, WrongFile
from tracking.load import load
from tracking.models import Citation, Correction, Deadline, Dispatch, File, Recipient, Task
from tracking.tasks import services

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


def placed(reading, top, **more):
    """The same reading at a place of its own on the page, perhaps with other words."""
    return reading.model_copy(update={"where": (Place(page=1, box=(100.0, top, 200.0, top + 12.0)),), **more})


class TestReadAgain:
    """A person corrects, removes and confirms; then the file is read again, better here and worse there."""

    @pytest.fixture
    def first(self, stored):
        return stored(
            record(
                deadlines=(placed(due("2024-12-20", text="trước ngày 20/12"), 300), placed(due("2024-12-31"), 340)),
                citations=(placed(Cited(**seen("80-KH/TU")), 380), placed(Cited(**seen("5-KH/TU")), 420)),
                directives=(placed(directive("báo cao kết quả", "các sở", deadline=1), 340),),
            )
        )

    def _again(self, dispatch, **more):
        again = record(
            sha256=dispatch.file.sha256, subject="trích yếu đọc lại",
            deadlines=(placed(due("2024-12-20", text="trưóc ngày 20/12"), 301), placed(due("2024-12-31"), 341)),
            citations=(placed(Cited(**seen("80-KH/TU")), 380), placed(Cited(**seen("5-KH/TU")), 420)),
            directives=(placed(directive("báo cáo kết quả", "các sở", deadline=1), 340),), **more,
        )  # fmt: skip
        load(again, file_id=dispatch.file_id)
        dispatch.refresh_from_db()
        return dispatch

    def test_a_corrected_row_stays_one_row_with_its_value_and_one_task(self, first, people):
        row = first.deadlines.get(stated="2024-12-20")
        correct(dispatch_id=first.pk, by=people.lan, changes={f"deadlines[{row.pk}].stated": "26/12/2024"})
        self._again(first)
        assert sorted(d.stated.day for d in first.deadlines.all()) == [26, 31]
        assert sorted(t.issuer_due.day for t in first.tasks.all()) == [26, 31]

    def test_a_removed_row_does_not_come_back(self, first, people):
        row, cited = first.deadlines.get(stated="2024-12-20"), first.citations.get(value="5-KH/TU")
        remove_row(dispatch_id=first.pk, by=people.lan, kind="deadlines", row_id=row.pk)
        remove_row(dispatch_id=first.pk, by=people.lan, kind="citations", row_id=cited.pk)
        for _ in range(2):
            self._again(first)
        assert [d.stated.day for d in first.deadlines.all()] == [31]
        assert [t.issuer_due.day for t in first.tasks.all()] == [31]
        assert [c.value for c in first.citations.all()] == ["80-KH/TU"]

    def test_a_better_reading_of_a_directive_mends_it_in_its_place(self, first, people):
        task = first.tasks.get(directive__isnull=False)
        services.assign(task_id=task.pk, by=people.dung, unit=people.first)
        self._again(first)
        assert [d.action for d in first.directives.all()] == ["báo cáo kết quả"]
        assert first.tasks.get(directive__isnull=False) == task

    def test_what_a_person_confirmed_is_not_read_over(self, first, people):
        confirm(dispatch_id=first.pk, by=people.lan, number="12")
        self._again(first, review=(Review(field="subject", reason="mờ"),))
        assert (first.subject, first.review_state) == (record().subject.value, "confirmed")
        assert first.directives.get().action == "báo cao kết quả"
        assert first.record["subject"]["value"] == "trích yếu đọc lại"

    def test_what_was_corrected_is_doubted_no_more(self, first, people):
        correct(dispatch_id=first.pk, by=people.lan, changes={"number": "1003-CV/TU"})
        doubts = (Review(field="number", reason="viết tay"), Review(field="issued_on", reason="mờ"))
        assert [r["field"] for r in self._again(first, review=doubts).review] == ["issued_on"]

    def test_who_corrected_is_in_the_history(self, first, people):
        row = first.deadlines.get(stated="2024-12-20")
        correct(
            dispatch_id=first.pk, by=people.lan,
            changes={"number": "1003-CV/TU", f"deadlines[{row.pk}].due": "18/12/2024"},
        )  # fmt: skip
        assert row.history.first().history_user == people.lan
        assert first.history.filter(number="1003-CV/TU").last().history_user == people.lan


def test_nothing_is_kept_of_a_load_that_fails(stored, monkeypatch):
    from tracking import load as loading

    def broken(_dispatch):
        raise RuntimeError("điện tắt")

    monkeypatch.setattr(loading, "tasks_follow", broken)
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
