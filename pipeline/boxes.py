"""Boxes (left, top, right, bottom), in pixels or in points, as they lie to each other."""

from __future__ import annotations

Side = int | float
Box = tuple[Side, Side, Side, Side]
Points = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
"""As PDF and SVG have it: `(a, b, c, d, e, f)` takes a point to `(ax + cy + e, bx + dy + f)`."""
PixelBox = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of an image."""


def inside(inner: Box, outer: Box) -> bool:
    """Whether the middle of a box lies within another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] < x < outer[2] and outer[1] < y < outer[3]


def overlap(one: Box, other: Box) -> bool:
    """Whether the middle of one of two boxes lies within the other."""
    return inside(one, other) or inside(other, one)


def meets(one: Box, other: Box) -> bool:
    """Whether two boxes have anything in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def part_within(one: Box, other: Box) -> float:
    """The part (0 to 1) of a box that lies within another."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    if across <= 0 or down <= 0:
        return 0.0
    return across * down / ((one[2] - one[0]) * (one[3] - one[1]))


def turning(turns: int, width: float, height: float) -> Matrix:
    """What takes a point of a page of `width` and `height` to where it lies after so many clockwise quarter turns."""
    matrices: dict[int, Matrix] = {
        0: (1, 0, 0, 1, 0, 0),
        1: (0, 1, -1, 0, height, 0),
        2: (-1, 0, 0, -1, width, height),
        3: (0, -1, 1, 0, 0, width),
    }
    return matrices[turns % 4]


def turned(box: Points, turns: int, width: float, height: float) -> Points:
    """Where a box on a page of `width` and `height` lies after so many clockwise quarter turns of the page."""
    x0, top, x1, bottom = box
    a, b, c, d, e, f = turning(turns, width, height)
    xs, ys = (a * x0 + c * top + e, a * x1 + c * bottom + e), (b * x0 + d * top + f, b * x1 + d * bottom + f)
    return (min(xs), min(ys), max(xs), max(ys))


def turned_sides(turns: int, width: float, height: float) -> tuple[float, float]:
    """Width and height of a page after so many quarter turns."""
    return (height, width) if turns % 2 else (width, height)
