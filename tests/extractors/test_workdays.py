"""Working days: the law's days off, the swaps by notice, and counting."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.workdays import add_working_days, is_working_day, lunar_new_year, next_working_day


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        ("2024-10-25", True, "a Friday"),
        ("2024-10-26", False, "a Saturday"),
        ("2024-04-29", False, "swapped"),
        ("2024-05-04", True, "a Saturday worked for 29/4"),
        ("2025-01-29", False, "mùng 1"),
        ("2026-01-02", False, "công văn 12729/VPCP-KGVX"),
        ("2026-01-10", True, "a Saturday worked for 02/01"),
        ("2026-11-24", False, "Ngày Văn hóa Việt Nam"),
    ],
)
def test_is_working_day(day: str, works: bool, why: str) -> None:
    assert is_working_day(date.fromisoformat(day)) is works, why


def test_counting() -> None:
    assert add_working_days(date(2024, 10, 25), 5) == date(2024, 11, 1)
    assert add_working_days(date(2024, 11, 1), -5) == date(2024, 10, 25)
    assert next_working_day(date(2024, 10, 27)) == date(2024, 10, 28)
    assert lunar_new_year(2025) == date(2025, 1, 29)
