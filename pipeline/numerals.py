"""Roman numerals (`quý II/2025`, `khóa XIII`), told by their strokes: readers of letters lose one `I` of three.

Tesseract and the second reader tell `II` from `I`, `H` or `1` by luck; strokes can be counted. Where both agree the
word is sure; else the count is taken, doubtful, and the word as read kept as an opinion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import cv2

from extractors.words import Opinion
from pipeline.found import Found
from pipeline.images import Image, Mask, as_image, runs
from pipeline.phrases import phrases, squeeze

NUMERAL = re.compile(r"^([XIHNVil1|!]{1,6})((?:[/⁄]+(?=20\d\d\b))?)((?:20\d\d\b.*|[.,;:)]*))$")
WRITTEN = re.compile(r"^X{0,2}(?:IX|IV|V?I{0,3})$")
"""The numerals that offices write: from I to XXVIII."""
STEMS = str.maketrans("il1|!", "IIIII")
"""What a single stem is read as."""
UPPER, MIDDLE, LOWER = (0.18, 0.32), (0.44, 0.56), (0.68, 0.82)
"""Bands of a capital's height, between its serifs, in which strokes stand apart; those of an X meet in the middle."""
SLANT = 0.16
"""How far a stroke moves sideways from one band to the other, in capital heights, from which it is no stem."""
HIGH = 0.5
"""Part of a word's height that a letter has at least."""
APART = 0.05
"""Capital heights between the middles of strokes that do not lie one under the other."""
AGREED, COUNTED = 0.97, 0.75
"""Confidences where the count agrees with what was read, and where it does not."""


def with_numerals(words: list[Found], page: Image) -> list[Found]:
    """The words of a grey page, Roman numerals checked against the count of their strokes."""
    leads = [(word, name) for word in words if (name := squeeze(word.text)) in phrases("numbered")]
    return [
        _checked(word, parts, page)
        if not word.by_hand and (parts := NUMERAL.match(word.text)) and _is_numeral(word, parts[1], leads)
        else word
        for word in words
    ]


def _is_numeral(word: Found, letters: str, leads: Iterable[tuple[Found, str]]) -> bool:
    """Whether a word is a Roman numeral: by its letters, or by what it follows; digits are one after `quý` only."""
    if len(letters) > 1 and set(letters) <= set("IVX"):
        return True
    return any(_follows(word, lead) and (name == "quy" or not letters.isdigit()) for lead, name in leads)


def _follows(word: Found, lead: Found) -> bool:
    """Whether a word stands after another, on its line or at the head of the next."""
    left, top, _, bottom = word.box
    height = bottom - top
    after = lead.line == word.line and 0 <= left - lead.box[2] < 2 * height
    below = 0 < top - lead.box[1] < 3 * height and abs(left - lead.box[0]) < 12 * height
    return after or (lead.line != word.line and below)


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
    """The Roman numeral at the head of one word's tight grey crop, alone or before a slash; null where none is seen."""
    if crop.size == 0:
        return None
    _, ink = cv2.threshold(crop, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    parts = cv2.connectedComponentsWithStats(ink, connectivity=8)[2][1:].tolist()
    # A comma hangs lower than the letters: the first of these tells their height.
    first = min((part for part in parts if part[3] > HIGH * ink.shape[0]), default=None)
    if first is None:
        return None
    ink = as_image(ink[first[1] : first[1] + first[3]])
    bands = tuple([middle / ink.shape[0] for middle in _runs(ink, band)] for band in (UPPER, MIDDLE, LOWER))
    letters = "".join(_letters(*bands))
    return letters if letters and WRITTEN.match(letters) else None


def _letters(upper: list[float], middle: list[float], lower: list[float]) -> Iterator[str]:
    """The letters that strokes make, from left to right, by where they cross three bands (in capital heights)."""
    while upper and middle and lower:
        if len(upper) > 1 and _is_between(lower[0], upper) and len(middle) > 1 and _is_between(middle[1], upper):
            yield "V"
            upper, middle, lower = upper[2:], middle[2:], lower[1:]
        elif len(upper) > 1 and len(lower) > 1 and _is_between(middle[0], upper) and _is_between(middle[0], lower):
            yield "X"
            upper, middle, lower = upper[2:], middle[1:], lower[2:]
        elif abs(lower[0] - upper[0]) < SLANT:
            yield "I"
            upper, middle, lower = upper[1:], middle[1:], lower[1:]
        else:  # the slash, or no numeral
            return


def _is_between(place: float, strokes: list[float]) -> bool:
    """Whether a place is clear of the first two of the strokes and between them."""
    return strokes[0] + APART < place < strokes[1] - APART


def _runs(ink: Mask, band: tuple[float, float]) -> list[float]:
    """The middles of the strokes that cross a band, in pixels from the left."""
    height = ink.shape[0]
    rows = ink[round(band[0] * height) : max(round(band[0] * height) + 1, round(band[1] * height))]
    crossed = (rows > 0).mean(axis=0) >= 0.5
    return [(start + stop - 1) / 2 for start, stop in runs(crossed)]
