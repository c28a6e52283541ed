"""Scores become probabilities, and never fall as scores rise."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extractors.confidence import calibrated, curves


@pytest.mark.parametrize("field", [*curves(), "a field without a curve"])
def test_a_higher_score_is_never_worth_less(field: str) -> None:
    worth = [calibrated(field, step / 100) for step in range(101)]
    assert all(low <= high for low, high in pairwise(worth))
    assert 0 <= worth[0] <= worth[-1] < 1
