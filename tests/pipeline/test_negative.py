"""Which pages are negatives."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.images import Image, as_image
from pipeline.negative import positive


def letter(paper: int = 245, ink: int = 20) -> Image:
    page = np.full((1170, 827), paper, np.uint8)
    for row in range(30):
        cv2.putText(page, "Kinh gui cac don vi truc thuoc", (90, 120 + 32 * row), 0, 0.9, ink, 2)
    return as_image(page)


def on_black(size: tuple[int, int]) -> Image:
    glass = np.full((1654, 1170), 12, np.uint8)
    glass[40 : 40 + size[1], 40 : 40 + size[0]] = cv2.resize(letter(), size, interpolation=cv2.INTER_AREA)
    return as_image(glass)


@pytest.mark.parametrize(
    ("page", "is_negative", "why"),
    [
        (letter(), False, "as it should be"),
        (as_image(255 - letter()), True, "white on black"),
        (as_image(255 - letter(200, 60)), True, "of a faded page on grey paper"),
        (as_image(cv2.merge([255 - letter(), 255 - letter(230), 255 - letter()])), True, "in colour"),
        (letter(130, 20), False, "a dark copy"),
        (on_black((827, 1170)), False, "A4 on the glass of A3, the lid black"),
        (on_black((583, 827)), False, "A5 on it"),
        (as_image(np.full((1170, 827), 8, np.uint8)), False, "nothing"),
    ],
)
def test_negatives(page: Image, is_negative: bool, why: str) -> None:
    made = positive(page)
    assert (made is not None) is is_negative, why
    if made is not None:
        assert np.median(made) > 130
