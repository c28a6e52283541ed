"""The sign of authority before a post, where the ring of a seal runs into it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.found import Found
from pipeline.images import as_image
from pipeline.ink import Inks
from pipeline.lost_sign import with_lost_sign
from pipeline.name_lines import Read
from pipeline.sheet import Sheet
from pipeline.tesseract import RawWord
from samples.generator.ink import BOLD

FONT = ImageFont.truetype(str(BOLD), 36)
TOP, POST = 80, 560


def signed(sign: str) -> tuple[Sheet, list[Found], list[Read]]:
    """`GIÁM ĐỐC` with a sign before it and a ring through that, at 200 dpi; the words without the sign; the name."""
    picture = Image.new("L", (1100, 420), 250)
    draw = ImageDraw.Draw(picture)
    draw.text((POST, TOP), "GIÁM", font=FONT, fill=20)
    after = POST + round(FONT.getlength("GIÁM "))
    draw.text((after, TOP), "ĐỐC", font=FONT, fill=20)
    draw.text((POST - round(FONT.getlength(f"{sign} ")), TOP), sign, font=FONT, fill=20)
    draw.text((POST, 330), "Nguyễn Văn Hòa", font=FONT, fill=20)
    page = np.asarray(picture).copy()
    cv2.circle(page, (430, 230), 150, 90, 3, cv2.LINE_AA)
    sheet = Sheet(as_image(page), as_image(page), Inks(as_image(page), {}), 200, np.diag([0.36, 0.36, 1.0]))
    words = [
        Found("GIÁM", (POST, TOP + 8, after - 9, TOP + 35), 0.95, 3),
        Found("ĐỐC", (after, TOP + 8, after + 75, TOP + 35), 0.95, 3),
    ]
    name: list[Read] = [
        RawWord(text, (POST + 110 * at, 338, POST + 110 * at + 100, 365), 0.95, 4)
        for at, text in enumerate(("Nguyễn", "Văn", "Hòa"))
    ]
    return sheet, words, name


@pytest.mark.ocr
@pytest.mark.parametrize(("sign", "read"), [("Q.", ["Q."]), ("KT.", ["KT."]), ("", []), ("*", [])])
def test_a_sign_is_read_before_its_post(sign: str, read: list[str]) -> None:
    sheet, words, name = signed(sign)
    found = with_lost_sign(sheet, words, name)
    assert found[:2] == words
    assert [(word.text, word.line) for word in found[2:]] == [(text, 3) for text in read]


def test_nothing_is_read_where_a_sign_was() -> None:
    sheet, words, name = signed("Q.")
    before = [Found("KT.", (POST - 60, TOP + 8, POST - 8, TOP + 35), 0.9, 3), *words]
    assert with_lost_sign(sheet, before, name) is before
