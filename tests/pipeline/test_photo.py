"""Photographs by phone: the paper is found, pulled square and evenly lit; scans are left alone; boxes map back."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline import photo
from pipeline.images import as_image
from pipeline.pages import Raster
from pipeline.sheet import prepare

PAPER = np.array([[0, 0], [1654, 0], [1654, 2339], [0, 2339]], np.float32)


def printed() -> np.ndarray:
    page = np.full((2339, 1654), 245, np.uint8)
    for top in range(250, 2050, 60):
        for left in range(180, 1450, 30):
            page[top : top + 22, left : left + 4] = 20
            page[top : top + 4, left : left + 16] = 20
    return page


def photographed(page: np.ndarray, corners: list[tuple[int, int]], table: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """A page on a dark table with a shadow from one side, and the matrix that laid it there."""
    matrix = cv2.getPerspectiveTransform(PAPER, np.array(corners, np.float32))
    shape = (2200, 2900)
    lain = cv2.warpPerspective(page, matrix, shape, borderValue=(table, table, table))
    grain = np.random.default_rng(2).normal(0, 4, lain.shape)
    shadow = np.linspace(0.6, 1.0, shape[0])[None, :]
    return as_image(np.clip(lain * shadow + grain, 0, 255)), matrix


@pytest.mark.parametrize(
    "corners",
    [
        [(300, 250), (1900, 350), (2000, 2700), (180, 2600)],
        [(420, 200), (1750, 200), (2050, 2650), (150, 2650)],
        [(250, 400), (1800, 200), (1950, 2500), (400, 2700)],
    ],
)
def test_a_photograph_is_pulled_square(corners: list[tuple[int, int]]) -> None:
    picture, matrix = photographed(printed(), corners)
    sheet = prepare(Raster(picture, 72 * 2900 / 841.9, ("picture",)))
    assert "flattened" in sheet.steps
    assert "light" in sheet.steps
    assert sheet.image.shape[0] / sheet.image.shape[1] == pytest.approx(1.414, abs=0.02)
    assert np.median(sheet.image) > 220
    # Lines of print run straight across: their rows are full, and those between are empty.
    rows = (sheet.image < 110).mean(axis=1)
    assert (rows < 0.01).mean() > 0.4
    # The place of a point of the paper is where the photograph shows it.
    height, width = sheet.image.shape
    x0, top, x1, bottom = sheet.box((width // 2 - 1, height // 2 - 1, width // 2 + 1, height // 2 + 1))
    seen = cv2.perspectiveTransform(np.array([[[827.0, 1169.5]]]), matrix)[0, 0] * 841.9 / 2900
    assert ((x0 + x1) / 2, (top + bottom) / 2) == pytest.approx(tuple(seen), abs=6)


def test_a_scan_is_no_photograph() -> None:
    assert photo.flattened(printed()) is None


def test_a_dark_scanner_border_is_no_table() -> None:
    page = printed()
    page[:, :40], page[:30] = 10, 10
    assert photo.flattened(page) is None


def test_a_dark_picture_without_paper_is_left_alone() -> None:
    noise = np.random.default_rng(1).integers(0, 120, (1500, 1100)).astype(np.uint8)
    cv2.circle(noise, (550, 700), 380, 250, -1)
    assert photo.flattened(noise) is None


@pytest.mark.parametrize(("left", "right"), [(800, 650), (720, 720)])
def test_a_page_half_in_the_shade_is_whole(left: int, right: int) -> None:
    """The lit part has four straight sides, and what is around it is much darker; but the print goes on there."""
    page = printed()
    shade = np.zeros(page.shape, np.uint8)
    cv2.fillPoly(shade, [np.array([[0, left], [1654, right], [1654, 2339], [0, 2339]], np.int32)], 255)
    dimmed = page * (1 - 0.5 * cv2.GaussianBlur(shade, (0, 0), 40) / 255)
    assert photo.flattened(as_image(dimmed.astype(np.uint8))) is None
