"""The sample dispatch the whole way, and the order of what is to be looked at."""

import pytest

from extractors import extract
from extractors.assemble import assemble
from extractors.document import flag, from_texts
from extractors.record import Dispatch, Source

SOURCE = Source(name="1002-CV-TU.pdf", sha256="0" * 64, pages=2, text_from="ocr")
SAMPLE = [
    ("authority", "TỈNH ỦY BÌNH ĐỊNH\n*"),
    ("number", "Số 1002-CV/TU"),
    ("subject", "Về việc kiểm điểm và đánh giá, xếp loại\nchất lượng các tập thể, cá nhân năm 2024"),
    ("motto", "ĐẢNG CỘNG SẢN VIỆT NAM"),
    ("place_date", "Bình Định, ngày 17 tháng 10 năm 2024"),
    ("arrival_stamp", "SỞ NỘI VỤ TỈNH BÌNH ĐỊNH\nĐẾN Số: 11098\nNgày: 25/10/24\nChuyển:\nSố và Ký hiệu HS:"),
    ("addressees", "Kính gửi: - Các đảng đoàn, ban cán sự đảng,\n- Lãnh đạo các sở, ngành và tương đương."),
    ("body", "Ban Thường vụ Tỉnh ủy yêu cầu hoàn thành trước ngày 20/12/2024."),
    ("recipients", "Nơi nhận:\n- Ban Tổ chức Trung ương (để b/c),\n- Như trên,\n- Lưu Văn phòng Tỉnh ủy."),
    ("signature", "T/M BAN THƯỜNG VỤ\n\nHồ Quốc Dũng"),
]


@pytest.fixture(scope="module")
def dispatch() -> Dispatch:
    return extract(from_texts(SAMPLE), SOURCE)


HEAD = [
    ("system", "party"),
    ("kind", "CV"),
    ("number", "1002-CV/TU"),
    ("issuer", "Tỉnh ủy Bình Định"),
    ("issued_on", "2024-10-17"),
    ("issued_at", "Bình Định"),
    ("subject", "kiểm điểm và đánh giá, xếp loại chất lượng các tập thể, cá nhân năm 2024"),
    ("signer", "Hồ Quốc Dũng"),
]


@pytest.mark.parametrize(("field", "value"), HEAD)
def test_the_sample_dispatch(dispatch: Dispatch, field: str, value: str) -> None:
    found = getattr(dispatch, field)
    assert found.value == value
    assert found.where
    assert found.confidence >= 0.9


def test_its_lists_and_its_stamp(dispatch: Dispatch) -> None:
    assert [r.value for r in dispatch.recipients] == [
        "Các đảng đoàn, ban cán sự đảng", "Lãnh đạo các sở, ngành và tương đương", "Ban Tổ chức Trung ương",
    ]  # fmt: skip
    assert dispatch.arrival is not None
    assert dispatch.arrival.number is not None
    assert dispatch.arrival.number.value == "11098"
    assert dispatch.urgency is None
    assert not [review for review in dispatch.review if review.field in dict(HEAD)]


def test_an_empty_paper_is_a_record_with_questions() -> None:
    empty = extract(from_texts({"body": "Không có gì."}), SOURCE)
    assert empty.number is None
    assert {"number", "issuer", "issued_on", "subject", "signer"} <= {review.field for review in empty.review}


def test_reviews_come_once_in_the_order_of_the_record() -> None:
    doc = from_texts(SAMPLE)
    for field in ("signer", "deadlines[1]", "number", "deadlines[0]", "number"):
        flag(doc, field, "xem lại")
    fields = [review.field for review in extract(doc, SOURCE).review if review.reason == "xem lại"]
    assert fields == ["number", "deadlines[0]", "deadlines[1]", "signer"]


@pytest.mark.parametrize(
    ("confidence", "told", "asked"),
    [(0.95, "", False), (0.5, "", True), (0.5, "deadlines[0]", False), (0.5, "deadlines", False)],
)
def test_a_doubtful_entry_is_looked_at(confidence: float, told: str, asked: bool) -> None:
    doc = from_texts(SAMPLE)
    extract(doc, SOURCE)
    doc._.deadlines = tuple(one.model_copy(update={"confidence": confidence}) for one in doc._.deadlines)
    doc._.review = ()
    if told:
        flag(doc, told, "Thời hạn không rõ.")
    reasons = [one.reason for one in assemble(doc, SOURCE).review if one.field.startswith("deadlines")]
    assert any("trước ngày 20/12/2024" in reason for reason in reasons) is asked


@pytest.mark.parametrize(("field", "held"), [("signer", True), ("deadlines[0]", True), ("deadlines[1]", False)])
def test_what_a_person_is_asked_about_is_never_sure(field: str, held: bool) -> None:
    doc = from_texts(SAMPLE)
    flag(doc, field, "xem lại")
    found = extract(doc, SOURCE)
    sure = {"signer": found.signer, "deadlines[0]": found.deadlines[0]}
    for name, one in sure.items():
        assert one is not None
        assert (one.confidence >= 0.9) is not (held and name == field)
