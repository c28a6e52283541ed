"""The figures behind the charts, counted by hand; and how long an answer is kept."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.office import stored
from tracking.desk import kept as keeping
from tracking.desk.figures import WEEKS_BACK, questions
from tracking.desk.kept import kept
from tracking.models import Dispatch, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def weeks(people):
    """Three papers of this week, one of twenty weeks ago; tasks done in time, late and without a day, and open ones."""
    now = timezone.now()
    rows = [stored(f"{n}/SNV", due_in=None, asked="", asks="information", draw=False) for n in range(4)]
    Dispatch.objects.update(arrived_on=timezone.localdate())
    Dispatch.objects.filter(pk=rows[1].pk).update(arrived_on=None, loaded_at=now)
    Dispatch.objects.filter(pk=rows[3].pk).update(arrived_on=timezone.localdate() - timedelta(weeks=20))
    done = (
        (people.first, timezone.localdate(), now), (people.first, timezone.localdate() - timedelta(days=1), now),
        (people.first, None, now), (people.second, timezone.localdate() - timedelta(days=9), now),
        (people.first, timezone.localdate(), now - timedelta(weeks=20)),
    )  # fmt: skip
    for unit, due, closed in done:
        Task.objects.create(
            dispatch=rows[0], title="x", lead_unit=unit, issuer_due=due, state="done", closed_at=closed
        )  # fmt: skip
    Task.objects.create(
        dispatch=rows[0], title="mở", lead_unit=people.second, person=people.tu, state="assigned",
        issuer_due=timezone.localdate() - timedelta(days=3),
    )  # fmt: skip
    return people


def rows(people, name, unit=None):
    return questions()[name].rows(people.dung, unit)


def test_each_week_counts_what_came_and_what_was_done(weeks):
    found = rows(weeks, "theo-tuan")
    assert len(found) == WEEKS_BACK
    assert found[-1] == {"week": found[-1]["week"], "came": 3, "in_time": 2, "late": 2}
    assert all(not row["came"] + row["in_time"] + row["late"] for row in found[:-1])
    assert rows(weeks, "theo-tuan", weeks.second.pk)[-1]["late"] == 1


def test_each_unit_counts_what_it_did_in_time_the_poorest_first(weeks):
    assert rows(weeks, "don-vi") == [
        {"unit": "Phòng Cải cách hành chính", "in_time": 0, "late": 1, "share": 0},
        {"unit": "Phòng Tổ chức, biên chế", "in_time": 2, "late": 1, "share": 66},
    ]


def test_where_it_waits_and_on_whom_it_weighs(weeks):
    (waits,) = rows(weeks, "dang-cho")
    assert (waits["unit"], waits["assigned"], waits["late"]) == ("Phòng Cải cách hành chính", 1, 1)
    (weighs,) = rows(weeks, "tai-viec")
    assert (weighs["person"], weighs["late"], weighs["w0"]) == ("Đỗ Anh Tú", 1, 0)


def test_what_another_may_not_see_is_not_counted(weeks):
    Dispatch.objects.update(restricted=True)
    assert questions()["theo-tuan"].rows(weeks.root, None)[-1]["came"] == 0


def test_an_answer_is_made_once_and_anew_behind_the_back_of_who_asks(monkeypatch):
    made, again = [], threading.Event()

    def make():
        made.append(1)
        if len(made) == 2:
            again.set()
        return len(made)

    monkeypatch.setattr(keeping.connection, "close", lambda: None)  # the test's own, which lives in memory
    assert [kept("x", make).value, kept("x", make).value] == [1, 1]
    assert kept("x", make, fresh=0).value == 1  # what is there, at once
    assert again.wait(10)
