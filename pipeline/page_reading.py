"""Reading one page, whole: run in a child process that can be killed (`pipeline.pool`)."""

from __future__ import annotations

from pathlib import Path

from extractors.record import PageSource
from pipeline.ocr import read_raster
from pipeline.pages import Page, kind_of, pages_of, raster
from pipeline.pagewords import PageWords


def read_page(path: Path, number: int, page: Page | None = None) -> PageWords:
    """The words of page `number` (from 1) of a file, from its text layer where that can be trusted, else by OCR.

    `page` spares looking its size up anew. Raises `SecrecyMark` where the page bears a secrecy mark, and the
    errors of `pipeline.pages` and `pipeline.tesseract`.
    """
    page = page or pages_of(path)[number - 1]
    return _from_text_layer(path, page) or read_raster(raster(path, number), page)


def _from_text_layer(path: Path, page: Page) -> PageWords | None:
    if kind_of(path) != "pdf":
        return None
    try:
        from pipeline.text_layer import trusted_words
    except ImportError:
        return None
    words = trusted_words(path, page.number)
    if words is None:
        return None
    return PageWords(page.number, page.width, page.height, words, PageSource(page=page.number, text_from="text_layer"))
