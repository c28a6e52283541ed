"""Văn bản viện dẫn: text, what is cited, why."""

# ruff: noqa: E501 (a case is one row)
from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from extractors.citations import citations
from extractors.citations.cues import named_rows
from extractors.document import from_texts
from extractors.record import Citation, KindReading, Reading


def read(body: str, own: str | None = None, kind: str | None = None, **zones: str) -> tuple[Citation, ...]:
    doc = from_texts({"body": body, **zones})
    if own:
        doc._.number = Reading(value=own, text=own, where=(), confidence=1.0)
    if kind:
        doc._.kind = KindReading(value="", name=kind, text="", where=(), confidence=1.0)
    return citations(doc)._.citations


SAMPLE = (
    "Thực hiện Quy định số 124-QĐ/TW ngày 04/10/2023 của Bộ Chính trị, Hướng dẫn số 25-HD/BTCTW ngày 10/11/2023 của Ban Tổ chức "
    "Trung ương và Kế hoạch số 80-KH/TU ngày 17/11/2023 của Ban Thường vụ Tỉnh ủy về việc kiểm điểm và đánh giá, xếp loại chất lượng "
    "hàng năm, Ban Thường vụ Tỉnh ủy yêu cầu lãnh đạo các cơ quan căn cứ Kế\nhoạch số 80-KH/TU xây dựng kế hoạch."
)

WHOLE = [
    # text, (value, kind, dated, issuer, title, role, mentions)
    (SAMPLE, [
        ("124-QĐ/TW", "Quy định", "2023-10-04", "Bộ Chính trị", None, "implements", 1),
        ("25-HD/BTCTW", "Hướng dẫn", "2023-11-10", "Ban Tổ chức Trung ương", None, "implements", 1),
        ("80-KH/TU", "Kế hoạch", "2023-11-17", "Ban Thường vụ Tỉnh ủy", "kiểm điểm và đánh giá, xếp loại chất lượng hàng năm", "implements", 2),
    ]),
    ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;", [
        ("30/2020/NĐ-CP", "Nghị định", "2020-03-05", "Chính phủ", "công tác văn thư", "basis", 1),
    ]),
    ("Phúc đáp Công văn số 12/BVHTTDL-VP ngày 05/3/2020 của Bộ Văn hóa, Thể thao và Du lịch về việc góp ý dự thảo, UBND tỉnh có ý kiến.", [
        ("12/BVHTTDL-VP", "Công văn", "2020-03-05", "Bộ Văn hóa, Thể thao và Du lịch", "góp ý dự thảo", "replies_to", 1),
    ]),
    ("Căn cứ Luật Cán bộ, công chức năm 2008; Luật Viên chức ngày 15 tháng 11 năm 2010;", [
        ("Luật Cán bộ, công chức năm 2008", "Luật", None, None, None, "basis", 1),
        ("Luật Viên chức", "Luật", "2010-11-15", None, None, "basis", 1),
    ]),
    ("Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15;", [
        ("64/2025/QH15", "Luật", None, None, "Ban hành văn bản quy phạm pháp luật", "basis", 1),
    ]),
    ("Căn cứ các Nghị định số 61/2018/NĐ-CP, số 107/2021/NĐ-CP của Chính phủ về cơ chế một cửa;", [
        ("61/2018/NĐ-CP", "Nghị định", None, "Chính phủ", None, "basis", 1),
        ("107/2021/NĐ-CP", "Nghị định", None, "Chính phủ", "cơ chế một cửa", "basis", 1),
    ]),
    ("Văn bản này thay thế Công văn số 3451/UBND-NC ngày 05/9/2024 của UBND tỉnh. Công văn nêu trên hết hiệu lực.", [
        ("3451/UBND-NC", "Công văn", "2024-09-05", "UBND tỉnh", None, "amends", 2),
    ]),
    ("Theo Thông tư số 15/2012/TT-BNV ngày 25/12/2012 của Bộ Nội vụ Hướng dẫn về tuyển dụng viên chức.", [
        ("15/2012/TT-BNV", "Thông tư", "2012-12-25", "Bộ Nội vụ", "Hướng dẫn về tuyển dụng viên chức", "mention", 1),
    ]),
    ("Theo Công văn số 400/BNG-VP của Bộ Ngoại giao và Thông tư số 88/2021/TT-BKHĐT của Bộ Kế hoạch và Đầu tư về hồ sơ.", [
        ("400/BNG-VP", "Công văn", None, "Bộ Ngoại giao", None, "mention", 1),
        ("88/2021/TT-BKHĐT", "Thông tư", None, "Bộ Kế hoạch và Đầu tư", "hồ sơ", "mention", 1),
    ]),
    ("Công văn số 1881/KCB-QLCL ngày 22/12/2017 của Cục Quản lý khám, chữa bệnh - Bộ Y tế về việc nhắc gửi báo cáo.", [
        ("1881/KCB-QLCL", "Công văn", "2017-12-22", "Cục Quản lý khám, chữa bệnh - Bộ Y tế", "nhắc gửi báo cáo", "mention", 1),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_whole(text: str, expected: list[tuple[object, ...]]) -> None:
    found = [(c.value, c.kind, c.dated, c.issuer, c.title, c.role, c.mentions) for c in read(text)]
    assert found == expected


VALUES = [
    (
        "Quyết định số 12/QĐ-UBND, 13/QĐ-UBND ngày 05/3/2020 của UBND tỉnh",
        ["12/QĐ-UBND", "13/QĐ-UBND"],
        "a list that shares its noun",
    ),
    ("Nghị định số 30/2020/ND-CP", ["30/2020/NĐ-CP"], "D for Đ"),
    ("Công văn số 2652/5TC-VP ngày 21/12/2017", ["2652/STC-VP"], "5 for S"),
    ("Chương trình số 85-CTr/T ĐTN-VP", ["85-CTr/TĐTN-VP"], "a code cut in two"),
    ("Quyết định số 559/QĐ- -TTg ngày 24/4/2017", ["559/QĐ-TTg"], "a hyphen over the line"),
    ("theo Mẫu số 60/CK-NSNN", [], "a form"),
    ("trồng 120 km2/TP và 15/11", [], "no symbol"),
    ("quy định của pháp luật số 1", [], "pháp luật is no law"),
    ("Luật này quy định", [], "no name"),
]


@pytest.mark.parametrize(("text", "expected", "why"), VALUES)
def test_values(text: str, expected: list[str], why: str) -> None:
    assert [c.value for c in read(text)] == expected, why


SAID_BEFORE = [
    # text, (value, dated, issuer) of each, why
    ("Ngày 11/12/2017 Sở Y tế ban hành Công văn số 2243/SYT-NVY về việc báo cáo.",
     [("2243/SYT-NVY", "2017-12-11", "Sở Y tế")], "day and body before it"),
    ("Bộ đã có hướng dẫn; Sở Y tế ban hành Công văn số 2243/SYT-NVY ngày 11/12/2017 về việc báo cáo.",
     [("2243/SYT-NVY", "2017-12-11", "Sở Y tế")], "a body that opens a part of the sentence"),
    ("Sở Tài chính đã có Tờ trình số 172/TTr-STC ngày 01/10/2018.", [("172/TTr-STC", "2018-10-01", "Sở Tài chính")], "có"),
    ("phòng đã tham mưu UBND tỉnh ban hành Quyết định số 01/2018/QĐ-UBND ngày 17/01/2018",
     [("01/2018/QĐ-UBND", "2018-01-17", "UBND tỉnh")], "whoever drafted it"),
    ("Thực hiện ý kiến chỉ đạo của UBND tỉnh tại Công văn số 5186/UBND-KTKH ngày 06/10/2016",
     [("5186/UBND-KTKH", "2016-10-06", "UBND tỉnh")], "what it says in it"),
    ("trình UBND tỉnh phê duyệt tại Tờ trình số 326/TTr-SYT ngày 29/11/2017", [("326/TTr-SYT", "2017-11-29", None)], "to whom"),
    ("chức năng, nhiệm vụ của Sở Nội vụ tại Quyết định số 12/QĐ-UBND ngày 05/3/2020",
     [("12/QĐ-UBND", "2020-03-05", None)], "about whom"),
    ("Sở cũng đã ban hành Kế hoạch số 616/KH-STC ngày 23/5/2013", [("616/KH-STC", "2013-05-23", None)], "no name"),
    ("Sở Nội vụ đã ban hành Quyết định số 45/QĐ-UBND ngày 12/3/2024 của UBND huyện",
     [("45/QĐ-UBND", "2024-03-12", "UBND huyện")], "what stands behind it counts first"),
    ("các Công văn của Sở Y tế: số 1456/SYT-NVY ngày 06/5/2024 về vắc xin; số 1502/SYT-KHTC ngày 13/5/2024",
     [("1456/SYT-NVY", "2024-05-06", "Sở Y tế"), ("1502/SYT-KHTC", "2024-05-13", "Sở Y tế")], "the head of a list"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), SAID_BEFORE)
def test_an_issuer_that_is_named_before(text: str, expected: list[tuple[str, str, str]], why: str) -> None:
    assert [(c.value, c.dated, c.issuer) for c in read(text)] == expected, why


with (Path(__file__).parent / "citation_sentences.csv").open(encoding="utf-8", newline="") as lines:
    SENTENCES = list(csv.DictReader(lines))


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row["sentence"][:50])
def test_sentences_of_offices_say_who_issued(row: dict[str, str]) -> None:
    wanted = [tuple(one.split(",", 2)) for one in row["cited"].split(";")]
    assert [(c.value, c.dated or "", c.issuer or "") for c in read(row["sentence"])] == wanted


def test_a_number_read_twice_once_badly() -> None:
    (one,) = read("Công văn số 455/SYI-NVD ngày 17/4/2018 của Sở Y tế; Công văn số 455/SYT-NVD đính kèm.")
    assert (one.value, one.dated, one.mentions) == ("455/SYT-NVD", "2018-04-17", 2)


def test_the_head_of_a_copy_is_no_other_paper() -> None:
    body = "Ngày 11/12/2017 Sở Y tế ban hành Công văn số 2243/SYT-NVY."
    (one,) = read(body, annex="Số: 2243/SYT-NVY Kiên Giang, ngày 1 tháng 12 năm 2017")
    assert (one.dated, one.mentions) == ("2017-12-11", 2)


def test_provisions() -> None:
    (one,) = read("Theo điểm b khoản 2 Điều 7 Nghị định số 30/2020/NĐ-CP và Điều 9 Nghị định này.")
    assert one.provisions[0] == "điểm b khoản 2 Điều 7"
    assert one.mentions == 2


def test_the_paper_itself_is_no_citation() -> None:
    found = read(
        "Thực hiện Kế hoạch này và Kế hoạch số 118/KH-SYT.", own="118/KH-SYT", kind="Kế hoạch",
        annex="(Kèm theo Kế hoạch số 113/KH-SYT ngày 14/02/2025 của Sở Y tế)",
    )  # fmt: skip
    assert found == ()


def test_a_symbol_broken_over_blocks() -> None:
    (one,) = read("- Thực hiện nghiêm Công văn số 2477/BGDĐT-\n\nNGCBQLGD.")
    assert one.value == "2477/BGDĐT-NGCBQLGD"


def test_places_are_those_of_every_mention() -> None:
    two = read(SAMPLE)[2]
    assert len(two.where) >= 2


@pytest.mark.parametrize("piece", ["12/QĐ-UBND ", "Công văn số 1/A-B ngày 1/1/2020 của ", "Luật Đất đai "])
def test_hostile_text_is_quick(piece: str) -> None:
    doc = from_texts({"body": (piece * (1_000_000 // len(piece) + 1))[:1_000_000]})
    start = time.process_time()
    citations(doc)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(("kind", "pattern", "example"), named_rows())
def test_a_paper_that_goes_by_its_name(kind: str, pattern: str, example: str) -> None:
    (one,) = read(f"Quán triệt {example} về xây dựng Đảng.")
    assert (one.value, one.kind) == (example, kind), pattern


NAMES = [
    "Chính phủ nhiệm kỳ 2021 - 2026", "Hợp tác xã nông nghiệp Tân Phát", "Bệnh viện Đa khoa tỉnh cơ sở 2",
    "Sư đoàn Phòng không 375", "Trường Dự bị đại học Dân tộc Trung ương", "Kho bạc Nhà nước khu vực XV",
    "Ngân hàng Nhà nước chi nhánh tỉnh Bình Định", "Bảo hiểm xã hội cơ sở Tân An", "Ban Thường vụ huyện ủy",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_goes_on_after_a_level(name: str) -> None:
    (one,) = read(f"Công văn số 15/BC-VP ngày 02/3/2021 của {name} về việc kiểm tra")
    assert one.issuer == name


def test_the_number_of_a_certified_copy_is_no_citation() -> None:
    found = read("Căn cứ Quyết định số 12/QĐ-UBND ngày 05/9/2024 của UBND tỉnh.", annex="Số: 15/SY-UBND")
    assert [one.value for one in found] == ["12/QĐ-UBND"]
