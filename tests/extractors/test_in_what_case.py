"""Cases told before what is to be done in them, and what those who act want of their own people."""

# ruff: noqa: E501 (a case is one row)
from __future__ import annotations

import pytest

from extractors.deadlines import deadlines
from extractors.directives import directives
from extractors.document import from_texts
from extractors.record import IssuerReading, KindReading, Reading


def read(*blocks: str, issuer: str = "", kind: str = "TTr") -> list[tuple[str, str]]:
    doc = from_texts({"body": "\n\n".join(blocks)})
    doc._.issued_on = Reading(value="2024-10-17", text="", where=(), confidence=1.0)
    if issuer:
        doc._.issuer = IssuerReading(value=issuer, text="", where=(), confidence=1.0)
        doc._.kind = KindReading(value=kind, name=kind, text="", where=(), confidence=1.0)
    return [("; ".join(one.assignees), one.action) for one in directives(deadlines(doc))._.directives]


ASKS = "Phòng Kinh tế đề nghị các trạm bơm:"


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # wherever something is so, those act who act there
        ((ASKS, "1. Đếm lại số máy. Nơi nào hỏng máy thì lập dự toán sửa chữa trong tháng 11/2024."), [("các trạm bơm", "Đếm lại số máy"), ("các trạm bơm", "Nơi nào hỏng máy thì lập dự toán sửa chữa")]),
        ((ASKS, "1. Kiểm tra đồng hồ nước của các hộ; hộ nào lắp sai thì hướng dẫn lắp lại."), [("các trạm bơm", "Kiểm tra đồng hồ nước của các hộ"), ("các trạm bơm", "hộ nào lắp sai thì hướng dẫn lắp lại")]),
        # what a report then tells is no duty of its own
        ((ASKS, "1. Báo cáo số máy còn chạy; nơi nào mất máy thì nêu lý do."), [("các trạm bơm", "Báo cáo số máy còn chạy; nơi nào mất máy thì nêu lý do")]),
        # a body of a kind acts itself
        (("Đề nghị Trưởng các trạm đối chiếu sổ. Trạm nào còn nợ thì nộp cho đủ tiền điện.",), [("Trưởng các trạm", "đối chiếu sổ"), ("Trạm nào còn nợ", "nộp cho đủ tiền điện")]),
        # for people of a kind, those act who act there
        (("1. Các chi đoàn mở lớp học bơi trong tháng 11/2024. Đối với đoàn viên đi làm ca thì bố trí lớp buổi tối, xong trước ngày 20/12/2024.",), [("Các chi đoàn", "mở lớp học bơi"), ("Các chi đoàn", "Đối với đoàn viên đi làm ca thì bố trí lớp buổi tối")]),
        # why and when, before who acts, who then acts on
        ((ASKS, "1. Đếm lại số máy. Nếu các hộ tiếp tục khiếu nại, Trạm bơm Cầu Sa báo cáo Phòng trong vòng 24 giờ."), [("các trạm bơm", "Đếm lại số máy"), ("Trạm bơm Cầu Sa", "báo cáo Phòng nếu các hộ tiếp tục khiếu nại")]),
        ((ASKS, "1. Trường hợp máy hỏng nặng, Trạm bơm Cầu Sa có văn bản gửi Phòng trước ngày 20/11/2024."), [("Trạm bơm Cầu Sa", "có văn bản gửi Phòng trường hợp máy hỏng nặng")]),
        ((ASKS, "1. Do đường vào bị ngập, Trạm bơm Cầu Sa gửi số liệu qua điện thoại trước ngày 20/11/2024."), [("Trạm bơm Cầu Sa", "gửi số liệu qua điện thoại")]),
        ((ASKS, "1. Khi nước lên nhanh, cống kẹt, mất điện, Trạm bơm Cầu Sa báo cáo Phòng trong vòng 02 giờ kể từ lúc phát hiện; cử người trực tại cống."), [("Trạm bơm Cầu Sa", "báo cáo Phòng khi nước lên nhanh, cống kẹt, mất điện"), ("Trạm bơm Cầu Sa", "cử người trực tại cống")]),
    ],
)  # fmt: skip
def test_what_is_to_be_done_in_a_case(blocks: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert read(*blocks) == expected


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (("1. Các chi bộ chép lại sổ trong tháng 11/2024; yêu cầu từng đảng viên ký nhận, nộp lại phiếu.",), [("Các chi bộ", "chép lại sổ"), ("Các chi bộ", "yêu cầu từng đảng viên ký nhận, nộp lại phiếu")]),
        # a body of which something is wanted acts itself
        (("1. Các phòng rà soát hồ sơ trong tháng 11/2024; yêu cầu mỗi phòng cử 01 người.",), [("Các phòng", "rà soát hồ sơ"), ("mỗi phòng", "cử 01 người")]),
        ((ASKS, "- Phân công 01 cán bộ hướng dẫn cho mỗi tổ; ghi sổ trực."), [("các trạm bơm", "Phân công 01 cán bộ hướng dẫn cho mỗi tổ; ghi sổ trực")]),
        # who is named apart, and asked by the first word of the name
        (("Đề nghị các đơn vị rà soát hồ sơ.", "Riêng đối với Trại giống Long Phú, đề nghị Trại bố trí chỗ ở cho sinh viên."), [("các đơn vị", "rà soát hồ sơ"), ("Trại giống Long Phú", "bố trí chỗ ở cho sinh viên")]),
        (("Đề nghị các đơn vị rà soát hồ sơ.", "3. Đối với các xã sau hợp nhất, đề nghị đối chiếu sổ hộ tịch trước ngày 20/11/2024."), [("các đơn vị", "rà soát hồ sơ"), ("các xã sau hợp nhất", "đối chiếu sổ hộ tịch")]),
        # a mark that was read apart from its item
        ((ASKS, "1.", "Kiểm tra đồng hồ nước.", "2. Sơn lại nhà máy."), [("các trạm bơm", "Kiểm tra đồng hồ nước"), ("các trạm bơm", "Sơn lại nhà máy")]),
    ],
)  # fmt: skip
def test_what_they_want_of_their_own(blocks: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert read(*blocks) == expected


@pytest.mark.parametrize(
    ("issuer", "blocks", "expected"),
    [
        # who asks is written in full, and kept by its abbreviation; or the other way round
        ("UBND xã Nậm Cang", ("Ủy ban nhân dân xã kính đề nghị Sở Xây dựng xem xét:", "1. Hỗ trợ xã 02 tỷ đồng làm kè suối."), [("Sở Xây dựng", "Hỗ trợ xã 02 tỷ đồng làm kè suối")]),
        ("UBND xã Nậm Cang", ("UBND xã đề nghị Sở Tài chính thẩm định dự toán trước ngày 05/12/2024.",), [("Sở Tài chính", "thẩm định dự toán")]),
        # an order within the name of a post is none
        ("UBND huyện Bát Xát", ("Trưởng Ban Chỉ đạo ban hành Quy chế đã được thông qua.",), []),
    ],
)  # fmt: skip
def test_what_a_proposal_asks(issuer: str, blocks: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert read(*blocks, issuer=issuer) == expected


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (("Đề nghị Đài Truyền thanh xã cho phát thông báo này trên loa.",), [("Đài Truyền thanh xã", "cho phát thông báo này trên loa")]),
        # what the issuer says of itself is no duty
        (("Đề nghị các hộ kiểm tra đường ống.", "Công ty Cấp nước Bến Tre thành thật xin lỗi quý khách hàng."), [("các hộ", "kiểm tra đường ống")]),
        # who is only to be asked
        (("Đề nghị các trạm:", "1. Kiểm tra đồng hồ nước. Đầu mối: bà Lò Thị Na, 0210.3846.777."), [("các trạm", "Kiểm tra đồng hồ nước")]),
    ],
)  # fmt: skip
def test_what_is_said_at_the_end(blocks: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert read(*blocks, issuer="Công ty Cấp nước Bến Tre", kind="TB") == expected
