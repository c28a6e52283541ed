"""Papers as software of all kinds lays them out: rows of (x0, top, text), 6 points a letter and 4 between words."""

from __future__ import annotations

import pytest

from pipeline.layout import zones
from tests.pipeline.test_layout import ABOUT, BODY, FOOT, HEAD, LETTER, TO, page, read, text_of

Rows = list[tuple[float, float, str]]


def wide(text: str) -> float:
    return sum(6 * len(word) + 4 for word in text.split()) - 4


def centred(top: float, text: str, middle: float = 284) -> tuple[float, float, str]:
    return (middle - wide(text) / 2, top, text)


def lower(rows: Rows, by: float) -> Rows:
    return [(x, top + by, text) for x, top, text in rows]


# Under the title ------------------------------------------------------------------------------------------------------

BLOCK = [
    (80, 190, "Trong thời gian qua các phòng, ban đã thực hiện tốt chế độ báo cáo; đến"),
    (80, 208, "nay còn ba phòng chưa gửi báo cáo kết quả công tác năm 2024 về Văn phòng"),
    (80, 226, "Sở để tổng hợp."),
]
"""A paragraph without indent, its last row at the margin."""
SUBJECTS = [
    ("over a paragraph without indent", [centred(160, "Về việc chấn chỉnh chế độ báo cáo")],
     lower(BLOCK, -12), "Về việc chấn chỉnh chế độ báo cáo"),
    ("nearly as wide as the text", [centred(172, "Kết luận của Giám đốc Sở tại hội nghị giao ban tháng 8 năm 2024")],
     BLOCK, "Kết luận của Giám đốc Sở tại hội nghị giao ban tháng 8 năm 2024"),
    ("over a row that ends with a colon", [centred(160, "Về việc họp giao ban")],
     [(116, 176, "Giám đốc Sở Nội vụ tỉnh trân trọng kính mời các ông (bà):"), (116, 194, "- Các phòng;"),
      *lower(BODY, 40)], "Về việc họp giao ban"),
    ("that ends with a numeral",
     [centred(160, "Về việc giải phóng mặt bằng khu công nghiệp Trà Đa"), centred(176, "II")],
     BODY, "Về việc giải phóng mặt bằng khu công nghiệp Trà Đa II"),
    ("over ragged text",
     [centred(160, "Kết luận của Giám đốc Sở tại hội nghị giao ban", 264), centred(176, "2024", 264)],
     [(x, top, text + " thêm") for x, top, text in BODY], "Kết luận của Giám đốc Sở tại hội nghị giao ban 2024"),
    ("whose second row is as wide as the text",
     [centred(160, "Về việc hỗ trợ kinh phí tổ chức kỷ niệm 85 năm ngày thành lập Hội Liên", 276),
      centred(176, "hiệp Phụ nữ Việt Nam và Đại hội thi đua yêu nước phụ nữ của tỉnh Gia Lai", 276)],
     lower(BODY, 14), "Về việc hỗ trợ kinh phí tổ chức kỷ niệm 85 năm ngày thành lập Hội Liên "
     "hiệp Phụ nữ Việt Nam và Đại hội thi đua yêu nước phụ nữ của tỉnh Gia Lai"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "rows", "text", "subject"), SUBJECTS, ids=[row[0] for row in SUBJECTS])
def test_where_a_subject_ends(what: str, rows: Rows, text: Rows, subject: str) -> None:
    middle = 264 if what == "over ragged text" else 284
    found = read(page([*HEAD, centred(142, "THÔNG BÁO", middle), *rows, *text, *lower(FOOT, 40)]))
    assert found["subject"] == [subject]
    assert found["body"][0].startswith(text[0][2])


# Lists of recipients --------------------------------------------------------------------------------------------------


def test_a_tab_after_a_dash_is_no_column() -> None:
    """Word sets a tab after the dashes that it numbers lists with; entries may end with a comma."""
    rows = [(150, 166, "-"), (184, 166, "Các huyện ủy,"), (150, 182, "-"), (184, 182, "Tỉnh đoàn.")]
    laid = zones([page([*HEAD, (170, 150, "Kính gửi:"), *rows, *BODY, *FOOT])])
    blocks = next(zone.blocks for zone in laid if zone.label == "addressees")
    assert [text_of(block) for block in blocks] == ["Kính gửi:", "- Các huyện ủy,", "- Tỉnh đoàn."]
    assert [len({word.line for word in block.words[-3:]}) for block in blocks] == [1, 1, 1]


def test_what_a_thing_costs_is_no_list_of_addressees() -> None:
    rows = [(110, 190, "1. Thời gian: ngày 12/9/2024."), (110, 208, "2."), (150, 208, "Kinh phí: do Sở Nội vụ chi.")]
    found = read(page([*HEAD, (255, 142, "THÔNG BÁO"), *rows, *lower(FOOT, 20)]))
    assert "addressees" not in found
    assert found["body"] == ["1. Thời gian: ngày 12/9/2024.", "2. Kinh phí: do Sở Nội vụ chi."]


def test_a_label_broken_in_its_column() -> None:
    rows = [(120, 150, "Kính"), (170, 150, "- Sở Tài chính;"), (120, 166, "gửi:"), (170, 166, "- Các phòng, ban.")]
    found = read(page([*HEAD, *ABOUT, *rows, *BODY, *FOOT]))
    assert found["subject"] == [ABOUT[0][2]]
    assert found["addressees"] == ["gửi: - Sở Tài chính;", "- Các phòng, ban."]


def test_one_addressee_from_margin_to_margin_goes_on() -> None:
    first = "Kính gửi: Chủ tịch Ủy ban nhân dân các huyện: Chư Sê, Đak Đoa, Kông"
    rows = [(80, 150, first), (80, 166, "Chro.")]
    found = read(page([*HEAD, *rows, *BODY, *FOOT]))
    assert " ".join(found["addressees"]) == f"{first} Chro."


def test_a_telegrams_addressees_need_no_dashes() -> None:
    rows = [(110, 150, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH GIA LAI ĐIỆN:"), (108, 166, "Chủ tịch UBND các huyện, thị xã;"),
            (108, 182, "Giám đốc các sở, ngành.")]  # fmt: skip
    found = read(page([*HEAD, *rows, *lower(BODY, 10), *lower(FOOT, 20)]))
    assert found["addressees"][1:] == ["Chủ tịch UBND các huyện, thị xã;", "Giám đốc các sở, ngành."]
    assert len(found["body"]) == 1


# Paragraphs -----------------------------------------------------------------------------------------------------------

FULL = "Các phòng, ban gửi báo cáo kết quả công tác quý III năm 2024 về Văn phòng Sở"
PARAGRAPHS = [
    ("an item's rows under its text", [
        (100, 190, "1. Chuẩn bị Đại hội Mặt trận Tổ quốc Việt Nam xã, nhiệm kỳ 2025 - 2030 Sở"),
        (116, 208, "(khai mạc lúc 7 giờ 30 phút ngày 28/10/2025), báo cáo kết quả. Văn phòng"),
        (116, 226, "Sở theo dõi."),
    ], 1),
    ("items numbered twice", [(80, 190, FULL + ":"), (80, 208, "2.1. Các phòng tự kiểm tra.")], 2),
    ("items numbered with dashes", [(80, 190, FULL + "."), (80, 208, "3- Ủy ban nhân dân huyện đôn đốc.")], 2),
    ("lettered items under a full row", [(80, 190, FULL), (80, 208, "a) Thống kê thiệt hại.")], 2),
    ("a letter that is cited", [(80, 190, FULL), (80, 208, "a) khoản 1 Điều 5.")], 1),
    ("a heading over text without indent", [
        (80, 190, FULL), (80, 208, FULL), (80, 226, "Sở để tổng hợp."), (80, 250, "3. Công an huyện"),
        (80, 274, "Là lực lượng nòng cốt trong đợt cao điểm, phối hợp với các phòng, ban"), (80, 292, "của huyện."),
    ], 3),
    ("white between full rows", [(80, 190, FULL), (80, 208, FULL + "."), (80, 238, FULL), (80, 256, FULL + ".")], 2),
]  # fmt: skip


@pytest.mark.parametrize(("what", "rows", "blocks"), PARAGRAPHS, ids=[row[0] for row in PARAGRAPHS])
def test_where_paragraphs_part(what: str, rows: Rows, blocks: int) -> None:
    assert len(read(page([*HEAD, *TO, *rows, *lower(FOOT, 40)]))["body"]) == blocks


# What software prints on each page ------------------------------------------------------------------------------------


def test_the_head_of_each_page_is_no_issuer() -> None:
    running = (150, 22, "Sở Nội vụ tỉnh Gia Lai - V/v báo cáo quý III")
    found = read(page([running, *LETTER[:-5]]), page([running, *lower(BODY, -100), *lower(FOOT, -150)], 2))
    assert found["noise"] == [running[2]] * 2
    assert found["authority"] == ["SỞ NỘI VỤ"]


@pytest.mark.parametrize(
    "running",
    [(80, 24, "HỘI NÔNG DÂN TỈNH GIA LAI"), (214, 32, "HỘI NÔNG DÂN TỈNH GIA LAI"), (216, 32, "Trang 2")],
)
def test_what_stands_over_a_single_page_is_no_issuer(running: tuple[float, float, str]) -> None:
    head = [(104, 50, "HỘI NÔNG DÂN VIỆT NAM"), (120, 64, "HỘI NÔNG DÂN"), (120, 76, "TỈNH GIA LAI")]
    others = [(90, 94, "Số: 12-CV/HNDT"), (260, 90, "Gia Lai, ngày 05 tháng 9 năm 2024")]
    motto = [(x - 50, top, text) for x, top, text in HEAD[1:3]]
    found = read(page([running, *head, *motto, *others, *ABOUT, *TO, *BODY, *FOOT]))
    assert (found["authority"], found["number"]) == ([text for _, _, text in head], ["Số: 12-CV/HNDT"])
    assert found["place_date"] == ["Gia Lai, ngày 05 tháng 9 năm 2024"]


def test_what_a_browser_prints_is_no_text() -> None:
    """The page's number of so many beside the address; the title in the margin, in capitals too."""
    foot = (36, 820, "https://vanban.gialai.gov.vn/in/4821")
    body = [*BODY[:1], (80, 208, "báo cáo kết quả công tác quý III năm 2024 về Văn phòng Sở trước ngày")]
    title = (280, 16, "CHỈ THỊ")
    first = page([title, *HEAD, *TO, *body, foot, (540, 820, "1/2")])
    second = page([title, (80, 60, "20/9/2024."), *lower(FOOT, -200), foot, (540, 820, "2/2")], 2)
    found = read(first, second)
    assert found["body"] == [" ".join(text for _, _, text in [*body, (0, 0, "20/9/2024.")])]
    assert found["page_number"] == ["1/2", "2/2"]


def test_a_signature_box_in_english_is_noise() -> None:
    box = [(380, 340, "Digitally signed by Nguyễn Văn An"), (380, 352, "Date: 2024.09.05 16:32:05 +07:00")]
    found = read(page([*LETTER, *box]))
    assert found["signature"] == ["GIÁM ĐỐC", "Nguyễn Văn An"]
    assert box[0][2] in found["noise"]


# The head -------------------------------------------------------------------------------------------------------------


def test_a_name_longer_than_its_column() -> None:
    """No white runs down between the columns where a row of the issuing body reaches under the motto."""
    head = [
        (104, 50, "UBND TỈNH NINH THUẬN"), (297, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (84, 64, "CÔNG TY TNHH MỘT THÀNH VIÊN KHAI THÁC"), (330, 64, "Độc lập - Tự do - Hạnh phúc"),
        (84, 78, "CÔNG TRÌNH THỦY LỢI TỈNH NINH BÌNH THUẬN"),
        (90, 98, "Số: 118/TTr-KTTL"), (330, 98, "Ninh Thuận, ngày 05 tháng 9 năm 2024"),
    ]  # fmt: skip
    found = read(page([*head, (255, 142, "TỜ TRÌNH"), *BODY, *FOOT]))
    assert found["authority"] == [head[0][2], head[2][2], head[4][2]]
    assert (found["number"], found["place_date"]) == ([head[5][2]], [head[6][2]])


def test_a_figure_ends_the_name_of_a_body() -> None:
    name = [centred(50, "TRƯỜNG TIỂU HỌC SÓC SƠN", 140), centred(63, "1", 140)]
    found = read(page([*name, *HEAD[1:], *TO, *BODY, *FOOT]))
    assert found["authority"] == ["TRƯỜNG TIỂU HỌC SÓC SƠN", "1"]


def test_a_date_in_a_row_of_its_own() -> None:
    """Under both columns, at the right: no date stands under the motto."""
    head = [
        (100, 50, "TỈNH ỦY GIA LAI"), (330, 50, "ĐẢNG CỘNG SẢN VIỆT NAM"), (110, 64, "BAN TỔ CHỨC"), (140, 78, "*"),
        (90, 92, "Số 1465-CV/BTCTU"), (70, 110, "Về việc rà soát, bổ sung"), (70, 124, "quy hoạch cấp ủy"),
        (300, 150, "Gia Lai, ngày 09 tháng 10 năm 2024"),
    ]  # fmt: skip
    found = read(page([*head, *lower(TO, 30), *lower(BODY, 30), *lower(FOOT, 30)]))
    assert found["place_date"] == ["Gia Lai, ngày 09 tháng 10 năm 2024"]


# The foot -------------------------------------------------------------------------------------------------------------


def test_a_post_wider_than_its_column_stays_whole() -> None:
    foot = [
        (80, 300, "Nơi nhận:"), (340, 300, "TUQ. TỔNG GIÁM ĐỐC"), (80, 316, "- UBND tỉnh;"),
        (296, 315, "GIÁM ĐỐC XÍ NGHIỆP QUẢN LÝ MẠNG LƯỚI"), (80, 332, "- UBND phường Nam Bình, Bích Đào (phối"),
        (80, 348, "hợp);"), (80, 362, "- Báo Gia Lai, Đài Phát thanh, các công"), (80, 376, "ty;"),
        (80, 390, "- Ông trưởng các ban thuộc Công ty cổ"), (80, 404, "phần."), (370, 400, "Nguyễn Văn An"),
    ]  # fmt: skip
    found = read(page([*HEAD, *TO, *BODY, *foot]))
    assert found["signature"] == ["TUQ. TỔNG GIÁM ĐỐC", "GIÁM ĐỐC XÍ NGHIỆP QUẢN LÝ MẠNG LƯỚI", "Nguyễn Văn An"]
    assert found["recipients"][1] == "- UBND tỉnh;"


def test_recipients_under_the_signature() -> None:
    """Letters of companies have the list under the name, over the whole width."""
    entry = "- Vụ Địa phương III, Ban Tổ chức Trung ương, Văn phòng Tỉnh ủy (để báo cáo);"
    listed = [(80, 420, "Nơi nhận:"), (80, 434, "- Như trên;"), (80, 448, entry), (80, 462, "- Lưu: VT.")]
    found = read(page([*HEAD, *TO, *BODY, (380, 300, "GIÁM ĐỐC"), (370, 380, "Nguyễn Văn An"), *listed]))
    assert found["signature"] == ["GIÁM ĐỐC", "Nguyễn Văn An"]
    assert found["recipients"] == [text for _, _, text in listed]


def test_posts_in_small_letters_are_no_names() -> None:
    posts = ["Kt. Cục Trưởng", "Phó Cục Trưởng"]
    foot = [FOOT[0], (380, 300, posts[0]), (380, 315, posts[1]), *FOOT[2:]]
    assert read(page([*HEAD, *TO, *BODY, *foot]))["signature"] == [*posts, "Nguyễn Văn An"]


def test_a_person_called_like_a_post() -> None:
    foot = [*FOOT[:-1], (370, 400, "Trương Ban")]
    assert read(page([*HEAD, *TO, *BODY, *foot]))["signature"] == ["GIÁM ĐỐC", "Trương Ban"]


def test_a_long_entry_is_carried_over_the_page() -> None:
    first = page([*LETTER[:-3], (80, 316, "- Thường trực Tỉnh ủy;"), (370, 400, "Nguyễn Văn An")])
    entry = "- Thanh tra các tỉnh: Bắc Giang, Đắk Nông, Kiên Giang (để tham mưu);"
    second = page([(80, 60, entry), (80, 74, "- Lưu: VT.")], 2)
    assert read(first, second)["recipients"][2:] == [entry, "- Lưu: VT."]


def test_how_a_copy_is_sent_may_be_broken_over_two_rows() -> None:
    foot = [
        *FOOT[:2],
        (80, 316, "- Ban Phong trào Trung ương (qua"),
        (80, 330, "email);"),
        (80, 344, "- Lưu: VT."),
        FOOT[-1],
    ]
    found = read(page([*HEAD, *TO, *BODY, *foot]))
    assert found["recipients"][1:] == ["- Ban Phong trào Trung ương (qua email);", "- Lưu: VT."]
