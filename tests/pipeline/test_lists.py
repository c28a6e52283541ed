"""Lists of addressees: rows that wrap to places where no entry begins, and marks that scans spoilt."""

from __future__ import annotations

import pytest

from pipeline.lines import sheet_of
from pipeline.lists import read_addressees
from tests.pipeline.test_layout import BODY, page, text_of

CASES = [
    (
        "typed with tabs: entries wrap under their label",
        [
            (140, 150, "Kính gửi: _ - Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn và Chi Lăng"),
            (140, 166, "Sơn;"), (220, 182, "- Các Sở: Xây dựng, Công Thương, Nông nghiệp và Tài nguyên"),
            (140, 198, "Môi trường;"), (220, 214, "- UBND các xã: Đồng Đăng, Na Sầm."),
        ],
        [
            "Kính gửi: _ - Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn và Chi Lăng Sơn;",
            "- Các Sở: Xây dựng, Công Thương, Nông nghiệp và Tài nguyên Môi trường;",
            "- UBND các xã: Đồng Đăng, Na Sầm.",
        ],
    ),
    (
        "a telegram's, a speck before the dash",
        [
            (110, 150, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI điện:"), (110, 166, "- Ban Chỉ huy các huyện;"),
            (110, 182, "~- Các công ty thủy điện trên địa bàn tỉnh."),
        ],
        [
            "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI điện:", "- Ban Chỉ huy các huyện;",
            "~- Các công ty thủy điện trên địa bàn tỉnh.",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("why", "rows", "entries"), CASES, ids=[row[0] for row in CASES])
def test_addressees(why: str, rows: list[tuple[float, float, str]], entries: list[str]) -> None:
    sheet = sheet_of(page([*rows, *((x, y + 60, text) for x, y, text in BODY)]))
    found = read_addressees(sheet, sheet.lines)
    assert found is not None
    assert [text_of(block) for block in found.entries] == entries, why
