"""Prefect's surroundings: its own folder, a running server if there is one, a temporary one if not.

Importing this module does not import Prefect; `surround` must run before anything does.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.settings import Settings

START_UP_SECONDS = 300
"""A first start makes Prefect's database, which takes long on a slow disk."""
STOP_SECONDS = 10


class PrefectDown(Exception):
    """Prefect's server does not answer."""


def environment(settings: Settings) -> dict[str, str]:
    """Prefect's settings for every process of this installation: offline, quiet, its data in our home."""
    return {
        "PREFECT_HOME": str((settings.home / "prefect").absolute()),
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",  # its own way imports the whole server into the client too
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": str(settings.prefect_port),
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_LOGGING_SERVER_LEVEL": "WARNING",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_RUNNER_POLL_FREQUENCY": "5",
    }


def is_up(settings: Settings) -> bool:
    """Whether Prefect's server answers at the installation's port."""
    return _answers(settings.prefect_api)


def surround(settings: Settings) -> None:
    """Give this process Prefect's settings. What the environment already says is kept."""
    for name, value in environment(settings).items():
        os.environ.setdefault(name, value)


@contextmanager
def server(settings: Settings) -> Iterator[Callable[[], None]]:
    """A server for the length of the block; what it yields waits until it answers and may raise `PrefectDown`.

    The office's own (`PREFECT_API_URL`), the running one of this installation, or a temporary one, which takes some
    seconds to start: the caller goes on meanwhile.
    """
    surround(settings)
    if "PREFECT_API_URL" not in os.environ and is_up(settings):
        os.environ["PREFECT_API_URL"] = settings.prefect_api
    if "PREFECT_API_URL" in os.environ:
        yield lambda: None
        return
    with _temporary(settings) as ready:
        yield ready


@contextmanager
def _temporary(settings: Settings) -> Iterator[Callable[[], None]]:
    """A server at a free port, over the same database as the running one would have; it ends with this process."""
    folder = settings.home / "prefect"
    folder.mkdir(parents=True, exist_ok=True)
    # The port is ours from here on: the server takes seconds to start, and another program may not get it meanwhile.
    with socket.socket() as bound, (folder / "temporary-server.log").open("wb") as log:
        bound.bind(("127.0.0.1", 0))
        url = os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{bound.getsockname()[1]}/api"
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.temporary", str(bound.fileno())],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=[bound.fileno()],
        )  # fmt: skip
    try:
        yield lambda: _wait(process, url)
    finally:
        del os.environ["PREFECT_API_URL"]
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + START_UP_SECONDS
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > until:
            raise PrefectDown
        time.sleep(0.2)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
