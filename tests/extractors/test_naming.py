"""Names of bodies in ordinary spelling, and header lines joined into names."""

from datetime import date

import pytest

from extractors.headings import headings
from extractors.issuer import resolve
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


RESOLVED = [
    (["UBND THÀNH PHỐ HẢI", "PHÒNG", "VĂN PHÒNG"], "Văn phòng UBND thành phố Hải Phòng", "UBND thành phố Hải Phòng"),
    (["BỘ Y TẾ", "BỆNH VIỆN TRUNG ƯƠNG", "THÁI NGUYÊN"], "Bệnh viện Trung ương Thái Nguyên", "Bộ Y tế"),
    (["SỞ Y TẾSƠN LA", "BỆNH VIỆN ĐA KHOA TỈNH"], "Bệnh viện Đa khoa tỉnh Sơn La", "Sở Y tế tỉnh Sơn La"),
    (
        ["UBND TỈNH GIA LAI", "CÔNG TY TNHH MỘT THÀNH", "VIÊN CAO SU CHƯ PRÔNG"],
        "Công ty TNHH Một thành viên Cao su Chư Prông",
        "UBND tỉnh Gia Lai",
    ),
    (["CỤC THUẾ", "THUẾ TỈNH ĐỒNG THÁP"], "Thuế tỉnh Đồng Tháp", "Cục Thuế"),
    (
        ["TÒA ÁN NHÂN DÂN TỈNH NGHỆ AN", "TÒA ÁN NHÂN DÂN", "KHU VỰC 2 - NGHỆ AN"],
        "Tòa án nhân dân khu vực 2 - Nghệ An",
        "Tòa án nhân dân tỉnh Nghệ An",
    ),
    (["UBND HUYỆN KRÔNG PẮC", "BAN TIẾP CÔNG DÂN"], "Ban Tiếp công dân huyện Krông Pắc", "UBND huyện Krông Pắc"),
    (["UBND HUYỆN TÂY SƠN", "TRƯỜNG THCS VÕ XÁN"], "Trường THCS Võ Xán", "UBND huyện Tây Sơn"),
    (
        ["ĐẢNG ỦY KHỐI CÁC CƠ QUAN", "TRUNG ƯƠNG", "ĐẢNG ỦY BỘ CÔNG THƯƠNG"],
        "Đảng ủy Bộ Công Thương",
        "Đảng ủy Khối các cơ quan Trung ương",
    ),
    (
        ["TỔNG CÔNG TY", "ĐIỆN LỰC MIỀN NAM", "CÔNG TY ĐIỆN LỰC", "THÀNH PHỐ CẦN THƠ"],
        "Công ty Điện lực thành phố Cần Thơ",
        "Tổng công ty Điện lực miền Nam",
    ),
]


@pytest.mark.parametrize(("lines", "body", "above"), RESOLVED)
def test_a_body_with_its_place_under_the_body_above(lines: list[str], body: str, above: str) -> None:
    found, parent = resolve(headings(lines), day=date(2026, 1, 5), at=None, codes=())
    assert (found.name, parent and parent.name) == (body, above)
