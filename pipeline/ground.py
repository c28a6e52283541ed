"""What lies under the print of a whole page and is paler: a watermark, squared paper, the print of the other side."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.images import Image, Mask, as_image, darker, levels_at

PRINT = 0.4
"""Up to this part of the way from the darkest ink to the paper all is print."""
PALE = 0.87
"""From this part of the way on all is paper; what is between and away from print is ground."""
EDGE = 0.7
"""The same for what touches print: its soft edges are darker."""
MUCH = 0.008
"""Part of a page that is ground where there is one: stamps and seals on a grey scan are a good half of that."""
AROUND = 7
"""Pixels of a third of the page's resolution: within half of it pale ink is the print's own."""
MARGIN = 20
"""One in so many of the page's pixels along each edge, where shadows are, is not looked at."""
BIN, BETWEEN = 0.1, (0.2, 0.6)
"""Parts of the way from ink to paper by which strokes are counted, and between which the rarest level is looked for."""
RARE, STROKE = 0.12, 5
"""Strokes of that level to those of the ground's commonest, up to which print and ground are two inks: print that pales
where the toner runs out has them all. A stroke is as dark as the darkest within so many pixels."""
CONTRAST = 160.0
"""Levels between ink and paper without which nothing can be told from ground: worn print is pale in parts."""


def without_ground(image: Image) -> Image | None:
    """A grey page with its ground made paper; null where it has none to speak of."""
    dark, paper = levels_at(as_image(image[::4, ::4]), 0.5, 60)
    if paper - dark < CONTRAST or not _has_ground(image, paper, dark) or _pales(image, paper, dark):
        return None
    near = _near_print(image, dark + PRINT * (paper - dark))
    cleaned = image.copy()
    cleaned[(near == 0) | (image > dark + EDGE * (paper - dark))] = round(paper)
    return as_image(cleaned)


def _has_ground(image: Image, paper: float, dark: float) -> bool:
    """Whether much of a page is neither paper nor print nor beside print; seen on every third pixel."""
    few = as_image(np.ascontiguousarray(image[::3, ::3]))
    height, width = few.shape
    inner = np.s_[height // MARGIN : -height // MARGIN, width // MARGIN : -width // MARGIN]
    pale = darker(few, dark + PALE * (paper - dark))
    near = _near_print(few, dark + PRINT * (paper - dark), AROUND)
    ground = cv2.subtract(pale, near)[inner]
    return cv2.countNonZero(np.ascontiguousarray(ground)) > MUCH * ground.size


def _pales(image: Image, paper: float, dark: float) -> bool:
    """Whether what seems to be ground is print that pales in parts of the page: it is of all levels in between."""
    core = cv2.erode(image, np.ones((STROKE, STROKE), np.uint8))[image < dark + PALE * (paper - dark)]
    edges = np.arange(BETWEEN[0], PALE + BIN, BIN)
    often = np.histogram((core - dark) / (paper - dark), bins=edges)[0]
    rarest = often[edges[1:] <= BETWEEN[1] + BIN / 2].min()
    return bool(rarest > RARE * often[edges[:-1] >= PRINT - BIN / 2].max())


def _near_print(image: Image, level: float, reach: int = 5) -> Mask:
    return as_image(cv2.dilate(darker(image, level), np.ones((reach, reach), np.uint8)))
