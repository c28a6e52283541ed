"""Entries of lists as readers of pictures give them."""

from __future__ import annotations

import pytest

from extractors.listings import points_above, spelt, unmarked, without_rest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Thường trực HND tỉnh;", "Thường trực HND tỉnh;"),
        ("“TT. Tỉnh Đoàn (b/c);", "TT. Tỉnh Đoàn (b/c);"),
        ("“Quỹ Vì người nghèo” tỉnh;", "“Quỹ Vì người nghèo” tỉnh;"),
        ("Sở Nội vụ;", "Sở Nội vụ;"),
        ("Bà t Lù Thị Sẻo;", "Bà Lù Thị Sẻo;"),
        ("Trang tin x Hội;", "Trang tin Hội;"),
        ("Bác sĩ y Khoa A Lưới;", "Bác sĩ y Khoa A Lưới;"),
    ],
)
def test_a_dash_that_was_read_as_a_quotation_mark(text: str, expected: str) -> None:
    assert unmarked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chi cục THADS các huyện, TP; 1", "Chi cục THADS các huyện, TP;"),
        ("TT LĐLĐ tỉnh; các Ban LĐLĐ tỉnh;", "TT LĐLĐ tỉnh; các Ban LĐLĐ tỉnh;"),
        ("GĐ và các PGĐ SYT; VP ĐU", "GĐ và các PGĐ SYT; VP ĐU"),
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("", ""),
    ],
)
def test_what_is_left_over_after_an_entry(text: str, expected: str) -> None:
    assert without_rest(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các ban LĐLP tỉnh", "các ban LĐLĐ tỉnh"),
        ("các Ban LĐLPĐ tỉnh", "các Ban LĐLĐ tỉnh"),
        ("ƯBND tỉnh", "UBND tỉnh"),
        ("TT. HĐND. UBND tỉnh", "TT. HĐND, UBND tỉnh"),
        ("Các đíc Thành ủy viên", "Các đ/c Thành ủy viên"),
        ("Đc Bí thư Đảng ủy Bộ", "Đ/c Bí thư Đảng ủy Bộ"),
        ("Sở ĐC, các đức Giám mục", "Sở ĐC, các đức Giám mục"),
        ("M†TQ Việt Nam", "MTTQ Việt Nam"),
        ("Phòng VHXH, BHXH, Sở GDĐT, Sở LĐTBXH", "Phòng VHXH, BHXH, Sở GDĐT, Sở LĐTBXH"),
    ],
)
def test_abbreviations_by_the_looks_of_their_letters(text: str, expected: str) -> None:
    assert spelt(text) == expected


@pytest.mark.parametrize(
    ("text", "above"),
    [("Tớ - trên", True), ("Như trên", True), ("No - liều 3", True), ("Chi bộ trên địa bàn", False), ("Điều", False)],
)
def test_what_is_left_of_as_above(text: str, above: bool) -> None:
    assert points_above(text) == above
