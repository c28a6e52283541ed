"""Lost accents are mended only where a known phrase leaves one reading."""

from __future__ import annotations

import pytest

from pipeline.correct import corrected, is_spelt
from pipeline.found import Found


def read(text: str, confidence: float) -> list[Found]:
    return [Found(word, (i * 50, 0, i * 50 + 40, 20), confidence, 0) for i, word in enumerate(text.split())]


@pytest.mark.parametrize(
    ("text", "confidence", "expected", "why"),
    [
        ("đấu thầu thuôc", 0.9, "đấu thầu thuôc", "thuốc or thuộc: no phrase decides"),
        ("cung ứng thuôc", 0.9, "cung ứng thuốc", "the phrase decides"),
        ("Trung tâm y tê;", 0.9, "Trung tâm y tế;", "punctuation stays"),
        ("SỞ Y TÉ", 0.9, "SỞ Y TẾ", "capitals stay capitals"),
        ("bản giao tài sản", 0.97, "bản giao tài sản", "Tesseract is sure and it is a syllable"),
        ("Trung tâm y tê", 0.97, "Trung tâm y tế", "sure, but not of the mark above a circumflex"),
        ("BẢO HIẾM XÃ HỘI", 0.97, "BẢO HIỂM XÃ HỘI", "another mark above a circumflex, in capitals"),
        ("cử mỗi trường 01 đội", 0.97, "cử mỗi trường 01 đội", "known as it was read"),
        ("tháo dỡ phần công trình", 0.97, "tháo dỡ phần công trình", "known as it was read"),
        ("một tô, chức danh", 0.97, "một tô, chức danh", "a mark parts them: no tổ chức"),
        ("ông Tô chức", 0.97, "ông Tô chức", "a capital and small letters: may be a name"),
        ("thành phô", 0.9, "thành phố", "the mark over a circumflex"),
        ("ông Y Tê", 0.5, "ông Y Tê", "a capital and small letters: may be a name"),
        ("quyêt định 15/QĐ-UBND", 0.9, "quyết định 15/QĐ-UBND", "numbers of documents are left alone"),
        ("bản giao tài sản", 0.9, "bàn giao tài sản", "another word by its tone"),
        ("chống tham những, tiêu cực", 0.88, "chống tham nhũng, tiêu cực", "no phrase has it as it was read"),
        ("chống tham những, tiêu cực", 0.93, "chống tham những, tiêu cực", "a syllable, and the doubt is small"),
        ("tinh giản biên chế", 0.7, "tinh giản biên chế", "known as it was read"),
        ("CHỐNG THAM NHỮNG", 0.7, "CHỐNG THAM NHỮNG", "capitals: may be a name"),
        ("quý tham, những", 0.7, "quý tham, những", "a mark parts them"),
        ("ngày 2O", 0.2, "ngày 2O", "what holds a digit is left alone"),
    ],
)
def test_corrected(text: str, confidence: float, expected: str, why: str) -> None:
    assert " ".join(word.text for word in corrected(read(text, confidence))) == expected, why


def test_the_reading_is_kept() -> None:
    mended = corrected(read("thành phô", 0.9))[1]
    assert [(o.reader, o.text, o.confidence) for o in mended.opinions] == [("tesseract", "phô", 0.9)]


def test_handwriting_is_never_mended() -> None:
    words = [Found("thành", (0, 0, 40, 20), 0.9, 0), Found("phô", (50, 0, 90, 20), 0.4, 0, by_hand=True)]
    assert corrected(words)[1].text == "phô"


@pytest.mark.parametrize(
    ("word", "spelt"), [("thuốc", True), ("thuộc", True), ("thuôc", False), ("tâm", True), ("xyz", False)]
)
def test_a_stop_needs_its_tone(word: str, spelt: bool) -> None:
    assert is_spelt(word) is spelt
