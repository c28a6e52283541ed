"""What intake asks of the database: who owns a file, and how it ended.

The pipeline knows no database: `tracking.ledger` provides this protocol and `flows` joins the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

State = Literal["claimed", "stored", "duplicate", "quarantined"]


@dataclass(frozen=True, slots=True)
class Claim:
    """The ledger's answer for one dropped file.

    `id` is the file's row. `state` is `claimed` where the caller now owns it and must read it, `duplicate` where
    its bytes are already known (`of` is the first file's row), `busy` where another worker owns it now.
    """

    id: int
    state: Literal["claimed", "duplicate", "busy"]
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was claimed and has not ended yet: `path` is where its original should be.

    `cleared` is true where a named person said that what looked like a secrecy mark is none.
    """

    id: int
    sha256: str
    name: str
    path: Path
    cleared: bool = False


class Ledger(Protocol):
    """The truth about every file. Every method is one transaction."""

    def claim(self, *, sha256: str, name: str, size: int, inbox_path: Path, archive_path: Path) -> Claim:
        """Claim a file by the unique key on its hash.

        `name` is NFC, without folders. The row is written before the file is moved, with both paths, so that a
        crash between the two can be mended (`unfinished`). A quarantined file dropped again is claimed anew.
        """
        ...

    def unfinished(self, *, abandoned: bool = False) -> list[Entry]:
        """Files claimed by a worker that is gone (its lease ran out), now claimed by the caller.

        With `abandoned` the caller knows that no other worker lives: every claimed file, whatever its lease.
        """
        ...

    def renew(self, file_id: int, *, read: int = 0, pages: int = 0) -> None:
        """Say that the caller still works on this file, so its lease does not run out, and how many of its pages
        are read (0 of 0 while they are not counted yet)."""
        ...

    def moved(self, file_id: int, path: Path) -> None:
        """The original of a claimed file is about to lie at `path`."""
        ...

    def quarantined(self, file_id: int, *, code: str, reason: str, path: Path) -> None:
        """The file ended in quarantine for `reason` (Vietnamese, for the clerk) and lies at `path`."""
        ...

    def retry(self, file_id: int) -> Entry:
        """Take a quarantined file up again; the caller reads it next. Raises `LookupError` where it is not there."""
        ...
