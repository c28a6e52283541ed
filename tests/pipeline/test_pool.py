"""The pool: order is kept, a page that fails or hangs is marked and the others go on, a mark ends the file."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PIL import Image

from extractors.record import PageSource
from pipeline import pool
from pipeline.errors import CorruptFile, OcrFailed, SecrecyMark
from pipeline.pagewords import Page, PageWords
from pipeline.settings import Limits


def scan(path: Path, pages: int) -> Path:
    sheets = [Image.new("L", (300, 424), 255) for _ in range(pages)]
    sheets[0].save(path, format="PDF", save_all=True, append_images=sheets[1:], resolution=36)
    return path


def stand_in(path: Path, number: int, page: Page, _cleared: bool = False) -> PageWords:
    """Reads a page as its file's name asks: `fails-3`, `hangs-2`, `dies-2`, `eats-4`, `mark-2`."""
    how, _, which = path.stem.partition("-")
    if number == int(which or 0):
        if how == "fails":
            raise OcrFailed(path.name)
        if how == "breaks":
            raise ValueError("pixels that nobody foresaw")
        if how == "hangs":
            time.sleep(60)
        if how == "dies":
            os._exit(9)
        if how == "eats":
            bytearray(2 * Limits().child_megabytes * 1_000_000)
        if how == "mark":
            raise SecrecyMark(path.name)
    return PageWords(number, page.width, page.height, (), PageSource(page=number, text_from="ocr"))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "read_page", stand_in)
    monkeypatch.setattr(pool, "limits", lambda: Limits(page_seconds=4))


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("name", "sources", "why"),
    [
        ("good.pdf", ["ocr"] * 5, "all pages, in order"),
        ("fails-3.pdf", ["ocr", "ocr", "failed", "ocr", "ocr"], "an error is that page's alone"),
        ("breaks-2.pdf", ["ocr", "failed", "ocr", "ocr", "ocr"], "a library's own fault is that page's alone"),
        ("hangs-2.pdf", ["ocr", "failed", "ocr", "ocr", "ocr"], "a page out of time is stopped"),
        ("dies-2.pdf", ["ocr", "failed", "ocr", "ocr", "ocr"], "a child that dies takes one page with it"),
        ("eats-4.pdf", ["ocr", "ocr", "ocr", "failed", "ocr"], "a page that wants more memory than allowed is stopped"),
    ],
)
def test_every_page_ends_once(tmp_path: Path, name: str, sources: list[str], why: str) -> None:
    read = list(pool.read_pages(scan(tmp_path / name, 5)))
    assert [page.number for page in read] == [1, 2, 3, 4, 5]
    assert [page.source.text_from for page in read] == sources, why
    assert all(page.source.error for page in read if page.source.text_from == "failed")


@pytest.mark.usefixtures("quick")
def test_a_secrecy_mark_ends_the_file(tmp_path: Path) -> None:
    with pytest.raises(SecrecyMark):
        list(pool.read_pages(scan(tmp_path / "mark-2.pdf", 5)))


def test_a_damaged_file_is_refused_at_once(tmp_path: Path) -> None:
    file = scan(tmp_path / "cut.pdf", 2)
    file.write_bytes(file.read_bytes()[:-300])
    with pytest.raises(CorruptFile):
        next(pool.read_pages(file))
