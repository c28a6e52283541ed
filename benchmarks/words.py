"""The words of a file's pages, kept between runs, so that fields can be measured without reading the scans again.

Kept words are those of the reading that made them: after a change of the reading before the layout, give another
folder.
"""

from __future__ import annotations

import pickle
from pathlib import Path

import extractors
from extractors.record import Dispatch, Source
from pipeline.layout import document
from pipeline.pagewords import PageWords
from pipeline.pool import read_pages


def pages(file: Path, cache: Path | None) -> tuple[PageWords, ...]:
    """The words of a file's pages, read now or taken from the folder `cache`."""
    kept = cache / f"{file.name}.pkl" if cache else None
    if kept is not None and kept.exists():
        found: tuple[PageWords, ...] = pickle.loads(kept.read_bytes())
        return found
    made = tuple(read_pages(file))
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(made))
    return made


def record(file: Path, cache: Path | None) -> Dispatch:
    """The record of a file, from its words as `pages` gives them."""
    words = pages(file, cache)
    return extractors.extract(document(words), Source(name=file.name, sha256="", pages=len(words), text_from="ocr"))
