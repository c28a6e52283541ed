"""Days in digits and their beginnings."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.dated import bare_days, begins, begins_bare, completed, is_day, within


@pytest.mark.parametrize(
    ("text", "day", "beginning"),
    [
        ("09/9/24", True, True),
        ("31-12-2024", True, True),
        ("5.3.19", True, True),
        ("29/02/2024", True, True),
        ("29/02/2023", False, True),
        ("31/11/24", False, True),
        ("3", False, True),
        ("31/", False, True),
        ("31/1", False, True),
        ("31/10/2", False, True),
        ("31/10/202", False, True),
        ("32", False, False),
        ("31/13", False, False),
        ("31/10-24", False, False),
        ("31/10/1824", False, False),
        ("31/10/2062", False, False),  # no paper comes in from the years to come
        ("31/10/62", False, False),
        ("31/10/24/", False, False),
        ("/10", False, False),
        ("00/10/24", False, True),
    ],
)
def test_days(text: str, day: bool, beginning: bool) -> None:
    assert (is_day(text), begins(text)) == (day, beginning)


@pytest.mark.parametrize(
    ("text", "days", "beginning"),
    [
        ("15032024", ["15/03/2024"], True),
        ("1112022", ["1/11/2022", "11/1/2022"], True),
        ("632025", ["6/3/2025"], True),
        ("3132024", ["31/3/2024"], True),  # there is no 3/13
        ("3022023", ["3/02/2023"], True),  # and no 30/2
        ("1503202", [], True),
        ("0", [], True),
        ("4", [], True),
        ("15031924", [], False),
        ("150320245", [], False),
        ("9982024", [], False),
    ],
)
def test_days_without_signs(text: str, days: list[str], beginning: bool) -> None:
    assert (bare_days(text), begins_bare(text)) == (days, beginning)


@pytest.mark.parametrize(
    ("text", "day", "beginning"),
    [
        ("28/12/2023", True, True),
        ("3.1.24", True, True),
        ("03-01-2024", True, True),
        ("28/12/23", True, True),
        ("27/12/2023", False, False),
        ("03/02/2024", False, False),
        ("3/1/2", False, True),
        ("3/1-24", False, False),
        ("28122023", False, True),
    ],
)
def test_days_within_a_window(text: str, day: bool, beginning: bool) -> None:
    with within(date(2023, 12, 28), date(2024, 1, 31)):
        assert (is_day(text), begins(text)) == (day, beginning)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("28/12/202", ["28/12/2023"]),
        ("3/1/20", ["3/1/2024"]),
        ("27/12/202", []),
        ("28/12/2023", []),
        ("28/12/2", []),
        ("28-12-202", []),
    ],
)
def test_a_year_that_is_cut_off_is_one_of_the_window(text: str, days: list[str]) -> None:
    with within(date(2023, 12, 28), date(2024, 1, 31)):
        assert list(completed(text)) == days
    assert list(completed(text)) == [], "no window tells it"


def test_days_without_signs_within_a_window() -> None:
    with within(date(2024, 3, 1), date(2024, 3, 31)):
        assert begins_bare("1503202")
        assert not begins_bare("1504")
        assert bare_days("1532024") == ["15/3/2024"]
    assert begins_bare("1504"), "the window ends where it is left"
