"""The reader of names: lines of print, plain and under what lies over them."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from rapidfuzz.distance import Levenshtein

from pipeline.name_reader import read, spelled

BOLD = "/usr/share/fonts/truetype/croscore/Tinos-Bold.ttf"
STRANGE = "/usr/share/fonts/truetype/noto/NotoSerif-Bold.ttf"
Grey = np.ndarray


def line(name: str, face: str = BOLD, size: int = 36) -> Grey:
    """A name in print, with paper around it."""
    font = ImageFont.truetype(face, size)
    sheet = Image.new("L", (int(font.getlength(name)) + 2 * size, int(size * 1.6)), 255)
    ImageDraw.Draw(sheet).text((size, size * 0.2), name, font=font, fill=20)
    return np.asarray(sheet.filter(ImageFilter.GaussianBlur(0.7)))


def signed(grey: Grey, shade: int) -> Grey:
    """A line with a stroke of the pen across it; white is what is left where the pen's colour was taken away."""
    high, wide = grey.shape
    points = [(0.2, 0.9), (0.35, 0.1), (0.42, 0.95), (0.6, 0.05), (0.7, 0.8)]
    curve = np.array([(round(x * wide), round(y * high)) for x, y in points], np.int32)
    return cv2.polylines(grey.copy(), [curve], False, shade, 2, cv2.LINE_AA)


NAMES = ["Nguyễn Thị Phương Thảo", "Trần Sín Phu", "Chau Sóc Thi", "Quàng Văn Pọm", "Lữ Ngọc Ẩn", "Y Blô Niê", "Đỗ Bốn"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_with_its_accents(name: str) -> None:
    (words,) = read([line(name)])
    assert " ".join(word.text for word in words) == name


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shade", [40, 255])
def test_a_stroke_across_a_name_costs_two_letters_at_most(name: str, shade: int) -> None:
    (words,) = read([signed(line(name), shade)])
    assert Levenshtein.distance(" ".join(word.text for word in words), name) <= 2


def test_a_face_that_it_never_saw() -> None:
    (words,) = read([line("Hoàng Đức Thắng", STRANGE)])
    assert " ".join(word.text for word in words) == "Hoàng Đức Thắng"


def test_words_have_their_places_and_lines_their_own_widths() -> None:
    grey = line("Lê Minh Khuê")
    words, other = read([grey, line("Bùi An")])
    assert [word.text for word in other] == ["Bùi", "An"]
    assert all(0 <= word.box[0] < word.box[2] <= grey.shape[1] and word.confidence > 0.8 for word in words)
    assert all(one.box[2] <= after.box[0] + 4 for one, after in pairwise(words))


def test_nothing_is_read_where_nothing_stands() -> None:
    assert read([]) == []
    assert all(word.confidence < 0.5 for word in read([np.full((50, 300), 255, np.uint8)])[0])


def test_tones_are_letters_after_their_vowel() -> None:
    assert spelled("Đặng Ưởng") == "Đă\u0323ng Ư\u0309ơ\u0309ng".replace("Ư\u0309", "Ư")
