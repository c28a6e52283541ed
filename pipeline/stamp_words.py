"""The words of a straight stamp: those of a form with its labels, or a mark of one line."""

from __future__ import annotations

import statistics
from dataclasses import replace

import cv2
import numpy as np

from pipeline import tesseract
from pipeline.images import Image, as_image, scaled
from pipeline.spots import MARK, Spot
from pipeline.stamp_gaps import find_stamp_gaps, with_day_label
from pipeline.straight import READ_SCALE
from pipeline.tesseract import RawWord

ROW = 1.6
"""Inches from which a frame as low as a mark's may be a form of one row: `ĐẾN Số: 214 Ngày: 05/12/2025`."""
CLEAR = 0.9
"""Part of a stamp's letters read with some confidence from which it is not read a second way."""


def words_of(clean: Image, spot: Spot, dpi: float) -> list[RawWord]:
    """Tesseract's words in a straight stamp without rules."""
    if spot.size[1] < MARK * dpi:
        row = _form_words(clean, dpi) if spot.size[0] > ROW * dpi else []
        return row if labels(row) > 1 else mark_words(clean, dpi)
    return _form_words(clean, dpi)


def _form_words(clean: Image, dpi: float) -> list[RawWord]:
    words = tesseract.words(clean, dpi=dpi * READ_SCALE, layout="sparse")
    return with_day_label(_lined([word for word in words if any(letter.isalnum() for letter in word.text)]))


def mark_words(image: Image, dpi: float) -> list[RawWord]:
    """A mark of one line. Its fat letters are tried in several sizes and with thinner strokes."""
    tries: list[list[RawWord]] = []
    for scale, thinner in ((1.0, False), (0.6, False), (0.6, True), (1.0, True)):
        shown = cv2.dilate(image, np.ones((3, 3), np.uint8)) if thinner else image
        shown = cv2.copyMakeBorder(scaled(as_image(shown), scale), 16, 16, 16, 16, cv2.BORDER_CONSTANT, value=255)
        words = tesseract.words(as_image(shown), dpi=dpi * READ_SCALE * scale, layout="line")
        back = [_rescaled(word, 16, scale) for word in words if any(letter.isalpha() for letter in word.text)]
        tries.append(back)
        if not doubtful(back):
            break
    return max(tries, key=sense)


def _rescaled(word: RawWord, border: int, scale: float) -> RawWord:
    left, top, right, bottom = (round((side - border) / scale) for side in word.box)
    return replace(word, box=(left, top, right, bottom), symbols=())


def _lined(words: list[RawWord]) -> list[RawWord]:
    """Words of a straight stamp with their lines told by their height on it: scattered text has none of its own."""
    if not words:
        return []
    lined: list[RawWord] = []
    line, last = 0, -1e9
    usual = statistics.median(word.box[3] - word.box[1] for word in words)
    for word in sorted(words, key=lambda word: word.box[1] + word.box[3]):
        middle, height = (word.box[1] + word.box[3]) / 2, word.box[3] - word.box[1]
        if middle - last > 0.45 * min(height, 1.5 * usual):  # what runs over two rows is of neither
            line += 2  # room for a row that was not read
        last = middle
        lined.append(replace(word, line=line))
    return sorted(lined, key=lambda word: (word.line, word.box[0]))


def sense(words: list[RawWord]) -> float:
    """How much was read with some confidence: letters, less half of the doubtful ones."""
    return sum(len(word.text) * (1.0 if word.confidence > 0.6 else -0.5) for word in words)


def labels(words: list[RawWord]) -> int:
    """How many kinds of entries of an arrival stamp the words have labels for."""
    return len({gap.what for gap in find_stamp_gaps(words, 0)})


def doubtful(words: list[RawWord]) -> bool:
    """Whether little of what was read was read with some confidence."""
    return not words or sense(words) < CLEAR * sum(len(word.text) for word in words)
