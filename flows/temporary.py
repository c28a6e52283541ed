"""A Prefect server for one pass: `python -m flows.temporary SOCKET`. No page, no schedules; it ends with its parent.

SOCKET is the number of an inherited descriptor that is bound to the server's address.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys

DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2)."""
LEAN = {
    "PREFECT_UI_ENABLED": "false",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT__SERVER_EPHEMERAL": "1",  # only the services that record runs
    "PREFECT__SERVER_FINAL": "1",
}


def main() -> None:
    """Serve until terminated."""
    ctypes.CDLL(None).prctl(DEATH_SIGNAL, signal.SIGTERM)
    os.environ |= LEAN
    import uvicorn

    app = "prefect.server.api.server:create_app"
    server = uvicorn.Server(uvicorn.Config(app, factory=True, log_level="error", lifespan="on"))
    server.run(sockets=[socket.socket(fileno=int(sys.argv[1]))])


if __name__ == "__main__":
    main()
