"""Roman numerals, by their strokes, in the types that offices print."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.found import Found
from pipeline.numerals import numeral, with_numerals
from samples.generator.ink import SERIF


def printed(text: str, style: str, pixels: int) -> np.ndarray:
    """A word as a scan shows it, slightly soft, in a tight crop."""
    font = ImageFont.truetype(str(SERIF.with_stem(f"Tinos-{style}")), pixels)
    left, top, right, bottom = font.getbbox(text)
    image = Image.new("L", (round(right - left) + 6, round(bottom - top) + 6), 245)
    ImageDraw.Draw(image).text((3 - left, 3 - top), text, fill=40, font=font)
    return cv2.GaussianBlur(np.asarray(image), (3, 3), 0)


@pytest.mark.parametrize("pixels", [28, 36, 54])
@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic", "BoldItalic"])
@pytest.mark.parametrize("text", ["V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVIII", "XX"])
def test_letters_are_told_by_their_strokes(text: str, style: str, pixels: int) -> None:
    assert numeral(printed(text, style, pixels)) == text
    assert numeral(printed(f"{text},", style, pixels)) == text


@pytest.mark.parametrize("pixels", [28, 36, 54])
@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic", "BoldItalic"])
@pytest.mark.parametrize("quarter", ["I", "II", "III", "IV"])
def test_stems_are_counted(quarter: str, style: str, pixels: int) -> None:
    assert numeral(printed(f"{quarter}/2025", style, pixels)) == quarter
    assert numeral(printed(quarter, style, pixels)) == quarter


@pytest.mark.parametrize("text", ["2025", "/2025", "A/2025"])
def test_what_is_no_quarter_is_none(text: str) -> None:
    assert numeral(printed(text, "Regular", 36)) is None


@pytest.mark.parametrize(
    ("lead", "read", "text", "confidence", "why"),
    [
        ("quý", "I/2025", "II/2025", 0.75, "a stem was lost"),
        ("Quý", "H/2025,", "II/2025,", 0.75, "two stems taken for a letter"),
        ("quý", "II/2025", "II/2025", 0.97, "both agree"),
        ("quý", "1l/2025", "1l/2025", 0.97, "stems, whatever they are called"),
        ("khóa", "I/2025", "II/2025", 0.75, "other things are numbered so, too"),
        ("từ", "I/2025", "I/2025", 0.6, "no numeral by what it follows"),
        ("từ", "IV/2025", "II/2025", 0.75, "a numeral by its own letters"),
        ("quý", "12/2025", "12/2025", 0.6, "no numeral"),
    ],
)
def test_what_was_read_is_checked(lead: str, read: str, text: str, confidence: float, why: str) -> None:
    crop = printed("II/2025", "Regular", 36)
    page = np.full((80, 300), 245, np.uint8)
    page[20 : 20 + crop.shape[0], 100 : 100 + crop.shape[1]] = crop
    box = (100, 20, 100 + crop.shape[1], 20 + crop.shape[0])
    words = [Found(lead, (30, 20, 90, 50), 0.95, 1), Found(read, box, 0.6, 1)]
    found = with_numerals(words, page)[1]
    assert (found.text, found.confidence) == (text, confidence), why
    assert (found.opinions != ()) == (text != read)
