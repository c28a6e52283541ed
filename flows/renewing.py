"""Files being read keep their leases, and say how far they are: one thread for all that a worker has in hand."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from pipeline.ledger import Ledger
from pipeline.pool import TellPages

RENEW_SECONDS = 60.0
TOLD_SECONDS = 2.0
"""How often the pages read so far are written down: who looks at the inbox sees them grow."""


@dataclass
class Renewing:
    """Enter it to begin; `open` holds the files in hand, from `begin` to `end`."""

    ledger: Ledger
    open: set[int] = field(default_factory=set)
    _pages: dict[int, tuple[int, int]] = field(default_factory=dict)
    _stop: threading.Event = field(default_factory=threading.Event)
    _since: float = field(default_factory=time.monotonic)

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._renew, name="renew", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        self._thread.join()

    def begin(self, file_id: int) -> TellPages:
        """Take a file in hand; what is given hears how many of its pages are read."""
        self.open.add(file_id)

        def tell(read: int, pages: int) -> None:
            self._pages[file_id] = (read, pages)

        return tell

    def end(self, file_id: int) -> None:
        """The file ended; nothing more is said of it."""
        self.open.discard(file_id)

    def _renew(self) -> None:
        said: dict[int, tuple[tuple[int, int], float]] = {}
        while not self._stop.wait(TOLD_SECONDS):
            for file_id in tuple(self.open):
                pages, now = self._pages.get(file_id, (0, 0)), time.monotonic()
                before, at = said.get(file_id, ((0, 0), self._since))
                if pages != before or now - at >= RENEW_SECONDS:
                    self.ledger.renew(file_id, read=pages[0], pages=pages[1])
                    said[file_id] = pages, now
