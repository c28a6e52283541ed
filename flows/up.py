"""The service under one supervisor: Prefect's server, the deployments with the inbox watcher, the dashboard."""

from __future__ import annotations

import os
import shlex
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from typing import NoReturn

from honcho.manager import Manager

from flows import orchestrator
from flows.installation import set_up
from pipeline.settings import Settings, settings

STOPPED_BY_HAND = (0, 130, 143)
"""How a supervisor ends that was asked to: by itself, by Ctrl-C, by SIGTERM."""
READY_SECONDS = 180


def supervise() -> int:
    """Run everything until it is stopped; returns the exit status of `congvan up`."""
    ours = settings()
    taken = [port for port in (ours.prefect_port, ours.port) if not _is_free(port)]
    if taken:
        print(
            f"Cổng {', '.join(map(str, taken))} đang có chương trình khác dùng (có thể hệ thống đã chạy). "
            "Tắt chương trình đó, hoặc đặt CONGVAN_PORT, CONGVAN_PREFECT_PORT sang số khác."
        )
        return 1
    set_up()
    manager = Manager()
    for name, command in commands(ours).items():
        manager.add_process(name, f"exec {shlex.join(command)}", env=_environment(ours), quiet=name == "prefect")
    threading.Thread(target=_announce, args=(ours,), daemon=True).start()
    manager.loop()
    return 0 if manager.returncode in STOPPED_BY_HAND else 1


def become(part: str) -> NoReturn:
    """Go on as one process of the service, where another supervisor keeps each of them (the systemd units)."""
    ours = settings()
    command = commands(ours)[part]
    os.execve(command[0], command, dict(os.environ) | _environment(ours))


def commands(ours: Settings) -> dict[str, list[str]]:
    """The processes of the service, by name."""
    python = [sys.executable, "-m"]
    address = ["--host", ours.host, "--port", str(ours.port)]
    return {
        "prefect": [*python, "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(ours.prefect_port)],
        "flows": [*python, "flows.deployments"],
        "desk": [
            *python,
            "granian",
            "--interface",
            "wsgi",
            "--log-level",
            "warning",
            "--workers",
            "2",  # a Python process keeps one core busy, and pages are asked for at once
            "--blocking-threads",
            "8",
            "--workers-max-rss",
            "1200",  # megabytes: three times what a worker needs; one that grows beyond is replaced
            *address,
            "tracking.wsgi:application",
        ],
    }


def _environment(ours: Settings) -> dict[str, str]:
    return {"PYTHONUNBUFFERED": "1", "PREFECT_API_URL": ours.prefect_api} | (
        orchestrator.environment(ours) | dict(os.environ)
    )


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _announce(ours: Settings) -> None:
    """Say where to look, once each page answers."""
    pages = {
        "Trang theo dõi": f"http://{ours.host}:{ours.port}/",
        "Trang Prefect": f"http://127.0.0.1:{ours.prefect_port}/",
    }
    for name, address in pages.items():
        if _answers(address):
            print(f"{name}: {address}", flush=True)
    print(f"Hộp đến: {ours.inbox_folder.absolute()}   (Ctrl-C để dừng)", flush=True)


def _answers(address: str) -> bool:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    return False
