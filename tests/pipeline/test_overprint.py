"""A pen that runs over print: freed where it is lighter, left alone where it is not or does not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.overprint import freed

GAP = (40, 60, 160, 84)
"""Between `Số:` and `/SXD`, 24 pixels high."""
FREE = ((60, 40), (80, 40), (62, 82))
"""A digit that stands free in the gap."""
ACROSS = ((150, 42), (172, 42), (160, 60), (176, 70), (160, 82))
"""One that runs into the print behind it."""


def form(pen: int, strokes: list[tuple[tuple[int, int], ...]]) -> tuple[np.ndarray, np.ndarray]:
    """A grey page with print behind the gap and the pen's strokes, and the mask of the free one."""
    page = np.full((120, 300), 245, np.uint8)
    for stroke in strokes:
        cv2.polylines(page, [np.array(stroke)], False, pen, 2, cv2.LINE_AA)
    cv2.line(page, (162, 84), (172, 60), 30, 2, cv2.LINE_AA)
    cv2.putText(page, "SXD", (174, 84), cv2.FONT_HERSHEY_SIMPLEX, 0.95, 30, 3, cv2.LINE_AA)
    mask = np.zeros_like(page)
    cv2.polylines(mask, [np.array(FREE)], False, 255, 1)
    return page, mask[31:, GAP[0] :]


@pytest.mark.parametrize(
    ("pen", "strokes", "is_freed", "why"),
    [
        (120, [FREE, ACROSS], True, "a ballpoint over toner"),
        (35, [FREE, ACROSS], False, "as dark as the print: nothing tells them apart"),
        (120, [FREE], False, "nothing runs into the print"),
    ],
)
def test_lighter_strokes_are_freed(pen: int, strokes: list[tuple[tuple[int, int], ...]], is_freed: bool, why: str):
    page, free = form(pen, strokes)
    found = freed(page, GAP, 31, free)
    assert (found is not None) is is_freed, why


def test_the_print_is_gone_and_the_pen_goes_on() -> None:
    page, free = form(120, [FREE, ACROSS])
    found = freed(page, GAP, 31, free)
    assert found is not None
    image, box = found
    assert box == (40, 31, 192, 84)
    assert image.min() > 70
    for x, y in ((160, 42), (166, 51), (70, 40)):
        assert image[y - 31 - 1 : y - 31 + 2, x - 40 - 1 : x - 40 + 2].min() < 170


def test_the_line_under_the_issuer_s_name_is_gone_where_no_stroke_is_near() -> None:
    page, free = form(120, [FREE, ACROSS])
    page[36:38, 20:190] = 20
    found = freed(page, GAP, 31, free)
    assert found is not None
    image, _ = found
    assert image[36 - 31 : 38 - 31, 90 - 40 : 140 - 40].min() > 200
