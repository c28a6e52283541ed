"""Print under a grey seal, which the engine drops, is found and read again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.missed import missed_words
from pipeline.page_reading import read_page
from samples.generator.ink import SERIF


@pytest.mark.ocr
def test_the_signer_under_a_grey_seal_is_read() -> None:
    page = read_page(Path("samples/inbox/01-1002-CV-TU.pdf"), 2)
    foot = [word for word in page.words if word.box[0] > page.width / 2 and word.box[1] > 350]
    assert [word.text for word in foot][-3:] == ["Hồ", "Quốc", "Dũng"]
    assert all(word.confidence > 0.8 for word in foot[-3:])


@pytest.mark.ocr
def test_a_name_alone_on_its_page_is_read() -> None:
    """Tesseract finds no text on a page of three words."""
    page = Image.new("L", (1654, 2339), 240)
    ImageDraw.Draw(page).text((1000, 200), "Bùi Thế Lượng", fill=30, font=ImageFont.truetype(str(SERIF), 40))
    found = missed_words(np.asarray(page), [], 200)
    assert [word.text for word in found] == ["Bùi", "Thế", "Lượng"]


@pytest.mark.parametrize("shape", [(1000, 800), (40, 40)])
def test_paper_without_ink_has_nothing_missed(shape: tuple[int, int]) -> None:
    assert missed_words(np.full(shape, 255, np.uint8), [], 200) == []
