"""Spelling: one canonical form, and an accent-free one of the same length."""

import re
import unicodedata

import pytest

from extractors.folding import LOWER, UPPER, canonical, dashes, fold, key

CANONICAL = [
    ("Uỷ ban", "Ủy ban"), ("uỷ", "ủy"), ("UỶ", "ỦY"), ("HOẢ TỐC", "HỎA TỐC"), ("Hoà Bình", "Hòa Bình"), ("khoẻ", "khỏe"),  # noqa: E501
    ("thuý", "thúy"), ("Thuỷ", "Thủy"), ("CỘNG HOÀ", "CỘNG HÒA"), ("quý", "quý"), ("Quý", "Quý"), ("quỹ", "quỹ"),
    ("hoàn thành", "hoàn thành"), ("huỳnh", "huỳnh"), ("Ðảng uỷ", "Đảng ủy"), ("Ɖak", "Đak"), ("a\u00a0b\u200bc", "a bc"),  # noqa: E501
    (unicodedata.normalize("NFD", "Nghị định"), "Nghị định"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CANONICAL)
def test_canonical(text: str, expected: str) -> None:
    assert canonical(text) == expected


FOLDED = [("Đắk Nông", "dak nong"), ("ƯỚC", "uoc"), ("80-KH/TU", "80-kh/tu"), ("ß", "ß")]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_fold_keeps_the_length(text: str, expected: str) -> None:
    assert fold(text) == expected
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize("word", ["đề", "ưu", "ỵ", "ấ", "Đảng", "Ủy", "Ằ", "Ý", "ban", "Ban"])
def test_small_letters_and_capitals(word: str) -> None:
    small, capital = re.match(f"[{LOWER}]", word), re.match(f"[{UPPER}]", word)
    assert (small is not None, capital is not None) == (word[0].islower(), word[0].isupper())


def test_dashes_and_keys() -> None:
    assert dashes("57 – QĐ/TW — x") == "57 - QĐ/TW - x"
    assert key("  Sở   NỘI vụ – tỉnh ") == "so noi vu tinh"
