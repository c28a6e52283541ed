"""Number and day of an arrival stamp by the reader of its rows, which sees through print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pipeline import dated
from pipeline.found import Found
from pipeline.images import Image, as_image
from pipeline.line_windows import FRAME, HEIGHT, window
from pipeline.lost_labels import ALONE, surest
from pipeline.row_reader import LETTERS, log_probabilities
from pipeline.row_scan import found_in_rows, said_beside
from tests.pipeline.test_stamp_rows import DPI, gap, stamp
from tests.pipeline.test_stamp_scan import ONE_ROW, TWO_ROWS, WORDED


def printed_over(look: Image, *places: tuple[int, int, str]) -> Image:
    """A stamp in paler ink than a page's words (left, middle, text) over it."""
    paler = np.where(look < 200, 120, look)
    return as_image(np.minimum(paler, stamp(*places)))


def test_frames_are_as_many_as_a_row_is_long() -> None:
    row = stamp(*TWO_ROWS)[70:150]
    (frames,) = log_probabilities([row])
    assert frames.shape == (-(-window(row).shape[1] // FRAME), len(LETTERS) + 1)
    assert window(row).shape[0] == HEIGHT
    assert np.exp(frames).sum(axis=1) == pytest.approx(1, abs=1e-3)
    assert log_probabilities([]) == []


@pytest.mark.parametrize(
    ("texts", "number", "day", "spelled"),
    [
        (TWO_ROWS, "4275", (2024, 5, 30), False),
        (ONE_ROW, "318", (2024, 10, 9), False),
        (WORDED, "9041", (2024, 3, 15), True),
    ],
    ids=["two rows", "one row", "in words"],
)
def test_number_and_day_are_told_with_their_labels(
    texts: tuple[tuple[int, int, str], ...], number: str, day: tuple[int, int, int], spelled: bool
) -> None:
    found = {entry.what: entry for entry in found_in_rows([stamp(*texts)], DPI)}
    told = dated.day_in(found["date"].written.text)
    assert (found["number"].written.text, told and (told.year, told.month, told.day)) == (number, day)
    assert all(entry.labelled and entry.written.confidence > 0.4 for entry in found.values())
    assert found["date"].spelled == spelled


@pytest.mark.parametrize(
    ("places", "told", "why"),
    [
        (((150, 120, "Kính gửi: Các"),), {"4275", "30/5/2024"}, "a line of print over the number"),
        (((120, 172, "Về việc tăng cường"),), {"4275"}, "over the day, which is left open"),
        (((150, 96, "Số: 72-KL/TW"), (100, 210, "ngày 23/02/2005")), {"30/5/2024"}, "whose number and day are others"),
    ],
)
def test_entries_are_told_from_the_print_over_them(
    places: tuple[tuple[int, int, str], ...], told: set[str], why: str
) -> None:
    found = found_in_rows([printed_over(stamp(*TWO_ROWS), *places)], DPI)
    assert {entry.written.text for entry in found} == told, why


def test_rows_without_entries_say_nothing() -> None:
    look = stamp((20, 110, "Chuyển:"), (20, 185, "Số và ký hiệu HS:"))
    assert found_in_rows([look], DPI) == []


def test_what_is_known_of_the_one_bounds_where_the_other_stands() -> None:
    look = stamp(*TWO_ROWS)
    assert {entry.what for entry in found_in_rows([look], DPI, {"number": 95.0})} == {"number", "date"}
    assert "date" not in {entry.what for entry in found_in_rows([look], DPI, {"number": 320.0})}


@pytest.mark.parametrize(
    ("cut", "why"), [(600, "whole"), (555, "its last figure is cut off"), (528, "and the one before")]
)
def test_the_year_of_a_day_in_words_is_that_of_the_possible_days(cut: int, why: str) -> None:
    look = stamp(*WORDED).copy()
    look[250:300, cut:] = 255
    with dated.within(date(2024, 3, 10), date(2024, 5, 9)):
        told = {entry.what: entry.written.text for entry in found_in_rows([look], DPI)}
    assert dated.day_in(told["date"]) == date(2024, 3, 15), why


@pytest.mark.parametrize(
    ("number", "told", "why"),
    [
        ("9041", "9041", "its row says the same"),
        ("9", "9041", "its row says more"),
        ("9047", "9041", "its row says another"),
    ],
)
def test_an_entry_that_its_row_denies_is_doubted(number: str, told: str, why: str) -> None:
    look = stamp(*WORDED)
    places = replace(gap("number", 240, 200, 600), seen=True), replace(gap("date", 20, 275, 600), seen=True)
    read = [
        (place, Found(text, place.box, 0.99, place.line))
        for place, text in zip(places, (number, "15/3/2024"), strict=True)
    ]
    found = {gap.what: one for gap, one in surest(read, [], [look], look, DPI, lambda *_: None)}
    assert (found["date"].text, found["date"].confidence) == ("15/3/2024", 0.99)
    assert found["number"].text == told, why
    assert found["number"].confidence == (0.99 if number == told else ALONE), why
    assert number == told or number in {one.text for one in found["number"].opinions}


def test_a_day_too_far_from_a_sure_number_is_that_of_the_print() -> None:
    look = stamp(*TWO_ROWS, (20, 320, "ban hành 17/7/2020"))
    places = replace(gap("number", 280, 110, 600), seen=True), replace(gap("date", 260, 320, 600), seen=True)
    texts = zip(places, ("4275", "17/7/2020"), strict=True)
    read = [(place, Found(text, place.box, 0.97, place.line, by_hand=True)) for place, text in texts]
    with dated.within(date(2024, 5, 20), date(2024, 7, 19)):
        found = {gap.what: one for gap, one in surest(read, [], [look], look, DPI, lambda *_: None)}
    assert found["date"].text == "30/5/2024"


def test_a_row_is_asked_where_an_entry_stands() -> None:
    place = gap("number", 280, 110, 600).box
    assert said_beside(place, "number", [stamp(*TWO_ROWS)], DPI).text == "4275"
