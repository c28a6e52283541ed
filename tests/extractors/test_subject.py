"""Subject: without its lead, in one line."""

import pytest

from tests.extractors.reading_texts import read, reasons

CASES = [
    ("V/v góp ý dự thảo Nghị định", "góp ý dự thảo Nghị định"),
    ("V/v: góp ý dự thảo Nghị định.", "góp ý dự thảo Nghị định"),
    ("V/V góp ý dự thảo", "góp ý dự thảo"),
    ('"V/v góp ý dự thảo"', "góp ý dự thảo"),
    ('V/v phát động phong trào "Xanh - Sạch - Đẹp"', 'phát động phong trào "Xanh - Sạch - Đẹp"'),
    ("Vv góp ý dự thảo", "góp ý dự thảo"),
    ("Vw góp ý dự thảo", "góp ý dự thảo"),
    ("Vww góp ý dự thảo", "góp ý dự thảo"),
    ("V7v góp ý dự thảo", "góp ý dự thảo"),
    ("v/v báo cáo nhanh số liệu\nngười khuyết tật năm 2017", "báo cáo nhanh số liệu người khuyết tật năm 2017"),
    ("Về việc kiểm điểm và đánh giá, xếp loại\nchất lượng các tập thể", "kiểm điểm và đánh giá, xếp loại chất lượng các tập thể"),  # noqa: E501
    ("về công tác cán bộ", "công tác cán bộ"),
    ("Tổ chức Ngày hội Đại đoàn kết toàn dân tộc năm 2025\n________", "Tổ chức Ngày hội Đại đoàn kết toàn dân tộc năm 2025"),  # noqa: E501
    ("V/v triển khai Thông tư số 48/2017/TT-BYT ngày 28/12/2017 của Bộ Y tế",
     "triển khai Thông tư số 48/2017/TT-BYT ngày 28/12/2017 của Bộ Y tế"),
    ("V/v bảo đảm an toàn đập, hồ chứa _` thủy lợi", "bảo đảm an toàn đập, hồ chứa thủy lợi"),
    ("V/%v báo cáo kết quả đại hội", "báo cáo kết quả đại hội"),
    ("V/v góp ý dự thảo. SỞ Y TẾ ĐẾN", "góp ý dự thảo"),
    ("V/v tuyên truyền. Ở các xã vùng cao", "tuyên truyền. Ở các xã vùng cao"),
    ("V/v báo cáo\nKính gửi: Sở Nội vụ", "báo cáo"),
    ("Vệ việc tổ chức khai giảng lớp quản lý bệnh viện", "tổ chức khai giảng lớp quản lý bệnh viện"),
    ("Vệ sinh an toàn thực phẩm dịp Tết", "Vệ sinh an toàn thực phẩm dịp Tết"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_subject(text: str, expected: str) -> None:
    assert read({"subject": text})._.subject.value == expected


def test_under_a_title_where_there_is_no_zone_of_its_own() -> None:
    assert read({"title": "KẾ HOẠCH\nCải cách hành chính năm 2025"})._.subject.value == "Cải cách hành chính năm 2025"


def test_no_subject_goes_to_review() -> None:
    doc = read({"body": "Thực hiện Công văn số 12/BYT-KCB về việc khám bệnh."})
    assert doc._.subject is None
    assert reasons(doc, "subject")


def test_what_the_text_begins_with_once_more_is_the_subject() -> None:
    about = "Thực hiện Chỉ thị số 09/CT-UBND ngày 27/6/2017 của Chủ tịch UBND tỉnh"
    body = f"{about}\n\n{about} (sau đây gọi tắt là Chỉ thị 09), UBND thành phố ban hành kế hoạch."
    assert read({"title": "KẾ HOẠCH", "body": body})._.subject.value == about
    assert (
        read({"title": "KẾ HOẠCH", "body": f"{about}, UBND thành phố.\n\nYêu cầu các đơn vị báo cáo."})._.subject
        is None
    )
