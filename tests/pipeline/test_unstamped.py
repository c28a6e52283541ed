"""Stamps are cleared off darker print before the page is read; what is as dark as the print, or darker, stays."""

from __future__ import annotations

import random

import cv2
import numpy as np
import pytest

from pipeline.found import Found
from pipeline.images import grey
from pipeline.ocr import read_raster
from pipeline.pages import Raster
from pipeline.pagewords import Page
from pipeline.sheet import Sheet, prepare
from pipeline.stamps import Region
from pipeline.unstamped import without_stamps
from samples.generator.stamp import Stamp, arrival_stamp
from tests.pipeline.test_stamps import DPI, OFFICE, paper

LINES = (240, 300, 460, 540, 600)
"""Rows of the lines of print."""
STAMPED = (590, 350, 1010, 490)
UNDER = (slice(430, 470), slice(600, 1000))
"""A line of print under the stamp."""
BARE = (slice(390, 425), slice(600, 1000))
"""Where the stamp lies on paper."""


def sheet(print_level: int, stamp_level: int) -> Sheet:
    """A grey sheet of print on which a stamp of its own level lies; print is on top."""
    page = np.full((800, 1600), 250, np.uint8)
    for y in (370, 410, 450):
        cv2.putText(page, "SO DEN NGAY CHUYEN", (600, y), cv2.FONT_HERSHEY_SIMPLEX, 1.1, stamp_level, 4)
    cv2.rectangle(page, (595, 355), (1005, 485), stamp_level, 2)
    for y in LINES:
        cv2.putText(page, "uy ban nhan dan cac xa phuong " * 2, (100, y), cv2.FONT_HERSHEY_SIMPLEX, 1.2, print_level, 4)
    return prepare(Raster(page, DPI))


@pytest.mark.parametrize(
    ("print_level", "stamp_level", "cleared", "why"),
    [
        (20, 110, True, "a stamp paler than the print"),
        (20, 25, False, "as dark as the print: nothing tells them apart"),
        (130, 30, False, "darker than faded print, which would be lost"),
    ],
)
def test_a_stamp_is_cleared_off_darker_print(print_level: int, stamp_level: int, cleared: bool, why: str) -> None:
    made = sheet(print_level, stamp_level)
    words = (Found("ĐẾN", STAMPED, 0.9, 0),)
    image = without_stamps(made, [Region(STAMPED, 0.0, "frame", words)]).image
    assert bool((image[BARE] < 200).mean() < 0.01) is cleared, why
    assert (image[UNDER] < 128 + print_level).mean() > 0.05


def test_what_was_not_read_as_a_stamp_stays() -> None:
    made = sheet(20, 110)
    for region in (Region(STAMPED, 0.0, "frame", ()), Region(STAMPED, 0.0, "round", (Found("SỞ", STAMPED, 0.9, 0),))):
        assert without_stamps(made, [region]) is made


@pytest.mark.ocr
@pytest.mark.parametrize("colour", [True, False])
def test_print_under_a_stamp_is_of_the_page(colour: bool) -> None:
    stamp = arrival_stamp(Stamp(OFFICE, "4127", "25/10/24"), random.Random(4), DPI)
    image = paper(stamp, 2.0, True, under="Kính gửi: Các sở, ban, ngành, đoàn thể")
    seen = read_raster(Raster(image if colour else grey(image), DPI), Page(1, 595, 612))
    assert {"Các", "sở,", "ban,", "ngành,"} <= {word.text for word in seen.words}
    assert "4127" not in {word.text for word in seen.words}
