"""Duties that stand apart by their form: what is reported again and again, what a report asks, requests beside duties."""

# ruff: noqa: E501 (a case is one row)
from __future__ import annotations

import pytest

from extractors.deadlines import deadlines
from extractors.directives import directives
from extractors.document import from_texts
from extractors.record import KindReading, Reading


def read(*blocks: str, kind: str) -> list[tuple[str, str]]:
    doc = from_texts({"body": "\n\n".join(blocks)})
    doc._.issued_on = Reading(value="2024-10-17", text="", where=(), confidence=1.0)
    doc._.kind = KindReading(value=kind, name=kind, text="", where=(), confidence=1.0)
    return [("; ".join(one.assignees), one.action) for one in directives(deadlines(doc))._.directives]


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        # what is reported again and again is a duty of its own
        ("Trạm Thú y huyện tiêm phòng đàn gia súc vụ thu; trước ngày 20 hằng tháng báo cáo kết quả về Chi cục.", ["tiêm phòng đàn gia súc vụ thu", "báo cáo kết quả về Chi cục"]),
        ("Các trường mầm non tổ chức bếp ăn bán trú; vào thứ Hai hằng tuần gửi thực đơn về Phòng.", ["tổ chức bếp ăn bán trú", "gửi thực đơn về Phòng"]),
        # but who watches over something only reports on that
        ("Phòng Y tế theo dõi, đôn đốc việc tiêm chủng; trước ngày 20 hằng tháng báo cáo UBND huyện.", ["theo dõi, đôn đốc việc tiêm chủng; trước ngày 20 hằng tháng báo cáo UBND huyện"]),
        # and once is no more than the end of it
        ("Trạm Thú y huyện tiêm phòng đàn gia súc; trước ngày 20/11/2024 báo cáo kết quả về Chi cục.", ["tiêm phòng đàn gia súc; trước ngày 20/11/2024 báo cáo kết quả về Chi cục"]),
    ],
)  # fmt: skip
def test_what_recurs_is_a_duty_of_its_own(text: str, actions: list[str]) -> None:
    assert [action for _, action in read("IV. TỔ CHỨC THỰC HIỆN", text, kind="KH")] == actions


ROAD = "Sớm bố trí vốn nâng cấp đường vào bản Nậm Cang."


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (("III. KHÓ KHĂN VÀ KIẾN NGHỊ", f"1. Đối với UBND huyện: {ROAD}"), [("UBND huyện", ROAD.rstrip("."))]),
        (("IV. ĐỀ XUẤT, KIẾN NGHỊ VỚI CẤP TRÊN", f"- Đối với Sở Giao thông vận tải: {ROAD}"), [("Sở Giao thông vận tải", ROAD.rstrip("."))]),
        (("II. KẾT QUẢ THỰC HIỆN", f"1. Đối với UBND huyện: {ROAD}"), []),
        (("II. KIẾN NGHỊ CỦA CỬ TRI", f"1. Đối với UBND huyện: {ROAD}"), []),
        (("II. KẾT QUẢ GIẢI QUYẾT KIẾN NGHỊ", f"1. Đối với UBND huyện: {ROAD}"), []),
        (("III. KIẾN NGHỊ", "1. UBND xã bố trí vốn nâng cấp đường vào bản."), []),
        (("1. Kiến nghị, đề xuất với UBND huyện:", f"- {ROAD}", "- Đề nghị cấp biển báo đường ngầm."), [("UBND huyện", ROAD.rstrip(".")), ("UBND huyện", "cấp biển báo đường ngầm")]),
        (("1. Kết quả phối hợp với UBND huyện:", f"- {ROAD}"), []),
        (("III. KIẾN NGHỊ", "1. Đối với UBND huyện: đã bố trí vốn nâng cấp đường vào bản."), []),
    ],
)  # fmt: skip
def test_what_a_report_asks_of_those_it_names(blocks: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert read(*blocks, kind="BC") == expected


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (  # each item names who acts: so does the request
            (
                "Điều 2. Các phòng, ban sau đây chịu trách nhiệm thi hành Kế hoạch:",
                "1. Phòng Nông nghiệp lập danh sách hộ nuôi cá lồng.",
                "2. Đề nghị Hội Nông dân huyện vận động hội viên ký cam kết.",
            ),
            [("Phòng Nông nghiệp", "lập danh sách hộ nuôi cá lồng"), ("Hội Nông dân huyện", "vận động hội viên ký cam kết")],
        ),
        (  # the items are the work of those who head the list: so is the request
            (
                "1. Phòng Nông nghiệp:",
                "- Lập danh sách hộ nuôi cá lồng.",
                "- Đề nghị Hội Nông dân huyện vận động hội viên ký cam kết.",
            ),
            [("Phòng Nông nghiệp", "Lập danh sách hộ nuôi cá lồng"), ("Phòng Nông nghiệp", "Đề nghị Hội Nông dân huyện vận động hội viên ký cam kết")],
        ),
        (  # and so is what comes first, whoever acts in the list before
            ("1. Phòng Y tế:", "- Lập danh sách trẻ em.", "2. Phòng Nông nghiệp:", "- Đề nghị Hội Nông dân huyện vận động hội viên ký cam kết."),
            [("Phòng Y tế", "Lập danh sách trẻ em"), ("Phòng Nông nghiệp", "Đề nghị Hội Nông dân huyện vận động hội viên ký cam kết")],
        ),
        (("Văn phòng UBND tỉnh xin thông báo để các sở, ngành biết, thực hiện./.",), []),
        (("Văn phòng UBND tỉnh trân trọng thông báo đến các sở, ngành biết và thực hiện./.",), []),
    ],
)  # fmt: skip
def test_whose_request(blocks: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert read(*blocks, kind="QĐ") == expected


@pytest.mark.parametrize(
    ("text", "who", "action"),
    [
        ("Đề nghị các đồng chí Bí thư chi bộ báo cáo cấp ủy cùng cấp trước ngày 20/11/2024.", "các đồng chí Bí thư chi bộ", "báo cáo cấp ủy cùng cấp"),
        ("Yêu cầu các cơ sở khám bệnh, chữa bệnh công lập niêm yết giá dịch vụ.", "các cơ sở khám bệnh, chữa bệnh công lập", "niêm yết giá dịch vụ"),
        ("Giao Bệnh viện huyện khám bệnh, chữa bệnh cho người cao tuổi.", "Bệnh viện huyện", "khám bệnh, chữa bệnh cho người cao tuổi"),
        ("Đề nghị các đồng chí cán bộ cao cấp báo cáo tuổi nghề.", "các đồng chí cán bộ cao cấp", "báo cáo tuổi nghề"),
    ],
)  # fmt: skip
def test_verbs_in_names_and_names_in_verbs(text: str, who: str, action: str) -> None:
    assert read(text, kind="CV") == [(who, action)]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("4. Phân công công chức đến tận nhà làm giấy khai sinh trước ngày 30/11/2024.", [("UBND các xã", "Phân công công chức đến tận nhà làm giấy khai sinh")]),
        ("4. Phân công Phòng Kinh tế làm giấy mời trước ngày 30/11/2024.", [("Phòng Kinh tế", "làm giấy mời")]),
    ],
)  # fmt: skip
def test_own_people_are_sent_and_others_are_ordered(item: str, expected: list[tuple[str, str]]) -> None:
    assert read("Đề nghị UBND các xã thực hiện các nội dung sau:", item, kind="CV") == expected


def test_a_heading_for_all_hands_nothing_on() -> None:
    blocks = (
        "Phó Chủ tịch UBND tỉnh kết luận như sau:",
        "II. NHIỆM VỤ CỦA CÁC ĐƠN VỊ",
        "1. Giao Sở Xây dựng chủ trì, cùng Sở Tài chính tháo gỡ thủ tục nghiệm thu trước ngày 30/11/2024.",
    )
    assert read(*blocks, kind="TB") == [("Sở Xây dựng", "tháo gỡ thủ tục nghiệm thu")]


def test_who_is_called_up_has_duties_too() -> None:
    blocks = (
        "Tòa án nhân dân tỉnh mở lớp bồi dưỡng và thông báo triệu tập như sau:",
        "1. Tòa án nhân dân các huyện lập danh sách học viên trước ngày 30/11/2024.",
        "2. Học viên mang theo Giấy chứng minh Hội thẩm nhân dân.",
    )
    assert read(*blocks, kind="TB")[1:] == [("Học viên", "mang theo Giấy chứng minh Hội thẩm nhân dân")]
