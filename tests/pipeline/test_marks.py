"""Framed marks on grey scans: known through print that runs over them, and where no letter can be made out."""

from __future__ import annotations

import random

import cv2
import numpy as np
import pytest
from PIL import Image as PillowImage
from PIL import ImageDraw, ImageFont

from pipeline.images import from_pillow, grey
from pipeline.mark_frames import mark_frames
from pipeline.marks import is_loose_mark, may_be_secret
from pipeline.pages import Raster
from pipeline.sheet import prepare
from pipeline.spots import grey_ink
from pipeline.stamps import find_stamps
from pipeline.tesseract import RawWord
from samples.generator.ink import BOLD, SERIF, mark

DPI = 200
TEXT = "Thực hiện Nghị định về công tác văn thư, các cơ quan, đơn vị báo cáo kết quả thực hiện"


def page() -> PillowImage.Image:
    """A page full of print."""
    made = PillowImage.new("RGB", (1654, 2339), "white")
    pen, font = ImageDraw.Draw(made), ImageFont.truetype(str(SERIF), 38)
    for row in range(30):
        pen.text((160, 260 + 58 * row), TEXT, font=font, fill="black")
    return made


def stamped(text: str, tilt: float) -> np.ndarray:
    """A grey scan with a mark across two lines of print."""
    made = page()
    laid = mark(text, DPI, random.Random(5)).rotate(tilt, PillowImage.Resampling.BICUBIC, expand=True)
    made.paste(laid, (300, 560), laid)
    return grey(from_pillow(made))


def secret(image: np.ndarray) -> bool:
    return any(region.may_be_secret for region in find_stamps(prepare(Raster(image, DPI))))


@pytest.mark.parametrize("tilt", [-5.0, -2.0, 0.0, 3.0, 5.0])
@pytest.mark.parametrize("text", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_mark_across_print_is_known(text: str, tilt: float) -> None:
    assert secret(stamped(text, tilt))


@pytest.mark.parametrize("text", ["TỐI MẬT", "TUYỆT MẬT"])
def test_a_paler_mark_without_a_frame_is_known_under_print(text: str) -> None:
    made = page()
    laid = PillowImage.new("L", made.size, 255)
    ImageDraw.Draw(laid).text((420, 560), text, font=ImageFont.truetype(str(BOLD), 56), fill=75)
    dark = np.minimum(np.asarray(made.convert("L")), np.asarray(laid.rotate(2, fillcolor=255)))
    assert secret(dark)
    assert not secret(grey(from_pillow(made)))


LOOSE = [
    ("TOI MÃ)", True), ("TỐT “ÂT", True), ("TUYỆ MẬ", True), ("TỐI MẬT", True), ("MẬT", True),
    ("HỎA TỐC", False), ("KHẨN", False), ("MAI", False), ("SỞ NỘI VỤ", False), ("", False), ("CÔNG KHAI", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LOOSE)
def test_what_is_left_of_a_mark_without_a_frame(text: str, expected: bool) -> None:
    words = [RawWord(part, (0, 0, 10, 10), 0.8, 0) for part in text.split()]
    assert is_loose_mark(words) is expected


def test_a_frame_whose_letters_cannot_be_made_out_may_be_secret() -> None:
    made = page()
    pen = ImageDraw.Draw(made)
    pen.rectangle((320, 560, 620, 640), outline="black", width=4)
    for stroke in range(12):
        pen.line((345 + 22 * stroke, 580 + 7 * (stroke % 3), 352 + 22 * stroke, 625), fill="black", width=7)
    assert secret(grey(from_pillow(made)))


@pytest.mark.parametrize("text", ["KHẨN", "HỎA TỐC"])
def test_a_mark_of_urgency_is_no_secrecy_mark(text: str) -> None:
    made = page()
    ImageDraw.Draw(made).rectangle((280, 540, 700, 720), fill="white")
    laid = mark(text, DPI, random.Random(5)).rotate(2.0, PillowImage.Resampling.BICUBIC, expand=True)
    made.paste(laid, (320, 570), laid)
    assert not secret(grey(from_pillow(made)))


def test_a_table_and_a_box_around_print_are_none() -> None:
    image = grey(from_pillow(page()))
    for row in range(5):
        for column in range(4):
            cv2.rectangle(image, (160 + 300 * column, 548 + 58 * row), (460 + 300 * column, 606 + 58 * row), 0, 3)
    cv2.rectangle(image, (150, 960), (640, 1012), 0, 3)
    image[949:958, 100:700], image[1015:1024, 100:700] = 255, 255
    assert not secret(image)


def test_print_alone_has_no_frames() -> None:
    sheet = prepare(Raster(grey(from_pillow(page())), DPI))
    assert not list(mark_frames(grey_ink(sheet), sheet.dpi))


def stems(width: int, height: int, every: int) -> np.ndarray:
    """The inside of a frame with upright strokes."""
    image = np.full((96, 300), 240, np.uint8)
    for x in range(30, 270, every):
        image[30 : 30 + height, x : x + width] = 40
    return image


def cut(width: int, height: int, every: int) -> np.ndarray:
    """The inside of what fat print encloses: the feet of one row of letters and the heads of the next."""
    image = np.full((96, 300), 240, np.uint8)
    for x in range(30, 270, every):
        image[6 : 6 + height, x : x + width] = 40
        image[90 - height : 90, x + every // 2 : x + every // 2 + width] = 40
    return image


INKED = stems(9, 45, 40)
INSIDE = [
    ([("TỐI", 0.9), ("MẬT", 0.9)], INKED, True, "a mark"),
    ([("TÔI!", 0.86)], INKED, True, "half of one"),
    ([("NLÑ#", 0.39)], INKED, True, "cannot be read"),
    ([], INKED, True, "nothing was read"),
    ([("VẬ-", 0.92)], INKED, True, "no word, however sure"),
    ([], np.full((96, 300), 255, np.uint8), False, "an empty box"),
    ([], stems(3, 45, 12), False, "print, thinner"),
    ([], stems(9, 20, 40), False, "print, lower"),
    ([], cut(9, 32, 40), False, "fat print between whose rows there is no frame"),
    ([], 255 - stems(9, 45, 40), False, "white letters on black"),
    ([], stems(9, 45, 400), False, "a single stroke"),
    ([("KHÂN", 0.4)], INKED, False, "urgent, misread"),
    ([("THƯỢNG", 0.96), ("KHẨN", 0.68)], INKED, False, "urgent"),
    ([("HOẢ", 0.92), ("TỐC", 0.5)], INKED, False, "urgent"),
    ([("Ngày:", 0.93)], INKED, False, "a cell of a form"),
    ([("UBND", 0.92), ("TỈNH", 0.93), ("HÀ", 0.97), ("TĨNH", 0.97)], INKED, False, "the head of an arrival stamp"),
    ([("UBND", 0.92)], INKED, False, "an office alone"),
    ([("DỰ", 0.97), ("THẢO", 0.96), ("(lần", 0.84)], INKED, False, "a draft"),
]


@pytest.mark.parametrize(("said", "inside", "expected", "why"), INSIDE, ids=[row[3] for row in INSIDE])
def test_what_a_frame_says_decides(said: list[tuple[str, float]], inside: np.ndarray, expected: bool, why: str) -> None:
    words = [RawWord(text, (0, 0, 10, 10), sure, 0) for text, sure in said]
    assert may_be_secret(words, inside, 1.5 * DPI) is expected, why
