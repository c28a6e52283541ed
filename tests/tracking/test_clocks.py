"""The three clocks, and the turns of recurring deadlines."""

from __future__ import annotations

from datetime import date, datetime, time
from types import SimpleNamespace

import pytest

from tracking import clocks
from tracking.calendar import plain_calendar

CAL = plain_calendar()
ARRIVED, ISSUED = date(2024, 10, 25), date(2024, 10, 17)


def limit(**more):
    blank = {
        "stated": None,
        "bound": "by",
        "time": None,
        "due": None,
        "amount": None,
        "unit": "",
        "anchor": "",
        "rrule": "",
    }
    return SimpleNamespace(**(blank | more))


@pytest.mark.parametrize(
    ("rrule", "bound", "after", "turns", "why"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=15", "before", "2024-10-25", ["2024-11-14", "2024-12-14", "2025-01-14"], "the 14th"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "by", "2024-10-25", ["2024-11-15", "2024-12-15"], "the 15th"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "by", "2025-01-31", ["2025-02-28", "2025-03-31", "2025-04-30"], "short months"),
        ("FREQ=MONTHLY;BYMONTHDAY=30", "by", "2024-01-30", ["2024-02-29", "2024-03-30"], "leap February"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20", "before", "2024-10-25", ["2024-12-19", "2025-03-19"], "4 ×"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=31", "by", "2024-03-31", ["2024-06-30", "2024-09-30"], "end"),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", "before", "2024-10-25", ["2024-12-14", "2025-06-14"], "half years"),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15", "by", "2024-10-25", ["2025-01-15", "2026-01-15"], "once a year"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "by", "2024-03-01", ["2025-02-28", "2026-02-28"], "leap day of a year"),
        ("FREQ=WEEKLY;BYDAY=FR", "on", "2024-10-25", ["2024-11-01", "2024-11-08"], "Fridays"),
        ("FREQ=DAILY", "by", "2024-10-25", ["2024-10-26", "2024-10-27"], "daily"),
        ("FREQ=MONTHLY", "by", "2024-10-25", ["2024-10-31", "2024-11-30"], "no day named: the month's last"),
    ],
)  # fmt: skip
def test_turns(rrule, bound, after, turns, why):
    found, day = [], date.fromisoformat(after)
    for _ in turns:
        turn = clocks.next_turn(limit(rrule=rrule, bound=bound), day)
        assert turn is not None
        day = turn[1]
        found.append(day.isoformat())
    assert found == turns, why


def test_a_turn_with_an_hour_is_due_on_its_day():
    turn = clocks.next_turn(limit(rrule="FREQ=WEEKLY;BYDAY=WE", bound="before", time=time(15)), date(2024, 10, 25))
    assert turn == (date(2024, 10, 30), date(2024, 10, 30))


@pytest.mark.parametrize("rrule", ["", "FREQ=NEVER", "nonsense", "FREQ=MONTHLY;BYMONTHDAY=x"])
def test_a_rule_that_is_none_gives_no_turn(rrule):
    assert clocks.next_turn(limit(rrule=rrule), ARRIVED) is None


@pytest.mark.parametrize(
    ("given", "day", "warned", "why"),
    [
        (limit(stated=date(2024, 12, 20), bound="before", due=date(2024, 12, 19)), date(2024, 12, 19), False, "as is"),
        (limit(stated=date(2024, 12, 21), due=date(2024, 12, 21)), date(2024, 12, 21), True, "Saturday"),
        (limit(stated=date(2024, 10, 20), due=date(2024, 10, 20)), date(2024, 10, 20), True, "overdue on arrival"),
        (limit(amount=5, unit="working_day", anchor="received"), date(2024, 11, 1), False, "from arrival"),
        (limit(amount=10, unit="day", anchor="issued"), date(2024, 10, 28), False, "from issue, moved off Sunday"),
        (limit(amount=24, unit="hour", anchor="received"), date(2024, 10, 26), True, "hours, no hour of arrival"),
        (limit(amount=3, unit="working_day", anchor="event"), None, True, "an event of which nobody knows the day"),
        (limit(), None, False, "nothing said"),
        (limit(rrule="FREQ=MONTHLY;BYMONTHDAY=15", bound="before"), date(2024, 11, 14), False, "first turn"),
    ],
)  # fmt: skip
def test_issuer_due(given, day, warned, why):
    found = clocks.issuer_due(given, arrived=ARRIVED, issued_on=ISSUED, calendar=CAL)
    assert (found.day, bool(found.warning)) == (day, warned), why


def test_hours_from_a_known_moment_give_the_hour():
    found = clocks.issuer_due(
        limit(amount=24, unit="hour", anchor="received"),
        arrived=datetime(2024, 10, 25, 9),
        issued_on=None,
        calendar=CAL,
    )
    assert (found.day, found.time) == (date(2024, 10, 26), time(9))


@pytest.mark.parametrize(
    ("issuer", "lead", "own", "why"),
    [
        ("2024-12-19", 2, "2024-12-17", "two working days earlier"),
        ("2024-12-23", 2, "2024-12-19", "over a weekend"),
        ("2025-02-04", 2, "2025-01-24", "back over Tết"),
        ("2024-10-28", 2, "2024-10-25", "never before the day it came"),
        ("2024-10-25", 2, "2024-10-25", "due on the day it came"),
        ("2024-10-20", 2, "2024-10-20", "overdue on arrival stays as it is"),
        ("2024-12-19", 0, "2024-12-19", "no lead wanted"),
    ],
)
def test_internal_due(issuer, lead, own, why):
    found = clocks.internal_due(date.fromisoformat(issuer), lead_days=lead, not_before=ARRIVED, calendar=CAL)
    assert found == date.fromisoformat(own), why


def test_transfer_by_the_end_of_the_next_working_day():
    assert clocks.transfer_due(date(2024, 10, 25), CAL) == date(2024, 10, 28)
    assert clocks.transfer_due(date(2024, 2, 7), CAL) == date(2024, 2, 15)
