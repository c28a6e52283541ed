"""Days in digits and their beginnings."""

from __future__ import annotations

import pytest

from pipeline.dated import begins, is_day


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
        ("31/10/24/", False, False),
        ("/10", False, False),
        ("00/10/24", False, True),
    ],
)
def test_days(text: str, day: bool, beginning: bool) -> None:
    assert (is_day(text), begins(text)) == (day, beginning)
