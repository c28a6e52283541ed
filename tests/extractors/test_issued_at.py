"""Place of issue."""

import pytest

from tests.extractors.reading_texts import read, read_scan, reasons

CASES = [
    ("Bình Định, ngày 17 tháng 10 năm 2024", "Bình Định"),
    ("Đăk Nông, ngày 17 tháng 4 năm 2019", "Đắk Nông"),
    ("Đắc Nông, ngày 17 tháng 4 năm 2019", "Đắk Nông"),
    ("Kiên Giang, ngảy 06 tháng 3 năm 2018", "Kiên Giang"),
    ("Kiên Giang ngày 06 tháng 3 năm 2018", "Kiên Giang"),
    ("__ Hà Nội, ngày 31 tháng 8 năm 2023", "Hà Nội"),
    ("Lệ Thủy, ngày 10 tháng 02 năm 2025", "Lệ Thủy"),
    ("Lệ Thuỷ, ngày 10 tháng 02 năm 2025", "Lệ Thủy"),
    ("TP. Hồ Chí Minh, ngày 10 tháng 02 năm 2025", "Thành phố Hồ Chí Minh"),
    ("Thành phố Hồ Chí Minh, ngày 10 tháng 02 năm 2025", "Thành phố Hồ Chí Minh"),
    ("Cư Mgar 3, ngày 02 tháng 8 năm 2025", "Cư Mgar 3"),
    ("Rạch Giá, ngày    tháng 02 năm 2015", "Rạch Giá"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_issued_at(text: str, expected: str) -> None:
    assert read({"place_date": text})._.issued_at.value == expected


@pytest.mark.parametrize("text", ["ngày 17 tháng 10 năm 2024", ""])
def test_no_place_is_guessed(text: str) -> None:
    assert read({"place_date": text})._.issued_at is None


OF_DISTRICTS = [
    ("ỦY BAN NHÂN DÂN\nHUYỆN DI LINH", "Dịi Linh", "Di Linh"),
    ("TỈNH ỦY LÂM ĐỒNG\nHUYỆN ỦY ĐỨC TRỌNG", "Đức Trong", "Đức Trọng"),
    ("TỈNH ĐOÀN NGHỆ AN", "Vĩnh", "Vinh"),
    ("UBND TỈNH BÌNH ĐỊNH\nSỞ Y TẾ", "Quy Nhon", "Quy Nhơn"),
    ("TỈNH ỦY SƠN LA\nHUYỆN ỦY PHÙ YÊN", "Phù Yên", "Phù Yên"),  # not Phú Yên
    ("UBND TỈNH QUẢNG BÌNH", "Quang Bình", "Quảng Bình"),  # not Quang Bình in Hà Giang
    ("ỦY BAN NHÂN DÂN\nXÃ TÂN THẠNH", "Tân Thạnh", "Tân Thạnh"),  # a district's name by itself
    ("ỦY BAN NHÂN DÂN\nXÃ LÊ THỦY", "Lê Thủy", "Lê Thủy"),  # a commune may differ from a district by an accent
]


@pytest.mark.parametrize(("authority", "at", "expected"), OF_DISTRICTS)
def test_a_district_misread_on_a_scan(authority: str, at: str, expected: str) -> None:
    parts = {"authority": authority, "place_date": f"{at}, ngày 10 tháng 02 năm 2015"}
    assert read_scan(parts, 0.9)._.issued_at.value == expected


def test_a_place_that_the_table_of_districts_has_is_not_asked_about() -> None:
    doc = read_scan({"place_date": "Lệ Thủy, ngày 10 tháng 02 năm 2015"}, 0.6)
    assert reasons(doc, "issued_at") == ""
