"""The black beyond the paper's edges: it goes on every side, and no print goes with it."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from pipeline import skew
from pipeline.borders import beyond_paper
from pipeline.images import as_image, darker
from pipeline.pages import Raster
from pipeline.sheet import prepare
from samples.generator import misplaced
from tests.pipeline.test_sheet import DPI, text_page

HEIGHT, WIDTH = 2339, 1654


def on_black(page: np.ndarray, paper: np.ndarray) -> np.ndarray:
    """The page where there is paper, a scanner's uneven black around it."""
    black = np.random.default_rng(4).normal(25, 6, page.shape)
    return as_image(np.clip(np.where(paper > 0, page, black), 0, 255))


def paper_within(left: int, top: int, right: int, bottom: int) -> np.ndarray:
    """A sheet that ends so many pixels from the edges of the scan."""
    paper = np.zeros((HEIGHT, WIDTH), np.uint8)
    paper[top : HEIGHT - bottom, left : WIDTH - right] = 255
    return paper


def off_its_place(angle: float, right: float, down: float) -> np.ndarray:
    turn = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), angle, 1.0)
    turn[:, 2] += right, down
    return as_image(cv2.warpAffine(np.full((HEIGHT, WIDTH), 255, np.uint8), turn, (WIDTH, HEIGHT), borderValue=0))


def print_of(page: np.ndarray) -> np.ndarray:
    return page < 128


SHEETS = {
    "one side": paper_within(60, 0, 0, 0),
    "two that meet in a corner": paper_within(60, 45, 0, 0),
    "three": paper_within(30, 45, 80, 0),
    "all four, no darker table to pull it from": paper_within(14, 20, 25, 18),
    "a turned sheet": off_its_place(1.3, 40, -30),
    "turned the other way": off_its_place(-1.5, -60, 50),
    "a hair at one edge": paper_within(0, 0, 6, 0),
}


@pytest.mark.parametrize("paper", SHEETS.values(), ids=SHEETS.keys())
def test_black_goes_and_print_stays(paper: np.ndarray) -> None:
    page = text_page()
    sheet = prepare(Raster(on_black(page, paper), DPI), without=frozenset({"straight", "flat"}))
    assert "borders" in sheet.steps
    beyond = cv2.erode(255 - paper, np.ones((9, 9), np.uint8)) > 0
    assert print_of(sheet.image)[beyond].mean() < 0.002
    printed = print_of(page) & (cv2.erode(paper, np.ones((9, 9), np.uint8)) > 0)
    assert print_of(sheet.image)[printed].mean() > 0.999


@pytest.mark.parametrize("gap", [4, 8, 16], ids=lambda gap: f"{gap / DPI * 25.4:.1f} mm")
def test_print_close_to_the_black_stays_whole(gap: int) -> None:
    """A sheet whose margins were cut off: lines begin beside the black, and some letters touch it."""
    page = text_page()
    first = int(np.flatnonzero(print_of(page).any(axis=0))[0])
    paper = paper_within(first - gap, 0, 0, 0)
    scan = on_black(page, paper)
    for top in (480, 1100, 1700):
        scan[top : top + 20, first - gap : first + 4] = 0  # strokes that reach out to the black
    sheet = prepare(Raster(scan, DPI), without=frozenset({"straight"}))
    assert "borders" in sheet.steps
    assert not print_of(sheet.image)[:, : first - gap - 4].any()
    printed = print_of(page)
    printed[:, : first + 1] = False
    assert print_of(sheet.image)[printed].mean() > 0.999


def test_what_is_cut_by_the_edge_is_no_border() -> None:
    """A rule, letters and the corner of a stamp that run off the scan."""
    page = text_page()
    page[600:604, :400] = 0
    page[900:925, :8] = 0
    page[1300:1400, WIDTH - 6 :] = 0
    cv2.rectangle(page, (WIDTH - 300, 100), (WIDTH + 20, 230), 0, 4)
    assert beyond_paper(darker(page, 110), DPI) is None


def test_a_white_line_and_dust_do_not_hide_a_border() -> None:
    page = on_black(text_page(), paper_within(50, 0, 0, 0))
    page[:, 0] = 255
    for top in range(100, 2300, 150):
        page[top : top + 5, 20:26] = 255
    sheet = prepare(Raster(page, DPI))
    assert print_of(sheet.image)[:, 8:46].mean() < 0.02


def test_lines_down_the_page_are_noticed_within_a_border() -> None:
    few = text_page()
    few[700:] = 255
    sideways = np.ascontiguousarray(np.rot90(on_black(few, off_its_place(1.2, 45, 30))))
    look = darker(as_image(cv2.resize(sideways, None, fx=0.43, fy=0.43, interpolation=cv2.INTER_AREA)), 110)
    beyond = beyond_paper(look, 0.43 * DPI)
    assert beyond is not None
    assert skew.is_sideways(as_image(np.where(beyond > 0, 0, look)))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("fault", [misplaced.lid, misplaced.off_glass, misplaced.trimmed])
def test_generated_scans_of_sheets_put_badly_on_the_glass(fault: Callable[..., np.ndarray], seed: int) -> None:
    page = cv2.cvtColor(as_image(text_page()), cv2.COLOR_GRAY2BGR)
    scan = fault(page, page, np.random.default_rng(seed))
    sheet = prepare(Raster(as_image(scan), DPI), without=frozenset({"straight", "flat"}))
    assert "borders" in sheet.steps
    around = np.ones((HEIGHT, WIDTH), bool)
    around[60:-60, 60:-60] = False
    assert print_of(scan[..., 0])[around].mean() > 0.005
    assert print_of(sheet.image)[around].mean() < 0.002
    # As much print as before, wherever the sheet came to lie.
    assert print_of(sheet.image)[~around].sum() == pytest.approx(print_of(page[..., 0]).sum(), rel=0.06)
