"""Pen strokes that run over print: told from it by being lighter, as a ballpoint is beside toner on a grey scan.

A digit written across the printed `/SXD` makes one blot with it and no part of the blot is the digit. Where the pen is
clearly lighter the print is taken out and the strokes are drawn on over the places that it covered.
"""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.boxes import PixelBox
from pipeline.images import Image, Mask, as_image

LIGHTER = 30
"""Grey levels by which the pen must be lighter than the print."""
REACH = 1.35
"""Capital heights by which writing may run over the print behind its gap."""
RULE = 1.8
"""Capital heights from which a straight stroke is a printed line."""
PRINTED = 3.0
"""Capital heights of print behind the gap whose darkness is taken."""


def freed(page: Image, box: PixelBox, above: int, pen: Mask) -> tuple[Image, PixelBox] | None:
    """The writing in a gap of a grey page, on its paper, without the print behind the gap that it runs over, and its
    box.

    `box` is the gap, of a capital's height; `above` the first row that belongs to it. `pen` is nonzero on strokes of
    the pen that stand free, from the row `above` and from the gap's left side on. Null where nothing written runs into
    the print, or where the pen is as dark as that.
    """
    left, top, right, bottom = box
    height = bottom - top
    stop = min(page.shape[1], right + round(REACH * height))
    crop = page[above:bottom, left:stop]
    behind = page[top:bottom, right + height // 2 : right + round(PRINTED * height)]
    strokes = page[above : above + pen.shape[0], left : left + pen.shape[1]][pen > 0]
    if not strokes.size or behind.size == 0 or crop.size == 0:
        return None
    print_level = float(np.percentile(behind, 5))
    pen_level = float(np.percentile(strokes, 25))
    if pen_level - print_level < LIGHTER:
        return None
    _, ink = cv2.threshold(crop, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    rules = rules_in(as_image(ink), height)
    if not _runs_on(as_image(cv2.subtract(ink, rules)), top - above, right - left, height):
        return None
    dark = as_image((crop < (pen_level + print_level) / 2) * 255)
    mask = cv2.dilate(dark, np.ones((5, 5), np.uint8))
    mask[rules > 0] = 0  # a stroke that goes along a line would be lost with it
    written = cv2.inpaint(crop, mask, 3, cv2.INPAINT_TELEA)
    around = cv2.dilate(pen, np.ones((7, 7), np.uint8))[: rules.shape[0], : rules.shape[1]]
    near = np.zeros_like(rules)
    near[: around.shape[0], : around.shape[1]] = around
    written[(rules > 0) & (near == 0)] = int(np.percentile(crop, 90))  # a line away from all strokes
    return as_image(written), (left, above, stop, bottom)


def rules_in(ink: Mask, height: int) -> Mask:
    """The straight printed lines in ink, such as that under the issuer's name, which tall strokes run into; `height`
    is a capital's, in pixels."""
    flat = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, max(8, round(RULE * height))), np.uint8))
    return as_image(cv2.dilate(as_image(flat), np.ones((3, 1), np.uint8)))


def _runs_on(ink: Mask, top: int, right: int, height: int) -> bool:
    """Whether ink that rises above the print, as only the pen does, goes down into the print behind the gap."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    for x, y, width, tall, _ in stats[1:].tolist():
        rises = y < top - 0.25 * height and y + tall > top + 0.25 * height
        if rises and x < right + 0.6 * height and x + width > right + 0.3 * height:
            return True
    return False
