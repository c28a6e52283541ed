"""The searchable copy: words where they stand, Vietnamese letters whole, the original untouched, hardly larger."""

from __future__ import annotations

import io
from pathlib import Path

import img2pdf
import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
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


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_words_are_found_by_browsers_on_a_turned_page(tmp_path: Path, turn: int) -> None:
    """PDFium, which is in Chrome and Edge, passes over letters that run up or down the sheet and have no height."""
    original, copy = tmp_path / "van ban.pdf", tmp_path / "searchable.pdf"
    with pikepdf.open(io.BytesIO(img2pdf.convert(scan()))) as pdf:
        pdf.pages[0].rotate(turn, relative=False)
        pdf.save(original)
    sides = (595.4, 841.7) if turn in (0, 180) else (841.7, 595.4)
    write(original, [page(1, *sides)], copy)
    with pypdfium2.PdfDocument(copy) as made:
        assert made[0].get_textpage().get_text_range().split() == ["Ủy", "ban", "nhân", "dân"]


@pytest.mark.parametrize("turn", [2, 4, 5, 7])
def test_a_mirrored_picture_is_seen_as_it_was_read(tmp_path: Path, turn: int) -> None:
    original, copy = tmp_path / "anh.jpg", tmp_path / "copy.pdf"
    picture = Image.new("L", (827, 1169), 255)
    picture.paste(0, (0, 0, 400, 200))
    for step in {2: [0], 4: [1], 5: [5], 7: [6]}[turn]:
        picture = picture.transpose(Image.Transpose(step))
    told = Image.Exif()
    told[0x0112] = turn
    picture.save(original, dpi=(100, 100), exif=told)
    write(original, [page(1, 595.4, 841.7)], copy)
    with pypdfium2.PdfDocument(copy) as made:
        pixels = made[0].render(scale=1).to_numpy()
        assert made[0].get_size() == pytest.approx((595.4, 841.7), abs=1)
    assert pixels[20:120, 20:260].mean() < 20
    assert pixels[200:, :].mean() > 240


def test_a_picture_of_sixteen_bits_becomes_a_page(tmp_path: Path) -> None:
    original, copy = tmp_path / "anh.tif", tmp_path / "copy.pdf"
    Image.fromarray(np.full((1169, 827), 60_000, np.uint16)).save(original, dpi=(100, 100))
    write(original, [page(1, 595.4, 841.7)], copy)
    with pdfplumber.open(copy) as made:
        assert [w["text"] for w in made.pages[0].extract_words()] == ["Ủy", "ban", "nhân", "dân"]


def test_words_stand_right_where_the_corners_of_the_page_are_told_the_other_way_round(tmp_path: Path) -> None:
    original, copy = tmp_path / "van ban.pdf", tmp_path / "copy.pdf"
    with pikepdf.open(io.BytesIO(img2pdf.convert(scan()))) as pdf:
        width, height = (float(side) for side in pdf.pages[0].MediaBox[2:])
        pdf.pages[0].MediaBox = [width, height, 0, 0]
        pdf.pages[0].CropBox = [width, height, 0, 0]
        pdf.save(original)
    write(original, [page(1, width, height)], copy)
    with pypdfium2.PdfDocument(copy) as made:
        left, _, _, high = made[0].get_textpage().get_charbox(0)
    assert (left, height - high) == pytest.approx((60, 80), abs=2)
