"""Việc được giao: who must do what, with whom, reported to whom."""

# ruff: noqa: E501 (a case is one row)
from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from extractors.deadlines import deadlines
from extractors.directives import directives, evidence, orders
from extractors.directives.parties import reported, split, without_route
from extractors.document import from_texts
from extractors.record import Directive, IssuerReading, KindReading, Reading, Recipient
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
        ("Trưởng phòng Lao động - Thương binh và Xã hội", ("Trưởng phòng Lao động - Thương binh và Xã hội",)),
        (
            "Chủ tịch UBND các huyện, thành phố ven biển, Sở Xây dựng",
            ("Chủ tịch UBND các huyện, thành phố ven biển", "Sở Xây dựng"),
        ),
        ("Chánh Văn phòng, các ông, bà có tên tại Điều 2", ("Chánh Văn phòng", "các ông, bà có tên tại Điều 2")),
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
        ("gửi báo cáo về Sở Y tế và Ủy ban nhân dân tỉnh", "Sở Y tế và Ủy ban nhân dân tỉnh", None),
        ("gửi danh sách (qua email: phongtc@x.vn)", None, None),
        ("rà soát quy chế", None, None),
    ],
)
def test_reported(action: str, to: str | None, route: str | None) -> None:
    assert reported(action) == (to, route)


@pytest.mark.parametrize(
    ("action", "kept"),
    [
        ("giám sát việc chi hỗ trợ theo Quyết định số 1408/QĐ-TLĐ ngày 01/8/2024 của Tổng Liên đoàn", "giám sát việc chi hỗ trợ"),
        ("báo cáo kết quả khám tuyển theo tinh thần Thông tư số 105/2023/TT-BQP", "báo cáo kết quả khám tuyển"),
        ("vận hành các cống ngăn mặn theo đúng quy trình tại Quyết định số 615/QĐ-UBND, ngày 12/02/2026", "vận hành các cống ngăn mặn"),
        ("rà soát hồ sơ theo Kế hoạch số 12/KH-UBND, báo cáo kết quả", "rà soát hồ sơ theo Kế hoạch số 12/KH-UBND, báo cáo kết quả"),
        ("theo dõi việc thực hiện Kế hoạch số 12/KH-UBND", "theo dõi việc thực hiện Kế hoạch số 12/KH-UBND"),
        ("nghiên cứu, góp ý dự thảo, trong đó tập trung vào các nội dung sau", "nghiên cứu, góp ý dự thảo"),
        ("đôn đốc việc thực hiện Kết luận này, chú ý những nơi còn chậm", "đôn đốc việc thực hiện Kết luận này"),
        ("rà soát hộ nghèo, tập trung lực lượng di dời dân", "rà soát hộ nghèo, tập trung lực lượng di dời dân"),
        ("báo cáo Sở Y tế (qua Phòng Nghiệp vụ Y)", "báo cáo Sở Y tế"),
        ("kiểm tra mạng theo Công văn số 15/BTTTT-THH ngày 02/3/2021 của Bộ Thông tin và Truyền thông, xử lý ngay lỗ hổng", "kiểm tra mạng theo Công văn số 15/BTTTT-THH, xử lý ngay lỗ hổng"),
        ("sửa đổi Quyết định số 15/QĐ-UBND ngày 02/3/2021 của UBND tỉnh về giá nước, trình trong quý", "sửa đổi Quyết định số 15/QĐ-UBND, trình trong quý"),
        ("gửi hồ sơ nêu tại Công văn 77/SNV-TCBC về Sở Nội vụ", "gửi hồ sơ nêu tại Công văn 77/SNV-TCBC về Sở Nội vụ"),
    ],
)  # fmt: skip
def test_an_action_without_the_paper_it_follows(action: str, kept: str) -> None:
    assert without_route(action) == kept


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
    (
        """TT | Nội dung | Đơn vị cung cấp | Thời hạn
        1 | Báo cáo nợ đọng thuế | Cục Thuế tỉnh | 18/12/2024""",
        [("Báo cáo nợ đọng thuế", ("Cục Thuế tỉnh",), (), 0)], "those who send in",
    ),
    (
        """TT | Nhiệm vụ | Cơ quan thực hiện | Thời hạn
        1 | Số hóa sổ hộ tịch | Chủ trì: Phòng Tư pháp; phối hợp: Bưu điện huyện | 15/12/2024
        2 | Lắp biển báo | Chủ trì: Phòng Kinh tế | 20/12/2024""",
        [("Số hóa sổ hộ tịch", ("Phòng Tư pháp",), ("Bưu điện huyện",), 0), ("Lắp biển báo", ("Phòng Kinh tế",), (), 1)], "who leads and who helps in one cell",
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
    ("Giao Phòng Nội vụ theo dõi việc thực hiện, Phòng Tài chính rà soát kinh phí, Văn phòng bố trí hội trường.",
     [("Phòng Nội vụ",), ("Phòng Tài chính",), ("Văn phòng",)], "each after a comma"),
    ("Giao Phòng Nội vụ gửi báo cáo cho Phòng Tài chính, Phòng Kinh tế tổng hợp.", [("Phòng Nội vụ",)], "names to whom it is sent"),
    ("Giao Phòng Nội vụ chủ trì, Phòng Tài chính phối hợp rà soát kinh phí.", [("Phòng Nội vụ",)], "who only helps"),
    ("Các huyện ủy ban hành nghị quyết trong quý IV/2024; phân công huyện ủy viên phụ trách từng xã.",
     [("Các huyện ủy",), ("Các huyện ủy",)], "a division of their own work"),
    ("Giao Ban Chính sách tham mưu kinh phí; Ban Tuyên giáo chịu trách nhiệm về nội dung khẩu hiệu.",
     [("Ban Chính sách",), ("Ban Tuyên giáo",)], "who answers for something"),
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


CLAUSES = [
    ("Giao Sở Công Thương cung ứng đủ xăng dầu cho vùng lũ trước ngày 20/10/2024.", [("Sở Công Thương", "cung ứng", 0)], "a verb of supply"),
    ("Giao Phòng Nông nghiệp thả bổ sung 20 vạn con cá giống xuống hồ trong tháng 11/2024.", [("Phòng Nông nghiệp", "thả bổ sung", 0)], "not from its second verb on"),
    ("Yêu cầu Hạt Quản lý đường bộ dặm vá ổ gà, kẻ lại vạch sơn trước ngày 20/12/2024.", [("Hạt Quản lý đường bộ", "dặm vá", 0)], "a verb of road works"),
    ("Giao Trạm Y tế xã tẩm màn, phun thuốc trước ngày 20/11/2024.", [("Trạm Y tế xã", "tẩm màn", 0)], "after the level no name goes on, whatever the verb"),
    ("Đề nghị các xã công khai danh sách trước ngày 20/11/2024.", [("các xã", "công khai", 0)], "not `đóng cống`"),
    ("Giao Phòng Giám sát, kiểm tra và thi hành án theo dõi việc thực hiện Kế hoạch này.", [("Phòng Giám sát, kiểm tra và thi hành án", "theo dõi", None)], "a unit of three functions"),
    ("Giao Vụ Giám sát, kiểm tra ban hành hướng dẫn trong tháng 11/2024.", [("Vụ Giám sát, kiểm tra", "ban hành", 0)], "a unit of two"),
    ("Giao Phòng Quản lý, vận hành hệ thống báo cáo Cục trưởng trước ngày 25/11/2024.", [("Phòng Quản lý, vận hành hệ thống", "báo cáo", 0)], "and what it does them to"),
    ("Giao Thanh tra, giám sát ngân hàng khu vực kiểm tra 10 chi nhánh trước ngày 30/11/2024.", [("Thanh tra, giám sát ngân hàng khu vực", "kiểm tra", 0)], "an office of two functions"),
    ("Yêu cầu: Sáu trường còn thiếu giáo viên lập kế hoạch hợp đồng trước ngày 25/10/2024.", [("Sáu trường còn thiếu giáo viên", "lập kế hoạch", 0)], "so many of them"),
    ("Đề nghị 05 đơn vị nêu trên giải trình bằng văn bản trước ngày 25/10/2024.", [("05 đơn vị nêu trên", "giải trình", 0)], "counted in figures"),
    ("Giám đốc Sở yêu cầu:\n\n1. Các trạm đã gửi báo cáo cập nhật số liệu mới.", [("Các trạm đã gửi báo cáo", "cập nhật", None)], "those who have sent something go on to act"),
    ("Giao Sở Y tế rà soát các trạm.\n\n2. Cơ sở đang sử dụng thiết bị cũ lập danh mục thay thế trước ngày 25/10/2024.", [("Sở Y tế", "rà soát", None), ("Cơ sở đang sử dụng thiết bị cũ", "lập danh mục", 0)], "those who are doing something"),
    ("Chi cục Thủy lợi chủ trì rà soát các hồ chứa trước ngày 15/11/2024. Trong thời hạn 05 ngày kể từ khi kết thúc đợt rà soát, lập danh mục công trình gửi Sở.", [("Chi cục Thủy lợi", "rà soát", 0), ("Chi cục Thủy lợi", "lập danh mục", 1)], "a later sentence is of those who act before"),
    ("Giao Sở Y tế thẩm định thuốc trước ngày 10/11/2024, Phòng Tài chính duyệt kinh phí trước ngày 12/11/2024.", [("Sở Y tế", "thẩm định", 0), ("Phòng Tài chính", "duyệt", 1)], "another acts after the first deadline"),
    ("Giao Sở Y tế theo dõi việc thực hiện; ngày 05 hằng tháng, Phòng Tổng hợp báo cáo Giám đốc.", [("Sở Y tế", "theo dõi", None), ("Phòng Tổng hợp", "báo cáo Giám đốc", 0)], "a deadline opens the clause of another"),
    ("Giao Công an xã tuần tra các chợ; khi phát hiện vi phạm thì lập biên bản, báo cáo ngay Chủ tịch.", [("Công an xã", "tuần tra", None), ("Công an xã", "khi phát hiện", None)], "what is to be done in some case stands apart"),
    ("Giao Sở Y tế chuẩn bị hội nghị; gửi danh sách đại biểu về Văn phòng trước ngày 10/11/2024.", [("Sở Y tế", "chuẩn bị", None), ("Sở Y tế", "gửi danh sách", 0)], "what is sent is another thing"),
    ("Giao Sở Y tế vận động người dân tiêm phòng; trước ngày 05 hằng tháng gửi số liệu người mắc về Văn phòng.",
     [("Sở Y tế", "vận động người dân tiêm phòng", None), ("Sở Y tế", "gửi số liệu người mắc", 0)], "what is sent again and again, its day first"),
    ("Giao Sở Y tế đôn đốc việc tiêm phòng; trước ngày 05 hằng tháng báo cáo Ủy ban nhân dân tỉnh.",
     [("Sở Y tế", "đôn đốc việc tiêm phòng; trước ngày", 0)], "a bare report only ends it"),
    ("Giao Sở Y tế xử lý vi phạm; báo cáo kết quả về Văn phòng trước ngày 10/11/2024.", [("Sở Y tế", "xử lý vi phạm; báo cáo kết quả", 0)], "its own result only ends it"),
    ("Giao Sở Y tế lập báo cáo thống kê; gửi báo cáo về Văn phòng trước ngày 10/11/2024.", [("Sở Y tế", "lập báo cáo thống kê; gửi báo cáo", 0)], "nor is its product another thing"),
    ("Giao Sở Y tế lấy ý kiến các xã; công việc này hoàn tất trước ngày 10/11/2024.", [("Sở Y tế", "lấy ý kiến", 0)], "when this work ends"),
    ("Giao Sở Y tế gửi báo cáo trước ngày 10/11/2024 để tổng hợp, báo cáo Bộ trước ngày 20/11/2024.", [("Sở Y tế", "gửi báo cáo", 0)], "the writer's own aim and term"),
    ("Giao Công an xã rà soát các hộ; danh sách do Phòng Kinh tế tổng hợp, gửi Văn phòng trước ngày 10/11/2024.", [("Công an xã", "rà soát", None), ("Phòng Kinh tế", "danh sách do", 0)], "who makes the product"),
    ("Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các chi bộ phản ánh về Văn phòng Đảng ủy.", [("các chi bộ", "phản ánh", None)], "who may meet with difficulties, and whom to tell"),
    ("Giao Sở Y tế rà soát. Hội đồng dự kiến họp vào ngày 20/11/2024.", [("Sở Y tế", "rà soát", None)], "what is planned is no duty"),
    ("Giao Sở Y tế rà soát. Ba bên họp định kỳ, do đồng chí Bí thư chủ trì.", [("Sở Y tế", "rà soát", None)], "who presides is told"),
    ("Mỗi chi bộ chọn 01 điển hình, viết báo cáo gửi Đảng ủy trước ngày 05/12/2024.", [("Mỗi chi bộ", "chọn", 0)], "each of them, not each time"),
    ("Giao Sở Giáo dục và Đào tạo cho học sinh nghỉ học tại các vùng bị ngập, rà soát thiệt hại trước ngày 10/11/2024.", [("Sở Giáo dục và Đào tạo", "cho học sinh", 0)], "to let others do something"),
    ("III. TỔ CHỨC THỰC HIỆN\n\n1. Trách nhiệm của Phòng Lao động:\n\n- Rà soát hộ nghèo trước ngày 20/11/2024.\n\n- Trình UBND huyện phê duyệt kết quả.", [("Phòng Lao động", "Rà soát", 0), ("Phòng Lao động", "Trình", None)], "a heading that tells whose duties follow"),
    ("Đề nghị các đơn vị lưu ý mấy việc sau:\n\n- Nộp hồ sơ về Phòng Tài chính trước ngày 20/12/2024;\n\n- Đối chiếu công nợ với Kho bạc.", [("các đơn vị", "Nộp hồ sơ", 0), ("các đơn vị", "Đối chiếu", None)], "some things are announced"),
    # text, (who, words of the action, deadline) of each, why
    ("Giao Sở Nội vụ rà soát biên chế; báo cáo kết quả về UBND tỉnh trước ngày 15/12/2024.",
     [("Sở Nội vụ", "rà soát biên chế; báo cáo kết quả", 0)], "a report rounds it off"),
    ("Giao Sở Nội vụ rà soát biên chế; báo cáo UBND tỉnh vào ngày 20 hằng tháng.",
     [("Sở Nội vụ", "rà soát biên chế", None), ("Sở Nội vụ", "báo cáo UBND tỉnh", 0)], "a report that recurs is one more"),
    ("Giao Hạt Kiểm lâm báo cáo Chi cục vào thứ Hai hằng tuần cho đến khi hết mùa khô.",
     [("Hạt Kiểm lâm", "báo cáo Chi cục vào thứ Hai hằng tuần cho đến khi hết mùa khô", 0)], "until when it recurs"),
    ("Giao Sở Y tế kiểm tra các bếp ăn; tham mưu UBND tỉnh quy chế phối hợp trước ngày 15/12/2024.",
     [("Sở Y tế", "kiểm tra các bếp ăn", None), ("Sở Y tế", "tham mưu UBND tỉnh quy chế", 0)], "advice is work of its own"),
    ("Đội Quản lý đô thị có trách nhiệm tháo dỡ biển quảng cáo trước ngày 10/12/2024, Điện lực thành phố có trách nhiệm "
     "di dời cột điện trước ngày 20/12/2024.",
     [("Đội Quản lý đô thị", "tháo dỡ biển quảng cáo", 0), ("Điện lực thành phố", "di dời cột điện", 1)], "after a comma"),
    ("Phòng Kinh tế, Phòng Nội vụ có trách nhiệm rà soát chợ tạm trước ngày 10/12/2024.",
     [("Phòng Kinh tế, Phòng Nội vụ", "rà soát chợ tạm", 0)], "two that have one duty"),
    ("Chi cục Thuế có nhiệm vụ ra văn bản đôn đốc các hộ kinh doanh trước ngày 10/12/2024.",
     [("Chi cục Thuế", "ra văn bản đôn đốc các hộ kinh doanh", 0)], "whatever verb a duty has"),
    ("Đề nghị:\n\n1. Các trường chưa nộp báo cáo khẩn trương rà soát, gửi về Phòng trước ngày 10/12/2024.",
     [("Các trường chưa nộp báo cáo", "khẩn trương rà soát, gửi về Phòng", 0)], "which of them are meant"),
    ("Riêng Sở Xây dựng, đề nghị rà soát đơn giá trước ngày 12/11/2024.",
     [("Sở Xây dựng", "rà soát đơn giá", 0)], "one named apart before what is asked"),
    ("Đề nghị thực hiện các nội dung sau:\n\n1. Các công ty may: đề nghị chủ nhà trọ giảm giá phòng trước ngày 12/11/2024.",
     [("Các công ty may", "đề nghị chủ nhà trọ giảm giá phòng", 0)], "what they are to ask of others"),
    ("1. Đối với Sở Xây dựng: đề nghị chỉ đạo rà soát đơn giá.", [("Sở Xây dựng", "chỉ đạo rà soát đơn giá", None)],
     "asked after a colon"),
    ("Yêu cầu Trạm trưởng các trạm:\n\n- Phân công nhân viên trực đêm; kiểm tra kho thuốc trước ngày 12/11/2024.",
     [("Trạm trưởng các trạm", "Phân công nhân viên trực đêm", None), ("Trạm trưởng các trạm", "kiểm tra kho thuốc", 0)],
     "own people, then other work"),
    ("Đề nghị các trạm gửi báo cáo tuần về Chi cục trước thứ Năm hằng tuần.",
     [("các trạm", "gửi báo cáo tuần về Chi cục", 0)], "a report that its term counts as its own"),
    ("2. Công an huyện\n\nTăng cường tuần tra tuyến biên giới.", [("Công an huyện", "Tăng cường tuần tra", None)],
     "a name without a second capital"),
    ("1. Phòng Y tế\n\n- Là cơ quan thường trực, chủ trì, phối hợp với Hội Chữ thập đỏ tổ chức hiến máu.",
     [("Phòng Y tế", "tổ chức hiến máu", None)], "what they are, then what they do"),
    ("Sau hội nghị, các cơ quan, đơn vị gửi tham luận về Văn phòng trước ngày 12/11/2024.",
     [("các cơ quan, đơn vị", "gửi tham luận về Văn phòng", 0)], "after what it is done"),
    ("1. Hiệu trưởng các trường:\n\n- Chịu trách nhiệm trước Trưởng phòng về an toàn bếp ăn.\n\n- Rà soát nguồn thực phẩm.",
     [("Hiệu trưởng các trường", "Chịu trách nhiệm trước Trưởng phòng về an toàn bếp ăn", None),
      ("Hiệu trưởng các trường", "Rà soát nguồn thực phẩm", None)], "what one answers for, in a list of duties"),
    ("1. Giao Phòng Y tế kiểm tra các quán ăn.\n\n2. Chủ tịch UBND các phường chịu trách nhiệm trước Chủ tịch UBND quận về vệ "
     "sinh vỉa hè; báo cáo kết quả về Phòng Y tế trước ngày 12/11/2024.",
     [("Phòng Y tế", "kiểm tra các quán ăn", None),
      ("Chủ tịch UBND các phường", "chịu trách nhiệm trước Chủ tịch UBND quận về vệ sinh vỉa hè", None),
      ("Chủ tịch UBND các phường", "báo cáo kết quả về Phòng Y tế", 0)], "what one answers for, and a report"),
    ("1. Giao Phòng Y tế kiểm tra các quán ăn.\n\n2. Đơn vị nào báo cáo chậm thì Thủ trưởng chịu trách nhiệm trước Giám đốc Sở.",
     [("Phòng Y tế", "kiểm tra các quán ăn", None)], "what follows for whoever does not"),
    ("Giao Sở Nội vụ tuyên truyền cải cách; rà soát biên chế trước ngày 15/12/2024.",
     [("Sở Nội vụ", "tuyên truyền cải cách", None), ("Sở Nội vụ", "rà soát biên chế", 0)], "another work"),
    ("Giao Sở Nội vụ rà soát biên chế trước ngày 15/12/2024; tuyên truyền cải cách.",
     [("Sở Nội vụ", "rà soát biên chế", 0), ("Sở Nội vụ", "tuyên truyền cải cách", None)], "work after the deadline"),
    ("Đề nghị các đơn vị lập danh sách gửi về Sở: đợt 1 chậm nhất 10/12/2024, đợt 2 chậm nhất 25/12/2024.",
     [("các đơn vị", "lập danh sách", 0), ("các đơn vị", "lập danh sách", 1)], "one work in two parts"),
    ("Đề nghị các đơn vị góp ý dự thảo; văn bản góp ý gửi về Sở Xây dựng trước ngày 15/12/2024.",
     [("các đơn vị", "góp ý dự thảo", 0)], "its product"),
    ("Đề nghị các xã gửi danh sách trước ngày 15/12/2024, đồng thời gửi tập tin Excel qua nhóm Zalo.",
     [("các xã", "gửi danh sách", 0)], "a copy is no work of its own"),
    ("Đề nghị các xã gửi danh sách trước ngày 15/12/2024; sau thời gian trên không nhận đăng ký bổ sung.",
     [("các xã", "gửi danh sách", 0)], "a term that ran out"),
    ("Đề nghị các xã báo cáo trước ngày 01/9/2024, tuy nhiên đến nay chưa nhận được báo cáo.", [], "an older request"),
    ("Sở Y tế thông báo để các đơn vị biết, thực hiện và báo cáo kết quả về Sở Y tế.",
     [("các đơn vị", "báo cáo kết quả về Sở Y tế", None)], "told, and to be done"),
    ("Sở Y tế thông báo để các đơn vị biết và thực hiện.", [], "told"),
    ("Thông tin về thuốc giả như sau: Các cơ sở bán lẻ thuốc rà soát, không kinh doanh thuốc này.",
     [("Các cơ sở bán lẻ thuốc", "rà soát", None)], "all of a kind, after a colon"),
    ("Ban Tiếp công dân chuyển đơn của ông Nam đến UBND xã Hòa An để xem xét, giải quyết theo thẩm quyền.",
     [("UBND xã Hòa An", "xem xét, giải quyết theo thẩm quyền", None)], "handed over"),
    ("Đơn vị không có nhu cầu xét tuyển đề nghị báo cáo về Sở Y tế bằng văn bản.",
     [("Đơn vị không có nhu cầu xét tuyển", "báo cáo về Sở Y tế", None)], "who is asked stands before"),
    ("Kinh phí do đơn vị chi trả; các xã cử cán bộ phối hợp; giao cho Phòng Y tế chuẩn bị tài liệu, hội trường.",
     [("các xã", "cử cán bộ", None), ("Phòng Y tế", "chuẩn bị tài liệu", None)], "an order among what is told"),
    ("Ban Chỉ đạo có quyền yêu cầu các đơn vị cung cấp số liệu.", [], "may"),
    ("Mục đích: kiến nghị khắc phục hồ sơ trễ hạn.", [], "what for"),
    ("Đề nghị các đơn vị:\n\n1. Kiểm đếm, lập danh sách hàng tồn đọng.\n\n2. Năm 2025, duy trì nền nếp.",
     [("các đơn vị", "Kiểm đếm, lập danh sách", None), ("các đơn vị", "Năm 2025, duy trì nền nếp", None)], "items"),
    ("Đề nghị Huyện ủy:\n\n- Phân công một đồng chí làm đầu mối.\n\n- Phân công Phòng Nội vụ theo dõi việc này.",
     [("Huyện ủy", "Phân công một đồng chí", None), ("Phòng Nội vụ", "theo dõi việc này", None)], "own work, an order"),
    ("1. Giao Sở Nội vụ rà soát biên chế.\n\n2. Công an xã bố trí lực lượng hỗ trợ các thôn.",
     [("Sở Nội vụ", "rà soát biên chế", None), ("Công an xã", "bố trí lực lượng", None)], "beside an order"),
    ("1. Giao Sở Nội vụ rà soát biên chế.\n\n2. Cán bộ, công chức gương mẫu thực hiện và vận động gia đình.",
     [("Sở Nội vụ", "rà soát biên chế", None)], "an appeal to everybody"),
    ("Đề nghị các xã:\n\n- Lập danh sách hộ nghèo.\n\n- Đăng ký số lượng sổ.\n\n"
     "Cả hai nội dung gửi về Sở trước ngày 30/12/2024.",
     [("các xã", "Lập danh sách hộ nghèo", 0), ("các xã", "Đăng ký số lượng sổ", 0)], "a deadline of all of it"),
    ("Đề nghị các xã:\n\n1. Đối chiếu hồ sơ. Việc này hoàn thành trong tháng 12/2024.",
     [("các xã", "Đối chiếu hồ sơ", 0)], "a deadline of this work"),
    ("Ban Kiểm tra (thành lập theo Quyết định số 7/QĐ-SNV) phải lập biên bản trước ngày 15/12/2024.",
     [("Ban Kiểm tra", "lập biên bản", 0)], "brackets in who"),
    ("Phân công đồng chí Trần Văn Hùng, Phó Chủ tịch UBND huyện trực tiếp kiểm tra việc sơ tán.",
     [("đồng chí Trần Văn Hùng, Phó Chủ tịch UBND huyện", "kiểm tra việc sơ tán", None)], "a person and his title"),
    ("Uỷ ban nhân dân huyện yêu cầu Uỷ ban nhân dân các xã tiêu huỷ, báo cáo trước ngày 15/12/2024.",
     [("Ủy ban nhân dân các xã", "", 0)], "one spelling"),
    ("Rất mong sự quan tâm, phối hợp của quý cơ quan, đơn vị.", [], "nouns after sự"),
    ("Rất mong các xã quan tâm, phối hợp.", [("các xã", "quan tâm, phối hợp", None)], "the same as verbs"),
    ("UBND xã rất mong văn bản trả lời của quý Sở.", [], "a noun before của"),
    ("Đề nghị quý Sở xem xét, hướng dẫn chế độ.\n\nDo đã đến hạn, UBND xã rất mong nhận được văn bản trả lời của "
     "quý Sở trước ngày 15/12/2024.", [("quý Sở", "xem xét, hướng dẫn", 0)], "the answer that is waited for"),
    ("Đề nghị các đơn vị lưu ý một số nội dung sau:\n\n1. Gửi hồ sơ về Phòng trước ngày 15/12/2024.",
     [("các đơn vị", "Gửi hồ sơ", 0)], "words that only announce"),
    ("Đề nghị quý Sở xem xét, hướng dẫn các nội dung sau:\n\nMột là, cách tính phụ cấp.",
     [("quý Sở", "hướng dẫn các nội dung", None)], "they order where no item does"),
    ("Đề nghị các đảng ủy lãnh đạo thực hiện như sau:\n\n(1) Đảng ủy Sở Xây dựng: rà soát hồ sơ.\n\n(2) Đảng ủy Sở Y tế "
     "báo cáo số liệu.", [("Đảng ủy Sở Xây dựng", "rà soát", None), ("Đảng ủy Sở Y tế", "báo cáo", None)],
     "items that name their own"),
    ("Chủ tịch UBND tỉnh chỉ thị:\n\n1. Sở Y tế\n\na) Cấp thuốc cho các xã.\n\n2. Sở Xây dựng rà soát các cống.",
     [("Sở Y tế", "Cấp thuốc", None), ("Sở Xây dựng", "rà soát", None)], "who is named over a list"),
    ("Chủ tịch UBND tỉnh chỉ thị:\n\n1. Văn phòng Đảng ủy:\n\na) Cấp thuốc cho các xã.",
     [("Văn phòng Đảng ủy", "Cấp thuốc", None)], "a name in capitals with accents"),
    ("Đề nghị các xã rà soát hộ nghèo. ưu tiên hộ có người già trước ngày 15/12/2024.",
     [("các xã", "rà soát hộ nghèo. ưu tiên hộ có người già", 0)], "a speck ends no sentence"),
    ("Chủ tịch UBND tỉnh chỉ thị:\n\n1. Đội bóng\n\na) Cấp thuốc cho các xã.", [], "no name over a list"),
    ("Chủ đầu tư được phép tất toán nguồn vốn; thanh toán cho nhà thầu trước ngày 15/12/2024.",
     [("Chủ đầu tư", "thanh toán cho nhà thầu", 0)], "what they may, then what they must"),
    ("UBND tỉnh chịu trách nhiệm toàn diện về số liệu; gửi hồ sơ trước ngày 15/12/2024.",
     [("UBND tỉnh", "gửi hồ sơ", 0)], "what they answer for"),
    ("Giao Văn phòng theo dõi, đôn đốc, định kỳ trước ngày 25 hằng tháng tổng hợp, báo cáo UBND tỉnh.",
     [("Văn phòng", "đôn đốc, định kỳ trước ngày 25 hằng tháng tổng hợp, báo cáo", 0)], "a deadline before its verb"),
    ("Giao Sở Y tế lập danh sách (hoàn thành trước ngày 15/12/2024) gửi Sở Nội vụ.",
     [("Sở Y tế", "gửi Sở Nội vụ", 0)], "a deadline in brackets"),
    ("Giao Sở Y tế xây dựng kế hoạch, hoàn thành trong tháng 12/2024, gửi về UBND tỉnh.",
     [("Sở Y tế", "gửi về UBND tỉnh", 0)], "what is sent when it is done"),
    ("Giao Sở Y tế đối chiếu hồ sơ đất; đối chiếu xong trước ngày 15/12/2024.",
     [("Sở Y tế", "đối chiếu hồ sơ đất", 0)], "a verb said twice"),
    ("Đề nghị các xã vận động ủng hộ; thời gian vận động đến hết ngày 15/12/2024.",
     [("các xã", "vận động ủng hộ", 0)], "its time"),
    ("Đề nghị các xã lập danh sách; kết quả báo cáo Sở Y tế trước ngày 15/12/2024.",
     [("các xã", "lập danh sách", 0)], "its result"),
    ("Công văn số 61/BDT-CS, trong đó đề nghị các địa phương gửi báo cáo.", [], "told of an older paper"),
    ("Do yêu cầu tổng hợp đúng tiến độ, Bộ Tài chính đề nghị các tỉnh hoàn thiện báo cáo.",
     [("các tỉnh", "hoàn thiện báo cáo", None)], "a reason before the request"),
    ("Do các hộ đề nghị nghỉ kể từ ngày 01/9/2025, UBND xã giải quyết chế độ.", [], "a wish of others"),
    ("Đề nghị các sở, trong thời hạn 10 ngày làm việc kể từ ngày nhận được công văn này, báo cáo kết quả.",
     [("các sở", "báo cáo kết quả", 0)], "a term after who"),
    ("Giao Sở Y tế:\n\n- Cấp huyện: các trung tâm y tế rà soát thuốc.",
     [("các trung tâm y tế", "rà soát thuốc", None)], "a label before who"),
    ("Đề nghị các đơn vị rà soát nhà, đất. Kết quả rà soát (theo Mẫu số 01) gửi về Sở Y tế trước ngày 20/12/2024.",
     [("các đơn vị", "rà soát nhà, đất", 0)], "its result, with forms in brackets"),
    ("Đề nghị các đơn vị rà soát. Báo cáo nhanh (theo Mẫu số 01) gửi trước ngày 20/12/2024.",
     [("các đơn vị", "rà soát", None), ("các đơn vị", "Báo cáo nhanh", 0)], "a report of its own"),
    ("Đề nghị các đơn vị cung cấp thông tin theo các kỳ như sau:\n\n1. Báo cáo quý: chậm nhất ngày 20/12/2024.",
     [("các đơn vị", "Báo cáo quý", 0)], "what comes at each time"),
    ("Đề nghị các đồng chí:\n\n1. Gửi báo cáo.\n\n2. Đối với các đảng bộ tiếp nhận hồ sơ từ huyện cũ: lập bảng kê.",
     [("các đồng chí", "Gửi báo cáo", None), ("các đảng bộ tiếp nhận hồ sơ từ huyện cũ", "lập bảng kê", None)],
     "somebody apart, told by what they do"),
    ("Qua rà soát, xã hiện có 12 người được bố trí đến hết ngày 31/5/2025.", [], "what was found"),
    ("Kế hoạch vốn năm 2024 được thanh toán đến hết ngày 31/01/2025.", [], "what is done to things"),
    ("Giao Sở Tài chính bố trí kinh phí mua xuồng máy, đồng thời chi trả tiền công cho tổ xung kích trước ngày 20/12/2024.",
     [("Sở Tài chính", "bố trí kinh phí", None), ("Sở Tài chính", "chi trả", 0)], "two duties at once"),
    ("Giao Sở Y tế rà soát danh sách, đồng thời báo cáo kết quả trước ngày 20/12/2024.",
     [("Sở Y tế", "rà soát", 0)], "its report only rounds it off"),
    ("Giao Văn phòng Ban Chỉ huy trực ban 24/24 giờ, báo cáo tình hình trước 17 giờ hằng ngày.",
     [("Văn phòng Ban Chỉ huy", "trực ban", None), ("Văn phòng Ban Chỉ huy", "báo cáo tình hình", 0)], "a duty that lasts has no hour"),
    ("Đề nghị Ban Dân vận cử cán bộ tham gia đoàn khi được yêu cầu.", [("Ban Dân vận", "cử cán bộ", None)], "when it is asked for"),
    ("III. TỔ CHỨC THỰC HIỆN\n\n1. Các chi bộ trực thuộc căn cứ Chương trình này xây dựng kế hoạch của mình, gửi Đảng ủy trước ngày 20/11/2024.",
     [("Các chi bộ trực thuộc", "căn cứ", 0)], "what they act on is told after their name"),
    ("III. TỔ CHỨC THỰC HIỆN\n\n3. Ủy ban Kiểm tra Đảng ủy:\n\n3.1. Kiểm tra việc thu đảng phí;\n\n3.2. Giải quyết đơn thư.\n\n4. Giao Văn phòng bảo đảm kinh phí.",
     [("Ủy ban Kiểm tra Đảng ủy", "Kiểm tra", None), ("Ủy ban Kiểm tra Đảng ủy", "Giải quyết", None), ("Văn phòng", "bảo đảm", None)],
     "items of two figures stand under one"),
    ("Đại biểu nào không đến được, đề nghị báo lại Văn phòng trước ngày 20/11/2024.",
     [("Đại biểu nào không đến được", "báo lại", 0)], "whoever is asked"),
    ("Giao Sở Y tế rà soát.\n\nRiêng năm 2024, các trạm y tế xã gửi báo cáo trước ngày 20/11/2024.",
     [("Sở Y tế", "rà soát", None), ("các trạm y tế xã", "gửi báo cáo", 0)], "a year before somebody apart"),
    ("Trong vòng 07 ngày làm việc kể từ ngày kết thúc thẩm tra, xác minh, Đoàn kiểm tra hoàn thiện báo cáo.",
     [("Đoàn kiểm tra", "hoàn thiện", 0)], "what it is counted from has a comma"),
    ("Trưởng ban kết luận như sau:\n\n1. Về quy hoạch: Hoàn chỉnh hồ sơ trước ngày 10/12/2024 (Phòng Quy hoạch chủ trì; Phòng Môi trường phối hợp).\n\n"
     "2. Về đầu tư: Phòng Đầu tư\n\n+ Rà soát dự án chậm tiến độ.",
     [("Phòng Quy hoạch", "Hoàn chỉnh hồ sơ", 0), ("Phòng Đầu tư", "Rà soát", None)], "who acts in brackets; after what it is about"),
    ("Đề nghị UBND tỉnh giao Sở Xây dựng cung cấp mẫu nhà trước ngày 20/12/2024.",
     [("UBND tỉnh", "giao Sở Xây dựng cung cấp", 0)], "who is asked to give an order"),
    ("Giao Sở Y tế rà soát.\n\nVăn phòng UBND tỉnh thông báo đến các đơn vị biết, thực hiện.", [("Sở Y tế", "rà soát", None)], "who only informs"),
    ("Cơ quan được giao chuẩn bị nội dung gửi tài liệu trước ngày 10/12/2024.",
     [("Cơ quan được giao chuẩn bị nội dung", "gửi tài liệu", 0)], "which office is meant"),
    ("Đề nghị các đơn vị quan tâm phối hợp thực hiện để Tháng cao điểm đạt kết quả tốt.\n\nGiao Sở Y tế rà soát.",
     [("Sở Y tế", "rà soát", None)], "that all may go well orders nothing"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Sở Tài chính chỉ đạo: đến ngày 30/11/2024 giải ngân tối thiểu 70% kế hoạch.", [("Sở Tài chính", "giải ngân tối thiểu 70%", 0)], "an order that a colon ends"),
    ("Giao Sở Y tế khoanh định khu vực cấm; hoàn thành trong quý IV năm 2024.", [("Sở Y tế", "khoanh định khu vực cấm", 0)], "a clause that is but a deadline"),
    ("Giao Sở Y tế báo cáo kết quả vào ngày 22 hằng tháng, gửi Văn phòng Tỉnh ủy.", [("Sở Y tế", "báo cáo kết quả", 0)], "where the same is sent"),
    ("Giao Sở Y tế rà soát danh sách. Thời gian hoàn thành: tháng 11/2024.", [("Sở Y tế", "rà soát danh sách", 0)], "by when it is done"),
    ("1. Giao Sở Y tế rà soát danh sách.\n\n2. Giao Sở Nội vụ lập đề án.\n\nCác nhiệm vụ 1 và 2 hoàn thành trước ngày 15/12/2024.",
     [("Sở Y tế", "rà soát danh sách", 0), ("Sở Nội vụ", "lập đề án", 0)], "by when all is done"),
    ("3. Sở Giao thông vận tải trong tháng 11/2024 cắm xong phao tiêu; riêng đoạn kè Lê Tính cắm xong trước ngày 05/12/2024.",
     [("Sở Giao thông vận tải", "cắm xong phao tiêu", 0), ("Sở Giao thông vận tải", "riêng đoạn kè Lê Tính", 1)], "two deadlines, one before the verb"),
    ("Giao đồng chí Trưởng phòng đi cơ sở giúp các huyện; hội nghị của tỉnh dự kiến họp trong tháng 12.",
     [("đồng chí Trưởng phòng", "đi cơ sở giúp các huyện", None)], "a plan that is told of"),
    ("Việc đối thoại thực hiện ít nhất 02 lần; Ban Xây dựng Đảng chuẩn bị kế hoạch trước ngày 15/12/2024.",
     [("Ban Xây dựng Đảng", "chuẩn bị kế hoạch", 0)], "a duty with a date after what is told"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), CLAUSES)
def test_clauses(text: str, expected: list[tuple[str, str, int | None]], why: str) -> None:
    made = read(text)
    assert [(", ".join(one.assignees), one.deadline) for one in made] == [(who, at) for who, _, at in expected], why
    assert all(words in one.action for one, (_, words, _) in zip(made, expected, strict=True)), why


LEAD = "Sở Y tế đề nghị các bệnh viện thực hiện một số nội dung sau:\n\n"
NORMS = [
    # text, (who, how the action begins) of each, why
    (LEAD + "1. Rà soát danh mục thuốc; không được thu thêm tiền của người bệnh.",
     [("các bệnh viện", "Rà soát danh mục"), ("các bệnh viện", "không được thu thêm")], "what is forbidden stands apart"),
    (LEAD + "1. Rà soát danh mục thuốc, nghiêm cấm nhân viên nhận hoa hồng của hãng dược.",
     [("các bệnh viện", "Rà soát danh mục"), ("các bệnh viện", "nghiêm cấm nhân viên")], "after a comma"),
    (LEAD + "1. Duy trì trực cấp cứu, không để tồn đọng người bệnh.",
     [("các bệnh viện", "Duy trì trực cấp cứu, không để")], "how it is done"),
    (LEAD + "1. Cung cấp số liệu giường bệnh. Không chuyển hồ sơ gốc ra ngoài bệnh viện.",
     [("các bệnh viện", "Cung cấp số liệu"), ("các bệnh viện", "Không chuyển hồ sơ gốc")], "nobody is named"),
    (LEAD + "1. Cung cấp số liệu giường bệnh. Hồ sơ gửi chậm không được xem xét.",
     [("các bệnh viện", "Cung cấp số liệu")], "what nobody gets"),
    ("Giao Phòng Kinh tế kiểm tra các bến thuyền; nếu không có ý kiến thì coi như thống nhất.",
     [("Phòng Kinh tế", "kiểm tra các bến")], "what silence means"),
    ("Giao Phòng Kinh tế kiểm tra các bến thuyền. Chủ phương tiện không được tự ý cho người lạ lên thuyền.",
     [("Phòng Kinh tế", "kiểm tra các bến"), ("Chủ phương tiện", "không được tự ý")], "of a named party"),
    (LEAD + "1. Lập phương án di dời. Cây xanh nguy hiểm phải được chủ hộ chặt tỉa trước mùa mưa.",
     [("các bệnh viện", "Lập phương án"), ("chủ hộ", "Cây xanh nguy hiểm")], "done by somebody to a thing"),
    (LEAD + "1. Lập hồ sơ đề nghị khen thưởng cho tập thể, cá nhân.",
     [("các bệnh viện", "Lập hồ sơ đề nghị")], "a request inside the work"),
    ("Giao các xã kiểm đếm tàu thuyền. Khi xảy ra tai nạn thì báo cáo ngay về Văn phòng Ban Chỉ huy.",
     [("các xã", "kiểm đếm tàu"), ("các xã", "Khi xảy ra tai nạn")], "in some case"),
    ("Giao các xã kiểm đếm tàu thuyền. Đại biểu bận công tác thì cử cấp phó dự thay.",
     [("các xã", "kiểm đếm tàu"), ("Đại biểu bận công tác", "cử cấp phó")], "whoever is prevented"),
    ("Giao Phòng Kinh tế lập dự toán. Phòng Lưu trữ Văn phòng Huyện ủy cử cán bộ hướng dẫn nghiệp vụ.",
     [("Phòng Kinh tế", "lập dự toán"), ("Phòng Lưu trữ Văn phòng Huyện ủy", "cử cán bộ")], "a body goes on"),
    ("Giao Phòng Kinh tế lập dự toán. Phòng Lưu trữ Văn phòng Huyện ủy đã cử cán bộ hướng dẫn nghiệp vụ.",
     [("Phòng Kinh tế", "lập dự toán")], "what was done"),
    ("Giao Phòng Kinh tế lập dự toán. Sở Nội vụ không phải gửi lại dữ liệu.",
     [("Phòng Kinh tế", "lập dự toán")], "what need not be done"),
    ("Giao Sở Giao thông vận tải chốt chặn tại các ngầm tràn, còn Công an tỉnh hỗ trợ phân luồng giao thông.",
     [("Sở Giao thông vận tải", "chốt chặn"), ("Công an tỉnh", "hỗ trợ phân luồng")], "another after a comma"),
    ("Giao Bộ Xây dựng hướng dẫn công nghệ; Bộ Kế hoạch và Đầu tư cân đối vốn. Hai Bộ gửi kết quả về Văn phòng trước ngày 15/12/2024.",
     [("Bộ Xây dựng", "hướng dẫn công nghệ"), ("Bộ Kế hoạch và Đầu tư", "cân đối vốn"),
      ("Bộ Xây dựng; Bộ Kế hoạch và Đầu tư", "gửi kết quả")], "both of them"),
    ("Giao Sở Xây dựng hướng dẫn các xã. Báo cáo tuần: Công an các xã gửi về Công an tỉnh trước ngày 15/12/2024.",
     [("Sở Xây dựng", "hướng dẫn các xã"), ("Công an các xã", "Báo cáo tuần")], "what is sent in comes first"),
    ("Giao Sở Xây dựng hướng dẫn các xã. Phòng Nghiệp vụ được giao thẩm định các hồ sơ trước khi trình ký.",
     [("Sở Xây dựng", "hướng dẫn các xã"), ("Phòng Nghiệp vụ", "thẩm định các hồ sơ")], "who is entrusted"),
    ("Các đội quản lý điện khu vực có trách nhiệm cung cấp sơ đồ hành lang an toàn.",
     [("Các đội quản lý điện khu vực", "cung cấp sơ đồ")], "a verb in a name"),
    ("Sở Y tế yêu cầu:\n\n1. Ủy ban nhân dân các tỉnh: Hà Nam, Nam Định:\n\na) Chấm dứt việc xả thải;\n\nb) Di dời các cơ sở giết mổ.",
     [("Ủy ban nhân dân các tỉnh: Hà Nam, Nam Định", "Chấm dứt việc"), ("Ủy ban nhân dân các tỉnh: Hà Nam, Nam Định", "Di dời")], "places in a heading"),
    ("Công ty đề nghị quý cơ quan:\n\n1. Đối với Ủy ban nhân dân các xã:\n\na) Chỉ đạo Công an xã nhắc nhở các hộ thả diều.",
     [("Ủy ban nhân dân các xã", "Chỉ đạo Công an xã")], "a heading that sets apart"),
    ("Giao Chi cục Thủy sản thông báo cho các tàu đang hoạt động biết để vào nơi tránh trú.",
     [("Chi cục Thủy sản", "thông báo cho các tàu")], "somebody else is to tell"),
    ("Giao Sở Nội vụ rà soát biên chế. Trân trọng đề nghị quý Sở quan tâm, giúp đỡ.",
     [("Sở Nội vụ", "rà soát biên chế")], "a courtesy"),
    ("Giao Sở Nội vụ rà soát biên chế. Yêu cầu thủ trưởng các đơn vị thực hiện nghiêm Công điện này; mọi sự chậm trễ phải chịu trách nhiệm trước Giám đốc.",
     [("Sở Nội vụ", "rà soát biên chế")], "a closing phrase"),
    ("Giao Sở Nội vụ rà soát biên chế. Ngoài nội dung trên, các sở thống kê số lượng giáo viên gửi về Bộ trước ngày 25/12/2024.",
     [("Sở Nội vụ", "rà soát biên chế"), ("các sở", "thống kê số lượng")], "besides"),
    ("Ủy ban nhân dân các xã chủ trì, Công an cùng cấp phối hợp, bố trí phương tiện đưa đón người già trước ngày 15/12/2024.",
     [("Ủy ban nhân dân các xã", "bố trí phương tiện")], "who helps in between"),
    (LEAD + "1. Phòng Kế hoạch: Chỉ đạo các khoa tổng vệ sinh; báo cáo Sở Y tế trước ngày 20/12/2024.",
     [("Phòng Kế hoạch", "Chỉ đạo các khoa")], "who heads one line"),
    ("Nghiêm cấm sử dụng xe công đi lễ hội dưới mọi hình thức.", [("", "Nghiêm cấm sử dụng")], "of everybody"),
    ("UBND các xã có trách nhiệm: rà soát hộ nghèo, niêm yết công khai danh sách.",
     [("UBND các xã", "rà soát hộ nghèo")], "a colon before the work"),
    ("Sở Y tế đề nghị:\n\n1. Đối với các trạm y tế\n\n- Giao chỉ tiêu đến từng thôn.\n\n2. Các bệnh viện báo cáo số giường.",
     [("các trạm y tế", "Giao chỉ tiêu"), ("Các bệnh viện", "báo cáo số giường")], "a heading that sets apart, without a colon"),
    ("Giao Phòng Kinh tế lập dự toán. UBND các xã cử cán bộ địa chính đi cùng đoàn.",
     [("Phòng Kinh tế", "lập dự toán"), ("UBND các xã", "cử cán bộ")], "a body named by its initials goes on"),
    ("Giao Phòng Kinh tế lập dự toán. Trung tâm Tin học Thành phố hỗ trợ máy móc.",
     [("Phòng Kinh tế", "lập dự toán"), ("Trung tâm Tin học Thành phố", "hỗ trợ máy")], "a short duty of a body of its own"),
    ("Hội Nông dân xã đề nghị:\n\n- Đảng ủy xã cho chủ trương, phân công các đồng chí cấp ủy viên dự lễ phát động.\n\n"
     "- Ủy ban nhân dân xã bố trí kinh phí, giao Phòng Kinh tế thẩm định dự toán.",
     [("Đảng ủy xã", "cho chủ trương, phân công"), ("Ủy ban nhân dân xã", "bố trí kinh phí, giao Phòng")], "what they order in turn is theirs"),
    ("Bộ đề nghị:\n\n1. Ủy ban nhân dân các tỉnh:\n\na) Thống kê các thôn;\n\nb) Giao Sở Nội vụ làm đầu mối liên hệ.",
     [("Ủy ban nhân dân các tỉnh", "Thống kê các thôn"), ("Ủy ban nhân dân các tỉnh", "Giao Sở Nội vụ")], "those who head a list give out work"),
    ("Điều 2. Giao Ủy ban nhân dân xã:\n\n1. Quyết định phân bổ dự toán cho các trường.\n\n2. Phân khai vốn.\n\n"
     "Điều 3. Bãi bỏ khoản 3 Điều 2 Nghị quyết số 09/NQ-HĐND.",
     [("Ủy ban nhân dân xã", "Quyết định phân bổ"), ("Ủy ban nhân dân xã", "Phân khai vốn")], "an article ends the list of another; what they decide"),
    ("II. CÁC BƯỚC\n\n1. Khảo sát tại hộ: Trưởng các bản đến từng hộ chấm điểm.\n\n"
     "2. Họp dân: sau khi có kết quả, Trưởng các bản tổ chức họp dân lấy ý kiến.\n\n3. Báo cáo tổng hợp: Phòng Văn hóa thẩm định, trình UBND xã.",
     [("Trưởng các bản", "đến từng hộ"), ("Trưởng các bản", "tổ chức họp dân"), ("Phòng Văn hóa", "thẩm định, trình")], "a label before who acts"),
    ("1. Thành phần\n\n2. Chủ trì: đồng chí Phó Chủ tịch Ủy ban nhân dân tỉnh phụ trách khối văn hóa.", [], "a label of who presides"),
    ("Kho bạc đề nghị:\n\n1. Đối với chi đầu tư\n\nChủ đầu tư nghiệm thu khối lượng hoàn thành.\n\n2. Các đơn vị đối chiếu số dư.",
     [("Chủ đầu tư", "nghiệm thu khối"), ("Các đơn vị", "đối chiếu số dư")], "a paragraph under the title of an item"),
    ("Giao Sở Y tế xây dựng kho lạnh; Giám đốc Bệnh viện tỉnh chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân tỉnh nếu để chậm giải ngân.",
     [("Sở Y tế", "xây dựng kho"), ("Giám đốc Bệnh viện tỉnh", "chịu trách nhiệm trước")], "who answers for it"),
    ("Giao Sở Y tế rà soát. Ban Chính sách - Pháp luật Hội tham mưu thành lập tổ tư vấn.",
     [("Sở Y tế", "rà soát"), ("Ban Chính sách - Pháp luật Hội", "tham mưu thành lập")], "a body named for a thing"),
    ("1. Mỗi đơn vị cử hai người gồm: Trưởng phòng, cán bộ phụ trách công tác thi đua của đơn vị.", [], "a list of who comes"),
    ("1. Thành phần: Thủ trưởng các đơn vị, cán bộ phụ trách công tác thi đua của cơ quan.", [], "a label of who comes"),
    (LEAD + "1. Báo cáo công tác dân số năm 2024.\n\nVăn bản báo cáo của các bệnh viện gửi về Phòng Nghiệp vụ trước ngày 20/12/2024.",
     [("các bệnh viện", "Báo cáo công tác")], "where what was asked for is sent"),
    (LEAD + "1. Đối với bệnh án lập trước ngày 01/7/2024, kiểm đếm và số hóa toàn bộ.",
     [("các bệnh viện", "Đối với bệnh án")], "of what it speaks first"),
    (LEAD + "1. Báo cáo của các khoa, phòng (kèm danh sách đề nghị khen) gửi về Sở Y tế trước ngày 20/12/2024.",
     [("các khoa, phòng", "Báo cáo của các khoa")], "what is sent in, and whose it is"),
    ("Sở Y tế yêu cầu:\n\n1. Hộ kinh doanh có doanh thu từ 01 tỷ đồng trở lên theo Nghị định số 70/2025/NĐ-CP đăng ký mã số trước ngày 25/12/2024.",
     [("Hộ kinh doanh có doanh thu từ 01 tỷ đồng trở lên theo Nghị định số 70/2025/NĐ-CP", "đăng ký mã số")], "a number of a paper is no day"),
    ("Sở Y tế yêu cầu:\n\n1. Văn phòng trực 24/24 giờ; các địa phương báo cáo nhanh trước 06 giờ 30 phút ngày 20/12/2024.",
     [("Văn phòng", "trực 24/24"), ("các địa phương", "báo cáo nhanh")], "two bodies round a semicolon"),
    ("Giao Sở Y tế rà soát các quầy thuốc; quá thời hạn này, Cục Quản lý Dược sẽ đề nghị thanh tra.",
     [("Sở Y tế", "rà soát các quầy")], "what a body will ask"),
    ("Giao Sở Y tế kiểm tra việc cấp thẻ cho người nghèo; lập danh sách người chưa có thẻ trước ngày 20/12/2024.",
     [("Sở Y tế", "kiểm tra việc"), ("Sở Y tế", "lập danh sách")], "what is listed by a day of its own"),
    ("Sở Y tế đề nghị:\n\n1. Trạm y tế có nợ tính đến 30/4/2024 (danh sách đăng trên Cổng thông tin) chuyển đủ tiền thuốc.",
     [("Trạm y tế có nợ tính đến 30/4/2024", "chuyển đủ tiền")], "a day and brackets in who is meant"),
    ("Tòa án yêu cầu:\n\n1. Các đơn vị chốt số liệu trước ngày 12/12/2024.\n\n2. Gửi báo cáo tổng kết về Văn phòng.",
     [("Các đơn vị", "chốt số liệu"), ("Các đơn vị", "Gửi báo cáo")], "who alone was named goes on"),
    ("Bảo hiểm xã hội tỉnh hướng dẫn một số nội dung về thu phí như sau:\n\n1. Mức đóng là 4,5% lương cơ sở.\n\n"
     "2. Nhà trường thu tiền sáu tháng một lần.\n\n3. Về hồ sơ: chậm nhất ngày 20/12/2024, các trạm y tế nộp hồ sơ.",
     [("Nhà trường", "thu tiền"), ("các trạm y tế", "nộp hồ sơ")], "what an office guides to; a label and then a day"),
    ("Giao Sở Y tế rà soát bệnh nhân. Khi có dịch bệnh, ngộ độc đông người, các trạm y tế báo cáo trước ngày 20/12/2024.",
     [("Sở Y tế", "rà soát bệnh nhân"), ("các trạm y tế", "báo cáo")], "a case of several words"),
    ("Sở Y tế đề nghị:\n\n1. Công đoàn cơ sở:\n\na) Lập danh sách hội viên;\n\nb) Đề nghị người sử dụng lao động tổ chức đối thoại.",
     [("Công đoàn cơ sở", "Lập danh sách"), ("Công đoàn cơ sở", "Đề nghị người sử dụng")], "what those who head a list ask of others"),
    ("Giao Sở Y tế rà soát. Nơi nào để xảy ra dịch lớn, giám đốc trung tâm y tế phải giải trình trước Sở.",
     [("Sở Y tế", "rà soát"), ("giám đốc trung tâm y tế", "Nơi nào")], "wherever something happens"),
    ("Sở Tài chính đề nghị các đơn vị rà soát. Việc cập nhật dữ liệu được thực hiện trước ngày 10/12/2024.",
     [("các đơn vị", "rà soát"), ("các đơn vị", "cập nhật dữ liệu")], "work that is done by a day"),
    ("UBND huyện đề nghị:\n\n1. Phòng Môi trường kiểm tra các cơ sở; lập biên bản, đề nghị cấp có thẩm quyền xử phạt.",
     [("Phòng Môi trường", "kiểm tra các cơ sở; lập biên bản, đề nghị")], "what who acts asks of others"),
    ("Giao Sở Y tế rà soát sổ. Khi giao sổ cho người lao động phải lập biên bản.",
     [("Sở Y tế", "rà soát sổ"), ("Sở Y tế", "Khi giao sổ")], "what has to be done when something else is"),
    ("Điều 2. Đoàn kiểm tra các cơ sở kinh doanh trước ngày 20/12/2024.", [("Đoàn", "kiểm tra các cơ sở")], "a verb, no part of a name"),
    ("- Kiến nghị xử lý tài chính: đã thực hiện 29 triệu đồng.\n\nĐề nghị Sở Y tế rà soát.",
     [("Sở Y tế", "rà soát")], "what came of older requests"),
    ("Văn phòng HĐND và UBND huyện có trách nhiệm bố trí hội trường.",
     [("Văn phòng HĐND và UBND huyện", "bố trí hội trường")], "one office of two bodies"),
]  # fmt: skip


AGENTS = [
    # a paper, (who, their whole action) of each, why
    ("Giao Sở Y tế lập kế hoạch. Việc kiểm kê, phân loại vật tư do Phòng Hậu cần đảm nhiệm.", [("Sở Y tế", "lập kế hoạch"), ("Phòng Hậu cần", "kiểm kê, phân loại vật tư")], "work that somebody takes on"),
    ("Giao Sở Y tế lập kế hoạch. Công tác lễ tân, khánh tiết do Văn phòng, Đoàn Thanh niên phụ trách, xong trước ngày 05/11/2024.", [("Sở Y tế", "lập kế hoạch"), ("Văn phòng, Đoàn Thanh niên", "lễ tân, khánh tiết")], "several, with a deadline"),
    ("Giao Sở Y tế lập kế hoạch; trật tự tại hội trường do Công an phường bảo đảm.", [("Sở Y tế", "lập kế hoạch"), ("Công an phường", "trật tự tại hội trường bảo đảm")], "a clause of its own"),
    ("Giao Sở Y tế lập kế hoạch; số liệu do máy chủ lưu giữ.", [("Sở Y tế", "lập kế hoạch; số liệu do máy chủ lưu giữ")], "nobody who is known"),
    ("Giao Sở Y tế rà soát các dự án do Ban Quản lý đầu tư.", [("Sở Y tế", "rà soát các dự án do Ban Quản lý đầu tư")], "whose they are"),
    ("Giao Sở Y tế lập kế hoạch. Tiền ăn, ở của học viên do đơn vị chi trả.", [("Sở Y tế", "lập kế hoạch")], "who pays"),
    ("Giao Sở Y tế lập kế hoạch. Quyết định do Ủy ban nhân dân tỉnh ban hành.", [("Sở Y tế", "lập kế hoạch")], "who made it"),
]  # fmt: skip


STANDING = [
    # a paper, (who, words of the action) of each, why
    ("Giao các đơn vị thực hiện như sau:\n\nTrạm Y tế phường có trách nhiệm:\n\n- Rà soát trẻ chưa tiêm;\n\n- Mua sắm vật tư.\n\nCông an phường thực hiện các nhiệm vụ sau:\n\n- Bố trí lực lượng trực.", [("Trạm Y tế phường", "Rà soát"), ("Trạm Y tế phường", "Mua sắm"), ("Công an phường", "Bố trí")], "a name without a number heads a list"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Các trường Lê Lợi, Kim Đồng được chọn làm điểm. Các trường này có nhiệm vụ:\n\n- Xây dựng kế hoạch;\n\n- Tập huấn giáo viên.", [("Các trường Lê Lợi, Kim Đồng", "kế hoạch"), ("Các trường Lê Lợi, Kim Đồng", "Tập huấn")], "those named before"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Phòng Đào tạo rà soát lịch thi. Yêu cầu hoàn thành lịch thi trước ngày 05/11/2024.", [("Phòng Đào tạo", "rà soát"), ("Phòng Đào tạo", "hoàn thành")], "an order in somebody's item is theirs"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Sở Xây dựng gửi hồ sơ. Các địa phương còn lại rà soát quỹ đất. Sở Tư pháp chuẩn bị dự thảo.", [("Sở Xây dựng", "gửi"), ("Các địa phương còn lại", "rà soát"), ("Sở Tư pháp", "chuẩn bị")], "others go on"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Sở Xây dựng lập hồ sơ; sau khi có kết quả, Sở Tài chính thẩm định giá.", [("Sở Xây dựng", "lập"), ("Sở Tài chính", "thẩm định")], "after a few words of when"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. UBND các xã, khi mực nước vượt báo động II, phải sơ tán dân.", [("UBND các xã", "sơ tán")], "when, between who and what"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Các ban Đảng, theo chức năng: Ban Nội chính theo dõi đơn thư.", [("Ban Nội chính", "theo dõi")], "one of those named together"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Lễ tân, khánh tiết: Văn phòng đảm nhiệm.", [("Văn phòng", "Lễ tân, khánh tiết")], "a label is the work"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Phòng Kinh tế (chủ trì), Thuế cơ sở 2 (phối hợp) rà soát các nguồn thu.", [("Phòng Kinh tế", "rà soát")], "brackets tell who leads"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Chi cục Thuế vận động từng hộ; hộ cố tình chây ỳ thì cưỡng chế.", [("Chi cục Thuế", "cưỡng chế")], "whom something is done to"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Phòng Tài vụ thu học phí; lớp nào còn nợ thì giáo vụ khoa nhắc nhở.", [("Phòng Tài vụ", "thu")], "nobody who is known"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Phòng Tài vụ thu học phí; lớp nào còn nợ thì trưởng khoa nhắc nhở.", [("Phòng Tài vụ", "thu"), ("trưởng khoa", "nhắc nhở")], "others act where some do so"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Công an phường xử lý xe quá tải; Đội Quản lý trật tự phối hợp.", [("Công an phường", "xử lý")], "who only helps"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Trách nhiệm của Văn phòng: cấp phát tài liệu, đưa tin.", [("Văn phòng", "cấp phát")], "whose task, and then the task"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Các sở, ngành theo chức năng, nhiệm vụ hướng dẫn các địa phương.", [("Các sở, ngành", "hướng dẫn")], "by their function"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Phân xưởng vận hành: kiểm tra tủ điện.", [("Phân xưởng vận hành", "kiểm tra")], "a verb names the unit"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Việc đối chiếu số nộp giao cho Phòng Kê khai thực hiện.", [("Phòng Kê khai", "đối chiếu")], "work, and to whom it is given"),
    ("Căn cứ chỉ tiêu được giao, các phòng, ban:\n\n1. Phân bổ đến từng tổ.\n\n2. Đánh giá kết quả.", [("các phòng, ban", "Phân bổ"), ("các phòng, ban", "Đánh giá")], "grounds before who heads the list"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Trưởng phòng Kế hoạch tổng hợp số liệu. Kế toán trưởng cân đối vốn.", [("Trưởng phòng Kế hoạch", "tổng hợp"), ("Kế toán trưởng", "cân đối")], "a post goes on"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Về cây lúa:\n\n- Ưu tiên dùng giống ngắn ngày.\n\n2. Về cây ăn quả:\n\n- Khuyến cáo nhà vườn đắp bờ bao.", [("các đơn vị", "Ưu tiên"), ("các đơn vị", "Khuyến cáo")], "items under what they are about"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Không dùng kinh phí ngân sách tổ chức tiệc.", [("các đơn vị", "Không dùng")], "an item that forbids, by whatever verb"),
    ("Giao các đơn vị thực hiện như sau:\n\nNhiệm vụ 1. Sở Y tế rà soát hồ sơ.\n\nNhiệm vụ 2. Sở Tài chính thẩm định dự toán.", [("Sở Y tế", "rà soát"), ("Sở Tài chính", "thẩm định")], "items that are numbered tasks"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Các xã thí điểm họp thôn trực tuyến; riêng xã Ba Vì, xã Minh Châu đăng ký số thôn.", [("Các xã", "thí điểm"), ("xã Ba Vì, xã Minh Châu", "đăng ký")], "others apart"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Tập thể lãnh đạo các sở lấy ý kiến cấp ủy nơi cư trú.", [("Tập thể lãnh đạo các sở", "lấy ý kiến")], "all who lead"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Các năm tiếp theo, các sở báo cáo trước ngày 31/3.", [("các sở", "báo cáo")], "years, and then who acts"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Các huyện ủy ba tháng một lần báo cáo kết quả.", [("Các huyện ủy", "báo cáo")], "how often, after who acts"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Ngân hàng tỉnh chưa phát sinh cho vay trả lương.", [], "what did not happen"),
    ("Giao Văn phòng lập lịch. Phân công và thời gian hoàn thành nêu tại Phụ lục.", [("Văn phòng", "lập")], "a noun, where no order is"),
    ("Giao các đơn vị thực hiện như sau:\n\n1. Phòng Tài vụ làm đầu mối, cùng Trung tâm Phát triển quỹ đất rà soát quỹ đất.", [("Phòng Tài vụ", "rà soát")], "who leads, with another"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), STANDING)
def test_who_acts_by_their_place(text: str, expected: list[tuple[str, str]], why: str) -> None:
    made = read(text)
    assert [", ".join(one.assignees) for one in made] == [who for who, _ in expected], why
    assert all(words in one.action for one, (_, words) in zip(made, expected, strict=True)), why


@pytest.mark.parametrize(("text", "expected", "why"), AGENTS)
def test_who_is_named_after_the_work(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert [(", ".join(one.assignees), one.action) for one in read(text)] == expected, why


@pytest.mark.parametrize(("text", "expected", "why"), NORMS)
def test_duties_by_form_and_place(text: str, expected: list[tuple[str, str]], why: str) -> None:
    made = read(text)
    assert ["; ".join(one.assignees) for one in made] == [who for who, _ in expected], why
    assert all(one.action.startswith(begin) for one, (_, begin) in zip(made, expected, strict=True)), why


DOUBTS = [
    # a request, one like it that is plainer, why
    ("Trường hợp vắng mặt, đề nghị các xã cử người đi thay.", "Đề nghị các xã cử người đi thay dự họp tại huyện.", "in some case only"),
    ("Đề nghị các xã hướng dẫn các nội dung sau:", "Đề nghị các xã hướng dẫn chế độ bảo hiểm cho người dân.", "it may only announce"),
    ("Đề nghị những việc đó các xã báo cáo.", "Đề nghị các xã báo cáo tình hình thiệt hại.", "no name of anybody"),
    ("Đề nghị các xã báo cáo.", "Đề nghị các xã báo cáo tình hình thiệt hại.", "hardly told what"),
    ("Đề nghị các xã góp ý dự thảo, trong đó tập trung vào các nội dung:", "Đề nghị các xã góp ý dự thảo quy chế phối hợp.", "told in part"),
    ("Đề nghị các xã trực gác từ nay đến hết mùa khô.", "Đề nghị các xã trực gác tại các cửa rừng suốt mùa khô.", "a time that is no deadline"),
    ("Đề nghị các xã rà soát hộ nghèo; lập danh sách.", "Đề nghị các xã rà soát hộ nghèo, lập danh sách.", "two duties, or one"),
    ("Đề nghị các xã không mang điện thoại vào phòng.", "Đề nghị các xã mang đủ hồ sơ vào phòng họp.", "a rule of the house"),
]  # fmt: skip


@pytest.fixture
def raw(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scores as the rules make them, not the probabilities fitted on them."""
    monkeypatch.setattr("extractors.directives.calibrated", lambda _, score: score)


@pytest.mark.usefixtures("raw")
@pytest.mark.parametrize(("doubtful", "plain", "why"), DOUBTS)
def test_doubts(doubtful: str, plain: str, why: str) -> None:
    (low,), (high,) = read(doubtful), read(plain)
    assert low.confidence < high.confidence - 0.01, why


@pytest.mark.usefixtures("raw")
def test_what_only_follows_a_deadline_is_doubtful() -> None:
    first, second = read("Giao Sở Y tế báo cáo tình hình dịch bệnh trước ngày 15/12/2024 và thông tin cho báo chí.")
    assert second.confidence < first.confidence


EVIDENCE = [
    # text, shapes that its last directive has among others, shapes that it has not
    ("1. Giao Sở Y tế phối hợp với Sở Tài chính rà soát, tổng hợp nhu cầu trước ngày 15/12/2024.", {"item", "deadline", "support"}, {"later", "odd name", "one verb"}),
    ("1. Giao Sở Y tế rà soát. Yêu cầu Công an xã tuần tra các chợ.", {"later", "later sentence", "one verb"}, {"nobody", "deadline"}),
    ("Đề nghị các đơn vị rà soát, báo cáo tình hình thiệt hại.", set(), {"item", "small name", "common noun", "short"}),
    ("Giao Sở Y tế, Sở Tài chính, Sở Nội vụ góp ý.", {"many", "short", "one verb"}, {"long name"}),
    ("Yêu cầu Sở Y tế cuối quý rà soát, tổng hợp số liệu.", {"odd name"}, {"nobody"}),
    ("Giao Sở Y tế rà soát, báo cáo nếu có dịch, kể cả số liệu từ ngày 01/02/2023.", {"condition", "loose date"}, {"deadline", "told in part"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "shapes", "others"), EVIDENCE)
def test_evidence(monkeypatch: pytest.MonkeyPatch, text: str, shapes: set[str], others: set[str]) -> None:
    found: list[set[str]] = []
    monkeypatch.setattr(
        orders, "sure", lambda *case: found.append(set(evidence.evidence(*case))) or evidence.sure(*case)
    )
    read(text)
    assert shapes <= found[-1], found[-1]
    assert not others & found[-1], found[-1]


def test_every_shape_has_a_weight() -> None:
    told = set(re.findall(r'yield "([^"]+)"', Path(evidence.__file__).read_text(encoding="utf-8")))
    assert told | {"start", "form"} == set(evidence._weights())


def test_papers_that_give_out_duties() -> None:
    doc = from_texts({"body": "1. Sở Xây dựng rà soát các cống."})
    doc._.kind = KindReading(value="CT", name="Chỉ thị", text="", where=(), confidence=1.0)
    (one,) = directives(doc)._.directives
    assert one.assignees == ("Sở Xây dựng",)


@pytest.mark.parametrize(
    ("to", "text", "who", "action", "why"),
    [
        ("Các tổ chức dịch vụ lưu trú", "Đề nghị các tổ chức dịch vụ lưu trú khai báo khách.", "các tổ chức dịch vụ lưu trú",
         "khai báo khách", "a name of small letters"),
        ("Tổng công ty Đầu tư phát triển nhà", "Giao Tổng công ty Đầu tư phát triển nhà rà soát quỹ nhà.",
         "Tổng công ty Đầu tư phát triển nhà", "rà soát quỹ nhà", "a verb in a name"),
        ("Các khách hàng sử dụng điện", "Đề nghị:\n\n1. Các khách hàng sử dụng điện và Ban Quản lý chợ bố trí người trực.",
         "Các khách hàng sử dụng điện; Ban Quản lý chợ", "bố trí người trực", "a name that is known and another"),
    ],
)  # fmt: skip
def test_recipients_are_known_from_end_to_end(to: str, text: str, who: str, action: str, why: str) -> None:
    doc = from_texts({"body": text})
    doc._.recipients = (Recipient(value=to, text=to, where=(), confidence=1.0, role="addressee"),)
    (one,) = directives(deadlines(doc))._.directives
    assert ("; ".join(one.assignees), one.action) == (who, action), why


def test_the_issuer_is_known_by_its_initials() -> None:
    text = "Đề nghị các xã gửi danh sách; BHXH tỉnh trả kết quả trong ngày 20/12/2024."
    doc = from_texts({"body": text})
    doc._.issued_on = Reading(value="2024-10-17", text="", where=(), confidence=1.0)
    doc._.issuer = IssuerReading(value="Bảo hiểm xã hội tỉnh An Giang", text="", where=(), confidence=1.0)
    assert [one.assignees for one in directives(deadlines(doc))._.directives] == [("các xã",)]


def test_what_a_report_plans_of_a_named_body() -> None:
    text = "1. Công an xã tiếp tục hướng dẫn người dân cài đặt ứng dụng."
    doc = from_texts({"body": f"III. PHƯƠNG HƯỚNG QUÝ II\n\n{text}"})
    doc._.kind = KindReading(value="BC", name="", text="", where=(), confidence=1.0)
    assert [one.assignees for one in directives(deadlines(doc))._.directives] == [("Công an xã",)]


def test_the_last_sentence_of_a_report_may_ask() -> None:
    doc = from_texts({"body": "Trên đây là báo cáo tháng 12, đề nghị các phòng xây dựng kế hoạch thực hiện."})
    doc._.kind = KindReading(value="BC", name="Báo cáo", text="", where=(), confidence=1.0)
    (one,) = directives(doc)._.directives
    assert (one.assignees, one.action) == (("các phòng",), "xây dựng kế hoạch thực hiện")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Để kịp mùa vụ, kính đề nghị Phòng Kinh tế huyện cử cán bộ khảo sát.\n\nKính trình UBND huyện xem xét, cấp kinh phí.",
            [("Phòng Kinh tế huyện", "cử cán bộ khảo sát"), ("UBND huyện", "xem xét, cấp kinh phí")],
        ),
        (
            "Để kịp mùa vụ, kính đề nghị UBND huyện cấp kinh phí.\n\nKính trình UBND huyện xem xét, quyết định.",
            [("UBND huyện", "cấp kinh phí")],
        ),
        ("Trên đây là kết quả quý IV, kính trình UBND huyện xem xét.", []),
    ],
)
def test_what_a_to_trinh_asks(text: str, expected: list[tuple[str, str]]) -> None:
    doc = from_texts({"body": text})
    doc._.kind = KindReading(value="TTr", name="Tờ trình", text="", where=(), confidence=1.0)
    assert [("; ".join(one.assignees), one.action) for one in directives(doc)._.directives] == expected


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Ngày mai có mưa to, do đó Phòng Thủy lợi kiểm tra các cống trước ngày 20/10/2024.", "Phòng Thủy lợi"),
        ("Kho sắp đầy, vì thế Phòng Hậu cần dọn kho xong trước ngày 20/10/2024.", "Phòng Hậu cần"),
        ("1. Rà soát hồ sơ cán bộ. Cơ quan chủ trì: Phòng Nội vụ; cơ quan phối hợp: Thanh tra huyện; hoàn thành trước ngày 25/10/2024.", "Phòng Nội vụ"),
        ("2. Sửa chữa trạm bơm. Đơn vị thực hiện: Phòng Kinh tế; thời gian hoàn thành: 30/11/2024.", "Phòng Kinh tế"),
        ("Trong dịp nghỉ lễ, Phòng Bảo vệ gửi báo cáo trực về Văn phòng trước 16 giờ hằng ngày.", "Phòng Bảo vệ"),
    ],
)  # fmt: skip
def test_who_acts_after_what_is_told_of_grounds_or_by_a_label(text: str, whose: str) -> None:
    (one,) = read(text)
    assert one.assignees == (whose,)
    assert one.deadline is not None


@pytest.mark.parametrize(
    "text",
    [
        "- Ý kiến thứ nhất đề nghị giữ nguyên mức thu.",
        "- Luồng ý kiến thứ hai đề nghị bãi bỏ Điều 5.",
        "- Quá thời hạn này, Chi cục Thuế sẽ đề nghị thanh tra đột xuất.",
    ],
)
def test_what_others_hold_is_not_ordered(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize("who", ["các đồng chí", "các ông", "các bà"])
def test_those_that_the_paper_is_sent_to(who: str) -> None:
    doc = from_texts({"body": f"Đề nghị {who} rà soát hồ sơ đảng viên."})
    doc._.recipients = (Recipient(value="Các huyện ủy", text="", where=(), confidence=1.0, role="addressee"),)
    (one,) = directives(doc)._.directives
    assert one.assignees == ("Các huyện ủy",)


@pytest.mark.parametrize(
    "piece",
    [
        "Đề nghị các sở báo cáo. ",
        "yêu cầu ",
        "1. ",
        "Giao ",
        "Sở Y tế có trách nhiệm rà soát, ",
        "Sở chưa gửi ",
        "giao Phòng A rà soát, ",
        "rà soát, đồng thời ",
        "Nơi nào để xảy ra, Sở phải ",
        "(Sở Y tế chủ trì; ",
        "Việc rà soát ",
        "Thời gian: 20/10/2024; ",
    ],
)
def test_hostile_text_is_quick(piece: str) -> None:
    doc = from_texts({"body": (piece * (1_000_000 // len(piece) + 1))[:1_000_000]})
    start = time.process_time()
    directives(doc)
    assert time.process_time() - start < 2
