"""Print that was read twice."""

from __future__ import annotations

import pytest

from extractors.words import Word
from pipeline.doubles import without_doubles


def words(text: str, *, line: int, confidence: float = 0.97, left: int = 80) -> list[Word]:
    return [
        Word(part, (left + 40 * i, 600, left + 40 * i + 36, 611), page=1, confidence=confidence, line=line)
        for i, part in enumerate(text.split())
    ]


CASES = [
    # what was read alike is kept once, of the line that comes first
    ((words("Ban Giám đốc;", line=36), words("Ban Giám đốc;", line=37, confidence=0.96)), "Ban Giám đốc;"),
    ((words("Ban Giám đốc;", line=37), words("Ban Giám đốc;", line=36, confidence=0.96)), "Ban Giám đốc;"),
    # what was read otherwise, clearly worse
    ((words("Ban Giám đốc;", line=36), words("Bạn Giảm đóc", line=37, confidence=0.5)), "Ban Giám đốc;"),
    # of two as sure a person is told
    ((words("Ban", line=36), words("Bàn", line=37)), "Ban Bàn"),
    ((words("Ban", line=36), words("Ban", line=37, left=140)), "Ban Ban"),
]


@pytest.mark.parametrize(("lines", "kept"), CASES)
def test_what_was_read_twice(lines: tuple[list[Word], list[Word]], kept: str) -> None:
    found, doubles = without_doubles([word for line in lines for word in line])
    assert " ".join(word.text for word in found) == kept
    assert len(found) + len(doubles) == sum(map(len, lines))


def test_of_two_lines_alike_one_stays_whole() -> None:
    first = words("Ban", line=36, confidence=0.96) + words("Giám", line=36, confidence=0.97, left=120)
    after = words("Ban", line=37, confidence=0.97) + words("Giám", line=37, confidence=0.96, left=120)
    found, _ = without_doubles([*after, *first])
    assert {word.line for word in found} == {36}


def beside(one: tuple[str, float, float], two: tuple[str, float, float], confidence: float = 0.95) -> list[Word]:
    return [Word(text, (x0, 600, x1, 611), page=1, confidence=confidence, line=3) for text, x0, x1 in (one, two)]


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        (beside(("ủ", 481.0, 488.9), ("Ủy,", 483.8, 499.7)), "Ủy,"),
        (beside(("ủy", 275.3, 288.9), ("ủ", 277.4, 280.0)), "ủy"),
        (beside(("c", 120.0, 125.0), ("các", 128.0, 142.0)), "c các"),  # beside it, not over it: an item's mark
        (beside(("Ban", 120.0, 140.0), ("ban", 121.0, 141.0)), "Ban ban"),  # a whole word
        (beside(("ủ", 481.0, 488.9), ("ủy", 483.8, 499.7), confidence=1.0), "ủ ủy"),  # a text layer
    ],
)
def test_first_letters_read_once_more(read: list[Word], kept: str) -> None:
    assert " ".join(word.text for word in without_doubles(read)[0]) == kept
