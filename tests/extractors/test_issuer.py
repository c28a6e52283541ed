"""Issuer: ordinary spelling with its place, parent, successor; names damaged by OCR; names no table knows."""

import pytest

from tests.extractors.reading_texts import read, reasons

CASES = [
    ("TỈNH ỦY BÌNH ĐỊNH\n*", "Bình Định", 2024, "Tỉnh ủy Bình Định", None),
    ("ỦY BAN NHÂN DÂN\nTỈNH BÌNH ĐỊNH", "Bình Định", 2024, "UBND tỉnh Bình Định", None),
    ("UBND TỈNH ĐẮK NÔNG\nSỞ Y TẾ", "Đắk Nông", 2019, "Sở Y tế tỉnh Đắk Nông", "UBND tỉnh Đắk Nông"),
    ("UBND TINH ĐẮK NÔNG\nSỜ Y TÉ", "Đắk Nông", 2019, "Sở Y tế tỉnh Đắk Nông", "UBND tỉnh Đắk Nông"),
    ("UBNDTÍNH KIÊN GIANG\nSỞ YTẾ", "Kiên Giang", 2018, "Sở Y tế tỉnh Kiên Giang", "UBND tỉnh Kiên Giang"),
    ("SỞ NỘI VỤ", "Bình Định", 2024, "Sở Nội vụ tỉnh Bình Định", None),  # the place line gives the province
    ("BỘ NÔNG NGHIỆP\nVÀ PHÁT TRIỂN NÔNG THÔN\nCỤC THỦY LỢI", "Hà Nội", 2023, "Cục Thủy lợi",
     "Bộ Nông nghiệp và Phát triển nông thôn"),
    ("BỘ NỘI VỤ", "Hà Nội", 2025, "Bộ Nội vụ", None),
    ("THỦ TƯỚNG CHÍNH PHỦ", "Hà Nội", 2024, "Thủ tướng Chính phủ", None),
    ("VĂN PHÒNG CHÍNH PHỦ", "Hà Nội", 2024, "Văn phòng Chính phủ", None),
    ("TỈNH ỦY ĐỒNG THÁP\nBAN TỔ CHỨC\n*", "Đồng Tháp", 2025, "Ban Tổ chức Tỉnh ủy Đồng Tháp", "Tỉnh ủy Đồng Tháp"),
    ("THÀNH ỦY HẢI PHÒNG\nHUYỆN ỦY THỦY NGUYÊN", "Thủy Nguyên", 2020, "Huyện ủy Thủy Nguyên", "Thành ủy Hải Phòng"),
    ("TỈNH ỦY QUẢNG BÌNH\nHUYỆN ỦY LỆ THỦY", "Lệ Thủy", 2025, "Huyện ủy Lệ Thủy", "Tỉnh ủy Quảng Bình"),
    ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC\n*", "Hà Nội", 2024, "Ban Tổ chức Trung ương", "Ban Chấp hành Trung ương"),
    ("TỈNH ỦY GIA LAI\nVĂN PHÒNG", "Gia Lai", 2025, "Văn phòng Tỉnh ủy Gia Lai", "Tỉnh ủy Gia Lai"),
    ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG\nTỈNH PHÚ THỌ", "Phú Thọ", 2025,
     "Liên đoàn Lao động tỉnh Phú Thọ", "Tổng Liên đoàn Lao động Việt Nam"),
    ("MẶT TRẬN TỔ QUỐC VIỆT NAM\nỦY BAN MẶT TRẬN TỔ QUỐC\nVIỆT NAM TỈNH NINH BÌNH", "Ninh Bình", 2025,
     "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Ninh Bình", "Mặt trận Tổ quốc Việt Nam"),
    ("UBND HUYỆN TÂY SƠN\nPHÒNG NỘI VỤ", "Tây Sơn", 2023, "Phòng Nội vụ huyện Tây Sơn", "UBND huyện Tây Sơn"),
    ("UBND TP HỒ CHÍ MINH\nSỞ QUY HOẠCH - KIẾN TRÚC", "Thành phố Hồ Chí Minh", 2024,
     "Sở Quy hoạch - Kiến trúc thành phố Hồ Chí Minh", "UBND thành phố Hồ Chí Minh"),
    ("ỦY BAN NHÂN DÂN\nPHƯỜNG TÂN THÀNH", "Tân Thành", 2025, "UBND phường Tân Thành", None),
    ("ĐẢNG ỦY XÃ PHONG THỦY", "Phong Thủy", 2025, "Đảng ủy xã Phong Thủy", None),
    ("UBND TỈNH BÌNH ĐỊNH\nTHANH TRA TỈNH", "Bình Định", 2024, "Thanh tra tỉnh Bình Định", "UBND tỉnh Bình Định"),
    ("HỘI ĐỒNG NHÂN DÂN\nTỈNH HÀ TĨNH", "Hà Tĩnh", 2024, "HĐND tỉnh Hà Tĩnh", None),
    ("QUỐC HỘI KHÓA XII\nỦY BAN VỀ CÁC\nVẤN ĐỀ XÃ HỘI", "Hà Nội", 2009,
     "Ủy ban Về các vấn đề xã hội", "Quốc hội khóa XII"),
    ("QUỐC HỘI KHÓA XV\nỦY BAN XÃ HỘI", "Hà Nội", 2022, "Ủy ban Xã hội", "Quốc hội khóa XV"),
    ("QUỐC HỘI KHÓA XI\nỦY BAN KINH TẾ VÀ NGÂN SÁCH", "Hà Nội", 2006,
     "Ủy ban Kinh tế và Ngân sách", "Quốc hội khóa XI"),
    ("QUỐC HỘI KHÓA XIV\nỦY BAN VĂN HÓA, GIÁO DỤC, THANH NIÊN,\nTHIẾU NIÊN VÀ NHI ĐỒNG", "Hà Nội", 2018,
     "Ủy ban Văn hóa, Giáo dục, Thanh niên, Thiếu niên và Nhi đồng", "Quốc hội khóa XIV"),
]  # fmt: skip


@pytest.mark.parametrize(("authority", "at", "year", "name", "parent"), CASES)
def test_issuer(authority: str, at: str, year: int, name: str, parent: str | None) -> None:
    doc = read({"authority": authority, "place_date": f"{at}, ngày 05 tháng 6 năm {year}"})
    assert (doc._.issuer.value, doc._.issuer.parent) == (name, parent)
    assert doc._.issuer.known


UNKNOWN = [
    ("SỞ Y TẾ KIÊN GIANG\nBAN TỔ CHỨC LỄ KỶ NIỆM", "Ban Tổ chức Lễ kỷ niệm"),
    ("CÔNG AN TỈNH GIA LAI\nPHÒNG CẢNH SÁT PCCC VÀ CNCH", "Phòng Cảnh sát PCCC và CNCH"),
    ("BỘ CÔNG THƯƠNG\nVIỆN NGHIÊN CỨU DA - GIẦY", "Viện Nghiên cứu da - Giầy"),
]


@pytest.mark.parametrize(("authority", "name"), UNKNOWN)
def test_a_body_no_table_knows_is_read_as_written_and_flagged(authority: str, name: str) -> None:
    doc = read({"authority": authority, "place_date": "Kiên Giang, ngày 01 tháng 02 năm 2018"})
    assert doc._.issuer.value == name
    assert not doc._.issuer.known
    assert reasons(doc, "issuer")


SUCCESSORS = [
    ("UBND TỈNH BÌNH ĐỊNH\nSỞ KẾ HOẠCH VÀ ĐẦU TƯ", 2024, "Sở Tài chính tỉnh Gia Lai"),
    ("UBND TỈNH BÌNH ĐỊNH\nSỞ NỘI VỤ", 2024, "Sở Nội vụ tỉnh Gia Lai"),
    ("TỈNH ỦY BÌNH ĐỊNH", 2024, "Tỉnh ủy Gia Lai"),
    ("BỘ GIAO THÔNG VẬN TẢI", 2024, "Bộ Xây dựng"),
    ("UBND TỈNH NGHỆ AN\nSỞ NỘI VỤ", 2024, None),
]


@pytest.mark.parametrize(("authority", "year", "successor"), SUCCESSORS)
def test_successor(authority: str, year: int, successor: str | None) -> None:
    doc = read({"authority": authority, "place_date": f"Hà Nội, ngày 05 tháng 6 năm {year}"})
    assert doc._.issuer.successor == successor


def test_a_body_that_was_no_more_on_the_day_goes_to_review() -> None:
    doc = read({"authority": "BỘ GIAO THÔNG VẬN TẢI", "place_date": "Hà Nội, ngày 05 tháng 6 năm 2026"})
    assert "05/06/2026" in reasons(doc, "issuer")


def test_the_organ_of_a_committee_is_the_signers_not_the_issuer() -> None:
    doc = read({"authority": "TỈNH ỦY BÌNH ĐỊNH", "signature": "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLê Kim Toàn"})
    assert doc._.issuer.value == "Tỉnh ủy Bình Định"
    assert doc._.signer.on_behalf_of == "Ban Thường vụ"
