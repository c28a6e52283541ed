"""Ngày làm việc ở Việt Nam: which days are worked, and how a time limit is counted.

Sources, the later ones winning: the `holidays` package (lunar dates, compensatory days, most swapped Saturdays),
`data/days_off.csv` (what the package misses), and the office's own table (`DayOff`). Counting follows Bộ luật Dân sự
2015, Điều 147 (the first day is not counted; hours run at once) and Điều 148 (a period ends at the end of its last
day; a month ends on the same-numbered day or the last day of a shorter month; a last day off moves to the next
working day).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dateutil.relativedelta import relativedelta

if TYPE_CHECKING:
    from holidays import HolidayBase

ONE = timedelta(days=1)
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
SHIPPED = Path(__file__).parent / "data" / "days_off.csv"
OFF = frozenset({"holiday", "compensatory", "swap_off"})
Unit = Literal["hour", "day", "working_day", "month"]


@dataclass(frozen=True, slots=True)
class Day:
    """What a table says of one date: `kind` as in `models.DayKind`, or `provisional` (not yet decided)."""

    kind: str
    name: str


@cache
def shipped() -> tuple[dict[date, Day], frozenset[int]]:
    """The shipped table, and the years whose notice it holds (a year with a provisional row is not among them)."""
    days: dict[date, Day] = {}
    open_years = set()
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["date"])
            if row["kind"] == "provisional":
                open_years.add(day.year)
            else:
                days[day] = Day(row["kind"], row["name"])
    known = {day.year for day in days} - open_years
    # Years before the table are history, which the package records.
    return days, frozenset(known | set(range(2000, min(known))))


@cache
def _library() -> HolidayBase:
    import holidays

    return holidays.country_holidays("VN", language="vi")


@cache
def _worked(day: date) -> bool:
    """What the library says of `day`: kept, because it answers a question in 20 µs and a count asks for hundreds."""
    return bool(_library().is_working_day(day))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of one office: `days` are its tables, `known` the years whose notice of days off is there."""

    days: Mapping[date, Day] = field(default_factory=dict)
    known: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`."""
        entry = self.days.get(day)
        if entry is None:
            return _worked(day)
        if entry.kind in OFF:
            return False
        return entry.kind == "swap_work" or day.weekday() < 5

    def name(self, day: date) -> str | None:
        """Why `day` is off or worked against the week, or null."""
        entry = self.days.get(day)
        if entry is not None:
            return entry.name
        found = _library().get(day)
        if found:
            return str(found)
        return WEEKDAYS[day.weekday()] if day.weekday() > 4 and not self.is_working(day) else None

    def names_a_holiday(self, day: date) -> bool:
        """Whether a table, the library or the office says of `day` that it is off, also on a weekend."""
        entry = self.days.get(day)
        return entry.kind in OFF if entry is not None else bool(_library().get(day))

    def on_or_after(self, day: date) -> date:
        """The first working day from `day` on (Điều 148 khoản 5)."""
        while not self.is_working(day):
            day += ONE
        return day

    def on_or_before(self, day: date) -> date:
        """The last working day up to `day`."""
        while not self.is_working(day):
            day -= ONE
        return day

    def add(self, day: date, amount: int) -> date:
        """`amount` working days after `day`, which is not counted (before it where `amount` is negative)."""
        step = ONE if amount >= 0 else -ONE
        for _ in range(abs(amount)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after `first` up to `last`; negative where `last` is earlier."""
        if last < first:
            return -self.between(last, first)
        return sum(self.is_working(first + ONE * n) for n in range(1, (last - first).days + 1))

    def count(self, start: date | datetime, amount: int, unit: Unit) -> date | datetime:
        """The last day that is on time, `amount` `unit`s from `start` (Điều 147, 148).

        Hours give a `datetime` when `start` is one, and run through days off. A limit counted back from an
        event (`amount` below 0) ends on the last working day that still keeps it.
        """
        if unit == "hour":
            if isinstance(start, datetime):
                return start + timedelta(hours=amount)
            return start + timedelta(days=-(-amount // 24))
        day = start.date() if isinstance(start, datetime) else start
        if unit == "working_day":
            return self.add(day, amount) if amount else self.on_or_after(day)
        end = day + (timedelta(days=amount) if unit == "day" else relativedelta(months=amount))
        return self.on_or_before(end) if amount < 0 else self.on_or_after(end) if amount else end

    def warning(self, first: date, last: date) -> str | None:
        """A sentence where a count from `first` to `last` crosses a year whose days off are not yet decided."""
        years = [year for year in range(first.year, last.year + 1) if year not in self.known]
        if not years:
            return None
        listed = ", ".join(map(str, years))
        return f"Chưa có thông báo lịch nghỉ lễ, Tết năm {listed}: hạn tính tạm, cần kiểm tra lại khi có thông báo."

    def remark(self, day: date) -> str | None:
        """A sentence where a date that the issuer wrote is no working day: the date stays, the reader is told."""
        if self.is_working(day):
            return None
        before = self.on_or_before(day)
        why = self.name(day) or WEEKDAYS[day.weekday()]
        return f"Ngày {day:%d/%m/%Y} là ngày nghỉ ({why}); ngày làm việc cuối trước đó là {before:%d/%m/%Y}."


def office_calendar() -> Calendar:
    """The calendar with the shipped table and the office's own, as they stand now."""
    from tracking.models import DayOff, NoticeYear

    days, known = shipped()
    own = {row.date: Day(row.kind, row.name) for row in DayOff.objects.all()}
    return Calendar({**days, **own}, known | frozenset(NoticeYear.objects.values_list("year", flat=True)))


def plain_calendar() -> Calendar:
    """The calendar without an office's own table: for tests and tools without a database."""
    return Calendar(*shipped())
