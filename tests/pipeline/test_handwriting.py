"""The strokes in a gap: tall ones that run into a printed line are whole, the line itself is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.gaps import Gap
from pipeline.handwriting import strokes_in

GAP = Gap("number", (100, 60, 200, 84), 0, "", frozenset())


@pytest.mark.parametrize("top", [38, 44, 56])
def test_tall_strokes_are_whole_though_a_rule_crosses_them(top: int) -> None:
    page = np.full((130, 300), 255, np.uint8)
    page[40:42, 90:260] = 0  # under the issuer's name
    for left in (115, 140, 165):
        page[top:82, left : left + 4] = 60
    strokes = strokes_in(page, GAP)
    assert strokes is not None
    left, high, right, low = strokes.box
    assert (left, right, low) == (115, 169, 82)
    assert high <= max(top, 44)


def test_a_rule_alone_is_no_writing() -> None:
    page = np.full((130, 300), 255, np.uint8)
    page[70:72, 90:260] = 0
    assert strokes_in(page, GAP) is None


@pytest.mark.parametrize("left", [-30, -4])
def test_a_gap_that_begins_off_the_page_begins_at_its_edge(left: int) -> None:
    """As that of a number does that is looked for a few letters before its day."""
    page = np.full((130, 300), 255, np.uint8)
    page[58:82, 15:19] = 60
    strokes = strokes_in(page, replace(GAP, box=(left, 60, 90, 84)))
    assert strokes is not None
    assert (strokes.box[0], strokes.box[2]) == (15, 19)
