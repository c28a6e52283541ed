"""Reminders: who hears what, once; a year of running with days of downtime, against a count made apart."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from tests.tracking.conftest import due, read, record, sample
from tracking.calendar import plain_calendar
from tracking.models import Dispatch, File, Office, Reminder, Task, Unit, User
from tracking.reminders import remind, remind_urgent
from tracking.reminders.matters import digest
from tracking.tasks import services

pytestmark = pytest.mark.django_db
VN = ZoneInfo("Asia/Ho_Chi_Minh")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VN)


@pytest.fixture(autouse=True)
def by_mail(office):
    office.reminder_channels = ["email"]
    office.save()


@pytest.fixture
def task(stored, people):
    """Due 31/12/2024, own deadline 27/12, with Minh of Phòng Tổ chức; transferred in time."""
    dispatch = stored(record(deadlines=(due("2024-12-31"),), arrival_number="7"))
    found = dispatch.tasks.get()
    return services.assign(
        task_id=found.pk, by=people.dung, unit=people.first, person=people.minh, now=at("2024-10-25T15:00")
    )


def kinds() -> list[tuple[str, str]]:
    return list(Reminder.objects.order_by("pk").values_list("person__username", "kind"))


def test_a_task_s_life(task, people):
    remind(at("2024-10-28T07:00"))
    assert kinds() == [("minh", "assigned")]
    remind(at("2024-12-23T07:00"))
    remind(at("2024-12-24T07:00"))
    assert kinds()[1:] == [("minh", "soon")]
    remind(at("2024-12-27T07:00"))
    remind(at("2024-12-30T07:00"))
    assert kinds()[2:] == [("minh", "due"), ("minh", "late")]
    remind(at("2024-12-31T07:00"))
    assert kinds()[4:] == [("binh", "escalated")]
    remind(at("2025-01-02T07:00"))
    assert len(mail.outbox) == len(kinds()) == 5
    assert "hạn 27/12/2024, hạn của cơ quan ban hành 31/12/2024" in mail.outbox[1].body


def test_after_a_weekend_of_downtime_one_digest_says_late_once(task, people):
    remind(at("2025-01-06T07:00"))
    remind(at("2025-01-06T07:05"))
    assert sorted(kinds()) == [("binh", "escalated"), ("minh", "late")]
    assert len(mail.outbox) == 2


def test_one_digest_a_day_even_when_more_comes_up(task, stored, people):
    remind(at("2024-12-23T07:00"))
    other = stored(number="9/UBND", deadlines=(due("2024-12-26"),)).tasks.get()
    services.assign(task_id=other.pk, by=people.dung, unit=people.first, person=people.minh, now=at("2024-12-23T08:00"))
    remind(at("2024-12-23T16:00"))
    assert len([m for m in mail.outbox if m.to == ["minh@so.test"]]) == 1
    remind(at("2024-12-24T07:00"))
    assert len([m for m in mail.outbox if m.to == ["minh@so.test"]]) == 2


def test_no_digest_on_a_day_off(task):
    for day in ("2024-12-28", "2024-12-29", "2025-01-01"):
        assert remind(at(f"{day}T07:00")).messages == 0


def test_a_closed_task_is_quiet(task, people):
    services.close(task_id=task.pk, by=people.minh, answer_number="1/BC")
    assert list(digest(at("2025-01-06T07:00"))) == []


def test_urgent_goes_out_at_once_also_at_night(stored, people):
    dispatch = stored(record(urgency=read("HỎA TỐC"), deadlines=(due("2030-12-31"),), arrival_number="8"))
    now = dispatch.loaded_at + timedelta(minutes=1)
    remind_urgent(now)
    remind_urgent(now)
    assert sorted(kinds()) == [("dung", "urgent"), ("lan", "urgent")]
    services.assign(task_id=dispatch.tasks.get().pk, by=people.dung, unit=people.first, now=now)
    remind_urgent(now)
    assert kinds()[2:] == [("binh", "urgent")]
    assert mail.outbox[0].subject.startswith("KHẨN: ")


def test_a_paper_not_handed_over_by_the_next_working_day_is_the_clerk_s(stored, people):
    dispatch = stored(sample())
    Dispatch.objects.filter(pk=dispatch.pk).update(loaded_at=at("2024-10-25T15:00"))
    remind(at("2024-10-28T07:00"))
    assert ("lan", "transfer") not in kinds()
    remind(at("2024-10-29T07:00"))
    assert ("lan", "transfer") in kinds()


def test_what_no_channel_took_is_tried_again_with_the_same_id(task, people, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    sent = remind(at("2024-12-23T07:00"))
    assert (sent.messages, len(sent.faults)) == (0, 1)
    message = Reminder.objects.get().message
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    remind_urgent(at("2024-12-23T07:30"))
    remind_urgent(at("2024-12-23T08:30"))
    assert [m.extra_headers["Message-ID"] for m in mail.outbox] == [f"<{message}@congvan>"]


def test_what_was_done_before_it_could_be_sent_is_not_sent(task, people, settings):
    settings.EMAIL_BACKEND = "tests.nowhere.Backend" if False else "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    remind(at("2024-12-23T07:00"))
    services.close(task_id=task.pk, by=people.minh, answer_number="1/BC")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    remind_urgent(at("2024-12-23T09:00"))
    assert mail.outbox == []


@pytest.mark.parametrize(
    "hostile", ["a\nBcc: all@so.test", "=cmd()", "<script>alert(1)</script>", "\u202egnp.exe", "x" * 10000]
)
def test_hostile_text_stays_text_in_mail(task, people, hostile):
    Dispatch.objects.filter(pk=task.dispatch_id).update(number=hostile[:100], subject=hostile)
    Task.objects.filter(pk=task.pk).update(title=hostile)
    remind(at("2024-12-27T07:00"))
    sent = mail.outbox[0].message()
    assert sent["Bcc"] is None
    assert "\u202e" not in mail.outbox[0].body
    assert max(map(len, mail.outbox[0].body.splitlines())) < 700


def test_a_year_with_forty_people_and_days_of_downtime(office):
    """10,000 dispatches; the clock jumps from run to run; the expected reminders are counted by a plain rule apart."""
    rng, calendar = random.Random(7), plain_calendar()
    Office.objects.update(reminder_channels=["file"], escalate_after_days=1, remind_before_days=3)
    units = [Unit.objects.create(name=f"Phòng {n}") for n in range(5)]
    people = []
    for n in range(40):
        role = "unit_head" if n < 5 else "specialist"
        people.append(
            User(username=f"u{n}", full_name=f"Người {n}", email=f"u{n}@so.test", unit=units[n % 5], role=role)
        )
    User.objects.bulk_create(people)
    for n, unit in enumerate(units):
        unit.head = people[n]
        unit.save()
    first, last = date(2025, 1, 2), date(2025, 12, 31)
    span = (last - first).days
    files = File.objects.bulk_create(
        File(sha256=f"{n:064x}", name=f"{n}.pdf", size=1, inbox_path="", archive_path="", state="stored")
        for n in range(10_000)
    )
    dispatches = Dispatch.objects.bulk_create(Dispatch(file=f, number=f"{f.pk}/SNV") for f in files)
    tasks, closing = [], {}
    for dispatch in dispatches:
        given = first + timedelta(days=rng.randrange(span))
        ends = given + timedelta(days=rng.randrange(1, 60))
        owner = rng.choice(people[5:])
        closed = given + timedelta(days=rng.randrange(0, 75))
        tasks.append(
            Task(dispatch=dispatch, title="báo cáo", state="in_progress", lead_unit=owner.unit, person=owner,
                 internal_due=ends, due=ends, created_at=at(f"{given}T08:00"))
        )  # fmt: skip
        closing[dispatch.pk] = closed
    tasks = Task.objects.bulk_create(tasks)
    down = {first + timedelta(days=n) for n in range(span + 1) if rng.random() < 0.12}
    expected, closed_already = set(), set()
    by_due = sorted(tasks, key=lambda t: t.due)
    for n in range(span + 1):
        today = first + timedelta(days=n)
        done = [t.pk for t in tasks if closing[t.dispatch_id] <= today and t.pk not in closed_already]
        closed_already.update(done)
        Task.objects.filter(pk__in=done).update(state="done", closed_at=at(f"{today}T06:00"))
        if today in down:
            continue
        remind(at(f"{today}T07:00"))
        if not calendar.is_working(today):
            continue
        soon = calendar.add(today, 3)
        for task in by_due:
            if task.due > soon:
                break
            if task.pk in closed_already:
                continue
            kind = "soon" if task.due > today else "due" if task.due == today else "late"
            expected.add((task.person_id, task.pk, kind))
            if kind == "late" and calendar.between(task.due, today) > 1:
                expected.add((task.lead_unit.head_id, task.pk, "escalated"))
    rows = list(Reminder.objects.values_list("person_id", "task_id", "kind"))
    assert len(rows) == len(set(rows)), "said twice"
    assert set(rows) == expected
    assert not Reminder.objects.filter(sent_at=None).exists()
    assert len(expected) > 5_000
    a_day = Reminder.objects.values_list("person_id", "made_at__date", "message").distinct()
    assert len(a_day) == len({row[:2] for row in a_day}), "two digests on one day"
