"""Day, month and year of a stamp, each written into its own gap, read as one of the days that may be meant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pytest

from pipeline import dated, parted_days
from pipeline.found import Found
from pipeline.gaps import Gap, What
from pipeline.parted_days import in_window

PAGE = np.full((10, 10), 255, np.uint8)
LOOKS: dict[What, Mapping[int, float]] = {
    "day": {5: 0.36, 6: 0.21, 15: 0.25},
    "month": {11: 0.85, 12: 0.03, 1: 0.01},
    "year": {10: 0.98, 18: 0.0004, 19: 0.0009},
}
"""How likely a pen's strokes are each number: its 12 looks like 11, its 18 like 10."""


def form(**texts: str) -> list[tuple[Gap, Found]]:
    box = (0, 0, 5, 5)
    return [
        (Gap(what, box, 0, "", frozenset()), Found(text, box, 0.9, 0, by_hand=True))  # type: ignore[arg-type]
        for what, text in texts.items()
    ]


@pytest.mark.parametrize(
    ("window", "read", "expected"),
    [
        ((date(2018, 11, 30), date(2019, 1, 29)), {"day": "05", "month": "11", "year": "2010"}, "05 12 2018"),
        ((date(2019, 1, 3), date(2019, 3, 4)), {"day": "05", "month": "11", "year": "2010"}, "05 01 2019"),
        ((date(2010, 11, 2), date(2011, 1, 1)), {"day": "15", "month": "11", "year": "2010"}, "15 11 2010"),
        ((date(2018, 11, 30), date(2019, 1, 29)), {"day": "05", "month": "11"}, "05 11"),
        ((date(2018, 11, 30), date(2019, 1, 29)), {"number": "31", "day": "05", "month": "11", "year": "2010"},
         "31 05 12 2018"),
    ],
)  # fmt: skip
def test_in_window(
    window: tuple[date, date], read: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parted_days, "_shares", lambda gap, *_: LOOKS[gap.what])
    with dated.within(*window):
        told = in_window(form(**read), PAGE)
    assert " ".join(found.text for _, found in told) == expected


def test_what_only_fits_the_window_best_is_not_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parted_days, "_shares", lambda gap, *_: LOOKS[gap.what])
    with dated.within(date(2018, 11, 30), date(2019, 1, 29)):
        told = in_window(form(day="05", month="11", year="2010"), PAGE)
    assert all(found.confidence < 0.7 for _, found in told)
