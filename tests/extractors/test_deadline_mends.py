"""Words of time that OCR broke: each row of `data/deadline_mends.csv` mends its example, and specks leave cells."""

from __future__ import annotations

import pytest

from extractors.deadlines.mend import mend_rows, mended, respelt
from extractors.document import from_texts
from extractors.folding import fold
from extractors.prose import prose
from tests.extractors.reading_texts import table


@pytest.mark.parametrize("row", mend_rows(), ids=lambda row: row["broken"])
def test_each_row_mends_its_example(row: dict[str, str]) -> None:
    made = respelt(fold(row["broken"]))
    assert len(made) == len(row["broken"])
    assert made.split() == fold(row["whole"]).split()


@pytest.mark.parametrize(
    "text",
    [
        "Hàng tháng, trước ngày 15, báo cáo Sở",  # hàng is a word
        "kể từ ngày nhận được văn bản",  # whole already
        "kể từ ngày người dân được nhận",  # a person between
        "tháng 2 năm 2024",  # Arabic already
        "Hạn cuối: 25/11/2024",
    ],
)
def test_whole_words_stay(text: str) -> None:
    assert respelt(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("trước ' ngày 15/12", "trước ngày 15/12"),
        ("trước : ngày 15/12", "trước ngày 15/12"),
    ],
)
def test_specks_between_words(broken: str, whole: str) -> None:
    assert mended(prose(from_texts({"body": broken}), "body"), set()).split() == fold(whole).split()


HEADS = "TT | Nội dung | Thời hạn"
CELLS = [
    # a cell of deadlines as read, what it says, the reader's confidence, why
    ("~ Trước ngày 15/12/2024", "Trước ngày 15/12/2024", 0.95, "a mark alone"),
    ("ea Trước ngày 15/12/2024", "Trước ngày 15/12/2024", 0.4, "letters that mean nothing and that the reader doubts"),
    ("Trước ngày 15/12/2024 a", "Trước ngày 15/12/2024", 0.95, "one letter alone"),
    ("Trưác ngày 15/12/2024", "Trước ngày 15/12/2024", 0.95, "a word of time misread"),
    ("Trong thárg 11/2024", "Trong tháng 11/2024", 0.95, "another"),
    ("ngày 1Se tháng 12 năm 2024", "ngày 1Se tháng 12 năm 2024", 0.95, "no figure is made of letters"),
    ("ngày 15e tháng 12 năm 2024", "ngày 15 tháng 12 năm 2024", 0.95, "a letter stuck to a figure"),
    ("Quý II/2025", "Quý II/2025", 0.4, "strokes are a numeral"),
    ("Thường xuyên trong năm", "Thường xuyên trong năm", 0.95, "words that the reader is sure of stay"),
    ("ea Trước ngày 15/12/2024", "ea Trước ngày 15/12/2024", 1.0, "a text layer has no specks"),
]


@pytest.mark.parametrize(("read", "whole", "confidence", "why"), CELLS)
def test_cells(read: str, whole: str, confidence: float, why: str) -> None:
    text = prose(table(f"{HEADS}\n1 | Rà soát | {read}", confidence), "annex")
    assert mended(text, {(0, 2)}).split("\n")[-2].split() == fold(whole).split(), why
