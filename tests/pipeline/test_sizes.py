"""Sheets whose file states a size that cannot be, and faxes, whose pixels are not square."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from pipeline import pages


def ruled(width: int, height: int) -> Image.Image:
    pixels = np.full((height, width), 255, np.uint8)
    pixels[height // 10 : height // 10 + 5, width // 5 : -width // 5] = 0
    return Image.fromarray(pixels)


@pytest.mark.parametrize(
    ("across", "down", "dpi", "points", "why"),
    [
        (1728, 1146, (204, 98), (610, 842), "a fax in standard resolution"),
        (1728, 2292, (204, 196), (610, 842), "fine"),
        (1728, 4573, (204, 391), (610, 842), "superfine"),
        (1728, 1146, None, (610, 842), "standard, nothing stated"),
        (1728, 4573, None, (610, 842), "superfine, nothing stated"),
        (1728, 2292, None, (635, 842), "pixels taken as square"),
        (2432, 1612, None, (861, 1188), "A3: of this size nobody knows, so A4"),
        (2339, 1654, (200, 200), (842, 595), "a sheet on its side"),
        (2339, 1654, None, (842, 595), "the same, nothing stated"),
        (1654, 2339, (1, 1), (595, 842), "1 dpi"),
        (1654, 2339, (96, 96), (595, 842), "the screen's"),
        (1654, 2339, (600, 600), (595, 842), "a sheet of the size of a card"),
        (1654, 2339, (200, 1), (595, 842), "of no shape"),
    ],
)
def test_pictures(tmp_path: Path, across: int, down: int, dpi, points: tuple[int, int], why: str) -> None:
    file = tmp_path / "fax.tif"
    more = {} if dpi is None else {"dpi": dpi}
    ruled(across, down).convert("1").save(file, compression="group3", **more)
    (page,) = pages.pages_of(file)
    longest = 842 / max(points) if "A4" in why else 1.0
    assert (page.width, page.height) == pytest.approx([longest * side for side in points], abs=3), why
    raster = pages.raster(file, 1)
    height, width = raster.image.shape[:2]
    assert (width * raster.points, height * raster.points) == pytest.approx((page.width, page.height), abs=2)


@pytest.mark.parametrize("turn", [6, 8])
def test_a_tiff_told_to_be_turned(tmp_path: Path, turn: int) -> None:
    file = tmp_path / "turned.tif"
    ruled(2339, 1654).save(file, dpi=(200, 200), tiffinfo={274: turn})
    (page,) = pages.pages_of(file)
    assert (page.width, page.height) == pytest.approx((595, 842), abs=1)
    assert pages.raster(file, 1).image.shape[:2] == (2339, 1654)


@pytest.mark.parametrize("ending", ["png", "jpg", "webp"])
def test_a_picture_told_to_be_turned(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"turned.{ending}"
    told = Image.Exif()
    told[0x0112] = 6
    ruled(2339, 1654).save(file, exif=told)
    (page,) = pages.pages_of(file)
    assert (page.width, page.height) == pytest.approx((595, 842), abs=1)
    assert pages.raster(file, 1).image.shape[:2] == (2339, 1654)


def test_the_size_of_a_picture_is_told_without_decoding_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "scan.png"
    ruled(1654, 2339).save(file, dpi=(200, 200))
    monkeypatch.setattr("PIL.PngImagePlugin.PngImageFile.load", lambda _: pytest.fail("decoded"))
    (page,) = pages.pages_of(file)
    assert (page.width, page.height) == pytest.approx((595, 842), abs=1)


@pytest.mark.parametrize(
    ("across", "size", "points", "why"),
    [
        (1654, (595.4, 842), (595, 842), "A4"),
        (1654, (7200, 10182), (595, 842), "100 inches wide"),
        (1654, (1654, 2339), (595, 842), "pixels for points"),
        (1654, (1240, 1754), (595, 842), "of a screen, 96 to the inch"),
        (1654, (100, 141.4), (595, 842), "a stamp; or a page that has its units besides"),
        (2339, (842, 1191), (842, 1191), "A3"),
        (4678, (1684, 2381), (1684, 2381), "a drawing of A1"),
    ],
)
def test_pages_of_pdfs(tmp_path: Path, across: int, size, points: tuple[int, int], why: str) -> None:
    file = tmp_path / "scan.pdf"
    ruled(across, round(across * size[1] / size[0])).save(file, format="PDF", resolution=200)
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.pages[0].MediaBox = [0, 0, *size]
        pdf.pages[0].Contents = pdf.make_stream(f"q {size[0]} 0 0 {size[1]} 0 0 cm /image Do Q".encode())
        pdf.save(file)
    (page,) = pages.pages_of(file)
    assert (page.width, page.height) == pytest.approx(points, abs=1), why
    raster = pages.raster(file, 1)
    assert raster.steps == ("embedded",), why
    assert raster.image.shape[1] == across
    assert raster.dpi == pytest.approx(72 * across / points[0], rel=0.01)
