"""Page images and searchable copies, as reading leaves them beside the database.

`pipeline.copies` writes, for each stored file, into `settings().copies`:

    copies/<sha256>/page-1.jpg       one image a page, as tall and wide in proportion as the page in points
    copies/<sha256>/searchable.pdf   the paper with its words as an invisible layer

All of it can be made anew from the original, so a missing file is no fault: the page is then drawn from its words
(`tracking.models.Page`, boxes in PDF points). Nothing here takes a name from a request: only a row's hash and a number.
"""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.settings import settings
from tracking.models import Dispatch

HASH = re.compile(r"^[0-9a-f]{64}$")


def folder(sha256: str) -> Path | None:
    """Where the copies of a file lie; null for anything that is no hash."""
    return settings().copies / sha256 if HASH.match(sha256) else None


def _existing(dispatch: Dispatch, name: str) -> Path | None:
    place = folder(dispatch.file.sha256) if dispatch.file else None
    path = place / name if place else None
    return path if path is not None and path.is_file() else None


def image(dispatch: Dispatch, number: int) -> Path | None:
    """The image of page `number` (from 1), or null."""
    return _existing(dispatch, f"page-{int(number)}.jpg")


def searchable(dispatch: Dispatch) -> Path | None:
    """The searchable copy, or null."""
    return _existing(dispatch, "searchable.pdf")


def original(dispatch: Dispatch) -> Path | None:
    """The original as it was dropped, if it lies in the archive, or null."""
    if dispatch.file is None or not dispatch.file.archive_path:
        return None
    path = Path(dispatch.file.archive_path).resolve()
    return path if path.is_relative_to(settings().archive.resolve()) and path.is_file() else None
