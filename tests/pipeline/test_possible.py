"""Which of two readings can be what it looks like."""

from __future__ import annotations

import pytest

from pipeline.possible import is_likelier


@pytest.mark.parametrize(
    ("other", "read", "expected"),
    [
        ("26/12/2018", "2£/12/2018", True),
        ("10/8/2017", "10/8201", True),
        ("31/12/2024", "31/12/20Z4", True),
        ("05/9/2021", "05/92021", True),
        ("26/12/2018", "28/12/2018", False),  # both are days
        ("31/02/2018", "3£/02/2018", False),  # neither is
        ("15/12/2018", "2£/10/2017", False),  # too far apart
        ("12/3/2018", "tháng/2018", False),
        ("455/SYT-NVD", "455/SYI-NVD", True),
        ("1234/UBND-NC", "1234/UBNO-NC", True),
        ("12-CV/TU", "12-CV/TJ", True),
        ("456/SYT-NVD", "455/SYI-NVD", False),  # digits are never mended
        ("455/SYT-NVY", "455/SYT-NVD", False),  # a unit's code is no known one
        ("455/STC-NVD", "455/SYT-NVD", False),
        ("đồng", "đống", False),
    ],
)
def test_is_likelier(other: str, read: str, expected: bool) -> None:
    assert is_likelier(other, read) is expected
