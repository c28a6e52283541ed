"""Working days in Viet Nam: the public holidays of BLLĐ 2019, Điều 112, with the days that the Prime Minister swaps.

The `holidays` library knows most; `data/days_off.csv` overrides it (`off` is `no` for a Saturday worked in exchange),
and an office adds the rows of each year's notice there.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from holidays import HolidayBase

OVERRIDES = Path(__file__).parent / "data" / "days_off.csv"


@cache
def _overrides() -> dict[date, bool]:
    with OVERRIDES.open(encoding="utf-8", newline="") as lines:
        return {date.fromisoformat(row["date"]): row["off"] == "yes" for row in csv.DictReader(lines)}


def _calendar(**how: Any) -> HolidayBase:
    import holidays  # a twentieth of what a reader loads, and few papers count days

    return holidays.country_holidays("VN", **how)


@cache
def _library() -> HolidayBase:
    return _calendar()


def is_working_day(day: date) -> bool:
    """Whether offices work on `day`: Monday to Friday without days off, and the Saturdays worked in exchange."""
    off = _overrides().get(day)
    if off is not None:
        return not off
    return bool(_library().is_working_day(day))


def next_working_day(day: date) -> date:
    """`day` itself, or the first working day after it (BLDS 2015, Điều 148 khoản 5)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_working_days(start: date, amount: int) -> date:
    """The `amount`-th working day after `start`, which is not counted (BLDS 2015, Điều 147); before it if negative."""
    step = 1 if amount >= 0 else -1
    day = start
    for _ in range(abs(amount)):
        day += timedelta(days=step)
        while not is_working_day(day):
            day += timedelta(days=step)
    return day


def lunar_new_year(year: int) -> date | None:
    """Mùng 1 Tết Nguyên đán of `year`; null where the library does not know it."""
    names = _calendar(years=year, language="en_US")
    return next((day for day, name in sorted(names.items()) if name == "Lunar New Year"), None)
