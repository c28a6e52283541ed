"""Pages on their side or upside down are read as if they lay straight; their boxes stay those of the scan."""

from __future__ import annotations

import math
import subprocess
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2
import pytest
from PIL import Image

from extractors.document import Block, Zone
from extractors.record import Dispatch, PageSource
from extractors.words import Word
from pipeline import read, secrecy
from pipeline.boxes import turned
from pipeline.errors import SecrecyMark
from pipeline.pagewords import PageWords, Stamp
from pipeline.reading import read_with_pages
from pipeline.searchable import write
from pipeline.upright import as_scanned, upright

SAMPLE = Path(__file__).parents[2] / "samples" / "inbox" / "02-ubnd-tinh-cong-van.pdf"
DPI = 200
BOX = (100.0, 50.0, 160.0, 62.0)
LYING = {
    1: (50.0, 842 - 160.0, 62.0, 842 - 100.0),
    2: (842 - 160.0, 595 - 62.0, 842 - 100.0, 595 - 50.0),
    3: (595 - 62.0, 100.0, 595 - 50.0, 160.0),
}
"""Where a word at `BOX` of an upright page 842 by 595 points lies on a scan that these quarter turns bring upright."""


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_boxes_turn_with_the_page_and_back(turns: int) -> None:
    width, height = (842.0, 595.0) if turns == 2 else (595.0, 842.0)
    assert turned(LYING[turns], turns, width, height) == BOX
    assert turned(BOX, 4 - turns, 842, 595) == LYING[turns]


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_zones_of_a_page_turned_upright_have_the_places_of_the_scan(turns: int) -> None:
    lying = LYING.get(turns, BOX)
    width, height = (842.0, 595.0) if turns in (0, 2) else (595.0, 842.0)
    stamp = Stamp(lying, (Word("ĐẾN", lying, 1),))
    page = PageWords(
        1, width, height, (Word("Số", lying, 1),), PageSource(page=1, text_from="ocr"), (stamp,), turns=turns
    )
    stood = upright(page)
    assert (stood.width, stood.height, stood.turns) == (842, 595, 0)
    assert stood.words[0].box == stood.stamps[0].box == stood.stamps[0].words[0].box == BOX
    back = as_scanned([Zone("number", (Block(stood.words),))], [page])
    assert back[0].blocks[0].words == page.words


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_the_short_mark_in_the_head_of_a_page_on_its_side_is_seen(turns: int) -> None:
    words = (Word("MẬT", BOX, 1), Word("Kính", (100, 300, 130, 312), 1, line=1))
    stood = PageWords(1, 842, 595, words, PageSource(page=1, text_from="ocr"))
    sides = (842, 595) if turns == 2 else (595, 842)
    lying = tuple(Word(w.text, turned(w.box, 4 - turns, 842, 595), 1, line=w.line) for w in words)
    with pytest.raises(SecrecyMark):
        secrecy.refuse(stood)
    with pytest.raises(SecrecyMark):
        secrecy.refuse(PageWords(1, *sides, lying, stood.source, turns=turns))


@pytest.fixture(scope="module")
def straight() -> Dispatch:
    return read(SAMPLE)


@pytest.mark.ocr
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_scan_on_its_side_gives_the_same_record(straight: Dispatch, tmp_path: Path, turns: int) -> None:
    """A letter whose every page lies on the glass otherwise: its values, and their places on the scan."""
    scan = tmp_path / "ngang.pdf"
    sheets = []
    with pypdfium2.PdfDocument(SAMPLE) as document:
        for page in document:
            pixels = page.render(scale=DPI / 72).to_numpy()[:, :, 2::-1]
            sheets.append(Image.fromarray(np.ascontiguousarray(np.rot90(pixels, turns))))
    sheets[0].save(scan, save_all=True, append_images=sheets[1:], resolution=DPI, quality=92)
    record, pages = read_with_pages(scan)
    assert [page.turns for page in pages] == [turns] * len(pages)
    for field in ("number", "issued_on", "issuer", "subject", "signer"):
        assert getattr(record, field).value == getattr(straight, field).value, field
    assert {one.value for one in record.recipients} == {one.value for one in straight.recipients}
    assert {one.value for one in record.citations} == {one.value for one in straight.citations}
    width, height = pages[0].width, pages[0].height
    assert record.number is not None
    assert straight.number is not None
    seen, expected = record.number.where[0].box, straight.number.where[0].box
    sides = (width, height) if turns == 2 else (height, width)
    assert turned(seen, turns, width, height) == pytest.approx(expected, abs=6)
    assert max(seen[2], seen[3]) <= max(sides) + 1
    _assert_text_runs_with_the_print(scan, pages, tmp_path / "copy.pdf")


def _assert_text_runs_with_the_print(scan: Path, pages: tuple[PageWords, ...], copy: Path) -> None:
    """The invisible text of a copy lies over its words and runs as they do."""
    write(scan, pages, copy)
    told = subprocess.run(["pdftotext", "-layout", copy, "-"], capture_output=True, check=True).stdout.decode()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in told
    with pdfplumber.open(copy) as made:
        letter = next(c for c in made.pages[0].chars if c["text"] == "Ủ")
    a, b, *_ = letter["matrix"]
    assert round(math.degrees(math.atan2(b, a)) / 90) % 4 == pages[0].turns
    word = next(word for word in pages[0].words if word.text == "ỦY")
    across, down = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    assert word.box[0] - 3 < across < word.box[2] + 3
    assert word.box[1] - 3 < down < word.box[3] + 3
