"""In which order the pages of folded sheets are read, and where their words are afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Block, Zone
from extractors.record import PageSource
from extractors.words import Word
from pipeline.leaves import leaves_of, on_their_sheets
from pipeline.pagewords import PageWords

HEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
FOLD = 595.0


def line(text: str, left: float, page: int, top: float = 60) -> tuple[Word, ...]:
    words = text.split()
    return tuple(
        Word(word, (left + 40 * index, top, left + 40 * index + 34, top + 12), page, line=int(top))
        for index, word in enumerate(words)
    )


def sheet(number: int, left: str, right: str, turns: int = 0) -> PageWords:
    """A sheet of A3 with a line in the head of each half."""
    words = (*line(left, 60, number), *line(right, FOLD + 60, number))
    source = PageSource(page=number, text_from="ocr")
    page = PageWords(number, 1190.0, 842.0, words, source, fold=FOLD)
    return replace(page, turns=turns) if turns else page


def texts(pages: list[PageWords]) -> list[tuple[int, str]]:
    return [(leaf.page.number, " ".join(word.text for word in leaf.page.words)) for leaf in leaves_of(pages)]


@pytest.mark.parametrize(
    ("pages", "order", "why"),
    [
        ([sheet(1, HEAD, "hai"), sheet(2, "ba", "bốn")], [HEAD, "hai", "ba", "bốn"], "page after page"),
        ([sheet(1, "bốn", HEAD), sheet(2, "hai", "ba")], [HEAD, "hai", "ba", "bốn"], "a folded sheet, both its sides"),
        ([sheet(1, "hai", HEAD)], [HEAD, "hai"], "one side of it"),
        ([sheet(1, "", HEAD), sheet(2, "hai", "")], [HEAD, "hai"], "empty halves"),
        ([sheet(1, "một", "hai")], ["một", "hai"], "no head"),
    ],
)
def test_order(pages: list[PageWords], order: list[str], why: str) -> None:
    assert texts(pages) == list(enumerate(order, start=1)), why


def test_words_go_back_to_their_places() -> None:
    pages = [sheet(1, "bốn", HEAD), sheet(2, "hai", "ba")]
    leaves = leaves_of(pages)
    zones = [Zone("body", tuple(Block(leaf.page.words) for leaf in leaves))]
    (back,) = on_their_sheets(zones, leaves)
    places = {(word.page, word.text, word.box) for block in back.blocks for word in block.words}
    assert places == {(word.page, word.text, word.box) for page in pages for word in page.words}


def test_ordinary_pages_stay_as_they_are() -> None:
    words = line("một hai", 60, 3)
    page = PageWords(3, 595.0, 842.0, words, PageSource(page=3, text_from="ocr"))
    empty = PageWords(1, 595.0, 842.0, (), PageSource(page=1, text_from="blank"))
    (leaf,) = leaves_of([empty, page])
    assert leaf.page is page
    zones = [Zone("body", (Block(words),))]
    assert on_their_sheets(zones, [leaf]) == zones
