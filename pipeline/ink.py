"""Coloured ink told from black print: red and violet stamps and seals, blue pens."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.words import Ink
from pipeline.images import Image, Mask, as_image, grey

CHROMA = 36
"""Difference between a pixel's strongest and weakest channel from which it is coloured: JPEG tints black less."""
HUES: tuple[tuple[Ink, int, int], ...] = (("red", 0, 12), ("blue", 92, 128), ("violet", 129, 160), ("red", 161, 180))
"""OpenCV hues (0 to 180) of office inks; violet seals of offices and pink ones of copiers go with the red."""
LEAST = 2e-4
"""Part of a page that must be coloured for it to matter."""
TINTED = 0.08
"""Part of a page from which colour is paper or a picture, not ink."""


@dataclass(frozen=True, slots=True)
class Inks:
    """A page's coloured ink: `black` is the grey page without it, `colours` maps each colour to its mask."""

    black: Image
    colours: dict[Ink, Mask]

    def at(self, box: tuple[int, int, int, int]) -> Ink:
        """The ink of most strokes in a box (left, top, right, bottom)."""
        if not self.colours:
            return "black"
        left, top, right, bottom = box
        part = np.s_[max(0, top) : bottom, max(0, left) : right]
        dark = int((self.black[part] < 140).sum())
        for colour, mask in self.colours.items():
            if int((mask[part] > 0).sum()) > max(6, 1.5 * dark):
                return colour
        return "black"


def split(image: Image) -> Inks:
    """Lift coloured ink off a page. Grey pages, and pages tinted all over, come back as they are."""
    plain = grey(image)
    if image.ndim == 2:
        return Inks(plain, {})
    size = (plain.shape[1], plain.shape[0])
    small = as_image(cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    channels = cv2.split(small)
    strongest = cv2.max(cv2.max(channels[0], channels[1]), channels[2])
    chroma = cv2.subtract(strongest, cv2.min(cv2.min(channels[0], channels[1]), channels[2]))
    coloured = as_image(cv2.threshold(chroma, CHROMA, 255, cv2.THRESH_BINARY)[1])
    if not LEAST < cv2.countNonZero(coloured) / coloured.size < TINTED:
        return Inks(plain, {})
    hue = as_image(cv2.cvtColor(small, cv2.COLOR_BGR2HSV)[:, :, 0])
    colours: dict[Ink, Mask] = {}
    for name, low, high in HUES:
        mask = as_image(cv2.bitwise_and(coloured, cv2.inRange(hue, low, high)))
        colours[name] = as_image(cv2.bitwise_or(colours[name], mask)) if name in colours else mask
    colours = {name: mask for name, mask in colours.items() if cv2.countNonZero(mask) > LEAST / 2 * mask.size}
    if not colours:
        return Inks(plain, {})
    return Inks(
        _lifted(plain, image, colours),
        {name: as_image(cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST)) for name, mask in colours.items()},
    )


def _lifted(plain: Image, image: Image, colours: dict[Ink, Mask]) -> Image:
    """In its own colour ink is nearly as bright as paper, while black print beneath it stays dark."""
    lifted = plain.copy()
    for mask in colours.values():
        wide = cv2.dilate(mask, np.ones((3, 3), np.uint8))
        x, y, across, down = cv2.boundingRect(wide)
        part = np.s_[2 * y : 2 * (y + down), 2 * x : 2 * (x + across)]  # the masks are half as large as the page
        around = plain[part]
        near = cv2.resize(wide[y : y + down, x : x + across], around.shape[1::-1], interpolation=cv2.INTER_NEAREST)
        channels = cv2.split(image[part])
        strongest = as_image(cv2.max(cv2.max(channels[0], channels[1]), channels[2]))
        level = max(90.0, float(np.percentile(strongest[near > 0], 30)))
        bright = cv2.max(cv2.convertScaleAbs(strongest, alpha=255 / level), around)
        view = lifted[part]
        view[near > 0] = bright[near > 0]
    return lifted
