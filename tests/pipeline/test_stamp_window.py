"""The days that a page leaves for those of its arrival stamp."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.found import Found
from pipeline.stamp_window import window_of

PAGE = 2000


def words(text: str, confidence: float = 0.95, top: int = 300, hand: str = "") -> list[Found]:
    return [
        Found(word, (100 * at, top, 100 * at + 80, top + 30), confidence, 0, by_hand=word == hand)
        for at, word in enumerate(text.split())
    ]


@pytest.mark.parametrize(
    ("line", "window"),
    [
        (words("Hà Nội, ngày 05 tháng 3 năm 2024"), (date(2024, 3, 5), date(2024, 5, 4))),
        (words("Huế, ngày 28 tháng 12 năm 2023."), (date(2023, 12, 28), date(2024, 2, 26))),
        (words("Huế, ngày 28 tháng 12 năm 2023", hand="28"), (date(2023, 12, 1), date(2024, 2, 29))),
        (words("Huế, ngày 28 tháng 12 năm 2023", 0.99, hand="28"), (date(2023, 12, 28), date(2024, 2, 26))),
        (words("Huế, ngày 28 tháng 12 năm 2023", confidence=0.6), None),
        (words("Huế, ngày 28 tháng 13 năm 2023"), None),
        (words("Huế, ngày tháng 12 năm 2023"), None),
        (words("đến ngày 05 tháng 3 năm 2024", top=1500), None),
        ([], None),
    ],
)
def test_window(line: list[Found], window: tuple[date, date] | None) -> None:
    assert window_of(line, PAGE) == window
