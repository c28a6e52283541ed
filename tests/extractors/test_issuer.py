"""Issuer: ordinary spelling with its place, parent, successor; names damaged by OCR; names no table knows."""

import pytest

from extractors.initials import spells
from extractors.ordinary import is_plain
from tests.extractors.reading_texts import read, read_scan, reasons

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
    ("TỈNH ỦY SÓC TRĂNG\nĐẢNG ỦY KHỎI CÁC CƠ QUAN TĨNH", "Sóc Trăng", 2010,
     "Đảng ủy Khối các cơ quan tỉnh Sóc Trăng", "Tỉnh ủy Sóc Trăng"),
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


CASES += [
    ("NGÂN HÀNG NHÀ NƯỚC VIỆT NAM\nCHI NHÁNH TỈNH LONG AN", "Long An", 2011,
     "Ngân hàng Nhà nước chi nhánh tỉnh Long An", "Ngân hàng Nhà nước Việt Nam"),
    ("NGÂN HÀNG NHÀ NƯỚC VIỆT NAM\nNGÂN HÀNG NHÀ NƯỚC\nCHI NHÁNH TỈNH LONG AN", "Long An", 2011,
     "Ngân hàng Nhà nước chi nhánh tỉnh Long An", "Ngân hàng Nhà nước Việt Nam"),
    ("NGÂN HÀNG NHÀ NƯỚC VIỆT NAM CHI NHÁNH\nTỈNH LONG AN", "Long An", 2011,
     "Ngân hàng Nhà nước Việt Nam chi nhánh tỉnh Long An", None),
    ("NGÂN HÀNG NÔNG NGHIỆP\nVÀ PHÁT TRIỂN NÔNG THÔN\nVIỆT NAM\nCHI NHÁNH HUYỆN BA TRI", "Ba Tri", 2021,
     "Ngân hàng Nông nghiệp và Phát triển nông thôn Việt Nam chi nhánh huyện Ba Tri",
     "Ngân hàng Nông nghiệp và Phát triển nông thôn Việt Nam"),
    ("NGÂN HÀNG CHÍNH SÁCH XÃ HỘI\nCHI NHÁNH TỈNH HÀ TĨNH", "Hà Tĩnh", 2015,
     "Ngân hàng Chính sách xã hội chi nhánh tỉnh Hà Tĩnh", "Ngân hàng Chính sách xã hội"),
    ("CÔNG TY CỔ PHẦN MÔI TRƯỜNG ĐÔ THỊ\nCHI NHÁNH LONG AN", "Long An", 2019,
     "Công ty Cổ phần Môi trường đô thị Chi nhánh Long An", "Công ty Cổ phần Môi trường đô thị"),
    ("LIÊN ĐOÀN LAO ĐỘNG TỈNH LONG AN\nCÔNG ĐOÀN GIÁO DỤC", "Long An", 2006, "Công đoàn Giáo dục tỉnh Long An",
     "Liên đoàn Lao động tỉnh Long An"),
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
    ("TỔNG CÔNG TY CẤP NƯỚC SÀI GÒN -\nCÔNG TY TNHH MTV", "Tổng công ty Cấp nước Sài Gòn - Công ty TNHH MTV"),
]


@pytest.mark.parametrize(("authority", "name"), UNKNOWN)
def test_a_body_no_table_knows_is_read_as_written_and_flagged(authority: str, name: str) -> None:
    doc = read({"authority": authority, "place_date": "Kiên Giang, ngày 01 tháng 02 năm 2018"})
    assert doc._.issuer.value == name
    assert not doc._.issuer.known
    assert reasons(doc, "issuer")


OTHERS = [
    ("UBND TỈNH BẾN TRE\nBAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG\nCÁC CÔNG TRÌNH NÔNG NGHIỆP",
     "Ban Quản lý dự án đầu tư xây dựng các công trình nông nghiệp tỉnh Bến Tre"),
    ("BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG\nCÔNG TRÌNH THỦY LỢI HUYỆN BA TRI",
     "Ban Quản lý dự án đầu tư xây dựng công trình thủy lợi huyện Ba Tri"),
    ("UBND TỈNH BẾN TRE\nBAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG\nCÔNG TRÌNH DÂN DỤNG",
     "Ban Quản lý dự án đầu tư xây dựng công trình dân dụng tỉnh Bến Tre"),
    ("UBND TỈNH BẾN TRE\nBAN QUẢN LÝ KHU CÔNG NGHIỆP", "Ban Quản lý Khu công nghiệp tỉnh Bến Tre"),
]  # fmt: skip


@pytest.mark.parametrize(("authority", "name"), OTHERS)
def test_no_word_is_added_to_a_name_to_make_it_one_of_the_tables(authority: str, name: str) -> None:
    number = "Số: 12/TTr-BQLDA"  # a code that the tables give to others too
    doc = read({"authority": authority, "number": number, "place_date": "Bến Tre, ngày 01 tháng 02 năm 2018"})
    assert doc._.issuer.value == name
    assert doc._.issuer.confidence < 0.9
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


CODED = [
    ("UBND TỈNH LAI CHÂU\nVĂN PHÒNG", "Lai Châu", "Số: 214/TB-VPUBND", "Văn phòng UBND tỉnh Lai Châu"),
    ("HỘI ĐỒNG NHÂN DÂN\nTỈNH LAI CHÂU\nVĂN PHÒNG", "Lai Châu", "Số: 21/TB-VP", "Văn phòng HĐND tỉnh Lai Châu"),
    ("TỈNH ỦY LAI CHÂU\nĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH", "Lai Châu", "Số 21-CV/ĐUK",
     "Đảng ủy Khối các cơ quan tỉnh Lai Châu"),
    ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN NỘI CHÍNH", "Hà Nội", "Số 417-CV/BNCTW", "Ban Nội chính Trung ương"),
    ("UBND TỈNH LAI CHÂU\nBAN CHỈ HUY PHÒNG CHỐNG\nTHIÊN TAI VÀ TÌM KIẾM CỨU NẠN", "Lai Châu", "Số: 17/CĐ-PCTT",
     "Ban Chỉ huy Phòng chống thiên tai và Tìm kiếm cứu nạn tỉnh Lai Châu"),
    ("KHO BẠC NHÀ NƯỚC\nKHO BẠC NHÀ NƯỚC LAI CHÂU", "Lai Châu", "Số: 318/KBLC-KT", "Kho bạc Nhà nước Lai Châu"),
    ("SỞ GIÁO DỤC VÀ ĐÀO TẠO LAI CHÂU\nTRƯỜNG THPT BÌNH LƯ", "Tam Đường", "Số: 31/KH-THPTBL", "Trường THPT Bình Lư"),
    ("UBND TỈNH LAI CHÂU\nBAN CHỈ ĐẠO XÂY DỰNG NÔNG THÔN MỚI", "Lai Châu", "Số: 9/KH-BCĐ",
     "Ban Chỉ đạo Xây dựng nông thôn mới tỉnh Lai Châu"),
    ("CÔNG TY CỔ PHẦN THỦY ĐIỆN NẬM MU", "Hà Giang", "Số: 44/CV-TĐNM", "Công ty Cổ phần Thủy điện Nậm Mu"),
]  # fmt: skip


@pytest.mark.parametrize(("authority", "at", "number", "name"), CODED)
def test_a_body_that_number_and_tables_agree_on_is_not_asked_about(
    authority: str, at: str, number: str, name: str
) -> None:
    doc = read({"authority": authority, "place_date": f"{at}, ngày 05 tháng 6 năm 2020", "number": number})
    assert doc._.issuer.value == name
    assert doc._.issuer.known
    assert reasons(doc, "issuer") == ""
    assert doc._.issuer.confidence >= 0.9


FREE = [
    ("SỞ GIÁO DỤC VÀ ĐÀO TẠO LAI CHÂU\nTRƯỜNG THPT BÌNH LƯ", 0.97),
    ("CÔNG TY CỔ PHẦN THỦY ĐIỆN NẬM MU", 0.97),
    ("SỞ GIÁO DỤC VÀ ĐÀO TẠO LAI CHÂU\nTRƯỜNG THPT BÌNH LƯ\nTỔ TOÁN - TIN", 1.0),
    ("TRƯỜNG ĐẠI HỌC HÀ TĨNH\nKHOA SƯ PHẠM", 1.0),
]


@pytest.mark.parametrize(("authority", "sure"), FREE)
def test_a_free_name_of_a_scan_or_with_a_unit_below_it_is_asked_about(authority: str, sure: float) -> None:
    doc = read_scan({"authority": authority, "place_date": "Lai Châu, ngày 05 tháng 6 năm 2020"}, sure)
    assert reasons(doc, "issuer")
    assert not doc._.issuer.known


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [("THPTBL", "Trường THPT Bình Lư", True), ("ĐHTN", "Trường Đại học Tây Nguyên", True),
     ("BTCTW", "Ban Tổ chức Trung ương", True), ("VP", "Văn phòng Sở Y tế", True), ("SYT", "Văn phòng Sở Y tế", True),
     ("YT", "Văn phòng Sở Y tế", False), ("STC", "Sở Y tế tỉnh Gia Lai", False), ("", "Sở Y tế", False)],
)  # fmt: skip
def test_a_code_spells_a_name(code: str, name: str, expected: bool) -> None:
    assert spells(code, name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("VÕ XÁN", True), ("CỔ PHẦN CẤP NƯỚC SỐ 2", True), ("TNHH MTV XỔ SỐ KIẾN THIẾT", True), ("BÁCH KHOA", True),
     ("VÕ XÁN TỔ VĂN", False), ("VINH KHOA SƯ PHẠM", False), ("MÔI TRƯỜNG TRUNG TÂM QUAN TRẮC", False), ("", False),
     ("Võ Xán", False)],
)  # fmt: skip
def test_a_plain_name(name: str, expected: bool) -> None:
    assert is_plain(name) == expected


MISREAD = [
    ("TỈNH ỦY LÂM ĐỒNG\nHUYỆN ỦY DỊI LINH", "Di Linh", "Huyện ủy Di Linh"),
    ("ỦY BAN NHÂN DÂN\nHUYỆN DỊI LINH", "Dịi Linh", "UBND huyện Di Linh"),
    ("UBND HUYỆN ĐỨC TRONG\nPHÒNG NỘI VỤ", "Đức Trọng", "Phòng Nội vụ huyện Đức Trọng"),
    ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ VĨNH", "Vĩnh", "UBND thành phố Vinh"),
    ("UBND HUYỆN CƯ MIGAR", "Cư Migar", "UBND huyện Cư M'gar"),
]


@pytest.mark.parametrize(("authority", "at", "name"), MISREAD)
def test_a_district_misread_by_a_letter_is_that_of_the_table(authority: str, at: str, name: str) -> None:
    doc = read_scan({"authority": authority, "place_date": f"{at}, ngày 05 tháng 6 năm 2020"}, 0.95)
    assert doc._.issuer.value == name


KEPT = [
    ("ỦY BAN NHÂN DÂN\nXÃ DỊI LINH", "UBND xã Dịi Linh"),  # communes are in no table
    ("ỦY BAN NHÂN DÂN\nHUYỆN XUÂN MINH HÒA", "UBND huyện Xuân Minh Hòa"),  # like no district
]


@pytest.mark.parametrize(("authority", "name"), KEPT)
def test_what_is_like_no_one_district_stays_as_read(authority: str, name: str) -> None:
    doc = read_scan({"authority": authority, "place_date": "Lâm Đồng, ngày 05 tháng 6 năm 2020"}, 0.95)
    assert doc._.issuer.value == name


def test_a_district_of_no_table_is_asked_about_on_a_scan_only() -> None:
    parts = {
        "authority": "ỦY BAN NHÂN DÂN\nHUYỆN XUÂN MINH HÒA",
        "place_date": "Xuân Minh Hòa, ngày 05 tháng 6 năm 2020",
    }
    assert reasons(read_scan(parts, 0.95), "issuer")
    assert not reasons(read(parts), "issuer")


def test_a_board_of_no_table_is_not_another_with_its_code() -> None:
    doc = read_scan(
        {
            "authority": "ỦY BAN NHÂN DÂN\nTỈNH BẾN TRE\nBAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG\nCÁC CÔNG TRÌNH THỦY SẢN",
            "number": "Số: 31/TTr-BQLDA",
            "place_date": "Bến Tre, ngày 02 tháng 7 năm 2018",
        },
        0.9,
    )
    assert doc._.issuer.value.startswith("Ban Quản lý dự án đầu tư xây dựng các công trình thủy sản")
