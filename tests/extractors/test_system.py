"""System: motto first, then issuer and number; organisations by their names and codes."""

import pytest

from tests.extractors.reading_texts import read, reasons

CASES = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", "SỞ Y TẾ", "Số: 12/SYT-NVY", "state"),
    ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SỞ Y TẾ", "Số: 12/SYT-NVY", "state"),
    ("CÔNG HÒA XÃ HÔI CHŨ NGHIA VIÊT NAM", "SỞ Y TẾ", "Số: 12/SYT-NVY", "state"),
    ("ĐẢNG CỘNG SẢN VIỆT NAM", "TỈNH ỦY BÌNH ĐỊNH", "Số 1002-CV/TU", "party"),
    ("ĐẢNG CÔNG SẢN VIÊT NAM", "HUYỆN ỦY LỆ THỦY", "Số 18-CV/HU", "party"),
    ("ĐOÀN TNCS HỒ CHÍ MINH", "TỈNH ĐOÀN LÂM ĐỒNG", "Số 742-CV/TĐTN", "organisation"),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "LIÊN ĐOÀN LAO ĐỘNG\nTỈNH PHÚ THỌ", "Số: 214/TB-LĐLĐ", "organisation"),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ỦY BAN MTTQ VIỆT NAM\nTỈNH NINH BÌNH", "Số: 3/KH-MTTQ-BTT", "organisation"),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BAN THƯỜNG VỤ\nHỘI LHPN TỈNH SƠN LA", "Số: 3/CV-BTV", "organisation"),
    ("", "TỈNH ỦY BÌNH ĐỊNH", "Số 80-KH/TU", "party"),
    ("", "UBND TỈNH BÌNH ĐỊNH", "Số: 80/KH-UBND", "state"),
]


@pytest.mark.parametrize(("motto", "authority", "number", "expected"), CASES)
def test_system(motto: str, authority: str, number: str, expected: str) -> None:
    doc = read({"authority": authority, "number": number, "motto": motto})
    assert doc._.system.value == expected


def test_motto_and_number_that_disagree_go_to_review() -> None:
    doc = read({"motto": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "number": "Số 15-CV/TU"})
    assert doc._.system.value == "state"
    assert "Đảng" in reasons(doc, "system")


def test_nothing_is_guessed_from_nothing() -> None:
    assert read({"body": "Đảng và Nhà nước"})._.system is None
