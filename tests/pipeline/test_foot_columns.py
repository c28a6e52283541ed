"""Columns at the foot that garbled each other are read again, each by itself, where that is surer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline import foot_columns, tesseract
from pipeline.foot_columns import with_foot_apart
from pipeline.tesseract import RawWord

DPI = 200.0
Said = tuple[str, int, int, float]
"""What a reader made of a place: text, left edge, line, confidence."""

LIST = [("Nơi", 200, 0, 0.96), ("nhận:", 240, 0, 0.96), ("Như", 200, 1, 0.96), ("trên;", 250, 1, 0.96)]
POSTS = [("KT.", 1000, 0, 0.95), ("CHỦ", 1060, 0, 0.95), ("TỊCH", 1130, 0, 0.95)]
GARBLED = [("Nơi", 200, 0, 0.96), ("BI", 240, 0, 0.07), ("KT.", 1000, 0, 0.95), ("CHỦ", 1060, 0, 0.95)]


def raw(said: Sequence[Said], down: int = 0, aside: int = 0) -> list[RawWord]:
    return [
        RawWord(text, (x - aside, 40 * line + down, x - aside + 34, 40 * line + down + 24), sure, line)
        for text, x, line, sure in said
    ]


def page(words: Sequence[RawWord], *rows: tuple[int, int, int]) -> np.ndarray:
    """A page with ink where words and further rows (left, right, top) stand."""
    made = np.full((2339, 1654), 255, np.uint8)
    for left, top, right, bottom in [*(word.box for word in words), *((x0, y, x1, y + 24) for x0, x1, y in rows)]:
        made[top:bottom, left:right] = 0
    return made


def read(monkeypatch: pytest.MonkeyPatch, first: Sequence[Said], again: Sequence[Said], top: int = 1900) -> str:
    """What the foot says after a first reading, where the list is read as `again` by itself."""
    looked: list[tuple[int, ...]] = []

    def reader(crop: np.ndarray, **_: object) -> list[RawWord]:
        looked.append(crop.shape)
        return raw(again, down=20) if len(looked) == 1 else []

    monkeypatch.setattr(tesseract, "words", reader)
    words = raw(first, down=top)
    image = page([*words, *raw(LIST + POSTS, down=top)], (200, 1500, 1700), (200, 1500, 1740))
    found = with_foot_apart(image, words, DPI)
    assert all(shape[1] < 1000 for shape in looked), "the list is cut out before the posts begin"
    return " ".join(word.text for word in sorted(found, key=lambda word: (word.box[1] // 30, word.box[0])))


CASES = [
    (GARBLED, LIST, "Nơi nhận: KT. CHỦ Như trên;", "garbled: read again"),
    ([*LIST, *POSTS], [], "Nơi nhận: KT. CHỦ TỊCH Như trên;", "all sure: left alone"),
    (GARBLED, [("Nơi", 200, 0, 0.9), ("8I;", 240, 0, 0.2)], "Nơi BI KT. CHỦ", "no better: left alone"),
    (GARBLED, [("Nol", 200, 0, 0.7), *LIST[1:]], "Nơi nhận: KT. CHỦ Như trên;", "a word that was surer before stays"),
    (
        [*GARBLED, ("Lưu", 200, 3, 0.96)],
        LIST,
        "Nơi nhận: KT. CHỦ Như trên; Lưu",
        "a sure word that is passed over stays",
    ),
    (GARBLED, [("a", 200, 0, 0.9)], "Nơi BI KT. CHỦ", "little was found: left alone"),
    ([("Người", 200, 0, 0.9), ("BI", 240, 0, 0.07)], LIST, "Người BI", "no list"),
]


@pytest.mark.parametrize(("first", "again", "says", "why"), CASES)
def test_a_garbled_list_is_read_by_itself(
    monkeypatch: pytest.MonkeyPatch, first: list[Said], again: list[Said], says: str, why: str
) -> None:
    assert read(monkeypatch, first, again) == says, why


def test_text_that_begins_like_the_list_has_no_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "words", lambda *_, **__: pytest.fail("read again"))
    words = raw([("Nơi", 200, 0, 0.9), ("cu", 240, 0, 0.3)], down=1000)
    image = page(words, (200, 1500, 1000), (200, 1500, 1040))
    assert with_foot_apart(image, words, DPI) == words


def test_lines_are_numbered_after_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foot_columns.tesseract, "words", lambda *_, **__: raw(LIST, down=20))
    words = raw(GARBLED, down=1900)
    found = with_foot_apart(page([*words, *raw(LIST, down=1900)]), words, DPI)
    assert sorted({word.line for word in found}) == [0, 1, 2]


@pytest.mark.parametrize(("sure", "says"), [(0.7, "KT. CHỦ TỊCH"), (0.95, "KT.CHỦTỊCH")])
def test_words_run_together_give_way_to_those_that_were_surer(sure: float, says: str) -> None:
    word = RawWord("KT.CHỦTỊCH", (1000, 0, 1200, 24), sure, 0)
    before = [("KT.", 1000, 1050), ("CHỦ", 1060, 1120), ("TỊCH", 1130, 1200)]
    old = [RawWord(text, (left, 2, right, 24), 0.95, 0) for text, left, right in before]
    assert " ".join(one.text for one in foot_columns._surer(word, old)) == says
