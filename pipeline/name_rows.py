"""Rows of ink in which a name may stand that no reader found: one stamped in a script leans and climbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.images import Image, as_image
from pipeline.slopes import levelled
from pipeline.unread import ink_in

TALL, WIDE = (0.35, 2.4), (0.1, 8.0)
"""Line heights of a letter, or of letters that a script joins: a signature's strokes and a seal's ring are larger."""
SLOPES = tuple(round(0.02 * step, 2) for step in range(-7, 8))
"""Slopes that a row is looked for in."""
WEIGHED = 4.0
"""Line heights of a part of the ink from which it counts for no more in a row."""
SPREAD, BESIDE = 0.25, 0.5
"""Line heights by which the middles of a row's letters are off its line, mostly and at most."""
GAP = 2.0
"""Line heights of paper at which a row ends."""
LEAST = 3.0
"""Line heights of the shortest row."""
APART = 0.05, 0.7
"""Slopes, and line heights where they begin, by which two rows are two."""
MOST = 4
"""Rows in one light at most."""
LIGHTS = 2
"""Looks in which one row is given."""
ROOM = 0.6
"""Line heights beside a row that its strip has too."""
LOW = 0.5
"""How much more a row at the foot of the place is worth than one at its head: names stand under signatures."""

Parts = npt.NDArray[np.int32]
"""Left, top, width, height and area of parts of the ink, a row each."""


@dataclass(frozen=True, slots=True)
class Row:
    """Ink along a line that falls by `slope` for each pixel to the right, from `level` at the crop's left edge; it lies
    between `left` and `right`, in pixels of the crop.
    """

    slope: float
    level: float
    left: int
    right: int
    worth: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.level + self.slope * (self.left + self.right) / 2

    def turned(self, slope: float) -> Row:
        """The row with a slope about its middle."""
        return Row(slope, self.middle - slope * (self.left + self.right) / 2, self.left, self.right, self.worth)


def rows(looks: Sequence[Image], high: int) -> list[tuple[Image, Row]]:
    """Rows that may be a name's in the looks, each in those that show most of it; the best first. `high` is the height
    of a line of print.
    """
    found = [(look, row) for look in looks for row in _rows(look, high)]
    kept: list[tuple[Image, Row]] = []
    for look, row in sorted(found, key=lambda one: -one[1].worth):
        if sum(not _differ(row, other, high) for _, other in kept) < LIGHTS:
            kept.append((look, row))
    return kept


def strip(look: Image, row: Row, high: int, half: float, room: float = ROOM) -> Image:
    """A row made level, with `half` line heights above and below its middle, and `room` beside it; empty where the look
    ends before it.
    """
    return as_image(levelled(look, row.slope)[cut(row, high, half, room)])


def cut(row: Row, high: int, half: float, room: float = ROOM) -> tuple[slice, slice]:
    """Where the strip of a row lies in the look made level: its heights, its widths."""
    aside = round(room * high)
    top, bottom = max(0, round(row.level - half * high)), max(0, round(row.level + half * high))
    return slice(top, bottom), slice(max(0, row.left - aside), row.right + aside)


def _rows(look: Image, high: int) -> Iterator[Row]:
    parts = _parts(look, high)
    if not len(parts):
        return
    weights = np.minimum(parts[:, 2], WEIGHED * high)
    found: list[tuple[float, float, float]] = []
    for slope in SLOPES:
        levels = _levels(parts, slope)
        about = np.exp(-0.5 * ((levels[:, None] - levels[None, :]) / (SPREAD * high)) ** 2) @ weights
        best = int(about.argmax())
        found.append((float(about[best]), slope, float(levels[best])))
    kept: list[Row] = []
    for _, slope, level in sorted(found, reverse=True):
        row = _row(parts[np.abs(_levels(parts, slope) - level) < BESIDE * high], slope, level, high, look.shape[0])
        if row is not None and all(_differ(row, other, high) for other in kept) and len(kept) < MOST:
            kept.append(row)
            yield row


def _row(parts: Parts, slope: float, level: float, high: int, height: int) -> Row | None:
    """The run of parts with most ink among those on one line; null where it is too short for a name."""
    runs: list[list[int]] = []
    for left, _, wide, _, _ in parts[parts[:, 0].argsort()].tolist():
        if runs and left - runs[-1][1] < GAP * high:
            runs[-1][1:] = max(runs[-1][1], left + wide), runs[-1][2] + wide
        else:
            runs.append([left, left + wide, wide])
    left, right, ink = max(runs, key=lambda run: run[2])
    worth = ink * (1 + LOW * level / height)
    return Row(slope, level, left, right, worth) if right - left > LEAST * high else None


def _parts(look: Image, high: int) -> Parts:
    """The parts of a look's ink that letters may be."""
    parts = np.asarray(cv2.connectedComponentsWithStats(ink_in(look), connectivity=8)[2][1:], np.int32)
    wide, tall = parts[:, 2], parts[:, 3]
    letters = (TALL[0] * high < tall) & (tall < TALL[1] * high) & (WIDE[0] * high < wide) & (wide < WIDE[1] * high)
    return parts[letters]


def _levels(parts: Parts, slope: float) -> npt.NDArray[np.float64]:
    """Where lines of a slope through the middles of parts begin."""
    levels: npt.NDArray[np.float64] = parts[:, 1] + parts[:, 3] / 2 - slope * (parts[:, 0] + parts[:, 2] / 2)
    return levels


def _differ(one: Row, other: Row, high: int) -> bool:
    return abs(one.slope - other.slope) > APART[0] or abs(one.middle - other.middle) > APART[1] * high
