"""Text that the engine passed over, read again where a grey seal or a signature crosses it.

Tesseract takes print under a seal for a picture and drops it: the name of the signer, most of all. Ink that no word
covers and that is as large as a line of text is read again by itself, with only its darkest ink kept: on grey scans
the seal is paler than the print, on any scan pen strokes are thinner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from pipeline import tesseract
from pipeline.boxes import PixelBox, inside
from pipeline.images import Image, as_image, darkest
from pipeline.tangled import moved
from pipeline.tesseract import RawWord

MOST = 3
"""Regions of a page that are read again: a page of drawings is not worth more time."""
LEAST = (0.7, 0.09)
"""Inches: width and height under which a region is no line of text."""
LARGEST = 0.12
"""Share of the page over which a region is a drawing or a dark border."""
SURE = 0.55
"""Confidence under which a word of such a region is taken for strokes of the seal."""
DOUBTFUL = 0.35
"""The same beside words that are sure."""
LETTER = 0.03
"""Inches: height and width under which ink is no letter."""


def missed_words(image: Image, words: Sequence[RawWord], dpi: float) -> list[RawWord]:
    """Words in ink of the grey `image` that none of `words` covers; their lines are numbered after those of `words`."""
    found: list[RawWord] = []
    line = max((word.line for word in words), default=0)
    for box in _uncovered(image, words, dpi)[:MOST]:
        again = [word for word in _read(image, box, dpi) if not _covered(word.box, words)]
        found += [replace(word, line=line + 1 + word.line) for word in again]
        line = max([line, *(word.line for word in found)])
    return found


def _uncovered(image: Image, words: Sequence[RawWord], dpi: float) -> list[PixelBox]:
    """Boxes of ink outside all words, as large as text may be, the lowest on the page first."""
    half = cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)  # enough to see where ink is
    dpi = dpi / 2
    level, _ = cv2.threshold(half, 0, 255, cv2.THRESH_OTSU)
    ink = (half < min(level, 170)).astype(np.uint8)
    for left, top, right, bottom in (word.box for word in words):
        ink[max(0, top // 2 - 2) : bottom // 2 + 2, max(0, left // 2 - 2) : right // 2 + 2] = 0
    _drop_specks(ink, dpi)
    near = cv2.getStructuringElement(cv2.MORPH_RECT, (max(3, int(0.16 * dpi)), max(3, int(0.22 * dpi))))
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, near))
    high, wide = half.shape[:2]
    boxes = []
    for x, y, w, h, _ in stats[1:count]:
        edge = x <= 2 or y <= 2 or x + w >= wide - 2 or y + h >= high - 2
        if w >= LEAST[0] * dpi and h >= LEAST[1] * dpi and w * h <= LARGEST * wide * high and not edge:
            boxes.append((2 * int(x), 2 * int(y), 2 * int(x + w), 2 * int(y + h)))
    return sorted(boxes, key=lambda box: -box[3])


def _drop_specks(ink: Image, dpi: float) -> None:
    """Leave out what is smaller than a letter, and long thin rules."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    small = np.zeros(count, bool)
    for index, (_, _, w, h, area) in enumerate(stats):
        rule = max(w, h) > 0.8 * dpi and min(w, h) < 0.03 * dpi
        small[index] = (h < LETTER * dpi and w < LETTER * dpi) or area < 3 or rule
    small[0] = True
    ink[small[labels]] = 0


def _read(image: Image, box: PixelBox, dpi: float) -> list[RawWord]:
    margin = int(0.1 * dpi)
    left, top = max(0, box[0] - margin), max(0, box[1] - margin)
    crop = as_image(image[top : box[3] + margin, left : box[2] + margin])
    dark = darkest(crop)
    words = [word for word in tesseract.words(dark, dpi=dpi, layout="sparse") if _is_word(word)]
    read = [_line_again((dark, crop), line, dpi) for line in _lines(words)]
    return [replace(moved(word, left, top), line=number) for number, line in enumerate(read) for word in line]


def _lines(words: list[RawWord]) -> list[list[RawWord]]:
    """Words of about the same height on the page together, top down: strokes of the seal tear lines apart."""
    lines: list[list[RawWord]] = []
    for word in sorted(words, key=lambda w: w.box[1] + w.box[3]):
        middle = (word.box[1] + word.box[3]) / 2
        if lines and lines[-1][-1].box[1] < middle < lines[-1][-1].box[3]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _line_again(looks: tuple[Image, Image], line: list[RawWord], dpi: float) -> list[RawWord]:
    """A line read as one line in each of its looks, which finds words that a sparse reading leaves out; the best."""
    aside, above = int(0.5 * dpi), int(0.03 * dpi)
    left, top = max(0, min(w.box[0] for w in line) - aside), max(0, min(w.box[1] for w in line) - above)
    right, bottom = max(w.box[2] for w in line) + aside, max(w.box[3] for w in line) + above
    readings = [sorted(line, key=lambda w: w.box[0])]
    for look in looks:
        again = tesseract.words(as_image(look[top:bottom, left:right]), dpi=dpi, layout="line")
        # Beside sure words a doubtful one is kept: a person should see that something stands there.
        readings.append([moved(w, left, top) for w in again if _is_word(w, DOUBTFUL)])
    return max(readings, key=_worth)


def _worth(words: list[RawWord]) -> float:
    """Letters read, the doubtful ones counting little."""
    return sum(len(word.text) * word.confidence**2 for word in words)


def _is_word(word: RawWord, sure: float = SURE) -> bool:
    """Letters enough and sure enough to be print and not the strokes of a seal."""
    letters = sum(c.isalpha() for c in word.text)
    return word.confidence >= sure and letters >= 2 and letters >= 0.6 * len(word.text)


def _covered(box: PixelBox, words: Sequence[RawWord]) -> bool:
    return any(inside(box, word.box) for word in words)
