"""Urgency: only the isolated mark."""

import pytest

from tests.extractors.reading_texts import read

MARKS = [
    ("KHẨN", "KHẨN"), ("KHÂN", "KHẨN"), ("THƯỢNG KHẨN", "THƯỢNG KHẨN"), ("HỎA TỐC", "HỎA TỐC"), ("HOẢ TỐC", "HỎA TỐC"),
    ("HÓA TÔC", "HỎA TỐC"), ("HỎA TỐC HẸN GIỜ", "HỎA TỐC"), ("| HỎA TỐC |", "HỎA TỐC"), ("HOA TÓC.", "HỎA TỐC"),
    ("LƯU HÀNH NỘI BỘ\nKHẨN", "KHẨN"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_urgency(text: str, expected: str) -> None:
    assert read({"marks": text})._.urgency.value == expected


NONE = [
    ("marks", "LƯU HÀNH NỘI BỘ"), ("marks", "khẩn"), ("marks", "đề nghị khẩn trương"), ("marks", "XEM XONG TRẢ LẠI"),
    ("body", "KHẨN"), ("body", "yêu cầu các đơn vị khẩn trương thực hiện"), ("subject", "V/v khẩn trương ứng phó bão số 6"),  # noqa: E501
    ("marks", "SAO Y"),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "text"), NONE)
def test_a_word_of_the_text_is_no_mark(zone: str, text: str) -> None:
    assert read({zone: text})._.urgency is None


def test_the_most_urgent_of_several() -> None:
    assert read([("marks", "KHẨN"), ("marks", "HỎA TỐC")])._.urgency.value == "HỎA TỐC"
