"""Typed papers as scans: signed and sealed over the signer's name, on whatever page it stands."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from weasyprint import HTML

from benchmarks.generate import dressed
from benchmarks.typed_scans import EDGE, ROOM, _signature, level_of, scanned

PAPER = Path("benchmarks/papers/desks/01-cuc-thue-cong-van-2005.toml")
PAGE = "<p style='page-break-before: always; margin: 0 0 0 {}'>{}</p>"


def printed(path: Path, *lines: tuple[str, str]) -> Path:
    HTML(string="".join(PAGE.format(*line) for line in lines)).write_pdf(path)
    return path


@pytest.mark.parametrize(
    ("lines", "page"),
    [
        pytest.param([("9cm", "Lê Văn Tám"), ("9cm", "Danh sách")], 1, id="an annex behind it"),
        pytest.param([("0", "Kính gửi: ông Lê Văn Tám"), ("9cm", "Lê Văn Tám")], 2, id="alone on the last page"),
        pytest.param([("0", "Lê Văn Tám")], None, id="no signer on the right"),
    ],
)
def test_where_the_seal_goes(tmp_path: Path, lines: list[tuple[str, str]], page: int | None):
    with pdfium.PdfDocument(printed(tmp_path / "a.pdf", *lines)) as document:
        found = _signature(document, "Lê Văn Tám")
    assert [blank.page for blank in found] == ([page] if page else [])
    assert all(EDGE <= blank.box[1] < blank.box[3] <= blank.box[1] + ROOM for blank in found)


def test_a_scan_takes_the_place_of_what_was_typed(tmp_path: Path):
    plan = dressed(PAPER, 1, "develop", "text")
    file = scanned(printed(tmp_path / "a.pdf", ("9cm", plan["paper"]["name"])), plan, 1, "clean")
    with pdfium.PdfDocument(file) as document:
        assert len(document) == 1
        assert not document[0].get_textpage().get_text_range()
    assert [path.name for path in tmp_path.iterdir()] == ["a-clean.pdf"]


def test_levels_follow_each_other_in_a_mix():
    assert [level_of(index, "mix") for index in range(6)] == ["office", "office", "clean", "poor", "fax", "office"]
    assert level_of(3, "fax") == "fax"
