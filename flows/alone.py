"""Who works on this machine's inbox: locks that the kernel lets go of when their process ends, however it ends."""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_in_this_process = threading.Lock()


@dataclass
class Presence:
    """`alone` is true until `share`: no other worker of this home lives on this machine, so what is claimed is ours."""

    alone: bool
    _file: IO[str]

    def share(self) -> None:
        """Let other workers in; call it once what the dead left behind has been taken over."""
        fcntl.lockf(self._file, fcntl.LOCK_SH)
        self.alone = False


@contextmanager
def present(home: Path) -> Iterator[Presence]:
    """Be known as a worker until the block ends. Waits while another worker of this process is at it.

    POSIX record locks: no child process inherits them, so a killed worker's children do not keep it alive.
    """
    home.mkdir(parents=True, exist_ok=True)
    with _in_this_process, (home / "workers.lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            presence = Presence(True, file)
        except (BlockingIOError, PermissionError):
            fcntl.lockf(file, fcntl.LOCK_SH)
            presence = Presence(False, file)
        yield presence
