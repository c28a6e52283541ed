"""How boxes lie to each other."""

from __future__ import annotations

import pytest

from pipeline.boxes import inside, meets, overlap, part_within

PAIRS = [
    ((0, 0, 10, 10), (0, 0, 10, 10), True, True, 1.0, "the same"),
    ((0, 0, 10, 10), (4, 4, 100, 100), True, True, 0.36, "its middle within"),
    ((0, 0, 10, 10), (6, 0, 100, 10), False, True, 0.4, "an end within"),
    ((0, 0, 10, 10), (10, 0, 20, 10), False, False, 0.0, "side by side"),
    ((0, 0, 100, 100), (40, 40, 60, 60), True, True, 0.04, "around the other"),
    ((5, 0, 5, 10), (0, 0, 10, 10), True, True, 0.0, "no width"),
]


@pytest.mark.parametrize(("one", "other", "middle", "common", "part", "why"), PAIRS, ids=[row[-1] for row in PAIRS])
def test_boxes(one: tuple, other: tuple, middle: bool, common: bool, part: float, why: str) -> None:
    assert inside(one, other) is middle, why
    assert meets(one, other) is common, why
    assert part_within(one, other) == pytest.approx(part), why
    assert overlap(one, other) is overlap(other, one), why
