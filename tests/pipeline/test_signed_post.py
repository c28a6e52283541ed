"""The signer's post where a stamp runs into it."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline import tesseract
from pipeline.images import as_image
from pipeline.name_lines import Read
from pipeline.post_strips import post_in
from pipeline.signed_post import _is_clear, _is_sign, as_words, posts_in
from pipeline.tesseract import RawWord
from samples.generator.ink import BOLD


def drawn(*lines: tuple[str, int]) -> np.ndarray:
    """Lines of bold print at heights, over each other where they are close, as a grey picture at 200 dpi."""
    picture = np.full((160, 640), 255, np.uint8)
    for text, top in lines:
        sheet = Image.new("L", (640, 160), 255)
        ImageDraw.Draw(sheet).text((320, top), text, font=ImageFont.truetype(str(BOLD), 36), fill=0, anchor="ma")
        picture = cv2.min(picture, np.asarray(sheet))
    return picture


@pytest.mark.ocr
@pytest.mark.parametrize("apart", [28, 40])
def test_a_stamped_post_that_touches_the_printed_one(apart: int) -> None:
    look = as_image(drawn(("GIÁM ĐỐC", 20), ("PHÓ GIÁM ĐỐC", 20 + apart)))
    found = posts_in([("as it is", look)], (100, 1000), 28, 200)
    assert [strip.title for strip in found] == ["Giám đốc", "Phó Giám đốc"]
    assert found[0].box[1] > 1000
    words = as_words(found, 7)
    assert [word.text for word in words] == ["GIÁM", "ĐỐC", "PHÓ", "GIÁM", "ĐỐC"]
    assert [word.line for word in words] == [7, 7, 8, 8, 8]


def line(text: str, confidence: float = 0.95, top: int = 0) -> list[Read]:
    return [RawWord(part, (60 * i, top, 60 * i + 50, top + 20), confidence, 0) for i, part in enumerate(text.split())]


CLEAR = [
    ([line("KT. GIÁM ĐỐC"), line("PHÓ GIÁM ĐỐC")], True),
    ([line("TM. ỦY BAN NHÂN DÂN"), line("CHỦ TỊCH")], True),
    ([line("GIÁM ĐỐC")], False),  # a deputy may have stamped his post over it
    ([line("ỤC TRƯỞNG")], False),  # what stood before it was lost
    ([line("KT. GIÁM ĐỐC")], False),
    ([line("KT. GIÁM ĐỐC"), line("PHÓ GIÁM ĐỐC", 0.5)], False),
    ([line("TRUNG TÂM")], False),
]


@pytest.mark.parametrize(("lines", "clear"), CLEAR)
def test_a_post_that_needs_no_second_reading(lines: list[list[Read]], clear: bool) -> None:
    assert _is_clear(lines) == clear


SIGNED = [
    ("_ —Q. GIÁM ĐỐC", "Q"),
    ("TUQ. CHỦ TỊCH", "TUQ"),
    ("K/T. CHỦ TỊCH", "KT"),
    ("x Q.GIÁM ĐỐC", "Q"),
    ("TQ. GIÁM ĐỐC", ""),  # a seal's ring and a sign
    ("„ GIÁM ĐỐC", ""),
]


@pytest.mark.parametrize(("text", "sign"), SIGNED)
def test_a_sign_of_authority_before_a_post(text: str, sign: str) -> None:
    strip = post_in([RawWord(word.text, word.box, word.confidence, 0) for word in line(text)], 1.0, 0)
    assert strip is not None
    assert strip.sign == sign
    assert as_words([strip], 3)[0].text == (f"{sign}." if sign else strip.title.upper().split()[0])


def test_a_strip_without_letters_enough_for_a_post_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    monkeypatch.setattr(tesseract, "words", lambda image, **_: read.append(image.shape[0]) or [])
    posts_in([("as it is", as_image(drawn(("- I -", 20), ("o . o", 90))))], (0, 0), 28, 200)
    assert not read
    posts_in([("as it is", as_image(drawn(("BÍ THƯ", 20))))], (0, 0), 28, 200)
    assert read


@pytest.mark.ocr
def test_lights_without_a_post_do_not_part_two_that_agree() -> None:
    post, seal = as_image(drawn(("GIÁM ĐỐC", 20))), as_image(drawn(("", 20)))
    asked: list[str] = []

    def looks() -> Iterator[tuple[str, np.ndarray]]:
        for name, look in (("black", post), ("red", seal), ("whole", post), ("darkest", post)):
            asked.append(name)
            yield name, look

    assert [strip.title for strip in posts_in(looks(), (0, 0), 28, 200)] == ["Giám đốc"]
    assert asked == ["black", "red", "whole"]


@pytest.mark.ocr
def test_a_sign_that_is_read_with_a_post_stands_before_it() -> None:
    look = as_image(drawn(("Q. CỤC TRƯỞNG", 20)))
    assert [strip.sign for strip in posts_in([("as it is", look)], (100, 1000), 28, 200)] == ["Q"]


def test_a_sign_with_a_mark_before_it_is_kept() -> None:
    assert _is_sign("'TUQ.")
    assert not _is_sign("tl")
