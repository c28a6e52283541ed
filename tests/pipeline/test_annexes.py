"""Where an annex begins, and running text that begins with one's name."""

from __future__ import annotations

import pytest

from extractors.words import Word
from pipeline.annexes import is_annex_head
from pipeline.lines import Line

HEADS = [
    ("PHỤ LỤC", True),
    ("PHỤ LỤC II", True),
    ("Phụ lục I", True),
    ("Phụ lục 02: Danh mục công trình", True),
    ("Phụ lục 3. Kinh phí", True),
    ("(Kèm theo Quyết định số 12/QĐ-UBND)", True),
    ("(kèm theo Quyết định số 12/QĐ-UBND)", True),
    ("Kèm theo Quyết định số 12/QĐ-UBND", True),
    ("kèm theo Nghị định số 130/2020/NĐ-CP ngày 30-10-2020 của Chính phủ,", False),
    ("(Kèm theo: Bảng khái toán kinh phí; ảnh hiện trường)./.", False),
    ("PHỤ LỤC I QUYẾT ĐỊNH SỐ 12", True),
    ("Phụ lục I Quyết định số 12/QĐ-UBND ngày 03/4/2021 của UBND tỉnh.", False),
    ("Phụ lục II của Thông tư này được thay bằng biểu mới", False),
    ("Phụ lục 2, 3 và các biểu kèm theo", False),
    ("Phụ lục III ban hành kèm theo Nghị định này", False),
    ("Phụ lục IV Thông tư 08/2021/TT-BTC thì lập lại", False),
]


@pytest.mark.parametrize(("text", "head"), HEADS)
def test_the_head_of_an_annex(text: str, head: bool) -> None:
    words = tuple(
        Word(text=part, box=(90.0 + 30 * at, 60, 115.0 + 30 * at, 72), page=2, confidence=1.0, line=0)
        for at, part in enumerate(text.split())
    )
    assert is_annex_head(Line(words, 60, 72)) is head
