"""The arrival stamp: its parts, plausible days, several stamps."""

import pytest

from extractors.document import Block, Zone, build
from extractors.words import Opinion, Word
from tests.extractors.reading_texts import read, read_scan, reasons, run

ISSUED = ("place_date", "Bình Định, ngày 17 tháng 10 năm 2024")
Row = tuple[str, str | None, str | None, str | None]
CASES: list[Row] = [
    ("SỞ NỘI VỤ TỈNH BÌNH ĐỊNH\nĐẾN Số: 11098\nNgày: 25/10/24\nChuyển:\nSố và Ký hiệu HS:",
     "Sở Nội vụ tỉnh Bình Định", "11098", "2024-10-25"),
    ("SỞ NỘI VỤ TỈNH BÌNH ĐỊNH\nSố: 11098\nĐẾN\nNgày: 25/10/2024", "Sở Nội vụ tỉnh Bình Định", "11098", "2024-10-25"),
    ("ĐẢNG ỦY XÃ PHONG THỦY\nCÔNG VĂN ĐẾN\nSố: 86\nNgày 21/10/24\nChuyển:", "Đảng ủy xã Phong Thủy", "86", "2024-10-21"),  # noqa: E501
    ("VĂN THƯ SỞ Y TẾ\nĐến số: 12\nNgày: 18-10-2024", "Văn thư sở y tế", "12", "2024-10-18"),
    ("UBND PHƯỜNG TÂN THÀNH\nĐEN Số: l375\nNgảy: 18.10.2024", "UBND phường Tân Thành", "1375", "2024-10-18"),
    ("SỞ NỘI VỤ\nĐẾN 'sø: 7660\nNgày: 25/10/2024 2H Vị", "Sở Nội vụ", "7660", "2024-10-25"),
    ("SỞ NỘI VỤ ĐẾ\nSố: 12\nNgày: 25/10/2024", "Sở Nội vụ", "12", "2024-10-25"),
    ("SỞ NỘI VỤ\nĐẾN Số:\nNgày: 25 / 10 / 24", "Sở Nội vụ", None, "2024-10-25"),
    ("SỞ NỘI VỤ\nĐẾN Số: 77\nNgày:", "Sở Nội vụ", "77", None),
    ("SỞ NỘI VỤ\nĐẾN Số: 77\n_Ngày: 22/10/24 ....e.\nChuyển:", "Sở Nội vụ", "77", "2024-10-22"),
    ("SỞ NỘI VỤ\nĐẾN Số: 77\nNg ày: 22/10/2024\nIOẠGH, lý", "Sở Nội vụ", "77", "2024-10-22"),
    ("SỞ NỘI VỤ\nĐẾN Số: 431\nGiờ 8h30 Ngày 22/10/24 1 .. 7 \nlẫn vụ", "Sở Nội vụ", "431", "2024-10-22"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("office", "misread"),
    [("UBND HUYỆN CHƯ SÊ", "UBND HUYỆN CHƯ SẼ"), ("HUYỆN ỦY QUẾ SƠN", "HUYỆN ỦY QUÈ SƠN")],
)
def test_an_office_whose_place_no_table_has_is_less_sure(office: str, misread: str) -> None:
    sure = [
        read_scan({"arrival_stamp": f"{name}\nĐẾN\nSố: 12"}, 0.99)._.arrival.office.confidence
        for name in (office, misread)
    ]
    assert sure[0] > sure[1]


@pytest.mark.parametrize(("text", "office", "number", "day"), CASES)
def test_arrival(text: str, office: str | None, number: str | None, day: str | None) -> None:
    stamp = read([ISSUED, ("arrival_stamp", text)])._.arrival
    value = [part.value if part else None for part in (stamp.office, stamp.number, stamp.date)]
    assert (value[0] or "").lower() == (office or "").lower()
    assert value[1:] == [number, day]


def test_forwarded_to_and_file_code() -> None:
    text = "SỞ NỘI VỤ\nĐẾN Số: 7\nNgày: 25/10/24\nChuyển: P. TCBC\nSố và ký hiệu HS: 15.TC"
    stamp = read([ISSUED, ("arrival_stamp", text)])._.arrival
    assert (stamp.forwarded_to.value, stamp.file_code.value) == ("P. TCBC", "15.TC")


def test_a_doubtful_number_names_each_readers_version_once() -> None:
    said = [("rapidocr", "907"), ("together", "927"), ("digits", "9927"), ("rapidocr", "907")]
    opinions = tuple(Opinion(reader, text, 0.5) for reader, text in said)
    words = [("Số:", 0.9, ()), ("9027", 0.5, opinions)]
    stamp = [
        Word(text, (60 * at + 100, 50, 60 * at + 150, 62), 1, sure, line=1, by_hand=True, opinions=more)
        for at, (text, sure, more) in enumerate(words)
    ]
    doc = run(build([Zone("arrival_stamp", (Block(tuple(stamp)),))]))
    assert reasons(doc, "arrival").count("rapidocr: 907") == 1


DAYS = [("16/10/24", "sớm hơn"), ("30/12/24", "60 ngày"), ("17/10/24", ""), ("16/12/24", "")]


@pytest.mark.parametrize(("day", "reason"), DAYS)
def test_an_arrival_before_issue_or_long_after_goes_to_review(day: str, reason: str) -> None:
    doc = read([ISSUED, ("arrival_stamp", f"SỞ NỘI VỤ\nĐẾN Số: 7\nNgày: {day}")])
    told = reasons(doc, "arrival")
    assert (reason in told) if reason else not told


def test_of_several_stamps_the_latest_counts_and_the_rest_are_kept() -> None:
    stamps = [("arrival_stamp", "UBND TỈNH BÌNH ĐỊNH\nĐẾN Số: 1\nNgày: 18/10/24"),
              ("arrival_stamp", "SỞ NỘI VỤ\nĐẾN Số: 2\nNgày: 21/10/24")]  # fmt: skip
    doc = read([ISSUED, *stamps])
    assert doc._.arrival.number.value == "2"
    assert [stamp.number.value for stamp in doc._.other_arrivals] == ["1"]


@pytest.mark.parametrize("text", ["SỞ NỘI VỤ", "SAO Y BẢN CHÍNH"])
def test_what_is_no_arrival_stamp_gives_none(text: str) -> None:
    assert read({"arrival_stamp": text})._.arrival is None
