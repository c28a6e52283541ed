"""Straight printed lines: under headings, around tables and stamps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from pipeline.boxes import PixelBox
from pipeline.images import Image, Mask, as_image, darker

SHORTEST = 0.45
"""Inches."""
THICKEST = 0.05
"""Inches."""


def ruled(image: Image, dpi: float) -> tuple[list[PixelBox], list[PixelBox], Mask]:
    """Horizontal and vertical rules of a grey page as boxes, and the mask of their pixels."""
    size = (image.shape[1], image.shape[0])
    small = cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    ink = darker(as_image(small), 180)
    length, thickness = round(SHORTEST * dpi / 2), THICKEST * dpi / 2
    flat = as_image(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)))
    upright = as_image(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8)))
    across, flat_mask = _lines(flat, thickness, 0)
    down, upright_mask = _lines(upright, thickness, 1)
    both = as_image(cv2.bitwise_or(flat_mask, upright_mask))
    return across, down, as_image(cv2.resize(both, size, interpolation=cv2.INTER_NEAREST))


def without(image: Image, rules: Mask) -> Image:
    """The page without its rules; letters that cross one are closed again."""
    wide = cv2.dilate(rules, np.ones((3, 3), np.uint8))
    cleared = as_image(np.where(wide > 0, 255, image))
    ink = darker(cleared, 160)
    bridged = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((5, 1), np.uint8))
    return as_image(np.where((wide > 0) & (bridged > 0), image, cleared))


def _lines(mask: Mask, thickness: float, thin: int) -> tuple[list[PixelBox], Mask]:
    """The connected parts of a mask that are thin along axis `thin` (0 height, 1 width)."""
    joined = as_image(cv2.dilate(mask, np.ones((3, 1) if thin == 0 else (1, 3), np.uint8)))
    boxes: list[PixelBox] = []
    thick = []
    # There are few on a page: their outlines are found in a tenth of the time of labels for all its pixels.
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for outline in outlines:
        x, y, width, height = cv2.boundingRect(outline)
        if (height if thin == 0 else width) - 2 <= thickness:
            boxes.append((2 * x, 2 * y, 2 * (x + width), 2 * (y + height)))
        else:
            thick.append(outline)
    return boxes[::-1], _without_outlined(mask, thick)


def _without_outlined(mask: Mask, outlines: Sequence[Any]) -> Mask:
    return as_image(cv2.drawContours(mask.copy(), outlines, -1, 0, cv2.FILLED)) if outlines else mask
