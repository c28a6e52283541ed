"""A ledger in memory, for tests of the intake without a database."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.ledger import Claim, Entry


@dataclass
class Row:
    entry: Entry
    state: str = "claimed"
    code: str = ""
    reason: str = ""
    of: int | None = None


class MemoryLedger:
    def __init__(self) -> None:
        self.rows: dict[int, Row] = {}
        self.progress: dict[int, list[tuple[int, int]]] = {}
        self._lock = threading.Lock()

    def claim(self, *, sha256: str, name: str, size: int, inbox_path: Path, archive_path: Path) -> Claim:
        with self._lock:
            number = len(self.rows) + 1
            first = next((row for row in self.rows.values() if row.entry.sha256 == sha256 and row.of is None), None)
            if first is None:
                self.rows[number] = Row(Entry(number, sha256, name, archive_path))
                return Claim(number, "claimed")
            if first.state == "claimed":
                return Claim(first.entry.id, "busy")
            if first.state == "quarantined":
                first.state, first.entry = "claimed", replace(first.entry, name=name, path=archive_path)
                return Claim(first.entry.id, "claimed")
            self.rows[number] = Row(Entry(number, sha256, name, archive_path), "duplicate", of=first.entry.id)
            return Claim(number, "duplicate", of=first.entry.id)

    def unfinished(self, *, abandoned: bool = False) -> list[Entry]:
        return [row.entry for row in self.rows.values() if row.state == "claimed"] if abandoned else []

    def renew(self, file_id: int, *, read: int = 0, pages: int = 0) -> None:
        self.progress.setdefault(file_id, []).append((read, pages))

    def moved(self, file_id: int, path: Path) -> None:
        row = self.rows[file_id]
        row.entry = replace(row.entry, path=path)

    def quarantined(self, file_id: int, *, code: str, reason: str, path: Path) -> None:
        row = self.rows[file_id]
        row.state, row.code, row.reason, row.entry = "quarantined", code, reason, replace(row.entry, path=path)

    def retry(self, file_id: int) -> Entry:
        row = self.rows.get(file_id)
        if row is None or row.state != "quarantined":
            raise LookupError(file_id)
        row.state = "claimed"
        return row.entry

    def store(self, file_id: int) -> None:
        """What loading a record does."""
        self.rows[file_id].state = "stored"
