"""What people look at, made from an original and its pages as read: page pictures and the searchable copy.

They lie in `settings().copies/<sha256>/` as `page-1.jpg`, `page-2.jpg` … and `searchable.pdf`, and can be made anew
from the original at any time. They are made only after the whole file was read, so that nothing of a file with a
secrecy mark is ever kept.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pipeline import pool, searchable
from pipeline.pagewords import PageWords
from pipeline.settings import limits

PICTURE_WIDTH = 1240
"""Pixels; A4 at 150 dpi, enough to check a handwritten digit when enlarged."""
PICTURE_QUALITY = 55


def make(original: Path, pages: Sequence[PageWords], folder: Path) -> None:
    """Make the page pictures and the searchable copy of `original` in `folder`.

    Raises a `pipeline.errors.CongvanError` where that fails; what was made before stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    seconds = limits().page_seconds
    for page in pages:
        target = folder / f"page-{page.number}.jpg"
        pool.run(picture, original, page.number, target, name=original.name, seconds=seconds)
    pool.run(searchable.write, original, tuple(pages), folder / "searchable.pdf", name=original.name, seconds=seconds)


def picture(original: Path, number: int, target: Path) -> None:
    """Write page `number` (from 1) as a JPEG of at most `PICTURE_WIDTH` pixels, as a reader sees it."""
    import cv2

    from pipeline.pages import raster

    image = raster(original, number).image
    factor = PICTURE_WIDTH / image.shape[1]
    if factor < 1:
        size = (PICTURE_WIDTH, round(image.shape[0] * factor))
        image = cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype("uint8")
    choices = [cv2.IMWRITE_JPEG_QUALITY, PICTURE_QUALITY, cv2.IMWRITE_JPEG_PROGRESSIVE, 1]
    _, packed = cv2.imencode(".jpg", image, choices)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    unfinished.write_bytes(packed.tobytes())
    unfinished.replace(target)
