"""Small print set close, which the engine reads as one line over two, is taken apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.page_reading import read_page
from pipeline.tangled import joined, untangled
from pipeline.tesseract import RawWord


@pytest.mark.ocr
def test_the_list_of_recipients_is_read_line_by_line() -> None:
    page = read_page(Path("samples/inbox/12-huong-dan-dang-doi-cot.pdf"), 1)
    lines: dict[int, list[str]] = {}
    for word in page.words:
        if word.box[0] < page.width / 2 and word.box[1] > 395:
            lines.setdefault(word.line, []).append(word.text)
    read = [" ".join(words) for words in lines.values()]
    assert read[0] == "Nơi nhận:"
    assert read[1].startswith("- Ban Tổ chức Trung ương")


def test_sure_lines_stay_as_they_are() -> None:
    import numpy as np

    words = [RawWord("Kính", (100, 100, 140, 120), 0.9, 0), RawWord("gửi:", (150, 100, 190, 120), 0.9, 0)]
    assert untangled(np.full((300, 300), 255, np.uint8), words, 200) == words


@pytest.mark.parametrize(
    ("first", "second", "line", "texts", "why"),
    [
        (("/SYT-GA", 100, 220), ("VI", 190, 222), 0, ["/SYT-GAVI"], "one word taken apart"),
        (("Kính", 100, 140), ("gửi", 138, 180), 0, ["Kính", "gửi"], "letters that lean over"),
        (("Kính", 100, 140), ("gửi", 110, 180), 1, ["Kính", "gửi"], "another line"),
        (("lớp", 100, 140), ("ở", 120, 135), 0, ["lớp", "ở"], "two words"),
        (("02", 100, 140), ("VI", 110, 142), 0, ["02", "VI"], "figures and letters"),
    ],
)
def test_a_word_taken_apart_is_joined(
    first: tuple[str, int, int], second: tuple[str, int, int], line: int, texts: list[str], why: str
) -> None:
    words = [RawWord(text, (x0, 100, x1, 120), 0.9, at) for (text, x0, x1), at in ((first, 0), (second, line))]
    assert [word.text for word in joined(words)] == texts, why
