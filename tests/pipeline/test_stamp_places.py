"""Which of what was read of a form stands where its entries do, whole, and which days it may mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

import cv2
import numpy as np
import pytest

from extractors.words import Opinion
from pipeline import dated, entries, stamp_window
from pipeline.entries import Entry, _is_shorter, _read_all
from pipeline.found import Found
from pipeline.gaps import Gap, What
from pipeline.handwriting import Strokes, Written
from pipeline.images import Image, as_image
from pipeline.lost_labels import in_place
from pipeline.sheet import Sheet
from pipeline.spots import Spot, framed
from pipeline.stamp_gaps import find_stamp_gaps
from pipeline.stamp_scan import among_possible, scanned
from pipeline.stamps import Region
from tests.pipeline.test_gaps import form
from tests.pipeline.test_stamp_rows import DPI, stamp

PAPER = np.full((200, 400), 255, np.uint8)
ISSUED = date(2024, 5, 28)
WINDOW = (ISSUED, date(2024, 7, 27))


def read(what: What, text: str, top: int, confidence: float) -> tuple[Gap, Found]:
    gap = Gap(what, (200, top, 400, top + 33), 1, "", frozenset(), seen=True)
    return gap, Found(text, gap.box, confidence, 1)


@pytest.mark.parametrize(
    ("found", "kept", "aside", "why"),
    [
        ([("number", "4275", 110, 0.99), ("date", "30/5/24", 185, 0.99)], ["4275", "30/5/24"], [], "a form's own"),
        ([("date", "30/5/24", 185, 0.99), ("number", "105", 260, 0.7)], ["30/5/24"], ["105"], "số of print below"),
        ([("number", "2", 250, 0.5), ("number", "4275", 110, 0.99)], ["4275"], [], "doubtful beside a sure one"),
        ([("number", "318", 190, 0.99), ("date", "9/10/24", 185, 0.99)], ["318", "9/10/24"], [], "in one row"),
        ([("date", "30/5/24", 185, 0.6), ("number", "105", 260, 0.7)], ["30/5/24", "105"], [], "no sure day"),
    ],
)
def test_a_number_below_the_day_is_of_print(
    found: list[tuple[What, str, int, float]], kept: list[str], aside: list[str], why: str
) -> None:
    own, below = in_place([read(*one) for one in found], DPI)
    assert [one.text for _, one in own] == kept, why
    assert [one.text for _, one in below] == aside, why


@pytest.mark.parametrize(
    ("row", "labels", "why"),
    [
        ("Ngày: ss-se-se2", ["date"], "a day in small figures"),
        ("S8..112", ["number"], "its label under print"),
        ("Số: 112", ["number"], "as printed"),
    ],
)
def test_labels_of_a_form(row: str, labels: list[str], why: str) -> None:
    assert [gap.what for gap in find_stamp_gaps(form((200, 80, row)), 600)] == labels, why


@pytest.mark.parametrize(
    ("written", "words", "shorter"),
    [("2297", "12297", True), ("12297", "12297", False), ("5828", "...9828", False), ("112", ".112", False)],
)
def test_a_number_may_lack_a_figure_that_tesseract_saw(written: str, words: str, shorter: bool) -> None:
    gap = Gap("number", (200, 110, 400, 143), 1, words, frozenset())
    entry = Entry(Strokes(PAPER, gap.box, 0.1), written, 0.9, Written(written, 0.99, ()))
    assert _is_shorter(entry, gap) == shorter


@pytest.mark.parametrize(("inked", "sure"), [(False, 0.6), (True, 0.3)], ids=["free", "a figure under print before it"])
def test_a_number_without_its_label_beside_ink_is_less_sure(
    inked: bool, sure: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = PAPER.copy()
    full[60:90, 230:252] = 20
    if inked:
        full[60:90, 212:226] = 20
    gap = Gap("number", (200, 60, 400, 90), 1, "", frozenset(), "Số:")
    monkeypatch.setattr(entries, "_filled", lambda *_: Found("8", (230, 60, 252, 90), 0.99, 1))
    ((_, found),) = _read_all([gap], [full], full, DPI)
    assert found.confidence == sure
    assert [one.text for one in found.opinions] == (["?"] if inked else []), "a person is asked"


def frame(beside: bool) -> Image:
    """The ink of a page with a form's frame, aslant, and print that runs into it and encloses paper `beside` it."""
    ink = np.zeros((600, 900), np.uint8)
    corners = cv2.boxPoints(((500, 300), (205, 130), -4)).astype(np.int32)
    cv2.polylines(ink, [corners], True, 255, 2)
    if beside:
        cv2.rectangle(ink, (310, 290), (361, 309), 255, 2)
        cv2.line(ink, (361, 300), (420, 300), 255, 2)
    return as_image(ink)


@pytest.mark.parametrize("beside", [False, True])
def test_a_frame_is_found_though_print_that_runs_into_it_encloses_paper(beside: bool) -> None:
    (spot,) = framed(frame(beside), 200)
    assert spot.size == pytest.approx((410, 260), abs=12)
    assert spot.angle == pytest.approx(4, abs=1)


def test_what_rows_say_of_a_possible_day_is_told_as_a_part_of_what_they_say_of_all() -> None:
    said = [{"02/05/2019": 0.004, "22/05/2019": 0.0001}, {"2/5/2019": 0.001, "22/05/2019": 0.0001}]
    written = among_possible(said)
    assert written.text == "02/05/2019"
    assert written.confidence == pytest.approx(0.005 / 0.0052)
    assert written.opinions[0].text == "02/05/2019"
    assert written.opinions[1].text == "22/05/2019"


@pytest.mark.parametrize(
    ("step", "wide", "top", "foot"),
    [(14, 6, 160, 182), (20, 8, 166, 186), (11, 4, 186, 205), (26, 13, 182, 205)],
    ids=["fine print over its heads", "through its middle", "fine print over its feet", "bold print over its feet"],
)
def test_a_day_under_print_is_told_among_the_possible_ones(step: int, wide: int, top: int, foot: int) -> None:
    look = stamp((190, 110, "Số:"), (290, 110, "4275"), (190, 185, "Ngày:"), (330, 185, "30/5/2024")).copy()
    for at in range(322, 460, step):
        look[top:foot, at : at + wide] = 10
    unbounded = {one.written.text: one.written.confidence for one in scanned([look], DPI) if one.what == "date"}
    assert unbounded.get("30/5/2024", 0.0) < 0.1
    with dated.within(*WINDOW):
        (day,) = (one.written for one in scanned([look], DPI) if one.what == "date")
    assert (day.text, day.confidence > 0.9) == ("30/5/2024", True)


def stamped(text: str, confidence: float) -> Region:
    entry = Found(text, (0, 0, 90, 30), confidence, 1, opinions=(Opinion("digits", text, confidence),))
    came = Found("ĐẾN", (0, 0, 90, 30), 0.9, 0)
    spot = Spot((100.0, 100.0), (400.0, 260.0), 0.0, "frame", None)
    return Region((0, 0, 400, 260), 0.0, "frame", (came, entry) if text else (came,), spot=spot)


@pytest.mark.parametrize(
    ("was", "again", "day", "why"),
    [
        (("13/1/24", 0.99), ("13/6/24", 0.9), "13/6/24", "before the issue, a figure misread"),
        (("13/1/24", 0.99), ("29/06/2024", 0.9), "13/1/24", "before the issue, but read quite another way"),
        (("13/11/24", 0.99), ("13/6/24", 0.9), "13/11/24", "long after the issue: papers come late"),
        (("30/5/24", 0.5), ("13/6/24", 0.9), "30/5/24", "possible, and not unlikely"),
        (("30/5/24", 0.1), ("13/6/24", 0.9), "13/6/24", "possible, but hardly read"),
        (("", 0.0), ("13/6/24", 0.9), "13/6/24", "a form of which nothing was read"),
        (("22/9/22", 0.5), ("22/06/24", 0.5), "22/9/22", "in the window nothing fits well"),
    ],
)
def test_a_day_is_read_within_the_window(
    was: tuple[str, float], again: tuple[str, float], day: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp_window, "read_anew", lambda *_: stamped(*again))
    (region,) = stamp_window.within(WINDOW, cast(Sheet, None), [stamped(*was)])
    (word,) = (word for word in region.words if word.opinions)
    assert word.text == day, why
    assert word.confidence <= (0.6 if day == again[0] else 1.0), "no one is sure of what fits best"


@pytest.mark.parametrize(
    ("day", "year", "anew", "why"),
    [
        (0.97, "2024", False, "its parts tell it"),
        (0.97, "2021", True, "the frame runs through the last figure of the year"),
        (0.97, "20", True, "which is cut off"),
        (0.3, "2024", True, "a part is hardly read"),
    ],
)
def test_a_day_in_parts_is_read_within_the_window_where_they_do_not_tell_it(
    day: float, year: str, anew: bool, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = {"308": 0.99, "18": day, "6": 0.97}
    entries = {text: (Opinion("digits", text, sure),) for text, sure in read.items()}
    texts = f"Số: 308 Ngày 18 tháng 6 năm {year}".split()
    words = (
        Found(text, (90 * at, 0, 90 * at + 80, 30), read.get(text, 0.9), 1, opinions=entries.get(text, ()))
        for at, text in enumerate(texts)
    )
    monkeypatch.setattr(stamp_window, "read_anew", lambda *_: stamped("18/6/2024", 0.97))
    region = replace(stamped("", 0.0), words=tuple(words))
    (found,) = stamp_window.within(WINDOW, cast(Sheet, None), [region])
    assert (found != region) == anew, why


def test_a_window_without_a_stamp_is_left() -> None:
    region = replace(stamped("", 0.0), words=())
    assert stamp_window.within(WINDOW, cast(Sheet, None), [region]) == [region]
