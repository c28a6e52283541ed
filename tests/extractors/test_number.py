"""Number: three grammars, variants, what is not written, what is written by hand."""

import pytest

from extractors.document import Block, Zone, build
from extractors.words import Opinion, Word
from tests.extractors.reading_texts import read, read_scan, reasons, run

CASES = [
    ("Số: 3451/UBND-NC", "", "3451/UBND-NC"),
    ("Số:3451 /UBND- NC", "", "3451/UBND-NC"),
    ("Số: 05/BNV-VP", "", "05/BNV-VP"),
    ("Số: 30/2020/ND-CP", "", "30/2020/NĐ-CP"),
    ("Số: 202/2025/QH15", "", "202/2025/QH15"),
    ("Số: 02/2011/TTLT-VPCP-BNV", "", "02/2011/TTLT-VPCP-BNV"),
    ("Số: 66.1/2025/NQ-CP", "", "66.1/2025/NQ-CP"),
    ("Số 1002-CV/TU", "TỈNH ỦY BÌNH ĐỊNH", "1002-CV/TU"),
    ("Số 57 - QĐ/TW", "", "57-QĐ/TW"),
    ("Số 18 – NQ/TW", "", "18-NQ/TW"),
    ("Số 05 – CT/TƯ", "", "05-CT/TW"),
    ("22-QĐ-TW", "", "22-QĐ/TW"),
    ("27/NQ/TW", "", "27-NQ/TW"),
    ("Số 34O-CV/ĐU", "", "340-CV/ĐU"),
    ("Số 328-CV/U", "ĐẢNG ỦY XÃ TÂN LẬP", "328-CV/ĐU"),
    ("Số 367 - QĐ/TWĐTN-VP", "", "367-QĐ/TWĐTN-VP"),
    ("Số: 45/CV-LĐLĐ", "", "45/CV-LĐLĐ"),
    ("Số: 2192 /SYT-TCCB", "", "2192/SYT-TCCB"),
    ("Số 2 -CTrHU", "", "2-CTr/HU"),
    ("Số: 171 GM-SYT", "SỞ Y TẾ TỈNH KIÊN GIANG", "171/GM-SYT"),  # a slash lost beside the pen's strokes
    ("Số: 12/GM-SVT", "SỞ XÂY DỰNG TỈNH KIÊN GIANG", "12/GM-SVT"),  # not the issuer's: left alone
]


@pytest.mark.parametrize(("raw", "authority", "expected"), CASES)
def test_number(raw: str, authority: str, expected: str) -> None:
    assert read({"authority": authority, "number": raw})._.number.value == expected


MISSING = [
    ("Số: /UBND-KT", "/UBND-KT"),
    ("Số:……/SNV-CCVC", "/SNV-CCVC"),
    ("Số:      -CV/TU", "-CV/TU"),
    ("S-CV/ĐU", "-CV/ĐU"),
]


@pytest.mark.parametrize(("raw", "symbol"), MISSING)
def test_a_number_that_is_not_written_stays_null_and_its_symbol_is_told(raw: str, symbol: str) -> None:
    doc = read({"number": raw, "body": "Căn cứ Công văn số 9871-CV/BTCTU ngày 01/02/2024"})
    assert doc._.number is None
    assert symbol in reasons(doc, "number")


def test_a_code_that_goes_on_beyond_what_was_read_is_doubtful() -> None:
    plain, beyond = (read({"number": raw})._.number for raw in ("Số: 1473/VP-TH", "Số: 1473/VP*ub-TH"))
    assert beyond.confidence < plain.confidence


def test_a_number_in_the_body_is_never_the_papers_own() -> None:
    doc = read({"authority": "SỞ Y TẾ", "body": "Thực hiện Công văn số 12/BYT-KCB", "recipients": "Lưu: 15/VT-SYT"})
    assert doc._.number is None
    assert reasons(doc, "number")


def pen(text: str, *opinions: tuple[str, str, float]) -> Word:
    said = tuple(Opinion(*opinion) for opinion in opinions)
    return Word(text, (90, 50, 110, 62), 1, 0.6, line=1, by_hand=True, opinions=said)


def by_hand(digits: Word) -> object:
    words = (
        Word("Số:", (60, 50, 80, 62), 1, 0.96, line=1),
        digits,
        Word("/GM-STP", (112, 50, 150, 62), 1, 0.95, line=1),
    )
    return run(build([Zone("number", (Block(words),))]))


HANDS = [
    (pen("171", ("digits", "171", 0.9), ("rapidocr", "171", 0.8)), "171/GM-STP", False),
    (pen("171", ("digits", "117", 0.9), ("rapidocr", "171", 0.8)), "171/GM-STP", True),
    (pen("171"), "171/GM-STP", True),
    (pen("", ("digits", "42", 0.7)), None, True),
]


@pytest.mark.parametrize(("digits", "expected", "asked"), HANDS)
def test_handwritten_numbers_are_as_sure_as_their_readers_agree(
    digits: Word, expected: str | None, asked: bool
) -> None:
    doc = by_hand(digits)
    number = doc._.number  # type: ignore[attr-defined]
    assert (number.value if number else None) == expected
    if number is not None:
        assert number.by_hand
        assert number.confidence < 0.9
    assert bool(reasons(doc, "number")) is asked  # type: ignore[arg-type]


def test_where_readers_disagree_each_version_is_told() -> None:
    told = reasons(by_hand(pen("171", ("digits", "117", 0.9), ("rapidocr", "771", 0.8))), "number")  # type: ignore[arg-type]
    assert all(version in told for version in ("171/GM-STP", "117/GM-STP", "771/GM-STP"))


@pytest.mark.parametrize(
    ("raw", "authority", "expected"),
    [
        ("Số: 12/GM-SVT", "SỞ Y TẾ TỈNH KIÊN GIANG", "12/GM-SYT"),
        ("Số: 18745/NV-CCVC", "UBND TỈNH VĨNH LONG\nSỞ NỘI VỤ", "1874/SNV-CCVC"),
        ("Số: 2117/YT-NVY", "UBND TỈNH VĨNH LONG\nSỞ Y TẾ", "2117/YT-NVY"),  # a figure that no S is read as
        ("Số: 214/JSYT-NVY", "UBND TỈNH VĨNH LONG\nSỞ Y TẾ", "214/SYT-NVY"),
        ("Số: 35/SNV-CCVC", "UBND TỈNH VĨNH LONG\nSỞ NỘI VỤ", "35/SNV-CCVC"),
        ("Số: 745/NN-CCTT", "UBND TỈNH VĨNH LONG\nSỞ NỘI VỤ", "745/NN-CCTT"),  # not the issuer's code
    ],
)
def test_symbols_of_scans_are_mended_by_the_issuers_code(raw: str, authority: str, expected: str) -> None:
    doc = read_scan({"authority": authority, "number": raw}, 0.9)
    assert doc._.number.value == expected
    assert (doc._.number.value in raw) or any(asked.field == "number" for asked in doc._.review)
