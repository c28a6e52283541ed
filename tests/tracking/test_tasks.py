"""Tasks: every state against every move, owners, answers, extensions, recurring turns, and their trace."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.tracking.conftest import due, record, recurring, sample, within
from tracking.correcting import correct
from tracking.errors import Incomplete, NotAllowed, NotFound, WrongMove
from tracking.models import DayOff, Event, NoticeYear, Task, TaskState
from tracking.tasks import moves, selectors, services
from tracking.tasks.make import recount

pytestmark = pytest.mark.django_db
VN = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2024, 10, 28, 9, tzinfo=VN)


@pytest.fixture
def task(stored, people):
    return stored(sample()).tasks.get(issuer_due=date(2024, 12, 31))


def put(task: Task, state: str, people) -> None:
    """Bring a task into `state` as if it had come there."""
    closed = state in ("done", "not_needed")
    Task.objects.filter(pk=task.pk).update(
        state=state, lead_unit=people.first, person=people.minh, closed_at=NOW if closed else None
    )


ALLOWED = {
    "new": {"assign", "dismiss", "note", "extend", "set_due"},
    "assigned": {"assign", "delegate", "start", "note", "submit", "close", "dismiss", "extend", "set_due"},
    "in_progress": {"assign", "delegate", "note", "submit", "close", "dismiss", "extend", "set_due"},
    "awaiting": {"note", "send_back", "close", "dismiss", "extend", "set_due"},
    "done": {"reopen"},
    "not_needed": {"reopen"},
}
CALLS = {
    "assign": lambda t, p: services.assign(task_id=t.pk, by=p.dung, unit=p.first),
    "delegate": lambda t, p: services.delegate(task_id=t.pk, by=p.minh, person=p.hoa),
    "start": lambda t, p: services.start(task_id=t.pk, by=p.minh),
    "note": lambda t, p: services.note(task_id=t.pk, by=p.minh, text="đã xong dự thảo", percent=50),
    "submit": lambda t, p: services.submit(task_id=t.pk, by=p.minh, proposal="đề nghị ký"),
    "send_back": lambda t, p: services.send_back(task_id=t.pk, by=p.binh, reason="thiếu biểu"),
    "close": lambda t, p: services.close(task_id=t.pk, by=p.minh, answer_number="12/SNV-TC"),
    "dismiss": lambda t, p: services.dismiss(task_id=t.pk, by=p.lan, reason="gửi nhầm"),
    "reopen": lambda t, p: services.reopen(task_id=t.pk, by=p.dung, reason="đóng nhầm"),
    "extend": lambda t, p: services.ask_extension(
        task_id=t.pk, by=p.minh, until=date(2025, 1, 15), reason="chờ số liệu"
    ),
    "set_due": lambda t, p: services.set_internal_due(task_id=t.pk, by=p.dung, day=date(2024, 12, 20)),
}


@pytest.mark.parametrize("state", TaskState.values)
@pytest.mark.parametrize("move", moves.MOVES)
def test_only_allowed_moves(task, people, state, move):
    put(task, state, people)
    task.refresh_from_db()
    if move in ALLOWED[state]:
        CALLS[move](task, people)
    else:
        with pytest.raises(WrongMove):
            CALLS[move](task, people)
        task.refresh_from_db()
        assert task.state == state
    assert set(moves.allowed(Task(state=state))) == ALLOWED[state]


def test_from_the_leader_s_desk_to_the_answer(task, people):
    services.assign(
        task_id=task.pk, by=people.dung, unit=people.first, support=[people.second], comment="làm sớm", now=NOW
    )
    services.delegate(task_id=task.pk, by=people.binh, person=people.minh, now=NOW)
    services.note(task_id=task.pk, by=people.minh, text="đang tổng hợp", percent=40, now=NOW)
    services.submit(task_id=task.pk, by=people.minh, proposal="trình ký báo cáo", now=NOW)
    services.send_back(task_id=task.pk, by=people.binh, reason="bổ sung số liệu", now=NOW)
    services.close(task_id=task.pk, by=people.minh, answer_number="215/BC-SNV", now=NOW)
    task.refresh_from_db()
    assert (task.state, task.answer_number, task.closed_by) == ("done", "215/BC-SNV", people.minh)
    assert [n.kind for n in task.notes.all()] == ["leader", "progress", "proposal", "returned"]
    codes = ["assigned", "delegated", "started", "submitted", "sent_back", "closed"]
    assert list(Event.objects.filter(task=task).order_by("pk").values_list("code", flat=True)) == codes
    newest, *_, oldest = task.history.all()
    assert (newest.state, newest.history_user, oldest.state) == ("done", people.minh, "new")
    handed = {(t.unit, t.purpose) for t in task.dispatch.transfers.all()}
    assert handed == {(people.first, "lead"), (people.second, "support")}


@pytest.mark.parametrize(
    ("who", "move"),
    [("tu", "close"), ("tu", "start"), ("lan", "submit"), ("minh", "assign"), ("root", "close"), ("minh", "dismiss")],
)
def test_who_has_no_right_is_refused(task, people, who, move):
    services.assign(task_id=task.pk, by=people.dung, unit=people.first, person=people.minh)
    by = getattr(people, who)
    more = {"close": {"answer_number": "1"}, "assign": {"unit": people.second}, "dismiss": {"reason": "x"}}
    with pytest.raises(NotAllowed):
        getattr(services, move)(task_id=task.pk, by=by, **more.get(move, {}))


def test_a_reply_is_not_done_by_a_click(task, people):
    put(task, "in_progress", people)
    Task.objects.filter(pk=task.pk).update(asks="reply")
    with pytest.raises(Incomplete):
        services.close(task_id=task.pk, by=people.minh)
    services.close(task_id=task.pk, by=people.minh, outcome="đã trả lời tại cuộc họp")


def test_an_extension_moves_the_internal_deadline_only(task, people):
    services.assign(task_id=task.pk, by=people.dung, unit=people.first, person=people.minh)
    asked = services.ask_extension(task_id=task.pk, by=people.minh, until=date(2025, 1, 10), reason="chờ số liệu")
    with pytest.raises(NotAllowed):
        services.decide_extension(extension_id=asked.pk, by=people.binh, allowed=True)
    services.decide_extension(extension_id=asked.pk, by=people.dung, allowed=True)
    task.refresh_from_db()
    assert (task.due, task.issuer_due, task.internal_rule) == (date(2025, 1, 10), date(2024, 12, 31), "extended")
    with pytest.raises(WrongMove):
        services.decide_extension(extension_id=asked.pk, by=people.dung, allowed=False)


@pytest.mark.parametrize(
    ("until", "reason"), [(date(2024, 12, 27), "chờ"), (date(2024, 11, 1), "chờ"), (date(2025, 2, 1), "  ")]
)
def test_an_extension_needs_a_later_day_and_a_reason(task, people, until, reason):
    put(task, "assigned", people)
    with pytest.raises(Incomplete):
        services.ask_extension(task_id=task.pk, by=people.minh, until=until, reason=reason)


def test_a_recurring_task_makes_its_next_turn_when_done_and_only_one(stored, people):
    dispatch = stored(deadlines=(recurring("FREQ=MONTHLY;BYMONTHDAY=15"),))
    first = dispatch.tasks.get()
    assert (first.occurrence, first.issuer_due) == (date(2024, 11, 15), date(2024, 11, 14))
    services.assign(task_id=first.pk, by=people.dung, unit=people.first, person=people.minh, now=NOW)
    services.close(task_id=first.pk, by=people.minh, answer_number="1/BC", now=NOW)
    second = dispatch.tasks.get(closed_at=None)
    assert (second.occurrence, second.issuer_due, second.person) == (
        date(2024, 12, 15),
        date(2024, 12, 14),
        people.minh,
    )
    assert "thứ Bảy" in second.warning
    services.reopen(task_id=first.pk, by=people.dung, reason="nhầm")
    services.close(task_id=first.pk, by=people.minh, answer_number="1/BC", now=NOW)
    assert dispatch.tasks.count() == 2


def test_each_turn_keeps_its_own_day_however_often_the_clocks_are_worked_out(stored, people):
    dispatch = stored(deadlines=(recurring("FREQ=MONTHLY;BYMONTHDAY=15"),))
    first = dispatch.tasks.get()
    services.assign(task_id=first.pk, by=people.dung, unit=people.first, person=people.minh, now=NOW)
    services.close(task_id=first.pk, by=people.minh, answer_number="1/BC", now=NOW)
    second = dispatch.tasks.get(closed_at=None)
    for _ in range(2):
        recount(dispatch)
        second.refresh_from_db()
        assert (second.issuer_due, second.internal_due) == (date(2024, 12, 14), date(2024, 12, 12))
        assert "thứ Bảy" in second.warning
    row = dispatch.deadlines.get()
    correct(
        dispatch_id=dispatch.pk, by=people.lan, changes={f"deadlines[{row.pk}].rrule": "FREQ=MONTHLY;BYMONTHDAY=20"}
    )
    second.refresh_from_db()
    assert (second.occurrence, second.issuer_due) == (date(2024, 11, 20), date(2024, 11, 19))


def test_a_day_off_that_the_office_enters_moves_what_counts_across_it_and_a_notice_ends_the_warning(
    stored, people, django_capture_on_commit_callbacks
):
    counted = stored(deadlines=(within(5, "working_day"),)).tasks.get()
    stated = stored(record("5/TB", deadlines=(due("2027-02-16"),))).tasks.get()
    assert counted.issuer_due == date(2024, 11, 1)
    assert "chưa có thông báo" in stated.warning.lower(), "the two working days before it may fall in Tết"
    with django_capture_on_commit_callbacks(execute=True):
        day = DayOff.objects.create(date=date(2024, 10, 30), kind="swap_off", name="bão")
    counted.refresh_from_db()
    assert counted.issuer_due == date(2024, 11, 4)
    with django_capture_on_commit_callbacks(execute=True):
        day.date = date(2024, 12, 2)
        day.save()
    counted.refresh_from_db()
    assert counted.issuer_due == date(2024, 11, 1)
    with django_capture_on_commit_callbacks(execute=True):
        NoticeYear.objects.create(year=2027, basis="Thông báo")
    stated.refresh_from_db()
    assert stated.warning == ""


def test_a_leader_s_deadline_is_kept_when_clocks_are_counted_again(task, people):
    services.set_internal_due(task_id=task.pk, by=people.dung, day=date(2024, 11, 15))
    recount(task.dispatch)
    task.refresh_from_db()
    assert (task.internal_due, task.internal_rule) == (date(2024, 11, 15), "leader")


def test_a_person_of_another_unit_is_no_delegate(task, people):
    put(task, "assigned", people)
    with pytest.raises(Incomplete):
        services.delegate(task_id=task.pk, by=people.minh, person=people.tu)


def test_an_unknown_task_is_not_found(people):
    with pytest.raises(NotFound):
        services.start(task_id=10**6, by=people.dung)


def test_a_paper_without_a_deadline_gets_the_house_rule_marked_as_such(stored):
    dispatch = stored(asks="action")
    made = dispatch.tasks.get()
    assert (made.internal_due, made.internal_rule, made.issuer_due) == (date(2024, 11, 5), "house", None)


def test_late_is_a_view_down_to_the_hour(stored, people):
    from datetime import time

    dispatch = stored(deadlines=(due("2024-10-28", time="11:00"), due("2024-10-25"), due("2024-10-30")))
    Task.objects.update(internal_due=None, due=None)
    for row in Task.objects.all():
        row.save()
    assert dispatch.tasks.filter(due_time=time(11)).exists()
    found = selectors.open_tasks()
    at_ten, at_noon = (datetime(2024, 10, 28, h, tzinfo=VN) for h in (10, 12))
    assert [t.due.day for t in selectors.late(found, at_ten)] == [25]
    assert [t.due.day for t in selectors.late(found, at_noon)] == [25, 28]
    assert selectors.counts(found, at_noon) == {"late": 2, "today": 0, "soon": 1, "month": 2, "no_date": 0, "all": 3}
