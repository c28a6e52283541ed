"""Form fields on a page: boxes of digital signatures are left out of what is read, all else that shows is read."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from weasyprint import HTML

from pipeline.errors import SecrecyMark
from pipeline.layout import zones
from pipeline.page_reading import read_page
from pipeline.pages import raster
from pipeline.text_layer import trusted_words
from pipeline.widgets import is_signature_box

BOX = "Người ký: Sở Y tế|Email: syt@kiengiang.gov.vn|Cơ quan: Tỉnh Kiên Giang|Thời gian ký: 24.04.2018 15:17:44 +07:00"
UNLABELLED = "Sở Tài chính|Tỉnh Đắk Nông|20.05.2019|16:48:06 +07:00"
OVER_THE_HEAD = (60.0, 735.0, 310.0, 800.0)
IN_THE_NUMBER = (107.0, 719.0, 150.0, 741.0)
UNDER_THE_POST = (330.0, 380.0, 500.0, 450.0)
LETTER = """
<table style="width: 100%; text-align: center; border-spacing: 0"><tr><td>UBND TỈNH KIÊN GIANG<br><b>SỞ Y TẾ</b></td>
<td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b></td></tr>
<tr><td style="padding-top: 6pt">Số: NUMBER /SYT-NVD</td>
<td style="padding-top: 6pt"><i>Kiên Giang, ngày 24 tháng 4 năm 2018</i></td></tr>
<tr><td>V/v đính chính Công văn số 455/SYT-NVD ngày 17/4/2018</td><td></td></tr></table>
<p style="text-align: center">Kính gửi: Các cơ sở kinh doanh dược trong tỉnh.</p>
<p>Ngày 17/4/2018 Sở Y tế Kiên Giang có ban hành Công văn số 455/SYT-NVD về việc đình chỉ lưu hành thuốc chưa được
phép lưu hành. Sở Y tế thông báo để các cơ sở, đơn vị biết, thực hiện và báo cáo việc thực hiện về Sở Y tế./.</p>
"""
STYLE = "<style>@page { size: A4; margin: 25mm 15mm 20mm 25mm } body { font: 13pt 'Tinos' }</style>"


def typed(path: Path, number: str = "513") -> Path:
    HTML(string=STYLE + LETTER.replace("NUMBER", number)).write_pdf(path)
    return path


def scanned(path: Path, dpi: int = 200, number: str = "513") -> Path:
    with pypdfium2.PdfDocument(typed(path, number)) as document:
        picture = document[0].render(scale=dpi / 72).to_pil().convert("L")
    picture.save(path, "PDF", resolution=dpi)
    return path


def with_field(path: Path, text: str, place: tuple[float, float, float, float], kind: str = "Sig") -> Path:
    """The file with a form field on its first page that shows the lines of `text` (parted by `|`)."""
    wide, tall = place[2] - place[0], place[3] - place[1]
    lines = "<br>".join(text.split("|"))
    style = f"@page {{ size: {wide}pt {tall}pt; margin: 1pt }} body {{ margin: 0; font: 11pt 'Tinos' }}"
    look = HTML(string=f"<style>{style}</style>{lines}").write_pdf()
    with pikepdf.open(path, allow_overwriting_input=True) as document, pikepdf.open(io.BytesIO(look)) as drawn:
        shown = document.copy_foreign(drawn.pages[0].as_form_xobject())
        field = document.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name(f"/{kind}"), F=132,
            T=f"Signature{len(lines)}", Rect=list(place), AP=pikepdf.Dictionary(N=shown),
        ))  # fmt: skip
        page = document.pages[0]
        page.Annots = document.make_indirect(pikepdf.Array([*page.get("/Annots", []), field]))
        fields = document.Root.get("/AcroForm", pikepdf.Dictionary(Fields=[])).Fields
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([*fields, field]), SigFlags=3)
        document.save(path)
    return path


def own_pixels(path: Path) -> np.ndarray:
    with pikepdf.open(path) as document:
        (image,) = document.pages[0].get_images().values()
        return np.asarray(pikepdf.PdfImage(image).as_pil_image())


def unlike(rendered: np.ndarray, scan: np.ndarray) -> np.ndarray:
    """Where two pictures of a page differ as ink and paper do; one may be a pixel wider."""
    tall, wide = scan.shape
    return np.abs(rendered[:tall, :wide, 0].astype(int) - scan) > 100


@pytest.mark.parametrize(
    ("text", "is_box"),
    [
        (BOX, True),
        ("Ký bởi: CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ|Cơ quan: VĂN PHÒNG CHÍNH PHỦ|Ngày ký: 05-06-2024|17:24:01", True),
        ("Signature Valid|Ký bởi: Sở Nội vụ", True),
        ("Người ký: Sở|Tài chính|Email:|stc@daknong.go|v.vn|Cơ quan: Tỉnh|Đắk Nông|Thời gian ký:|17.04.2019", True),
        ("513", False),
        ("24", False),
        ("ĐẾN|Số: 11098|Ngày: 25/10/2024", False),
        ("MẬT", False),
        (f"{BOX}|MẬT", False),
        ("GIÁM ĐỐC|(đã ký)|Lê Hoàng Anh", False),
        ("", False),
    ],
)
def test_what_signing_software_writes(text: str, is_box: bool) -> None:
    assert is_signature_box(text.replace("|", "\r\n")) is is_box


def test_a_box_over_a_scan_is_left_out_of_what_is_read(tmp_path: Path) -> None:
    file = with_field(scanned(tmp_path / "signed.pdf"), BOX, OVER_THE_HEAD)
    read = raster(file, 1, boxes=False)
    assert read.steps == ("embedded", "without signature box")
    assert (read.image == own_pixels(file)).all()
    shown = raster(file, 1)  # what people look at has it
    assert shown.steps == ("rendered",)
    assert unlike(shown.image, read.image).sum() > 500


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_field_with_something_else_is_read_as_sharp_as_the_scan(tmp_path: Path, dpi: int) -> None:
    file = with_field(scanned(tmp_path / "numbered.pdf", dpi, number="&emsp;&emsp;"), "513", IN_THE_NUMBER)
    read = raster(file, 1, boxes=False)
    assert read.steps == ("rendered",)
    assert read.dpi == pytest.approx(dpi, abs=0.5)
    assert unlike(read.image, own_pixels(file))[read.image.shape[0] // 3 :].mean() < 0.001


def test_a_signature_that_does_not_show_changes_nothing(tmp_path: Path) -> None:
    file = with_field(scanned(tmp_path / "unseen.pdf"), BOX, (10.0, 10.0, 200.0, 60.0))
    with pikepdf.open(file, allow_overwriting_input=True) as document:
        document.pages[0].Annots[0].Rect = [0, 0, 0, 0]
        document.save(file)
    assert raster(file, 1).steps == ("embedded",)


def test_born_digital_text_takes_in_its_fields_but_no_signature(tmp_path: Path) -> None:
    file = with_field(typed(tmp_path / "typed.pdf", "&emsp;&emsp;"), "513", IN_THE_NUMBER)
    with_field(with_field(file, BOX, OVER_THE_HEAD), UNLABELLED, UNDER_THE_POST)
    words = trusted_words(file, 1)
    assert words is not None
    texts = [word.text for word in words]
    assert "513" in texts
    (number,) = [word for word in words if word.text == "513"]
    assert IN_THE_NUMBER[0] < number.box[0] < number.box[2] < IN_THE_NUMBER[2]
    assert 841.9 - IN_THE_NUMBER[3] < number.box[1] < number.box[3] < 841.9 - IN_THE_NUMBER[1]
    assert not {"Người", "ký:", "16:48:06", "24.04.2018"} & set(texts)


def test_a_secrecy_mark_in_a_field_of_born_digital_text(tmp_path: Path) -> None:
    file = with_field(typed(tmp_path / "secret.pdf"), "TUYỆT MẬT", OVER_THE_HEAD, kind="Tx")
    with pytest.raises(SecrecyMark):
        read_page(file, 1)


@pytest.mark.ocr
@pytest.mark.parametrize("make", [typed, scanned])
def test_the_head_under_a_box_is_read_clean(tmp_path: Path, make) -> None:
    file = with_field(make(tmp_path / "letter.pdf"), BOX, (150.0, 715.0, 400.0, 780.0))
    found = {
        zone.label: " ".join(word.text for block in zone.blocks for word in block.words)
        for zone in zones([read_page(file, 1)])
    }
    assert found["authority"] == "UBND TỈNH KIÊN GIANG SỞ Y TẾ"
    assert found["number"].replace(" ", "") == "Số:513/SYT-NVD"
    assert found["place_date"] == "Kiên Giang, ngày 24 tháng 4 năm 2018"
    assert found["subject"].startswith("V/v đính chính")
