"""What goes on over the end of a row, a column or a page: dates, signatures, lists; where a trích yếu ends."""

from __future__ import annotations

import pytest

from tests.pipeline.test_layout import ABOUT, BODY, FOOT, HEAD, LETTER, TO, page, read

Rows = list[tuple[float, float, str]]
TEXT = (
    80,
    500,
    "Báo cáo gửi về Sở đúng thời hạn nêu trên để tổng hợp, trình Ủy ban nhân dân tỉnh xem xét, quyết định.",
)


@pytest.mark.parametrize("end", ["2024", "năm 2024", "tháng 9 năm 2024"])
def test_a_date_goes_on_in_the_next_row_of_its_column(end: str) -> None:
    whole = HEAD[-1][2]
    begun = (HEAD[-1][0], HEAD[-1][1], whole.removesuffix(end).strip())
    found = read(page([*HEAD[:-1], begun, (430, HEAD[-1][1] + 15, end), *ABOUT, *TO, *BODY, *FOOT]))
    assert found["place_date"] == [whole]
    assert found["body"] == read(page(LETTER))["body"]


def test_a_year_under_a_whole_date_is_no_part_of_it() -> None:
    found = read(page([*HEAD, (430, HEAD[-1][1] + 15, "2025"), *ABOUT, *TO, *BODY, *FOOT]))
    assert found["place_date"] == [HEAD[-1][2]]


@pytest.mark.parametrize(
    ("over", "recipients"),
    [
        ([(370, 60, "Nguyễn Văn An")], ["- Lưu: VT."]),
        ([(80, 40, "- Sở Y tế;"), (80, 54, "- Lưu: VT."), (370, 54, "Nguyễn Văn An")], ["- Sở Y tế;", "- Lưu: VT."]),
        ([(80, 40, "- Lưu: VT."), (350, 40, "PHÓ GIÁM ĐỐC"), (370, 90, "Nguyễn Văn An")], ["- Lưu: VT."]),
    ],
    ids=["the name", "beside the list", "a post and the name"],
)  # fmt: skip
def test_a_signature_goes_on_over_the_page(over: Rows, recipients: list[str]) -> None:
    first = [*HEAD, *ABOUT, *TO, *BODY, (80, 300, "Nơi nhận:"), (350, 300, "KT. GIÁM ĐỐC"), (80, 316, "- Như trên;")]
    if len(recipients) == 1 and len(over) == 1:
        first.append((80, 330, "- Lưu: VT."))
    found = read(page(first), page(over, 2))
    assert found["signature"][-1] == "Nguyễn Văn An"
    assert found["recipients"][2:] == recipients
    assert "annex" not in found


def test_a_name_in_the_text_of_an_annex_signs_nothing() -> None:
    first = [*HEAD, *ABOUT, *TO, *BODY, (80, 300, "Nơi nhận:"), (350, 300, "GIÁM ĐỐC"), (80, 316, "- Lưu: VT.")]
    second = [(250, 40, "PHỤ LỤC"), (80, 70, TEXT[2]), (370, 100, "Nguyễn Văn An")]
    assert read(page(first), page(second, 2))["signature"] == ["GIÁM ĐỐC"]


@pytest.mark.parametrize(
    ("last", "over", "whole"),
    [
        ("- Đài Phát thanh tỉnh (đưa tin", "ngay trong ngày);", "- Đài Phát thanh tỉnh (đưa tin ngay trong ngày);"),
        ("- Thanh tra tỉnh Bắc Giang, Đắk", "Nông, Kiên Giang;", "- Thanh tra tỉnh Bắc Giang, Đắk Nông, Kiên Giang;"),
        ("- Các Viện: VSDTTW,", "Pasteur Nha Trang;", "- Các Viện: VSDTTW, Pasteur Nha Trang;"),
    ],
)  # fmt: skip
def test_an_entry_of_a_list_goes_on_over_the_page(last: str, over: str, whole: str) -> None:
    first = page([*LETTER[:-3], (80, 316, last), (370, 400, "Nguyễn Văn An")])
    second = page([(80, 40, over), (80, 54, "- Cục I,"), (80, 68, "Cục III;"), (80, 82, "- Lưu: VT.")], 2)
    assert read(first, second)["recipients"] == ["Nơi nhận:", whole, "- Cục I, Cục III;", "- Lưu: VT."]


def test_what_is_attached_may_be_told_over_noi_nhan() -> None:
    second = [(100, 40, "(Kèm theo: Bảng khái toán kinh phí; ảnh hiện trường)./."), (80, 80, "Nơi nhận:")]
    second += [(350, 80, "GIÁM ĐỐC"), (80, 96, "- Lưu: VT."), (370, 160, "Nguyễn Văn An")]
    found = read(page([*HEAD, *ABOUT, *TO, *BODY]), page(second, 2))
    assert (found["recipients"], found["signature"]) == (["Nơi nhận:", "- Lưu: VT."], ["GIÁM ĐỐC", "Nguyễn Văn An"])


def test_a_label_broken_beside_the_entries_of_a_telegram() -> None:
    """`CHỦ TỊCH UBND` over `TỈNH điện:` in a column of their own."""
    rows = [
        (90, 150, "CHỦ TỊCH ỦY BAN NHÂN DÂN"), (300, 150, "- Giám đốc các sở: Nội vụ,"), (140, 166, "TỈNH điện:"),
        (300, 166, "Tài chính;"), (300, 182, "- Chủ tịch UBND các huyện."),
    ]  # fmt: skip
    found = read(page([*HEAD, *rows, *((x, y + 60, text) for x, y, text in [*BODY, *FOOT])]))
    assert found["addressees"] == ["TỈNH điện: - Giám đốc các sở: Nội vụ, Tài chính;", "- Chủ tịch UBND các huyện."]


def test_an_entry_goes_on_at_the_margin_of_its_list() -> None:
    rows = [
        (140, 150, "Kính gửi: - Ủy ban nhân dân các tỉnh, thành phố trực thuộc của cả vùng và Thành phố"),
        (130, 166, "Trung ương;"), (220, 182, "- Các sở."),
    ]  # fmt: skip
    found = read(page([*HEAD, *ABOUT, *rows, *((x, y + 60, text) for x, y, text in [*BODY, *FOOT])]))
    assert [entry.split()[-2:] for entry in found["addressees"]] == [["Trung", "ương;"], ["Các", "sở."]]


@pytest.mark.parametrize("label", ["Kính gửi:", "Kính gởi:"])
def test_whom_a_letter_is_sent_to(label: str) -> None:
    found = read(page([*HEAD, *ABOUT, (200, 150, f"{label} Các phòng, ban"), *BODY, *FOOT]))
    assert found["addressees"] == [f"{label} Các phòng, ban"]


def test_an_invitation_broken_in_running_text_is_no_list() -> None:
    rows = [(100, 150, BODY[0][2]), (80, 166, "kính mời:"), (100, 182, "- Đại diện Sở Tài chính;")]
    assert "addressees" not in read(page([*HEAD, *ABOUT, *rows, *((x, y + 60, text) for x, y, text in FOOT)]))


UNDER_TITLE = [(240, 130, "THÔNG BÁO"), (150, 148, "Về việc tạm ngừng cấp nước để đấu nối ống")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([(230, 164, "____________"), (120, 178, "Công ty Cấp thoát nước Ninh Bình trân trọng kính mời:")], []),
        ([(230, 164, "------------"), (120, 178, "Công ty Cấp thoát nước Ninh Bình trân trọng kính mời:")], []),
        ([(104, 166, "Công ty Cấp thoát nước Ninh Bình xin thông báo lịch tạm ngừng cấp")], [(80, 182, "nước:")]),
        ([(230, 161, "____________"), (128, 172, "Công ty Cấp thoát nước Ninh Bình trân trọng kính mời:")], []),
        ([(230, 161, "------------"), (128, 172, "Công ty Cấp thoát nước Ninh Bình trân trọng kính mời:")], []),
        (
            [(102, 163, "Công ty Cấp thoát nước Ninh Bình xin thông báo lịch tạm ngừng cấp")],
            [(80, 178, "nước như sau:")],
        ),
    ],
    ids=[
        "a rule of underscores", "a rule of dashes", "a paragraph that goes on at the margin", "a rule in the middle",
        "dashes in the middle", "a paragraph in the middle that goes on at the margin",
    ],
)  # fmt: skip
def test_a_first_paragraph_close_under_a_subject(first: Rows, second: Rows) -> None:
    below = [(x, y + 40, text) for x, y, text in [*BODY, *FOOT]]
    found = read(page([*HEAD, *UNDER_TITLE, *first, *second, *below]))
    assert found["subject"] == ["Về việc tạm ngừng cấp nước để đấu nối ống"]
    assert found["body"][0].startswith("Công ty Cấp thoát nước Ninh Bình")
