"""A page without the paler ink of the stamps on its print, so that the print under them is read as any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from pipeline.images import Image, as_image
from pipeline.sheet import Sheet
from pipeline.stamps import Region
from pipeline.straight import LEAST, ink_levels, parted, with_soft_edge

SAME = 30
"""How far from that of the page's print the level of the darker ink under a stamp may be, of 255, to be print."""
COLOURED = 0.02
"""Part of a stamp's place that is coloured from which little but its edges is left once the colour is lifted."""


def without_stamps(sheet: Sheet, regions: Sequence[Region]) -> Sheet:
    """The sheet whose framed stamps, as far as they were read, are paper wherever their ink is paler than the print."""
    image = sheet.image
    for region in regions:
        if region.shape == "frame" and region.words:
            image = _cleared(image, sheet, region)
    return sheet if image is sheet.image else replace(sheet, image=image)


def _cleared(image: Image, sheet: Sheet, region: Region) -> Image:
    left, top, right, bottom = (max(0, edge) for edge in region.box)
    part = np.s_[top:bottom, left:right]
    crop = as_image(image[part])
    levels = ink_levels(crop)
    within = parted(levels) if levels.size >= LEAST else None
    if within is None or not _is_print(levels[levels <= within], image):
        return image
    core = as_image((crop <= within) * 255)
    if not any((mask[part] > 0).mean() > COLOURED for mask in sheet.inks.colours.values()):
        # The darkest of a grey stamp is as dark as print, but finer; so are accents, where no need is to lose them.
        core = as_image(cv2.morphologyEx(core, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)))
    image = image.copy()
    image[part] = np.where(with_soft_edge(core, sheet.dpi) > 0, crop, 255)
    return image


def _is_print(levels: Image, page: Image) -> bool:
    """Whether ink of these levels is about as dark as the page's print: a stamp may be darker than faded print."""
    return bool(abs(np.percentile(levels, 25) - np.percentile(ink_levels(page), 25)) <= SAME)
