"""What could be a Vietnamese syllable."""

from __future__ import annotations

import pytest

from extractors.syllables import is_of_others, is_syllable


@pytest.mark.parametrize("text", ["Quỳnh", "quýt", "huỳnh", "nghiêng", "gì", "ủy", "Quốc", "ĐƯỜNG", "khuya", "y"])
def test_syllables(text: str) -> None:
    assert is_syllable(text)


@pytest.mark.parametrize("text", ["thynh", "fax", "chứd", "tÊng", "bắấc", "str", "Takeda", "qùy"])
def test_what_is_none(text: str) -> None:
    assert not is_syllable(text)


@pytest.mark.parametrize("text", ["Blơ", "Wơn", "Kđăm", "Mah", "Rươl", "Niê", "Brêu", "Krong"])
def test_syllables_of_names_of_other_peoples(text: str) -> None:
    assert is_of_others(text)


@pytest.mark.parametrize("text", ["Krã", "Rrưáh", "Øuốc", "Thƒ", "str", "Yð", "Brõi", "Mlolo"])
def test_what_is_of_no_people(text: str) -> None:
    assert not is_of_others(text)
