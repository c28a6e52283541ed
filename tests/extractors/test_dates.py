"""Dates as papers write them."""

# ruff: noqa: E501 (a case is one row)
from __future__ import annotations

import pytest

from extractors.dates import DATE, absolute, add_months, first_after, iso, read
from extractors.folding import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 20/12/2024", "2024-12-20"), ("20-12-2024", "2024-12-20"), ("20.12.2024", "2024-12-20"), ("20/12/24", "2024-12-20"),
        ("ngày 05 tháng 9 năm 2024", "2024-09-05"), ("ngày l5 tháng l0 năm 2024", "2024-10-15"), ("ngày 31/02/2024", None),
        ("0256.3822.294", None), ("02437.333.664", None), ("192.168.1.1", None), ("điểm 7.5", None),
    ],
)  # fmt: skip
def test_iso(text: str, expected: str | None) -> None:
    assert iso(fold(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15/11/2024", "2024-11-15"), ("29/02/2024", "2024-02-29"), ("29/02/2023", None), ("31/04/2026", None), ("00/05/2024", None),
        ("04/13/2024", None), ("12/12/0000", None), ("5/6/2024", "2024-06-05"), ("15 tháng 11 năm 2024", "2024-11-15"), ("tháng 11", None),
    ],
)  # fmt: skip
def test_a_bare_date_is_what_it_states_or_none(text: str, expected: str | None) -> None:
    found = absolute(text)
    assert (found.isoformat() if found else None) == expected


def test_a_missing_year_is_told() -> None:
    match = DATE.search("ngay 15/12")
    assert match is not None
    found = read(match)
    assert found is not None
    assert (found.day, found.month, found.year) == (15, 12, None)


def test_days_that_few_years_have() -> None:
    from datetime import date

    assert first_after(29, 2, date(2025, 1, 1)) == date(2028, 2, 29)
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
