"""Pages that came white on black: a scanner set to negative, a copy of microfilm, software that mixed up the two."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.images import Image, as_image, darker, grey

MIDDLE = 110
"""Brightness under which nothing is paper."""
MOSTLY = 0.7
"""Part of a negative that is dark at least: what lies on a black lid may leave as much, so its shape is looked at."""
LOOK_SIDE = 900
"""Pixels of the long side at which it is: strokes of letters are one or two wide."""
STROKE = 9
"""Pixels of what is no stroke any more."""
BROAD = 0.25
"""Part of what is light that may be broader than strokes: more is paper."""


def is_dark(image: Image) -> bool:
    """Whether most of a page is darker than paper."""
    few = np.ascontiguousarray(image[::8, ::8])
    return bool(cv2.countNonZero(darker(grey(as_image(few)), MIDDLE)) > MOSTLY * few.shape[0] * few.shape[1])


def positive(image: Image) -> Image | None:
    """A negative page with its ink dark on light paper; null where it is none."""
    if not is_dark(image):
        return None
    factor = min(1.0, LOOK_SIDE / max(image.shape[:2]))
    small = cv2.resize(grey(image), None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    level, _ = cv2.threshold(small, 0, 255, cv2.THRESH_OTSU)
    light = as_image(cv2.bitwise_not(darker(as_image(small), level)))
    broad = cv2.morphologyEx(light, cv2.MORPH_OPEN, np.ones((STROKE, STROKE), np.uint8))
    if cv2.countNonZero(broad) > BROAD * cv2.countNonZero(light):
        return None
    return as_image(cv2.bitwise_not(image))
