"""Which probabilities of a fitted curve count as sure."""

from __future__ import annotations

import pytest

from benchmarks.calibrate import _held


@pytest.mark.parametrize(
    ("bound", "kept"),
    [
        (0.963, True),  # what `along` makes of 0.9629: the level at which the target was met
        (0.964, False),
    ],
)
def test_a_level_is_kept_that_meets_its_bound_in_three_digits(bound: float, kept: bool) -> None:
    held = _held([(0.5, 0.8), (0.9, 0.9629), (0.95, 0.99)], bound, 0.0)
    assert (dict(held)[0.9] >= 0.9) is kept
