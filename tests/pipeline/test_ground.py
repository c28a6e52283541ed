"""Grounds under print, and pages that are as faint all over."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.faint import deepened
from pipeline.ground import without_ground
from pipeline.images import Image, as_image
from pipeline.pages import Raster
from pipeline.sheet import prepare


def letter(paper: int = 240, ink: int = 20, rows: int = 30) -> Image:
    page = np.full((2339, 1654), paper, np.uint8)
    for row in range(rows):
        cv2.putText(page, "Kinh gui cac don vi truc thuoc tinh", (180, 240 + 64 * row), 0, 1.6, ink, 3, cv2.LINE_AA)
    return as_image(page)


def under(page: Image, ground: Image) -> Image:
    """A page printed on a ground."""
    return as_image(np.minimum(page, ground))


def squared(level: int) -> Image:
    ground = np.full((2339, 1654), 240, np.uint8)
    ground[::40], ground[:, ::40] = level, level
    return as_image(ground)


def watermark(level: int) -> Image:
    ground = np.full((2339, 1654), 240, np.uint8)
    cv2.putText(ground, "BAN SAO", (150, 1300), 0, 9, level, 60)
    return as_image(ground)


def stamped(level: int) -> Image:
    """Two stamps on a grey scan."""
    ground = np.full((2339, 1654), 240, np.uint8)
    cv2.circle(ground, (1200, 1900), 140, level, 8)
    cv2.rectangle(ground, (200, 60), (560, 190), level, 5)
    cv2.putText(ground, "DEN", (260, 150), 0, 2.5, level, 6)
    return as_image(ground)


def paling(page: Image) -> Image:
    """A page whose toner ran out in two bands down it."""
    across = np.arange(page.shape[1])
    left = 1 - 0.75 * np.exp(-(((across - 500) / 60) ** 2)) - 0.7 * np.exp(-(((across - 1000) / 60) ** 2))
    return as_image((240 - (240 - page) * left).astype(np.uint8))


@pytest.mark.parametrize(
    ("page", "has_ground", "why"),
    [
        (letter(), False, "print on paper"),
        (under(letter(), squared(175)), True, "squared paper"),
        (under(letter(), watermark(180)), True, "a watermark"),
        (under(letter(), as_image(255 - (255 - letter(255)[:, ::-1]) // 3)), True, "the other side shows through"),
        (under(letter(), stamped(150)), False, "stamps, paler than print"),
        (letter(130), False, "grey paper"),
        (paling(letter()), False, "print that pales where the toner ran out"),
    ],
)
def test_grounds(page: Image, has_ground: bool, why: str) -> None:
    made = without_ground(page)
    assert (made is not None) is has_ground, why
    if made is not None:
        # Of what is neither print nor paper little is left, and the print is as it was.
        assert np.count_nonzero((made > 100) & (made < 200)) < 0.4 * np.count_nonzero((page > 100) & (page < 200))
        assert np.array_equal(made[page < 60], page[page < 60])


@pytest.mark.parametrize(
    ("page", "is_faint", "why"),
    [
        (letter(), False, "print as it should be"),
        (letter(236, 175), True, "a bleached page"),
        (letter(236, 175, rows=2), True, "with two lines"),
        (letter(240, 205), False, "the other side of a page with nothing on it"),
        (letter(240, 239), False, "nothing"),
        (as_image(cv2.merge([letter(200, 130), letter(215, 140), letter(220, 150)])), True, "on yellowed paper"),
    ],
)
def test_faint_pages(page: Image, is_faint: bool, why: str) -> None:
    made = deepened(page)
    assert (made is not None) is is_faint, why
    if made is not None:
        assert made.min() < 60, why
        assert np.median(made) > 225, why


def test_stamps_on_a_ground_are_still_seen() -> None:
    """Only what Tesseract gets is cleaned."""
    sheet = prepare(Raster(under(letter(), under(squared(175), stamped(150))), 200.0))
    assert "ground" in sheet.steps
    assert np.count_nonzero(sheet.full[1700:2100] < 200) > np.count_nonzero(sheet.image[1700:2100] < 200)
