"""Letters and lines of PDF pages, where a reader sees them."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from pipeline.glyphs import outlines_of, words_of
from pipeline.pdf import open_pdf

TURNS = {0: (1, 0, 0, 1, 0, 0), 90: (0, 1, -1, 0, 842, 0), 180: (-1, 0, 0, -1, 595, 842), 270: (0, -1, 1, 0, 0, 595)}
"""The matrix that draws a page so that it stands upright again once a reader has turned it by `/Rotate`."""
OFFICE = Path(__file__).parent / "files" / "libreoffice.pdf"
PAGE = """<style>@page { size: A4; margin: 2cm } body { font: 13pt Tinos } b { font: bold 20pt Tinos }</style>
<p>Kính gửi: <b>Ủy ban</b> nhân dân tỉnh</p><p style="text-align: right"><i>Số</i> 1002-CV/TU</p><p>công tác văn thư</p>
<table style="border-collapse: collapse; margin-left: 3cm"><tr><td style="border: 1px solid; width: 5cm">Nội dung</td>
</tr></table>"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "plain.pdf"
    HTML(string=PAGE).write_pdf(path)
    return path


def turned(plain: Path, degrees: int, moved: float = 0.0) -> Path:
    """The page drawn turned and shown upright by `/Rotate`, its boxes `moved` off the origin."""
    path = plain.with_name(f"{degrees}-{moved:.0f}.pdf")
    with pikepdf.open(plain) as document:
        page = document.pages[0]
        a, b, c, d, e, f = TURNS[degrees]
        matrix = f"q {a} {b} {c} {d} {e + moved} {f + moved} cm".encode()
        page.contents_add(document.make_stream(matrix), prepend=True)
        page.contents_add(document.make_stream(b"Q"))
        wide, high = (842, 595) if degrees % 180 else (595, 842)
        page.MediaBox = page.CropBox = [moved, moved, wide + moved, high + moved]
        page.Rotate = degrees
        document.save(path)
    return path


@pytest.mark.parametrize("moved", [0.0, 40.0], ids=["at the origin", "cropped"])
@pytest.mark.parametrize("degrees", TURNS)
def test_words_are_where_a_reader_sees_them(plain: Path, degrees: int, moved: float) -> None:
    with open_pdf(turned(plain, degrees, moved)) as document:
        page = document[0]
        words, lines = words_of(page), list(outlines_of(page))
        pixels = page.render(scale=2, grayscale=True).to_numpy()
    texts = "Kính gửi: Ủy ban nhân dân tỉnh Số 1002-CV/TU công tác văn thư Nội dung"
    assert sorted(word["text"] for word in words) == sorted(texts.split())
    pixels = pixels.reshape(pixels.shape[:2]).copy()
    boxes = [(word["x0"], word["top"], word["x1"], word["bottom"]) for word in words]
    for x0, top, x1, bottom in boxes:
        assert (pixels[round(2 * top) : round(2 * bottom), round(2 * x0) : round(2 * x1)] < 128).mean() > 0.05
    for x0, top, x1, bottom in [*boxes, *(line.box for line in lines)]:
        pixels[max(0, round(2 * top) - 5) : round(2 * bottom) + 5, max(0, round(2 * x0) - 4) : round(2 * x1) + 4] = 255
    assert (pixels < 128).sum() == 0


def test_size_and_colour_of_letters(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    HTML(string="<p style='font: 20pt Tinos; color: #c00000'>HỎA</p>").write_pdf(path)
    with open_pdf(path) as document:
        (word,) = words_of(document[0])
    first = word["chars"][0]
    assert first["size"] == pytest.approx(20, abs=0.1)
    assert first["non_stroking_color"] == pytest.approx((0.753, 0, 0), abs=0.01)
    assert "Tinos" in first["fontname"]
    assert word["bottom"] - word["top"] == pytest.approx(20, abs=0.1)


def test_hyphen_at_the_end_of_a_line_stays(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    HTML(string="<p style='font: 13pt Tinos'>Kế hoạch số 80-<br>KH/TU</p>").write_pdf(path)
    with open_pdf(path) as document:
        assert [word["text"] for word in words_of(document[0])] == ["Kế", "hoạch", "số", "80-", "KH/TU"]


def test_letters_of_a_font_that_tells_no_depth_stand_on_one_line() -> None:
    """LibreOffice 7.4 writes `/Ascent 0 /Descent 0`: what hangs below the line belongs to its word all the same."""
    with open_pdf(OFFICE) as document:
        words = words_of(document[0])
    lines = [
        "Quảng Ngãi, ngày 03 tháng 7 năm 2009", "V/v kiểm tra, chấn chỉnh hoạt động của các",
        "cửa hàng bán lẻ xăng dầu",
        "Kính gửi: Phòng Công Thương các huyện, trước ngày 20/9.",
    ]  # fmt: skip
    assert [word["text"] for word in words] == " ".join(lines).split()
    assert len({round(word["bottom"], 1) for word in words}) == len(lines)
