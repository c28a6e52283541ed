"""The place of a signature in several lights: print that a seal, a stamp or the pen covers shows in some of them."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from pipeline.boxes import PixelBox
from pipeline.images import Image, as_image, bold, darkest, filled
from pipeline.rings import without_ring
from pipeline.sheet import Sheet

COLOURED = 0.006
"""Part of the place that must be of a colour for it to be looked at by itself."""


def lights(sheet: Sheet, place: PixelBox) -> Iterator[tuple[str, Image]]:
    """The place in several lights."""
    part = np.s_[place[1] : place[3], place[0] : place[2]]
    full = as_image(sheet.full[part])
    if sheet.inks.colours:
        yield "without colours", as_image(sheet.inks.black[part])
        for colour, mask in sheet.inks.colours.items():
            own = cv2.dilate(as_image(mask[part]), np.ones((3, 3), np.uint8))
            if cv2.countNonZero(own) > COLOURED * own.size:
                yield str(colour), as_image(np.where(own > 0, full, 255))
    if (unsealed := without_ring(full, sheet.dpi)) is not None:
        yield "without the ring", unsealed
    yield "as it is", full
    yield "darkest", darkest(full)
    yield "bold", bold(full)
    yield "filled", filled(full)
