"""Accents put right by phrases of office language, and what is left alone."""

from collections import Counter

import pytest

from extractors.gazetteer import DATA
from extractors.lexicon import mended

MENDED = [
    ("Chỉ cục Văn thư - Lưu trữ", "Chi cục Văn thư - Lưu trữ"),
    ("Ban Tố chức Tỉnh ủy", "Ban Tổ chức Tỉnh ủy"),
    ("Phòng Kể hoạch - Tài chính", "Phòng Kế hoạch - Tài chính"),
    ("đề nghị bố sung kinh phí", "đề nghị bổ sung kinh phí"),
    ("công tác tỉnh giản biên chế", "công tác tinh giản biên chế"),
    ("Các ban xây dựng Đẳng", "Các ban xây dựng Đảng"),
    ("đại hội các chỉ, đảng bộ cơ sở", "đại hội các chi, đảng bộ cơ sở"),
    ("TÔNG HỢP", "TỔNG HỢP"),
    ("tổ chức đảng, đảng viên nắm 2025", "tổ chức đảng, đảng viên năm 2025"),
    ("TỔNG KẾT NÂM 2024", "TỔNG KẾT NĂM 2024"),
    ("các phó tống giám đốc", "các phó tổng giám đốc"),
    ("PHÒNG GD&ĐT HUYỆN VAN NINH", "PHÒNG GD&ĐT HUYỆN VẠN NINH"),
    ("tại huyện Nậm Pô", "tại huyện Nậm Pồ"),
    ("các thành phố trực thuộc-trung ương", "các thành phố trực thuộc trung ương"),
    ("UBND tình, HĐND tình", "UBND tỉnh, HĐND tỉnh"),
]


@pytest.mark.parametrize(("text", "expected"), MENDED)
def test_mended(text: str, expected: str) -> None:
    assert mended(text) == expected


def test_no_phrase_of_offices_stands_twice() -> None:
    rows = (DATA / "office_phrases.csv").read_text(encoding="utf-8").splitlines()
    assert [row for row, count in Counter(rows).items() if count > 1] == []


LEFT = [
    "Bà Đỗ Thị Lượt",
    "Nguyễn Tấn Bi",
    "trước ngày 20/12/2024",
    "80-KH/TU",
    "để bố trí kinh phí",
    "các chỉ tiêu, cục bộ",
    "cung cấp tài liệu, chứng cứ",
    "cải tạo chung cư cũ",
    "Sở Nội vụ, Sở Ngoại vụ",
    "tỉnh Hà Nam, tỉnh Hà Tĩnh",
    "Khu kinh tế Vân Phong",  # a bay; `văn phòng` is an ordinary phrase
    "xã Van Ninh",  # a commune of no table
    "tổ chức hội thao",  # `hội thảo` is a phrase of offices, and so is this of the language
    "hóa đơn mua hàng bị mất và thuế",
    "phát triển kinh tế-xã hội, bê-tông cốt thép",
    "Văn phòng Đoàn ĐBQH-HĐND, Tài chính-Kế hoạch",
    "hóa đơn điện tử nhân dịp đầu năm",  # `tư nhân` does not begin in the middle of `điện tử`
    "",
]


@pytest.mark.parametrize("text", LEFT)
def test_left_alone(text: str) -> None:
    assert mended(text) == text
