"""Instructions on circulation."""

import pytest

from tests.extractors.reading_texts import read

CASES = [
    ("LƯU HÀNH NỘI BỘ", "LƯU HÀNH NỘI BỘ"),
    ("LUU HÀNH NÔI BỘ", "LƯU HÀNH NỘI BỘ"),
    ("XEM XONG TRẢ LẠI", "XEM XONG TRẢ LẠI"),
    ("(Trả lại sau khi họp)", "TRẢ LẠI SAU KHI HỌP"),
    ("KHẨN\nLƯU HÀNH NỘI BỘ", "LƯU HÀNH NỘI BỘ"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_circulation(text: str, expected: str) -> None:
    assert read({"marks": text})._.circulation.value == expected


@pytest.mark.parametrize(("zone", "text"), [("marks", "KHẨN"), ("marks", "HỎA TỐC"), ("body", "lưu hành nội bộ")])
def test_none(zone: str, text: str) -> None:
    assert read({zone: text})._.circulation is None
