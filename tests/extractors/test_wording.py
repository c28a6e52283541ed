"""How far words are to be believed, seen with their neighbours."""

from __future__ import annotations

import re
import unicodedata

import pytest

from extractors import wording
from extractors.folding import nfc
from extractors.gazetteer import DATA
from extractors.phrases import of_the_language
from extractors.words import Word


def read(text: str, confidence: float = 0.9) -> list[Word]:
    return [Word(word, (0, 0, 1, 1), 1, confidence) for word in text.split()]


@pytest.mark.parametrize(
    "text",
    ["Sở Nội vụ", "Ủy ban nhân dân tỉnh", "TĂNG CƯỜNG QUẢN LÝ ĐẤT ĐAI", "phòng, chống tham nhũng", "văn thư"],
)
def test_words_that_belong_together_are_surer(text: str) -> None:
    assert min(wording.trust(read(text))) == pytest.approx(0.98)


def test_abbreviations_of_offices_are_surer_than_others() -> None:
    assert wording.trust(read("UBND BGĐ SYT PGX", 0.5)) == pytest.approx([0.9, 0.9, 0.9, 0.5])


def test_a_word_of_several_parts_is_doubted_once() -> None:
    words = [*read("quản lý –"), *read("18/11/1930", 0.7), *read("UBND-NC", 0.5)]
    assert wording.trust_by_word(words) == pytest.approx([0.98, 0.98, 0.7, 0.5])
    assert len(wording.trust(words)) == 7


def test_abbreviations_that_were_read_alike_elsewhere_are_surer() -> None:
    words = read("Ban QLDA ĐTXD của BVCX; BVCX; các ban của các sở", 0.5)
    again = wording.read_again(words)
    assert again == {"BVCX"}
    assert wording.trust(read("BVCX QXYZ", 0.5), again=again) == pytest.approx([0.9, 0.5])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("quản lý đốt đai", "đốt"),
        ("sắp xếp đơn vị lành chính", "lành"),
        ("tình hình thu ngân sánh", "sánh"),
        ("xây dưng nông thôn mới", "dưng"),
    ],
)
def test_strangers_are_less_sure(text: str, wrong: str) -> None:
    sure = dict(zip(text.split(), wording.trust(read(text)), strict=True))
    assert sure[wrong] == pytest.approx(0.85)


@pytest.mark.parametrize("text", ["PGX", "05", "Sở GD&ĐT", "số 1002", "Takeda"])
def test_strange_abbreviations_and_numbers_are_as_they_were_read(text: str) -> None:
    assert wording.trust(read(text)) == pytest.approx([0.9] * len(text.split()))


def test_what_was_read_without_doubt_stays_so() -> None:
    """A text layer's words, whatever stands beside them."""
    assert wording.trust(read("quản lý đốt đai, Takeda và 05", 1.0)) == [1.0] * 7


@pytest.mark.parametrize("text", ["", "– ;"])
def test_nothing_to_believe(text: str) -> None:
    assert wording.trust(read(text)) == []


def test_lexicon_is_in_order() -> None:
    """Each phrase once, in the order of its letters, as the keyboard gives them."""
    phrases = (DATA / "compounds.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert phrases == sorted(set(phrases))
    assert all(unicodedata.is_normalized("NFC", phrase) for phrase in phrases)


def test_lexicon_is_small_letters_and_single_spaces() -> None:
    """Its phrases are taken as they are."""
    assert [phrase for phrase in of_the_language() if not re.fullmatch(r"[^\W\d_]+( [^\W\d_]+)+", phrase)] == []
    assert [phrase for phrase in of_the_language() if nfc(phrase).lower() != phrase] == []
