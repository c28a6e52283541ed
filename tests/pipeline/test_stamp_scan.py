"""Number and day of an arrival stamp found in its rows, though print covers their labels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.entries import with_entries
from pipeline.found import Found
from pipeline.images import Image, alike, as_image
from pipeline.lost_labels import is_form, surest
from pipeline.stamp_scan import scanned
from pipeline.straight import under_print
from pipeline.tesseract import RawWord
from tests.pipeline.test_stamp_rows import DPI, gap, stamp, word

HEADS = ((120, 30, "SỞ NỘI VỤ"), (20, 150, "ĐẾN"))
TWO_ROWS = (*HEADS, (190, 110, "Số:"), (290, 110, "4275"), (190, 185, "Ngày:"), (330, 185, "30/5/2024"))
ONE_ROW = (*HEADS, (30, 200, "Số:"), (110, 200, "318"), (230, 200, "Ngày:"), (360, 200, "09-10-2024"))
WORDED = (*HEADS, (150, 200, "Số:"), (260, 200, "9041"), (20, 275, "Ngày"), (122, 275, "15"), (185, 275, "tháng"),
          (312, 275, "03"), (370, 275, "năm"), (463, 275, "2024"))  # fmt: skip


def under(look: Image, *lines: tuple[int, int]) -> Image:
    """A stamp that is paler than the thick strokes of print (left, middle) over it."""
    paler = as_image(np.where(look < 200, 130, look))
    for left, middle in lines:
        for at in range(left, left + 60, 22):
            paler[middle - 14 : middle + 14, at : at + 8] = 10
    return paler


@pytest.mark.parametrize(
    ("texts", "number", "day", "why"),
    [
        (TWO_ROWS, "4275", "30/5/2024", "a row each"),
        (ONE_ROW, "318", "09-10-2024", "in one row"),
        (WORDED, "9041", "15/03/2024", "the day in words"),
    ],
    ids=["two rows", "one row", "in words"],
)
def test_number_and_day_are_found_in_whatever_row_they_stand(
    texts: tuple[tuple[int, int, str], ...], number: str, day: str, why: str
) -> None:
    found = {entry.what: entry for entry in scanned([stamp(*texts)], DPI)}
    assert (found["number"].written.text, found["date"].written.text) == (number, day), why
    assert all(entry.labelled for entry in found.values()), why
    assert found["date"].spelled == (why == "the day in words")


def test_what_is_known_of_the_one_bounds_where_the_other_stands() -> None:
    look = stamp(*TWO_ROWS)
    assert {entry.what for entry in scanned([look], DPI, {"number": 95.0})} == {"number", "date"}
    assert "date" not in {entry.what for entry in scanned([look], DPI, {"number": 320.0})}


def test_a_form_is_known_by_its_rows_and_a_table_is_none() -> None:
    look = stamp(*TWO_ROWS)
    assert is_form([], look, look, DPI)
    table = stamp((20, 110, "Nội dung"), (290, 110, "4275"), (20, 185, "Ghi chú"), (330, 185, "1200"))
    assert not is_form([], table, table, DPI)


def test_entries_without_any_label_read_are_put_among_the_words() -> None:
    look = stamp(*TWO_ROWS)
    words = [word("SỞ", 120, 30, 180, 2), word("ĐẾN", 20, 150, 120, 4), word("8", 300, 185, 320, 6)]
    texts = [found.text for found in with_entries(words, [look], look, DPI)]
    assert texts[texts.index("Số:") + 1] == "4275"
    assert texts[texts.index("Ngày:") + 1] == "30/5/2024", "without the speck before it"


@pytest.mark.parametrize(
    ("text", "middle", "why"),
    [("17/7/2020", 260, "`ngày` of the print that the stamp lies on"), ("30/5/2024", 185, "its own")],
)
def test_a_day_of_the_print_below_is_not_the_stamps(text: str, middle: int, why: str) -> None:
    look = stamp(*TWO_ROWS, (20, 260, "ban hành ngày"), (360, 260, "17/7/2020"))
    place = replace(gap("date", 345, middle, 600), seen=True)
    read = [(place, Found(text, place.box, 0.97, place.line))]
    found = {gap.what: one.text for gap, one in surest(read, [], [look], look, DPI, lambda *_: None)}
    assert found["date"] == "30/5/2024", why


@pytest.mark.parametrize(("confidence", "kept"), [(0.0, False), (0.8, True)], ids=["worn lines", "print"])
def test_strokes_of_worn_lines_do_not_part_a_label_from_its_entry(confidence: float, kept: bool) -> None:
    look = stamp(*TWO_ROWS)
    words = [word("ĐẾN", 20, 150, 120, 4), word("8", 300, 185, 320, 6)]
    words.append(RawWord("n", (262, 70, 292, 230), confidence, 4))
    texts = [found.text for found in with_entries(words, [look], look, DPI)]
    assert ("n" in texts) == kept
    assert {"4275", "30/5/2024"} <= set(texts)


def test_strokes_go_on_under_print() -> None:
    look = stamp(*TWO_ROWS)
    printed = under(look, (190, 110), (330, 185))
    shown = under_print(printed, DPI)
    assert shown is not None
    days = [[one.written.text for one in scanned([seen], DPI) if one.what == "date"] for seen in (printed, shown)]
    assert days == [[], ["30/5/2024"]], "print covers its first two figures"
    assert under_print(look, DPI) is None, "there is none"


def test_looks_are_alike_but_for_shades() -> None:
    look = stamp(*TWO_ROWS)
    shaded = as_image(np.clip(look.astype(int) + 20, 0, 255))
    assert alike(look, shaded)
    assert not alike(look, under(look, (190, 110)))
    assert not alike(look, look[:-1])
