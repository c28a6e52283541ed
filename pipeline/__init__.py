"""Reading a file: intake of the inbox, pages, clean-up, OCR, layout, the searchable copy.

`from pipeline import read` is the door; heavy parts load on the first call.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

# NumPy's own threads have nothing to do here, and spin while they wait: one process a core reads pages.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

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
