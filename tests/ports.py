"""Ports that a server of a test may listen on: nobody is given them between the choice and the server's start."""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Iterator

BELOW = 32_000
"""The system hands out ports from 32768 on to whoever connects anywhere, a browser of another test for one."""
EACH = 2_000
"""As many ports as each of the processes that run tests side by side keeps to itself."""


def free_ports(count: int) -> list[int]:
    """So many ports of the loopback address that nobody listens on."""
    ports = _shuffled()
    return [next(port for port in ports if _is_free(port)) for _ in range(count)]


def _shuffled() -> Iterator[int]:
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 8
    first = BELOW - (worker + 1) * EACH
    return iter(random.sample(range(first, first + EACH), EACH))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
