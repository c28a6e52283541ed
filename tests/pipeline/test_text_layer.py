"""Which text layers are trusted."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest
from weasyprint import HTML

from pipeline.text_layer import trusted_layer, trusted_words

TEXT = (
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư, "
    "Sở Nội vụ đề nghị các cơ quan, đơn vị báo cáo trước ngày 20 tháng 12 năm 2024."
)
SCRAMBLED = str.maketrans("ănugcệhtiơđ", "qhxjzwkvbfp")


def pdf(folder: Path, html: str) -> Path:
    path = folder / "page.pdf"
    HTML(string=f"<style>@page {{ size: A4 }} body {{ font: 13pt 'Tinos' }}</style>{html}").write_pdf(path)
    return path


def with_images(path: Path, places: list[tuple[float, float, float, float]], *, first: bool = True) -> Path:
    """The page with grey images (left, bottom, width, height), painted before or after its text."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        page = document.pages[0]
        image = pikepdf.Stream(document, b"\xcc" * 100)
        image.update({
            "/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 10, "/Height": 10,
            "/ColorSpace": pikepdf.Name.DeviceGray, "/BitsPerComponent": 8,
        })  # fmt: skip
        page.Resources.XObject = pikepdf.Dictionary(Scan=image)
        paint = " ".join(f"q {w} 0 0 {h} {x} {y} cm /Scan Do Q" for x, y, w, h in places)
        page.contents_add(document.make_stream(paint.encode()), prepend=first)
        document.save(path)
    return path


def with_image(path: Path, *, first: bool) -> Path:
    """The page with a grey image from edge to edge, painted before or after its text."""
    return with_images(path, [(0, 0, 595, 842)], first=first)


def with_invisible_text(path: Path) -> Path:
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        page = document.pages[0]
        page.contents_coalesce()
        content = page.Contents.read_bytes()
        page.Contents = document.make_stream(content.replace(b"BT", b"BT 3 Tr"))
        document.save(path)
    return path


def with_annotation(path: Path, kind: str) -> Path:
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=[10, 10, 90, 60], Contents="ĐẾN"
        )
        document.pages[0].Annots = document.make_indirect(pikepdf.Array([document.make_indirect(note)]))
        document.save(path)
    return path


def test_born_digital_words_have_boxes_lines_and_ink(tmp_path: Path) -> None:
    path = pdf(tmp_path, f"<p>{TEXT}</p><p style='color: #c00'>HỎA TỐC</p>")
    words = trusted_words(path, 1)
    assert words is not None
    assert " ".join(word.text for word in words) == f"{TEXT} HỎA TỐC"
    assert {word.ink for word in words if word.text in ("HỎA", "TỐC")} == {"red"}
    assert {word.ink for word in words if word.text == "Nghị"} == {"black"}
    first, second = words[0], words[1]
    assert first.line == second.line != words[-1].line
    assert 0 < first.box[0] < first.box[2] <= second.box[0] < 595
    assert all(word.page == 1 and word.confidence == 1.0 for word in words)


def test_ruled_lines_come_along(tmp_path: Path) -> None:
    table = "<table style='border-collapse: collapse'><tr><td style='border: 1px solid'>Nội dung</td></tr></table>"
    layer = trusted_layer(pdf(tmp_path, f"<p>{TEXT}</p>{table}"), 1)
    assert layer is not None
    assert {rule.horizontal for rule in layer.rules} == {True, False}


def test_letters_are_normalised(tmp_path: Path) -> None:
    words = trusted_words(pdf(tmp_path, f"<p>Ðo\u0323c la\u0323\u0302p\u200b kho\u00adảng</p><p>{TEXT}</p>"), 1)
    assert words is not None
    assert [word.text for word in words[:3]] == ["Đọc", "lập", "khoảng"]


def test_letter_from_another_font_does_not_cut_its_word(tmp_path: Path) -> None:
    html = f"<p>{TEXT}</p><p>N<span style=\"font-family: 'Noto Serif'\">ơ</span>i nhận:</p>"
    words = trusted_words(pdf(tmp_path, html), 1)
    assert words is not None
    assert [word.text for word in words[-2:]] == ["Nơi", "nhận:"]


def test_nothing_on_the_page(tmp_path: Path) -> None:
    assert trusted_words(pdf(tmp_path, "<p>2</p>"), 1) is None


def test_letters_that_make_no_syllables(tmp_path: Path) -> None:
    """As a bad ToUnicode table gives them."""
    assert trusted_words(pdf(tmp_path, f"<p>{TEXT.translate(SCRAMBLED)}</p>"), 1) is None


@pytest.mark.parametrize("first", [True, False], ids=["image under the text", "image over the text"])
def test_layer_of_a_scan(tmp_path: Path, first: bool) -> None:
    path = pdf(tmp_path, f"<p>{TEXT}</p>")
    hidden = with_invisible_text(path) if first else path
    assert trusted_words(with_image(hidden, first=first), 1) is None


def test_letterhead_behind_visible_text(tmp_path: Path) -> None:
    """An image behind text that is painted after it: the letters are those one sees."""
    assert trusted_words(with_image(pdf(tmp_path, f"<p>{TEXT}</p>" * 5), first=True), 1) is not None


def test_number_typed_onto_a_scan(tmp_path: Path) -> None:
    path = pdf(tmp_path, "<p>Số đến: 11098. Ngày đến: 25/10/2024. Chuyển: Phòng Tổ chức cán bộ</p>")
    assert trusted_words(with_image(path, first=True), 1) is None


@pytest.mark.parametrize(("kind", "trusted"), [("Stamp", False), ("FreeText", False), ("Link", True)])
def test_something_stuck_onto_the_page(tmp_path: Path, kind: str, trusted: bool) -> None:
    path = with_annotation(pdf(tmp_path, f"<p>{TEXT}</p>"), kind)
    assert (trusted_words(path, 1) is not None) is trusted


def test_legacy_font_by_its_letters(tmp_path: Path) -> None:
    """A PDF whose font names tell nothing, typed in TCVN3."""
    typed = "<p>B¸o c¸o t×nh h×nh thùc hiÖn nhiÖm vô cña c¸c c¬ quan, ®¬n vÞ trong tØnh</p>" * 3
    words = trusted_words(pdf(tmp_path, typed), 1)
    assert words is not None
    assert " ".join(word.text for word in words[:6]) == "Báo cáo tình hình thực hiện"


STRIPS = [(0.0, 842.0 - 42.1 * (index + 1), 595.0, 42.1) for index in range(20)]
TILES = [(60.0, 60.0 + 90 * index, 440.0, 60.0) for index in range(8)]
SEAL = [(350.0, 200.0, 110.0, 110.0), (330.0, 230.0, 90.0, 60.0)]


@pytest.mark.parametrize(
    ("times", "places", "first", "trusted", "why"),
    [
        (1, STRIPS, True, False, "a number typed onto a scan that came in strips"),
        (1, TILES, True, False, "onto the text tiles of a scan in layers"),
        (1, SEAL, True, True, "the picture of a signature and of a seal"),
        (5, STRIPS, False, False, "strips over what another OCR read"),
        (5, SEAL, False, True, "a seal put on at the end"),
        (5, STRIPS, True, True, "a tinted ground that came in strips"),
    ],
)
def test_images_in_parts(tmp_path: Path, times: int, places, first: bool, trusted: bool, why: str) -> None:
    path = pdf(tmp_path, f"<p>{TEXT}</p>" * times)
    assert (trusted_words(with_images(path, places, first=first), 1) is not None) is trusted, why


def test_long_text_typed_onto_a_scan(tmp_path: Path) -> None:
    """As many letters as a page of its own has, over an image that shows print of its own."""
    path = with_image(pdf(tmp_path, f"<p style='font-size: 7pt'>{TEXT}</p>" * 4), first=True)
    assert trusted_words(path, 1) is not None
    assert trusted_words(with_print(path), 1) is None


def test_text_typed_beside_a_scan_that_fills_little_of_the_page(tmp_path: Path) -> None:
    path = with_images(pdf(tmp_path, f"<p>{TEXT}</p>"), [(100.0, 300.0, 260.0, 370.0)])
    assert trusted_words(path, 1) is not None
    assert trusted_words(with_print(path), 1) is None


def with_print(path: Path) -> Path:
    """The page with lines of print on its image."""
    scan = np.full((1684, 1190), 250, np.uint8)
    for row in range(40):
        cv2.putText(scan, "Kinh gui cac don vi truc thuoc tren dia ban", (120, 300 + 30 * row), 0, 0.8, 20, 2)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        image = document.pages[0].Resources.XObject.Scan
        image.write(scan.tobytes())
        image.Width, image.Height = 1190, 1684
        document.save(path)
    return path


def test_a_layer_on_a_page_of_no_size(tmp_path: Path) -> None:
    """Boxes are told on the sheet that it must be."""
    path = pdf(tmp_path, f"<p>{TEXT}</p>")
    whole = trusted_words(path, 1)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        page = document.pages[0]
        page.contents_add(document.make_stream(b"q 0.25 0 0 0.25 0 0 cm"), prepend=True)
        page.contents_add(document.make_stream(b"Q"))
        page.MediaBox = [float(side) / 4 for side in page.MediaBox]
        document.save(path)
    small = trusted_words(path, 1)
    assert whole is not None
    assert small is not None
    assert [word.text for word in small] == [word.text for word in whole]
    assert small[-1].box == pytest.approx(whole[-1].box, abs=1)
