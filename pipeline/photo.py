"""A photograph by phone made a page: the paper is found on what it lies on and its four corners pulled square."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.images import Image, Mask, as_image, grey

Corners = npt.NDArray[np.float32]
Matrix = npt.NDArray[np.float64]

LOOK_SIDE = 800
"""Pixels of the long side at which the paper's edges are looked for."""
RING = 0.02
"""Part of the picture, from its edges inwards, that shows what the paper lies on."""
DARKER = 40
"""Levels of brightness by which that must be darker than paper."""
AREA = (0.25, 0.93)
"""Part of the picture that the paper fills: of more there is nothing to pull but the black edge of a scan."""
FILLED = 0.94
"""Part of its four corners' area that the paper must fill, else it is no sheet."""
PRINT, STROKE, LIT = 0.6, 15, 50
"""Part of the brightness around it under which a pixel is print, how far around that is, in pixels of the sheet at
`PRINT_SIDE`, and the least brightness around it: the grain of a table is fainter, and what is black has none."""
PRINT_SIDE = 1600
"""Pixels of the long side at which print is looked for."""
LEFT_OUT = 0.5
"""Part of a picture's print outside of what is bright from which that is no sheet but the lit part of one."""
MARGIN = 0.04
"""Part of the way from its middle to its corners around them in which no print is counted."""
A4 = math.sqrt(2)
A4_LONG_INCHES = 11.69
NEARLY = 0.18
"""Part by which the sides' ratio may differ from that of a sheet of A4, as seen aslant, to be taken for one."""


def flattened(image: Image) -> tuple[Image, Matrix, float] | None:
    """The paper of a photograph, square; null where the picture is no paper lying on something darker.

    With it the matrix (3 × 3, homogeneous) from its pixels to those of the photograph, and its resolution in dpi,
    taken from a sheet of A4.
    """
    times = max(1, round(max(image.shape[:2]) / LOOK_SIDE))
    # Single pixels are enough to see that a scan lies on nothing, in a tenth of the time of a picture made smaller.
    if _level_of_paper(grey(as_image(np.ascontiguousarray(image[::times, ::times])))) is None:
        return None
    factor = 1 / times
    small = grey(as_image(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)))
    level = _level_of_paper(small)
    corners = None if level is None else _corners(_paper(small, level))
    if corners is None or _leaves_print_out(image, corners / np.float32(factor)):
        return None
    # A hair inside the edge, so that nothing of the table comes along.
    middle = corners.mean(axis=0)
    seen = (middle + 0.995 * (corners - middle)) / np.float32(factor)
    width, height = _size(seen)
    square = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    to_photo: Matrix = np.asarray(cv2.getPerspectiveTransform(square, seen.astype(np.float32)), np.float64)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    flat = cv2.warpPerspective(image, to_photo, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return as_image(flat), to_photo, max(width, height) / A4_LONG_INCHES


def _level_of_paper(small: Image) -> float | None:
    """The brightness from which a pixel is paper; null where the picture's edges are not much darker than that."""
    edge = max(3, round(RING * max(small.shape)))
    sides = [small[:edge], small[-edge:], small[:, :edge], small[:, -edge:]]
    ring = np.concatenate([side.ravel() for side in sides])
    table, paper = float(np.percentile(ring, 60)), float(np.percentile(small, 85))
    if paper - table < DARKER or sum(float(np.median(side)) < paper - DARKER for side in sides) < 3:
        return None
    return table + 0.3 * (paper - table)  # near the table's brightness, since a shadow may lie on the paper


def _paper(small: Image, level: float) -> Mask:
    """What is brighter than `level`, print and its accents closed up."""
    bright = as_image((cv2.GaussianBlur(small, (5, 5), 0) > level) * 255)
    return as_image(cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8)))


def _corners(paper: Mask) -> Corners | None:
    """The four corners of the sheet, from the top left clockwise; null where what is bright has no such shape."""
    contours: Any = cv2.findContours(paper, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    area = cv2.contourArea(hull)
    if not AREA[0] * paper.size < area < AREA[1] * paper.size:
        return None
    around = cv2.arcLength(hull, True)
    for part in (0.01, 0.02, 0.03, 0.05):
        shape = cv2.approxPolyDP(hull, part * around, True).reshape(-1, 2).astype(np.float32)
        if len(shape) == 4:
            filled = cv2.contourArea(shape)
            return _in_order(shape) if min(area, filled) > FILLED * max(area, filled) else None
    return None


def _leaves_print_out(image: Image, corners: Corners) -> bool:
    """Whether most of a picture's print is outside of four corners: a shadow that falls across a page parts it so."""
    factor = min(1.0, PRINT_SIDE / max(image.shape[:2]))
    seen = grey(as_image(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)))
    around = as_image(cv2.morphologyEx(seen, cv2.MORPH_CLOSE, np.ones((STROKE, STROKE), np.uint8)))
    ink = (seen < PRINT * around) & (around > LIT)
    middle = corners.mean(axis=0)
    inside = np.zeros(seen.shape, np.uint8)
    cv2.fillConvexPoly(inside, np.rint((middle + (1 + MARGIN) * (corners - middle)) * factor).astype(np.int32), 1)
    out, total = int((ink & (inside == 0)).sum()), int(ink.sum())
    return out > LEFT_OUT * total


def _in_order(corners: Corners) -> Corners:
    sums, differences = corners.sum(axis=1), corners[:, 1] - corners[:, 0]
    order = [sums.argmin(), differences.argmin(), sums.argmax(), differences.argmax()]
    return corners[order]


def _size(corners: Corners) -> tuple[int, int]:
    """Width and height in pixels of the sheet seen at four corners."""
    a, b, c, d = corners
    across = float(max(np.linalg.norm(b - a), np.linalg.norm(c - d)))
    down = float(max(np.linalg.norm(d - a), np.linalg.norm(c - b)))
    long, short = max(across, down), min(across, down)
    if abs(long / short / A4 - 1) < NEARLY:
        long, short = max(long, A4 * short), max(short, long / A4)
    return (round(short), round(long)) if down >= across else (round(long), round(short))
