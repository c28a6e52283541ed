"""Số và ký hiệu as they are written, and what they are."""

from __future__ import annotations

import time

import pytest

from extractors.numbering import find, parse

ROWS = [
    # raw, canonical, system, kind, body, unit
    ("Số 1002-CV/TU", "1002-CV/TU", "party", "CV", "TU", None),
    ("Số: 327/TIr-BQLDA", "327/TTr-BQLDA", "state", "TTr", "BQLDA", None),
    ("124-QĐ/TW", "124-QĐ/TW", "party", "QĐ", "TW", None),
    ("25-HD/BTCTW", "25-HD/BTCTW", "party", "HD", "BTCTW", None),
    ("08-QĐi/TW", "08-QĐi/TW", "party", "QĐi", "TW", None),
    ("Số 24-BS/UBKTTU", "24-BS/UBKTTU", "party", "BS", "UBKTTU", None),
    ("144-CV/BXĐĐ", "144-CV/BXĐĐ", "party", "CV", "BXĐĐ", None),
    ("57 - QĐ/TW", "57-QĐ/TW", "party", "QĐ", "TW", None),
    ("18 – NQ/TW", "18-NQ/TW", "party", "NQ", "TW", None),
    ("22-QĐ-TW", "22-QĐ/TW", "party", "QĐ", "TW", None),
    ("27/NQ/TW", "27-NQ/TW", "party", "NQ", "TW", None),
    ("05 – CT/TƯ", "05-CT/TW", "party", "CT", "TW", None),
    ("05-CT/T.Ư", "05-CT/TW", "party", "CT", "TW", None),
    ("Số 34O-CV/ĐU", "340-CV/ĐU", "party", "CV", "ĐU", None),
    ("Số: 15/QĐ-BNV", "15/QĐ-BNV", "state", "QĐ", "BNV", None),
    ("Số: 05/BNV-VP", "05/BNV-VP", "state", "CV", "BNV", "VP"),
    ("Số:3451 /UBND- NC", "3451/UBND-NC", "state", "CV", "UBND", "NC"),
    ("123/CV-UBND", "123/CV-UBND", "state", "CV", "UBND", None),
    ("Số: 97/KV II-TH", "97/KVII-TH", "state", "CV", "KVII", "TH"),
    ("Số: 41/TB-KV XI", "41/TB-KVXI", "state", "TB", "KVXI", None),
    ("Số 45 CV/UB", "45/CV-UB", "state", "CV", "UB", None),
    ("25/2024/QĐ-UBND", "25/2024/QĐ-UBND", "state", "QĐ", "UBND", None),
    ("30/2020/ND-CP", "30/2020/NĐ-CP", "state", "NĐ", "CP", None),
    ("66.1/2025/NQ-CP", "66.1/2025/NQ-CP", "state", "NQ", "CP", None),
    ("24/CT-TTg", "24/CT-TTg", "state", "CT", "TTg", None),
    ("275/QĐ-TTG", "275/QĐ-TTG", "state", "QĐ", "TTG", None),
    ("02/2011/TTLT-VPCP-BNV", "02/2011/TTLT-VPCP-BNV", "state", "TTLT", "VPCP|BNV", None),
    ("80/2015/QH13", "80/2015/QH13", "state", None, "QH", None),
    ("1365/NQ-UBTVQH15", "1365/NQ-UBTVQH15", "state", "NQ", "UBTVQH15", None),
    ("671/NQ-UBTVQHI5", "671/NQ-UBTVQH15", "state", "NQ", "UBTVQH15", None),
    ("01/2022/UBTVQH15", "01/2022/UBTVQH15", "state", None, "UBTVQH", None),
    ("1234/BCA-C06", "1234/BCA-C06", "state", "CV", "BCA", "C06"),
    ("367 - QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP", "organisation", "QĐ", "TWĐTN", "VP"),
    ("123-CV/TĐTN-BTG", "123-CV/TĐTN-BTG", "organisation", "CV", "TĐTN", "BTG"),
    ("23/HD-MTTW-BTT", "23/HD-MTTW-BTT", "organisation", "HD", "MTTW", "BTT"),
    ("301/MTTQ-BTT", "301/MTTQ-BTT", "organisation", "CV", "MTTQ", "BTT"),
    ("189/CT-CS", "189/CT-CS", "state", "CV", "CT", "CS"),
    ("06/CP", "06/CP", "state", None, "CP", None),
    ("117-HĐBT", "117-HĐBT", "state", None, "HĐBT", None),
    ("12/UBNĐ-VX", "12/UBND-VX", "state", "CV", "UBND", "VX"),
    ("Số: 1473/VP.UBND-NCTH", "1473/VP.UBND-NCTH", "state", "CV", "VP.UBND", "NCTH"),
    ("2645/EVN-KD+AT", "2645/EVN-KD+AT", "state", "CV", "EVN", "KD+AT"),
    ("17/HĐ-KHCN-2017", "17/HĐ-KHCN-2017", "state", "HĐ", "KHCN", "2017"),
    ("12/TB-VP.UBND ngày 03/4/2016", "12/TB-VP.UBND", "state", "TB", "VP.UBND", None),
    ("12/QĐ-UBND.UBND tỉnh yêu cầu", "12/QĐ-UBND", "state", "QĐ", "UBND", None),
]


@pytest.mark.parametrize(("raw", "canonical", "system", "kind", "body", "unit"), ROWS)
def test_parse(raw: str, canonical: str, system: str, kind: str | None, body: str, unit: str | None) -> None:
    number = parse(raw)
    assert number is not None
    assert number.canonical == canonical
    assert (number.system, number.kind, number.body, number.unit) == (system, kind, body, unit)


@pytest.mark.parametrize(
    ("raw", "tail"),
    [
        ("S-CV/ĐU", "-CV/ĐU"),
        ("Số:      -CV/TU", "-CV/TU"),
        ("Số:……/SNV-CCVC", "/SNV-CCVC"),
        ("Số: /UBND-KT", "/UBND-KT"),
    ],
)
def test_a_missing_number_stays_missing(raw: str, tail: str) -> None:
    number = parse(raw)
    assert number is not None
    assert number.canonical is None
    assert number.tail == tail


def test_a_lost_letter_returns_only_under_the_right_header() -> None:
    assert (found := parse("Số 328-CV/U", "ĐẢNG ỦY PHƯỜNG QUY NHƠN"))
    assert found.canonical == "328-CV/ĐU"
    assert (other := parse("Số 328-CV/U", "HUYỆN ỦY TUY PHƯỚC"))
    assert other.canonical != "328-CV/ĐU"


@pytest.mark.parametrize("text", ["ngày 05/11/2024", "0256.3822.294", "120 km2/TP", "2021 - 2025", "và/hoặc", "T6/CN"])
def test_what_is_no_number(text: str) -> None:
    assert [found.number.canonical for found in find(text) if found.number.known] == []


def test_find_gives_bounds() -> None:
    text = "các Nghị định số 61/2018/NĐ-CP, số 107/2021/NĐ-CP của Chính phủ"
    assert [text[f.start : f.end] for f in find(text)] == ["61/2018/NĐ-CP", "107/2021/NĐ-CP"]


@pytest.mark.parametrize("piece", ["Số: /-/-/ ", "1234567890", "A-B/C-D ", "12/2024/", "1-QĐ/", "AAAAAAAAAAAAAAAA-"])
def test_hostile_text_is_quick(piece: str) -> None:
    text = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
    start = time.process_time()
    list(find(text))
    parse(text)
    assert time.process_time() - start < 2
