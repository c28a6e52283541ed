"""What is stamped onto a page, read by itself: arrival stamps, urgency and secrecy marks, seals.

A stamp is found by its coloured ink, and on grey pages by its frame: the rectangles of paper that its lines enclose.
It is turned straight by its own slant, since it is often tilted against the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import cv2
import numpy as np

from pipeline import rules, skew, tesseract
from pipeline.entries import with_entries
from pipeline.found import Found
from pipeline.gaps import find_stamp_gaps
from pipeline.images import Image, Mask, as_image, scaled
from pipeline.pen import with_pen
from pipeline.secrecy import is_mark, said_by_stamp
from pipeline.sheet import Matrix, Sheet
from pipeline.tesseract import PixelBox, RawWord

Shape = Literal["frame", "round", "other"]

HEAD = 0.6
"""Part of a page, from the top, in which frames without colour and marks without frames are looked for."""
FRAME_INCHES = ((0.6, 3.6), (0.22, 2.6))
"""Least and greatest width and height of a frame: NĐ 30/2020, Phụ lục I and IV, from KHẨN (20 × 8 mm) to ĐẾN."""
CELL = 0.025
"""Square inches of paper that a frame must enclose: more than any letter does."""
STAMP_WORDS = ("ĐẾN", "ĐỀN", "ĐỂN", "DEN", "ĐEN", "ĐÊN", "CHUYỂN", "CHUYẾN", "CHUYỀN", "NGÀY")
SEAL_INCHES = (0.9, 2.1)
READ_SCALE = 1.5
"""Letters of stamps are small: read at half as much again."""
DOT = 0.04
"""Inches: the greatest height of a dot of a dotted line."""
MARK = 0.48
"""Inches of height below which a frame holds a mark of one line."""
CLEAR = 0.9
"""Part of a stamp's letters read with some confidence from which it is not read a second way."""
MOST = 6
NEAR = 0.1
"""Inches around a pixel that it is compared with, where frames are looked for in grey."""
DARKER = 14
"""How much darker than that it must be, of 255, to be ink: stamps are often pale."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stamp on a sheet: its upright box there, its slant in degrees, its shape, and its words (boxes there)."""

    box: PixelBox
    angle: float
    shape: Shape
    words: tuple[Found, ...]


def find_stamps(sheet: Sheet) -> list[Region]:
    """The stamps of a sheet, framed ones first, each read by itself.

    A frame in pale ink may have too little colour to be whole, so frames are looked for in colour and in grey.
    """
    coloured = list(_coloured(sheet))
    frames = [spot for spot in coloured if spot.shape == "frame"]
    frames += [spot for spot in _framed(sheet) if not any(_inside(spot.box, other.box) for other in frames)]
    read = [region for spot in frames[:MOST] if (region := _read(sheet, spot)) is not None]
    rest = [spot for spot in coloured if spot.shape != "frame"]
    others = [region for spot in rest[:MOST] if (region := _read(sheet, spot)) is not None]
    return read + [one for one in others if _bears_mark(one) or not _covered(one, read)]


def _covered(region: Region, frames: list[Region]) -> bool:
    """Whether what a coloured spot holds was read already, as part of a frame."""
    return any(one.words and _overlap(region.box, one.box) for one in frames)


def _bears_mark(region: Region) -> bool:
    """Whether a secrecy mark stands in a region: it is never dropped, not even one stamped into another stamp."""
    return any(is_mark(text) for text in said_by_stamp(region.words))


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a stamp is: centre, size (across, down) and slant in pixels of the sheet, its ink if coloured."""

    centre: tuple[float, float]
    size: tuple[float, float]
    angle: float
    shape: Shape
    ink: Mask | None

    @property
    def box(self) -> PixelBox:
        (x, y), (across, down) = self.centre, self.size
        turn = np.deg2rad(abs(self.angle))
        half_x = (across * np.cos(turn) + down * np.sin(turn)) / 2
        half_y = (across * np.sin(turn) + down * np.cos(turn)) / 2
        return (round(x - half_x), round(y - half_y), round(x + half_x), round(y + half_y))


def _coloured(sheet: Sheet) -> Iterator[_Spot]:
    """Red and violet spots, whatever their shape; blue ones where they are framed, since blue is the pens' colour."""
    masks = sheet.inks.colours
    warm = [masks[name] for name in ("red", "violet") if name in masks]
    if not warm and "blue" not in masks:
        return
    ink = as_image(sum(mask // 255 for mask in warm) > 0) * np.uint8(255) if warm else None
    if ink is not None:
        small = cv2.resize(ink, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        reach = max(3, round(0.1 * sheet.dpi / 4))
        grown = cv2.dilate(as_image((small > 40) * 255), np.ones((reach, reach), np.uint8))
        count, labels, stats, _ = cv2.connectedComponentsWithStats(as_image(grown), connectivity=8)
        for index in range(1, count):
            x, y, width, height, _ = (4 * int(value) for value in stats[index])
            inches = width / sheet.dpi, height / sheet.dpi
            if inches[0] < 0.45 or inches[1] < 0.2:
                continue
            part = as_image(np.where(labels == index, grown, 0))
            own = as_image(
                as_image(cv2.resize(part, (ink.shape[1], ink.shape[0]), interpolation=cv2.INTER_NEAREST)) & ink
            )
            yield _spot_of(own, (x, y, width, height), inches, sheet.dpi)
    if "blue" in masks:
        yield from _frames(_half(masks["blue"]), sheet.dpi, masks["blue"])


def _spot_of(ink: Mask, box: tuple[int, int, int, int], inches: tuple[float, float], dpi: float) -> _Spot:
    framed = next(_frames(_half(ink), dpi, ink), None)
    if framed is not None:
        return framed
    x, y, width, height = box
    round_seal = SEAL_INCHES[0] < min(inches) and max(inches) < SEAL_INCHES[1] and 0.75 < width / height < 1.33
    crop = as_image(255 - ink[y : y + height, x : x + width])
    angle = 0.0 if round_seal else skew.slant(crop)
    return _Spot((x + width / 2, y + height / 2), (width, height), angle, "round" if round_seal else "other", ink)


def _framed(sheet: Sheet) -> Iterator[_Spot]:
    """Frames drawn in black, or in any ink on a grey scan, however pale."""
    head = sheet.full[: round(HEAD * sheet.full.shape[0])]
    small = as_image(cv2.resize(head, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    around = 2 * round(NEAR * sheet.dpi / 2) + 1
    darker = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, DARKER)
    yield from _frames(as_image(darker), sheet.dpi, None)


def _frames(small: Mask, dpi: float, own: Mask | None) -> Iterator[_Spot]:
    """Rectangles of the right size whose cells the ink, seen at half the size, encloses."""
    found: list[_Spot] = []
    for bridge in (3, 7):  # wide bridges close worn lines, but join a mark's letters to its frame
        for spot in _enclosing(
            as_image(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((bridge, bridge), np.uint8))), dpi, own
        ):
            if bridge > 3 and spot.size[1] < MARK * dpi:  # lines of print close to each other enclose as much
                continue
            if not any(_overlap(spot.box, other.box) for other in found):
                found.append(spot)
    yield from found


def _half(mask: Mask) -> Mask:
    return as_image((cv2.resize(mask, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) > 60) * 255)


def _enclosing(closed: Mask, dpi: float, own: Mask | None) -> Iterator[_Spot]:
    contours, family = cv2.findContours(closed, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if family is None:
        return
    unit = dpi / 2
    cells: dict[int, list[Any]] = {}
    for contour, (_, _, _, parent) in zip(contours, family[0], strict=True):
        if parent >= 0 and cv2.contourArea(contour) > CELL * unit**2:
            cells.setdefault(int(parent), []).append(contour)
    for holes in cells.values():
        (x, y), (across, down), angle = cv2.minAreaRect(np.vstack(holes))
        if abs(angle) > 45:
            across, down, angle = down, across, angle - 90 if angle > 0 else angle + 90
        filled = sum(cv2.contourArea(hole) for hole in holes) / max(1.0, across * down)
        (least_x, most_x), (least_y, most_y) = FRAME_INCHES
        if not (
            least_x < across / unit < most_x
            and least_y < down / unit < most_y
            and filled > 0.5
            and across > 1.15 * down
        ):
            continue
        if abs(angle) <= 6.5 and _has_sides(closed, (x, y), (across, down), angle):
            yield _Spot((2 * x, 2 * y), (2 * across, 2 * down), -angle, "frame", own)


def _has_sides(ink: Mask, centre: tuple[float, float], size: tuple[float, float], angle: float) -> bool:
    """Whether ink runs along all four sides of a rectangle, as print around a patch of paper does not."""
    corners = cv2.boxPoints((centre, (size[0] + 4, size[1] + 4), angle))
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        steps = np.linspace(start, end, 60)[3:-3].round().astype(int)
        hit = [ink[max(0, y - 3) : y + 4, max(0, x - 3) : x + 4].any() for x, y in steps]
        if np.mean(hit) < 0.7:
            return False
    return True


def _read(sheet: Sheet, spot: _Spot) -> Region | None:
    """A spot read straight; null where it proves to be no stamp but a table or a box around print."""
    if spot.shape == "round":
        return Region(spot.box, spot.angle, spot.shape, ())
    to_sheet, size = _way_back(spot)
    full = _cut(sheet.full, to_sheet, size)
    if spot.shape == "other" and spot.centre[1] > HEAD * sheet.full.shape[0]:  # the rest of a seal
        return Region(spot.box, spot.angle, spot.shape, ())
    if spot.shape == "other":  # a mark without a frame: it is in capitals and plain
        read = _words(_ink_alone(spot.ink, full, to_sheet, size), spot, sheet.dpi)
        plain = [word for word in read if word.confidence > 0.5 and word.text.isupper() and len(word.text) > 1]
        return Region(
            spot.box, spot.angle, spot.shape, tuple(_on_sheet(one, to_sheet) for one in with_pen(plain, full))
        )
    looks = [_without_rules(look, sheet.dpi) for look in _looks(spot.ink, full, to_sheet, size)]
    words = _words(looks[0], spot, sheet.dpi)
    if spot.ink is not None and (not words or _sense(words) < CLEAR * sum(len(word.text) for word in words)):
        other = _words(_without_rules(full, sheet.dpi), spot, sheet.dpi)
        words = max(words, other, key=lambda read: (_labels(read), _sense(read)))
    if not _stampish(words, spot, sheet.dpi):
        return None if spot.ink is None else Region(spot.box, spot.angle, "other", ())
    found = with_entries(words, looks, sheet.dpi * READ_SCALE)
    return Region(spot.box, spot.angle, spot.shape, tuple(_on_sheet(one, to_sheet) for one in found))


def _labels(words: list[RawWord]) -> int:
    """How many kinds of entries of an arrival stamp the words have labels for."""
    return len({gap.what for gap in find_stamp_gaps(words, 0) if not gap.label})


def _looks(ink: Mask | None, full: Image, to_sheet: Matrix, size: tuple[int, int]) -> list[Image]:
    """A straight stamp in its own ink and in what else was written over it; a grey one as it is."""
    if ink is None:
        return [full]
    own = _cut(as_image(cv2.dilate(ink, np.ones((3, 3), np.uint8))), to_sheet, size, paper=0)
    return [_ink_alone(ink, full, to_sheet, size), as_image(np.where(own > 0, 255, full))]


def _without_rules(image: Image, dpi: float) -> Image:
    """A straight stamp without its frame and the lines between its cells."""
    inset = round(0.02 * dpi * READ_SCALE)
    image = image.copy()
    image[:inset], image[-inset:], image[:, :inset], image[:, -inset:] = 255, 255, 255, 255
    fat = as_image(cv2.erode(image, np.ones((3, 3), np.uint8)))  # lines between cells are thin and worn
    clean = rules.without(image, rules.ruled(fat, dpi * READ_SCALE * 0.7)[2])
    return _without_dots(clean, dpi * READ_SCALE)


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


def _words(clean: Image, spot: _Spot, dpi: float) -> list[RawWord]:
    """Tesseract's words in a straight stamp without rules."""
    if spot.size[1] < MARK * dpi:
        return _mark(clean, dpi)
    words = tesseract.words(clean, dpi=dpi * READ_SCALE, layout="sparse")
    return _lined([word for word in words if any(letter.isalnum() for letter in word.text)])


def _mark(image: Image, dpi: float) -> list[RawWord]:
    """A mark of one line. Its fat letters are tried in several sizes and with thinner strokes."""
    tries: list[list[RawWord]] = []
    for scale, thinner in ((1.0, False), (0.6, False), (0.6, True), (1.0, True)):
        shown = cv2.dilate(image, np.ones((3, 3), np.uint8)) if thinner else image
        shown = cv2.copyMakeBorder(scaled(as_image(shown), scale), 16, 16, 16, 16, cv2.BORDER_CONSTANT, value=255)
        words = tesseract.words(as_image(shown), dpi=dpi * READ_SCALE * scale, layout="line")
        back = [_rescaled(word, 16, scale) for word in words if any(letter.isalpha() for letter in word.text)]
        tries.append(back)
        if back and _sense(back) > CLEAR * sum(len(word.text) for word in back):
            break
    return max(tries, key=_sense)


def _rescaled(word: RawWord, border: int, scale: float) -> RawWord:
    left, top, right, bottom = (round((side - border) / scale) for side in word.box)
    return replace(word, box=(left, top, right, bottom), symbols=())


def _lined(words: list[RawWord]) -> list[RawWord]:
    """Words of a straight stamp with their lines told by their height on it: scattered text has none of its own."""
    lined: list[RawWord] = []
    line, last = -1, -1e9
    for word in sorted(words, key=lambda word: word.box[1] + word.box[3]):
        middle, height = (word.box[1] + word.box[3]) / 2, word.box[3] - word.box[1]
        if middle - last > 0.45 * height:
            line += 1
        last = middle
        lined.append(replace(word, line=line))
    return sorted(lined, key=lambda word: (word.line, word.box[0]))


def _ink_alone(ink: Mask | None, full: Image, to_sheet: Matrix, size: tuple[int, int]) -> Image:
    """A coloured stamp without pens and print in other inks around and over it."""
    if ink is None:
        return full
    near = _cut(as_image(cv2.dilate(ink, np.ones((5, 5), np.uint8))), to_sheet, size, paper=0)
    shown = as_image(np.where(near > 0, full, 255))
    darkest = float(np.percentile(shown[near > 0], 5)) if near.any() else 0.0
    return as_image(np.clip((shown.astype(np.float32) - darkest) * (255 / max(40.0, 235 - darkest)), 0, 255))


def _sense(words: list[RawWord]) -> float:
    """How much was read with some confidence: letters, less half of the doubtful ones."""
    return sum(len(word.text) * (1.0 if word.confidence > 0.6 else -0.5) for word in words)


def _stampish(words: list[RawWord], spot: _Spot, dpi: float) -> bool:
    """Whether a frame on a grey page is a stamp: a mark's small box, tilted, or with the words of a stamp."""
    text = " ".join(word.text for word in words).upper()
    if spot.size[1] < MARK * dpi or abs(spot.angle) > 1.0 or any(word in text for word in STAMP_WORDS):
        return True
    return _labels(words) > 0


def _way_back(spot: _Spot) -> tuple[Matrix, tuple[int, int]]:
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


def _cut(image: Image, to_sheet: Matrix, size: tuple[int, int], paper: int = 255) -> Image:
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    return as_image(cv2.warpAffine(image, to_sheet[:2], size, flags=flags, borderValue=paper))


def _on_sheet(found: Found, to_sheet: Matrix) -> Found:
    left, top, right, bottom = found.box
    corners = to_sheet @ np.array([[left, top, 1], [right, top, 1], [left, bottom, 1], [right, bottom, 1]], float).T
    x, y = corners[0], corners[1]
    box = (round(x.min()), round(y.min()), round(x.max()), round(y.max()))
    return Found(found.text, box, found.confidence, found.line, found.ink, found.by_hand, found.opinions)


def _overlap(one: PixelBox, other: PixelBox) -> bool:
    return _inside(one, other) or _inside(other, one)


def _inside(inner: PixelBox, outer: PixelBox) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] < x < outer[2] and outer[1] < y < outer[3]
