"""Reading one page, whole: run in a child process that can be killed (`pipeline.pool`)."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from extractors.record import PageSource
from pipeline import lines, second, secrecy
from pipeline.ocr import read_raster
from pipeline.pages import kind_of, pages_of, raster
from pipeline.pagewords import Page, PageWords
from pipeline.pictured import pictured_name
from pipeline.text_layer import trusted_layer


def read_page(path: Path, number: int, page: Page | None = None, cleared: bool = False) -> PageWords:
    """The words of page `number` (from 1) of a file, from its text layer where that can be trusted, else by OCR.

    `page` spares looking its size up anew; `cleared` reads in spite of what looks like a secrecy mark. Raises
    `SecrecyMark` as soon as a secrecy mark is seen, first on the stamps alone, and the errors of `pipeline.pages` and
    `pipeline.tesseract`.
    """
    page = page or pages_of(path)[number - 1]
    refuse = partial(secrecy.refuse, name=path.name)
    try:
        words = _from_text_layer(path, page)
        if words is None:
            words = read_raster(raster(path, number, boxes=False), page, None if cleared else refuse)
        if not cleared:
            refuse(words)
        return words
    finally:
        second.forget()
        lines.forget()


def _from_text_layer(path: Path, page: Page) -> PageWords | None:
    if kind_of(path) != "pdf" or (layer := trusted_layer(path, page.number)) is None:
        return None
    source = PageSource(page=page.number, text_from="text_layer")
    words = (*layer.words, *pictured_name(path, page, layer.words))
    return PageWords(page.number, page.width, page.height, words, source, rules=layer.rules)
