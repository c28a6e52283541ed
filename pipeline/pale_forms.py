"""Forms that software prints on a paper without a frame, on grey scans: small letters, paler than the print.

Only what reads as the form of an arrival stamp counts: the backs of pages are pale too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import cv2
import numpy as np

from pipeline.boxes import PixelBox, meets
from pipeline.images import Mask, as_image, darker
from pipeline.sheet import Sheet
from pipeline.spots import HEAD, PRINTED, REACH, Spot, slant_of_letters
from pipeline.straight import parted

WIDE, TALL = (0.8, 2.6), (0.3, 1.2)
"""Inches of a form's width and height: two or three lines, tilted."""
LETTERS, APART = 12, 0.24
"""Letters that are seen of a form at least, and inches by which they are parted in a row: print takes some of them."""
MOST = 2
EDGE = 0.06
"""Inches around the letters within which their marks are."""


def pale_forms(sheet: Sheet, taken: Sequence[PixelBox]) -> Iterator[Spot]:
    """Lines of letters in paler ink than print in the head of a grey sheet, apart from what is `taken`."""
    if sheet.inks.colours:
        return
    pale = _pale_letters(sheet)
    if pale is not None:
        spots = (spot for spot in _blocks(pale, sheet.dpi) if not any(meets(spot.box, box) for box in taken))
        yield from islice(spots, MOST)


def _pale_letters(sheet: Sheet) -> Mask | None:
    """The letters of the size of small print whose darkest part is paler than print, at half the sheet's size; null
    where all ink is about as dark."""
    head = sheet.full[: round(HEAD * sheet.full.shape[0])]
    small = as_image(cv2.resize(head, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    _, ink = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    within = parted(small[ink > 0]) if ink.any() else None
    if within is None:
        return None
    count, labels, stats, _ = cv2.connectedComponentsWithStats(as_image(ink), connectivity=8)
    as_dark = np.zeros(count, bool)
    as_dark[labels[darker(small, within + 1) > 0]] = True
    tall = stats[:, 3] * 2 / sheet.dpi
    kept = ~as_dark & (tall > PRINTED[0]) & (tall < PRINTED[1]) & (stats[:, 2] * 2 < sheet.dpi)
    kept[0] = False
    return as_image(kept[labels] * 255)


def _blocks(letters: Mask, dpi: float) -> Iterator[Spot]:
    """Blocks of as many letters as a form has, from the top."""
    across, down = (max(3, round(reach * dpi / 2)) for reach in (APART, REACH))
    joined = cv2.dilate(letters, np.ones((down, across), np.uint8))
    outlines, _ = cv2.findContours(as_image(joined), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for x, y, width, height in sorted((cv2.boundingRect(outline) for outline in outlines), key=lambda box: box[1]):
        part = as_image(letters[y : y + height, x : x + width])
        sized = WIDE[0] * dpi < 2 * width < WIDE[1] * dpi and TALL[0] * dpi < 2 * height < TALL[1] * dpi
        if sized and cv2.connectedComponents(part, connectivity=8)[0] > LETTERS:
            yield _spot(part, (x, y), dpi)


def _spot(letters: Mask, corner: tuple[int, int], dpi: float) -> Spot:
    """The place of letters seen at half the sheet's size, as tight as it is tilted."""
    angle = slant_of_letters(letters)
    cos, sin = np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))
    y, x = np.nonzero(letters)
    along, down = x * cos - y * sin, x * sin + y * cos
    middle = (along.min() + along.max()) / 2, (down.min() + down.max()) / 2
    centre = corner[0] + middle[0] * cos + middle[1] * sin, corner[1] - middle[0] * sin + middle[1] * cos
    size = np.ptp(along) + EDGE * dpi, np.ptp(down) + EDGE * dpi
    return Spot(
        (2 * float(centre[0]), 2 * float(centre[1])),
        (2 * float(size[0]), 2 * float(size[1])),
        angle,
        "other",
        None,
        form=True,
    )
