"""Who acts where a verb stands in a name, where it is told which of a kind are meant, or where a thing comes first."""

# ruff: noqa: E501 (a case is one row)
from __future__ import annotations

import pytest

from extractors.deadlines import deadlines
from extractors.directives import directives
from extractors.document import from_texts
from extractors.record import Directive, KindReading, Reading


def read(*blocks: str, kind: str = "CV") -> tuple[Directive, ...]:
    doc = from_texts({"body": "\n\n".join(blocks)})
    doc._.issued_on = Reading(value="2024-10-17", text="", where=(), confidence=1.0)
    doc._.kind = KindReading(value=kind, name=kind, text="", where=(), confidence=1.0)
    return directives(deadlines(doc))._.directives


LEAD = "Sở Nông nghiệp yêu cầu các đơn vị:"
ITEMS = [
    # an item under an order, (who, action) of each duty in it, why
    ("1. Trung tâm bồi dưỡng chính trị huyện mở lớp cho bí thư chi bộ trong tháng 11/2024.",
     [("Trung tâm bồi dưỡng chính trị huyện", "mở lớp cho bí thư chi bộ")], "a verb names the centre"),
    ("1. Trung tâm bồi dưỡng 30 giáo viên dạy Tin học trong tháng 11/2024.",
     [("Trung tâm", "bồi dưỡng 30 giáo viên dạy Tin học")], "and here it is what the centre does"),
    ("2. Các tổ chức tín dụng trên địa bàn gửi báo cáo lãi suất trước ngày 05/11/2024.",
     [("Các tổ chức tín dụng trên địa bàn", "gửi báo cáo lãi suất")], "a verb names those of a kind"),
    ("3. Thanh tra, giám sát Chi nhánh kiểm tra việc mua bán ngoại tệ trước ngày 20/11/2024.",
     [("Thanh tra, giám sát Chi nhánh", "kiểm tra việc mua bán ngoại tệ")], "an office of two functions"),
    ("3. Thanh tra, giám sát việc mua bán ngoại tệ trước ngày 20/11/2024.",
     [("các đơn vị", "Thanh tra, giám sát việc mua bán ngoại tệ")], "two verbs that name nobody"),
    ("4. Cán bộ xã phụ trách khuyến nông hướng dẫn bà con phun thuốc trước ngày 20/11/2024.",
     [("Cán bộ xã phụ trách khuyến nông", "hướng dẫn bà con phun thuốc")], "what an officer is in charge of"),
    ("4. Phó Chủ tịch xã phụ trách việc phun thuốc.",
     [("Phó Chủ tịch xã", "phụ trách việc phun thuốc")], "what somebody is to be in charge of"),
    ("5. Đảng ủy xã Tân Hội lãnh đạo Hội Nông dân vận động hội viên đắp đập.",
     [("Đảng ủy xã Tân Hội", "lãnh đạo Hội Nông dân vận động hội viên đắp đập")], "who leads others"),
    ("5. Ủy ban nhân dân xã giao chi tiết chỉ tiêu cho từng ấp trước ngày 10/11/2024.",
     [("Ủy ban nhân dân xã", "giao chi tiết chỉ tiêu cho từng ấp")], "a short name that its level ends"),
    ("6. Các thành viên Ban Chỉ đạo xuống xã mỗi tháng một lần.",
     [("Các thành viên Ban Chỉ đạo", "xuống xã mỗi tháng một lần")], "no title of a list"),
    ("7. Đơn vị còn nợ vật tư tại kho (danh sách kèm theo) phải hoàn trả trước ngày 30/11/2024.",
     [("Đơn vị còn nợ vật tư tại kho", "hoàn trả")], "which of them are meant, and what they must do"),
    ("7. Đơn vị có trách nhiệm thu hồi vật tư phải thanh lý.",
     [("Đơn vị", "thu hồi vật tư phải thanh lý")], "what all must do, with something that must be done in it"),
    ("8. Kết quả tiêm phòng, Trạm Thú y huyện báo cáo Chi cục Thú y chậm nhất ngày 25/11/2024.",
     [("Trạm Thú y huyện", "Kết quả tiêm phòng báo cáo Chi cục Thú y")], "what is reported comes first"),
    ("8. Riêng báo cáo quý IV, Trạm Thú y các huyện gửi trước ngày 25/12/2024.",
     [("Trạm Thú y các huyện", "báo cáo quý IV")], "one report apart"),
    ("8. Đối với đàn lợn đã tiêm mũi một, các Trạm Thú y tiêm nhắc lại trước ngày 25/11/2024.",
     [("các Trạm Thú y", "tiêm nhắc lại")], "what it is done to comes first"),
    ("9. Cấp vôi bột cho các xã; phun khử trùng 12 chợ. Hai việc này xong trước ngày 30/11/2024.",
     [("các đơn vị", "Cấp vôi bột cho các xã; phun khử trùng 12 chợ")], "a deadline of both"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "expected", "why"), ITEMS)
def test_who_is_meant(item: str, expected: list[tuple[str, str]], why: str) -> None:
    made = read(LEAD, item)
    assert [("; ".join(one.assignees), one.action) for one in made] == expected, why
    assert all((one.deadline is not None) == ("/2024" in item) for one in made), why


def test_those_of_a_kind_who_must_do_something_stand_outside_the_list() -> None:
    made = read(LEAD, "1. Phòng Thú y rà soát số hộ nuôi lợn.", "Những xã có lợn chết phải lập biên bản tiêu hủy.")
    assert [one.assignees for one in made] == [("Phòng Thú y",), ("Những xã có lợn chết",)]


@pytest.mark.parametrize(
    ("last", "who"),
    [
        ("Các hộ nuôi lợn giữ gìn vệ sinh chuồng trại.", [("Các hộ nuôi lợn",)]),
        ("Các đơn vị đã gửi số liệu không phải gửi lại.", []),
        ("Các nội dung khác thực hiện theo kế hoạch đã ban hành.", []),
        ("Các văn bản trước đây trái với công văn này hết hiệu lực.", []),
        ("Đại biểu tự túc chi phí đi lại.", []),
    ],
)  # fmt: skip
def test_all_of_a_kind_after_the_items_of_an_order(last: str, who: list[tuple[str, ...]]) -> None:
    made = read(LEAD, "1. Phòng Thú y rà soát số hộ nuôi lợn.", "2. Trạm Y tế lập danh sách người bệnh.", last)
    assert [one.assignees for one in made if one.confidence > 0.6] == [("Phòng Thú y",), ("Trạm Y tế",), *who]


def test_all_of_a_kind_in_a_list_that_says_what_is_to_be_done() -> None:
    made = read(
        "Phòng Thú y đề nghị các đơn vị đánh giá kết quả tiêm phòng với các yêu cầu sau:",
        "1. Các trang trại lập sổ theo dõi đàn lợn.",
    )
    assert [one.assignees for one in made][-1] == ("Các trang trại",)


@pytest.mark.parametrize(
    ("last", "asked"),
    [
        ("c) Kho bạc Nhà nước huyện tiếp tục thanh toán gói thầu số 2.", [("Sở Xây dựng",), ("Kho bạc Nhà nước huyện",)]),
        ("c) Kho bạc Nhà nước huyện đã thanh toán gói thầu số 2.", [("Sở Xây dựng",)]),
    ],
)  # fmt: skip
def test_who_is_named_beside_what_a_paper_that_tells_asks(last: str, asked: list[tuple[str, ...]]) -> None:
    made = read("4. Kiến nghị:", "a) Đề nghị Sở Xây dựng thẩm định hồ sơ điều chỉnh.", last, kind="TTr")
    assert [one.assignees for one in made] == asked


@pytest.mark.parametrize(
    "text",
    ["Công ty mong tiếp tục nhận được sự hợp tác của UBND phường.", "Mong tiếp tục nhận được sự phối hợp của các đơn vị."],
)  # fmt: skip
def test_what_the_writer_hopes_for_is_not_ordered(text: str) -> None:
    assert [one.action for one in read(LEAD, "1. Phòng Thú y rà soát số hộ nuôi lợn.", text)] == [
        "rà soát số hộ nuôi lợn"
    ]


SURE = 0.9
DOUBTS = [
    # an order read as sure, one like it that is doubtful, why
    ("Giao Trung tâm Y tế huyện phun thuốc, báo cáo UBND huyện trước ngày 25/11/2024.",
     "Giao Trung tâm Y tế huyện phun thuốc; báo cáo UBND huyện trước ngày 25/11/2024.", "a deadline of both, or of the last"),
    ("Giao Trung tâm Y tế huyện phun thuốc, báo cáo UBND huyện trước ngày 25/11/2024.",
     "Giao Trung tâm phun thuốc, báo cáo UBND huyện trước ngày 25/11/2024.", "a name that may go on"),
    ("Giao Sở Y tế rà soát số máy, báo cáo UBND tỉnh trước ngày 25/11/2024.",
     "Giao Sở Y tế rà soát số máy mà Bộ cấp, báo cáo UBND tỉnh trước ngày 25/11/2024.", "a clause within"),
    ("Giao Sở Y tế rà soát số máy, báo cáo UBND tỉnh trước ngày 25/11/2024.",
     "Giao Sở Y tế rà soát số máy, định kỳ 6 tháng báo cáo UBND tỉnh trước ngày 25/11/2024.", "again and again"),
    ("Giao Sở Y tế rà soát số máy (cũ), báo cáo UBND tỉnh trước ngày 25/11/2024.",
     "Giao Sở Y tế rà soát số máy (cũ, báo cáo UBND tỉnh trước ngày 25/11/2024.", "a bracket that stays open"),
    ("Giao Sở Y tế rà soát số máy, báo cáo UBND tỉnh trước ngày 25/11/2024.",
     f"Giao Sở Y tế rà soát số máy {'của trạm y tế xã và ' * 6}bệnh viện, báo cáo UBND tỉnh trước ngày 25/11/2024.", "many words"),
]  # fmt: skip


@pytest.mark.parametrize(("plain", "doubtful", "why"), DOUBTS)
def test_what_may_be_read_in_two_ways_is_not_sure(plain: str, doubtful: str, why: str) -> None:
    (high,), (low,) = read(plain), read(doubtful)
    assert low.confidence < high.confidence, why
    assert low.confidence < SURE <= high.confidence, why
