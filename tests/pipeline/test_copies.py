"""Page pictures and the searchable copy of a sample."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from extractors.record import PageSource
from extractors.words import Word
from pipeline import copies, pool
from pipeline.pages import pages_of
from pipeline.pagewords import PageWords

SAMPLE = Path("samples/inbox/07-fax-nhieu-trang.tif")


def test_every_page_gets_its_picture_and_the_file_its_searchable_copy(tmp_path: Path) -> None:
    read = [
        PageWords(
            p.number,
            p.width,
            p.height,
            (Word("chữ", (50, 50, 80, 62), p.number),),
            PageSource(page=p.number, text_from="ocr"),
        )
        for p in pages_of(SAMPLE)
    ]
    try:
        copies.make(SAMPLE, read, tmp_path / "copies")
    finally:
        pool.close()
    names = sorted(p.name for p in (tmp_path / "copies").iterdir())
    assert names == [*(f"page-{p.number}.jpg" for p in read), "searchable.pdf"]
    for page in read:
        with Image.open(tmp_path / "copies" / f"page-{page.number}.jpg") as picture:
            assert picture.width <= copies.PICTURE_WIDTH
            assert abs(picture.height / picture.width - page.height / page.width) < 0.01
