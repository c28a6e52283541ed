"""Marks stamped without a frame into print, on grey scans: their fat letters are paler than the print that they cross.

What lies darker over them is taken out, then they are read as any mark. Only what reads as a secrecy mark counts:
bleeding ink and the backs of pages are pale too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import cv2
import numpy as np

from pipeline.boxes import PixelBox, meets
from pipeline.images import Mask, as_image
from pipeline.sheet import Sheet
from pipeline.spots import HEAD, Spot
from pipeline.straight import parted

FAT = 0.018
"""Inches of a mark's strokes at least: print's soft edges are thinner."""
GAP = 0.3
"""Inches between letters and words of one mark at most."""
WIDE, TALL = (0.4, 2.6), (0.09, 0.5)
"""Inches of a mark's width and height, letters 5 to 8 mm, tilted."""
FILLED = (0.05, 0.6)
"""Part of its box that fat strokes take up."""
MOST = 3
EDGE = 0.08
"""Inches around the fat strokes within which the rest of the letters is."""


def pale_marks(sheet: Sheet, taken: Sequence[PixelBox]) -> Iterator[Spot]:
    """Rows of fat letters in paler ink than print in the head of a grey sheet, apart from what is `taken`."""
    pale = _pale(sheet)
    if pale is not None:
        spots = (spot for spot in _rows(pale, sheet.dpi) if not any(meets(spot.box, box) for box in taken))
        yield from islice(spots, MOST)


def _pale(sheet: Sheet) -> Mask | None:
    """Fat strokes paler than print; null where all ink is about as dark."""
    head = sheet.inks.black[: round(HEAD * sheet.full.shape[0])]
    between, ink = cv2.threshold(head, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    levels = head[ink > 0]
    if levels.size < 50:
        return None
    within = parted(levels)
    if within is None:
        return None
    least = (within + levels[levels <= within].mean()) / 2  # the soft edges of print are thin, and so need no margin
    stroke = max(2, round(FAT * sheet.dpi))
    pale = cv2.inRange(head, np.array(least), np.array(between))
    return as_image(cv2.morphologyEx(pale, cv2.MORPH_OPEN, np.ones((stroke, stroke), np.uint8)))


def _rows(pale: Mask, dpi: float) -> Iterator[Spot]:
    reach = round(GAP * dpi)
    joined = cv2.dilate(pale, np.ones((max(1, reach // 5), reach), np.uint8))
    outlines, _ = cv2.findContours(as_image(joined), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for outline in outlines:
        x, y, width, height = cv2.boundingRect(outline)
        strokes = cv2.findNonZero(as_image(pale[y : y + height, x : x + width]))
        if strokes is None or len(strokes) < 0.002 * dpi**2:
            continue
        (middle_x, middle_y), (across, down), angle = cv2.minAreaRect(strokes)
        if abs(angle) > 45:
            across, down, angle = down, across, angle - 90 if angle > 0 else angle + 90
        sized = WIDE[0] * dpi < across < WIDE[1] * dpi and TALL[0] * dpi < down < TALL[1] * dpi
        if sized and abs(angle) < 10 and FILLED[0] < len(strokes) / (across * down) < FILLED[1]:
            size = (across + 2 * EDGE * dpi, down + 2 * EDGE * dpi)
            yield Spot((x + middle_x, y + middle_y), size, -angle, "other", None)
