"""The two columns at the head of a dispatch, read apart: level with each other but not in line, they garble each other.

NĐ 30/2020, Phụ lục I: the issuing body, number and subject on the left, the motto, place and date on the right.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np

from pipeline import tesseract
from pipeline.boxes import PixelBox
from pipeline.images import Image, as_image, darker
from pipeline.tesseract import RawWord

MIDDLE = (0.3, 0.62)
"""Part of the page's width within which the gutter between the columns lies."""
GUTTER = 0.1
"""Inches that it is wide at least."""
DEPTH = (0.55, 4.0)
"""Inches that it reaches down at least and at most."""
PEN, REACH, MOSTLY = (0.16, 1.1), 1.2, 0.35
"""Inches of height of what a pen, or a stamp, put above the head: letters of print are lower; how far down from the
first ink it begins; and its part of all ink down to its end, from which the head is below it."""
NEAR = 0.05
"""Inches up or down from that end within which a row is looked for that can be cut."""
LEVEL = 0.2
"""Inches above its end within which a row is looked for that can be cut without cutting letters."""


KINH_GUI = re.compile(r"k[iíì]nh [gø]?[ửưứuii]", re.IGNORECASE)


def words_by_column(image: Image, dpi: float) -> list[RawWord]:
    """The words of a straight grey page, those of its head column by column; lines are numbered through."""
    start = end_of_pen(image, dpi)
    head = find_head(as_image(image[start:]), dpi)
    if head is None and start:
        start, head = 0, find_head(image, dpi)
    if head is None:
        return tesseract.words(image, dpi=dpi)
    gutter, bottom = head[0], start + head[1]
    height, width = image.shape
    parts: list[tuple[PixelBox, tesseract.Layout]] = [
        ((0, start, gutter, bottom), "column"),
        ((gutter, start, width, bottom), "column"),
        ((0, bottom, width, height), "page"),
    ]
    over = tesseract.words(as_image(image[:start]), dpi=dpi) if start else []
    columns: list[list[RawWord]] = []
    lines = max((word.line for word in over), default=-1) + 1
    for (left, top, right, low), layout in parts:
        part = np.ascontiguousarray(image[top:low, left:right])
        columns.append([_moved(word, left, top, lines) for word in tesseract.words(part, dpi=dpi, layout=layout)])
        lines = max((word.line for word in columns[-1]), default=lines - 1) + 1
    return [*over, *columns[0], *_joined(columns[0], columns[1]), *columns[2]]


def _joined(left: list[RawWord], right: list[RawWord]) -> list[RawWord]:
    """The right column, its lines beside and below `Kính gửi:` numbered with those of the left that they continue."""
    opening = [one for one, two in pairwise(left) if KINH_GUI.match(f"{one.text} {two.text}")]
    if not opening:
        return right
    below = [word for word in left if word.box[3] > opening[0].box[1]]

    def beside(word: RawWord) -> int:
        middle = (word.box[1] + word.box[3]) / 2
        level = [other.line for other in below if other.box[1] < middle < other.box[3]]
        return level[0] if level else word.line

    return [replace(word, line=beside(word)) for word in right]


def find_head(image: Image, dpi: float) -> tuple[int, int] | None:
    """The gutter's middle and the row down to which it parts two columns, in pixels; null where there are none."""
    height, width = image.shape
    high = min(height // 2, round((DEPTH[1] + 1.5) * dpi))
    ink = darker(image[:high], 150)
    ink = as_image(cv2.medianBlur(ink, 3))  # specks do not end a gutter
    rows = np.flatnonzero(ink.any(axis=1))
    if not len(rows):
        return None
    first, strip = int(rows[0]), max(4, round(GUTTER * dpi))
    low, right = (round(part * width) for part in MIDDLE)
    columns = ink[:, low:right] > 0
    depth = np.where(columns.any(axis=0), columns.argmax(axis=0), high)
    # The gutter is as deep as the shallowest of its columns.
    deep = cv2.erode(depth.astype(np.float32)[None, :], np.ones((1, strip), np.uint8))[0]
    gutter, bottom = low + int(deep.argmax()), int(deep.max())
    if not DEPTH[0] * dpi < bottom - first < DEPTH[1] * dpi:
        return None
    cut = _row_to_cut(ink, bottom, dpi)
    sides = (ink[first:cut, :gutter], ink[first:cut, gutter:])
    if cut - first < DEPTH[0] * dpi or min(cv2.countNonZero(np.ascontiguousarray(side)) for side in sides) < 400:
        return None
    return gutter, cut


def end_of_pen(image: Image, dpi: float) -> int:
    """The row under what a leader wrote, or someone stamped, over the head of a page; 0 where print begins it."""
    ink = as_image(cv2.medianBlur(darker(image[: image.shape[0] // 2], 150), 3))
    rows = np.flatnonzero(ink.any(axis=1))
    if not len(rows):
        return 0
    first, near = int(rows[0]), round(NEAR * dpi)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    tall = (stats[:, 3] > PEN[0] * dpi) & (stats[:, 3] < PEN[1] * dpi) & (stats[:, 1] < first + REACH * dpi)
    tall[0] = False
    if not tall.any():
        return 0
    end = int((stats[tall, 1] + stats[tall, 3]).max())
    if tall[labels[first:end]].sum() < MOSTLY * cv2.countNonZero(np.ascontiguousarray(ink[first:end])):
        return 0
    sums = (ink[end - near : end + near] > 0).sum(axis=1)
    return end - near + int(sums.argmin())


def _row_to_cut(ink: Image, bottom: int, dpi: float) -> int:
    """The row with least ink a little above the first print that crosses the gutter, the lowest of several."""
    above = ink[max(0, bottom - round(LEVEL * dpi)) : bottom]
    sums = (above > 0).sum(axis=1)
    return bottom - 1 - int(sums[::-1].argmin())


def _moved(word: RawWord, right: int, down: int, lines: int) -> RawWord:
    def move(box: PixelBox) -> PixelBox:
        return (box[0] + right, box[1] + down, box[2] + right, box[3] + down)

    symbols = tuple((text, move(box)) for text, box in word.symbols)
    return replace(word, box=move(word.box), line=word.line + lines, symbols=symbols)
