"""Recipients: both lists, wrapped entries, purposes, what is no recipient."""

import csv

import pytest

from extractors.document import Block, Zone, build
from extractors.gazetteer import DATA
from extractors.recipients import apart
from extractors.words import Word
from tests.extractors.reading_texts import read, read_scan, run

Entries = list[tuple[str, str | None]]
ADDRESSEES: list[tuple[str, list[str]]] = [
    ("Kính gửi: Sở Nội vụ tỉnh Bình Định.", ["Sở Nội vụ tỉnh Bình Định"]),
    ("Kính gởi: - Các sở, ban ngành tỉnh;\n- UBND các huyện.", ["Các sở, ban ngành tỉnh", "UBND các huyện"]),
    ("Kính gửi:\n- Các sở, ban, ngành;\n- UBND các huyện, thị xã, thành phố.",
     ["Các sở, ban, ngành", "UBND các huyện, thị xã, thành phố"]),
    ("Kính gửi: - Các đảng đoàn, ban cán sự đảng,\n- Các ban của Tỉnh ủy và Văn phòng Tỉnh ủy,\ncác đơn vị sự nghiệp,\n"
     "Ban Thường vụ Tỉnh đoàn,\n- Lãnh đạo các sở.",
     ["Các đảng đoàn, ban cán sự đảng",
      "Các ban của Tỉnh ủy và Văn phòng Tỉnh ủy, các đơn vị sự nghiệp, Ban Thường vụ Tỉnh đoàn", "Lãnh đạo các sở"]),
    ("Kính gửi: Sở Nông nghiệp các tỉnh, thành phố trực thuộc\nTrung ương",
     ["Sở Nông nghiệp các tỉnh, thành phố trực thuộc Trung ương"]),
    ("THỦ TƯỚNG CHÍNH PHỦ điện:\n- Bộ trưởng các Bộ: Quốc phòng, Công an;\n- Văn phòng Ban Chỉ đạo.",
     ["Bộ trưởng các Bộ: Quốc phòng, Công an", "Văn phòng Ban Chỉ đạo"]),
    ("Kính gửi:\n- UBND tỉnh Điện Biên;\n- UBND các huyện Phong Điền, Quảng Điền.",
     ["UBND tỉnh Điện Biên", "UBND các huyện Phong Điền, Quảng Điền"]),
    ("Kính gửi:\nCác Bệnh viện trong toàn tỉnh;\nTrung tâm y tế huyện U Minh Thượng.",
     ["Các Bệnh viện trong toàn tỉnh", "Trung tâm y tế huyện U Minh Thượng"]),
    ("Kinh gứi: Uỷ ban nhân dân các xã, phường", ["Ủy ban nhân dân các xã, phường"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ADDRESSEES)
def test_addressees(text: str, expected: list[str]) -> None:
    found = read({"addressees": text})._.recipients
    assert [entry.value for entry in found] == expected
    assert {entry.role for entry in found} == {"addressee"}


COPIES: list[tuple[str, Entries]] = [
    ("Nơi nhận:\n- Như trên;\n- Bộ trưởng (để b/c);\n- Vụ Pháp chế;\n- Lưu: VT, CCHC.",
     [("Bộ trưởng", "để b/c"), ("Vụ Pháp chế", None)]),
    ("Nơi nhận:\n- Như trên;\n- Các phòng chuyên môn (Sở Nội vụ sao gửi);\n- Lưu: VT.",
     [("Các phòng chuyên môn", "Sở Nội vụ sao gửi")]),
    ("Nơi nhận:\n- Như Điều 3;\n- UBND tỉnh (b/c);\n- Lưu VT.", [("UBND tỉnh", "b/c")]),
    ("Nơi nhận:\n- Bộ Tài chính (Cục Quản lý giá);\n- Đ/c Hạnh (đăng thông báo);\n- Lưu: VT.",
     [("Bộ Tài chính (Cục Quản lý giá)", None), ("Đ/c Hạnh", "đăng thông báo")]),
    ("Nơi nhận:\n- Vụ Địa phương II, BTCTW (đế b/c),\n- Như trên,\n- Lưu Văn phòng Tỉnh ủy.",
     [("Vụ Địa phương II, BTCTW", "để b/c")]),
    ("Nơi nhận:\n- Cục Quản lý đê điều và Phòng,\nchống thiên tai;\n-Lưu:VT,ATĐ.",
     [("Cục Quản lý đê điều và Phòng, chống thiên tai", None)]),
    ("Nơi nhận:\n- Viện kiểm sát nhân dân tỉnh;\n~ Tòa án nhân dân tỉnh;\n- Lưu: VT.",
     [("Viện kiểm sát nhân dân tỉnh", None), ("Tòa án nhân dân tỉnh", None)]),
    ("Nơi nhận:\n- UBND tỉnh(b/c)\n- Sở Nội vụ;\n- Lưu: VT,VP(L).\nC:\\VANBAN\\2024.doc",
     [("UBND tỉnh", "b/c"), ("Sở Nội vụ", None)]),
    ("Nơi nhận:\n- Sở Tài chính để phối hợp;\n- Lưu: VT.", [("Sở Tài chính", "để phối hợp")]),
    ("Nơi nhận:\n- Ban Tổ chức Trung ương (b/c),\nThường trực Tỉnh ủy (b/c),\n- Lưu Văn phòng Tỉnh ủy.",
     [("Ban Tổ chức Trung ương", "b/c"), ("Thường trực Tỉnh ủy", "b/c")]),
    ("Nơi nhận:\n- Iự trền,\n- Ban Thường vụ Huyện ủy (b/c),\n- Lưu Văn phòng Huyện ủy.",
     [("Ban Thường vụ Huyện ủy", "b/c")]),
    ("Nơi nhận:\no Ủy ban nhân dân tỉnh;\no Sở Y tế;\n- Lưu: VT.", [("Ủy ban nhân dân tỉnh", None), ("Sở Y tế", None)]),
    ("Nơi nhận:\n- Trung tâm Chuyển đổi số (đăng Trang\nTTĐT);\n- Lưu: VT.",
     [("Trung tâm Chuyển đổi số", "đăng Trang TTĐT")]),
    ("Nơi nhận:\nNhư trên;\nSở Tư pháp;\nLưu: VT.", [("Sở Tư pháp", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COPIES)
def test_copies(text: str, expected: Entries) -> None:
    found = read({"recipients": text})._.recipients
    assert [(entry.value, entry.purpose) for entry in found] == expected
    assert {entry.role for entry in found} <= {"copy"}


def test_each_entry_has_its_own_place() -> None:
    found = read({"recipients": "Nơi nhận:\n- Bộ Nội vụ;\n- Sở Y tế;\n- Lưu: VT."})._.recipients
    assert len({entry.where for entry in found}) == 2


BRACKETS = [
    ("Ông Y Thên Niê (thay trả lời)", "Ông Y Thên Niê", "thay trả lời"),
    ("Thường trực Tỉnh ủy, Ban Tổ chức Tỉnh ủy (b/cáo)", "Thường trực Tỉnh ủy, Ban Tổ chức Tỉnh ủy", "b/cáo"),
    ("Văn phòng Sở (chuẩn bị phòng họp)", "Văn phòng Sở", "chuẩn bị phòng họp"),
    ("Bộ Y tế (Cục Quản lý Dược)", "Bộ Y tế (Cục Quản lý Dược)", None),
    ("Sở Nội vụ (Phòng Dự án)", "Sở Nội vụ (Phòng Dự án)", None),
]


@pytest.mark.parametrize(("text", "name", "purpose"), BRACKETS)
def test_a_bracket_is_a_purpose_or_part_of_the_name(text: str, name: str, purpose: str | None) -> None:
    assert apart(text) == (name, purpose)


def test_every_purpose_is_one_in_its_own_example() -> None:
    with (DATA / "purposes.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            name, said = apart(row["example"])
            assert said is not None, row
            assert "(" not in name, row


def test_what_a_colon_announces_goes_on_in_a_dashed_list() -> None:
    text = "Kính gửi:\n- Giám đốc Công an tỉnh;\n- Giám đốc các công ty:\nThủy điện Sông Ba Hạ, Thủy điện Sông Hinh."
    names = [found.value for found in read({"addressees": text})._.recipients]
    assert names == ["Giám đốc Công an tỉnh", "Giám đốc các công ty: Thủy điện Sông Ba Hạ, Thủy điện Sông Hinh"]


@pytest.mark.parametrize(
    ("line", "name", "purpose"),
    [
        ("- UBND tỉnh (h/c);", "UBND tỉnh", "h/c"),
        ("- Sở Y tế (/©);", "Sở Y tế", "/©"),
        ("- Thường trực Tỉnh ủy ®/c);", "Thường trực Tỉnh ủy", "/c"),
        ("- Ban Nội chính Tỉnh ủy (œ(©c));", "Ban Nội chính Tỉnh ủy", "œ(©c)"),
        ("- Các phòng thuộc Sở (uh);", "Các phòng thuộc Sở", "uh"),
        ("- Văn phòng Sở (hố trí xe đưa đón);", "Văn phòng Sở", "hố trí xe đưa đón"),
        ("- Công ty Hạ tầng (chủ đầu tư);", "Công ty Hạ tầng (chủ đầu tư)", None),
        ("- Các đơn vị thuộc Bộ (để thực hiện); hiện)", "Các đơn vị thuộc Bộ", "để thực hiện"),
        ("- Cống TTĐT huyện (đăng tải);", "Cổng TTĐT huyện", "đăng tải"),
        ("- Vụ Pháp chế (BTC);", "Vụ Pháp chế (BTC)", None),
        ("- Phòng Y tế huyện/thị;", "Phòng Y tế huyện/thị", None),
    ],
)
def test_a_purpose_damaged_on_a_scan(line: str, name: str, purpose: str | None) -> None:
    (entry,) = read_scan({"recipients": f"Nơi nhận:\n- Như trên;\n{line}"}, 0.9)._.recipients
    assert (entry.value, entry.purpose) == (name, purpose)


def test_an_entry_without_the_mark_of_the_others_may_have_lost_its_end() -> None:
    text = "Nơi nhận:\n- Như trên;\n- Sở Nội vụ;\n- Các cơ quan tham mưu, giúp việc Tỉnh\n- Ban Dân vận Tỉnh ủy;"
    _, lost, whole = read_scan({"recipients": text}, 0.99)._.recipients
    assert lost.confidence < 0.9 < whole.confidence


@pytest.mark.parametrize(
    ("entries", "doubted", "sure", "why"),
    [
        (["Sở Nội vụ (để b/c);"], {"b/c);": 0.2}, True, "what it is sent for is no part of the name"),
        (["Sở Nội vụ (bíc);"], {"(bíc);": 0.2}, True, "what it is sent for is no part of the name"),
        (["Sở Nội vụ (để b/c);"], {"vụ": 0.2}, False, "the name is"),
        (["Phòng Giao dịch (BTC);"], {"(BTC);": 0.2}, False, "the name is"),
        (["Phòng Kinh tế. Phòng Đô thị;"], {}, False, "a comma read as a stop"),
        (["Phòng Quản lý đô — thị;"], {}, False, "a stroke within"),
        (["TT. Tỉnh ủy, TT. HĐND tỉnh;"], {}, True, "stops of abbreviations"),
        (["Ban QLDA BVCX;"], {"BVCX;": 0.6}, False, "an abbreviation"),
        (["Ban QLDA BVCX;", "Phòng BVCX;"], {"BVCX;": 0.6}, True, "an abbreviation, read alike elsewhere"),
        (["Sở Nội vụ tỉnh,\nCác chi bộ trực thuộc,", "Báo,"], {}, False, "two entries, the dash of the second lost"),
        (["Sở Nội vụ tỉnh,\ncác chi bộ trực thuộc,", "Báo,"], {}, True, "one that goes on"),
        (["Sở Nội vụ tỉnh,\nCác chi bộ trực thuộc;", "Báo;"], {}, True, "one that goes on: the others end otherwise"),
    ],
)
def test_how_sure_an_entry_of_a_scan_is(entries: list[str], doubted: dict[str, float], sure: bool, why: str) -> None:
    listed = "\n".join(f"- {entry}" for entry in entries)
    text = f"Nơi nhận:\n- Như trên;\n- Văn phòng UBND tỉnh;\n- Công an tỉnh;\n{listed}"
    found = read_scan({"recipients": text}, 0.97, doubted)._.recipients[2]
    assert (found.confidence > 0.9) is sure, why


def test_specks_before_the_rest_of_an_entry_are_no_part_of_it() -> None:
    text = "Kính gửi:\n- UBND các phường và các xã trên địa\n_. bàn phụ trách;\n- Các đơn vị sử dụng lao động."
    first, _ = read_scan({"addressees": text}, 0.9)._.recipients
    assert first.value == "UBND các phường và các xã trên địa bàn phụ trách"


def test_the_first_entry_may_stand_beside_its_label_right_of_the_others() -> None:
    """A telegram's label in a column of its own, the other entries below it."""
    rows = [
        (145, 211, "CHỦ TỊCH UBND TỈNH điện:"), (340, 216, "- Chủ tịch UBND các huyện: U Minh,"),
        (145, 229, "Trần Văn Thời, Thới Bình;"), (224, 253, "- Công an tỉnh;"), (224, 269, "- Chi cục Kiểm lâm."),
    ]  # fmt: skip
    words = [
        Word(word, (left + 26.0 * at, top, left + 26.0 * at + 22, top + 12), 1, confidence=0.95, line=line)
        for line, (left, top, text) in enumerate(rows)
        for at, word in enumerate(text.split())
    ]
    found = run(build([Zone("addressees", (Block(tuple(words)),))]))._.recipients
    wanted = ["Chủ tịch UBND các huyện: U Minh, Trần Văn Thời, Thới Bình", "Công an tỉnh", "Chi cục Kiểm lâm"]
    assert [entry.value for entry in found] == wanted
