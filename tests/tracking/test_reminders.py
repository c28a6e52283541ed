"""Reminders: who hears what, once; a year of running with days of downtime, against a count made apart."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection

from tests.tracking.conftest import due, read, record, sample
from tracking.calendar import plain_calendar
from tracking.mail import mail as mail_settings
from tracking.models import Dispatch, Office, Reminder, Task, Unit, User
from tracking.reminders import keep_reminding, remind, remind_urgent
from tracking.reminders.channels import ChannelFault
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
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    remind(at("2024-12-23T07:00"))
    services.close(task_id=task.pk, by=people.minh, answer_number="1/BC")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    remind_urgent(at("2024-12-23T09:00"))
    assert mail.outbox == []


def test_a_message_refused_yesterday_is_said_anew_as_things_stand_today(task, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    remind(at("2024-12-26T07:00"))
    assert kinds() == [("minh", "soon")]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    remind(at("2024-12-27T07:00"))
    assert kinds() == [("minh", "due")]
    assert len(mail.outbox) == 1


def test_who_has_no_address_still_gets_a_file(task, people, tmp_path, monkeypatch):
    from pipeline.settings import settings as ours

    monkeypatch.setattr(ours(), "home", tmp_path)
    User.objects.filter(pk=people.minh.pk).update(email="")
    sent = remind(at("2024-12-27T07:00"))
    assert (sent.messages, len(sent.faults)) == (1, 1)
    assert Reminder.objects.get().channel == "file"
    assert "Đến hạn hôm nay" in next((tmp_path / "nhac-viec").iterdir()).read_text()
    assert remind_urgent(at("2024-12-27T08:00")).messages == 0


def test_without_a_mail_server_reminders_become_files(task, tmp_path, monkeypatch, settings):
    from pipeline.settings import settings as ours

    monkeypatch.setattr(ours(), "home", tmp_path)
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", ""
    sent = remind(at("2024-12-27T07:00"))
    assert sent.messages == 1
    assert "CONGVAN_EMAIL_HOST" in sent.faults[0]
    assert len(list((tmp_path / "nhac-viec").iterdir())) == 1


def test_the_mail_server_is_set_in_the_home_s_own_file(tmp_path):
    assert mail_settings(tmp_path)["EMAIL_HOST"] == ""
    (tmp_path / "congvan.env").write_text(
        "CONGVAN_EMAIL_HOST=thu.so.vn\nCONGVAN_EMAIL_PORT=587\nCONGVAN_EMAIL_TLS=true\nCONGVAN_EMAIL_USER=vanthu\n"
        "CONGVAN_EMAIL_PASSWORD=x=y#z\nCONGVAN_EMAIL_SENDER=Văn thư <vanthu@so.vn>\n"
    )
    found = mail_settings(tmp_path)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == ("thu.so.vn", 587, True)
    assert (found["EMAIL_HOST_PASSWORD"], found["DEFAULT_FROM_EMAIL"]) == ("x=y#z", "Văn thư <vanthu@so.vn>")


def test_a_late_task_that_its_issuer_asks_for_is_said_once_more(task):
    remind(at("2024-12-30T07:00"))
    Task.objects.filter(pk=task.pk).update(chased_at=date(2024, 12, 31))
    remind(at("2024-12-31T07:00"))
    remind(at("2025-01-02T07:00"))
    assert kinds() == [("minh", "late"), ("minh", "chased"), ("binh", "escalated")]


@pytest.mark.parametrize(
    ("first", "then", "digests", "why"),
    [
        ("2024-12-27T06:55", "2024-12-27T07:00", 1, "not before the morning"),
        ("2024-12-27T07:00", "2024-12-27T07:05", 1, "once a day"),
        ("2024-12-27T15:20", "2024-12-27T15:25", 1, "the machine was off at seven"),
        ("2024-12-28T09:00", "2024-12-29T09:00", 0, "days off"),
    ],
)
def test_the_digest_goes_out_at_the_first_look_after_seven(task, first, then, digests, why):
    keep_reminding(at(first))
    keep_reminding(at(then))
    assert len(mail.outbox) == digests, why


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


class Year:
    """10,000 dispatches with a task each for 40 people of five units, and the days on which the machine was off or the
    channel refused; `expected` is worked out by a plain rule apart from the code."""

    def __init__(self) -> None:
        self.rng, self.calendar = random.Random(7), plain_calendar()
        self.first, self.span = date(2025, 1, 2), 364
        self.days = [self.first + timedelta(days=n) for n in range(self.span)]
        self.off = {day for day in self.days if self.rng.random() < 0.12}
        self.refusing = {day for day in self.days if self.rng.random() < 0.04} - self.off
        self.people = self._people()
        self.tasks, self.closing = self._tasks()

    def _people(self) -> list[User]:
        units = [Unit.objects.create(name=f"Phòng {n}") for n in range(5)]
        people = User.objects.bulk_create(
            User(
                username=f"u{n}", full_name=f"Người {n}", email=f"u{n}@so.test", unit=units[n % 5],
                role="unit_head" if n < 5 else "specialist",
            )
            for n in range(40)
        )  # fmt: skip
        for n, unit in enumerate(units):
            unit.head = people[n]
            unit.save()
        return people

    def _tasks(self) -> tuple[list[Task], dict[date, list[Task]]]:
        dispatches = Dispatch.objects.bulk_create(Dispatch(number=f"{n}/SNV") for n in range(10_000))
        tasks, closing = [], defaultdict(list)
        for dispatch in dispatches:
            given = self.rng.choice(self.days)
            ends, owner = given + timedelta(days=self.rng.randrange(1, 60)), self.rng.choice(self.people[5:])
            tasks.append(
                Task(dispatch=dispatch, title="báo cáo", state="in_progress", lead_unit=owner.unit, person=owner,
                     internal_due=ends, due=ends)
            )  # fmt: skip
            closing[given + timedelta(days=self.rng.randrange(0, 75))].append(tasks[-1])
        return Task.objects.bulk_create(tasks), closing

    def said(self, tasks: Iterable[Task], today: date) -> Iterator[tuple[int, int, str]]:
        """What the open tasks have to say today, and to whom: person, task, kind."""
        soon = self.calendar.add(today, 3)
        for task in tasks:
            if task.due <= soon:
                yield from self._said(task, today)

    def _said(self, task: Task, today: date) -> Iterator[tuple[int, int, str]]:
        kind = "soon" if task.due > today else "due" if task.due == today else "late"
        yield task.person_id, task.pk, kind
        if kind == "late" and self.calendar.between(task.due, today) > 1:
            yield task.lead_unit.head_id, task.pk, "escalated"


def _count_rows() -> None:
    """What PostgreSQL does by itself, save for rows of a transaction that is still open, as all of a test's are: else
    every plan is made for empty tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def test_a_year_with_forty_people_days_of_downtime_and_days_of_a_deaf_channel(office, monkeypatch):
    """The clock goes from run to run. Every reminder that is due is handed to the channel exactly once, and none of a
    closed task; nobody gets two digests on a day."""
    Office.objects.update(reminder_channels=["file"], escalate_after_days=1, remind_before_days=3)
    year, handed, refuse = Year(), [], False

    def send(message):
        if refuse:
            raise ChannelFault("đầy đĩa")
        handed.append(message)

    monkeypatch.setattr("tracking.reminders.channels.file.send", send)
    expected, still_open, a_day = set(), {t.pk: t for t in year.tasks}, Counter()
    for today in year.days:
        done = [still_open.pop(t.pk).pk for t in year.closing[today]]
        Task.objects.filter(pk__in=done).update(state="done", closed_at=at(f"{today}T06:00"))
        if today in year.off:
            continue
        refuse, before = today in year.refusing, len(handed)
        keep_reminding(at(f"{today}T07:00"))
        if today.weekday() == 0:
            _count_rows()
            keep_reminding(at(f"{today}T07:05"))
        a_day.update((today, m.to.pk) for m in handed[before:])
        if not refuse and year.calendar.is_working(today):
            expected.update(year.said(still_open.values(), today))
    rows = Reminder.objects.filter(sent_at__isnull=False).values_list("person_id", "task_id", "kind", "message")
    said = [row[:3] for row in rows]
    assert len(said) == len(set(said)), "said twice"
    assert set(said) == expected
    assert len(expected) > 5_000
    assert len(handed) == len({m.id for m in handed}) == len({row[3] for row in rows})
    assert sum(m.body.count("\n- ") for m in handed) == len(said)
    assert max(a_day.values()) == 1, "two digests on one day"
