"""A file to its record: pages through the pool, secrecy first, then layout and extraction."""

from __future__ import annotations

import gc
import hashlib
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from extractors.folding import nfc
from extractors.record import Dispatch, Source
from pipeline import lines, secrecy
from pipeline.errors import CongvanError, NoText, OcrFailed, ReadTimeout, SecrecyMark
from pipeline.pagewords import PageWords
from pipeline.pool import TellPages, read_pages

_MAY_HEAL: dict[str, type[CongvanError]] = {error.code: error for error in (ReadTimeout, OcrFailed)}
_ONE_LOADS = threading.Lock()


def read(path: Path, *, name: str | None = None) -> Dispatch:
    """The record of the paper in the file at `path`; `name` is the name it came by, where that is another.

    Raises the errors of `pipeline.errors`: `SecrecyMark` as soon as any page bears a mark (nothing that was read
    is kept), `NoText` where no page gives a word. A page that cannot be read does not fail the file: it goes to review.
    """
    return read_with_pages(path, name=name)[0]


def read_with_pages(
    path: Path, *, name: str | None = None, cleared: bool = False, tell: TellPages = lambda *_: None
) -> tuple[Dispatch, tuple[PageWords, ...]]:
    """What `read` gives, and the words of every page with their boxes. Raises what `read` raises.

    `cleared` is for a file that a named person declared free of secrecy marks: it is then read in spite of them.
    `tell` is told after each page how many are read, and of how many.
    """
    shown = nfc(name or path.name)
    # spaCy takes a second to load: meanwhile children read the first pages.
    threading.Thread(target=_load, name="load").start()
    pages = _pages(path, shown, cleared, tell)
    _load()

    import extractors
    from extractors.document import flag
    from pipeline.layout import document

    doc = document(pages)
    for page in pages:
        if page.source.text_from == "failed":
            flag(doc, "source", f"Trang {page.number} không đọc được; cần xem trực tiếp trên bản quét.")
    if any(secrecy.released(page) for page in pages):
        flag(doc, "source", "Văn bản có dấu giải mật; kiểm tra lại mức độ mật trước khi dùng.")
    return extractors.extract(doc, _source(path, shown, pages)), pages


@cache
def _load() -> None:
    """Load what reads the text, once; who comes second waits until it is there."""
    with _ONE_LOADS:
        gc.disable()  # nothing of what is loaded is garbage: looking for it takes a fifth of the time
        try:
            import extractors.document
            import extractors.language
            import extractors.wording
            import pipeline.layout  # noqa: F401

            extractors.language.components()
            extractors.wording.language()
        finally:
            gc.freeze()  # it stays to the end: later looks for garbage pass it over
            gc.enable()


def _pages(path: Path, name: str, cleared: bool, tell: TellPages) -> tuple[PageWords, ...]:
    pages: list[PageWords] = []
    try:
        for page in read_pages(path, cleared, tell):
            if not cleared:
                secrecy.refuse(page, name)
            pages.append(page)
    except SecrecyMark:
        lines.forget()
        raise SecrecyMark(name) from None
    if not any(page.words or page.stamps for page in pages):
        failed = [page.source.error or "" for page in pages if page.source.text_from == "failed"]
        code = failed[0].partition(":")[0] if failed else ""
        raise _MAY_HEAL.get(code, NoText)(name)
    return tuple(pages)


def _source(path: Path, name: str, pages: Sequence[PageWords]) -> Source:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    details = tuple(page.source for page in pages)
    return Source(name=name, sha256=digest, pages=len(pages), text_from=_text_from(pages), details=details)


def _text_from(pages: Sequence[PageWords]) -> Literal["ocr", "text_layer", "mixed"]:
    kinds = {page.source.text_from for page in pages if page.source.text_from in ("ocr", "text_layer")}
    if kinds == {"text_layer"}:
        return "text_layer"
    return "mixed" if len(kinds) > 1 else "ocr"
