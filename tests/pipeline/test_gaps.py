"""The places that forms leave for the pen are found by the print around them."""

from __future__ import annotations

import pytest

from pipeline.gaps import anchor, find_gaps
from pipeline.tesseract import RawWord

HEIGHT = 24


def line(*words: tuple[str, int, float]) -> list[RawWord]:
    """Words (text, left, width of a letter) on one line of letters 24 pixels high."""
    made = []
    for text, left, step in words:
        symbols = tuple(
            (c, (round(left + i * step), 100, round(left + (i + 1) * step), 124)) for i, c in enumerate(text)
        )
        made.append(RawWord(text, (left, 100, round(left + len(text) * step), 124), 0.6, 0, symbols))
    return made


SO = ("Số:", 100, 14)
DATE = [
    ("Bình", 600, 12),
    ("Định,", 660, 12),
    ("ngày", 740, 17),
    ("tháng", 860, 17),
    ("năm", 1000, 19),
    ("2018", 1070, 12),
]


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        ([SO, ("#2T2", 150, 12), ("/SYT-NVY", 210, 14)], [("number", "#2T2")], "garbage between the anchors"),
        ([("Só:2#T2/SYT-NVY", 100, 14)], [("number", "2#T2")], "all in one word"),
        ([SO, ("/UBND-KT", 260, 14)], [("number", "")], "nothing read where the ink is"),
        ([("Số", 100, 14), ("346", 150, 12), ("-CV/TU", 200, 14)], [("number", "346")], "the Party's order"),
        ([("số", 300, 14), ("10/UBQG", 340, 14)], [], "no form: lower case in running text"),
        (
            [("Công", 100, 14), ("văn", 160, 14), ("số", 205, 14), ("10", 240, 12), ("/UBND-NC", 270, 14)],
            [],
            "a citation",
        ),
        ([("SỞ", 100, 16), ("Y", 150, 16), ("TẾ/KIÊN", 180, 16)], [], "Sở is not Số"),
        ([*DATE[:3], ("|Ấ", 820, 12), *DATE[3:]], [("day", "|Ấ"), ("month", "")], "a day and no month read"),
        ([*DATE[:2], ("ngày2Jtháng", 740, 17), *DATE[4:]], [("day", "2J"), ("month", "")], "the day in one word"),
    ],
)
def test_gaps(words: list, expected: list[tuple[str, str]], why: str) -> None:
    assert [(gap.what, gap.text) for gap in find_gaps(line(*words))] == expected, why


def test_a_gap_lies_between_its_anchors() -> None:
    (gap,) = find_gaps(line(SO, ("22", 160, 12), ("/SYT-NVY", 230, 14)))
    left, top, right, bottom = gap.box
    assert 138 <= left <= 155
    assert 205 <= right <= 230
    assert (top, bottom) == (100, 124)


@pytest.mark.parametrize(
    ("text", "printed"),
    [("Só:", "Số:"), ("Sế", "Số"), ("ngày", "ngày"), ("háng", "tháng"), ("nảm", "năm"), ("TB", "TB")],
)
def test_anchors_are_spelt_as_printed(text: str, printed: str) -> None:
    assert anchor(text) == printed
