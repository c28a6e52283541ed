"""By how many degrees a page is turned: the slant of its lines, and which way is up."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.images import Image, Mask, as_image

MOST = 5.0
"""Degrees within which lines are looked for."""
LOOK_SIDE = 1000
"""Pixels of the long side at which the slant is measured: enough for a tenth of a degree."""
STREAK = 0.5
"""Share of a row or column that is ink in a streak or rule, but in no line of text."""
SIDEWAYS = 1.35
"""How much plainer lines must be down the page than across before it is thought to lie on its side."""


def dark(image: Image) -> Mask:
    """The ink of a grey page as a small mask, for looking at its shape."""
    factor = LOOK_SIDE / max(image.shape[:2])
    small = as_image(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))
    level = max(60.0, float(np.median(small[::3, ::3])) - 35)
    return as_image((small < level) * 255)


def slant(image: Image) -> float:
    """Degrees (anticlockwise positive) by which the lines of a grey page rise, within ±5; 0 where there are none."""
    ink = dark(image)
    if float((ink > 0).mean()) < 0.002:
        return 0.0
    rough = as_image(cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    coarse = max(np.arange(-MOST, MOST + 0.1, 0.5), key=lambda angle: _plainness(rough, float(angle)))
    fine = max(np.arange(coarse - 0.4, coarse + 0.41, 0.1), key=lambda angle: _plainness(ink, float(angle)))
    return float(fine) if _plainness(ink, float(fine)) > 1.1 * _plainness(ink, 0.0) else 0.0


def lies_sideways(image: Image) -> bool:
    """Whether the text lines of a grey page seem to run up and down."""
    ink = (dark(image) > 0).astype(np.float32)
    if ink.mean() < 0.004:
        return False
    # Lines of text alternate with the space between them; the sums along them jump, those across do not.
    # A streak of the scanner, a border or a rule from edge to edge is no line of text.
    rows, columns = ink.mean(axis=1), ink.mean(axis=0)
    across, down = np.diff(rows[rows < STREAK]).std(), np.diff(columns[columns < STREAK]).std()
    return bool(down > SIDEWAYS * across)


def _plainness(ink: Mask, angle: float) -> float:
    """How sharply the rows of ink alternate once turned back by `angle`."""
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    turned = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_NEAREST)
    rows = cv2.reduce(turned, 1, cv2.REDUCE_AVG, dtype=cv2.CV_32F)[:, 0]
    return float(np.square(np.diff(rows)).sum())
