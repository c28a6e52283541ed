"""Names in the letters of a script that nobody read, and what is none."""

from __future__ import annotations

import math
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.images import as_image
from pipeline.name_alone import DOUBT, name_alone
from pipeline.name_rows import rows
from samples.generator.ink import BOLD, FONTS

ITALIC = FONTS / "truetype/croscore/Tinos-BoldItalic.ttf"
SCRIPT = FONTS / "truetype/kristi/Kristi.ttf"
SIZE = (700, 440)
HIGH = 26
PLACE = (800, 1700, 1500, 2140)


def paper() -> np.ndarray:
    return np.full(SIZE[::-1], 255, np.uint8)


def written(text: str, font: Path = ITALIC, *, slope: float = 0.0, size: int = 40, top: int = 280) -> np.ndarray:
    """A line that falls by `slope` for each pixel to the right."""
    picture = Image.new("L", SIZE, 255)
    ImageDraw.Draw(picture).text((350, top), text, font=ImageFont.truetype(str(font), size), fill=0, anchor="ma")
    shear = np.array([[1, 0, 0], [slope, 1, -350 * slope]], np.float64)
    return cv2.warpAffine(np.array(picture), shear, SIZE, borderValue=(255,))


def pen() -> np.ndarray:
    """Loops of a signature, a long stroke under them."""
    picture = paper()
    points = [(240 + 2 * t, round(120 + 60 * math.sin(t / 9) * math.cos(t / 40))) for t in range(90)]
    cv2.polylines(picture, [np.array(points, np.int32)], False, (0,), 3)
    cv2.line(picture, (200, 250), (560, 190), (0,), 3)
    return picture


def seal() -> np.ndarray:
    picture = np.minimum(written("SỞ", BOLD, size=36, top=110), written("TÀI CHÍNH", BOLD, size=36, top=150))
    cv2.circle(picture, (350, 150), 130, (0,), 4)
    return picture


NAMES = [
    ("level", written("Trần Quang Hải"), "Trần Quang Hải"),
    ("climbing", written("Đỗ Minh Tuấn", slope=-0.09), "Đỗ Minh Tuấn"),
    ("falling", written("Phan Thị Thu Hà", slope=0.06), "Phan Thị Thu Hà"),
    ("under a signature", np.minimum(written("Bùi Đình Long", slope=-0.05), pen()), "Bùi Đình Long"),
    ("under a seal", np.minimum(written("Lê Xuân Khôi"), seal()), "Lê Xuân Khôi"),
    ("in a script", written("Nguyen Hong Minh", SCRIPT, size=48, slope=-0.05), "Nguyễn Hồng Minh"),
]
NONE = [
    ("paper", paper()),
    ("a signature", pen()),
    ("a seal", seal()),
    ("a post", written("PHÓ TRƯỞNG PHÒNG", BOLD)),
    ("two syllables", written("Kiên Giang")),
    ("no name", written("xem trang sau")),
]


@pytest.mark.parametrize(("look", "name"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES])
def test_a_name_is_read_by_its_letters(look: np.ndarray, name: str) -> None:
    found = name_alone([("as it is", as_image(look))], PLACE, HIGH)
    assert " ".join(word.text for word in found) == name
    assert all(word.confidence <= DOUBT for word in found), "it goes to a person"
    assert all(PLACE[0] < word.box[0] < word.box[2] < PLACE[2] for word in found)
    assert all(PLACE[1] + 230 < (word.box[1] + word.box[3]) / 2 < PLACE[1] + 380 for word in found)


@pytest.mark.parametrize("look", [row[1] for row in NONE], ids=[row[0] for row in NONE])
def test_what_is_no_name(look: np.ndarray) -> None:
    assert not name_alone([("as it is", as_image(look))], PLACE, HIGH)


@pytest.mark.parametrize("slope", [-0.1, -0.04, 0.0, 0.08])
def test_rows_lie_as_the_line_does(slope: float) -> None:
    found = rows([as_image(written("Trần Quang Hải", slope=slope))], HIGH)
    assert any(abs(row.slope - slope) <= 0.04 and abs(row.middle - 300) < HIGH for _, row in found[:3])
