"""What could be a Vietnamese syllable."""

from __future__ import annotations

import pytest

from extractors.syllables import is_syllable


@pytest.mark.parametrize("text", ["Quỳnh", "quýt", "huỳnh", "nghiêng", "gì", "ủy", "Quốc", "ĐƯỜNG", "khuya", "y"])
def test_syllables(text: str) -> None:
    assert is_syllable(text)


@pytest.mark.parametrize("text", ["thynh", "fax", "chứd", "tÊng", "bắấc", "str", "Takeda", "qùy"])
def test_what_is_none(text: str) -> None:
    assert not is_syllable(text)
