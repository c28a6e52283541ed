"""A file to its record: what stops it, what does not, and what is told of the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.record import PageSource
from extractors.words import Word
from pipeline import reading
from pipeline.errors import NoText, OcrFailed, ReadTimeout, SecrecyMark
from pipeline.pagewords import PageWords


def page(number: int, text: str, text_from: str = "ocr", error: str | None = None) -> PageWords:
    words = tuple(
        Word(part, (80 + 40.0 * column, 60 + 20.0 * row, 115 + 40.0 * column, 72 + 20.0 * row), number, line=row)
        for row, line in enumerate(text.split("\n"))
        for column, part in enumerate(line.split())
    )
    source = PageSource(page=number, text_from=text_from, error=error)  # type: ignore[arg-type]
    return PageWords(number, 595, 842, words, source)


LETTER = page(1, "Số: 12/SNV-VP\nĐề nghị các đơn vị báo cáo trước ngày 20/12/2024.")
FAILED = page(2, "", "failed", "ocr_failed: Bộ nhận dạng chữ gặp lỗi.")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "a1b2.pdf"
    path.write_bytes(b"%PDF-1.4 ...")
    return path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Lets the pool give these pages, and tells how many were taken."""
    taken: list[int] = []

    def arrange(*pages: PageWords) -> list[int]:
        def read_pages(_: Path, _cleared: bool = False, _tell: object = None) -> Iterator[PageWords]:
            for made in pages:
                taken.append(made.number)
                yield made

        monkeypatch.setattr(reading, "read_pages", read_pages)
        return taken

    return arrange


def test_source(scan: Path, reads) -> None:  # type: ignore[no-untyped-def]
    reads(LETTER, page(2, "Nội dung khác", "text_layer"), page(3, "", "blank"))
    source = reading.read(scan, name="Công văn đến.pdf").source
    assert source.name == "Công văn đến.pdf"
    assert source.sha256 == hashlib.sha256(scan.read_bytes()).hexdigest()
    assert (source.pages, source.text_from) == (3, "mixed")
    assert [detail.text_from for detail in source.details] == ["ocr", "text_layer", "blank"]


@pytest.mark.parametrize(
    ("kinds", "text_from"),
    [(("ocr", "ocr"), "ocr"), (("text_layer", "blank"), "text_layer"), (("text_layer", "ocr"), "mixed")],
)
def test_text_from(scan: Path, reads, kinds: tuple[str, ...], text_from: str) -> None:  # type: ignore[no-untyped-def]
    reads(*(page(i, "" if kind == "blank" else "Đề nghị báo cáo", kind) for i, kind in enumerate(kinds, start=1)))
    assert reading.read(scan).source.text_from == text_from


def test_mark_on_a_later_page_stops_all(scan: Path, reads) -> None:  # type: ignore[no-untyped-def]
    taken = reads(LETTER, page(2, "TỐI MẬT\nNội dung"), page(3, "Nội dung"))
    with pytest.raises(SecrecyMark) as caught:
        reading.read(scan, name="van ban.pdf")
    assert caught.value.name == "van ban.pdf"
    assert caught.value.__cause__ is None
    assert taken == [1, 2], "what follows a mark is not read"


def test_failed_page_goes_to_review(scan: Path, reads) -> None:  # type: ignore[no-untyped-def]
    reads(LETTER, FAILED)
    record = reading.read(scan)
    assert any(item.field == "source" and "Trang 2" in item.reason for item in record.review)


@pytest.mark.parametrize(
    ("pages", "error"),
    [
        ((page(1, "", "blank"),), NoText),
        ((page(1, "", "failed", "ocr_failed: …"),), OcrFailed),
        ((page(1, "", "blank"), page(2, "", "failed", "timeout: …")), ReadTimeout),
        ((page(1, "", "failed", "corrupt: …"),), NoText),
    ],
)
def test_nothing_to_read(scan: Path, reads, pages: tuple[PageWords, ...], error: type[Exception]) -> None:  # type: ignore[no-untyped-def]
    reads(*pages)
    with pytest.raises(error):
        reading.read(scan)


def test_declassified_paper_is_flagged(scan: Path, reads) -> None:  # type: ignore[no-untyped-def]
    reads(page(1, "ĐÃ GIẢI MẬT\nSố: 12/SNV-VP\nĐề nghị các đơn vị báo cáo."))
    assert any("giải mật" in item.reason for item in reading.read(scan).review)


def test_pages_come_with_the_record(scan: Path, reads) -> None:  # type: ignore[no-untyped-def]
    reads(LETTER)
    record, pages = reading.read_with_pages(scan)
    assert record.source.pages == len(pages) == 1
    assert pages[0] is LETTER


@pytest.mark.ocr
def test_born_digital_sample_whole_way() -> None:
    record = reading.read(Path("samples/inbox/06-bo-noi-vu-ky-so.pdf"))
    assert record.source.text_from == "text_layer"
    assert record.number is not None
    assert record.number.value == "5120/BNV-CCHC"
