"""What readers of pictures make of the strokes in numbers and dates."""

from __future__ import annotations

import pytest

from extractors.misread import as_printed
from extractors.numbering import spelt
from tests.extractors.reading_texts import read_scan

CASES = [
    ("Thông báo số 47ITB-VPCP ngày", "Thông báo số 47/TB-VPCP ngày", "a slash like a capital I"),
    ("tầng 4I TB-VPCP", "tầng 4I TB-VPCP", "no number"),
    ("Báo cáo thẩm tra số 14/BC:KTNS ngày", "Báo cáo thẩm tra số 14/BC-KTNS ngày", "a hyphen like a colon"),
    ("Nghị quyết số !98/2025/QH15 ngày", "Nghị quyết số 198/2025/QH15 ngày", "a 1 like a mark"),
    ("Thật vui! 98/2025", "Thật vui! 98/2025", "a mark"),
    ("Quyết định số 1 187/QĐ-UBND ngày", "Quyết định số  1187/QĐ-UBND ngày", "a 1 set apart"),
    ("cách 2 187/QĐ-UBND", "cách 2 187/QĐ-UBND", "another number"),
    ("Nghị định số 34/201 1/NĐ-CP ngày", "Nghị định số  34/2011/NĐ-CP ngày", "a year taken apart"),
    ("Hướng dẫn số 08-. HD/BTCTU ngày", "Hướng dẫn số   08-HD/BTCTU ngày", "a speck where a line ends"),
    ("ngày 2475/2011 của Bộ Tài chính", "ngày 24/5/2011 của Bộ Tài chính", "a slash like a 7"),
    ("ngày 3 31/7/2018 của", "ngày   31/7/2018 của", "a speck like a figure"),
    ("ngày 3475/2011 của", "ngày 3475/2011 của", "no day"),
    ("phiên họp ngày 24/8i2010 về", "phiên họp ngày 24/8/2010 về", "a slash like an i"),
]


@pytest.mark.parametrize(("read", "printed", "why"), CASES)
def test_as_printed(read: str, printed: str, why: str) -> None:
    assert as_printed(read) == printed, why
    assert len(printed) == len(read)


@pytest.mark.parametrize(("code", "right"), [("QHI5", "QH15"), ("UBTVQHI11", "UBTVQH11"), ("QHI15", "QH15")])
def test_terms_of_the_assembly(code: str, right: str) -> None:
    assert spelt(code) == right


def test_what_a_scan_cites() -> None:
    text = "Theo Thông báo số 47ITB-VPCP ngày 2472/2009 của Văn phòng Chính phủ, Bộ Tài chính đề nghị báo cáo."
    [cited] = read_scan({"body": text}, 0.95)._.citations
    assert (cited.value, cited.dated, cited.issuer) == ("47/TB-VPCP", "2009-02-24", "Văn phòng Chính phủ")
