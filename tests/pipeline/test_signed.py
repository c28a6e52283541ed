"""The signer's name under seals, signatures and stamps."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from pipeline.found import Found
from pipeline.name_lines import is_prose, name_in
from pipeline.name_versions import CONFIRMED, Version, agreed, is_clear, is_told, settled
from pipeline.page_reading import read_page
from pipeline.rings import without_ring
from pipeline.signed import _seen
from pipeline.signed_place import _post
from pipeline.tesseract import RawWord

SIGNED = [
    ("07-fax-nhieu-trang.tif", 2, "Đoàn Văn Sáng"),
    ("09-cong-doan-thong-bao.png", 1, "Lương Thị Mai Hiên"),
    ("11-quyet-dinh.pdf", 1, "Tạ Quang Vinh"),
]


@pytest.mark.ocr
@pytest.mark.parametrize(("file", "number", "name"), SIGNED)
def test_a_name_under_a_seal_is_read(file: str, number: int, name: str) -> None:
    words = read_page(Path("samples/inbox") / file, number).words
    lines: dict[int, list[str]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.text)
    assert name in {" ".join(line) for line in lines.values()}


def words(text: str, top: int = 100, left: int = 600, confidence: float = 0.9) -> list[RawWord]:
    return [
        RawWord(part, (left + 60 * i, top, left + 60 * i + 50, top + 30), confidence, top)
        for i, part in enumerate(text.split())
    ]


POSTS = [
    ("GIÁM ĐỐC", True),
    ("KT. GIÁM ĐỐC", True),
    ("PHÓ GIÁM ĐỐC SỞ Y TẾ", True),
    ("TM. ỦY BAN NHÂN DÂN", True),
    ("ỦY BAN NHÂN DÂN", False),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", False),
    ("Giám đốc Sở Y tế", False),
]


@pytest.mark.parametrize(("line", "is_post"), POSTS)
def test_the_post_over_a_name(line: str, is_post: bool) -> None:
    assert (_post(words(line), 1200) is not None) == is_post


def test_a_post_in_the_left_half_is_not_the_signers() -> None:
    assert _post(words("GIÁM ĐỐC", left=100), 1200) is None


NAMES = [
    ("Z Lê Hoàng Anh /", "Lê Hoàng Anh"),
    ("Sở Lê Hoàng Anh", "Lê Hoàng Anh"),  # the seal's own text before it
    ("ế Hoàng Anh", "Hoàng Anh"),
    ("Rrưáh H'Bé Nét", "H'Bé Nét"),
    ("° K' Brêu Thanh Hà", "K' Brêu Thanh Hà"),
    ("_xLô Thị LiI", "Lô Thị Lil"),
    ("ở điện", ""),
    ("KIÊN GIANG", ""),
]


@pytest.mark.parametrize(("line", "name"), NAMES)
def test_aname_in_a_line(line: str, name: str) -> None:
    assert " ".join(word.text for word in name_in(words(line))) == name


def version(text: str, left: int = 600, confidence: float = 0.9) -> Version:
    return Version("vie", tuple(words(text, left=left, confidence=confidence)))


def test_readers_are_joined_syllable_by_syllable() -> None:
    read = [
        version("Lương Thị Miai Hiên", confidence=0.6),
        version("Lương Thị Mai Hiên", confidence=0.8),
        version("Mai Hiên", left=720),
        version("Mai Hiện", left=720, confidence=0.6),
    ]
    found = agreed(read)
    assert [word.text for word in found] == ["Lương", "Thị", "Mai", "Hiên"]
    assert found[3].confidence < found[2].confidence + 0.1
    assert [opinion.text for opinion in found[3].opinions] == ["Hiện"]


def lit(text: str, light: str, confidence: float = 0.95) -> Version:
    return Version(f"names, {light}", tuple(words(text, confidence=confidence)))


CLEAR = [
    ([lit("Chau Sóc Thi", light) for light in "abc"], True),
    ([lit("Chau Sóc Thi", light) for light in "ab"], False),
    ([lit("Chau Sóc Thi", light, 0.8) for light in "abc"], False),
    ([lit("Sóc Thi", light) for light in "abc"], False),  # no whole name
    ([*(lit("Chau Sóc Thi", light) for light in "abc"), version("Châu Sóc Thi", confidence=0.95)], False),
    ([*(lit("Chau Sóc Thi", light) for light in "abc"), version("Châu Sóc Thi", confidence=0.6)], True),
]


@pytest.mark.parametrize(("versions", "clear"), CLEAR)
def test_the_reader_of_names_needs_no_other_where_it_is_most_sure(versions: list[Version], clear: bool) -> None:
    assert is_clear(versions) == clear


def test_one_reader_settles_nothing_by_itself() -> None:
    alone = [lit("Trần Văn Minh", light) for light in "abc"]
    assert not settled(alone)
    assert settled([*alone[:2], version("Trần Văn Minh")])


def test_a_rare_syllable_that_two_readers_read_alike_is_surer() -> None:
    found = agreed(
        [lit("Trần Sín Phu", "a"), lit("Trần Sín Phu", "b"), version("Trần Sín Phu"), version("Trần Sĩ Phu")]
    )
    assert [word.text for word in found] == ["Trần", "Sín", "Phu"]
    assert is_told(found, [lit("Trần Sín Phu", "a"), lit("Trần Sín Phu", "b")])
    assert min(word.confidence for word in found) >= CONFIRMED


def test_a_reader_is_heard_once_a_light() -> None:
    many = [version("Quảng Văn Inh") for _ in range(4)]
    found = agreed([*many, lit("Quàng Văn Inh", "a"), lit("Quàng Văn Inh", "b")])
    assert found[0].text == "Quàng"


def test_a_name_of_the_highlands_is_spelt_as_well_as_any() -> None:
    read = [version("Y Wơn Niê"), version("Y Wơn Ni", confidence=0.6), version("Y Wơn Ni", confidence=0.6)]
    assert [word.text for word in agreed(read)] == ["Y", "Wơn", "Niê"]
    assert version("Y Krong Mlô").worth > version("Đăk Nông").worth


def test_a_reading_that_begins_later_is_not_put_at_the_beginning() -> None:
    found = agreed([version("H'Ngát Ayun"), version("Ayun Ổ", left=660)])
    assert [word.text for word in found] == ["H'Ngát", "Ayun"]


def test_a_reader_that_lost_the_family_name_does_not_make_a_middle_name_one() -> None:
    """`Thi` is a family name, `Thị` is none; it stands first where `Châu` was lost."""
    read = [lit("Châu Thi Hùng", "a"), lit("Châu Thị Hùng", "b"), version("Thị Hùng", left=660)]
    assert [word.text for word in agreed(read)] == ["Châu", "Thị", "Hùng"]


def test_strokes_before_a_name_are_no_syllables_of_it() -> None:
    name = [
        Found(text, (0, 0, 9, 9), sure, 0) for text, sure in (("La", 0.13), ("Tyh", 0.1), ("Văn", 0.7), ("Phúc", 0.9))
    ]
    assert [word.text for word in _seen(tuple(name))] == ["Văn", "Phúc"]
    assert [word.text for word in _seen(tuple(name[2:]))] == ["Văn", "Phúc"]
    assert [word.text for word in _seen((name[2], name[1], name[3]))] == ["Văn", "Tyh", "Phúc"]  # a gap is shown
    assert _seen(tuple(name[:2])) == tuple(name[:2])  # of what is all but unseen nothing is left out


def test_running_text_beside_a_signature_is_no_name() -> None:
    assert is_prose(words("trưởng Ban Chỉ đạo (báo"))
    assert not is_prose(words("về Giáp Quốc Chính"))
    assert not is_prose([*words("Thời gian ký:", left=100), *words("Phan Thị Hiếu")])  # a box far beside the name


def test_what_no_reader_gave_is_never_taken() -> None:
    found = agreed([version("Phạm Minh Tuê"), version("Phạm Minh Tuế")])
    assert found[2].text in {"Tuê", "Tuế"}
    assert found[2].confidence < 0.6


def test_the_ring_of_a_seal_goes_and_print_on_it_stays() -> None:
    page = np.full((420, 700), 255, np.uint8)
    cv2.rectangle(page, (150, 322), (156, 352), 0, -1)
    plain = page.copy()
    for radius in (140, 135):
        cv2.circle(page, (200, 200), radius, 60, 2)
    cleared = without_ring(page, 200)
    assert cleared is not None
    assert (cleared < 150).sum() < 0.25 * ((page < 150).sum() - (plain < 150).sum())
    assert (cleared[322:352, 150:156] < 150).mean() > 0.8


def test_paper_without_a_seal_has_no_ring() -> None:
    assert without_ring(np.full((420, 700), 255, np.uint8), 200) is None
