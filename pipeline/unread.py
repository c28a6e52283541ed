"""Whether print stands in a place that nobody read: letters in a row, told from strokes of a seal and of the pen.

Reading a place again in every light costs as much as half a page; a look at the shapes of its ink costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from pipeline.boxes import PixelBox
from pipeline.images import Image, Mask, as_image, darker
from pipeline.name_lines import Read

CLEAR = 0.85
"""Confidence from which a word was read well."""
DARK = 0.75
"""Part of the paper's light below which a pixel is ink: coloured stamps are lighter than print."""
TALL = (0.45, 1.7)
"""Heights of a letter, in line heights, accents on it and letters that touch included."""
LEVEL = 0.16
"""Line heights by which the feet of a row's letters differ at most: those on the arc of a seal differ more."""
NEAR = 2.0
"""Line heights between two letters of a row at most."""
THIN = 4
"""Pixels up to which a stroke is thinner than the stems of bold print at 200 dots an inch."""
LEAST = 4
"""Letters that make a row."""


def is_unread(page: Image, words: Iterable[Read], place: PixelBox, high: int) -> bool:
    """Whether a row of letters stands in a place of a grey page beside the words that were read well.

    `high` is the height of a line of print in pixels.
    """
    left, top, right, bottom = place
    return has_print(as_image(page[top:bottom, left:right]), read_in(words, place), high)


def read_in(words: Iterable[Read], place: PixelBox) -> list[PixelBox]:
    """The boxes of the words that were read well, as they lie in the crop of a place."""
    left, top, _, _ = place
    clear = (word.box for word in words if word.confidence >= CLEAR)
    return [(x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in clear]


def ink_in(look: Image) -> Mask:
    """Where a grey crop is darker than its paper by so much that it is ink."""
    return darker(look, DARK * float(np.percentile(look[::4, ::4], 80)))


def has_print(look: Image, read: Iterable[PixelBox], high: int, *, least: int = LEAST) -> bool:
    """Whether a row of at least so many letters stands in a grey crop outside the boxes in `read` (pixels of the crop).

    What the crop's edge cuts is no letter, but a stroke that goes on.
    """
    ink = ink_in(look)
    for left, top, right, bottom in read:
        ink[max(0, top - 2) : max(0, bottom + 2), max(0, left - 2) : max(0, right + 2)] = 0
    # The stems of bold letters are left where thinner strokes that join them are taken off.
    stems = as_image(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((THIN, THIN), np.uint8)))
    return any(_has_row(_letters(shown, high), high, least) for shown in (ink, stems))


def _letters(ink: Mask, high: int) -> list[tuple[int, int, int]]:
    """Left, right and foot of the parts of the ink that may be letters, from left to right."""
    parts = cv2.connectedComponentsWithStats(as_image(ink), connectivity=8)[2][1:].tolist()
    return sorted(
        (x, x + wide, y + tall)
        for x, y, wide, tall, area in parts
        if TALL[0] * high <= tall <= TALL[1] * high
        and 0.15 * high <= wide <= 4 * high
        and area > 0.1 * wide * tall
        and y
        and y + tall < ink.shape[0]
    )


def _has_row(letters: Sequence[tuple[int, int, int]], high: int, least: int) -> bool:
    """Whether at least so many letters stand on one level, none far from the next."""
    for index, (start, right, foot) in enumerate(letters):
        count = max(1, round((right - start) / high))  # letters that touch are one part
        for left, end, other in letters[index + 1 :]:
            if left > right + NEAR * high:
                break
            if abs(other - foot) <= max(2, LEVEL * high):
                count, right = count + max(1, round((end - left) / high)), max(right, end)
        if count >= least:
            return True
    return False
