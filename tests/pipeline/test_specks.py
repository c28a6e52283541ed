"""Specks that were read as signs: alone, at words and within them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from extractors.words import Word
from pipeline.specks import without_specks

SIGN = {".": (1.1, 1.2), "-": (3.4, 1.0), "'": (1.0, 2.0), ":": (1.0, 0.9), "—": (7.0, 1.0)}
"""Points that a sign of the rows below is wide and high: a stop and the like as specks, dashes as printed."""


def line(text: str, confidence: float = 0.95) -> list[Word]:
    """The words of one line; `=` after a word (`:=0.05`) gives it another confidence."""
    made, left = [], 80.0
    for part in text.split():
        read, _, sure = part.partition("=")
        width, high = SIGN.get(read, (6.0 * len(read), 11.0))
        box = (left, 600.0, left + width, 600.0 + high)
        made.append(Word(read, box, page=1, confidence=float(sure or confidence), line=3))
        left += width + 4
    return made


CASES = [
    ("Chỉ thị số 38-CT/TU ngày . 18/11/2016 của", "Chỉ thị số 38-CT/TU ngày 18/11/2016 của", "a speck alone"),
    ("tại Công văn ' số 1560/BTĐKT-NV", "tại Công văn số 1560/BTĐKT-NV", "a speck alone"),
    ("phi “ vật thể lần thứ hai", "phi vật thể lần thứ hai", "a stroke alone"),
    ("“ Thường trực Tỉnh ủy", "“ Thường trực Tỉnh ủy", "the dash of an item"),
    ("Chỉ thị số 38-CT/TU ngày “18/11/2016", "Chỉ thị số 38-CT/TU ngày 18/11/2016", "before a date"),
    ("Luật “Đất đai”", "Luật “Đất đai”", "quotation marks"),
    ("Thi đua - Khen thưởng", "Thi đua - Khen thưởng", "a dash is as wide as print has it"),
    ("xây dựng nông thôn : - mới", "xây dựng nông thôn mới", "a dash beside a speck"),
    ("Kính gửi: . - Sở Nội vụ;", "Kính gửi: - Sở Nội vụ;", "the mark of an item"),
    ("- Như trên; —=0.02 Ban", "- Như trên; — Ban", "a dash, however badly read"),
    ("Kế hoạch số 1805/KH-TLĐ ngày:09/11/2016 của", "Kế hoạch số 1805/KH-TLĐ ngày 09/11/2016 của", "at a label"),
    ("Báo cáo số,402-BC/BCSĐ", "Báo cáo số 402-BC/BCSĐ", "at a label"),
    ("Số:12/QĐ-UBND", "Số:12/QĐ-UBND", "print has a colon there"),
    ("Du lịch :hướng dẫn như sau:", "Du lịch hướng dẫn như sau:", "before a word"),
    ("Ủy ban MTTQ Việt.Nam phường", "Ủy ban MTTQ Việt Nam phường", "within a name"),
    ("Ủy ban:kiểm tra Tỉnh ủy", "Ủy ban kiểm tra Tỉnh ủy", "within a name"),
    ("tổ chức thực hiện.Các đơn vị", "tổ chức thực hiện.Các đơn vị", "the end of a sentence"),
    ("Đảng,đoàn thể", "Đảng,đoàn thể", "commas may be meant"),
    ("Ủy ban. nhân dân xã", "Ủy ban nhân dân xã", "a stop inside a sentence"),
    ("ngoài địa bàn. Các xã", "ngoài địa bàn. Các xã", "the end of a sentence"),
    ("Ủy ban nhân -dân phường", "Ủy ban nhân dân phường", "a dash before the second syllable"),
    ("-Ban Chỉ đạo", "-Ban Chỉ đạo", "the mark of an item"),
]


@pytest.mark.parametrize(("read", "cleaned", "why"), CASES)
def test_specks_are_taken_from_what_was_scanned(read: str, cleaned: str, why: str) -> None:
    words = line(read)
    found, specks = without_specks(words)
    assert " ".join(word.text for word in found) == cleaned, why
    assert all(word in words for word in specks)
    assert all(one.box[2] <= two.box[0] + 0.01 for one, two in pairwise(found))


@pytest.mark.parametrize("text", [row[0] for row in CASES])
def test_a_text_layer_stays_as_it_is(text: str) -> None:
    words = line(text.replace("=0.02", ""), confidence=1.0)
    assert without_specks(words) == (words, ())


def test_what_was_read_is_remembered() -> None:
    found, _ = without_specks(line("Việt.Nam"))
    assert [[opinion.text for opinion in word.opinions] for word in found] == [["Việt.Nam"], ["Việt.Nam"]]


def test_a_sentence_goes_on_in_the_next_line() -> None:
    first, second = line("của Ủy ban."), [replace(word, line=4) for word in line("nhân dân tỉnh")]
    assert " ".join(word.text for word in without_specks([*first, *second])[0]) == "của Ủy ban nhân dân tỉnh"
