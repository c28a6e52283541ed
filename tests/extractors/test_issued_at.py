"""Place of issue."""

import pytest

from tests.extractors.reading_texts import read

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
    ("Rạch Giá, ngày    tháng 02 năm 2015", "Rạch Giá"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_issued_at(text: str, expected: str) -> None:
    assert read({"place_date": text})._.issued_at.value == expected


@pytest.mark.parametrize("text", ["ngày 17 tháng 10 năm 2024", ""])
def test_no_place_is_guessed(text: str) -> None:
    assert read({"place_date": text})._.issued_at is None
