"""Lines that are not level: how much they slope, looks in which they are level, and the way back to the page."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import replace

import cv2
import numpy as np

from pipeline.images import Image, as_image
from pipeline.tesseract import RawWord

SLANTED, STEEPEST = 0.025, 0.2
"""Slopes from which a line is made level, and up to which it is one."""


def slope_of(readings: Iterable[Sequence[RawWord]]) -> float:
    """Pixels down for each pixel to the right of a line, by the words of its readings; 0 where it is all but level.

    Stamped names seldom are.
    """
    found = [slope for words in readings if (slope := _slope_of_one(words)) is not None]
    slope = statistics.median(found) if found else 0.0
    return slope if SLANTED < abs(slope) < STEEPEST else 0.0


def _slope_of_one(words: Sequence[RawWord]) -> float | None:
    """The slope of one reading of the line; null where a box is far higher than another: it holds a stroke."""
    heights = [word.box[3] - word.box[1] for word in words]
    if max(heights) > 1.3 * min(heights):
        return None
    first, last = words[0].box, words[-1].box
    across = (last[0] + last[2] - first[0] - first[2]) / 2
    return (last[1] + last[3] - first[1] - first[3]) / 2 / max(1.0, across)


def levelled(look: Image, slope: float) -> Image:
    """A look with each column moved up by `slope` for each pixel to the right: a line of that slope becomes level."""
    if not slope:
        return look
    shear = np.array([[1, 0, 0], [-slope, 1, 0]], np.float64)
    size = (look.shape[1], look.shape[0])
    return as_image(cv2.warpAffine(look, shear, size, flags=cv2.INTER_CUBIC, borderValue=(255,)))


def unlevelled(word: RawWord, slope: float, left: int) -> RawWord:
    """A word of a levelled look that began at `left`, where it stands on the page."""
    x0, top, x1, bottom = word.box
    down = round(slope * ((x0 + x1) / 2 - left))
    return replace(word, box=(x0, top + down, x1, bottom + down))
