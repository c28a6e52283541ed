"""Codes of cited numbers, put right by the body that is said to have issued the paper."""

from __future__ import annotations

import pytest

from extractors import numbering
from extractors.citations.codes import with_code_of

CASES = [
    ("35-CT/IW", "Bộ Chính trị", "35-CT/TW"),
    ("24-QĐ/IW", "Ban Chấp hành Trung ương", "24-QĐ/TW"),
    ("170/2005/QĐ-TTeg", "Thủ tướng Chính phủ", "170/2005/QĐ-TTg"),
    ("12/2020/TT-BYTT", "Bộ trưởng Bộ Y tế", "12/2020/TT-BYT"),
    ("12/2020/TT-BTC", "Bộ Y tế", "12/2020/TT-BTC"),  # a body's code stays, whoever is named
    ("41/QĐ-IWX", "Bộ Chính trị", "41/QĐ-IWX"),
    ("41/QĐ-IW", "Sở Tài chính", "41/QĐ-IW"),
    ("7655/QĐ-BYTT", "Viện Dinh dưỡng", "7655/QĐ-BYTT"),
]


@pytest.mark.parametrize(("read_as", "issuer", "value"), CASES)
def test_a_code_that_the_issuer_spells(read_as: str, issuer: str, value: str) -> None:
    number = numbering.parse(read_as)
    assert number is not None
    assert with_code_of(number, issuer).canonical == value
