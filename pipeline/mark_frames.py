"""Frames of marks (KHẨN, MẬT) found by their four lines, where print that runs through them leaves no paper enclosed.

A frame is two upright strokes of like slant, taller than any letter, whose ends two thin lines join. It is looked for
at half the sheet's resolution, in black and in any ink on a grey scan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.boxes import part_within
from pipeline.images import Mask, as_image
from pipeline.spots import Spot

WIDE = (0.45, 2.4)
"""Inches of width of a mark's frame: MẬT 20 mm, TUYỆT MẬT 40 mm, and those of offices that cut their own."""
TALL = (0.24, 0.5)
"""Inches of its height."""
STROKE = 0.055
"""Inches from which a stroke is too thick for the line of a frame."""
RUN = (0.1, 0.14)
"""Inches that a line runs straight in one row or column of pixels, tilted by as much as a stamp is: more of the sides,
since letters are as tall as that."""
BRIDGE = 0.07
"""Inches of a line that print may cover."""
GAPS = (0.03, 0.06)
"""Inches of a side that may be worn away: where print is near, less tells it from that."""
SIDE = 0.17
"""Inches of an upright stroke from which it may be a side: no letter of print is as tall."""
TABLE = 0.8
"""Inches of an upright line from which it is a table's: a side that print runs into looks longer than it is."""
TILT = 0.13
"""Tangent of the greatest tilt."""
TURNS = (0.0, -0.012, 0.012, -0.024, 0.024)
"""Tangents by which the tilt may differ from that of the sides, which are short."""
SEEN, PLAIN = 0.8, 0.5
"""Parts of a frame's line that must be ink, and thin and straight: print runs through the rest."""
BEYOND = (0.05, 0.14)
"""Inches from a corner in which a line that runs on is seen."""
MOST = 60
"""Sides looked at: a page of drawings or small tables has hundreds, longest first."""
PART = 0.75
"""Part of a frame that lies within a plainer one from which it is that one's."""
WIDER = 0.3
"""What an inch of width is worth against the plainness of the four sides, 4 at most."""
FEW, MANY = 12, 32
"""Places at which a line is looked for: at first, and where it may be one."""
HINT = 0.6
"""Part of a line that must be ink where the tilt is not yet known well."""

Segment = tuple[float, float, float, float]
"""Upper end x, y and lower end x, y of an upright stroke."""
Shares = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where an image has ink (1) and thin strokes (2), a pixel either way: up and down for those `across`, to the sides
    for those `down`; `unit` is its pixels to an inch."""

    across: Mask
    down: Mask
    unit: float


def mark_frames(ink: Mask, dpi: float) -> Iterator[Spot]:
    """Frames of a mark's size in the ink of a sheet of `dpi` seen at half its size, each once."""
    across, down = _thin(ink, dpi / 2)
    found: list[Spot] = []
    pairs = list(combinations(sorted(_sides(down, dpi / 2)), 2))
    if not pairs:
        return
    lines = _Lines(_near(ink, across, (3, 1)), _near(ink, down, (1, 3)), dpi / 2)
    seen = [frame for left, right in pairs if (frame := _between(left, right, lines)) is not None]
    # Upright strokes of letters make frames of parts of a frame: the whole is as plain, and wider.
    for _, spot in sorted(seen, key=lambda frame: -frame[0] - WIDER * frame[1].size[0] / dpi):
        if not any(_part_of(spot, other) for other in found):
            found.append(spot)
    yield from found


def _thin(ink: Mask, unit: float) -> tuple[Mask, Mask]:
    """The strokes across and down that are thin and straight for a while."""
    stroke, bridge = (max(2, round(part * unit)) for part in (STROKE, BRIDGE))

    def straight(seen: Mask, run: float) -> Mask:
        thick = cv2.morphologyEx(seen, cv2.MORPH_OPEN, np.ones((stroke, 1), np.uint8))
        thin = cv2.morphologyEx(cv2.subtract(seen, thick), cv2.MORPH_CLOSE, np.ones((1, bridge), np.uint8))
        return as_image(cv2.morphologyEx(thin, cv2.MORPH_OPEN, np.ones((1, round(run * unit)), np.uint8)))

    turned = straight(as_image(cv2.transpose(ink)), RUN[1])
    return straight(ink, RUN[0]), as_image(cv2.transpose(turned))


def _sides(down: Mask, unit: float) -> list[Segment]:
    """The upright strokes that may be sides, each once: taller than letters, and not as tall as a table's lines."""
    tables = cv2.morphologyEx(down, cv2.MORPH_OPEN, np.ones((round(TABLE * unit), 1), np.uint8))
    turned = as_image(cv2.transpose(cv2.subtract(down, cv2.dilate(tables, np.ones((1, 3), np.uint8)))))
    length = SIDE * unit
    upright: list[Segment] = []
    for gap in GAPS:
        seen = cv2.HoughLinesP(
            turned, 1, np.pi / 360, round(0.75 * length), minLineLength=length, maxLineGap=gap * unit
        )
        for y0, x0, y1, x1 in [] if seen is None else seen[:, 0].tolist():
            if abs(x1 - x0) <= TILT * abs(y1 - y0) + 1 and abs(y1 - y0) < 1.1 * TALL[1] * unit:
                upright.append((x0, y0, x1, y1) if y0 < y1 else (x1, y1, x0, y0))
    found: list[Segment] = []
    for side in sorted(upright, key=lambda side: side[1] - side[3]):
        if len(found) < MOST and not any(_along(side, other) for other in found):
            found.append(side)
    return found


def _along(part: Segment, whole: Segment) -> bool:
    """Whether an upright stroke is seen in another already."""
    aside = abs(part[0] + part[2] - whole[0] - whole[2])
    return aside <= 6 and whole[1] - 4 <= part[1] and part[3] <= whole[3] + 4


def _between(left: Segment, right: Segment, lines: _Lines) -> tuple[float, Spot] | None:
    """The frame whose sides two upright strokes are, and how plain it is."""
    across = (right[0] + right[2] - left[0] - left[2]) / 2
    if not WIDE[0] * lines.unit < across < WIDE[1] * lines.unit:
        return None
    tilts = [(side[0] - side[2]) / (side[3] - side[1]) for side in (left, right)]
    if abs(tilts[0] - tilts[1]) > 0.1:
        return None
    lengths = [side[3] - side[1] for side in (left, right)]
    tilt = (tilts[0] * lengths[0] + tilts[1] * lengths[1]) / sum(lengths)
    fall = tilt * across
    shared = min(left[3], right[3] - fall) - max(left[1], right[1] - fall)
    if shared < 0.5 * min(lengths):
        return None
    if not _rows_of(_joined(left, right, tilt, lines, FEW), lines.unit, HINT, 0.0):
        return None
    found = [frame for turn in TURNS if (frame := _framed(left, right, tilt + turn, lines)) is not None]
    if not found:
        return None
    plain, spot = max(found, key=lambda frame: frame[0])
    return None if _goes_on(spot, lines) else (plain, spot)


def _joined(left: Segment, right: Segment, tilt: float, lines: _Lines, places: int) -> Shares:
    """How much of each row between two sides is ink, and thin strokes across, at that tilt (its tangent, downwards to
    the right); the middle row goes through the middle between them."""
    (x, y), across = _foot(left, right)
    rows = _reach(lines.unit)[:, None]
    steps = np.linspace(-0.46, 0.46, places)[None] * across
    seen = _seen(lines.across, x + steps - tilt * rows, y + tilt * steps + rows)
    return np.asarray(seen.sum(axis=2) / places, np.float32)


def _foot(left: Segment, right: Segment) -> tuple[tuple[float, float], float]:
    """The middle between two sides, and how far they are apart."""
    across = (right[0] + right[2] - left[0] - left[2]) / 2
    return ((left[0] + left[2] + right[0] + right[2]) / 4, (left[1] + left[3] + right[1] + right[3]) / 4), across


def _reach(unit: float) -> npt.NDArray[np.int_]:
    reach = round(TALL[1] * unit)
    return np.arange(-reach, reach + 1)


def _rows_of(joined: Shares, unit: float, seen: float, plain: float) -> list[tuple[int, int]]:
    """Pairs of rows that may be a frame's two lines."""
    rows = np.flatnonzero((joined[0] >= seen) & (joined[1] >= plain)).tolist()
    return [(top, end) for top in rows for end in rows if TALL[0] * unit < end - top < TALL[1] * unit]


def _framed(left: Segment, right: Segment, tilt: float, lines: _Lines) -> tuple[float, Spot] | None:
    """The frame of that tilt whose sides two upright strokes are parts of, and how plain it is."""
    joined = _joined(left, right, tilt, lines, MANY)
    pairs = _rows_of(joined, lines.unit, SEEN, PLAIN)
    if not pairs:
        return None
    (x, y), across = _foot(left, right)
    rows = _reach(lines.unit)
    stood = []  # of both sides, how many rows down to each are ink, and thin strokes
    for half, side in ((-across / 2, left), (across / 2, right)):
        own = (side[0] + side[2]) / 2 + tilt * ((side[1] + side[3]) / 2 - (y + tilt * half))
        stood.append(np.cumsum(_seen(lines.down, own - tilt * rows, y + tilt * half + rows), axis=1))
    best: tuple[float, int, int] | None = None
    for top, bottom in pairs:
        shares = np.array([(side[:, bottom] - side[:, top]) / (bottom - top) for side in stood])
        plain = float(joined[1, top] + joined[1, bottom] + shares[:, 1].sum())
        if shares[:, 0].min() >= SEEN and shares[:, 1].min() >= PLAIN and (best is None or plain > best[0]):
            best = plain, int(rows[top]), int(rows[bottom])
    if best is None:
        return None
    plain, top, bottom = best
    centre = x - tilt * (top + bottom) / 2, y + (top + bottom) / 2
    size = 2 * across, 2 * float(bottom - top)
    angle = -float(np.degrees(np.arctan(tilt)))
    return plain, Spot((2 * centre[0], 2 * centre[1]), size, angle, "frame", None)


def _goes_on(spot: Spot, lines: _Lines) -> bool:
    """Whether lines of a frame run on beyond its corners, as those of a table's cell do."""
    centre, size = [side / 2 for side in spot.centre], [side / 2 for side in spot.size]
    tilt = -float(np.tan(np.radians(spot.angle)))
    beyond = np.linspace(BEYOND[0] * lines.unit, BEYOND[1] * lines.unit, 8)
    still = np.zeros(len(beyond))
    on = {"across": 0, "down": 0}
    for side, end in product((-1, 1), (-1, 1)):
        x, y = side * size[0] / 2, end * size[1] / 2
        for way, along, down in (("across", side * beyond, still), ("down", still, end * beyond)):
            mask = lines.across if way == "across" else lines.down
            places = centre[0] + (x + along) - tilt * (y + down), centre[1] + (y + down) + tilt * (x + along)
            on[way] += bool(_seen(mask, *places).min() > 0)
    return on["down"] >= 2 or on["across"] >= 3


def _near(ink: Mask, thin: Mask, reach: tuple[int, int]) -> Mask:
    around = np.ones(reach, np.uint8)
    return as_image(as_image(cv2.dilate(ink, around)) & np.uint8(1) | as_image(cv2.dilate(thin, around)) & np.uint8(2))


def _seen(mask: Mask, x: Shares, y: Shares) -> Shares:
    """Whether there is ink, and thin strokes, at places: 1 or 0, for each in turn."""
    height, width = mask.shape
    columns, rows = np.rint(x).astype(np.int32), np.rint(y).astype(np.int32)
    if columns.min() >= 0 and rows.min() >= 0 and columns.max() < width and rows.max() < height:
        got = mask.ravel()[rows * width + columns]
    else:
        got = mask[rows.clip(0, height - 1), columns.clip(0, width - 1)]
        got[(columns < 0) | (rows < 0) | (columns >= width) | (rows >= height)] = 0
    seen = np.empty((2, *got.shape), np.float32)
    np.bitwise_and(got, 1, out=seen[0], casting="unsafe")
    np.right_shift(got, 1, out=seen[1], casting="unsafe")
    return seen


def _part_of(one: Spot, other: Spot) -> bool:
    """Whether most of a frame lies within another."""
    return part_within(one.box, other.box) > PART
