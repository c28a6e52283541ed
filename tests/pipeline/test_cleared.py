"""A page with a secrecy mark stops the reading; one that a named person cleared is read."""

from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint

from pipeline import pool
from pipeline.errors import SecrecyMark
from pipeline.reading import read_with_pages

PAPER = """<style>@page {{ size: A4; margin: 20mm }} body {{ font: 13pt Tinos }} td {{ text-align: center }}</style>
<table width="100%"><tr><td>UBND TỈNH LÂM ĐỒNG<br><b>SỞ NỘI VỤ</b></td>
<td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b></td></tr>
<tr><td>Số: 145/SNV-VP</td><td><i>Lâm Đồng, ngày 12 tháng 5 năm 2025</i></td></tr></table>
<p style="margin-left:1cm"><b>{mark}</b></p><p>Kính gửi: Các sở, ban, ngành.</p>
<p>Đề nghị các cơ quan báo cáo về Sở Nội vụ trước ngày 20/5/2025./.</p>"""


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT"])
def test_a_cleared_file_is_read(tmp_path: Path, mark: str) -> None:
    file = tmp_path / "van ban.pdf"
    weasyprint.HTML(string=PAPER.format(mark=mark)).write_pdf(file)
    try:
        with pytest.raises(SecrecyMark):
            read_with_pages(file)
        record, pages = read_with_pages(file, cleared=True)
    finally:
        pool.close()
    assert record.number is not None
    assert record.number.value == "145/SNV-VP"
    assert len(pages) == 1
