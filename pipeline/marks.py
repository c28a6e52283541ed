"""Framed marks of one line: what they say, and whether one that cannot be read may be a secrecy mark.

Print that runs through a mark, or a worn stamp, leaves letters that no reader makes out. A mark passed over is a
breach: a frame of a mark's size that says neither how urgent the paper is nor anything else that can be read is taken
for a secrecy mark, and a person says where that is a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from extractors.folding import fold, nfc
from extractors.numbering import codes
from extractors.syllables import is_syllable
from pipeline.boxes import meets
from pipeline.images import Image, as_image
from pipeline.mark_frames import TALL, WIDE
from pipeline.secrecy import is_mark
from pipeline.sheet import Sheet
from pipeline.spots import HEAD, Spot
from pipeline.tesseract import RawWord

URGENCY = ("khan", "thuongkhan", "hoatoc", "hoatochengio")
"""NĐ 30/2020, Phụ lục I: the other marks in frames, without accents and spaces."""
WORDS = frozenset(("mat", "toi", "tuyet"))
LONG = ("toimat", "tuyetmat")
ABBREVIATED = 4
"""Letters from which an abbreviation is no broken mark."""
EDGES = ".,:;|!'\"-()[]"
LEGIBLE = 0.8
"""Mean confidence of letters that can be relied on."""
OUT = 0.15
"""Inches that a table's line goes beyond a cell."""
STROKE = 0.02
"""Inches of a mark's strokes: print and the grain of copied shades are thinner."""
STEM = 0.27
"""Height of the stems of its letters, of the frame's inside."""
CUT = 0.03
"""Inches from a frame's lines, above and below, to which no letter of a mark comes: one that does is of print which
runs across the line, or of fat print whose rows were taken for the lines."""
STEMS = (0.06, 0.4)
"""Part of its width in which stems stand: less is an empty box or print, more a picture or white letters on black."""
SPREAD = 0.35
"""Part of its width over which they are spread."""


def is_like_mark(spot: Spot, sheet: Sheet) -> bool:
    """Whether a frame has a mark's size, stands where marks do, and is no cell of a table."""
    across, down = (side / sheet.dpi for side in spot.size)
    sized = WIDE[0] < across < WIDE[1] and TALL[0] < down < TALL[1]
    return sized and spot.centre[1] < HEAD * sheet.full.shape[0] and not _in_table(spot, sheet)


def _in_table(spot: Spot, sheet: Sheet) -> bool:
    """Whether two printed lines run along or through a frame and on beyond it."""
    out = OUT * sheet.dpi
    left, top, right, bottom = spot.box
    across = [x for x in sheet.across if meets(x, spot.box) and (x[0] < left - out or x[2] > right + out)]
    down = [x for x in sheet.down if meets(x, spot.box) and (x[1] < top - out or x[3] > bottom + out)]
    return len(across) + len(down) > 1


def may_be_secret(words: Sequence[RawWord], inside: Image, dpi: float) -> bool:
    """Whether a frame of a mark's size with `words` read in it, straight and without its lines `inside`, at `dpi` dots
    an inch, is a secrecy mark or may be one."""
    texts = [word.text for word in words]
    if any(is_mark(text) for text in (" ".join(texts), *texts)):
        return True
    squeezed = [re.sub(r"[^a-z]", "", fold(nfc(text))) for text in texts]
    if _is_urgency("".join(squeezed)):
        return False
    if not WORDS.isdisjoint(squeezed):
        return True
    letters = sum(c.isalnum() for text in texts for c in text)
    sure = sum(len(word.text.strip(EDGES)) * word.confidence for word in words if _is_word(word.text))
    legible = letters > 2 and sure >= LEGIBLE * letters
    return not legible and _has_large_capitals(inside, dpi)


def is_loose_mark(words: Sequence[RawWord]) -> bool:
    """Whether what was read of fat letters without a frame, with print across them, is a secrecy mark with letters
    lost: of the short mark too little is left to tell."""
    text = " ".join(word.text for word in words)
    squeezed = re.sub(r"[^a-z]", "", fold(nfc(text)))
    return is_mark(text) or any(Levenshtein.distance(squeezed, mark) <= len(mark) // 3 for mark in LONG)


def _has_large_capitals(inside: Image, dpi: float) -> bool:
    """Whether fat upright strokes of some height stand all over the inside of a frame."""
    height, width = inside.shape
    _, ink = cv2.threshold(inside, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    stroke = max(2, round(STROKE * dpi))
    fat = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((stroke, stroke), np.uint8))
    stems = cv2.morphologyEx(fat, cv2.MORPH_OPEN, np.ones((max(3, round(STEM * height)), 1), np.uint8))
    columns = np.flatnonzero(_uncut(as_image(stems), round(CUT * dpi)).any(axis=0))
    if not STEMS[0] * width < columns.size < STEMS[1] * width:
        return False
    return bool(columns[-1] - columns[0] > SPREAD * width)


def _uncut(stems: Image, edge: int) -> Image:
    """The stems that end before the top and the bottom `edge` rows."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(stems, connectivity=8)
    whole = (stats[:, 1] > edge) & (stats[:, 1] + stats[:, 3] < stems.shape[0] - edge)
    whole[0] = False
    return as_image(whole[labels] * np.uint8(255))


def _is_word(text: str) -> bool:
    """Whether what was read is a number, Vietnamese or a body's abbreviation (`UBND`, in the head of an arrival stamp):
    broken letters are read as syllables that there are none of."""
    bare = text.strip(EDGES)
    return bare.isdigit() or is_syllable(bare) or (len(bare) >= ABBREVIATED and bare in codes("body"))


def _is_urgency(text: str) -> bool:
    """Whether letters are most of a mark of urgency, or all of it with others around."""
    return any(mark in text or Levenshtein.distance(text, mark) <= len(mark) // 3 for mark in URGENCY)
