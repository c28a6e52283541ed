"""Grain taken off a page: single black pixels all over the paper, and white ones in the print.

Scans made black and white by dithering or by a threshold of each place leave it, and sensors that lose pixels. Print
that it touches cannot be read, so it goes before anything else is looked at.
"""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.images import Image, as_image, darker, grey

SPECK = 5
"""Pixels of a speck of grain at most, at any resolution: what is larger is the pepper of a fax."""
MANY = (200.0, 80.0)
"""Specks to a square inch from which a page is grained, and from which it still is when it was smoothed once; pepper
and a worn copier leave 90 at most."""
STRIP = (0.4, 0.6)
"""The part of a page, from its top, that shows whether it is grained."""


def without_grain(image: Image, dpi: float) -> Image | None:
    """The page with each pixel as most of those around it are; null where it has no grain."""
    smooth = None
    for many in MANY:
        if _specks(image, dpi) < many:
            break
        smooth = image = as_image(cv2.medianBlur(image, 3))
    return smooth


def _specks(image: Image, dpi: float) -> float:
    """The specks to a square inch in a strip across the middle of a page."""
    top, bottom = (round(part * image.shape[0]) for part in STRIP)
    ink = darker(grey(as_image(np.ascontiguousarray(image[top:bottom]))), 128)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=4)
    return int((stats[1:, cv2.CC_STAT_AREA] <= SPECK).sum()) / max(1, ink.size) * dpi**2
