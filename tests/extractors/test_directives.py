"""Việc được giao: who must do what, with whom, reported to whom."""

# ruff: noqa: E501 (a case is one row)
from __future__ import annotations

import time

import pytest

from extractors.deadlines import deadlines
from extractors.directives import directives
from extractors.directives.parties import reported, split
from extractors.document import from_texts
from extractors.record import Directive, Reading
from tests.extractors.reading_texts import table


def read(body: str) -> tuple[Directive, ...]:
    doc = from_texts({"body": body})
    doc._.issued_on = Reading(value="2024-10-17", text="", where=(), confidence=1.0)
    return directives(deadlines(doc))._.directives


ROWS = [
    # text, (action, assignees, support, report_to, route, deadline) of each
    (
        "Giao Ban Tổ chức Tỉnh ủy phối hợp với các cơ quan liên quan đề xuất nội dung gợi ý; tổng hợp báo cáo Ban Tổ chức Trung ương.",
        [("đề xuất nội dung gợi ý; tổng hợp báo cáo Ban Tổ chức Trung ương", ("Ban Tổ chức Tỉnh ủy",), ("các cơ quan liên quan",), "Ban Tổ chức Trung ương", None, None)],
    ),
    (
        "Ban Thường vụ Tỉnh ủy yêu cầu các đảng đoàn, lãnh đạo các cơ quan, đơn vị, đảng ủy trực thuộc Tỉnh ủy triển khai, thực hiện kiểm điểm "
        "hoàn thành trước ngày 20/12/2024 và báo cáo Ban Thường vụ Tỉnh ủy (qua Ban Tổ chức Tỉnh ủy) chậm nhất đến ngày 31/12/2024./.",
        [
            ("triển khai, thực hiện kiểm điểm", ("các đảng đoàn", "lãnh đạo các cơ quan, đơn vị", "đảng ủy trực thuộc Tỉnh ủy"), (), None, None, 0),
            ("báo cáo Ban Thường vụ Tỉnh ủy", ("các đảng đoàn", "lãnh đạo các cơ quan, đơn vị", "đảng ủy trực thuộc Tỉnh ủy"), (), "Ban Thường vụ Tỉnh ủy", "Ban Tổ chức Tỉnh ủy", 1),
        ],
    ),
    (
        "Đề nghị Đài Phát thanh và Truyền hình tỉnh chủ trì, phối hợp với Công an tỉnh tuyên truyền Luật trên sóng trước ngày 15/11/2024.",
        [("tuyên truyền Luật trên sóng", ("Đài Phát thanh và Truyền hình tỉnh",), ("Công an tỉnh",), None, None, 0)],
    ),
    (
        "Sở Nội vụ đề nghị các sở, ban, ngành thực hiện một số nội dung sau:\n\n1. Rà soát biên chế năm 2024.\n\n2. Gửi báo cáo về Sở Nội vụ trước ngày 15/11/2024.",
        [
            ("Rà soát biên chế năm 2024", ("các sở, ban, ngành",), (), None, None, None),
            ("Gửi báo cáo về Sở Nội vụ", ("các sở, ban, ngành",), (), "Sở Nội vụ", None, 0),
        ],
    ),
    ("Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh kịp thời để được hướng dẫn.", []),
    ("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV.", []),
    ("Bảo đảm mục đích, yêu cầu, nội dung quy định.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_directives(text: str, expected: list[tuple[object, ...]]) -> None:
    assert [(d.action, d.assignees, d.support, d.report_to, d.route, d.deadline) for d in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các cơ quan, đơn vị, địa phương", ("các cơ quan, đơn vị, địa phương",)),
        ("Sở Nội vụ, Sở Tài chính và Công an tỉnh", ("Sở Nội vụ", "Sở Tài chính", "Công an tỉnh")),
        ("Bộ Nông nghiệp và Môi trường", ("Bộ Nông nghiệp và Môi trường",)),
        ("ban thường vụ các huyện ủy, thị ủy, thành ủy", ("ban thường vụ các huyện ủy, thị ủy, thành ủy",)),
    ],
)
def test_split(text: str, expected: tuple[str, ...]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("action", "to", "route"),
    [
        (
            "gửi báo cáo về Sở Nông nghiệp và Môi trường (qua Chi cục Kiểm lâm)",
            "Sở Nông nghiệp và Môi trường",
            "Chi cục Kiểm lâm",
        ),
        ("báo cáo Sở Y tế", "Sở Y tế", None),
        ("gửi danh sách (qua email: phongtc@x.vn)", None, None),
        ("rà soát quy chế", None, None),
    ],
)
def test_reported(action: str, to: str | None, route: str | None) -> None:
    assert reported(action) == (to, route)


TABLES = [
    # the table, (action, assignees, support, deadline) of each row, why
    (
        """TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành
        1 | Rà soát quy chế | Sở Nội vụ | Các sở, ngành | 15/12/2024""",
        [("Rà soát quy chế", ("Sở Nội vụ",), ("Các sở, ngành",), 0)], "a row",
    ),
    (
        """TT | Nhiệm vụ | Cơ quan thực hiện | Thời hạn
        I | CÔNG TÁC CẢI CÁCH
        1 | Công bố thủ tục | Văn phòng, Sở Tư pháp | Thường xuyên
        2 | Sơ kết | Văn phòng | Tháng 12/2024""",
        [("Công bố thủ tục", ("Văn phòng", "Sở Tư pháp"), (), None), ("Sơ kết", ("Văn phòng",), (), 0)],
        "a heading of a group is no task",
    ),
    ("""TT | Họ và tên | Ngày sinh
        1 | Nguyễn Văn Hùng | 15/12/1984""", [], "no table of tasks"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), TABLES)
def test_rows_of_a_table(text: str, expected: list[tuple[object, ...]], why: str) -> None:
    doc = table(text)
    doc._.issued_on = Reading(value="2024-10-17", text="", where=(), confidence=1.0)
    made = directives(deadlines(doc))._.directives
    assert [(one.action, one.assignees, one.support, one.deadline) for one in made] == expected, why


ACTORS = [
    # a sentence, who acts in each of its clauses, why
    ("Giao Phòng Nội vụ tham mưu kế hoạch; Công an huyện bảo đảm an ninh trật tự.",
     [("Phòng Nội vụ",), ("Công an huyện",)], "another body acts"),
    ("Giao Phòng Nội vụ tham mưu kế hoạch; UBND các xã rà soát, báo cáo; Phòng Tài chính cấp kinh phí cho các xã.",
     [("Phòng Nội vụ",), ("UBND các xã",), ("Phòng Tài chính",)], "three of them"),
    ("Giao Phòng Nội vụ tham mưu kế hoạch; các nội dung khác thực hiện theo quy định.",
     [("Phòng Nội vụ",)], "things do not act"),
    ("Giao Phòng Nội vụ tham mưu kế hoạch; đơn vị nào không thực hiện phải giải trình.",
     [("Phòng Nội vụ",)], "whoever does not"),
    ("Giao Phòng Nội vụ tham mưu kế hoạch; Phòng Tài chính đã bố trí kinh phí.", [("Phòng Nội vụ",)], "what was done"),
    ("Giao Phòng Nội vụ tham mưu kế hoạch; theo dõi, đôn đốc các xã thực hiện.", [("Phòng Nội vụ",)], "the same goes on"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), ACTORS)
def test_a_new_actor_in_a_sentence(text: str, expected: list[tuple[str, ...]], why: str) -> None:
    assert [one.assignees for one in read(text)] == expected, why


@pytest.mark.parametrize("piece", ["Đề nghị các sở báo cáo. ", "yêu cầu ", "1. ", "Giao "])
def test_hostile_text_is_quick(piece: str) -> None:
    doc = from_texts({"body": (piece * (1_000_000 // len(piece) + 1))[:1_000_000]})
    start = time.process_time()
    directives(doc)
    assert time.process_time() - start < 2
