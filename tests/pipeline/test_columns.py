"""The head's two columns are told apart where there are two, and only there."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.columns import end_of_pen, find_head

DPI = 200.0


def page(*lines: tuple[int, int, int]) -> np.ndarray:
    """A page with lines of print: their left, right and top in pixels."""
    made = np.full((2339, 1654), 255, np.uint8)
    for left, right, top in lines:
        for letter in range(left, right, 14):
            made[top : top + 24, letter : letter + 8] = 0
        made[top + 10 : top + 13, left:right] = 0
    return made


HEAD = [(220, 640, 200), (260, 600, 240), (240, 620, 330), (760, 1500, 205), (850, 1400, 250), (800, 1460, 340)]
BODY = [(220, 1500, top) for top in range(560, 2100, 46)]


@pytest.mark.parametrize(
    ("lines", "parted", "why"),
    [
        (HEAD + BODY, True, "a head over the body"),
        ([*HEAD, (600, 1050, 480), *BODY], True, "and a centred title"),
        (BODY, False, "a following page has no head"),
        ([(760, 1500, 205), *BODY], False, "one column alone"),
        ([], False, "nothing"),
    ],
)
def test_head(lines: list[tuple[int, int, int]], parted: bool, why: str) -> None:
    found = find_head(page(*lines), DPI)
    assert (found is not None) is parted, why
    if found is not None:
        gutter, bottom = found
        assert 640 < gutter < 760
        assert 364 < bottom <= (480 if len(lines) > len(HEAD + BODY) else 560)


def written_over(made: np.ndarray) -> np.ndarray:
    """A page with what a leader wrote over its head, from one column into the other."""
    for left in range(180, 1000, 34):
        cv2.polylines(
            made, [np.array([[left, 150], [left + 10, 108], [left + 18, 148], [left + 26, 118]])], False, 0, 3
        )
    cv2.polylines(made, [np.array([[1150, 110], [1190, 160], [1220, 105], [1260, 150]])], False, 0, 3)
    return made


def test_a_head_under_a_pen_begins_below_it() -> None:
    seen = written_over(page(*HEAD, *BODY))
    start = end_of_pen(seen, DPI)
    assert 150 <= start <= 200
    found = find_head(seen[start:], DPI)
    assert found is not None
    assert 640 < found[0] < 760


@pytest.mark.parametrize("lines", [HEAD + BODY, BODY, []], ids=["a head", "a following page", "nothing"])
def test_print_is_no_pen(lines: list[tuple[int, int, int]]) -> None:
    assert end_of_pen(page(*lines), DPI) == 0
