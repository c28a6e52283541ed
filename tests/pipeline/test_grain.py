"""Grain of dithered and noisy scans: it goes, print stays; the pepper of a fax is not grain."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image as PillowImage
from PIL import ImageDraw, ImageFont

from pipeline import grain
from pipeline.images import Image, as_image, from_pillow
from pipeline.pages import Raster
from pipeline.sheet import prepare
from samples.generator.ink import SERIF

DPI = 200


def page(level: int = 255) -> Image:
    """A page of print on paper of some brightness."""
    made = PillowImage.new("L", (1654, 1200), level)
    font = ImageFont.truetype(str(SERIF), 38)
    for row in range(17):
        text = "Thực hiện Nghị định về công tác văn thư, các cơ quan, đơn vị báo cáo kết quả"
        ImageDraw.Draw(made).text((160, 60 + 60 * row), text, font=font, fill=20)
    return from_pillow(made)


def dithered(level: int) -> Image:
    return as_image(np.asarray(PillowImage.fromarray(page(level)).convert("1")).astype(np.uint8) * 255)


def salted(share: float) -> Image:
    drawn = np.random.default_rng(3).random((1200, 1654))
    return as_image(np.where(drawn < share / 2, 0, np.where(drawn > 1 - share / 2, 255, page())).astype(np.uint8))


def grainy(spread: float) -> Image:
    """Black where it is darker than what is around it, as a threshold of each place makes of a noisy scan."""
    noise = np.random.default_rng(4).normal(0, spread, (1200, 1654))
    return as_image(((page(235) + noise > 215) * 255).astype(np.uint8))


@pytest.mark.parametrize("made", [dithered(225), dithered(160), salted(0.03), salted(0.1), grainy(18)])
def test_grain_goes_and_print_stays(made: Image) -> None:
    smooth = grain.without_grain(made, DPI)
    assert smooth is not None
    print_on_it = ((page() < 128) * 255).astype(np.uint8)
    paper = cv2.dilate(print_on_it, np.ones((7, 7), np.uint8)) == 0
    stems = cv2.erode(print_on_it, np.ones((3, 3), np.uint8)) > 0
    assert (smooth[paper] < 128).mean() < 0.2 * (made[paper] < 128).mean()
    assert (smooth[stems] < 128).mean() > 0.98
    assert "grain" in prepare(Raster(made, DPI)).steps


@pytest.mark.parametrize("made", [page(), salted(0.002)], ids=["clean", "pepper"])
def test_a_page_with_some_pepper_is_not_grained(made: Image) -> None:
    assert grain.without_grain(made, DPI) is None
