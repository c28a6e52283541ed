"""How tall the letters of a page are, and the resolution at which they are read best.

The engine's network sees every line 36 pixels high: small letters gain by enlargement, pixels beyond that only cost.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.images import Image, as_image, darker

WANTED = 19.5
"""Pixels of an `x`, soft edges and all, at which print is read: 13 to 14 point (NĐ 30/2020) at 200 dpi."""
ORDINARY_DPI = 200.0
"""Reads ordinary print as well as 300 dpi, in half the time."""
ORDINARY = (0.7, 1.25)
"""Height of letters, in parts of the wanted one at the ordinary resolution, that needs no other resolution."""
DPI = (160.0, 320.0)
"""Resolutions read at: below, the words of a stamp would be too small; above, the page too large."""
STRIPS = ((0.25, 0.4), (0.4, 0.55), (0.1, 0.25), (0.55, 0.7), (0.7, 1.0), (0.0, 0.1))
"""Parts of the page's height in which letters are measured, one after the other until there are enough."""
PEAK = 0.55
"""Part of the highest peak that another must reach."""
LEAST_INCHES = 0.04
"""Height under which a part is an accent, a dot or dirt."""
FEWEST = 120
"""Letters without which nothing is said of their height."""


def reading_dpi(image: Image, dpi: float) -> float:
    """The resolution at which a grey page of `dpi` should be read, from the height of its letters."""
    height = x_height(image, dpi)
    if height is None:
        return ORDINARY_DPI
    part = height * (ORDINARY_DPI / dpi) / WANTED
    if ORDINARY[0] <= part <= ORDINARY[1]:
        return ORDINARY_DPI
    return float(min(DPI[1], max(DPI[0], ORDINARY_DPI / part)))


def x_height(image: Image, dpi: float) -> float | None:
    """Pixels from foot to head of the commonest letters of a grey page; null where there are too few to tell."""
    rows = image.shape[0]
    heights = np.zeros(0, np.int32)
    for low, high in STRIPS:
        strip = as_image(image[round(low * rows) : round(high * rows)])
        heights = np.concatenate([heights, _heights(strip, dpi)])
        if len(heights) >= FEWEST:
            break
    else:
        return None
    # Weighted by height, so that the many accents do not outnumber the letters; capitals and stems are as common as
    # letters without, and half as tall again: of two peaks the lower is meant.
    weights = np.convolve(np.bincount(heights) * np.arange(heights.max() + 1), (0.5, 1.0, 0.5), "same")
    return float(np.flatnonzero(weights >= PEAK * weights.max())[0])


def _heights(image: Image, dpi: float) -> npt.NDArray[np.int32]:
    """Heights of the connected parts that may be letters."""
    level = max(60.0, float(np.median(image[::4, ::4])) - 60)
    _, _, stats, _ = cv2.connectedComponentsWithStats(darker(image, level), connectivity=8)
    wide, tall, area = stats[1:, 2], stats[1:, 3], stats[1:, 4]
    kept = (
        (tall >= LEAST_INCHES * dpi)
        & (tall <= 12 * LEAST_INCHES * dpi)
        & (wide > 0.25 * tall)
        & (wide < 2.5 * tall)
        & (area > 0.15 * wide * tall)
    )
    heights: npt.NDArray[np.int32] = tall[kept].astype(np.int32)
    return heights
