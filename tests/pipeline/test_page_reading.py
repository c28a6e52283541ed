"""Whole pages of the samples: stamps apart, handwriting in its place, boxes on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.page_reading import read_page
from pipeline.pagewords import PageWords

pytestmark = pytest.mark.ocr

SAMPLES = Path("samples/inbox")


@pytest.fixture(scope="module")
def letter() -> PageWords:
    return read_page(SAMPLES / "01-1002-CV-TU.pdf", 1)


def test_words_lie_on_the_page(letter: PageWords) -> None:
    assert len(letter.words) > 200
    assert all(0 <= w.box[0] <= w.box[2] <= letter.width + 1 for w in letter.words)
    assert all(0 <= w.box[1] <= w.box[3] <= letter.height + 1 for w in letter.words)


def test_the_arrival_stamp_is_read_by_itself(letter: PageWords) -> None:
    (stamp,) = [stamp for stamp in letter.stamps if stamp.shape == "frame"]
    read = " ".join(word.text for word in stamp.words)
    assert "11098" in read
    assert "25/10/24" in read
    assert not any(word.text == "11098" for word in letter.words)


def test_an_urgency_mark_is_a_stamp_with_its_words() -> None:
    page = read_page(SAMPLES / "03-cong-dien-hoa-toc.pdf", 1)
    marks = [" ".join(word.text for word in stamp.words) for stamp in page.stamps]
    assert "HỎA TỐC" in marks
    assert any(stamp.shape == "round" for stamp in page.stamps)


def test_a_text_layer_is_taken_as_it_is() -> None:
    page = read_page(SAMPLES / "06-bo-noi-vu-ky-so.pdf", 1)
    assert page.source.text_from == "text_layer"
