"""A signer's name in a picture, under a post of the text layer."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from extractors.words import Word
from pipeline.pages import pages_of
from pipeline.pictured import pictured_name
from samples.generator.ink import BOLD


def signed(path: Path, name: str, em: int, wide: float) -> None:
    """A page with the picture of a signature and a name in letters of `em` pixels, laid on it `wide` points wide."""
    font = ImageFont.truetype(str(BOLD), 4 * em)
    big = Image.new("RGB", (round(font.getlength(name)) + 16 * em, 26 * em), "white")
    draw = ImageDraw.Draw(big)
    draw.line([(6 * em, 9 * em), (9 * em, 2 * em), (11 * em, 10 * em), (18 * em, 3 * em)], (20, 60, 160), em // 2)
    draw.text((4 * em, 18 * em), name, font=font, fill=(25, 25, 25))
    small = big.resize((big.width // 4, big.height // 4), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(0.6))
    packed = io.BytesIO()
    small.save(packed, "JPEG", quality=75)
    document = pdfium.PdfDocument.new()
    page = document.new_page(595, 842)
    picture = pdfium.PdfImage.new(document)
    picture.load_jpeg(packed, inline=True)
    high = wide * small.height / small.width
    picture.set_matrix(pdfium.PdfMatrix().scale(wide, high).translate(330, 842 - 430 - high))
    page.insert_obj(picture)
    page.gen_content()
    document.save(path)


def layer(*beneath: str) -> tuple[Word, ...]:
    """The words of a page's text layer: a post, and what stands under it."""
    lines = [("KT. GIÁM ĐỐC", 390), ("PHÓ GIÁM ĐỐC", 406), *((text, 470) for text in beneath)]
    return tuple(
        Word(part, (360 + 50 * at, foot - 12, 400 + 50 * at, foot), 1, 1.0, number)
        for number, (text, foot) in enumerate(lines)
        for at, part in enumerate(text.split())
    )


PICTURES = [
    ("Nguyễn Tấn Bi", 24, 150.0),
    ("Phan Thị Hiếu", 40, 110.0),
    ("Trần Quốc Toản", 30, 140.0),
]


@pytest.mark.ocr
@pytest.mark.parametrize(("name", "em", "wide"), PICTURES)
def test_a_name_in_a_picture_of_any_size(name: str, em: int, wide: float, tmp_path: Path) -> None:
    file = tmp_path / "signed.pdf"
    signed(file, name, em, wide)
    found = pictured_name(file, pages_of(file)[0], layer())
    assert [word.text for word in found] == name.split()
    assert all(330 <= word.box[0] < word.box[2] <= 330 + wide + 1 for word in found)


def test_a_name_of_the_text_layer_needs_no_picture(tmp_path: Path) -> None:
    file = tmp_path / "signed.pdf"
    signed(file, "Nguyễn Tấn Bi", 24, 150.0)
    assert pictured_name(file, pages_of(file)[0], layer("Lê Hoàng Anh")) == ()


@pytest.mark.ocr
def test_print_of_the_text_layer_is_no_name(tmp_path: Path) -> None:
    """The name may stand on the next page: what the layer has under the post is not read again as a name."""
    file = tmp_path / "signed.pdf"
    signed(file, "Nguyễn Tấn Bi", 24, 150.0)
    (first, *_) = pictured_name(file, pages_of(file)[0], layer())
    footer = tuple(Word(part, first.box, 1, 1.0, 9) for part in ("Trang", "1/2"))
    assert pictured_name(file, pages_of(file)[0], (*layer(), *footer)) == ()
