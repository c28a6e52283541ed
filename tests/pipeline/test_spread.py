"""Two pages on one sheet: where it is folded, and what is one page for all that."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.images import Image, as_image
from pipeline.pages import Raster
from pipeline.sheet import prepare
from pipeline.spread import fold_of, halves

A3 = (1654, 1170)
"""Pixels at 100 dpi, on its side."""


def sheet_with(*columns: tuple[int, int], rule: int | None = None, size: tuple[int, int] = A3) -> Image:
    """Lines of print from one edge to another in each of `columns`; `rule` is the column of a line down the sheet."""
    page = np.full((size[1], size[0]), 250, np.uint8)
    for left, right in columns:
        words = "Kinh gui cac don vi truc thuoc tren dia ban tinh theo noi dung cong van so mot hai ba bon nam sau bay"
        text = words[: (right - left) // 9]
        for row in range(30):
            cv2.putText(page, text, (left, 100 + 33 * row), 0, 0.5, 20, 1)
    if rule is not None:
        cv2.line(page, (rule, 0), (rule, size[1]), 90, 3)
    return as_image(page)


@pytest.mark.parametrize(
    ("page", "fold", "why"),
    [
        (sheet_with((110, 760), (940, 1590)), 850, "two pages"),
        (sheet_with((110, 760), (940, 1590), rule=827), 850, "the fold shows"),
        (sheet_with((110, 740)), 827, "a page on the left half of the glass"),
        (sheet_with((940, 1590)), 827, "on the right"),
        (sheet_with((110, 1590)), None, "lines from edge to edge"),
        (sheet_with((500, 1150)), None, "a page in the middle of the glass"),
        (sheet_with((110, 520), (600, 1050), (1130, 1590)), None, "three columns"),
        (sheet_with((80, 550), (620, 1100), size=(1170, 1654)), None, "a sheet upright"),
        (as_image(np.full((1170, 1654), 250, np.uint8)), None, "nothing"),
    ],
)
def test_where_a_sheet_is_folded(page: Image, fold: int | None, why: str) -> None:
    sheet = prepare(Raster(page, 100.0))
    found = fold_of(sheet)
    if fold is None:
        assert found is None, why
    else:
        assert found is not None, why
        assert found * 100 / sheet.dpi == pytest.approx(fold, abs=30), why


def test_halves_lie_where_the_sheet_lies() -> None:
    sheet = prepare(Raster(sheet_with((110, 760), (940, 1590)), 100.0))
    fold = fold_of(sheet)
    assert fold is not None
    left, right = halves(sheet, fold)
    assert left.image.shape[1] + right.image.shape[1] == sheet.image.shape[1]
    assert right.box((10, 20, 30, 40)) == pytest.approx(sheet.box((10 + fold, 20, 30 + fold, 40)))
    assert left.box((10, 20, 30, 40)) == pytest.approx(sheet.box((10, 20, 30, 40)))
