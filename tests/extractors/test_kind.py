"""Kind: the title, else the symbol, else công văn."""

import pytest

from tests.extractors.reading_texts import read, read_scan, reasons

STATE, PARTY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"
CASES = [
    (STATE, "KẾ HOẠCH", "Số: 118/KH-SYT", "KH", "Kế hoạch"),
    (STATE, "KÊ HOẠCH", "Số: 118/KH-SYT", "KH", "Kế hoạch"),
    (STATE, "QUYẾT ĐỊNH", "Số: 15/QĐ-BNV", "QĐ", "Quyết định"),
    (STATE, "CÔNG ĐIỆN", "Số: 97/CĐ-TTg", "CĐ", "Công điện"),
    (STATE, "CÔNG ĐIỆN KHẨN", "Số: 97/CĐ-TTg", "CĐ", "Công điện"),
    (STATE, "BÁO CÁO\nTình hình giá thị trường", "Số: 12/BC-STC", "BC", "Báo cáo"),
    (STATE, "GIẤY MỜI", "Số: /GM-SYT", "GM", "Giấy mời"),
    (STATE, "TỜ TRÌNH", "Số: 4/TTr-SNV", "TTr", "Tờ trình"),
    (STATE, "", "Số: 3451/UBND-NC", "CV", "Công văn"),
    (STATE, "", "Số: 189/CT-CS", "CV", "Công văn"),  # Cục Thuế, no chỉ thị
    (STATE, "", "Số: 24/CT-TTg", "CT", "Chỉ thị"),
    (STATE, "", "Số: /TB-SYT", "TB", "Thông báo"),
    (STATE, "", "Số: 123/CV-UBND", "CV", "Công văn"),
    (PARTY, "", "Số 1002-CV/TU", "CV", "Công văn"),
    (PARTY, "QUY ĐỊNH", "Số 124-QĐ/TW", "QĐ", "Quy định"),
    (PARTY, "QUYẾT ĐỊNH", "Số 124-QĐ/TU", "QĐ", "Quyết định"),
    (PARTY, "QUY ĐỊNH", "Số 08-QĐi/TW", "QĐ", "Quy định"),
    (PARTY, "HƯỚNG DẪN", "Số 09-HD/BTCTU", "HD", "Hướng dẫn"),
    (PARTY, "THÔNG TRI", "Số 02-TT/TU", "TT", "Thông tri"),
    (STATE, "THÔNG TƯ", "Số: 01/2019/TT-BNV", "TT", "Thông tư"),
]


@pytest.mark.parametrize(("motto", "title", "number", "code", "name"), CASES)
def test_kind(motto: str, title: str, number: str, code: str, name: str) -> None:
    doc = read({"motto": motto, "number": number, "title": title, "addressees": "Kính gửi: Sở Nội vụ"})
    assert (doc._.kind.value, doc._.kind.name) == (code, name)


def test_title_against_symbol_goes_to_review() -> None:
    doc = read({"motto": STATE, "number": "Số: 118/QĐ-SYT", "title": "KẾ HOẠCH"})
    assert doc._.kind.value == "KH"
    assert "QĐ-SYT" in reasons(doc, "kind")


def test_a_titles_table_with_an_example_on_every_row() -> None:
    from extractors.kind import title_of, titles

    for row in titles():
        found = title_of(row.example, row.systems[0])
        assert found is not None, row
        assert found[0].name == row.name or row.name in found[0].spellings, row


@pytest.mark.parametrize(
    ("number", "addressees", "sure", "why"),
    [
        ("Số: 2090/TC-QLNS", "Kính gửi: Ủy ban nhân dân tỉnh", False, "STC, its S lost, is no thông cáo"),
        ("Số: 2090/STC-QLNS", "Kính gửi: Ủy ban nhân dân tỉnh", True, "a công văn is addressed"),
        ("Số: 118/QĐ-SYT", "", True, "a title that nobody read, and nobody is addressed"),
    ],
)
def test_a_code_alone_is_sure_where_nothing_speaks_against_it(
    number: str, addressees: str, sure: bool, why: str
) -> None:
    doc = read_scan({"motto": STATE, "number": number, "addressees": addressees}, 0.92)
    assert (doc._.kind.confidence >= 0.9) is sure, why


@pytest.mark.parametrize(
    ("number", "about", "kind", "why"),
    [
        ("Số: 1874/TT-CLT", "V/v chủ động phòng, chống hạn hán", "CV", "Cục Trồng trọt, no thông tư"),
        ("Số: 518/TTr-NV4", "V/v đôn đốc thực hiện kết luận thanh tra", "CV", "an inspectorate, no tờ trình"),
        ("Số: 518/TTr-NV4", "Vw đôn đốc thực hiện kết luận thanh tra", "CV", "V/v as OCR may read it"),
        ("Số: 15/GM-UBND", "V/v họp giao ban", "GM", "whoever invites may do so without a title"),
        ("Số: 118/TTr-SYT", "Về việc phê duyệt dự toán", "TTr", "trích yếu under a title that nobody read"),
    ],
)
def test_what_is_addressed_under_its_own_v_v_is_a_letter(number: str, about: str, kind: str, why: str) -> None:
    doc = read({"motto": STATE, "number": number, "subject": about, "addressees": "Kính gửi: Sở Nội vụ"})
    assert doc._.kind.value == kind, why
