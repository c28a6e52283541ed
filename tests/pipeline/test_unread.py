"""Print that nobody read, told from seals and strokes of the pen by its shapes."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.images import as_image
from pipeline.name_lines import Read
from pipeline.signed_place import _is_text
from pipeline.signed_post import _is_doubtful, _lacks_deputy
from pipeline.tesseract import RawWord
from pipeline.unread import has_print
from samples.generator.ink import BOLD, SERIF

HIGH = 26
"""Height in pixels of the print's capitals."""
SIZE = (500, 160)


def printed(text: str, *, font: str = str(BOLD), fill: int = 0) -> np.ndarray:
    picture = Image.new("L", SIZE, 255)
    ImageDraw.Draw(picture).text((250, 60), text, font=ImageFont.truetype(font, 36), fill=fill, anchor="ma")
    return np.array(picture)


def pen() -> np.ndarray:
    """Loops of a signature."""
    picture = np.full(SIZE[::-1], 255, np.uint8)
    points = [(140 + 2 * t, round(80 + 60 * math.sin(t / 9) * math.cos(t / 40))) for t in range(90)]
    cv2.polylines(picture, [np.array(points, np.int32)], False, (0,), 3)
    return picture


LOOKS: list[tuple[str, Callable[[], np.ndarray], bool]] = [
    ("a post", lambda: printed("PHÓ GIÁM ĐỐC"), True),
    ("a name", lambda: printed("Nguyễn Thị Thu Hà", font=str(SERIF)), True),
    ("a stamped name, paler", lambda: printed("Trần Văn Bình", fill=150), True),
    ("a post under strokes", lambda: np.minimum(printed("CHÁNH VĂN PHÒNG"), pen()), True),
    ("paper", lambda: np.full(SIZE[::-1], 255, np.uint8), False),
    ("a signature", pen, False),
]


@pytest.mark.parametrize(("look", "there"), [(make, there) for _, make, there in LOOKS], ids=[n for n, _, _ in LOOKS])
def test_letters_in_a_row(look: Callable[[], np.ndarray], there: bool) -> None:
    assert has_print(as_image(look()), [], HIGH) == there


def test_what_was_read_counts_no_more() -> None:
    assert not has_print(as_image(printed("PHÓ GIÁM ĐỐC")), [(60, 45, 450, 110)], HIGH)


def line(text: str, confidence: float = 0.95, top: int = 0) -> list[Read]:
    return [RawWord(part, (60 * i, top, 60 * i + 50, top + 20), confidence, 0) for i, part in enumerate(text.split())]


DOUBTS = [
    ([line("GIÁM ĐỐC")], False),
    ([line("GIÁM ĐỐC", 0.6)], True),
    ([line("TM. ỦY BAN NHÂN DÂN"), line("CHỦ TỊCH")], False),
    ([line("CHỦ TỊCH"), line("PHÓ CHỦ")], True),  # a word of the post was lost
    ([line("GIÁM ĐỐC"), line("ŒẠ VZ", 0.2)], False),  # strokes of a seal
]


@pytest.mark.parametrize(("lines", "doubtful"), DOUBTS)
def test_posts_in_doubt(lines: list[list[Read]], doubtful: bool) -> None:
    assert _is_doubtful(lines) == doubtful


@pytest.mark.parametrize(
    ("lines", "lacks"),
    [
        ([line("KT. GIÁM ĐỐC")], True),
        ([line("KT. GIÁM ĐỐC"), line("PHÓ GIÁM ĐỐC")], False),
        ([line("TL. CHỦ TỊCH"), line("CHÁNH VĂN PHÒNG")], False),
    ],
)
def test_a_deputy_must_follow(lines: list[list[Read]], lacks: bool) -> None:
    assert _lacks_deputy(lines) == lacks


def test_running_text_is_no_place_of_a_name() -> None:
    text = "tình hình giá thị trường tháng này"
    words = [word for row in range(4) for word in line(text, top=30 * row)]
    assert _is_text(words, (0, 0, 600, 300))
    signed = [*line("Người ký: Sở Tài chính"), *line("Email: stc", top=30), *line("Cơ quan: Tỉnh", top=60)]
    assert not _is_text(signed, (0, 0, 600, 300))
