"""The line above a page that was faxed, and lines that stand there and are the paper's own."""

from __future__ import annotations

import pytest

from extractors.record import PageSource
from extractors.words import Word
from pipeline.fax_heads import fax_head
from pipeline.layout import zones
from pipeline.lines import sheet_of
from pipeline.pagewords import PageWords


def page(text: str, top: float = 12) -> PageWords:
    """A letter with a line in its head."""
    words = [
        Word(word, (30 + 44 * index, top, 68 + 44 * index, top + 9), 1, line=0)
        for index, word in enumerate(text.split())
    ]
    rows = (
        (70, "UBND TỈNH KON TUM", 60), (70, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 300),
        (84, "Số: 215/UBND-NC", 60), (84, "Độc lập - Tự do - Hạnh phúc", 330),
        (130, "Kính gửi: Sở Nội vụ", 200), (160, "Ủy ban nhân dân tỉnh giao Sở Nội vụ chủ trì.", 80),
    )  # fmt: skip
    for number, (row, line, left) in enumerate(rows, start=1):
        x = float(left)
        for word in line.split():
            words.append(Word(word, (x, row, x + 6 * len(word), row + 11), 1, line=number))
            x += 6 * len(word) + 4
    return PageWords(1, 595.0, 842.0, tuple(words), PageSource(page=1, text_from="ocr"))


@pytest.mark.parametrize(
    ("text", "is_head", "why"),
    [
        ("FROM : VAN PHONG UBND TINH FAX NO. : 0603862345 Oct. 25 2024 08:12AM P1/2", True, "English"),
        ("25/10/2024 08:12 0603862345 VAN PHONG UBND TINH TRANG 01/02", True, "Vietnamese"),
        ("FR0M :VP UBND FAX N0. :84603862345 25 0ct 2024 08:12 Pl", True, "badly read"),
        ("2024-10-25 08:12 SO NOI VU 060 3862 345 >> 060 3911 222 P 1/3", True, "of another make"),
        ("10/25 2024 FRI 14:05 FAX 84 60 3862345 SO NOI VU", True, "no year beside the day"),
        ("ĐẾN Số: 4512 Ngày: 25/10/2024 08:30", False, "an arrival stamp in one row"),
        ("Thời gian ký: 25.10.2024 08:12:30 +07:00", False, "what signing software writes"),
        ("Điện thoại: 0260.3862.345 Fax: 0260.3862.346", False, "a letterhead"),
        ("1/3", False, "a page number"),
    ],
)
def test_lines_above_a_page(text: str, is_head: bool, why: str) -> None:
    sheet = sheet_of(page(text))
    assert bool(fax_head(sheet, sheet.lines)) is is_head, why


def test_it_is_no_part_of_the_paper() -> None:
    found = {zone.label: zone for zone in zones([page("25/10/2024 08:12 0603862345 VP UBND TINH TRANG 01/02")])}
    assert "0603862345" in {word.text for block in found["noise"].blocks for word in block.words}
    assert [word.text for block in found["authority"].blocks for word in block.words] == ["UBND", "TỈNH", "KON", "TUM"]


def test_further_down_it_is_text() -> None:
    sheet = sheet_of(page("FAX NO. : 0603862345 Oct. 25 2024 08:12AM P1/2", top=300))
    assert fax_head(sheet, sheet.lines) == []
