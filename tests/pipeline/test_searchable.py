"""The searchable copy: words where they stand, Vietnamese letters whole, the original untouched, hardly larger."""

from __future__ import annotations

import io
from pathlib import Path

import img2pdf
import numpy as np
import pdfplumber
import pikepdf
import pytest
from PIL import Image

from extractors.record import PageSource
from extractors.words import Word
from pipeline.pagewords import PageWords
from pipeline.searchable import write

WORDS = (
    ("Ủy", (60, 80, 80, 94)),
    ("ban", (84, 80, 108, 94)),
    ("nhân", (112, 80, 142, 94)),
    ("dân", (60, 110, 84, 124)),
)


def scan(noise: int = 1) -> bytes:
    """A picture of A4 at 100 dpi, grey, as JPEG."""
    pixels = np.random.default_rng(noise).integers(180, 255, (1169, 827), dtype=np.uint8)
    made = io.BytesIO()
    Image.fromarray(pixels).save(made, "JPEG", quality=70, dpi=(100, 100))
    return made.getvalue()


def page(number: int, width: float, height: float, text_from: str = "ocr") -> PageWords:
    words = tuple(Word(text, box, number, line=int(box[1])) for text, box in WORDS)
    return PageWords(number, width, height, words, PageSource(page=number, text_from=text_from))  # type: ignore[arg-type]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_words_stand_where_a_reader_sees_them(tmp_path: Path, turn: int) -> None:
    original, copy = tmp_path / "van ban.pdf", tmp_path / "copies" / "searchable.pdf"
    with pikepdf.open(io.BytesIO(img2pdf.convert(scan()))) as pdf:
        pdf.pages[0].rotate(turn, relative=False)
        pdf.save(original)
    before = original.read_bytes()
    with pdfplumber.open(original) as seen:
        width, height = float(seen.pages[0].width), float(seen.pages[0].height)
    write(original, [page(1, width, height)], copy)
    with pdfplumber.open(copy) as made:
        # Letters, since pdfplumber joins words only where writing runs upright on the unturned sheet.
        letters = [c for c in made.pages[0].chars if c["text"].strip()]
    assert "".join(c["text"] for c in letters) == "Ủybannhândân"
    for first, (_, box) in zip((0, 2, 5, 9), WORDS, strict=True):
        assert letters[first]["x0"] == pytest.approx(box[0], abs=1.5)
        assert letters[first]["bottom"] == pytest.approx(box[3], abs=4)
    assert original.read_bytes() == before
    assert copy.stat().st_size < 1.3 * len(before)
    assert [p.name for p in copy.parent.iterdir()] == ["searchable.pdf"]


@pytest.mark.parametrize(
    ("form", "mode"), [("JPEG", "L"), ("PNG", "RGBA"), ("PNG", "L"), ("WEBP", "RGB"), ("TIFF", "1")]
)
def test_pictures_of_every_kind_become_pages(tmp_path: Path, form: str, mode: str) -> None:
    original, copy = tmp_path / f"anh.{form.lower()}", tmp_path / "copy.pdf"
    picture = Image.open(io.BytesIO(scan())).convert(mode)
    more = {"compression": "group4"} if form == "TIFF" else {}
    picture.save(original, form, dpi=(100, 100), **more)
    write(original, [page(1, 595.4, 841.7)], copy)
    with pdfplumber.open(copy) as made:
        assert [w["text"] for w in made.pages[0].extract_words()] == ["Ủy", "ban", "nhân", "dân"]


def test_a_page_with_its_own_text_gets_no_second_one(tmp_path: Path) -> None:
    original, copy = tmp_path / "a.pdf", tmp_path / "copy.pdf"
    original.write_bytes(img2pdf.convert([scan(1), scan(2)]))
    write(original, [page(1, 595.4, 841.7, "text_layer"), page(2, 595.4, 841.7)], copy)
    with pdfplumber.open(copy) as made:
        assert [len(p.chars) > 0 for p in made.pages] == [False, True]
