"""A stamp cut out of its sheet and turned straight, in its own ink, without its frame, rules and dotted lines."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline import rules
from pipeline.found import Found
from pipeline.images import Image, Mask, as_image
from pipeline.sheet import Matrix
from pipeline.spots import Spot

READ_SCALE = 1.5
"""Letters of stamps are small: read at half as much again."""
DASH, STEM = 0.16, 0.2
"""Inches: lines are longer than any dash or bar of a letter, and taller than any letter."""
CELLS = 0.52
"""Inches of height above which a frame has cells: a mark is one line."""
PRINTED = (0.08, 0.75)
"""Part of the ink in a stamp that is print under it."""
PALER = 40
"""How much paler than that its own ink is, of 255."""
SOFT = 0.01
"""Inches around print in which ink is its soft edge."""
LEAST = 50
"""Pixels of ink from which there is anything to part."""
DOT = 0.04
"""Inches: the greatest height of a dot of a dotted line."""


def way_back(spot: Spot) -> tuple[Matrix, tuple[int, int]]:
    """From pixels of the straight, enlarged stamp to pixels of the sheet, and its size."""
    across, down = (side * READ_SCALE for side in spot.size)
    turn = np.deg2rad(-spot.angle)
    cos, sin = np.cos(turn) / READ_SCALE, np.sin(turn) / READ_SCALE
    x, y = spot.centre
    matrix = np.array(
        [
            [cos, -sin, x - cos * across / 2 + sin * down / 2],
            [sin, cos, y - sin * across / 2 - cos * down / 2],
            [0, 0, 1.0],
        ]
    )
    return matrix, (max(8, round(across)), max(8, round(down)))


def cut(image: Image, to_sheet: Matrix, size: tuple[int, int], paper: int = 255) -> Image:
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    return as_image(cv2.warpAffine(image, to_sheet[:2], size, flags=flags, borderValue=paper))


def looks_of(ink: Mask | None, full: Image, to_sheet: Matrix, size: tuple[int, int]) -> list[Image]:
    """A straight stamp in its own ink and in what else was written over it; a grey one as it is."""
    if ink is None:
        return [full]
    own = cut(as_image(cv2.dilate(ink, np.ones((3, 3), np.uint8))), to_sheet, size, paper=0)
    return [ink_alone(ink, full, to_sheet, size), as_image(np.where(own > 0, 255, full))]


def ink_alone(ink: Mask | None, full: Image, to_sheet: Matrix, size: tuple[int, int]) -> Image:
    """A coloured stamp without pens and print in other inks around and over it."""
    if ink is None:
        return full
    near = cut(as_image(cv2.dilate(ink, np.ones((5, 5), np.uint8))), to_sheet, size, paper=0)
    shown = as_image(np.where(near > 0, full, 255))
    darkest = float(np.percentile(shown[near > 0], 5)) if near.any() else 0.0
    return as_image(np.clip((shown.astype(np.float32) - darkest) * (255 / max(40.0, 235 - darkest)), 0, 255))


def without_print(image: Image, dpi: float) -> Image | None:
    """A straight stamp in grey without the print under it, which is darker; null where all its ink is about as dark."""
    gone = _print_in(image, dpi)
    return None if gone is None else as_image(np.where(gone > 0, int(np.percentile(image, 80)), image))


def under_print(image: Image, dpi: float) -> Image | None:
    """The same with the stamp's own strokes drawn on over the places that the print covered, in full contrast."""
    gone = _print_in(image, dpi)
    if gone is None:
        return None
    shown = as_image(cv2.inpaint(image, gone, 3, cv2.INPAINT_TELEA))
    darkest, paper = (float(level) for level in np.percentile(shown, (2, 60)))
    scale = 255 / max(40.0, paper - darkest)
    return as_image(np.clip((shown.astype(np.float32) - darkest) * scale, 0, 255))


def _print_in(image: Image, dpi: float) -> Mask | None:
    levels = ink_levels(image)
    if levels.size < LEAST:
        return None
    within = parted(levels)
    if within is None or not PRINTED[0] < (levels <= within).mean() < PRINTED[1]:
        return None
    # What was entered is between the two, at times: then print is the darker part of the dark.
    within = parted(levels[levels <= within]) or within
    core = cv2.morphologyEx(as_image((image <= within) * 255), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    return with_soft_edge(as_image(core), dpi)


def ink_levels(image: Image) -> Image:
    """The levels of what is ink in an image."""
    _, ink = cv2.threshold(image, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    return as_image(image[ink > 0])


def with_soft_edge(core: Mask, dpi: float) -> Mask:
    """The strong part of strokes with the soft edge around it."""
    reach = 2 * round(SOFT * dpi) + 1
    return as_image(cv2.dilate(core, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))))


def parted(levels: Image) -> float | None:
    """The level that parts darker ink from paler; null where all is about as dark."""
    within, _ = cv2.threshold(levels.reshape(-1, 1), 0, 255, cv2.THRESH_OTSU)
    dark = levels <= within
    return None if dark.all() or not dark.any() or levels[~dark].mean() - levels[dark].mean() < PALER else float(within)


def without_rules(image: Image, dpi: float, *, worn: bool = True) -> Image:
    """A straight stamp without its frame and the lines between its cells; also without what is left of `worn` ones,
    for which strokes of a pen may be taken that run on from one figure to the next."""
    inset = round(0.02 * dpi * READ_SCALE)
    image = image.copy()
    image[:inset], image[-inset:], image[:, :inset], image[:, -inset:] = 255, 255, 255, 255
    fat = as_image(cv2.erode(image, np.ones((3, 3), np.uint8)))  # lines between cells are thin and worn
    clean = rules.without(image, rules.ruled(fat, dpi * READ_SCALE * 0.7)[2])
    if worn and clean.shape[0] > CELLS * dpi * READ_SCALE:  # a mark's letters are as tall as the cells of a form
        clean = _without_lines(clean, dpi * READ_SCALE)
    return _without_dots(clean, dpi * READ_SCALE)


def _without_lines(image: Image, dpi: float) -> Image:
    """A straight stamp without what is left of worn lines: strokes longer than a dash or taller than a letter."""
    _, ink = cv2.threshold(image, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, round(DASH * dpi)), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((round(STEM * dpi), 1), np.uint8))
    mask = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    return as_image(np.where(mask > 0, 255, image))


def _without_dots(image: Image, dpi: float) -> Image:
    """A straight stamp without the dotted lines that it has for its entries: rows of specks, or a blurred line."""
    _, ink = cv2.threshold(image, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(as_image(ink), connectivity=8)
    flat = stats[:, 3] <= DOT * dpi
    flat[0] = False
    reach = np.ones((1, round(2.2 * DOT * dpi)), np.uint8)
    rows = cv2.morphologyEx(as_image(flat[labels] * 255), cv2.MORPH_CLOSE, reach)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(as_image(rows), connectivity=8)
    dotted = (stats[:, 3] <= 1.6 * DOT * dpi) & (stats[:, 2] > 6 * DOT * dpi)
    dotted[0] = False
    mask = cv2.dilate(as_image((dotted[labels] & (rows > 0)) * 255), np.ones((5, 5), np.uint8))
    return as_image(np.where(mask > 0, 255, image))


def on_sheet(found: Found, to_sheet: Matrix) -> Found:
    left, top, right, bottom = found.box
    corners = to_sheet @ np.array([[left, top, 1], [right, top, 1], [left, bottom, 1], [right, bottom, 1]], float).T
    x, y = corners[0], corners[1]
    box = (round(x.min()), round(y.min()), round(x.max()), round(y.max()))
    return Found(found.text, box, found.confidence, found.line, found.ink, found.by_hand, found.opinions)
