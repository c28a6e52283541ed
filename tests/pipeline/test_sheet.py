"""Clean-up: each step does its work, runs only where it is needed, and boxes still map back to the page."""

from __future__ import annotations

import cv2
import numpy as np
import pypdfium2
import pytest
from weasyprint import HTML

from pipeline import ink, rules, skew
from pipeline.images import as_image
from pipeline.pages import Raster
from pipeline.sheet import is_blank, prepare

DPI = 200.0


def text_page(width: int = 1654, height: int = 2339) -> np.ndarray:
    page = np.full((height, width), 255, np.uint8)
    rng = np.random.default_rng(3)
    for top in range(250, height - 250, 46):
        x = 200
        while x < width - 240:
            word = int(rng.integers(40, 130))
            for letter in range(x, x + word, 14):
                page[top : top + int(rng.integers(15, 24)), letter : letter + 4] = 0
                page[top + 10 : top + 13, letter : letter + 10] = 0
            x += word + 16
    return page


def turned(page: np.ndarray, angle: float) -> np.ndarray:
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return as_image(cv2.warpAffine(page, matrix, (width, height), borderValue=(255, 255, 255)))


@pytest.mark.parametrize("angle", [-4.0, -1.2, 0.6, 3.5])
def test_slant_is_found(angle: float) -> None:
    assert skew.slant(turned(text_page(), angle)) == pytest.approx(angle, abs=0.25)


def test_a_straight_page_is_left_alone() -> None:
    assert prepare(Raster(text_page(), DPI)).steps == ()


def test_lines_that_run_down_the_page_are_noticed() -> None:
    assert not skew.lies_sideways(text_page())
    assert skew.lies_sideways(np.ascontiguousarray(np.rot90(text_page())))


def test_boxes_map_back_through_scale_and_slant() -> None:
    page = text_page()
    page[200:210, 300:320] = 0
    sheet = prepare(Raster(turned(as_image(cv2.resize(page, None, fx=1.5, fy=1.5)), 2.0), 300))
    assert any(step.startswith("straightened") for step in sheet.steps)
    assert "scaled" in sheet.steps
    # The middle of the sheet stays where it was; a point beside it has turned with the page.
    height, width = sheet.image.shape
    left, top, right, bottom = sheet.box((width // 2 - 1, height // 2 - 1, width // 2 + 1, height // 2 + 1))
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((1654 * 0.36 / 2, 2339 * 0.36 / 2), abs=1.5)


def test_shading_is_evened() -> None:
    light = np.linspace(0.5, 1.0, 1654)[None, :]
    sheet = prepare(Raster(as_image(text_page() * light), DPI))
    assert "light" in sheet.steps
    assert np.median(sheet.image[:, 50:100]) > 220


@pytest.mark.parametrize(("blank", "page"), [(True, np.full((2339, 1654), 250, np.uint8)), (False, text_page())])
def test_blank(blank: bool, page: np.ndarray) -> None:
    assert is_blank(prepare(Raster(page, DPI))) is blank


def test_a_red_seal_is_lifted_off_black_print() -> None:
    page = cv2.cvtColor(text_page(), cv2.COLOR_GRAY2BGR)
    seal = np.zeros(page.shape[:2], np.uint8)
    cv2.circle(seal, (1100, 1700), 120, 255, 14)
    black = page[:, :, 0] < 100
    page[(seal > 0) & ~black] = (60, 50, 215)
    inks = ink.split(page)
    assert set(inks.colours) == {"red"}
    assert np.median(inks.black[(seal > 0) & ~black]) > 200
    assert np.median(inks.black[(seal > 0) & black]) < 100
    assert inks.at((970, 1570, 1230, 1830)) in ("red", "black")


def test_grey_pages_have_no_inks() -> None:
    assert ink.split(text_page()).colours == {}


def test_rules_are_found_and_taken_away() -> None:
    page = text_page()
    cv2.rectangle(page, (150, 225), (1500, 1700), 0, 3)
    across, down, mask = rules.ruled(page, DPI)
    assert len(across) >= 2
    assert len(down) >= 2
    assert (rules.without(page, mask)[600:610, 148:155] > 200).all()


def test_specks_go_and_accents_stay() -> None:
    page = text_page()
    rng = np.random.default_rng(5)
    ys, xs = rng.integers(0, 2339, 6_000), rng.integers(0, 1654, 6_000)
    page[ys, xs] = 0
    page[240:243, 600:603] = 0  # a dot of print
    sheet = prepare(Raster(page, DPI))
    assert "specks" in sheet.steps
    assert (sheet.image[2200:2339] < 128).sum() < 20
    assert (sheet.image[239:244, 599:604] < 128).any()


def letter_page(points: float, dpi: float) -> np.ndarray:
    """Strokes as tall as letters of so many points, some with stems and some accents."""
    page = np.full((round(11.69 * dpi), round(8.27 * dpi)), 255, np.uint8)
    low = points * dpi / 72 * 0.45
    rng = np.random.default_rng(1)
    y = dpi
    while y < page.shape[0] - dpi:
        for x in np.arange(dpi, page.shape[1] - dpi, 1.2 * low):
            tall = low * (1.5 if rng.random() < 0.3 else 1.0)
            cv2.rectangle(page, (int(x), int(y - tall)), (int(x + 0.7 * low), int(y)), 0, max(1, int(0.15 * low)))
            if rng.random() < 0.4:
                cv2.circle(page, (int(x + low / 3), int(y + 0.4 * low)), max(1, int(0.12 * low)), 0, -1)
        y += 3.5 * low
    return page


@pytest.mark.parametrize(
    ("points", "dpi", "least", "most", "why"),
    [
        (14, 300, 200, 200, "ordinary print is read at 200 dpi"),
        (13, 150, 200, 200, "a coarse scan is enlarged to it"),
        (12, 200, 200, 200, "print of 11 to 14 points gains nothing by more"),
        (8, 300, 270, 320, "small print keeps its pixels"),
        (8, 200, 270, 320, "small print is enlarged"),
        (22, 200, 160, 170, "large print needs fewer pixels, stamps on it set the limit"),
    ],
)
def test_the_resolution_follows_the_letters(points: float, dpi: float, least: float, most: float, why: str) -> None:
    sheet = prepare(Raster(letter_page(points, dpi), dpi))
    assert least <= sheet.dpi <= most, why
    right, bottom = sheet.box((0, 0, sheet.image.shape[1], sheet.image.shape[0]))[2:]
    assert (right, bottom) == pytest.approx((595.4, 841.7), abs=1.0)


@pytest.mark.ocr
@pytest.mark.parametrize("turns", [1, 3])
def test_a_page_on_its_side_with_little_text_is_turned_upright(turns: int) -> None:
    """The last page of a letter: the foot of the text in its upper quarter, nothing in its middle."""
    html = (
        "<style>@page { size: A4; margin: 20mm } body { font: 13pt 'Tinos' }</style>"
        "<p>Trên đây là báo cáo kết quả công tác quý III năm 2024 của Sở Nội vụ tỉnh Gia Lai. Đề nghị các cơ quan "
        "gửi ý kiến về Văn phòng Sở trước ngày 20 tháng 9 năm 2024 để tổng hợp, báo cáo Ủy ban nhân dân tỉnh./.</p>"
    )
    with pypdfium2.PdfDocument(HTML(string=html).write_pdf()) as document:
        page = document[0].render(scale=DPI / 72).to_numpy()[:, :, :3]
    sheet = prepare(Raster(as_image(np.rot90(page, turns)), DPI))
    assert f"turned {90 * turns}" in sheet.steps
    assert sheet.image.shape == page.shape[:2]
