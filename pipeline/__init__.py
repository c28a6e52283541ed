"""Reading a file: intake of the inbox, pages, clean-up, OCR, layout, the searchable copy.

`from pipeline import read` is the door; heavy parts load on the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.record import Dispatch

__all__ = ["read"]


def read(path: str | Path) -> Dispatch:
    """Read one file (PDF, JPEG, PNG, TIFF, WebP) into its record.

    Raises a `pipeline.errors.CongvanError` that says why a file cannot be read.
    """
    from pathlib import Path

    from pipeline.reading import read as read_file

    return read_file(Path(path))
