"""Names of bodies in ordinary spelling, and header lines joined into names."""

import pytest

from extractors.headings import headings
from extractors.ordinary import ordinary

ORDINARY = [
    ("CHI CỤC BIỂN VÀ HẢI ĐẢO", "Chi cục Biển và Hải đảo"),
    ("TRUNG TÂM KIỂM SOÁT BỆNH TẬT TỈNH GIA LAI", "Trung tâm Kiểm soát bệnh tật tỉnh Gia Lai"),
    ("TRUNG TÂM VĂN HÓA - THÔNG TIN - THỂ THAO", "Trung tâm Văn hóa - Thông tin - Thể thao"),
    ("BAN QUẢN LÝ RỪNG PHÒNG HỘ", "Ban Quản lý Rừng phòng hộ"),
    ("TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM", "Tập đoàn Điện lực Việt Nam"),
    ("VIỆN QUY HOẠCH XÂY DỰNG", "Viện Quy hoạch xây dựng"),
    ("Văn phòng Sở Y tế", "Văn phòng Sở Y tế"),
]


@pytest.mark.parametrize(("text", "expected"), ORDINARY)
def test_ordinary(text: str, expected: str) -> None:
    assert ordinary(text) == expected


HEADINGS = [
    (["ỦY BAN NHÂN DÂN", "TỈNH BÌNH ĐỊNH"], ["ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH"]),
    (["UBND TỈNH BÌNH ĐỊNH", "SỞ NỘI VỤ", "_____"], ["UBND TỈNH BÌNH ĐỊNH", "SỞ NỘI VỤ"]),
    (["BỘ NÔNG NGHIỆP VÀ", "PHÁT TRIỂN NÔNG THÔN"], ["BỘ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN"]),
    (["BỘ NÔNG NGHIỆP", "VÀ PHÁT TRIỂN NÔNG THÔN"], ["BỘ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN"]),
    (["VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH"], ["VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH"]),
    (["BAN CHỈ HUY", "PHÒNG THỦ DÂN SỰ"], ["BAN CHỈ HUY PHÒNG THỦ DÂN SỰ"]),
    (["TỈNH ỦY BÌNH ĐỊNH", "*"], ["TỈNH ỦY BÌNH ĐỊNH"]),
]


@pytest.mark.parametrize(("lines", "names"), HEADINGS)
def test_headings(lines: list[str], names: list[str]) -> None:
    assert headings(lines) == names
