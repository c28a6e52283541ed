"""The same paper from two channels: joined, parted and warned of, also after a person corrected what was read."""

from __future__ import annotations

import pytest

from tests.tracking.conftest import due, record, sample
from tracking.correcting import confirm, correct, separate
from tracking.keeping import put_back, put_in_trash
from tracking.models import Dispatch
from tracking.tasks import services

pytestmark = pytest.mark.django_db


def reasons(dispatch: Dispatch) -> list[str]:
    dispatch.refresh_from_db()
    return [entry["reason"] for entry in dispatch.review if entry["reason"].startswith("Trùng số")]


@pytest.fixture
def registered(stored):
    """The sample dispatch, number 11098 in the register, with its tasks."""
    return stored(sample())


@pytest.mark.parametrize(
    ("misread", "corrected"),
    [
        ({"number": "1082-CV/TU"}, {"number": "1002-CV/TU"}),
        ({"issuer": "Tỉnh ủy Binh Oịnh"}, {"issuer": "Tỉnh ủy Bình Định"}),
        ({"issued_on": "2024-10-11"}, {"issued_on": "17/10/2024"}),
    ],
)
def test_a_copy_whose_reading_was_wrong_is_joined_once_it_is_right(registered, stored, people, misread, corrected):
    copy = stored(record(arrived=None, deadlines=(due("2024-12-31"),), **misread))
    assert copy.same_paper_as is None
    assert copy.tasks.exists()
    done = confirm(dispatch_id=copy.pk, by=people.lan, changes=corrected)
    assert (done.same_paper_as, done.arrival_number) == (registered, None)
    assert not done.tasks.exists()
    assert reasons(done) == ["Trùng số, ký hiệu, cơ quan và ngày với văn bản đã có (số đến 11098)."]


def test_a_copy_joined_by_a_wrong_reading_is_parted_once_it_is_right(registered, stored, people):
    other = stored(record(arrived=None, deadlines=(due("2024-12-31"),)))
    assert other.same_paper_as == registered
    correct(dispatch_id=other.pk, by=people.lan, changes={"number": "1003-CV/TU"})
    other.refresh_from_db()
    assert other.same_paper_as is None
    assert other.tasks.count() == 1
    assert reasons(other) == []


def test_work_that_has_begun_is_never_lost(registered, stored, people):
    copy = stored(record("1082-CV/TU", arrived=None, deadlines=(due("2024-12-31"),)))
    services.assign(task_id=copy.tasks.get().pk, by=people.dung, unit=people.first)
    correct(dispatch_id=copy.pk, by=people.lan, changes={"number": "1002-CV/TU"})
    copy.refresh_from_db()
    assert copy.same_paper_as is None
    assert copy.tasks.count() == 1
    assert reasons(copy) == ["Trùng số, ký hiệu, cơ quan và ngày với văn bản đã có (số đến 11098)."]


def test_the_one_that_is_worked_on_stays_though_it_came_later(stored, people):
    waiting = stored(record("1082-CV/TU", arrived=None, deadlines=(due("2024-12-31"),)))
    worked = stored(sample())
    correct(dispatch_id=waiting.pk, by=people.lan, changes={"number": "1002-CV/TU"})
    waiting.refresh_from_db()
    assert waiting.same_paper_as == worked
    correct(dispatch_id=worked.pk, by=people.lan, changes={"number": "1004-CV/TU"})
    correct(dispatch_id=waiting.pk, by=people.lan, changes={"subject": "kiểm điểm năm 2024"})
    waiting.refresh_from_db()
    assert waiting.same_paper_as is None, "the other was another paper after all"
    assert waiting.tasks.count() == 1
    correct(dispatch_id=worked.pk, by=people.lan, changes={"number": "1002-CV/TU"})
    waiting.refresh_from_db()
    assert waiting.same_paper_as == worked, "corrected on the other side"


def test_what_a_person_set_apart_stays_apart(registered, stored, people):
    copy = stored(record(arrived=None))
    separate(dispatch_id=copy.pk, by=people.lan)
    for each in (registered, copy):
        correct(dispatch_id=each.pk, by=people.lan, changes={"subject": "kiểm điểm"})
    assert not Dispatch.objects.filter(same_paper_as__isnull=False).exists()


def test_when_one_goes_to_the_trash_the_other_takes_its_place(registered, stored, people):
    copies = [stored(record(arrived=None, deadlines=(due("2024-12-31"),))) for _ in range(2)]
    put_in_trash(dispatch_id=registered.pk, by=people.lan, reason="bản mờ")
    for copy in copies:
        copy.refresh_from_db()
    assert [copy.same_paper_as for copy in copies] == [None, copies[0]]
    assert copies[0].tasks.count() == 1
    put_back(dispatch_id=registered.pk, by=people.lan)
    for copy in copies:
        copy.refresh_from_db()
    assert [copy.same_paper_as for copy in copies] == [registered, registered]
    assert not copies[0].tasks.exists()
