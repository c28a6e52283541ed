"""When a page of a PDF is its image, and how it is looked at where it is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.pages import raster

WIDTH, HEIGHT = 800, 1132


def paper(*, ink: int) -> np.ndarray:
    """A page of bars like lines of print, as bits: `ink` where they are."""
    bits = np.full((HEIGHT, WIDTH), 1 - ink, np.uint8)
    for top in range(100, 1000, 40):
        bits[top : top + 12, 100:700:2] = ink
    return bits


def page_of(path: Path, image: dict[str, object], data: bytes, place: str = "595 0 0 842 0 0") -> Path:
    """A PDF whose only page paints one image."""
    with pikepdf.new() as pdf:
        extra = image.pop("SMask", None)
        stream = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=WIDTH, Height=HEIGHT, **image)
        if extra is not None:
            stream.SMask = pdf.make_stream(
                extra, Type=Name.XObject, Subtype=Name.Image, Width=WIDTH, Height=HEIGHT,
                ColorSpace=Name.DeviceGray, BitsPerComponent=8,
            )  # fmt: skip
        page = Dictionary(
            Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Resources=Dictionary(XObject=Dictionary(Im=stream)),
            Contents=pdf.make_stream(f"q {place} cm /Im Do Q".encode()),
        )  # fmt: skip
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        pdf.save(path)
    return path


BITS: dict[str, object] = {"BitsPerComponent": 1}
GREY: dict[str, object] = {"BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}


@pytest.mark.parametrize(
    ("image", "data", "step", "why"),
    [
        (BITS | {"ColorSpace": Name.DeviceGray}, np.packbits(paper(ink=0), axis=1), "embedded", "an image of bits"),
        (BITS | {"ImageMask": True}, np.packbits(paper(ink=0), axis=1), "rendered", "a stencil"),
        (
            BITS | {"ImageMask": True, "Decode": Array([1, 0])},
            np.packbits(paper(ink=1), axis=1),
            "rendered",
            "a stencil that is told to paint where there is a bit",
        ),
        (
            GREY | {"SMask": (paper(ink=1) * 255).tobytes()},
            np.zeros((HEIGHT, WIDTH), np.uint8),
            "rendered",
            "black all over, its letters in its mask",
        ),
        (GREY, paper(ink=0) * 255, "embedded", "grey"),
    ],
)
def test_ink_is_dark(tmp_path: Path, image: dict[str, object], data: np.ndarray, step: str, why: str) -> None:
    seen = raster(page_of(tmp_path / "scan.pdf", dict(image), data.tobytes()), 1)
    assert seen.steps == (step,), why
    level = seen.image.shape[0] / HEIGHT
    assert seen.image[round(50 * level), round(400 * level)].mean() > 200, why
    assert seen.image[round(102 * level) : round(110 * level), round(100 * level) : round(700 * level)].mean() < 150


def test_an_image_off_the_edges_is_seen_in_its_place(tmp_path: Path) -> None:
    """By ten points: the page's own pixels would have all boxes off by as much."""
    data = (paper(ink=0) * 255).tobytes()
    seen = raster(page_of(tmp_path / "scan.pdf", dict(GREY), data, "575 0 0 822 10 10"), 1)
    assert seen.steps == ("rendered",)
    first = int(np.flatnonzero(seen.image.mean(axis=(1, 2)) < 240)[0])
    assert first * seen.points == pytest.approx(10 + 822 * 100 / HEIGHT, abs=1)
