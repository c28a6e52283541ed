"""Lines that dirt on the glass or on a roller of a scanner draws over the whole page, the way the paper moves."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.images import Image, Mask, as_image, darker, grey, runs

DARK = 140
"""Brightness under which a pixel may be of a streak."""
WHOLE, PART = 0.85, 0.4
"""Part of the page's length that a streak is dark, and its soft edges."""
THICKEST = 0.03
"""Inches."""
AROUND = 2
"""Pixels from which what a streak covers is filled in."""


def without_streaks(image: Image, dpi: float) -> Image | None:
    """The page, not yet turned straight, with its streaks filled in from beside them; null where it has none."""
    ink = darker(grey(image), DARK)
    down, across = _lines(ink, 0, dpi), _lines(ink, 1, dpi)
    if not (down.any() or across.any()):
        return None
    streaks = as_image((down[None, :] | across[:, None]) * np.uint8(255))
    return as_image(cv2.inpaint(image, streaks, AROUND, cv2.INPAINT_TELEA))


def _lines(ink: Mask, axis: int, dpi: float) -> Mask:
    """Which columns (axis 0) or rows (axis 1) are of a streak."""
    dark = cv2.reduce(ink, axis, cv2.REDUCE_AVG, dtype=cv2.CV_32F).ravel() / 255
    found = np.zeros(dark.size, bool)
    for begin, end in runs(dark > PART):
        if dark[begin:end].max() > WHOLE and end - begin <= max(2, round(THICKEST * dpi)):
            found[max(0, begin - 1) : end + 1] = True
    return as_image(found)
