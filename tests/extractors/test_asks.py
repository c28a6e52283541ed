"""What a paper wants: a reply, an action, attendance, or to be known."""

# ruff: noqa: E501 (a case is one row)
from __future__ import annotations

import pytest
from spacy.tokens import Doc

from extractors.asks import asks
from extractors.directives import directives
from extractors.document import from_texts
from extractors.record import Deadline, Directive, Event, IssuerReading, KindReading, Reading, Recipient

LIMIT = Deadline(value="2024-12-31", text="", where=(), confidence=1.0, stated="2024-12-31", bound="by")


def paper(kind: str, subject: str | None = None) -> Doc:
    """The `Doc` of a paper of which only the code of its kind and its subject are read yet."""
    doc = from_texts({"body": "x"})
    doc._.kind = KindReading(value=kind, name="", text="", where=(), confidence=1.0)
    doc._.subject = None if subject is None else Reading(value=subject, text="", where=(), confidence=1.0)
    return doc


def told(action: str, report_to: str | None = None, deadline: int | None = None) -> Directive:
    return Directive(
        value=action, text=action, where=(), confidence=1.0, action=action, report_to=report_to, deadline=deadline
    )


@pytest.mark.parametrize(
    ("kind", "directives", "expected"),
    [
        ("CV", (told("gửi báo cáo về Sở Nội vụ", "Sở Nội vụ", 0),), "reply"),
        ("CV", (told("báo cáo theo quy định"),), "action"),
        ("CV", (told("triển khai thực hiện"),), "action"),
        ("CV", (), "information"),
        ("CV", (told("đối chiếu hồ sơ"), told("gửi kết quả", "Ban Tổ chức", 0), told("cập nhật dữ liệu")), "action"),
        ("CV", (told("lập danh sách, gửi về Sở Nội vụ", "Sở Nội vụ", 0), told("rà soát"), told("cập nhật")), "reply"),
        ("CV", (told("báo cáo Sở Nội vụ", "Sở Nội vụ", 1),), "action"),  # only where something is amiss
        ("CV", (told("chuyển nộp số tiền còn nợ", None, 0),), "action"),
        ("CV", (told("gởi kế hoạch", None, 0),), "reply"),
        ("CV", (told("cung cấp danh sách", None, 0),), "reply"),
        ("CV", (told("cung cấp nước sạch cho các thôn", None, 0),), "action"),
        ("CV", (told("báo cáo Bộ Nông nghiệp và Môi trường", "Bộ Nông nghiệp và Môi trường", 0),), "reply"),
        ("CV", (told("báo cáo Giám đốc Sở", "Giám đốc Sở", 0),), "action"),
        ("KH", (told("gửi báo cáo về Sở Nội vụ", "Sở Nội vụ", 0),), "action"),
        ("TB", (told("đăng ký kinh doanh trực tuyến", None, 0),), "action"),
        ("TB", (told("đăng ký danh sách học viên", None, 0),), "reply"),
        ("GTT", (told("có mặt tại trụ sở Tòa án"),), "attendance"),
        ("BC", (told("báo cáo UBND tỉnh", "UBND tỉnh", 0),), "information"),
        ("GM", (), "attendance"),
        ("TTr", (), "action"),
        ("TT", (told("dự hội nghị quán triệt Nghị quyết"), told("xây dựng chương trình")), "action"),
        ("TB", (told("cử đại biểu về dự họp"),), "attendance"),
    ],
)
def test_asks(kind: str, directives: tuple[Directive, ...], expected: str) -> None:
    doc = paper(kind)
    doc._.directives = directives
    doc._.deadlines = (LIMIT, LIMIT.model_copy(update={"conditional": True}))
    assert asks(doc)._.asks == expected


def test_a_subject_that_asks_for_a_report() -> None:
    doc = paper("CV", "báo cáo số liệu tổng kết")
    doc._.directives = (told("chốt số liệu"), told("cập nhật phần mềm"), told("gửi báo cáo về Sở", "Sở Y tế"))
    assert asks(doc)._.asks == "reply"


SUBJECTS = [
    # subject, issuer, directives, what is asked, why
    ("tổ chức Tháng Công nhân", "LĐLĐ tỉnh",
     (told("tổ chức triển khai, báo cáo kết quả về LĐLĐ tỉnh", "LĐLĐ tỉnh", 0), told("tuyên truyền")), "action", "a closing report"),
    ("tổ chức Tháng Công nhân", "LĐLĐ tỉnh", (told("gửi danh sách về LĐLĐ tỉnh", "LĐLĐ tỉnh", 0),), "reply", "all there is"),
    ("khắc phục sạt lở", "Văn phòng Chính phủ", (told("báo cáo Thủ tướng Chính phủ", "Thủ tướng Chính phủ", 0),), "action",
     "an order passed on"),
    ("khắc phục sạt lở", "Văn phòng UBND tỉnh", (told("gửi về Văn phòng UBND tỉnh", "Văn phòng UBND tỉnh", 0),), "reply",
     "the office itself asks"),
    ("xin ý kiến hướng dẫn chế độ", "UBND xã", (told("xem xét, hướng dẫn chế độ"),), "reply", "advice"),
    ("khai báo hàng hóa", "Cục Hải quan tỉnh", (told("bố trí bến bãi", None, 0), told("gửi số liệu", "Chi cục", 0),
     told("trực"), told("phân luồng"), told("báo cáo", "Tổng cục Hải quan", 0)),
     "action", "reported to the body above"),
    ("xin ý kiến hướng dẫn chế độ", "UBND xã", (told("cập nhật dữ liệu"),), "action", "no advice after all"),
    ("trả lời kiến nghị của cử tri", "Sở Y tế", (told("thông báo cho cử tri biết"),), "information", "an answer"),
    ("rà soát nhà, đất", "Sở Tài chính", (told("Rà soát nhà, đất", "Sở Tài chính", 0),), "reply", "sent in later on"),
    ("hướng dẫn thu bảo hiểm y tế học sinh", "BHXH tỉnh",
     (told("thu tiền theo đợt"), told("nộp danh sách về BHXH huyện", "BHXH huyện", 0)), "action", "a guide"),
    ("tiếp nhận học viên thực tế và góp ý đề cương", "Trường Chính trị tỉnh",
     (told("bố trí người hướng dẫn"), told("góp ý vào đề cương, gửi lại Trường", None, 0), told("báo Trường", None, 0)),
     "action", "learners are to be taken in first"),
    ("tiếp nhận học viên thực tế và góp ý đề cương", "Trường Chính trị tỉnh",
     (told("góp ý vào đề cương, gửi lại Trường", None, 0), told("bố trí người hướng dẫn"), told("bố trí chỗ ở")),
     "reply", "the opinion is asked first"),
    ("rà soát quỹ đất", "Sở Xây dựng",
     (told("đo đạc"), told("thống kê số lô, cung cấp cho Sở", None, 0)), "reply", "handed over to the office"),
    ("đăng ký nhu cầu tuyển dụng viên chức", "Sở Nội vụ",
     (told("rà soát biên chế"), told("lập biểu đăng ký nhu cầu")), "reply", "the subject begins with it"),
    ("tổng kết phong trào thi đua và chế độ báo cáo", "Hội Cựu chiến binh tỉnh",
     (told("gửi báo cáo tháng", "Tỉnh hội", 0), told("tổ chức hội nghị"), told("giới thiệu điển hình")), "action", "a rule on reports"),
    ("kiểm điểm, đánh giá, xếp loại chất lượng năm 2024", "Tỉnh ủy Bình Định",
     (told("xây dựng kế hoạch kiểm điểm"), told("đề xuất nội dung gợi ý"), told("thực hiện kiểm điểm"),
      told("báo cáo Ban Thường vụ Tỉnh ủy Bình Định", "Tỉnh ủy Bình Định", 0)), "reply", "the last word is a report home"),
    ("kiểm điểm, đánh giá chi bộ", "Huyện ủy Phú Lộc",
     (told("xây dựng kế hoạch"), told("thực hiện kiểm điểm"), told("báo cáo Ban Thường vụ Huyện ủy", "Ban Thường vụ Huyện ủy", 0)),
     "reply", "a report to the issuer's own committee"),
    ("đôn đốc xử lý kết luận thanh tra", "Thanh tra tỉnh",
     (told("nộp lại số tiền chi sai", None, 0), told("kiểm điểm trách nhiệm").model_copy(update={"assignees": ("Sở Y tế",)}),
      told("điều chỉnh quyết toán").model_copy(update={"assignees": ("UBND huyện",)}),
      told("báo cáo Thanh tra tỉnh", "Thanh tra tỉnh", 0).model_copy(update={"assignees": ("các đơn vị",)})), "action",
     "a report of all closes work that is shared out"),
    ("sao gửi Công văn của Bộ Y tế và tăng cường kiểm dịch", "Sở Y tế",
     (told("tổ chức kiểm dịch"), told("gửi báo cáo tuần", "Sở Y tế", 0)), "action", "brings a paper, then orders"),
    ("phúc đáp đơn vị kiểm toán", "Bệnh viện",
     (told("xem xét lại ba hồ sơ"), told("thông báo kết quả", "Bệnh viện", 0)), "action", "an answer that asks for something"),
    ("phúc đáp đơn vị kiểm toán", "Bệnh viện", (told("gửi lại biên bản", "Bệnh viện", 0),), "reply", "an answer, a report first"),
    ("đôn đốc giải ngân vốn đầu tư công", "UBND huyện",
     (told("lập danh sách dự án chậm, gửi về UBND huyện", "UBND huyện", 0), told("đẩy nhanh thi công"), told("trình nghiệm thu")),
     "action", "the work is chased, not a report"),
    ("hỗ trợ hội viên vay vốn", "Hội Nông dân tỉnh",
     (told("gửi danh sách về Hội Nông dân tỉnh", "Hội Nông dân tỉnh", 0), told("giải ngân"), told("kiểm tra")), "action", "help is to be given"),
    ("chăm lo người nghèo dịp Tết", "MTTQ tỉnh",
     (told("lập danh sách, gửi về MTTQ tỉnh", "MTTQ tỉnh", 0), told("trao quà"), told("vận động tài trợ")), "action", "orders"),
    ("chuẩn bị điều tra dân số", "Cục Thống kê tỉnh",
     (told("cử người dẫn đường"), told("rà soát địa bàn", None, 0), told("báo cáo Cục Thống kê", "Cục Thống kê", 0)), "action", "work to get ready"),
    ("tuyển chọn, gọi công dân nhập ngũ năm 2025", "Hội đồng nghĩa vụ quân sự huyện",
     (told("niêm yết danh sách"), told("khám sức khỏe"), told("báo cáo Ban Chỉ huy Quân sự huyện", "Ban Chỉ huy Quân sự huyện", 0)),
     "action", "men are to be chosen"),
    ("xây dựng dự toán ngân sách năm 2025", "Phòng Tài chính - Kế hoạch huyện",
     (told("đánh giá thu, chi"), told("lập dự toán"), told("gửi hồ sơ về Phòng", "Phòng", 0), told("công khai")), "reply", "a budget is sent in"),
    ("xây dựng trường chuẩn quốc gia", "Phòng Giáo dục huyện",
     (told("rà soát tiêu chí"), told("sửa phòng học"), told("gửi hồ sơ về Phòng Giáo dục huyện", "Phòng Giáo dục huyện", 0), told("trồng cây")),
     "action", "something is built"),
    ("kiểm tra, chấn chỉnh cửa hàng bán lẻ xăng dầu", "Sở Công Thương",
     (told("kiểm tra bể chứa, cột bơm"), told("báo cáo danh sách cửa hàng", "Sở Công Thương", 0), told("niêm yết giá"),
      told("báo cáo kết quả cho Sở Công Thương", "Sở Công Thương", 0)), "action", "shops are to be looked over"),
    ("phục vụ tưới vụ Xuân và giải tỏa hành lang kênh", "Công ty Thủy lợi",
     (told("đăng ký diện tích bơm tát", "Xí nghiệp", 0), told("nạo vét kênh"), told("ký hợp đồng"), told("tháo dỡ lều quán")),
     "action", "water is to be led in"),
    ("tiêm phòng vắc xin dại", "UBND huyện",
     (told("tổ chức tiêm"), told("lập danh sách hộ nuôi chó, gửi Trạm Thú y", "Trạm Thú y", 0)), "action", "dogs are to be treated"),
    ("rà soát, hỗ trợ trẻ em mồ côi", "Bộ Lao động",
     (told("lập danh sách, gửi về Bộ", "Bộ", 0), told("giải quyết trợ cấp"), told("vận động đỡ đầu")), "action", "help follows the list"),
    ("rà soát trẻ em mồ côi", "Bộ Lao động",
     (told("lập danh sách, gửi về Bộ", "Bộ", 0), told("giải quyết trợ cấp"), told("vận động đỡ đầu")), "reply", "the list is wanted"),
    ("mời báo giá vật tư y tế", "Bệnh viện đa khoa tỉnh", (), "reply", "prices are wanted"),
    ("giao nộp hồ sơ, tài liệu nghiệp vụ", "Công an tỉnh",
     (told("chỉnh lý tài liệu"), told("đăng ký lịch, gửi Văn phòng", "Văn phòng", 0), told("đóng hộp"), told("báo cáo kết quả về Công an tỉnh", "Công an tỉnh", 0)),
     "action", "what is handed over is no report"),
    ("xét công nhận tốt nghiệp đợt 1", "Trường Cao đẳng Nghề",
     (told("nộp đơn tại khoa", None, 0), told("đối chiếu điểm"), told("niêm yết kết quả")), "action", "what is to be decided"),
    ("đẩy nhanh tiến độ đo đạc bản đồ", "Sở Tài nguyên và Môi trường",
     (told("thống kê, báo cáo về Sở", "Sở", 0), told("cắm mốc"), told("ký hồ sơ")), "action", "the work is to go on"),
    ("thông báo việc khác", "Bộ Y tế", (told("hoàn thiện báo cáo, gửi về Bộ", "Bộ", 0),), "reply", "to the issuer"),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "issuer", "directives", "expected", "why"), SUBJECTS)
def test_asks_by_subject_and_issuer(
    subject: str, issuer: str, directives: tuple[Directive, ...], expected: str, why: str
) -> None:
    doc = paper("CV", subject)
    doc._.issuer = IssuerReading(value=issuer, text="", where=(), confidence=1.0)
    doc._.directives = directives
    doc._.deadlines = (LIMIT,)
    assert asks(doc)._.asks == expected, why


@pytest.mark.parametrize(
    ("asked", "expected"), [(("UBND xã Phú An",), "information"), (("UBND xã Phú An", "Chi cục Thuế"), "reply")]
)
def test_a_paper_that_puts_an_older_one_right(asked: tuple[str, ...], expected: str) -> None:
    doc = paper("CV", "đính chính Thông báo nộp tiền")
    doc._.recipients = tuple(
        Recipient(value=one, text=one, where=(), confidence=1.0, role="addressee")
        for one in ("UBND xã Phú An", "Chi cục Thuế")
    )
    doc._.directives = (told("gửi lại biên bản", "Tòa án", 0).model_copy(update={"assignees": asked}),)
    doc._.deadlines = (LIMIT,)
    assert asks(doc)._.asks == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Tổng công ty Đường sắt", "information"),
        ("Đoàn đại biểu Quốc hội tỉnh Lai Châu", "action"),
        ("ĐĐBQH tỉnh", "action"),
        ("", "action"),
    ],
)
def test_an_answer_that_asks_others(asked: str, expected: str) -> None:
    doc = paper("CV", "trả lời kiến nghị của cử tri")
    to = "Đoàn đại biểu Quốc hội tỉnh Lai Châu"
    doc._.recipients = (Recipient(value=to, text=to, where=(), confidence=1.0, role="addressee"),)
    work = told("sửa đường ngang", None, 0).model_copy(update={"assignees": (asked,) if asked else ()})
    doc._.directives = (work,)
    doc._.deadlines = (LIMIT,)
    assert asks(doc)._.asks == expected


@pytest.mark.parametrize(
    ("action", "expected"), [("thẩm định dự toán, trả lời bằng văn bản", "reply"), ("bố trí kinh phí", "action")]
)
def test_a_to_trinh_that_pleads_for_an_opinion(action: str, expected: str) -> None:
    doc = paper("TTr", "xin chủ trương sửa trường")
    doc._.directives = (told(action, None, 0),)
    doc._.deadlines = (LIMIT,)
    assert asks(doc)._.asks == expected


def test_a_plan_that_names_an_event_is_to_be_carried_out() -> None:
    doc = paper("KH")
    doc._.event = Event(starts=None, place=None)
    doc._.directives = (told("ban hành kế hoạch"),)
    assert asks(doc)._.asks == "action"


def test_a_report_every_week_answers_no_letter() -> None:
    doc = paper("CV")
    doc._.directives = (told("báo cáo về Sở Y tế", "Sở Y tế", 0),)
    rule = "FREQ=WEEKLY;BYDAY=FR"
    doc._.deadlines = (Deadline(value=rule, text="", where=(), confidence=1.0, rrule=rule, bound="before"),)
    assert asks(doc)._.asks == "action"


def test_a_report_in_some_case_only() -> None:
    text = "Quá trình thực hiện có khó khăn, vướng mắc đề nghị các đơn vị báo cáo về Sở Y tế để tổng hợp."
    doc = directives(from_texts({"body": text}))
    assert asks(doc)._.asks == "action"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Kết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp giao ban", "action"),
        ("Ý kiến kết luận của Phó Thủ tướng Chính phủ tại cuộc họp", "action"),
        ("tuyển sinh cao học đợt 2 năm 2024", "information"),
        ("tạm ngừng cung cấp điện để thi công", "information"),
        ("ngừng cung cấp nước sạch từ ngày 12/11/2024", "information"),
        ("thời hạn báo cáo quyết toán", "reply"),
    ],
)
def test_a_thong_bao_by_its_subject(subject: str, expected: str) -> None:
    doc = paper("TB", subject)
    doc._.directives = (told("nộp hồ sơ về Phòng Đào tạo", "Phòng Đào tạo", 0),)
    doc._.deadlines = (LIMIT,)
    assert asks(doc)._.asks == expected
