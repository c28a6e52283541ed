"""Files as pages: type by content, structure, sizes in points, limits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from pipeline import pages
from pipeline.errors import (
    CongvanError,
    CorruptFile,
    EmptyFile,
    NotAFile,
    PasswordNeeded,
    Portfolio,
    TooLarge,
    UnsupportedType,
)


def paper(width: int = 1654, height: int = 2339) -> Image.Image:
    pixels = np.full((height, width), 255, np.uint8)
    pixels[200:220, 200:-200] = 0
    return Image.fromarray(pixels)


@pytest.mark.parametrize(
    ("name", "write", "size", "why"),
    [
        ("a.pdf", {"format": "PDF", "resolution": 200}, (595.4, 842.0), "a scan in a PDF"),
        ("a.jpg", {"format": "JPEG", "dpi": (200, 200)}, (595.4, 842.0), "resolution stated"),
        ("b.jpg", {"format": "JPEG"}, (595.4, 841.9), "no resolution: an A4 sheet"),
        ("c.jpg", {"format": "JPEG", "dpi": (72, 72)}, (1654.0, 2339.0), "72 dpi: too large a sheet, so A4"),
        ("a.png", {"format": "PNG", "dpi": (200, 200)}, (595.4, 842.0), "PNG states pixels a metre"),
        ("a.webp", {"format": "WEBP"}, (595.4, 841.9), "WebP states none"),
        ("a.tif", {"format": "TIFF", "dpi": (200, 200)}, (595.4, 842.0), "TIFF"),
        ("misnamed.docx", {"format": "PNG", "dpi": (200, 200)}, (595.4, 842.0), "the name says nothing"),
    ],
)
def test_size_in_points(tmp_path: Path, name: str, write: dict, size: tuple[float, float], why: str) -> None:
    file = tmp_path / name
    paper().save(file, **write)
    (page,) = pages.pages_of(file)
    if "A4" in why:
        size = (595.4, 841.9)
    assert (page.width, page.height) == pytest.approx(size, abs=0.6), why
    assert pages.raster(file, 1).image.shape[:2] == (2339, 1654)


def test_tiff_of_many_pages_keeps_each_size(tmp_path: Path) -> None:
    file = tmp_path / "fax.tif"
    first, second = paper(), paper(2339, 1654)
    first.save(file, save_all=True, append_images=[second], dpi=(200, 200))
    one, two = pages.pages_of(file)
    assert (round(one.width), round(two.width)) == (595, 842)
    assert pages.raster(file, 2).image.shape[:2] == (1654, 2339)


def test_a_full_page_scan_is_read_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    paper(827, 1170).save(file, format="PDF", resolution=100)
    raster = pages.raster(file, 1)
    assert raster.steps == ("embedded",)
    assert raster.image.shape[:2] == (1170, 827)
    assert raster.dpi == pytest.approx(100, abs=0.5)


def test_a_turned_page_is_rendered_as_a_reader_sees_it(tmp_path: Path) -> None:
    file = tmp_path / "turned.pdf"
    paper(827, 1170).save(file, format="PDF", resolution=100)
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Rotate = 90
        pdf.save(file)
    (page,) = pages.pages_of(file)
    assert page.width > page.height
    raster = pages.raster(file, 1)
    assert raster.steps == ("rendered",)
    assert raster.image.shape[1] > raster.image.shape[0]


def locked(path: Path) -> None:
    paper(200, 300).save(path, format="PDF")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="o", user="u"))


def truncated(path: Path) -> None:
    paper().save(path, format="PDF", resolution=200)
    path.write_bytes(path.read_bytes()[:-2_000])


def portfolio(path: Path) -> None:
    paper(200, 300).save(path, format="PDF")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.attachments["cong van.pdf"] = b"%PDF-1.7 ..."
        pdf.Root.Collection = pikepdf.Dictionary(Type=pikepdf.Name.Collection)
        pdf.save(path)


def reserved(path: Path) -> None:
    """A copy that goes on: its length is reserved, its end still zeros."""
    truncated(path)
    path.write_bytes(path.read_bytes() + bytes(100_000))


def cut_jpeg(path: Path) -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (800, 600), np.uint8)
    Image.fromarray(pixels).save(path, format="JPEG")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_tiff(path: Path) -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (800, 600), np.uint8)
    Image.fromarray(pixels).save(path, format="TIFF")
    path.write_bytes(path.read_bytes()[:-5_000])


@pytest.mark.parametrize(
    ("name", "make", "error"),
    [
        ("x.pdf", lambda path: path.mkdir(), NotAFile),
        ("x.pdf", lambda path: path.write_bytes(b""), EmptyFile),
        ("x.pdf", lambda path: path.write_text("Không phải PDF"), UnsupportedType),
        ("x.pdf", locked, PasswordNeeded),
        ("x.pdf", truncated, CorruptFile),
        ("x.pdf", reserved, CorruptFile),
        ("x.pdf", portfolio, Portfolio),
        ("x.jpg", cut_jpeg, CorruptFile),
        ("x.tif", cut_tiff, CorruptFile),
        ("x.png", lambda path: Image.new("1", (20_000, 20_000), 1).save(path, format="PNG"), TooLarge),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, make, error: type[CongvanError]) -> None:
    file = tmp_path / name
    make(file)
    with pytest.raises(error):
        pages.pages_of(file)


@pytest.mark.parametrize(
    ("ending", "why"),
    [
        (bytes(9_000), "zeros to the end of the block"),
        (bytes(200_000), "of a large one"),
        (b"\r\n", "an end of line"),
    ],
)
def test_what_follows_the_end_of_a_pdf_is_passed_over(tmp_path: Path, ending: bytes, why: str) -> None:
    file = tmp_path / "scan.pdf"
    paper().save(file, format="PDF", resolution=200)
    file.write_bytes(file.read_bytes() + ending)
    assert len(pages.pages_of(file)) == 1, why


def test_a_pdf_with_something_attached_is_read(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    paper().save(file, format="PDF", resolution=200)
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.attachments["phu luc.xlsx"] = b"PK"
        pdf.save(file)
    assert len(pages.pages_of(file)) == 1
