"""By how many degrees a page is turned: the slant of its lines, and which way is up."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.images import Image, Mask, as_image, darker

Dots = tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]

MOST = 5.0
"""Degrees within which lines are looked for."""
LOOK_SIDE = 1000
"""Pixels of the long side at which the slant is measured: enough for a tenth of a degree."""
SIDE = 640
"""Pixels of the long side at which it is seen whether a page lies on its side."""
RULE = 40
"""Pixels from which a straight run of ink is a rule, a streak or a border, and no letter."""
LETTER = 9
"""Pixels of a letter at most: what is darker than all around it within so much is its ink, a shadow is not."""
SIDEWAYS = 2.0
"""How much plainer lines must be down the page than across: letters that stand under one another are no lines."""
INKED = 30
"""Levels by which it is darker."""


def dark(image: Image) -> Mask:
    """The ink of a grey page as a small mask, for looking at its shape."""
    small = _small(image)
    level = max(60.0, float(np.median(small[::3, ::3])) - 35)
    return darker(small, level)


def _small(image: Image, side: int = LOOK_SIDE) -> Image:
    long_side = max(image.shape[:2])
    # A whole number of pixels into one first: that takes a fifth of the time of any other scale.
    whole = max(1, long_side // side)
    small = cv2.resize(image, None, fx=1 / whole, fy=1 / whole, interpolation=cv2.INTER_AREA)
    factor = side * whole / long_side
    return as_image(cv2.resize(small, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))


def slant(image: Image) -> float:
    """Degrees (anticlockwise positive) by which the lines of a grey page rise, within ±5; 0 where there are none."""
    return slant_of(dark(image))


def slant_of(ink: Mask) -> float:
    """What `slant` tells of a page, from its ink as `dark` gives it."""
    if cv2.countNonZero(ink) < 0.002 * ink.size:
        return 0.0
    dots = _dots(ink)
    rough = dots[0][::2], dots[1][::2]
    coarse = max(np.arange(-MOST, MOST + 0.1, 0.5), key=lambda angle: _plainness(rough, float(angle), 2))
    fine = max(np.arange(coarse - 0.4, coarse + 0.41, 0.1), key=lambda angle: _plainness(dots, float(angle), 1))
    return float(fine) if _plainness(dots, float(fine), 1) > 1.1 * _plainness(dots, 0.0, 1) else 0.0


def lies_sideways(image: Image) -> bool:
    """Whether the text lines of a grey page seem to run up and down, at whatever slant."""
    small = _small(image, SIDE)
    around = cv2.getStructuringElement(cv2.MORPH_RECT, (LETTER, LETTER))
    return is_sideways(as_image(cv2.inRange(cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, around), INKED, 255)))


def is_sideways(ink: Mask) -> bool:
    """What `lies_sideways` tells of a page, from a small mask of its ink."""
    for run in ((1, RULE), (RULE, 1)):
        ink = as_image(cv2.subtract(ink, cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(run, np.uint8))))
    if cv2.countNonZero(ink) < 0.002 * ink.size:
        return False
    across, down = _dots(ink)
    return _plainest((down, across)) > SIDEWAYS * _plainest((across, down))


def _dots(ink: Mask) -> Dots:
    """Where ink is, as distances across and down from the middle."""
    down, across = np.nonzero(ink)
    height, width = ink.shape
    return (across - width / 2).astype(np.float32), (down - height / 2).astype(np.float32)


def _plainest(dots: Dots) -> float:
    """How sharply rows of ink alternate at the slant at which they do so most."""
    return max(_plainness(dots, float(angle), 1) for angle in np.arange(-MOST, MOST + 0.1, 1.0))


def _plainness(dots: Dots, angle: float, coarse: int) -> float:
    """How sharply the rows of ink, `coarse` pixels high, alternate once turned back by `angle`."""
    turn = np.deg2rad(angle)
    rows = (dots[1] * np.float32(np.cos(turn)) + dots[0] * np.float32(np.sin(turn))) / coarse
    sums = np.bincount((rows - rows.min()).astype(np.int32))
    return float(np.square(np.diff(sums)).sum())
