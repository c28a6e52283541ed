"""Works whose fields tell who does them, who helps and by when: in their own block, or in the blocks after it."""

# ruff: noqa: E501 (a case is one row)
from __future__ import annotations

import pytest

from extractors.deadlines import deadlines
from extractors.directives import directives
from extractors.document import from_texts
from extractors.record import KindReading, Reading

Told = tuple[str, str, str, str]
"""Who, the action, who helps, and the words of the deadline."""


def read(*blocks: str, kind: str = "KH") -> list[Told]:
    doc = from_texts({"body": "\n\n".join(blocks)})
    doc._.issued_on = Reading(value="2024-10-17", text="", where=(), confidence=1.0)
    doc._.kind = KindReading(value=kind, name=kind, text="", where=(), confidence=1.0)
    doc = directives(deadlines(doc))
    limits = [span.text for span in doc.spans["deadlines"]]
    return [
        ("; ".join(one.assignees), one.action, "; ".join(one.support), limits[one.deadline] if one.deadline is not None else "")
        for one in doc._.directives
    ]  # fmt: skip


RIVER = "Nạo vét kênh tiêu thôn Đông, thanh thải bèo rác"
LIGHT = "Lắp đèn chiếu sáng đường liên xã"


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (  # items under each work
            (
                f"1. {RIVER}", "- Đơn vị chủ trì: Hợp tác xã Đông Tiến.", "- Đơn vị phối hợp: Ban công tác Mặt trận thôn, Chi đoàn thanh niên.",
                "- Thời gian hoàn thành: Trước ngày 20/11/2024.",
                f"2. {LIGHT}", "- Cơ quan thực hiện: Phòng Quản lý đô thị.", "- Kinh phí: 120.000.000 đồng.", "- Hạn hoàn thành: 15/12/2024.",
            ),
            [
                ("Hợp tác xã Đông Tiến", RIVER, "Ban công tác Mặt trận thôn; Chi đoàn thanh niên", "Trước ngày 20/11/2024"),
                ("Phòng Quản lý đô thị", LIGHT, "", "Hạn hoàn thành: 15/12/2024"),
            ],
        ),
        (  # paragraphs without dashes; who leads and who helps in one value
            (f"a) {LIGHT}", "Đơn vị thực hiện: Phòng Quản lý đô thị chủ trì, phối hợp với Điện lực huyện thực hiện.", "Thời gian: trước ngày 05/12/2024"),
            [("Phòng Quản lý đô thị", LIGHT, "Điện lực huyện", "trước ngày 05/12/2024")],
        ),
        (  # the work stands after a label of its own, beside the fields
            ("1. Hạ tầng thủy lợi", f"a) Nội dung: {RIVER}", "b) Cơ quan chủ trì: UBND xã Đông Tiến", "c) Thời hạn: trước ngày 01/12/2024"),
            [("UBND xã Đông Tiến", RIVER, "", "trước ngày 01/12/2024")],
        ),
        (  # the same, after the fields
            ("1. Hạ tầng thủy lợi cấp xã", "- Đơn vị thực hiện: UBND xã Đông Tiến;", f"- Nội dung: {RIVER};", "- Yêu cầu xong trước ngày 01/12/2024."),
            [("UBND xã Đông Tiến", RIVER, "", "trước ngày 01/12/2024")],
        ),
        (  # in brackets, and in later sentences
            (f"- {RIVER} (chủ trì: Phòng Kinh tế; phối hợp: Trạm Thủy nông; thời gian: trước ngày 30/11/2024);", f"- {LIGHT}. Phụ trách: Phòng Kinh tế; thời gian: trước ngày 10/12/2024."),
            [("Phòng Kinh tế", RIVER, "Trạm Thủy nông", "trước ngày 30/11/2024"), ("Phòng Kinh tế", LIGHT, "", "trước ngày 10/12/2024")],
        ),
        (  # fields beside several items are those of all of them
            ("1. Công tác chiếu sáng", f"- {LIGHT};", "- Thay bóng hỏng ở khu trung tâm.", "- Người thực hiện: Tổ điện xã.", "- Hoàn thành trước ngày 12/12/2024."),
            [("Tổ điện xã", LIGHT, "", "trước ngày 12/12/2024"), ("Tổ điện xã", "Thay bóng hỏng ở khu trung tâm", "", "trước ngày 12/12/2024")],
        ),
        (  # under the last of them, those of the last
            (f"- {RIVER};", f"- {LIGHT}", "+ Đơn vị thực hiện: Tổ điện xã.", "+ Thời gian: trước ngày 12/12/2024."),
            [("Tổ điện xã", LIGHT, "", "trước ngày 12/12/2024")],
        ),
        (  # no label: a block that says no more than who does it, or by when
            (f"2. {LIGHT}", "- Giao Phòng Quản lý đô thị chủ trì, phối hợp với Điện lực huyện thực hiện.", "- Hoàn thành trước ngày 12/12/2024."),
            [("Phòng Quản lý đô thị", LIGHT, "Điện lực huyện", "trước ngày 12/12/2024")],
        ),
        (  # a label that may say who or when
            (f"1. {RIVER}", "- Thực hiện: trước ngày 12/12/2024.", "- Tham mưu: Phòng Kinh tế."),
            [("Phòng Kinh tế", RIVER, "", "trước ngày 12/12/2024")],
        ),
        (  # of what was ordered already, the fields tell the rest
            ("Giao các phòng thực hiện các việc sau:", f"1. {RIVER}.", "- Chủ trì: Phòng Kinh tế.", "- Thời gian: trước ngày 12/12/2024.", f"2. {LIGHT}."),
            [("Phòng Kinh tế", RIVER, "", "trước ngày 12/12/2024"), ("các phòng", LIGHT, "", "")],
        ),
        (  # a title without a verb, of which it is told who does it
            ("3. Ngày hội đọc sách huyện năm 2024", "- Đơn vị chủ trì: Thư viện huyện.", "- Địa điểm: sân vận động.", "- Thời gian: trước ngày 12/12/2024."),
            [("Thư viện huyện", "Ngày hội đọc sách huyện năm 2024", "", "trước ngày 12/12/2024")],
        ),
    ],
)  # fmt: skip
def test_fields_tell_of_the_work_before_them(blocks: tuple[str, ...], expected: list[Told]) -> None:
    assert read(*blocks) == expected


@pytest.mark.parametrize(
    ("blocks", "kind"),
    [
        (("1. Họp giao ban quý IV với các xã", "- Chủ trì: Phó Chủ tịch UBND huyện.", "- Thời gian: 14 giờ 00 ngày 20/10/2024."), "TB"),
        (("1. Họp giao ban quý IV với các xã", "- Chủ trì: đồng chí Lê Văn Bình.", "- Địa điểm: phòng họp số 2."), "GM"),
        ((f"1. {RIVER}", "- Đơn vị chủ trì: Phòng Kinh tế."), "BC"),
        (("1. Ngày hội đọc sách huyện năm 2024", "- Thời gian: trước ngày 12/12/2024."), "KH"),
        ((f"1. {RIVER}", "- Thời gian làm việc: cả ngày.", "- Địa điểm: thôn Đông."), "KH"),
        (("II. NỘI DUNG", "- Đơn vị chủ trì: Phòng Kinh tế."), "KH"),
        ((f"1. {RIVER}", "III. KINH PHÍ", "- Đơn vị thực hiện: Phòng Kinh tế."), "KH"),
    ],
)  # fmt: skip
def test_no_fields_of_a_work(blocks: tuple[str, ...], kind: str) -> None:
    assert read(*blocks, kind=kind) == []


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (  # a label before a duty
            (f"1. {RIVER}", "- Kinh phí: Phòng Tài chính bố trí 50 triệu đồng trước ngày 01/11/2024."),
            [("Phòng Tài chính", "bố trí 50 triệu đồng", "", "trước ngày 01/11/2024")],
        ),
        (  # more than that somebody does it
            (f"1. {RIVER}", "- Phòng Kinh tế phụ trách kỹ thuật, lập dự toán trước ngày 01/11/2024."),
            [("Phòng Kinh tế", "phụ trách kỹ thuật, lập dự toán", "", "trước ngày 01/11/2024")],
        ),
        (  # a date that stands as another item
            ("1. Phòng Kinh tế nạo vét kênh trước ngày 01/11/2024.", "2. Trước ngày 15/11/2024."),
            [("Phòng Kinh tế", "nạo vét kênh", "", "trước ngày 01/11/2024")],
        ),
        (  # a work has but its own fields
            (f"1. {RIVER}", f"2. {LIGHT}", "- Đơn vị thực hiện: Tổ điện xã."),
            [("Tổ điện xã", LIGHT, "", "")],
        ),
    ],
)  # fmt: skip
def test_what_the_fields_leave_alone(blocks: tuple[str, ...], expected: list[Told]) -> None:
    assert read(*blocks) == expected
