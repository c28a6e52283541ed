"""Entries of arrival stamps: when enough is known of one."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.words import Opinion
from pipeline import entries
from pipeline.entries import Entry, _all_agree, _is_sure, _read_all
from pipeline.found import Found
from pipeline.gaps import Gap
from pipeline.handwriting import BOTH, Strokes, Written
from pipeline.spots import Spot
from pipeline.stamps import Region, _is_told

PAPER = np.full((40, 100), 255, np.uint8)


def entry(printed: str, ours: str, theirs: str, confidence: float, *others: str) -> Entry:
    opinions = (
        Opinion("digits", ours, 0.9),
        Opinion("rapidocr", theirs, 0.9),
        *(Opinion(BOTH, o, 0.03) for o in others),
    )
    return Entry(Strokes(PAPER, (0, 0, 100, 40), 0.1), printed, 0.9, Written(ours, confidence, opinions))


@pytest.mark.parametrize(
    ("read", "sure", "agree"),
    [
        (entry("20/8/2024", "20/8/2024", "20/8/2024", 0.99), True, True),
        (entry("20/8/2924", "20/8/2024", "20/8/2024", 0.99), True, False),  # struck noughts
        (entry("20/8/2024", "20/8/2024", "20/3/2024", 0.99), False, False),
        (entry("20/8/2024", "20/8/2024", "20/8/2024", 0.9), False, False),
        (entry("10102", "10102", "10102", 0.97, "20102"), False, False),
    ],
)
def test_both_readers_of_strokes_may_be_sure_without_tesseract(read: Entry, sure: bool, agree: bool) -> None:
    assert (_is_sure(read), _all_agree(read)) == (sure, agree)


def test_a_second_number_is_not_looked_for_below_a_sure_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """`Số và ký hiệu hồ sơ` stands at the foot of the form."""
    said = {100: 0.99, 160: 0.8, 300: 0.6}
    monkeypatch.setattr(entries, "_filled", lambda gap, *_: Found(str(gap.box[1]), gap.box, said[gap.box[1]], 1))
    gaps = {top: Gap("number", (200, top, 400, top + 30), 1, "", frozenset(), seen=True) for top in said}
    assert [one.text for _, one in _read_all([gaps[100], gaps[300]], [PAPER], PAPER, 300)] == ["100"]
    assert [one.text for _, one in _read_all([gaps[160], gaps[300]], [PAPER], PAPER, 300)] == ["160", "300"]


def form(*entries: tuple[str, float], left: int = 0) -> Region:
    words = [
        Found(text, (left, 0, left + 9, 9), sure, 0, opinions=(Opinion("digits", text, sure),))
        for text, sure in entries
    ]
    return Region((left, 0, left + 200, 100), 0.0, "frame", (Found("ĐẾN", (left, 0, left + 9, 9), 0.9, 0), *words))


@pytest.mark.parametrize(
    ("frames", "told"),
    [
        ([form(("4275", 0.99), ("30/5/2024", 0.99))], True),
        ([form(("4275", 0.99), ("30/5/2024", 0.8))], False),
        ([form(("30/5/2024", 0.99))], False),
        ([form(("15", 0.99), ("05", 0.99))], False),  # day and month: the number may be lost
        ([form(("4275", 0.99), ("30/5/2024", 0.99), left=900)], False),  # another stamp
        ([], False),
    ],
)
def test_the_ink_of_a_form_that_is_told_is_not_read_again(frames: list[Region], told: bool) -> None:
    assert _is_told(Spot((100, 50), (190, 90), 0.0, "other", None), frames) == told
