"""Two pages on one sheet: a letter of four pages printed on folded A3, an open volume, a page on the glass of A3."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from pipeline.boxes import PixelBox
from pipeline.images import Mask, as_image, darker, runs
from pipeline.ink import Inks
from pipeline.sheet import Sheet

SIDES = (1.2, 1.7)
"""Width of such a sheet in parts of its height: two of legal paper, of A4, of letter paper."""
MIDDLE = (0.47, 0.53)
"""Part of the width within which the middle between the two pages' print is the fold."""
GUTTER = 0.045
"""Part of the width that their inner margins take at least."""
DIRT = 0.004
"""Part of a column of the sheet that may be ink where nothing is printed."""
SHADOW = 0.5
"""Part of a column from which on its ink is the fold's own shadow or edge."""
TALL = 0.3
"""Part of the height that the print of one of the two pages takes at least."""
LOOK_DPI = 50.0


def fold_of(sheet: Sheet) -> int | None:
    """Where the sheet is folded, in pixels from the left; null where it is one page."""
    height, width = sheet.image.shape
    if not SIDES[0] < width / height < SIDES[1]:
        return None
    factor = LOOK_DPI / sheet.dpi
    small = as_image(cv2.resize(sheet.full, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))
    ink = darker(small, float(np.median(small)) - 40)
    gutter = _gutter(ink)
    if gutter is None or not any(_is_page(half) for half in np.hsplit(ink, [gutter])):
        return None
    return round(gutter / factor)


def halves(sheet: Sheet, fold: int) -> tuple[Sheet, Sheet]:
    """The sheet cut at its fold."""
    return _cut(sheet, 0, fold), _cut(sheet, fold, sheet.image.shape[1])


def _gutter(ink: Mask) -> int | None:
    """The column in the middle of the sheet around which nothing is printed from its head to its foot."""
    height, width = ink.shape
    inked = np.count_nonzero(ink, axis=0) / height
    clear = (inked <= DIRT) | (inked > SHADOW)
    for begin, end in runs(clear):
        if end - begin < GUTTER * width or begin > MIDDLE[1] * width or end < MIDDLE[0] * width:
            continue
        # A page without print leaves more than a gutter: the fold is where the middle is.
        middle = (begin + end) / 2
        return round(middle) if MIDDLE[0] * width < middle < MIDDLE[1] * width else width // 2
    return None


def _is_page(half: Mask) -> bool:
    """Whether print goes down one half of the sheet."""
    rows = np.flatnonzero((half > 0).sum(axis=1) > 0.02 * half.shape[1])
    return len(rows) > 0 and int(rows[-1] - rows[0]) > TALL * half.shape[0]


def _cut(sheet: Sheet, left: int, right: int) -> Sheet:
    """The part of a sheet from one column to another, as a sheet of its own."""
    part = np.s_[:, left:right]
    colours = {name: as_image(np.ascontiguousarray(mask[part])) for name, mask in sheet.inks.colours.items()}
    image, full, black = (
        as_image(np.ascontiguousarray(pixels[part])) for pixels in (sheet.image, sheet.full, sheet.inks.black)
    )

    def within(boxes: tuple[PixelBox, ...]) -> tuple[PixelBox, ...]:
        shifted = ((max(left, x0) - left, top, min(right, x1) - left, low) for x0, top, x1, low in boxes)
        return tuple((x0, top, x1, low) for x0, top, x1, low in shifted if x0 < x1)

    return replace(
        sheet,
        image=image,
        full=full,
        inks=Inks(black, colours),
        to_points=sheet.to_points @ np.array([[1, 0, left], [0, 1, 0], [0, 0, 1.0]]),
        across=within(sheet.across),
        down=within(sheet.down),
        steps=(*sheet.steps, "half"),
    )
