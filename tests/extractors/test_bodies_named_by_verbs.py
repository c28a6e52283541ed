"""Bodies that a verb names, those of a kind by what they did or did not do, and what is no duty of anybody."""

# ruff: noqa: E501 (a case is one row)
from __future__ import annotations

import pytest

from extractors.deadlines import deadlines
from extractors.directives import directives
from extractors.document import from_texts
from extractors.record import Directive, IssuerReading, KindReading, Reading, Recipient


def read(
    *blocks: str, kind: str = "CV", issuer: str = "Sở Giao thông vận tải tỉnh Nghệ An", to: str = ""
) -> tuple[Directive, ...]:
    doc = from_texts({"body": "\n\n".join(blocks)})
    doc._.issued_on = Reading(value="2024-10-17", text="", where=(), confidence=1.0)
    doc._.kind = KindReading(value=kind, name=kind, text="", where=(), confidence=1.0)
    doc._.issuer = IssuerReading(value=issuer, text="", where=(), confidence=1.0)
    if to:
        doc._.recipients = (Recipient(value=to, text="", where=(), confidence=1.0, role="addressee"),)
    return directives(deadlines(doc))._.directives


def duties(made: tuple[Directive, ...]) -> list[tuple[str, str]]:
    return [("; ".join(one.assignees), one.action) for one in made]


LEAD = "Sở Giao thông vận tải yêu cầu các đơn vị:"


@pytest.mark.parametrize(
    ("item", "expected", "why"),
    [
        ("1. Các doanh nghiệp khai thác cát sỏi lắp đặt camera tại bến trước ngày 20/11/2024.",
         [("Các doanh nghiệp khai thác cát sỏi", "lắp đặt camera tại bến")], "what they live by names them"),
        ("1. Nhà thầu thi công hầm chui rà soát biển báo trước ngày 20/11/2024.",
         [("Nhà thầu thi công hầm chui", "rà soát biển báo")], "what it builds names it"),
        ("1. Trạm quản lý chặt xe quá tải.",
         [("Trạm", "quản lý chặt xe quá tải")], "here it is what the station does"),
        ("1. Công ty vận hành phà và kiểm tra phao cứu sinh trước ngày 20/11/2024.",
         [("Công ty", "vận hành phà và kiểm tra phao cứu sinh")], "two duties of one body"),
        ("2. Các bến xe đã bàn giao hồ sơ bổ sung sổ theo dõi trước ngày 20/11/2024.",
         [("Các bến xe đã bàn giao hồ sơ", "bổ sung sổ theo dõi")], "which of them are meant"),
        ("3. Công chức Địa chính - Xây dựng rà soát mốc lộ giới trước ngày 20/11/2024.",
         [("Công chức Địa chính - Xây dựng", "rà soát mốc lộ giới")], "a post, where people of a kind are not asked"),
        ("4. UBND các huyện Kỳ Sơn, Tương Dương, Ba Bể kiểm tra ngầm tràn trước ngày 20/11/2024.",
         [("UBND các huyện Kỳ Sơn, Tương Dương, Ba Bể", "kiểm tra ngầm tràn")], "a place that begins with a number"),
    ],
)  # fmt: skip
def test_who_is_named_by_a_verb(item: str, expected: list[tuple[str, str]], why: str) -> None:
    assert duties(read(LEAD, item)) == expected, why


@pytest.mark.parametrize("mark", ["", ":"])
def test_a_body_that_a_verb_names_heads_its_list(mark: str) -> None:
    made = read(
        LEAD, f"1. Các xí nghiệp quản lý cầu phà{mark}", "- Tổng kiểm tra phà, ca nô trước ngày 10/11/2024.",
        "- Bố trí người trực bến khi có mưa lớn.",
    )  # fmt: skip
    assert [one.assignees for one in made] == [("Các xí nghiệp quản lý cầu phà",)] * 2


def test_whom_one_sends_among_ones_own_is_not_asked() -> None:
    made = read(
        "Sở Giao thông vận tải đề nghị Thường trực Hội Nông dân các huyện:",
        "- Phân công ủy viên Thường trực theo dõi từng xã; cùng Hạt Kiểm lâm phát 300 tờ rơi, xong trong tháng 11/2024.",
        "- Thu nốt số tiền quỹ còn nợ.",
    )
    assert {one.assignees for one in made} == {("Thường trực Hội Nông dân các huyện",)}
    assert made[0].action.startswith("Phân công ủy viên Thường trực theo dõi từng xã")


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("Phòng Quản lý đô thị xây dựng phương án phân luồng; trình UBND thành phố trước ngày 20/11/2024.",
         ["xây dựng phương án phân luồng; trình UBND thành phố"]),
        ("Phòng Quản lý đô thị kiểm tra 12 nút giao; trình UBND thành phố kết quả kiểm tra trước ngày 20/11/2024.",
         ["kiểm tra 12 nút giao", "trình UBND thành phố kết quả kiểm tra"]),
        ("Hạt Quản lý đường bộ báo cáo thiệt hại trước ngày 20/11/2024; hồ sơ lập theo Quyết định số 41/QĐ-SGTVT.",
         ["báo cáo thiệt hại"]),
        ("Các bến phà thống kê phương tiện; danh mục gửi về Sở trước ngày 20/11/2024.",
         ["thống kê phương tiện; danh mục gửi về Sở"]),
    ],
)  # fmt: skip
def test_where_one_duty_ends(text: str, actions: list[str]) -> None:
    assert [one.action for one in read(LEAD, f"1. {text}")] == actions


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Đề nghị Công ty gửi bản giải trình trước ngày 20/11/2024; quá hạn trên, Sở Giao thông vận tải chưa có cơ sở thẩm định hồ sơ.", 1),
        ("Hội đồng xét xử hủy bản án sơ thẩm, giao hồ sơ về cấp sơ thẩm giải quyết lại.", 0),
        ("Tổng chiều dài tuyến cần sửa chữa là 12 km.", 0),
    ],
)  # fmt: skip
def test_what_is_told_is_no_duty(text: str, asked: int) -> None:
    assert len(read(text, to="Công ty Cổ phần Quản lý đường bộ 470")) == asked


def test_work_whose_label_is_followed_by_who_leads_it() -> None:
    made = read(
        "II. NỘI DUNG, TIẾN ĐỘ", "1. Tập huấn người lái đò: Phòng Vận tải chủ trì, hoàn thành trước ngày 20/11/2024.",
        kind="KH",
    )  # fmt: skip
    assert duties(made) == [("Phòng Vận tải", "Tập huấn người lái đò")]


def test_a_name_beside_its_action_is_surer_than_one_in_a_heading() -> None:
    near = read(LEAD, "1. Phòng Quản lý vận tải kiểm tra 12 bến đò ngang trên sông Lam trước ngày 20/11/2024.")
    above = read(LEAD, "1. Phòng Quản lý vận tải", "- Kiểm tra 12 bến đò ngang trên sông Lam trước ngày 20/11/2024.")
    assert [one.assignees for one in near] == [one.assignees for one in above]
    assert near[0].confidence >= above[0].confidence
