"""What the rest of a paper says of the words of its subject."""

from __future__ import annotations

import pytest

from extractors.elsewhere import agreed, elsewhere
from extractors.spans import first
from tests.extractors.reading_texts import read_scan, reasons

AGREED = [
    # a word that the language does not know beside its neighbour, as the text has it
    ("phòng cháy và chồng hạn mùa khô", "Các xã chống hạn ngay từ đầu vụ.", "phòng cháy và chống hạn mùa khô"),
    ("hỗ trợ các hộ dần vùng trũng", "Đã di dời 12 hộ dân khỏi bãi bồi.", "hỗ trợ các hộ dân vùng trũng"),
    ("quà tết cho thiếu nhỉ vùng cao", "Có 30 thiếu nhi được nhận quà.", "quà tết cho thiếu nhi vùng cao"),
    ("tạm dừng để đầu nổi đường dây", "Việc đấu nối xong trước 17 giờ.", "tạm dừng để đấu nối đường dây"),
    # misread in the text, not here
    ("bổ sung danh mục vật tư", "Danh mục bố sung gửi kèm.", "bổ sung danh mục vật tư"),
    # both are words: nobody guesses
    ("tổ chức hội thảo mùa hè", "Kinh phí hội thao do công đoàn chi.", "tổ chức hội thảo mùa hè"),
    # names begin with capitals
    ("kết luận của đồng chí Ngõ Hữu Trí", "Đồng chí Ngô Hữu Trí chủ trì.", "kết luận của đồng chí Ngõ Hữu Trí"),
    # read so twice and otherwise once
    ("quà tết cho thiếu nhỉ vùng cao", "Quà thiếu nhỉ; có 30 thiếu nhi được nhận.", "quà tết cho thiếu nhỉ vùng cao"),
    ("khen thưởng năm 2019", "", "khen thưởng năm 2019"),
    ("", "Các đơn vị báo cáo.", ""),
]


@pytest.mark.parametrize(("subject", "body", "expected"), AGREED)
def test_a_stranger_is_put_right_as_the_paper_has_it_elsewhere(subject: str, body: str, expected: str) -> None:
    zone = first(read_scan({"subject": subject or "-", "body": body or "-"}, 0.95), "subject")
    assert zone is not None
    assert agreed(subject, elsewhere(zone))[0] == expected


TOLD = [
    ("tổ chức hội thảo mùa hè", "Kinh phí hội thao do công đoàn chi.", (("hội thảo", "hội thao"),)),
    ("kết luận của đồng chí Ngõ Hữu Trí", "Đồng chí Ngô Hữu Trí chủ trì.", (("chí ngõ", "chí ngô"),)),
    ("bổ sung danh mục vật tư", "Danh mục bố sung gửi kèm.", ()),
    ("tổ chức hội thảo mùa hè", "Sau hội thảo là hội thao.", ()),
    ("phòng cháy và chồng hạn mùa khô", "Các xã chống hạn ngay từ đầu vụ.", ()),
]


@pytest.mark.parametrize(("subject", "body", "expected"), TOLD)
def test_what_is_read_otherwise_elsewhere_is_told(
    subject: str, body: str, expected: tuple[tuple[str, str], ...]
) -> None:
    zone = first(read_scan({"subject": subject, "body": body}, 0.95), "subject")
    assert zone is not None
    assert agreed(subject, elsewhere(zone))[1] == expected


def test_a_person_is_asked_about_a_subject_that_the_text_has_otherwise() -> None:
    doc = read_scan({"subject": "V/v tổ chức hội thảo mùa hè", "body": "Kinh phí hội thao do công đoàn chi."}, 0.96)
    assert doc._.subject.value == "tổ chức hội thảo mùa hè"
    assert doc._.subject.confidence < 0.9
    assert "đọc là “hội thảo”, chỗ khác trong văn bản là “hội thao”" in reasons(doc, "subject")


def test_what_the_text_confirms_is_surer() -> None:
    alone, confirmed = (
        read_scan({"subject": "V/v cứu hộ tàu Hoàng Ngân", "body": body}, 0.9)._.subject.confidence
        for body in ("Các đơn vị báo cáo.", "Đơn vị cứu hộ tàu Hoàng Ngân báo cáo.")
    )
    assert confirmed > alone
