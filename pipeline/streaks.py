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
PAPER = 75
"""Of a hundred pixels of a streak, and of those beside it, how many are no brighter than its paper: a row of letters is
print for the most part."""
BLACK, DARKER, ENOUGH = 30, 0.6, 8
"""Brightness of a streak under which no print can be seen in it; part of it under which that is print; and in how many
places with print on both sides one must look."""


def without_streaks(image: Image, dpi: float) -> Image | None:
    """The page, not yet turned straight, with its streaks filled in from beside them; null where it has none."""
    ink = darker(grey(image), DARK)
    down, across = _lines(ink, 0, dpi), _lines(ink, 1, dpi)
    if not (down.any() or across.any()):
        return None
    image, down = _brightened(image, down)
    turned, across = _brightened(as_image(np.ascontiguousarray(np.swapaxes(image, 0, 1))), across)
    image = as_image(np.ascontiguousarray(np.swapaxes(turned, 0, 1)))
    streaks = as_image((down[None, :] | across[:, None]) * np.uint8(255))
    return as_image(cv2.inpaint(image, streaks, AROUND, cv2.INPAINT_TELEA))


def _brightened(image: Image, columns: Mask) -> tuple[Image, Mask]:
    """The page whose streaks down it are as bright as the paper beside them if its print shows in them, and the columns
    of the others."""
    image, covered = as_image(image.copy()), columns.copy()
    plain = grey(image)
    for begin, end in runs(columns > 0):
        if begin < 1 or end >= columns.size or not _shows_print(plain[:, begin - 1 : end + 1]):
            continue
        part = image[:, begin:end]
        beside = np.percentile(image[:, [begin - 1, end]], PAPER, axis=(0, 1))
        part[:] = np.clip(part * (beside / np.maximum(1, np.percentile(part, PAPER, axis=0))), 0, 255)
        covered[begin:end] = 0
    return image, covered


def _shows_print(seen: Image) -> bool:
    """Whether a streak, a column of what is beside it on each side, is darker where print crosses it."""
    between = (seen[:, 0] < DARK) & (seen[:, -1] < DARK)
    levels = np.percentile(seen[:, 1:-1], PAPER, axis=0)
    darkest = int(levels.argmin())
    core, level = seen[:, 1 + darkest], float(levels[darkest])
    return level > BLACK and int(between.sum()) >= ENOUGH and bool((core[between] < DARKER * level).mean() > 0.5)


def _lines(ink: Mask, axis: int, dpi: float) -> Mask:
    """Which columns (axis 0) or rows (axis 1) are of a streak."""
    dark = cv2.reduce(ink, axis, cv2.REDUCE_AVG, dtype=cv2.CV_32F).ravel() / 255
    found = np.zeros(dark.size, bool)
    for begin, end in runs(dark > PART):
        if dark[begin:end].max() > WHOLE and end - begin <= max(2, round(THICKEST * dpi)):
            found[max(0, begin - 1) : end + 1] = True
    return as_image(found)
