"""Streaks over the whole page are filled in; the lines of tables and what print they cross stay."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.images import as_image
from pipeline.pages import Raster
from pipeline.sheet import prepare
from pipeline.streaks import without_streaks
from tests.pipeline.test_sheet import DPI, text_page, turned

HEIGHT, WIDTH = 2339, 1654


def drawn(page: np.ndarray, box: tuple[int, int, int, int], level: int = 60) -> np.ndarray:
    """A page with a dark bar from left, top to right, bottom."""
    made = page.copy()
    left, top, right, bottom = box
    made[top:bottom, left:right] = level
    return made


LINES = [
    ("down the page, through its print", (812, 0, 814, HEIGHT), True),
    ("one pixel wide", (500, 0, 501, HEIGHT), True),
    ("across the page", (0, 700, WIDTH, 702), True),
    ("worn away at one end", (812, 0, 814, HEIGHT - 200), True),
    ("a table's, as tall as the text", (812, 250, 816, HEIGHT - 450), False),
    ("too thick: the edge of a sheet", (100, 0, 120, HEIGHT), False),
]


@pytest.mark.parametrize(("why", "box", "is_streak"), LINES, ids=[why for why, *_ in LINES])
def test_lines_over_the_whole_page(why: str, box: tuple[int, int, int, int], is_streak: bool) -> None:
    page = drawn(text_page(), box)
    assert (without_streaks(page, DPI) is not None) is is_streak, why


@pytest.mark.parametrize("channels", [1, 3])
def test_the_print_under_a_streak_is_whole_again(channels: int) -> None:
    page = text_page()
    seen = drawn(page, (812, 0, 814, HEIGHT))
    cleared = without_streaks(as_image(np.dstack([seen] * 3)) if channels == 3 else seen, DPI)
    assert cleared is not None
    plain = cleared if channels == 1 else cleared[:, :, 0]
    wrong = (plain[:, 805:821] < 128) != (page[:, 805:821] < 128)
    assert wrong.mean() < 0.03


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("down", [True, False])
def test_print_that_shows_in_a_streak_stays(channels: int, down: bool) -> None:
    """A sensor that sees less light makes paper grey, and print darker than that."""
    page = text_page()
    streak = np.s_[:, 812:815] if down else np.s_[812:815]
    seen = page.copy()
    seen[streak] = (page[streak] * 0.4).astype(np.uint8)
    cleared = without_streaks(as_image(np.dstack([seen] * 3)) if channels == 3 else seen, DPI)
    assert cleared is not None
    plain = cleared if channels == 1 else cleared[:, :, 0]
    assert ((plain[streak] < 128) != (page[streak] < 128)).mean() < 0.01


def test_a_streak_is_straight_where_the_paper_lay_askew() -> None:
    page = drawn(turned(text_page(), 1.2), (812, 0, 814, HEIGHT))
    steps = prepare(Raster(page, DPI)).steps
    assert steps[0] == "streaks"
    assert any(step.startswith("straightened") for step in steps)


def test_a_page_of_no_ink_has_no_streaks() -> None:
    assert without_streaks(np.full((HEIGHT, WIDTH), 255, np.uint8), DPI) is None
    assert without_streaks(as_image(cv2.GaussianBlur(text_page(), (5, 5), 0)), DPI) is None
