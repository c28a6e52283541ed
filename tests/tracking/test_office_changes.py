"""The office's profile filled in or changed later: what hangs on it follows, and what people touched stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import OperationalError

from tests.tracking.conftest import directive, due, record
from tracking import office_changes
from tracking.correcting import correct
from tracking.models import Dispatch, Office, Task
from tracking.tasks import services

pytestmark = pytest.mark.django_db
THEIRS = "Sở Nội vụ tỉnh Gia Lai"


@pytest.fixture
def changed(office, django_capture_on_commit_callbacks):
    def change(**values):
        with django_capture_on_commit_callbacks(execute=True):
            found = Office.objects.get()
            for name, value in values.items():
                setattr(found, name, value)
            found.save()

    return change


def to(*assignees: str, number: str = "1/UBND-NC") -> object:
    return record(number, directives=(directive("rà soát, báo cáo", *assignees, deadline=0),),
                  deadlines=(due("2024-12-31"),))  # fmt: skip


def test_a_name_filled_in_later_makes_the_work_that_was_ours_all_along(stored, changed):
    ours = stored(to(THEIRS))
    assert not ours.tasks.exists()
    changed(own_names=[THEIRS])
    assert ours.tasks.get().issuer_due == date(2024, 12, 31)


def test_what_is_another_s_after_all_goes_unless_somebody_touched_it(stored, people, changed):
    numbers = ("1/UBND", "2/UBND", "3/UBND", "4/UBND", "5/UBND", "6/UBND")
    new, given, noted, asked, fixed, reopened = (stored(to("các sở", number=n)).tasks.get() for n in numbers)
    services.assign(task_id=given.pk, by=people.dung, unit=people.first)
    services.note(task_id=noted.pk, by=people.dung, text="hỏi lại Tỉnh ủy")
    services.ask_extension(task_id=asked.pk, by=people.dung, until=date(2025, 1, 9), reason="chờ số liệu")
    services.set_internal_due(task_id=fixed.pk, by=people.dung, day=date(2024, 11, 15))
    services.dismiss(task_id=reopened.pk, by=people.dung, reason="không phải việc của ta")
    services.reopen(task_id=reopened.pk, by=people.dung, reason="là việc của ta")
    changed(groups=["các bộ"])
    kept = {given.pk, noted.pk, asked.pk, fixed.pk, reopened.pk}
    assert set(Task.objects.values_list("pk", flat=True)) == kept
    assert new.history.model.objects.filter(id=new.pk, history_type="-").exists()


def test_an_old_paper_without_work_makes_none(stored, changed):
    old = stored(to(THEIRS))
    Dispatch.objects.filter(pk=old.pk).update(loaded_at=old.loaded_at - timedelta(days=90))
    changed(own_names=[THEIRS])
    assert not old.tasks.exists()


def test_a_house_rule_moves_the_days_of_open_tasks_only(stored, people, changed):
    by_issuer = stored(record("1/UBND", deadlines=(due("2024-12-31"),))).tasks.get()
    by_house = stored(record("2/UBND", asks="action")).tasks.get()
    fixed = stored(record("3/UBND", deadlines=(due("2024-12-31"),))).tasks.get()
    done = stored(record("4/UBND", deadlines=(due("2024-12-31"),))).tasks.get()
    services.set_internal_due(task_id=fixed.pk, by=people.dung, day=date(2024, 11, 15))
    services.assign(task_id=done.pk, by=people.dung, unit=people.first, person=people.minh)
    services.close(task_id=done.pk, by=people.minh, answer_number="1/BC")
    changed(internal_lead_days=5, house_days=3)
    found = {t.pk: t.internal_due for t in Task.objects.all()}
    assert found == {
        by_issuer.pk: date(2024, 12, 24), by_house.pk: date(2024, 10, 30), fixed.pk: date(2024, 11, 15),
        done.pk: date(2024, 12, 27),
    }  # fmt: skip


def test_other_fields_of_the_profile_touch_no_task(stored, changed, monkeypatch):
    stored(to("các sở"))
    monkeypatch.setattr("tracking.office_changes.recount", lambda *_: pytest.fail("counted again"))
    changed(trash_days=60, reminder_channels=["file"])
    changed()


def test_a_directive_that_a_person_says_is_another_s_takes_its_untouched_task_along(stored, people):
    ours = stored(to("các sở"))
    row = ours.directives.get()
    correct(dispatch_id=ours.pk, by=people.lan, changes={f"directives[{row.pk}].concerns_us": "false"})
    assert not ours.tasks.exists()
    correct(dispatch_id=ours.pk, by=people.lan, changes={f"directives[{row.pk}].concerns_us": "true"})
    assert ours.tasks.get().title == "rà soát, báo cáo"


def test_what_the_database_refuses_is_tried_again_and_then_told(stored, changed, monkeypatch):
    papers = [stored(to(THEIRS, number=f"{n}/UBND")) for n in range(3)]
    monkeypatch.setattr(office_changes, "PART", 1)
    told, tried, follow = [], [], office_changes.tasks_follow
    monkeypatch.setattr(office_changes, "tell_administrators", lambda *words: told.append(words))

    def refuse(dispatch):
        tried.append(dispatch.pk)
        if dispatch == papers[1]:
            raise OperationalError("database is locked")
        follow(dispatch)

    monkeypatch.setattr(office_changes, "tasks_follow", refuse)
    changed(own_names=[THEIRS])
    assert [paper.tasks.count() for paper in papers] == [1, 0, 1]
    assert tried.count(papers[1].pk) == 2
    assert [subject for subject, _ in told] == ["hồ sơ cơ quan"]
    assert told[0][1].startswith("1 văn bản chưa được tính lại")
