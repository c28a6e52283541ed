"""Quarters in Roman numerals (`quý II/2025`), counted by their stems: readers of letters lose one `I` of two.

Tesseract and the second reader tell `II` from `I`, `H` or `1` by luck; strokes can be counted. Where both agree the
word is sure; else the count is taken, doubtful, and the word as read kept as an opinion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import cv2
import numpy as np

from extractors.folding import fold, nfc
from extractors.words import Opinion
from pipeline.found import Found
from pipeline.images import Image, Mask, as_image, runs

NUMERAL = re.compile(r"^([IHNVil1|!]{1,4})((?:[/⁄]+(?=20\d\d\b))?)((?:20\d\d\b.*|[.,;:)]*))$")
STEMS = str.maketrans("il1|!", "IIIII")
"""What a single stem is read as."""
LEADS = re.compile(r"^\W*quy\W*$")
UPPER, LOWER = (0.18, 0.32), (0.68, 0.82)
"""Bands of a capital's height, between its serifs, in which stems stand apart."""
SLANT = 0.16
"""How far a stroke moves sideways from one band to the other, in capital heights, from which it is no stem."""
AGREED, COUNTED = 0.97, 0.75
"""Confidences where the count agrees with what was read, and where it does not."""


def with_quarters(words: list[Found], page: Image) -> list[Found]:
    """The words of a grey page, numerals of quarters checked against the count of their stems."""
    leads = [word for word in words if LEADS.match(fold(nfc(word.text)))]
    numerals = ((word, None if word.by_hand else NUMERAL.match(word.text)) for word in words)
    return [_checked(word, parts, page) if parts and _follows(word, leads) else word for word, parts in numerals]


def _follows(word: Found, leads: Iterable[Found]) -> bool:
    """Whether a word stands after `quý`, on its line or at the head of the next."""
    left, top, _, bottom = word.box
    height = bottom - top
    for lead in leads:
        after = lead.line == word.line and 0 <= left - lead.box[2] < 2 * height
        below = 0 < top - lead.box[1] < 3 * height and abs(left - lead.box[0]) < 12 * height
        if after or (lead.line != word.line and below):
            return True
    return False


def _checked(word: Found, parts: re.Match[str], page: Image) -> Found:
    left, top, right, bottom = word.box
    counted = numeral(page[max(0, top) : bottom, max(0, left - 2) : right])
    if counted is None:
        return word
    if parts[1].translate(STEMS) == counted:
        return replace(word, confidence=max(word.confidence, AGREED))
    raw = Opinion("tesseract", word.text, word.confidence)
    text = f"{counted}{'/' if parts[2] else ''}{parts[3]}"
    return replace(word, text=text, confidence=COUNTED, opinions=(*word.opinions, raw))


def numeral(crop: Image) -> str | None:
    """The Roman numeral from I to IV at the head of one word's tight grey crop, alone or before a slash; null where
    none is seen."""
    if crop.size == 0:
        return None
    _, ink = cv2.threshold(crop, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    rows = np.flatnonzero(ink.any(axis=1))
    if not len(rows):
        return None
    ink = as_image(ink[rows[0] : rows[-1] + 1])
    height = ink.shape[0]
    stems = 0
    for above, below in zip(_runs(ink, UPPER), _runs(ink, LOWER), strict=False):
        moves = (below - above) / height
        if abs(moves) < SLANT:
            stems += 1
        elif moves > 0:  # the first arm of a V
            return "IV" if stems == 1 else None
        else:  # the slash
            break
    return "I" * stems if 1 <= stems <= 3 else None


def _runs(ink: Mask, band: tuple[float, float]) -> list[float]:
    """The middles of the strokes that cross a band, in pixels from the left."""
    height = ink.shape[0]
    rows = ink[round(band[0] * height) : max(round(band[0] * height) + 1, round(band[1] * height))]
    crossed = (rows > 0).mean(axis=0) >= 0.5
    return [(start + stop - 1) / 2 for start, stop in runs(crossed)]
