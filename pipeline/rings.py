"""The double ring of a round seal (TT 07/2019/TT-BCA: 36 mm across), taken off the print that it crosses.

In polar coordinates about the seal's middle a ring is a straight line, and goes as ruled lines do.
"""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.images import Image, as_image, darker

RADIUS = 0.7
"""Inches from the middle to the outer ring."""
BEYOND = 0.12
"""Inches past the radius that was found within which the ring may still be."""
WITHIN = 0.6
"""Part of the radius under which there is no ring, only the seal's text."""
LONGEST = 0.35
"""Inches along the ring from which a stroke is the ring and no letter."""
THICKEST = 0.055
"""Inches across the ring from which ink is print that lies on it."""
DARK = 150


def without_ring(crop: Image, dpi: float) -> Image | None:
    """A grey crop without the ring of the seal on it; null where there is no seal."""
    circle = _circle(crop, dpi)
    if circle is None:
        return None
    x, y, radius = circle
    reach = round(radius + BEYOND * dpi)
    # What lies outside the crop is to be paper: without the flag it is whatever the memory held.
    size, flags = (reach, round(2 * np.pi * radius)), cv2.WARP_POLAR_LINEAR | cv2.WARP_FILL_OUTLIERS
    polar = cv2.bitwise_not(cv2.warpPolar(cv2.bitwise_not(crop), size, (x, y), reach, flags))
    ink = darker(as_image(polar), DARK)
    ink[:, -2:] = 0
    joined = cv2.dilate(ink, np.ones((1, 3), np.uint8))
    long = as_image(cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((round(LONGEST * dpi), 1), np.uint8)))
    ring = as_image(cv2.bitwise_and(long, ink))
    ring[:, : round(WITHIN * radius)] = 0
    print_on_it = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, max(3, round(THICKEST * dpi))), np.uint8))
    ring[as_image(print_on_it) > 0] = 0
    size = (crop.shape[1], crop.shape[0])
    back = as_image(cv2.warpPolar(ring, size, (x, y), reach, flags | cv2.WARP_INVERSE_MAP))
    across, down = np.meshgrid(np.arange(size[0]) - x, np.arange(size[1]) - y)
    near = np.hypot(across, down) < reach - 3
    gone = cv2.dilate(as_image(((back > 60) & near) * 255), np.ones((3, 3), np.uint8))
    return as_image(np.where(gone > 0, 255, crop))


def _circle(crop: Image, dpi: float) -> tuple[float, float, float] | None:
    """The middle and radius in pixels of the clearest circle that is as large as a seal."""
    half = cv2.GaussianBlur(cv2.resize(crop, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), (5, 5), 0)
    usual = RADIUS * dpi / 2
    found = cv2.HoughCircles(half, cv2.HOUGH_GRADIENT, 1.5, usual, param1=120, param2=60,
                             minRadius=round(0.8 * usual), maxRadius=round(1.15 * usual))  # fmt: skip
    if found is None:
        return None
    x, y, radius = (2 * float(value) for value in np.asarray(found).reshape(-1, 3)[0])
    return x, y, radius
