"""Entries of arrival stamps read by their whole rows: through lines and print, in words, and without their labels."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image as PillowImage
from PIL import ImageDraw, ImageFont

from pipeline import second
from pipeline.gaps import Gap
from pipeline.images import Image, as_image
from pipeline.stamp_days import line_at, lost_number, unread_day
from pipeline.stamp_rows import Read, read_row, rows_in, spelled_days, weighed
from pipeline.tesseract import RawWord
from samples.generator.ink import BOLD, SERIF

DPI = 300
CAPITAL = 33
LABEL = ImageFont.truetype(str(SERIF), 48)
ENTRY = ImageFont.truetype(str(BOLD), 50)


def stamp(*texts: tuple[int, int, str], across: int = 0) -> Image:
    """A straight stamp with texts (left, middle, text), digits in bold; a line `across` it at that height."""
    image = PillowImage.new("L", (600, 380), 255)
    pen = ImageDraw.Draw(image)
    for left, middle, text in texts:
        font = ENTRY if text[0].isdigit() else LABEL
        pen.text((left, middle), text, font=font, fill=40, anchor="lm")
    if across:
        pen.line((0, across, 600, across), fill=0, width=4)
    return as_image(np.asarray(image))


def gap(what: str, left: int, middle: int, right: int) -> Gap:
    top = middle - CAPITAL // 2
    return Gap(what, (left, top, right, top + CAPITAL), 4, "", frozenset())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "across", "why"),
    [
        ("14/3/2016", 0, "free"),
        ("05-11-2019", 208, "a line runs through the feet of its figures"),
        ("22/10/24", 176, "and through their heads"),
    ],
)
def test_a_day_is_read_by_its_row(text: str, across: int, why: str) -> None:
    look = stamp((190, 190, "Ngày:"), (310, 190, text), across=across)
    written = read_row(gap("date", 300, 190, 590), [look], [])
    assert (written.text, written.confidence > 0.3) == (text, True), why


def test_a_number_is_read_without_its_label() -> None:
    look = stamp((190, 120, "Số:"), (290, 120, "7430"))
    assert read_row(gap("number", 265, 120, 560), [look], []).text == "7430"


@pytest.mark.parametrize(
    ("strokes", "looks"),
    [
        ({"14/3/2016": 0.98}, 1),  # the row says what the strokes do: two that know nothing of each other
        ({"14.3.2016": 0.6, "14-3-2016": 0.38}, 1),  # one day, however its parts are parted
        ({"14/3/2016": 0.6, "14/5/2016": 0.38}, 2),
        ({"19/3/2016": 0.98}, 2),  # against the strokes one look is not enough
    ],
)
def test_of_a_row_as_many_looks_are_read_as_are_needed(
    strokes: dict[str, float], looks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = stamp((190, 190, "Ngày:"), (310, 190, "14/3/2016"))
    seen: list[int] = []
    spotted = second.spotted
    monkeypatch.setattr(second, "spotted", lambda *one: seen.append(1) or spotted(*one))
    read_row(gap("date", 300, 190, 590), [look, as_image(np.where(look < 200, 90, 255))], [Read(strokes, 0.7)])
    assert (len(seen) if looks == 1 else min(len(seen), 2)) == looks


def test_a_row_outweighs_strokes_that_stray_and_not_those_that_it_cannot_see() -> None:
    seen, blind = {"14/3/2016": 0.9, "9/2/16": 0.0}, {"14/3/2016": 0.001, "9/2/16": 0.0}
    strokes = Read({"9/2/16": 0.4}, 0.2)
    assert weighed([seen, seen], [strokes]).text == "14/3/2016"
    assert weighed([blind], [Read({"9/2/16": 0.9}, 0.7)]).text == "9/2/16"


def word(text: str, left: int, middle: int, right: int, line: int) -> RawWord:
    step = (right - left) / len(text)
    box = (left, middle - 17, right, middle + 17)
    symbols = tuple(
        (letter, (round(left + i * step), box[1], round(left + (i + 1) * step), box[3]))
        for i, letter in enumerate(text)
    )
    return RawWord(text, box, 0.5, line, symbols)


def test_a_day_told_in_words_is_read_along_its_row() -> None:
    look = stamp(
        (10, 290, "Ngày"),
        (122, 290, "15"),
        (185, 290, "tháng"),
        (310, 290, "03"),
        (375, 290, "năm 20"),
        (520, 290, "24"),
    )
    words = [word("tháng", 185, 290, 305, 8), word("Ẽ", 315, 290, 350, 8), word("năm", 375, 290, 450, 8)]
    found = unread_day([], words, [look, look], DPI)
    assert found is not None
    assert (found[1].text, found[0].label) == ("15/03/2024", "Ngày:")


def test_print_of_a_year_is_no_day_told_in_words() -> None:
    look = stamp((20, 290, "cuối năm 2022 thực hiện"))
    assert unread_day([], [word("năm", 140, 290, 230, 8)], [look, look], DPI) is None


FORM = [(30, 150, "ĐẾN"), (310, 125, "13194"), (345, 195, "13/1/23"), (20, 270, "Chuyển:")]


def test_entries_whose_labels_are_lost_are_found_by_their_rows() -> None:
    look = stamp(*FORM)
    found = unread_day([], [word("Chuyển:", 20, 270, 190, 8)], [look, look], DPI)
    assert found is not None
    place, day = found
    assert (day.text, day.confidence < 0.9) == ("13/1/23", True)
    (number,) = lost_number([place], [], [look])
    assert read_row(number, [look], []).text == "13194"


def test_a_day_in_a_frame_without_a_word_of_a_stamp_is_none() -> None:
    look = stamp(*FORM[1:3], (20, 270, "Phòng họp"))
    assert unread_day([], [word("Phòng", 20, 270, 140, 8)], [look, look], DPI) is None


def test_a_number_stands_before_the_day_where_nothing_stands_above() -> None:
    look = stamp((20, 195, "Số:"), (100, 195, "9488"), (230, 195, "Ngày:"), (350, 195, "05-01-2015"))
    (number,) = lost_number([gap("date", 340, 195, 600)], [], [look])
    assert read_row(number, [look], []).text == "9488"


def test_a_number_that_was_read_is_not_looked_for() -> None:
    assert not list(lost_number([gap("date", 340, 195, 600), gap("number", 90, 195, 220)], [], [stamp(*FORM)]))


COVERED = [
    ("04", "tháng", "5", "2026", "04/5/2026", "nothing is covered"),
    ("04", "áng", "5", "2026", "04/5/2026", "print covers the beginning of `tháng`"),
    ("17", "ng", "11", "2023", "17/11/2023", "and more of it"),
]


@pytest.mark.parametrize(("day", "month", "which", "year", "said", "why"), COVERED)
def test_a_day_in_words_is_told_though_print_covers_some(
    day: str, month: str, which: str, year: str, said: str, why: str
) -> None:
    left = 330 - ENTRY.getbbox(f"{day} {month}")[2]
    look = stamp((left, 290, day), (322 - int(LABEL.getlength(month)), 290, month), (335, 290, which),
                 (410, 290, "năm"), (505, 290, year[:2]), (550, 290, year[2:]))  # fmt: skip
    (told,) = spelled_days(list(rows_in((0, 273, 600, 306), [look], (0.55,))))
    assert told.get(said, 0.0) > 0.5, why


def test_a_number_between_other_words_is_no_day() -> None:
    look = stamp((20, 290, "04"), (80, 290, "trang, năm"), (330, 290, "2026"))
    assert not any(sum(told.values()) > 0.02 for told in spelled_days(list(rows_in((0, 273, 600, 306), [look]))))


def test_ways_to_write_a_day_are_one_reading() -> None:
    said = {"4/5/2026": 0.3, "04/5/2026": 0.25, "04/05/26": 0.1, "14/5/2026": 0.31}
    written = weighed([said, said])
    assert written.text == "4/5/2026"
    others = [one.text for one in written.opinions if one.reader == "together"]
    assert others == ["14/5/2026"], "the same day is no other reading"
    assert weighed([{"45": 0.4, "045": 0.3}]).text == "45"


def test_an_entry_is_of_the_row_that_it_stands_in() -> None:
    worn = word("h", 57, 77, 253, 2)
    tall = RawWord("h", (57, 11, 253, 144), 0.0, 2, worn.symbols)
    words = [tall, word("ĐẾN", 28, 146, 147, 6), word("1560", 260, 124, 421, 4), word("24/8", 345, 190, 593, 8)]
    assert [line_at(y, words) for y in (124, 150, 190)] == [4, 6, 8]
    assert line_at(230, words) == 9, "below all"
