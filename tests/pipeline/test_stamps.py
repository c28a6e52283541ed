"""Stamps on a sheet: found in colour and by their frames, read straight, their entries among their words."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image as PillowImage
from PIL import ImageDraw, ImageFont

from extractors.words import Opinion
from pipeline import stamps
from pipeline.found import Found
from pipeline.images import from_pillow, grey
from pipeline.pages import Raster
from pipeline.secrecy import is_mark
from pipeline.sheet import Sheet, prepare
from pipeline.stamp_words import words_of
from pipeline.stamps import Region, find_stamps
from pipeline.tesseract import RawWord
from samples.generator.ink import BLACK, BLUE, BOLD, RED, SERIF, VIOLET, handwriting, mark
from samples.generator.stamp import Stamp, arrival_stamp

DPI = 200
OFFICE = "SỞ NỘI VỤ TỈNH BÌNH ĐỊNH"


def paper(laid: PillowImage.Image, tilt: float, colour: bool, under: str = "") -> np.ndarray:
    """A page of some print with `laid` turned by `tilt` degrees on it, over a line of print where `under` is given."""
    page = PillowImage.new("RGB", (1654, 1700), "white")
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(SERIF), 38)
    for row in range(12):
        text = "Thực hiện Nghị định về công tác văn thư, các cơ quan, đơn vị báo cáo kết quả thực hiện"
        pen.text((160, 900 + 60 * row), text, font=font, fill="black")
    pen.text((900, 552), under, font=font, fill="black")
    turned = laid.rotate(tilt, PillowImage.Resampling.BICUBIC, expand=True)
    page.paste(turned, (950, 300), turned)
    return from_pillow(page) if colour else grey(from_pillow(page))


def regions(image: np.ndarray) -> list[Region]:
    return find_stamps(prepare(Raster(image, DPI)))


STAMPS = [
    (Stamp(OFFICE, "11098", "25/10/24"), 2.0, True),
    (Stamp(OFFICE, "11098", "25/10/2024", pen_colour=RED), -4.0, True),
    (Stamp(OFFICE, "527", "03-01-2025", form="older", colour=VIOLET, pen_colour=BLACK, dots=True), 4.5, True),
    (Stamp(OFFICE, "86", "11/02/25", form="party", colour=BLUE, pen_colour=BLACK), -3.0, True),
    (Stamp(OFFICE, "1375", "18/9/2025", face=2, machine=2), -2.5, False),
    (Stamp(OFFICE, "12128", "28/07/2023", dots=True, by="machine", face=1), 0.7, True),
    (Stamp(OFFICE, "7208", "09-06-2025", form="hours", colour=BLACK, pen_colour=BLACK), -1.5, False),
    (Stamp(OFFICE, "904", "09/9/2024", form="row", colour=BLACK, pen_colour=BLACK), 1.0, False),
]


@pytest.mark.parametrize(("stamp", "tilt", "colour"), STAMPS)
def test_an_arrival_stamp_is_read_with_what_was_filled_in(stamp: Stamp, tilt: float, colour: bool) -> None:
    (region,) = regions(paper(arrival_stamp(stamp, random.Random(4), DPI), tilt, colour))
    assert (region.shape, region.angle) == ("frame", pytest.approx(tilt, abs=0.7))
    texts = [word.text for word in region.words]
    assert stamp.number in texts
    assert re.sub(r"\D", "/", stamp.date) in {re.sub(r"[.-]", "/", text) for text in texts}
    assert " ".join(texts).startswith(OFFICE)


def carved(size: tuple[int, int], colour: tuple[int, int, int], rows: list[tuple[int, int, str]]) -> Any:
    """A stamp as others cut it: rows of its text at their places, and a pen to draw its frame with."""
    image = PillowImage.new("RGBA", size, (255, 255, 255, 0))
    pen = ImageDraw.Draw(image)
    for x, y, text in rows:
        pen.text((x, y), text, font=ImageFont.truetype(str(SERIF), 30), fill=(*colour, 255), anchor="lm")
    return image, pen


@pytest.mark.parametrize(("colour", "seen"), [(VIOLET, True), (RED, True), (BLACK, False)])
def test_a_form_of_one_row_is_no_higher_than_a_mark(colour: tuple[int, int, int], seen: bool) -> None:
    image, pen = carved((600, 80), colour, [(20, 40, "ĐẾN"), (110, 40, "Số: 2244"), (330, 40, "Ngày: 19/03/2026")])
    pen.rectangle((1, 1, 597, 77), outline=(*colour, 255), width=3)
    (region,) = regions(paper(image, 1.5, seen))
    assert {"2244", "19/03/2026"} <= {word.text for word in region.words}


def test_a_round_stamp_at_the_head_may_be_a_form() -> None:
    rows = [(70, 60, "SỞ NỘI VỤ"), (110, 105, "ĐẾN"), (50, 155, "Số: 714"), (40, 205, "Ngày: 22/09/17")]
    image, pen = carved((300, 300), RED, rows)
    pen.ellipse((2, 2, 297, 297), outline=(*RED, 255), width=4)
    pen.line((12, 128, 288, 128), fill=(*RED, 255), width=2)
    (region,) = regions(paper(image, 2.0, True))
    assert {"ĐẾN", "714", "22/09/17"} <= {word.text for word in region.words}


def test_a_seal_at_the_head_says_nothing() -> None:
    image, pen = carved((300, 300), RED, [(60, 60 + 45 * row, "SỞ NỘI VỤ") for row in range(5)])
    pen.ellipse((2, 2, 297, 297), outline=(*RED, 255), width=4)
    (region,) = regions(paper(image, 0.0, True))
    assert (region.shape, region.words) == ("round", ())


def test_a_form_without_a_frame_is_read_with_its_entries() -> None:
    stamp = arrival_stamp(Stamp(OFFICE, "11468", "15/08/2024", form="software"), random.Random(4), DPI)
    texts = [word.text for region in regions(paper(stamp, 0.8, True)) for word in region.words]
    assert {"11468", "15/08/2024"} <= set(texts)


def test_a_form_without_a_frame_is_searched_though_its_labels_are_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*given: Any) -> list[RawWord]:
        return [word for word in words_of(*given) if not word.text.startswith(("S", "N")) or word.text.isupper()]

    monkeypatch.setattr(stamps, "words_of", lost)
    stamp = arrival_stamp(Stamp(OFFICE, "11468", "15/08/2024", form="software"), random.Random(4), DPI)
    texts = [word.text for region in regions(paper(stamp, 0.8, True)) for word in region.words]
    assert {"Số:", "11468"} <= set(texts)


def test_a_pale_form_without_a_frame_is_read_on_a_grey_scan() -> None:
    made = Stamp(OFFICE, "5608", "17/04/2025", form="software", colour=RED)
    image = paper(arrival_stamp(made, random.Random(4), DPI), -3.0, True)
    texts = [word.text for region in regions(grey(image)) for word in region.words]
    assert {"5608", "17/04/2025"} <= set(texts)


def test_a_form_of_which_only_a_cell_is_seen_whole_is_read() -> None:
    image = paper(arrival_stamp(Stamp(OFFICE, "6143", "21/02/2025"), random.Random(4), 230), 0.0, True)
    image[300:365, 970:985] = 255  # the frame is worn away beside the office and the last rows, and at its right
    image[480:600, 945:970] = 255
    image[300:600, 1405:1430] = 255
    cv2.rectangle(image, (955, 368), (1094, 476), (110, 110, 110), 2)
    (region,) = regions(grey(image))
    assert {"6143", "21/02/2025"} <= {word.text for word in region.words}


def test_print_under_a_stamp_does_not_count_as_its_entry() -> None:
    stamp = arrival_stamp(Stamp(OFFICE, "4127", "25/10/24"), random.Random(4), DPI)
    (region,) = regions(paper(stamp, 2.0, True, under="Kính gửi: Các sở, ban, ngành"))
    assert {"4127", "25/10/24"} <= {word.text for word in region.words}


@pytest.mark.parametrize("form", ["decree", "party"])
def test_a_stamp_on_a_grey_scan_is_read_without_the_darker_print_under_it(form: str) -> None:
    stamp = Stamp(OFFICE, "4127", "25/10/2024", form=form, colour=RED, pen_colour=BLUE)
    image = paper(arrival_stamp(stamp, random.Random(4), DPI), 2.0, True, under="Kính gửi: Các sở, ban, ngành, huyện")
    (region,) = regions(grey(image))
    assert {"4127", "25/10/2024"} <= {word.text for word in region.words}


def test_a_form_printed_in_the_colour_of_pens_is_read_and_a_note_by_pen_is_none() -> None:
    made = Stamp(OFFICE, "11468", "15/08/2024", form="software", colour=BLUE)
    stamp = arrival_stamp(made, random.Random(4), DPI)
    texts = [word.text for region in regions(paper(stamp, 0.8, True)) for word in region.words]
    assert {"11468", "15/08/2024"} <= set(texts)
    note = handwriting("Kinh chuyen Phong To chuc xu ly", 50, BLUE, random.Random(4))
    assert regions(paper(note, 0.8, True)) == []


def coarse(image: np.ndarray) -> Sheet:
    """A page whose colours are so much coarser than its light that they join letters."""
    sheet = prepare(Raster(image, DPI))
    blue = cv2.dilate(sheet.inks.colours["blue"], np.ones((3, 9), np.uint8))
    return replace(sheet, inks=replace(sheet.inks, colours={"blue": blue}))


def test_a_form_in_the_colour_of_pens_is_read_where_colours_are_coarse() -> None:
    made = Stamp("UBND HUYỆN PHÙ MỸ", "8053", "17-04-2023", form="software", colour=BLUE)
    stamp = arrival_stamp(made, random.Random(4), DPI)
    texts = [word.text for region in find_stamps(coarse(paper(stamp, -1.0, True))) for word in region.words]
    assert {"8053", "17-04-2023"} <= set(texts)
    note = handwriting("Kinh chuyen Phong To chuc xu ly", 50, BLUE, random.Random(4))
    assert not find_stamps(coarse(paper(note, 0.8, True)))


def test_an_entry_keeps_what_each_reader_made_of_it() -> None:
    stamp = arrival_stamp(Stamp(OFFICE, "4127", "25/10/24", by="pen"), random.Random(4), DPI)
    (region,) = regions(paper(stamp, 0.0, True))
    entries = [word for word in region.words if word.opinions]
    assert len(entries) == 2
    assert all({"digits", "rapidocr", "tesseract"} <= {o.reader for o in word.opinions} for word in entries)


@pytest.mark.parametrize("colour", [True, False])
def test_a_mark_is_read_and_a_table_is_no_stamp(colour: bool) -> None:
    image = paper(mark("HỎA TỐC", DPI, random.Random(2)), 3.0, colour)
    cv2.rectangle(image, (200, 400), (700, 640), (0, 0, 0), 2)
    cv2.line(image, (450, 400), (450, 640), (0, 0, 0), 2)
    read = [" ".join(word.text for word in region.words) for region in regions(image)]
    assert read == ["HỎA TỐC"]


def test_the_tall_letters_of_a_mark_are_not_taken_for_lines() -> None:
    laid = PillowImage.new("RGBA", (190, 86), (0, 0, 0, 0))
    pen = ImageDraw.Draw(laid)
    pen.rectangle((0, 0, 189, 85), outline=(215, 20, 30, 255), width=4)
    pen.text((95, 44), "MẬT", font=ImageFont.truetype(str(BOLD), 63), fill=(215, 20, 30, 255), anchor="mm")
    read = [" ".join(word.text for word in region.words) for region in regions(paper(laid, 1.0, True))]
    assert read == ["MẬT"]


def test_a_secrecy_mark_stamped_into_an_arrival_stamp_is_not_lost() -> None:
    image = paper(arrival_stamp(Stamp(OFFICE, "4127", "25/10/24", colour=BLACK), random.Random(4), DPI), 0.0, True)
    page = PillowImage.fromarray(np.ascontiguousarray(image[:, :, ::-1]))
    font = ImageFont.truetype(str(SERIF), 40)
    ImageDraw.Draw(page).text((985, 480), "TUYỆT MẬT", font=font, fill=(215, 20, 30))
    assert any(is_mark(" ".join(word.text for word in region.words)) for region in regions(from_pillow(page)))


INK, READ = (0, 0, 900, 300), (200, 60, 260, 100)
ENTRY = Found("712", READ, 0.9, 0, opinions=(Opinion("digits", "712", 0.9),))


@pytest.mark.parametrize(
    ("shape", "words", "place"),
    [
        ("other", (Found("MU", READ, 0.6, 0),), READ),
        ("other", (ENTRY,), INK),
        ("frame", (Found("KHẨN", READ, 0.9, 0),), INK),
        ("round", (), None),
    ],
    ids=["a pen that ran over print", "a form", "a frame", "a seal"],
)
def test_a_place_of_ink_is_as_large_as_what_was_read_in_it(shape: Any, words: Any, place: Any) -> None:
    """Print that red handwriting crosses is the page's: only a form or a frame is a stamp as a whole."""
    assert Region(INK, 0.0, shape, words).read == place
