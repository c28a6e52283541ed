"""The whole service: it starts, takes what arrives, schedules, and leaves nothing behind when it stops."""

from __future__ import annotations

import re
import sqlite3
import urllib.request
from pathlib import Path

import pytest

from flows.commands.up import Part
from flows.up import commands
from pipeline.settings import Settings
from tests.flows.conftest import ROOT, Installation, wait_for

pytestmark = [pytest.mark.prefect, pytest.mark.timeout(500)]


def processes_of(home: Path) -> list[str]:
    """Command lines of processes whose environment names this home."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if str(home).encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def scheduled(home: Path) -> int:
    with sqlite3.connect(home / "prefect" / "prefect.db") as connection:
        query = "select count(*) from flow_run where auto_scheduled and state_type = 'SCHEDULED'"
        return int(connection.execute(query).fetchone()[0])


def test_the_service_starts_takes_schedules_and_stops_without_orphans(installation: Installation, tmp_path: Path):
    with installation.running(tmp_path / "log"):
        assert urllib.request.urlopen(f"http://127.0.0.1:{installation.port}/api/health").status == 200
        installation.drop("van-ban.txt", b"")
        (installation.inbox / "van-ban.txt").write_text("không phải PDF")
        wait_for(lambda: installation.states() == {"quarantined": 1})
        wait_for(lambda: scheduled(installation.home) > 0)
    wait_for(lambda: not processes_of(installation.home), seconds=15)


def test_each_part_of_the_service_has_its_unit():
    units = {path.stem.removeprefix("congvan-"): path.read_text() for path in (ROOT / "deploy").glob("*.service")}
    assert set(units) == set(Part) == set(commands(Settings()))
    for part, unit in units.items():
        assert re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE) == [
            f"/opt/congvan/.venv/bin/congvan up --part {part}"
        ]
