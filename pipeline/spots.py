"""Where stamps may be on a sheet: spots of coloured ink, and the rectangles of paper that frames enclose.

A spot has its own slant, since a stamp is often tilted against the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal

import cv2
import numpy as np

from pipeline import skew
from pipeline.boxes import PixelBox, overlap
from pipeline.images import Image, Mask, as_image
from pipeline.sheet import Sheet

Shape = Literal["frame", "round", "other"]

HEAD = 0.6
"""Part of a page, from the top, in which frames without colour and marks without frames are looked for."""
FRAME_INCHES = ((0.6, 3.6), (0.22, 2.6))
"""Least and greatest width and height of a frame: NĐ 30/2020, Phụ lục I and IV, from KHẨN (20 × 8 mm) to ĐẾN."""
CELL = 0.025
"""Square inches of paper that a frame must enclose: more than any letter does."""
FORM_CELL = 0.12
"""The same of a form's smallest cell, that of `ĐẾN` in a row of cells."""
SEAL_INCHES = (0.9, 2.1)
REACH = 0.16
"""Inches by which coloured strokes are parted at most to be of one stamp: its lines are."""
MIXED = 0.06
"""Inches from violet ink within which blue is the same ink."""
PRINTED = (0.04, 0.17)
"""Inches of height of a letter of print."""
LETTERS = 18
"""Letters that a form without a frame has at least: ĐẾN, Số, Ngày and what was entered."""
TINTED = 0.02
"""Part of a form that its coloured ink takes up at least."""
MARK = 0.48
"""Inches of height below which a frame holds a mark of one line."""
TILT, STEP = 6.0, 0.5
"""Degrees by which a form is tilted at most, and from one tilt that is tried to the next."""
NEAR = 0.1
"""Inches around a pixel that it is compared with, where frames are looked for in grey."""
DARKER = 14
"""How much darker than that it must be, of 255, to be ink: stamps are often pale."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a stamp is: centre, size (across, down) and slant in pixels of the sheet, its ink if coloured.

    `form` where it is in the pens' colour, and so a stamp only if it reads as the form of one.
    """

    centre: tuple[float, float]
    size: tuple[float, float]
    angle: float
    shape: Shape
    ink: Mask | None
    form: bool = False

    @property
    def box(self) -> PixelBox:
        (x, y), (across, down) = self.centre, self.size
        turn = np.deg2rad(abs(self.angle))
        half_x = (across * np.cos(turn) + down * np.sin(turn)) / 2
        half_y = (across * np.sin(turn) + down * np.cos(turn)) / 2
        return (round(x - half_x), round(y - half_y), round(x + half_x), round(y + half_y))


def coloured(sheet: Sheet) -> Iterator[Spot]:
    """Red and violet spots, whatever their shape; blue ones where they are framed or look like print, since blue is the
    pens' colour."""
    masks = sheet.inks.colours
    warm = [masks[name] for name in ("red", "violet") if name in masks] + _violet_in_blue(sheet)
    if not warm and "blue" not in masks:
        return
    ink = as_image(np.bitwise_or.reduce(warm)) if warm else None
    if ink is not None:
        for own, box in _blobs(ink, sheet.dpi):
            yield _spot_of(own, box, sheet.dpi)
    if "blue" in masks:
        yield from _frames(_half(masks["blue"]), sheet.dpi, masks["blue"])
        head = masks["blue"].copy()
        head[round(HEAD * head.shape[0]) :] = 0
        for own, box in _blobs(head, sheet.dpi):
            shown = own if _is_printed(own, box, sheet.dpi) else _sharp(own, box, sheet.full)
            if _is_printed(shown, box, sheet.dpi):
                yield replace(_straight(shown, box, sheet.dpi, form=True), ink=own)


def _blobs(ink: Mask, dpi: float) -> Iterator[tuple[Mask, PixelBox]]:
    """Ink that lies together, no smaller than a mark: its mask, and its left, top, width and height."""
    small = cv2.resize(ink, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    reach = max(3, round(REACH * dpi / 4))
    grown = cv2.dilate(as_image((small > 40) * 255), np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(as_image(grown), connectivity=8)
    for index in range(1, count):
        x, y, width, height, _ = (4 * int(value) for value in stats[index])
        if width < 0.45 * dpi or height < 0.2 * dpi:
            continue
        part = as_image((labels[y // 4 : (y + height) // 4, x // 4 : (x + width) // 4] == index) * np.uint8(255))
        place = np.s_[y : min(y + height, ink.shape[0]), x : min(x + width, ink.shape[1])]
        own = np.zeros_like(ink)
        tall, wide = own[place].shape
        whole = as_image(cv2.resize(part, (width, height), interpolation=cv2.INTER_NEAREST))
        own[place] = whole[:tall, :wide] & ink[place]
        yield own, (x, y, width, height)


def _sharp(ink: Mask, box: PixelBox, full: Image) -> Mask:
    """Ink in its box as the grey page shows it: a scan's colours are coarser than its light, and join its letters."""
    x, y, width, height = box
    place = np.s_[y : y + height, x : x + width]
    _, dark = cv2.threshold(full[place], 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    made = np.zeros_like(ink)
    made[place] = cv2.bitwise_and(cv2.dilate(ink[place], np.ones((3, 3), np.uint8)), dark)
    return made


def _is_printed(ink: Mask, box: PixelBox, dpi: float) -> bool:
    """Whether ink is as many letters of print as a form has, each by itself: a pen's run together."""
    x, y, width, height = box
    parts = cv2.connectedComponentsWithStats(as_image(ink[y : y + height, x : x + width]), connectivity=8)[2][1:]
    tall = parts[:, 3] / dpi
    return int(((tall > PRINTED[0]) & (tall < PRINTED[1]) & (parts[:, 2] < 1.5 * PRINTED[1] * dpi)).sum()) >= LETTERS


def _violet_in_blue(sheet: Sheet) -> list[Mask]:
    """Blue pixels close to violet ones: the violet of stamps lies between the two."""
    masks = sheet.inks.colours
    if "blue" not in masks or "violet" not in masks:
        return []
    reach = 2 * round(MIXED * sheet.dpi) + 1
    near = cv2.dilate(masks["violet"], np.ones((reach, reach), np.uint8))
    return [as_image(cv2.bitwise_and(masks["blue"], near))]


def _spot_of(ink: Mask, box: PixelBox, dpi: float) -> Spot:
    framed = next(_frames(_half(ink), dpi, ink), None)
    if framed is not None:
        return framed
    least, most = min(box[2:]) / dpi, max(box[2:]) / dpi
    if SEAL_INCHES[0] < least and most < SEAL_INCHES[1] and 0.75 < box[2] / box[3] < 1.33:
        return Spot((box[0] + box[2] / 2, box[1] + box[3] / 2), (box[2], box[3]), 0.0, "round", ink)
    return _straight(ink, box, dpi)


def _straight(ink: Mask, box: PixelBox, dpi: float, *, form: bool = False) -> Spot:
    """A spot without a frame, its slant that of its lines."""
    x, y, width, height = box
    own = as_image(ink[y : y + height, x : x + width])
    angle = slant_of_letters(own) if _is_printed(ink, box, dpi) else skew.slant(as_image(255 - own))
    return Spot((x + width / 2, y + height / 2), (width, height), angle, "other", ink, form)


def slant_of_letters(letters: Mask) -> float:
    """Degrees by which lines of letters rise: as they fall into the fewest rows."""
    y, x = np.nonzero(letters)

    def thick(angle: float) -> int:
        rows = np.rint(y + np.tan(np.deg2rad(angle)) * x).astype(np.int_)
        return int((np.bincount(rows - rows.min()) ** 2).sum())

    return max((float(angle) for angle in np.arange(-TILT, TILT + STEP, STEP)), key=thick)


def grey_ink(sheet: Sheet) -> Mask:
    """The ink of a sheet's head in any colour, however pale, at half its size."""
    head = sheet.full[: round(HEAD * sheet.full.shape[0])]
    small = as_image(cv2.resize(head, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    around = 2 * round(NEAR * sheet.dpi / 2) + 1
    return as_image(
        cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, DARKER)
    )


def framed(ink: Mask, dpi: float) -> Iterator[Spot]:
    """Frames drawn in black, or in any ink on a grey scan, in the ink of a sheet of `dpi` seen at half its size."""
    yield from _frames(ink, dpi, None)


def with_colour(spot: Spot, sheet: Sheet) -> Spot:
    """A form's frame seen in grey with the coloured ink in it, if it has some: print that lies over a frame parts what
    is seen of it in colour."""
    left, top, right, bottom = (max(0, side) for side in spot.box)
    if not sheet.inks.colours or spot.size[1] < MARK * sheet.dpi:
        return spot
    ink = as_image(np.max(list(sheet.inks.colours.values()), axis=0))
    part = cv2.countNonZero(as_image(ink[top:bottom, left:right]))
    return replace(spot, ink=ink, form=True) if part > TINTED * (right - left) * (bottom - top) else spot


def _frames(small: Mask, dpi: float, own: Mask | None) -> Iterator[Spot]:
    """Rectangles of the right size whose cells the ink, seen at half the size, encloses."""
    found: list[Spot] = []
    for bridge in (3, 7):  # wide bridges close worn lines, but join a mark's letters to its frame
        for spot in _enclosing(
            as_image(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((bridge, bridge), np.uint8))), dpi, own
        ):
            if bridge > 3 and spot.size[1] < MARK * dpi:  # lines of print close to each other enclose as much
                continue
            if not any(overlap(spot.box, other.box) for other in found):
                found.append(spot)
    yield from found


def _half(mask: Mask) -> Mask:
    return as_image((cv2.resize(mask, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) > 60) * 255)


def _enclosing(closed: Mask, dpi: float, own: Mask | None) -> Iterator[Spot]:
    contours, family = cv2.findContours(closed, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if family is None:
        return
    unit = dpi / 2
    cells: dict[int, list[Any]] = {}
    for contour, (_, _, _, parent) in zip(contours, family[0], strict=True):
        if parent >= 0 and cv2.contourArea(contour) > CELL * unit**2:
            cells.setdefault(int(parent), []).append(contour)
    for holes in cells.values():
        # Print that runs into a frame encloses paper outside it too, in patches smaller than a form's cells.
        large = [hole for hole in holes if cv2.contourArea(hole) > FORM_CELL * unit**2]
        tries = (holes, large) if 0 < len(large) < len(holes) else (holes,)
        yield from islice((spot for some in tries if (spot := _around(some, closed, unit, own)) is not None), 1)


def _around(holes: list[Any], closed: Mask, unit: float, own: Mask | None) -> Spot | None:
    """The frame around patches of paper, at half the sheet's size; null where they fill none that has four sides."""
    (x, y), (across, down), angle = cv2.minAreaRect(np.vstack(holes))
    if abs(angle) > 45:
        across, down, angle = down, across, angle - 90 if angle > 0 else angle + 90
    filled = sum(cv2.contourArea(hole) for hole in holes) / max(1.0, across * down)
    (least_x, most_x), (least_y, most_y) = FRAME_INCHES
    sized = least_x < across / unit < most_x and least_y < down / unit < most_y and across > 1.15 * down
    if not (sized and filled > 0.5 and abs(angle) <= 6.5 and _has_sides(closed, (x, y), (across, down), angle)):
        return None
    return Spot((2 * x, 2 * y), (2 * across, 2 * down), -angle, "frame", own)


def _has_sides(ink: Mask, centre: tuple[float, float], size: tuple[float, float], angle: float) -> bool:
    """Whether ink runs along all four sides of a rectangle, as print around a patch of paper does not."""
    corners = cv2.boxPoints((centre, (size[0] + 4, size[1] + 4), angle))
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        steps = np.linspace(start, end, 60)[3:-3].round().astype(int)
        hit = [ink[max(0, y - 3) : y + 4, max(0, x - 3) : x + 4].any() for x, y in steps]
        if np.mean(hit) < 0.7:
            return False
    return True
