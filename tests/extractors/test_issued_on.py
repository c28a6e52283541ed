"""Day of issue: full forms, letters in place of digits, plausibility, handwritten days."""

import pytest

from extractors.document import Block, Zone, build
from extractors.words import Opinion, Word
from tests.extractors.reading_texts import read, read_scan, reasons, run

CASES = [
    ("Bình Định, ngày 17 tháng 10 năm 2024", "2024-10-17"),
    ("Hà Nội, ngày 05 tháng 9 năm 2024", "2024-09-05"),
    ("Hà Nội, ngày 5 tháng 01 năm 2025", "2025-01-05"),
    ("Hà Nội, ngày l0 tháng l0 năm 2024", "2024-10-10"),
    ("Hà Nội, ngày IŨ tháng 12 năm 2017", "2017-12-10"),
    ("Hà Nội, ngày 1O tháng 3 năm 2O25", "2025-03-10"),
    ("Hà Nội, ngảy 11 thảng 3 năm 2025", "2025-03-11"),
    ("Kiên Giang, ngày 06tháng 3năm 2018", "2018-03-06"),
    ("Hà Nội ngày 31 tháng 8 năm 2023.", "2023-08-31"),
    ("Tp. Hồ Chí Minh, ngày 02 tháng 9 năm 2021", "2021-09-02"),
    ("Sơn La, ngày 26 hàng 02 năm 2017", "2017-02-26"),
    ("Đắk Nông, ngày 07 thúng 8 năm 2017", "2017-08-07"),
    ("Hà Nội, 17/10/2024", "2024-10-17"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_issued_on(text: str, expected: str) -> None:
    assert read({"place_date": text})._.issued_on.value == expected


DOUBTFUL = [
    "Hà Nội, ngày 31 tháng 2 năm 2024",
    "Hà Nội, ngày 12 tháng 13 năm 2024",
    "Hà Nội, ngày    tháng 10 năm 2024",
    "Hà Nội, ngày … tháng … năm 2024",
    "Hà Nội, ngày 12 tháng 10 năm 2924",
    "Hà Nội",
]


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_is_no_day_stays_null_and_goes_to_review(text: str) -> None:
    doc = read({"place_date": text, "body": "ngày 01 tháng 02 năm 2024"})
    assert doc._.issued_on is None
    assert reasons(doc, "issued_on")


def test_a_missing_day_is_named() -> None:
    assert "thiếu ngày" in reasons(read({"place_date": "Hà Nội, ngày    tháng 10 năm 2024"}), "issued_on")


def test_readers_that_disagree_on_a_handwritten_day_are_told() -> None:
    def word(text: str, index: int, **more: object) -> Word:
        return Word(text, (60.0 + 30 * index, 50, 85.0 + 30 * index, 62), 1, 0.9, line=1, **more)  # type: ignore[arg-type]

    texts = ["Hà", "Nội,", "ngày", "11", "tháng", "3", "năm", "2025"]
    words = [word(text, index) for index, text in enumerate(texts)]
    words[3] = word("11", 3, by_hand=True, opinions=(Opinion("digits", "17", 0.8),))
    doc = run(build([Zone("place_date", (Block(tuple(words)),))]))
    assert doc._.issued_on.by_hand
    assert doc._.issued_on.confidence < 0.7
    assert "11/03/2025" in reasons(doc, "issued_on")
    assert "17/03/2025" in reasons(doc, "issued_on")


@pytest.mark.parametrize(("doubted", "sure"), [({"tháng": 0.3}, True), ({"ngày": 0.8}, True), ({"11": 0.3}, False)])
def test_a_date_is_as_sure_as_its_figures(doubted: dict[str, float], sure: bool) -> None:
    found = read_scan({"place_date": "Hà Nội, ngày 11 tháng 3 năm 2025"}, 0.95, doubted)._.issued_on
    assert (found.confidence > 0.9) is sure
