"""Small print set close, which the engine reads as one line over two, is taken apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.page_reading import read_page
from pipeline.tangled import untangled
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
