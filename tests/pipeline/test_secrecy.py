"""Secrecy marks stop the reading; the same words in running text do not."""

from __future__ import annotations

import pytest

from extractors.record import PageSource
from extractors.words import Word
from pipeline import secrecy
from pipeline.errors import SecrecyMark
from pipeline.pagewords import PageWords, Stamp

MARKS = [
    "MẬT", "TỐI MẬT", "TUYỆT MẬT",
    # accents lost or misread
    "MẶT", "MÂT", "MAT", "MẠT", "TÔI MẬT", "TOI MAT", "TÓI MẬT", "TUYET MAT", "TUYÊT MẬT", "TUYỆT MẶT", "TÙYẾT MẬT",
    # letters misread, spaced, run together
    "M Ậ T", "T Ố I  M Ậ T", "TUYỆTMẬT", "T0I MAT", "TỐI MẬI", "MẬI", "TUYẼT MẬT",
    # the frame read as letters
    "[MẬT]", "|MẬT|", "IMẬT", "MẬTI", "| TỐI MẬT |", "MẬT.",
    # with what stands beside it
    "ĐỘ MẬT: TỐI MẬT", "Độ mật: Mật", "TÀI LIỆU MẬT", "TỐI MẬT HỎA TỐC", "HỎA TỐC MẬT", "KHẨN MẬT",
    "Mật", "Tối mật", "Tuyệt mật",
]  # fmt: skip

NO_MARKS = [
    "bí mật nhà nước", "BÍ MẬT NHÀ NƯỚC", "mật khẩu", "cơ mật", "bảo mật", "BẢO MẬT", "mật mã", "MẬT MÃ",
    "thiết bị lưu khóa bí mật", "GIẢI MẬT", "ĐÃ GIẢI MẬT", "Luật Bảo vệ bí mật nhà nước", "LUẬT BẢO VỆ BÍ MẬT",
    "mật", "mặt.", "mất", "có mặt", "CÓ MẶT", "VẮNG MẶT", "về mặt", "MẶT TRẬN", "MẶT TRẬN TỔ QUỐC VIỆT NAM",
    "ỦY BAN MẶT TRẬN", "TM.", "MAI", "TÔI", "ĐỘ MẬT", "KHẨN", "HỎA TỐC", "NHẬT", "NHẤT", "HẤT", "TỔ QUỐC", "", "1",
    "BAN CƠ YẾU", "TỔNG HỢP", "Mất",
]  # fmt: skip


@pytest.mark.parametrize("text", MARKS)
def test_is_a_mark(text: str) -> None:
    assert secrecy.is_mark(text)


@pytest.mark.parametrize("text", NO_MARKS)
def test_is_no_mark(text: str) -> None:
    assert not secrecy.is_mark(text)


def page(
    *rows: tuple[float, float, str], ink: str = "black", stamps: tuple[Stamp, ...] = (), confidence: float = 0.95
) -> PageWords:
    """A page from rows of (x0, top, text), 6 points a letter; `confidence` is that of the last row."""
    words = []
    for line, (x, top, text) in enumerate(rows):
        for part in text.split():
            sure = confidence if line == len(rows) - 1 else 0.95
            words.append(Word(part, (x, top, x + 6 * len(part), top + 11), 1, sure, line, ink))  # type: ignore[arg-type]
            x += 6 * len(part) + 4
    return PageWords(1, 595, 842, tuple(words), PageSource(page=1, text_from="ocr"), stamps)


TEXT = [
    (90.0, 300.0 + 18 * i, "Căn cứ quy định về bảo vệ bí mật nhà nước và bảo mật thông tin của cơ quan")
    for i in range(8)
]
STAMP = Stamp((80, 100, 150, 130), (Word("TỐI", (82, 105, 110, 120), 1), Word("MẬT", (112, 105, 148, 120), 1)), "frame")

SEAL = Stamp((60, 650, 160, 750), (), "round")
PAGES = [
    ("a mark on the left under the number", page((90, 60, "UBND TỈNH"), (100, 120, "MẬT"), *TEXT), True),
    ("beside the motto, across a wide gap", page((90, 60, "MẬT"), (300, 60, "CỘNG HÒA XÃ HỘI"), *TEXT), True),
    ("letters spaced over the line", page((90, 60, "M"), (120, 60, "Ậ"), (150, 60, "T"), *TEXT), True),
    ("two lines of a stamp", page((90, 100, "TUYỆT"), (90, 114, "MẬT"), *TEXT), True),
    ("read from a stamp", page(*TEXT, stamps=(STAMP,)), True),
    ("the long mark low on the page", page(*TEXT, (90, 700, "TUYỆT MẬT")), True),
    ("stamped over print", page(*TEXT, (130, 302, "MẬT"), confidence=0.4), True),
    ("red words low on the page", page((90, 700, "MẬT"), ink="red"), True),
    ("red strokes of a seal's ring", page((90, 700, "MAT"), ink="red", stamps=(SEAL,), confidence=0.4), False),
    ("a mark beside a seal", page((190, 700, "MAT"), ink="red", stamps=(SEAL,), confidence=0.4), True),
    ("a mark read well in a seal", page((90, 700, "MẬT"), ink="red", stamps=(SEAL,)), True),
    ("running text only", page(*TEXT), False),
    ("the last word of a paragraph", page(*TEXT, (90, 450, "mặt.")), False),
    ("a declassified paper", page((90, 100, "ĐÃ GIẢI MẬT"), *TEXT), False),
    ("a heading on state secrets", page((90, 100, "DANH MỤC BÍ MẬT NHÀ NƯỚC"), *TEXT), False),
]


@pytest.mark.parametrize(("what", "made", "marked"), PAGES, ids=[what for what, _, _ in PAGES])
def test_page(what: str, made: PageWords, marked: bool) -> None:
    assert secrecy.bears_mark(made) is marked, what


def test_refusal_tells_the_file_and_nothing_of_the_page() -> None:
    with pytest.raises(SecrecyMark) as caught:
        secrecy.refuse(page((90, 60, "TỐI MẬT"), *TEXT), "van-ban.pdf")
    assert caught.value.name == "van-ban.pdf"
    assert "TỐI" not in str(caught.value)
    assert caught.value.detail == ""


def test_declassified_paper_is_for_a_person_to_look_at() -> None:
    assert secrecy.released(page((90, 100, "ĐÃ GIẢI MẬT"), *TEXT))
    assert not secrecy.released(page(*TEXT))
