"""Due dates as the law counts them: start, amount, unit, last day on time, and the reasoning in a word."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tracking.calendar import Calendar, Day, plain_calendar

WORKING = [
    ("2024-10-25", 5, "2024-11-01", "Friday: the day of receipt is not counted"),
    ("2024-10-25", 1, "2024-10-28", "over a weekend"),
    ("2024-10-26", 1, "2024-10-28", "received on a Saturday"),
    ("2024-10-27", 1, "2024-10-28", "received on a Sunday"),
    ("2024-10-24", 1, "2024-10-25", "next day"),
    ("2024-10-17", 15, "2024-11-07", "three weeks"),
    ("2024-10-17", 20, "2024-11-14", "four weeks"),
    ("2024-10-25", 0, "2024-10-25", "at once"),
    ("2024-10-26", 0, "2024-10-28", "at once, received on a day off"),
    ("2024-02-07", 1, "2024-02-15", "Tết 2024: 8 to 14 February"),
    ("2024-02-07", 5, "2024-02-21", "Tết and a weekend"),
    ("2024-02-06", 2, "2024-02-15", "one day before Tết, one after"),
    ("2024-02-10", 1, "2024-02-15", "received on mùng 1"),
    ("2024-04-17", 1, "2024-04-19", "Giỗ Tổ 18/4"),
    ("2024-04-26", 1, "2024-05-02", "29/4 swapped off, 30/4, 1/5"),
    ("2024-04-26", 3, "2024-05-04", "Saturday 4/5 is worked for 29/4"),
    ("2024-04-26", 4, "2024-05-06", "after the worked Saturday comes a Sunday"),
    ("2024-05-03", 1, "2024-05-04", "next day is the worked Saturday"),
    ("2024-05-04", 1, "2024-05-06", "received on the worked Saturday"),
    ("2024-08-30", 1, "2024-09-04", "2/9 and 3/9"),
    ("2024-08-30", 3, "2024-09-06", "2/9 and three days"),
    ("2024-12-31", 1, "2025-01-02", "year end"),
    ("2024-12-30", 3, "2025-01-03", "over the year end"),
    ("2024-02-28", 2, "2024-03-01", "leap day is a Thursday"),
    ("2025-01-24", 1, "2025-02-03", "Tết 2025: 27 to 31 January"),
    ("2025-01-24", 5, "2025-02-07", "the week after Tết"),
    ("2025-01-20", 7, "2025-02-05", "four before, three after Tết"),
    ("2025-04-04", 1, "2025-04-08", "Giỗ Tổ on a Monday"),
    ("2025-04-25", 1, "2025-04-26", "Saturday 26/4 is worked for 2/5"),
    ("2025-04-25", 3, "2025-04-29", "worked Saturday, Monday, Tuesday"),
    ("2025-04-25", 4, "2025-05-05", "30/4, 1/5, 2/5 and a weekend"),
    ("2025-04-29", 1, "2025-05-05", "the eve of 30/4"),
    ("2025-08-29", 1, "2025-09-03", "1/9 and 2/9"),
    ("2025-11-21", 2, "2025-11-25", "24/11 is no holiday before 2026"),
    ("2025-12-31", 1, "2026-01-05", "1/1, and 2/1 swapped off"),
    ("2026-01-09", 1, "2026-01-10", "Saturday 10/1 is worked for 2/1"),
    ("2026-01-05", 5, "2026-01-10", "a week of six days"),
    ("2026-01-05", 6, "2026-01-12", "after the week of six days"),
    ("2026-02-13", 1, "2026-02-23", "Tết 2026: 16 to 20 February"),
    ("2026-02-13", 10, "2026-03-06", "two weeks after Tết"),
    ("2026-04-24", 1, "2026-04-28", "Giỗ Tổ on Sunday, Monday off instead"),
    ("2026-04-24", 3, "2026-05-04", "27/4, 30/4 and 1/5"),
    ("2026-08-21", 1, "2026-08-22", "Saturday 22/8 is worked for 31/8"),
    ("2026-08-28", 1, "2026-09-03", "31/8 swapped off, 1/9, 2/9"),
    ("2026-08-20", 5, "2026-08-26", "with the worked Saturday"),
    ("2026-11-23", 1, "2026-11-25", "24/11 from 2026"),
    ("2026-11-20", 2, "2026-11-25", "a weekend and 24/11"),
    ("2024-11-12", -3, "2024-11-07", "back from a meeting"),
    ("2024-02-16", -2, "2024-02-07", "back over Tết"),
    ("2024-05-06", -1, "2024-05-04", "back to the worked Saturday"),
    ("2025-01-02", -1, "2024-12-31", "back over the new year"),
]
DAYS = [
    ("2024-10-17", 10, "2024-10-28", "ends on a Sunday: moves (Điều 148 khoản 5)"),
    ("2024-10-17", 15, "2024-11-01", "ends on a Friday: stays"),
    ("2024-10-25", 7, "2024-11-01", "a week"),
    ("2024-10-25", 1, "2024-10-28", "ends on a Saturday"),
    ("2024-10-25", 10, "2024-11-04", "weekends inside are counted"),
    ("2024-10-17", 30, "2024-11-18", "thirty days end on a Saturday"),
    ("2024-10-25", 0, "2024-10-25", "trong ngày"),
    ("2024-10-26", 0, "2024-10-26", "trong ngày, on a Saturday: at once means at once"),
    ("2024-02-01", 7, "2024-02-15", "ends on the first day of Tết"),
    ("2024-02-01", 10, "2024-02-15", "ends in Tết"),
    ("2024-02-01", 14, "2024-02-15", "ends on the first working day"),
    ("2024-02-14", 15, "2024-02-29", "ends on the leap day"),
    ("2025-02-14", 15, "2025-03-03", "no leap day: ends on Saturday 1/3"),
    ("2024-04-15", 15, "2024-05-02", "ends on 30/4"),
    ("2024-04-19", 15, "2024-05-04", "ends on a worked Saturday: stays"),
    ("2024-04-20", 15, "2024-05-06", "ends on a Sunday"),
    ("2024-08-23", 10, "2024-09-04", "ends on 2/9"),
    ("2024-12-17", 15, "2025-01-02", "ends on 1/1"),
    ("2025-01-17", 10, "2025-02-03", "ends at the start of Tết"),
    ("2025-04-20", 10, "2025-05-05", "ends on 30/4 with 2/5 swapped"),
    ("2025-04-16", 10, "2025-04-26", "ends on a worked Saturday"),
    ("2025-12-23", 10, "2026-01-05", "ends on the swapped 2/1"),
    ("2025-12-31", 10, "2026-01-10", "ends on the worked Saturday 10/1"),
    ("2026-02-06", 10, "2026-02-23", "ends on the first day of Tết"),
    ("2026-04-16", 10, "2026-04-28", "ends on Giỗ Tổ, a Sunday"),
    ("2026-08-12", 10, "2026-08-22", "ends on a worked Saturday"),
    ("2026-08-21", 10, "2026-09-03", "ends on the swapped 31/8"),
    ("2026-11-14", 10, "2026-11-25", "ends on 24/11"),
    ("2024-11-30", -15, "2024-11-15", "back from a meeting"),
    ("2024-12-01", -15, "2024-11-15", "back to a Saturday: the Friday before still keeps it"),
]
MONTHS = [
    ("2024-10-25", 1, "2024-11-25", "same-numbered day"),
    ("2024-01-31", 1, "2024-02-29", "last day of a shorter month, leap year"),
    ("2023-01-31", 1, "2023-02-28", "last day of a shorter month"),
    ("2024-03-31", 1, "2024-05-02", "30/4 is a holiday"),
    ("2024-08-31", 1, "2024-09-30", "31 to 30"),
    ("2024-11-30", 3, "2025-02-28", "over the year end to February"),
    ("2024-08-29", 6, "2025-02-28", "29 to 28"),
    ("2024-02-29", 12, "2025-02-28", "a year from the leap day"),
    ("2024-10-15", 2, "2024-12-16", "ends on a Sunday"),
    ("2024-12-01", 1, "2025-01-02", "ends on 1/1"),
    ("2024-12-28", 1, "2025-02-03", "ends in Tết"),
    ("2025-08-02", 1, "2025-09-03", "ends on 2/9"),
]
HOURS = [
    ("2024-10-25T09:00", 24, "2024-10-26T09:00", "hours run on through a Saturday"),
    ("2024-10-25T16:30", 48, "2024-10-27T16:30", "and a Sunday"),
    ("2024-12-31T20:00", 6, "2025-01-01T02:00", "over the new year"),
    ("2024-02-28T12:00", 24, "2024-02-29T12:00", "leap day"),
]
CASES = [(unit, *row) for unit, rows in
         (("working_day", WORKING), ("day", DAYS), ("month", MONTHS), ("hour", HOURS)) for row in rows]  # fmt: skip


@pytest.mark.parametrize(("unit", "start", "amount", "end", "why"), CASES)
def test_count(unit, start, amount, end, why):
    parse = datetime.fromisoformat if unit == "hour" else date.fromisoformat
    assert plain_calendar().count(parse(start), amount, unit) == parse(end), why


def test_there_are_enough_cases():
    assert len(CASES) >= 80


@pytest.mark.parametrize(
    ("start", "hours", "end"), [("2024-10-25", 24, "2024-10-26"), ("2024-10-25", 12, "2024-10-26")]
)
def test_hours_from_a_day_without_its_hour_end_with_the_day_they_run_into(start, hours, end):
    assert plain_calendar().count(date.fromisoformat(start), hours, "hour") == date.fromisoformat(end)


def test_a_date_that_the_issuer_wrote_stays_and_is_remarked():
    remark = plain_calendar().remark(date(2024, 12, 21))
    assert remark == "Ngày 21/12/2024 là ngày nghỉ (thứ Bảy); ngày làm việc cuối trước đó là 20/12/2024."
    assert plain_calendar().remark(date(2024, 5, 4)) is None  # worked Saturday
    assert "Quốc khánh" in (plain_calendar().remark(date(2024, 9, 2)) or "")


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2027, 2, 8), "Mùng ba Tết Nguyên Đán"), (date(2030, 9, 2), "Quốc khánh"),
     (date(2026, 11, 24), "Ngày Văn hóa Việt Nam"), (date(2026, 1, 17), "thứ Bảy"),
     (date(2026, 1, 10), "làm bù cho 02/01"), (date(2026, 1, 12), None)],
)  # fmt: skip
def test_a_day_is_named_in_vietnamese_whatever_the_machine_speaks(day, name):
    assert plain_calendar().name(day) == name


@pytest.mark.parametrize(
    ("first", "last", "warned"),
    [
        ("2024-10-25", "2024-11-01", False),
        ("2026-12-28", "2026-12-31", False),
        ("2026-12-28", "2027-01-06", True),  # the notice for 2027 is not known
        ("2027-02-01", "2027-02-20", True),
        ("2030-01-01", "2030-01-05", True),
        ("2019-03-01", "2019-03-05", False),  # history
    ],
)
def test_a_count_into_a_year_without_notice_is_warned_of(first, last, warned):
    found = plain_calendar().warning(date.fromisoformat(first), date.fromisoformat(last))
    assert (found is not None) == warned


def test_the_office_s_own_days_win():
    own = Calendar({date(2024, 10, 28): Day("swap_off", "nghỉ bão"), date(2024, 11, 2): Day("swap_work", "làm bù")})
    assert own.add(date(2024, 10, 25), 1) == date(2024, 10, 29)
    assert own.is_working(date(2024, 11, 2))
    ordinary = Calendar({date(2024, 9, 3): Day("ordinary", "không nghỉ")})
    assert ordinary.is_working(date(2024, 9, 3))


def test_between_counts_working_days_both_ways():
    calendar = plain_calendar()
    assert calendar.between(date(2024, 10, 25), date(2024, 11, 1)) == 5
    assert calendar.between(date(2024, 11, 1), date(2024, 10, 25)) == -5
