"""Files that hold more than the dispatch, or its pages out of order: whose the record is, and what a person is told."""

from __future__ import annotations

import pytest

import extractors
from extractors.record import Dispatch, PageSource, Source
from extractors.words import Word
from pipeline.layout import document, zones
from pipeline.pagewords import PageWords, Stamp
from pipeline.upright import upright

Rows = list[tuple[float, float, str]]

MOTTO: Rows = [(290, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (320, 64, "Độc lập - Tự do - Hạnh phúc")]


def head(issuer: str, number: str, day: str, motto: Rows = MOTTO) -> Rows:
    return [(90, 50, issuer), *motto, (90, 88, number), (320, 88, day)]


def foot(top: float, post: str, name: str) -> Rows:
    return [
        (80, top, "Nơi nhận:"), (380, top, post), (80, top + 16, "- Như trên;"), (80, top + 30, "- Lưu: VT."),
        (370, top + 90, name),
    ]  # fmt: skip


LETTER_HEAD = head("SỞ NỘI VỤ", "Số: 12/SNV-VP", "Gia Lai, ngày 05 tháng 9 năm 2024")
BEGUN: Rows = [
    *LETTER_HEAD,
    (80, 106, "V/v báo cáo quý III"),
    (200, 150, "Kính gửi: Các phòng, ban"),
    (110, 190, "Thực hiện Công văn số 45/BNV-VP ngày 02/8/2024 của Bộ Nội vụ, Sở Nội vụ đề nghị"),
    (80, 208, "các phòng, ban gửi kèm Biểu mẫu báo cáo kết quả công tác quý III năm 2024 về Văn phòng"),
    (80, 226, "Sở để tổng hợp trước ngày 20/9/2024, trong đó nêu rõ những việc đã làm được và những việc"),
]
ENDED: Rows = [
    (80, 80, "chưa làm được, nguyên nhân của từng việc và kiến nghị với lãnh đạo Sở xem xét, giải quyết"),
    (80, 98, "theo thẩm quyền của mình."),
    *foot(150, "GIÁM ĐỐC", "Nguyễn Văn An"),
]
NUMBERED = [(295, 30, "2"), *ENDED]
WHOLE = [*BEGUN, (80, 244, "chưa làm được, nguyên nhân và kiến nghị."), *foot(300, "GIÁM ĐỐC", "Nguyễn Văn An")]
ANNEX: Rows = [
    (270, 60, "PHỤ LỤC"),
    (180, 78, "(Kèm theo Công văn số 12/SNV-VP ngày 05/9/2024)"),
    (80, 110, "Phòng Tổ chức gửi biểu số 2 trước ngày 12/9/2024."),
]
SECOND = [
    *head("SỞ TÀI CHÍNH", "Số: 77/STC-QLNS", "Gia Lai, ngày 09 tháng 9 năm 2024"),
    (80, 106, "V/v quyết toán năm 2023"),
    (200, 150, "Kính gửi: Sở Nội vụ"),
    (110, 190, "Sở Tài chính đề nghị Sở Nội vụ gửi báo cáo quyết toán theo Thông tư số 137/2017/TT-BTC của"),
    (80, 208, "Bộ Tài chính trước ngày 30/9/2024 để thẩm định."),
    *foot(260, "PHÓ GIÁM ĐỐC", "Trần Thị Bình"),
]
CITED = [
    *head("BỘ NỘI VỤ", "Số: 45/BNV-VP", "Hà Nội, ngày 02 tháng 8 năm 2024"),
    (200, 150, "Kính gửi: Sở Nội vụ các tỉnh"),
    (110, 190, "Bộ Nội vụ đề nghị các Sở gửi báo cáo theo Quyết định số 99/QĐ-BNV trước ngày 28/9/2024."),
    *foot(260, "THỨ TRƯỞNG", "Lê Văn Cường"),
]
FORM = [
    *head("TÊN ĐƠN VỊ", "Số: /BC-…", "……, ngày … tháng … năm 2024"),
    (260, 130, "BÁO CÁO"),
    (80, 160, "Kết quả công tác quý III năm 2024"),
]

SLIPS: dict[str, Rows] = {
    "Phiếu giải quyết, NĐ 30/2020": [
        (90, 50, "SỞ Y TẾ TỈNH GIA LAI"),
        (180, 90, "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN"),
        (80, 120, "Công văn số 8/SXD ngày 01/8/2024 của Sở Xây dựng"),
        (80, 150, "Ý kiến của lãnh đạo cơ quan:"),
        (80, 168, "Giao phòng Tổ chức tham mưu, trình lãnh đạo trước ngày 10/9/2024."),
        (80, 200, "Ý kiến đề xuất của người giải quyết:"),
    ],
    "phiếu trình with a head": [
        *head("VĂN PHÒNG", "", "Gia Lai, ngày 07 tháng 9 năm 2024"),
        (190, 120, "PHIẾU TRÌNH GIẢI QUYẾT CÔNG VIỆC"),
        (150, 150, "Kính trình: Đồng chí Phó Chủ tịch"),
        (80, 180, "Chuyên viên đề xuất giao Sở Tài chính thực hiện trước ngày 15/9/2024."),
        (380, 220, "CHÁNH VĂN PHÒNG"),
        (380, 290, "Phạm Văn Dũng"),
    ],
    "a program's page": [
        (80, 60, "Chi tiết văn bản đến"),
        (80, 90, "Trích yếu: Về việc cung cấp số liệu"),
        (80, 108, "Ngày văn bản: 30/8/2024"),
        (80, 126, "Thời hạn xử lý: 12/9/2024"),
        (80, 144, "Người xử lý: Phòng Tổ chức"),
    ],
    "a printed mail": [
        (80, 60, "Từ: Văn thư Sở (vanthu@snv.example)"),
        (80, 78, "Đến: Các phòng"),
        (80, 96, "Ngày gửi: 08:15, ngày 06/9/2024"),
        (80, 114, "Chủ đề: Gửi văn bản triển khai"),
        (80, 132, "Tệp đính kèm: 12-SNV.pdf"),
        (80, 170, "Kính gửi anh chị, phòng gửi kèm công văn của Sở, đề nghị trả lời trước ngày 08/9/2024 giúp."),
    ],
    "a fax cover": [
        (200, 60, "BẢN FAX"),
        (80, 100, "Kính gửi: Văn phòng UBND tỉnh"),
        (80, 118, "Người gửi: Chi cục Thủy lợi"),
        (80, 136, "Số trang: 03"),
        (80, 154, "Nếu bản fax không rõ, đề nghị gọi lại trước 16 giờ ngày 06/9/2024."),
    ],
    "a file's cover": [
        (200, 60, "ỦY BAN NHÂN DÂN QUẬN"),
        (270, 220, "HỒ SƠ"),
        (200, 260, "Về việc tuyển dụng viên chức"),
        (80, 600, "Phông số: 12"),
        (80, 618, "Hồ sơ số: 147"),
    ],
    "an envelope": [
        (80, 100, "SỞ CÔNG THƯƠNG TỈNH GIA LAI"),
        (80, 118, "Số: 733, 734/SCT"),
        (250, 300, "Kính gửi: SỞ NỘI VỤ TỈNH GIA LAI"),
        (250, 320, "03 Hai Bà Trưng, Pleiku"),
    ],
}


def page(rows: Rows, number: int) -> PageWords:
    words = []
    for line, (left, top, text) in enumerate(rows):
        x = float(left)
        for part in text.split():
            words.append(Word(part, (x, top, x + 5 * len(part), top + 11), number, 0.95, line))
            x += 5 * len(part) + 3
    source = PageSource(page=number, text_from="ocr" if words else "blank")
    return PageWords(number, 595, 842, tuple(words), source)


def pages(*all_rows: Rows) -> list[PageWords]:
    return [page(rows, number) for number, rows in enumerate(all_rows, start=1)]


def record(read: list[PageWords]) -> Dispatch:
    return extractors.extract(document(read), Source(name="x", sha256="", pages=len(read), text_from="ocr"))


def values(found: Dispatch) -> dict[str, object]:
    """What the record says, but for places and confidences."""
    single = {
        key: one.value if (one := getattr(found, key)) else None for key in ("kind", "number", "issuer", "signer")
    }
    return {
        **single,
        "issued_on": found.issued_on and found.issued_on.value,
        "subject": found.subject and found.subject.value,
        "recipients": [one.value for one in found.recipients],
        "citations": [one.value for one in found.citations],
        "deadlines": [one.value for one in found.deadlines],
    }


def told(found: Dispatch) -> list[tuple[str, str]]:
    """What is told of the file, and what is told of its number."""
    return [(one.field, one.reason) for one in found.review if one.field in ("source", "number")]


ALONE = values(record(pages(BEGUN, NUMBERED)))


def test_the_letter_itself() -> None:
    assert ALONE == {
        "kind": "CV",
        "number": "12/SNV-VP",
        "issuer": "Sở Nội vụ tỉnh Gia Lai",
        "signer": "Nguyễn Văn An",
        "issued_on": "2024-09-05",
        "subject": "báo cáo quý III",
        "recipients": ["Các phòng, ban"],
        "citations": ["45/BNV-VP"],
        "deadlines": ["2024-09-20"],
    }
    assert told(record(pages(BEGUN, NUMBERED))) == []


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_before_the_letter(slip: Rows) -> None:
    found = record(pages(slip, BEGUN, NUMBERED))
    assert values(found) == ALONE
    assert found.number is not None
    assert found.number.where[0].page == 2
    ((field, reason),) = told(found)
    assert field == "source"
    assert reason.startswith("Trang 1 là phiếu, bìa hoặc thư gửi kèm")
    assert reason.endswith("bản ghi lấy từ trang 2.")


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_behind_the_letter(slip: Rows) -> None:
    assert values(record(pages(BEGUN, NUMBERED, slip))) == ALONE


ORDERS = [
    ("upside down", [NUMBERED, BEGUN], "2, 1"),
    ("upside down, no numbers", [ENDED, BEGUN], "2, 1"),
    ("a slip, then upside down", [SLIPS["a fax cover"], NUMBERED, BEGUN], "3, 2"),
    ("a blank back between", [BEGUN, [], NUMBERED], None),
    ("the annex before the foot", [BEGUN, ANNEX, ENDED], "1, 3, 2"),
    ("all three upside down", [ANNEX, ENDED, BEGUN], "3, 2, 1"),
]


@pytest.mark.parametrize(("why", "file", "order"), ORDERS, ids=[case[0] for case in ORDERS])
def test_pages_out_of_order(why: str, file: list[Rows], order: str | None) -> None:
    found = record(pages(*file))
    want = {**ALONE, "deadlines": ["2024-09-20", "2024-09-12"]} if ANNEX in file else ALONE
    assert values(found) == want, why
    assert found.number is not None
    assert found.signer is not None
    assert found.number.where[0].page == file.index(BEGUN) + 1
    assert found.signer.where[0].page == next(n for n, rows in enumerate(file, 1) if rows in (ENDED, NUMBERED))
    moved = [reason for _, reason in told(found) if "không đúng thứ tự" in reason]
    assert [f"thứ tự {order};" in reason for reason in moved] == ([True] if order else [])


def test_three_pages_by_the_numbers_printed_on_them() -> None:
    middle: Rows = [(295, 30, "2"), (80, 80, "chưa làm được; các đơn vị trực thuộc Sở cũng làm như vậy, nhất là")]
    last = [(295, 30, "3"), *ENDED]
    first, other = record(pages(BEGUN, middle, last)), record(pages(BEGUN, last, middle))
    assert values(other) == values(first)
    assert told(other)[0][1].startswith("Các trang quét không đúng thứ tự: đã đọc theo thứ tự 1, 3, 2;")


def test_a_middle_page_behind_the_foot_goes_on_with_the_first() -> None:
    middle: Rows = [(80, 80, "chưa làm được; các đơn vị trực thuộc Sở cũng làm như vậy, nhất là các chi cục.")]
    last: Rows = [(80, 80, "Đề nghị các đơn vị thực hiện."), *foot(150, "GIÁM ĐỐC", "Nguyễn Văn An")]
    found = record(pages(BEGUN, last, middle))
    assert values(found) == values(record(pages(BEGUN, middle, last))) == ALONE
    assert "thứ tự 1, 3, 2;" in told(found)[0][1]


BETWEEN = [SLIPS["Phiếu giải quyết, NĐ 30/2020"], SLIPS["phiếu trình with a head"], CITED, SECOND]


@pytest.mark.parametrize("other", BETWEEN, ids=["a slip", "a slip with a head", "what is cited", "another dispatch"])
def test_between_the_pages_of_the_letter(other: Rows) -> None:
    assert values(record(pages(BEGUN, other, ENDED))) == ALONE


def test_decisions_of_one_wording_are_not_one_page() -> None:
    wording: Rows = [(80, 200 + 16 * row, "Điều khoản thi hành như mọi quyết định khác của Sở.") for row in range(6)]
    one, two = (
        [*head("SỞ NỘI VỤ", f"Số: {so}/QĐ-SNV", "Gia Lai, ngày 05 tháng 9 năm 2024"), (270, 120, "QUYẾT ĐỊNH"),
         (200, 140, "Về việc nâng bậc lương"), *wording, *foot(320, "GIÁM ĐỐC", "Nguyễn Văn An")]
        for so in (112, 113)
    )  # fmt: skip
    ((_, reason),) = told(record(pages(one, two)))
    assert reason.startswith("Trang 2 là một văn bản khác (số 113/QĐ-SNV")


@pytest.mark.parametrize("file", [[BEGUN, BEGUN, NUMBERED], [BEGUN, NUMBERED, BEGUN], [BEGUN, NUMBERED] * 2])
def test_pages_scanned_twice(file: list[Rows]) -> None:
    found = record(pages(*file))
    assert values(found) == ALONE
    assert "bản quét lặp lại của trang 1" in told(found)[0][1]


def test_another_dispatch_in_the_same_scan() -> None:
    """Nothing of it goes into the record, and a person is told of it."""
    found = record(pages(BEGUN, NUMBERED, SECOND))
    assert values(found) == ALONE
    ((field, reason),) = told(found)
    assert field == "source"
    assert reason.startswith("Trang 3 là một văn bản khác (số 77/STC-QLNS, ngày 09/09/2024)")


def test_two_dispatches_upside_down() -> None:
    second = [*SECOND[:7], (80, 208, "Bộ Tài chính và gửi kèm")]
    ended: Rows = [(80, 80, "biểu số 3 để thẩm định."), *foot(150, "PHÓ GIÁM ĐỐC", "Trần Thị Bình")]
    found = record(pages(ENDED, BEGUN, ended, second))
    assert values(found) == ALONE
    assert told(found)[-1][1].startswith("Trang 3, 4 là một văn bản khác (số 77/STC-QLNS")


def test_the_annex_of_another_dispatch_is_not_the_letters() -> None:
    theirs = [(x, y, text.replace("12/SNV-VP ngày 05", "77/STC-QLNS ngày 09")) for x, y, text in ANNEX]
    for file in ([BEGUN, NUMBERED, theirs, SECOND], [BEGUN, NUMBERED, SECOND, theirs]):
        found = record(pages(*file))
        assert values(found) == ALONE
        assert told(found)[0][1].startswith("Trang 3, 4 là một văn bản khác (số 77/STC-QLNS")


def test_a_paper_that_the_letter_cites_comes_with_it() -> None:
    """Its own citations and deadlines are not the letter's, and there is nothing to be told."""
    found = record(pages(BEGUN, NUMBERED, CITED))
    assert values(found) == ALONE
    assert told(found) == []


FORMS = [
    ("no place for a number", [*MOTTO, (230, 120, "PHIẾU ĐĂNG KÝ THAM DỰ"), (80, 150, "Họ và tên:")], False),
    ("a draft of a law", [*head("UBND TỈNH", "Số: /2024/QĐ-UBND", "ngày tháng năm"), (250, 110, "DỰ THẢO")], False),
    ("a draft", [*head("UBND TỈNH", "Số: /QĐ-UBND", "ngày tháng năm 2024"), (250, 110, "DỰ THẢO")], False),
    ("names to be put in", [*head("TÊN ĐƠN VỊ", "Số: /BC", "ngày tháng năm 2024"), (260, 130, "BÁO CÁO")], False),
    ("number and day that were not read", [*head("SỞ Y TẾ", "Số: /SYT-VP", "ngày tháng 8 năm 2024")], True),
]


@pytest.mark.parametrize(("why", "form", "is_told"), FORMS, ids=[case[0] for case in FORMS])
def test_deadlines_of_forms_and_drafts_are_not_the_letters(why: str, form: Rows, is_told: bool) -> None:
    due: Rows = [(80, 180, "Các Sở báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12/2024.")]
    found = record(pages(BEGUN, NUMBERED, [*form, *due]))
    assert values(found) == ALONE, why
    assert bool(told(found)) is is_told


def test_a_paper_with_its_number_by_pen_is_known_by_its_kind_and_day() -> None:
    decided = [
        *head("BỘ Y TẾ", "Số: …/QĐ-BYT", "Hà Nội, ngày 28 tháng 12 năm 2017"),
        (270, 120, "QUYẾT ĐỊNH"),
        (80, 150, "Điều 1. Giao chỉ tiêu kế hoạch trước ngày 15/3/2018."),
        *foot(260, "BỘ TRƯỞNG", "Lê Văn Cường"),
    ]
    cited = [(80, 98, "theo Quyết định số 5948/QĐ-BYT ngày 28/12/2017 của Bộ Y tế."), *ENDED[2:]]
    assert told(record(pages(BEGUN, [ENDED[0], *cited], decided))) == []
    assert "ngày 28/12/2017" in told(record(pages(BEGUN, ENDED, decided)))[0][1]


def test_running_text_with_kem_theo_far_down_a_page_is_no_annex() -> None:
    middle: Rows = [(80, 80 + 18 * row, "Sở đã triển khai các nhiệm vụ được giao trong năm.") for row in range(8)]
    middle.append((80, 240, "- Ban hành kèm theo Quyết định số 5014/QĐ-SNV quy chế làm việc của Sở;"))
    found = record(pages(BEGUN, middle, ENDED))
    assert found.number is not None
    assert told(found) == []


def test_a_form_and_an_annex_are_the_letters_own() -> None:
    found = record(pages(BEGUN, NUMBERED, FORM, ANNEX))
    assert values(found) == {**ALONE, "deadlines": ["2024-09-20", "2024-09-12"]}
    assert told(found) == []


def test_the_letters_annex_behind_another_paper() -> None:
    assert "2024-09-12" in str(values(record(pages(BEGUN, NUMBERED, CITED, ANNEX)))["deadlines"])


def test_what_is_cited_lies_first() -> None:
    """Which of two is the dispatch is for a person to say; the record is of one of them."""
    found = record(pages(CITED, WHOLE))
    assert found.number is not None
    assert found.issued_on is not None
    assert (found.number.value, found.issued_on.value) == ("45/BNV-VP", "2024-08-02")
    assert found.number.confidence < 0.9
    assert any(field == "number" and "kiểm tra xem đâu là văn bản đến" in reason for field, reason in told(found))


def test_a_numbered_slip_of_another_office_may_be_the_dispatch() -> None:
    slip = [
        *head("BAN TIẾP CÔNG DÂN", "Số: 45/PC-BTCD", "Gia Lai, ngày 08 tháng 9 năm 2024"),
        (250, 120, "PHIẾU CHUYỂN"),
        (200, 150, "Kính gửi: Ủy ban nhân dân huyện"),
        (110, 180, "Ban chuyển công văn sau để giải quyết theo thẩm quyền."),
        *foot(220, "TRƯỞNG BAN", "Phạm Văn Dũng"),
    ]
    found = record(pages(slip, WHOLE))
    assert found.number is not None
    assert found.number.value == "45/PC-BTCD"
    assert found.number.confidence < 0.9
    assert any(field == "number" and "phiếu có số riêng" in reason for field, reason in told(found))


def test_a_neighbouring_number_is_not_the_one_cited() -> None:
    other = [(x, y, text.replace("45/BNV-VP", "46/BNV-VP")) for x, y, text in CITED]
    assert "Trang 3 là một văn bản khác (số 46/BNV-VP" in told(record(pages(BEGUN, NUMBERED, other)))[0][1]


@pytest.mark.parametrize(("number", "is_first"), [("Số: /PC-BTCD", True), ("Số: ……/PC-BTCD", False)])
def test_a_slip_whose_number_was_not_read_is_not_taken_for_one_left_blank(number: str, is_first: bool) -> None:
    slip = [*head("BAN TIẾP CÔNG DÂN", number, "ngày 08 tháng 9 năm 2024"), (250, 120, "PHIẾU CHUYỂN")]
    found = record(pages(slip, WHOLE))
    assert (found.number is None) is is_first


def test_a_letter_whose_head_was_not_read_stays_the_letter() -> None:
    """A page that is addressed is none of another's, though another paper with a head follows."""
    found = record(pages(WHOLE[5:], SECOND))
    assert found.number is None
    assert found.signer is not None
    assert found.signer.value == "Nguyễn Văn An"


def test_a_numbered_form_at_the_head_is_the_dispatch() -> None:
    """Police and courts send papers that are called phiếu; a draft that comes with one is not the dispatch."""
    sent = [
        *head("CÔNG AN HUYỆN", "Số: 45/PXM-CAH", "Gia Lai, ngày 08 tháng 9 năm 2024"),
        (240, 120, "PHIẾU XÁC MINH"),
        (110, 180, "Đề nghị Công an xã xác minh."),
        *foot(220, "TRƯỞNG CÔNG AN HUYỆN", "Phạm Văn Dũng"),
    ]
    found = record(pages(sent, FORM))
    assert found.number is not None
    assert found.number.value == "45/PXM-CAH"
    assert told(found) == []


def test_a_slip_alone_is_read_as_it_is() -> None:
    labels = [zone.label for zone in zones(pages(SLIPS["phiếu trình with a head"]))]
    assert "aside" not in labels
    assert "place_date" in labels


def test_stamps_of_a_slip_are_read_those_of_another_paper_are_not() -> None:
    def stamped(read: PageWords, day: str) -> PageWords:
        texts = ("SỞ Y TẾ", "ĐẾN Số: 98", f"Ngày: {day}")
        words = tuple(
            Word(part, (60.0 + 30 * at, 130.0 + 12 * row, 88.0 + 30 * at, 140.0 + 12 * row), read.number, 0.9, row)
            for row, text in enumerate(texts)
            for at, part in enumerate(text.split())
        )
        return PageWords(read.number, 595, 842, read.words, read.source, (Stamp((55, 125, 180, 170), words, "frame"),))

    slip, first, last, second = pages(SLIPS["an envelope"], BEGUN, NUMBERED, SECOND)
    found = record([stamped(slip, "10/9/2024"), first, last, stamped(second, "12/9/2024")])
    assert found.arrival is not None
    assert found.arrival.date is not None
    assert found.arrival.date.value == "2024-09-10"
    assert found.other_arrivals == ()


def test_no_word_disappears_or_leaves_its_place() -> None:
    slip, second, first, other = pages(SLIPS["an envelope"], ENDED, BEGUN, SECOND)
    turned = PageWords(2, 595, 842, second.words, second.source)
    file = [slip, turned, first, other]
    before = sorted((word.page, word.box, word.text) for read in file for word in upright(read).words)
    after = sorted((w.page, w.box, w.text) for zone in zones(file) for block in zone.blocks for w in block.words)
    assert before == after
