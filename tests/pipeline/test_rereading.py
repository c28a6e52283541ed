"""Doubtful words that decide something are read again; all others are left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.words import Opinion
from pipeline.found import Found
from pipeline.rereading import AGREED, MOST, PARTED, reread
from pipeline.tesseract import RawWord
from samples.generator.ink import SERIF

DPI = 200.0


def page(*texts: str) -> tuple[np.ndarray, list[tuple[int, int, int, int]]]:
    """A scanned page with words one under the other, and their boxes."""
    font = ImageFont.truetype(str(SERIF), 38)
    image = Image.new("L", (600, 40 + 80 * len(texts)), 245)
    boxes = []
    for row, text in enumerate(texts):
        ImageDraw.Draw(image).text((60, 40 + 80 * row), text, fill=40, font=font)
        left, top, right, bottom = font.getbbox(text)
        boxes.append((60 + round(left), 40 + 80 * row + round(top), 60 + round(right), 40 + 80 * row + round(bottom)))
    return cv2.GaussianBlur(np.asarray(image), (3, 3), 0), boxes


@pytest.mark.parametrize("text", ["3451/UBND-NC", "12/11/2025", "124-QĐ/TW,", "2025."])
def test_a_doubtful_word_that_is_confirmed_is_sure(text: str) -> None:
    image, (box,) = page(text)
    (word,) = reread([Found(text, box, 0.6, 0)], image, DPI)
    assert (word.text, word.opinions) == (text, ())
    assert 0.9 < word.confidence <= AGREED


@pytest.mark.parametrize(
    ("printed", "read"), [("3451/UBND-NC", "3457/UBND-NC"), ("12/11/2025", "12/1/2025"), ("124-QĐ/TW", "724-QĐ/TW")]
)
def test_a_word_that_they_contradict_is_doubtful_and_tells_what_they_say(printed: str, read: str) -> None:
    image, (box,) = page(printed)
    (word,) = reread([Found(read, box, 0.8, 0)], image, DPI)
    assert (word.text, word.confidence) == (read, PARTED)
    assert {opinion.text for opinion in word.opinions} == {printed}
    assert {opinion.reader for opinion in word.opinions} == {"script", "crop"}


@pytest.mark.parametrize(("printed", "read"), [("26/12/2018.", "2£/12/2018."), ("455/SYT-NVD", "455/SYI-NVD")])
def test_a_reading_that_cannot_be_gives_way(printed: str, read: str) -> None:
    image, (box,) = page(printed)
    (word,) = reread([Found(read, box, 0.8, 0)], image, DPI)
    assert (word.text, word.confidence) == (printed, PARTED)
    assert word.opinions[0] == Opinion("tesseract", read, 0.8)


@pytest.mark.parametrize(
    ("word", "why"),
    [
        (Found("12/1/2025", (0, 0, 0, 0), 0.96, 0), "sure"),
        (Found("thuộc", (0, 0, 0, 0), 0.5, 0), "decides nothing"),
        (Found("12/1/2025", (0, 0, 0, 0), 0.5, 0, by_hand=True), "written by hand"),
        (Found("12/1/2025", (0, 0, 0, 0), 0.1, 0), "strokes, no word"),
        (Found("12/1/2025", (0, 0, 0, 0), 0.5, 0), "no picture of it"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_left_alone(word: Found, why: str) -> None:
    image, _ = page("12/11/2025")
    assert reread([word], image, DPI) == [word], why


def test_a_page_of_figures_costs_no_more_than_its_most_doubtful_words(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def words(_: np.ndarray, *, language: str, **__: object) -> list[RawWord]:
        asked.append(language)
        return []

    monkeypatch.setattr("pipeline.tesseract.words", words)
    image, (box,) = page("12/11/2025")
    reread([Found("12/11/2025", box, 0.5, line) for line in range(3 * MOST)], image, DPI)
    assert len(asked) == 2 * MOST
