"""Prefect's surroundings: its own folder, a running server if there is one, a temporary one if not.

Importing this module does not import Prefect; `prepare` must run before anything does.
"""

from __future__ import annotations

import os
import urllib.error
import urllib.request

from pipeline.settings import Settings

START_UP_SECONDS = 300
"""Prefect's own limit of 20 s is too short for a first start on a slow disk."""


def api_url(settings: Settings) -> str:
    return f"http://127.0.0.1:{settings.prefect_port}/api"


def environment(settings: Settings) -> dict[str, str]:
    """Prefect's settings for every process of this installation: offline, quiet, its data in our home."""
    return {
        "PREFECT_HOME": str((settings.home / "prefect").absolute()),
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(START_UP_SECONDS),
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


def is_up(settings: Settings, seconds: float = 1.0) -> bool:
    """Whether Prefect's server answers."""
    try:
        with urllib.request.urlopen(f"{api_url(settings)}/health", timeout=seconds) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def prepare(settings: Settings, *, server: bool | None = None) -> None:
    """Point this process at the running server, or at a temporary one that Prefect starts itself.

    What the environment already says is kept: an office may have a server of its own (`PREFECT_API_URL`).
    """
    for name, value in environment(settings).items():
        os.environ.setdefault(name, value)
    if "PREFECT_API_URL" not in os.environ and (is_up(settings) if server is None else server):
        os.environ["PREFECT_API_URL"] = api_url(settings)
