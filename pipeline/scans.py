"""The scan that a page of a PDF consists of: its own pixels as they are, where nothing else is to be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import pypdfium2.raw as pdfium_c

from pipeline.images import Image, as_image, times_too_large
from pipeline.negative import is_dark
from pipeline.settings import limits

SCAN_DPI = (60.0, 700.0)
"""Resolutions between which an embedded page image is taken as it is."""
EDGES = 0.006
"""Part of the page's width by which the image may lie off its edges: boxes would be off by as much."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The image that a page consists of, and its resolution."""

    image: Any
    dpi: float


def scan_of(page: Any, times: float = 1.0) -> Scan | None:
    """The page's own image, where it is one upright image from edge to edge and nothing visible besides.

    `times` is what the page's stated size is multiplied by to be that of its sheet.
    """
    if page.get_rotation():
        return None
    images = []
    for thing in page.get_objects(max_depth=3):
        if thing.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            images.append(thing)
        elif not _invisible(thing):
            return None
    if len(images) != 1 or _is_mask(images[0]):
        return None
    a, b, c, d, e, f = images[0].get_matrix().get()
    width, height = page.get_size()
    edges = max(abs(a - width), abs(d - height), abs(e), abs(f)) / width
    if images[0].level or a <= 0 or d <= 0 or abs(b) + abs(c) > 1e-3 * width or edges > EDGES:
        return None
    across, down = images[0].get_px_size()
    dpi = 72 * across / (a * times)
    if not SCAN_DPI[0] <= dpi <= SCAN_DPI[1] or abs(72 * down / (d * times) - dpi) > 0.02 * dpi:
        return None
    return None if across * down > limits().page_pixels else Scan(images[0], dpi)


def pixels_of(scan: Scan) -> tuple[Image, float] | None:
    """The pixels of a scan as they are and their resolution; null where they are stored in another size than stated, or
    are so dark that a mask may belong to them.

    More than any sheet needs are made fewer.
    """
    across, down = scan.image.get_px_size()
    bitmap = scan.image.get_bitmap(render=False)
    if bitmap.width != across or bitmap.height != down:
        return None
    pixels = bitmap.to_numpy()
    if pixels.ndim == 3:
        pixels = pixels[:, :, 0] if pixels.shape[2] == 1 else pixels[:, :, :3]
    if is_dark(pixels):
        return None
    if (less := times_too_large(across * down)) == 1:
        return as_image(pixels.copy()), scan.dpi
    fewer = cv2.resize(pixels, (across // less, down // less), interpolation=cv2.INTER_AREA)
    return as_image(fewer), scan.dpi * fewer.shape[1] / across


def _is_mask(image: Any) -> bool:
    """Whether an image is a stencil through which a colour is painted: its pixels alone do not say what is ink."""
    told = image.get_metadata()
    return bool(told.bits_per_pixel == 1 and told.colorspace == pdfium_c.FPDF_COLORSPACE_UNKNOWN)


def _invisible(thing: Any) -> bool:
    if thing.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
        return bool(pdfium_c.FPDFTextObj_GetTextRenderMode(thing) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)
    return bool(thing.type == pdfium_c.FPDF_PAGEOBJ_FORM)  # its parts are listed after it
