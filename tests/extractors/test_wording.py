"""How far the language agrees with what was read."""

from __future__ import annotations

import unicodedata

import pytest

from extractors import wording
from extractors.gazetteer import DATA


@pytest.mark.parametrize(
    "text",
    [
        "Sở Nội vụ",
        "Ủy ban nhân dân tỉnh",
        "quản lý đất đai",
        "TĂNG CƯỜNG QUẢN LÝ ĐẤT ĐAI",
        "phòng, chống tham nhũng, lãng phí",
        "Tổng kết 05 năm thực hiện công tác cải cách hành chính",
        "Sở GD&ĐT",
    ],
)
def test_words_that_belong_together(text: str) -> None:
    assert wording.agreement(text) > 0.95


@pytest.mark.parametrize(
    ("clear", "damaged"),
    [
        ("quản lý đất đai", "quản lý đốt đai"),
        ("sắp xếp đơn vị hành chính", "sắp xếp đơn vị lành chính"),
        ("Thanh tra Chính phủ", "Thanh tra Chính phù"),
        ("tình hình thu ngân sách", "tình hình thu ngân sánh"),
    ],
)
def test_a_wrong_letter_makes_strangers(clear: str, damaged: str) -> None:
    assert wording.NEAR <= wording.agreement(damaged) < wording.agreement(clear)


@pytest.mark.parametrize(
    "text", ["Đài Phát thanh và Truvền hình", "Chủ tịch và các Phó Chủ tỊC", "Y tÊngành", "Ban Tổ chứd"]
)
def test_what_is_not_spelt_as_vietnamese_is(text: str) -> None:
    assert wording.agreement(text) == wording.FAR


@pytest.mark.parametrize("text", ["", "–", "UBND", "MTTQ", "CV 1002"])
def test_abbreviations_and_numbers_say_nothing(text: str) -> None:
    assert wording.agreement(text) == wording.CLOSE


def test_lexicon_is_in_order() -> None:
    """Each phrase once, in the order of its letters, as the keyboard gives them."""
    phrases = (DATA / "compounds.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert phrases == sorted(set(phrases))
    assert all(unicodedata.is_normalized("NFC", phrase) for phrase in phrases)
