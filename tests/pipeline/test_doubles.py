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
