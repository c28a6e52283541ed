"""Signer: authority, title, name, on whose behalf."""

import pytest

from extractors.assemble import assemble
from extractors.document import Block, Zone, build
from extractors.person import is_name_word, spelt
from extractors.record import Source
from extractors.signed_name import undisputed
from extractors.words import Opinion, Word
from tests.extractors.reading_texts import read, read_scan, reasons

SOURCE = Source(name="1002-CV-TU.pdf", sha256="0" * 64, pages=1, text_from="ocr")
Row = tuple[str, str, str | None, str | None, str | None]
CASES: list[Row] = [
    ("T/M BAN THƯỜNG VỤ\n\nHồ Quốc Dũng", "Hồ Quốc Dũng", None, "TM", "Ban Thường vụ"),
    (
        "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC\n\nVõ Hữu Thắng",
        "Võ Hữu Thắng",
        "Phó Bí thư Thường trực",
        "TM",
        "Ban Thường vụ",
    ),
    ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrịnh Thị Hoài An", "Trịnh Thị Hoài An", "Phó Giám đốc", "KT", None),
    ("KT.GIÁM ĐÓC\nPHÓ GIÁM ĐÓC\nPhan Thị Hiếu", "Phan Thị Hiếu", "Phó Giám đốc", "KT", None),
    ("K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nHuỳnh Tấn Phước", "Huỳnh Tấn Phước", "Phó Trưởng ban", "KT", None),
    ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nLê Thành Khôi", "Lê Thành Khôi", "Chánh Văn phòng", "TL", None),
    ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLê Viết Tưởng", "Lê Viết Tưởng", "Phó Giám đốc", "KT", None),  # no Viện trưởng
    ("TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG\nLê Thành Khôi", "Lê Thành Khôi", "Trưởng phòng", "TUQ", None),
    ("Q. GIÁM ĐỐC\nLê Thành Khôi", "Lê Thành Khôi", "Giám đốc", "Q", None),
    ("GIÁM ĐỐC\n\n(đã ký)\n\nLê Hoàng Anh", "Lê Hoàng Anh", "Giám đốc", None, None),
    (
        "GIÁM ĐỐC\nKý bởi: Sở Y tế\nThời gian ký: 17/10/2024\nBS.CKII. Lê Hoàng Anh",
        "Lê Hoàng Anh",
        "Giám đốc",
        None,
        None,
    ),
    ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Bốn", "Nguyễn Bốn", "Chủ tịch", "TM", "Ủy ban nhân dân"),
    (
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Tuấn Phong",
        "Lê Tuấn Phong",
        "Phó Chủ tịch",
        "KT",
        "Ủy ban nhân dân",
    ),
    (  # under the collective a deputy signs for its head, whose `KT.` was lost
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nPHÓ CHỦ TỊCH\nY Blơ Mlô",
        "Y Blơ Mlô",
        "Phó Chủ tịch",
        "KT",
        "Ủy ban nhân dân",
    ),
    ("p. CHỦ TỊCH\nChâu Hoài Thu", "Châu Hoài Thu", "Chủ tịch", None, None),  # a sign is in capitals
    ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nK' Sơn Brơi", "K' Sơn Brơi", "Phó Chủ tịch", "KT", None),
    ("PHÓ CHÁNH VĂN PHÒNG\nA Thanh Lực", "A Thanh Lực", "Phó Chánh Văn phòng", None, None),
    ("PHÓ BÍ THƯ\nRơ Châm H'Yuên", "Rơ Châm H'Yuên", "Phó Bí thư", None, None),
    ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nH’Ngát Ayun", "H’Ngát Ayun", "Phó Chủ tịch", "KT", None),
    ("HIỆU TRƯỞNG\nThS. Y Blăm Niê Kđăm", "Y Blăm Niê Kđăm", "Hiệu trưởng", None, None),
    ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nNgô Hải Đăng", "Ngô Hải Đăng", "Thứ trưởng", "KT", None),
    ("TM. BAN THƯỜNG TRỰC\nPHÓ CHỦ TỊCH\nMai Văn Quyết", "Mai Văn Quyết", "Phó Chủ tịch", "TM", "Ban Thường trực"),
    ("GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nHà Văn Phúc", "Hà Văn Phúc", "Phó Giám đốc", "KT", None),
    # The sign of authority is lost in the seal, or was read as something else.
    ("PHÓ GIÁM ĐỐC\nHà Văn Phúc", "Hà Văn Phúc", "Phó Giám đốc", "KT", None),
    ("PHÓ CHỦ TỊCH\nHà Văn Phúc", "Hà Văn Phúc", "Phó Chủ tịch", None, None),
    ("VÀ: GIÁM ĐỐC\nGIÁM ĐỐC.\nHà Văn Phúc", "Hà Văn Phúc", "Phó Giám đốc", "KT", None),
    ("“I, GIÁM ĐỐC\nNguyễn Trúc Giang", "Nguyễn Trúc Giang", "Phó Giám đốc", "KT", None),
    ("O. GIÁM ĐỐC\nNguyễn Trúc Giang", "Nguyễn Trúc Giang", "Giám đốc", None, None),
    ("V*“Ã. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nSƠ MXZ\nHà Văn Phúc", "Hà Văn Phúc", "Phó Giám đốc", "KT", None),
    ("TUỢQ. BỘ TRƯỞNG\nCHÁNH VĂN PHÒNG\nĐỗ Ngọc Dũng", "Đỗ Ngọc Dũng", "Chánh Văn phòng", "TUQ", None),
    ("TUỢ. GIÁM ĐỐC\nTRƯỞNG PHÒNG\nCao Hữu Thuyết", "Cao Hữu Thuyết", "Trưởng phòng", "TUQ", None),
    (
        "TL. BỘ TRƯỞNG\nKT. CỤC TRƯỞNG\nPHÓ CỤC TRƯỞNG\nHoàng Xuân Nam",
        "Hoàng Xuân Nam",
        "Phó Cục trưởng",
        "TL",
        None,
    ),
    (
        "EM BAN CHẤP HÀNH TRUNG ƯƠNG\nTỔNG BÍ THƯ\nNguyễn Phú Trọng",
        "Nguyễn Phú Trọng",
        "Tổng Bí thư",
        "TM",
        "Ban Chấp hành Trung ương",
    ),
    ("KỊT TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nVõ Thị Kim Khánh", "Võ Thị Kim Khánh", "Phó Trưởng ban", "KT", None),
    ("CHỦ TỊCH\nNGUYỄN VĂN MINH", "Nguyễn Văn Minh", "Chủ tịch", None, None),
    # One word may be a whole name in the highlands, and a family name longer than others.
    ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nK'Brôih", "K'Brôih", "Phó Chủ tịch", "KT", None),
    ("TL. GIÁM ĐỐC\nTRƯỞNG PHÒNG\nChamaléa Điêu", "Chamaléa Điêu", "Trưởng phòng", "TL", None),
]


@pytest.mark.parametrize(("text", "name", "title", "authority", "behalf"), CASES)
def test_signer(text: str, name: str, title: str | None, authority: str | None, behalf: str | None) -> None:
    signer = read({"signature": text})._.signer
    assert (signer.value, signer.title, signer.authority, signer.on_behalf_of) == (name, title, authority, behalf)


def test_a_sign_of_authority_in_small_letters() -> None:
    """Fonts with small capitals give them as small letters."""
    signer = read({"signature": "Tl. Chủ Tịch\nChánh Văn Phòng\nPhạm Ngọc Ẩn"})._.signer
    assert (signer.value, signer.title, signer.authority) == ("Phạm Ngọc Ẩn", "Chánh Văn phòng", "TL")


@pytest.mark.parametrize("text", ["KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "TL. CHỦ TỊCH\nVĂN PHÒNG", ""])
def test_a_name_that_cannot_be_read_is_never_guessed(text: str) -> None:
    doc = read({"signature": text})
    assert doc._.signer is None
    assert reasons(doc, "signer")


def test_a_family_name_has_one_spelling_and_a_person_is_told() -> None:
    doc = read_scan({"signature": "GIÁM ĐỐC\nĐỉnh Thý Kim An"}, 0.94)
    assert doc._.signer.value == "Đinh Thị Kim An"
    signer = assemble(doc, SOURCE).signer
    assert signer is not None
    assert signer.confidence < 0.9
    assert "Đỉnh" in reasons(doc, "signer")


@pytest.mark.parametrize(
    ("family", "alike", "read"),
    [("Chau", True, "Chau"), ("Chau", False, "Châu"), ("Đanh", True, "Danh"), ("Thị", False, "Thị")],
)
def test_a_rare_family_name_that_two_readers_read_alike_stays(family: str, alike: bool, read: str) -> None:
    """A stroke across `D` deceives both."""
    name = f"{family} Mỹ Nhiên"
    assert spelt(name, frozenset(), frozenset({family} if alike else ())) == f"{read} Mỹ Nhiên"


def test_half_a_name_goes_to_review() -> None:
    doc = read({"signature": "GIÁM ĐỐC\nMinh Tuệ"})
    assert doc._.signer.confidence < 0.9
    assert reasons(doc, "signer")


SPELT = [
    ("Tạ Xưân Hải", 0.8, "Tạ Xuân Hải"),
    ("Tạ Xưân Hải", 0.95, "Tạ Xưân Hải"),  # clearly read: never changed
    ("Phan Viết Sang", 0.95, "Phan Viết Sang"),
    ("Hồ Trần Nam", 0.8, "Hồ Trần Nam"),
    ("Lê Thủy", 0.8, "Lê Thủy"),
]


@pytest.mark.parametrize(("read_as", "confidence", "name"), SPELT)
def test_a_given_name_of_one_spelling_is_put_right_where_it_was_doubted(
    read_as: str, confidence: float, name: str
) -> None:
    assert read_scan({"signature": f"GIÁM ĐỐC\n{read_as}"}, confidence)._.signer.value == name


SCANNED = [
    ("K' Sơn Brơi", "K' Sơn Brơi"),
    ("K'Brin Thị Lệ", "K'Brin Thị Lệ"),
    ("H’Lim", "H’Lim"),
    ("A Thanh Lực", "A Thanh Lực"),
    ("A Nguyễn Văn Hải", "Nguyễn Văn Hải"),  # a stroke before one of the commonest family names
    ("Đại Phan Đăng Ngoan", "Phan Đăng Ngoan"),  # of `Đại tá`
    ("Trịnh Trịnh Quang Nam", "Trịnh Quang Nam"),
    ("`Ã: )Yð Võ Thị Giang", "Võ Thị Giang"),
    ("Phạ Tấn Lượng", "Phạm Tấn Lượng"),
    ("Tê Hữu Phùng", "Lê Hữu Phùng"),
    ("Caø Thị Hiền", "Cao Thị Hiền"),
    ("Krã Jăn Thuận", "Kră Jăn Thuận"),
]


@pytest.mark.parametrize(("line", "name"), SCANNED)
def test_a_name_on_a_scan(line: str, name: str) -> None:
    doc = read_scan({"signature": f"GIÁM ĐỐC\n{line}"}, 0.94)
    assert doc._.signer.value == name
    assert doc._.signer.confidence < 0.9 or name in line


OPINIONS = [
    ("Lê Hoàng Anh", {}, True),
    ("Lê Hoàng Anh", {"Lê": "Lề", "Anh": "Ảnh"}, True),  # nobody bears these
    ("Lê Hoàng Anh", {"Anh": "Ánh"}, False),
    ("Lê Hoàng Anh", {"Lê": "Hoàng"}, False),
    ("Lê Hoàng Anh", {"Lê": "le"}, False),  # letters without accents
    ("Lê Hoàng Rươi", {}, False),
    ("Xa Phạm Tiến Phượng", {}, False),  # the first may be a stroke
    ("Trần Phạm Tiến Phượng", {}, True),
]


@pytest.mark.parametrize(("name", "said", "agreed"), OPINIONS)
def test_a_name_that_no_reader_disputes(name: str, said: dict[str, str], agreed: bool) -> None:
    words = [
        Word(text, (10.0 + 60 * i, 10, 60.0 + 60 * i, 22), page=1, confidence=0.6,
             opinions=(Opinion("script", said[text], 0.5),) if text in said else ())
        for i, text in enumerate(name.split())
    ]  # fmt: skip
    doc = build([Zone("signature", (Block(tuple(words)),))])
    assert undisputed(name, doc[:]) == agreed


@pytest.mark.parametrize("name", ["Đinh Công Trứ", "Y Krong Mlô Duôn Du", "Đỉnh Văn Xưân", "Đàm Quốc Trụ"])
def test_a_name_of_a_text_layer_is_never_changed(name: str) -> None:
    doc = read({"signature": f"GIÁM ĐỐC\n{name}"})
    assert doc._.signer.value == name


@pytest.mark.parametrize("word", ["Thanh", "Đỗ", "Y", "K'", "H'Yuên", "H’Ngát", "K'sor", "Brơi"])
def test_words_as_names_are_written(word):
    assert is_name_word(word)


@pytest.mark.parametrize("word", ["SỞ", "TẾ", "ông", "đồng", "ạnh", "TrẦn", "B2", "A.", "K''a", ""])
def test_words_as_names_are_not_written(word):
    assert not is_name_word(word)


@pytest.mark.parametrize(
    ("posts", "asked"),
    [
        ("CHỦ TỊCH\nPHÓ CHỦ TỊCH", False),  # the two posts say that the deputy signs for the head
        ("GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", False),
        ("PHÓ GIÁM ĐỐC", True),
        ("GIÁM ĐỐC\nGIÁM ĐỐC", True),
        ("TRƯỞNG PHÒNG\nPHÓ TRƯỞNG PHÒNG", True),  # `TL.` of one above may be lost
    ],
)
def test_authority_is_asked_about_where_only_a_post_tells_it(posts: str, asked: bool) -> None:
    doc = read_scan({"signature": f"{posts}\nHà Văn Phúc"}, 0.99)
    assert doc._.signer.authority == "KT"
    assert ("thẩm quyền" in reasons(doc, "signer")) == asked


@pytest.mark.parametrize(
    ("line", "confidence", "name"),
    [
        ("Xa Phạm Tiến Phượng", 0.6, "Phạm Tiến Phượng"),
        ("Cà Lô Văn Chiến", 0.5, "Lô Văn Chiến"),
        ("Xa Phạm Tiến Phượng", 0.9, "Xa Phạm Tiến Phượng"),  # clearly read, it is a name
        ("Cà Thị Bích Trâm", 0.6, "Cà Thị Bích Trâm"),
        ("Nguyễn Lê Minh Anh", 0.6, "Nguyễn Lê Minh Anh"),
        ("Xa Phạm Tiến", 0.6, "Xa Phạm Tiến"),  # two syllables are no whole name
    ],
)
def test_a_doubted_rare_family_name_before_another_is_a_stroke(line: str, confidence: float, name: str) -> None:
    doc = read_scan({"signature": f"GIÁM ĐỐC\n{line}"}, confidence)
    assert doc._.signer.value == name
    assert (doc._.signer.value == line) or "hiểu là" in reasons(doc, "signer")


@pytest.mark.parametrize(
    ("line", "first", "other"),
    [
        ("Nguyễn Văn An Trần Thị Bình", "Nguyễn Văn An", "Trần Thị Bình"),
        ("Danh Thị Hồng Vân", "Danh Thị Hồng Vân", ""),
        ("Nguyễn Thị Hồng Vân", "Nguyễn Thị Hồng Vân", ""),
        ("Lê Thị Hồng Trần Vân", "Lê Thị Hồng Trần Vân", ""),
    ],
)
def test_two_names_side_by_side_are_two_signers(line: str, first: str, other: str) -> None:
    doc = read({"signature": f"HIỆU TRƯỞNG\n{line}"})
    assert doc._.signer.value == first
    assert ("còn có" in reasons(doc, "signer")) == bool(other)
    assert other in reasons(doc, "signer")
