"""The machine fails a pass, not the files: a database that another holds, a disk that is full."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.conftest import Installation

FILES = 3


def test_a_database_held_by_another_for_seconds_is_waited_for(installation: Installation):
    installation.sweep()  # the database is there
    for number in range(FILES):
        installation.drop(f"{number}.pdf")
    other = sqlite3.connect(installation.home / "congvan.sqlite3", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    letting_go = threading.Timer(5.0, lambda: other.execute("ROLLBACK"))
    letting_go.start()
    status, printed = installation.sweep()
    letting_go.join()
    other.close()
    assert status == 0, printed
    assert installation.states() == {"stored": FILES}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("only root can make a small disk")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def test_a_full_disk_stops_the_pass_with_a_reason_and_loses_nothing(installation: Installation, small_disk: Path):
    home = small_disk / "home"
    shutil.copytree(installation.home, home, symlinks=True)
    ours = Installation(home, installation.port, installation.desk)
    for number in range(FILES):
        ours.drop(f"{number}.pdf", b"%d" % number * 1000)
    filler = small_disk / "filler"
    with filler.open("wb") as file:
        try:
            while True:
                os.write(file.fileno(), bytes(4096))
        except OSError:
            pass
    status, printed = ours.sweep()
    assert status != 0
    assert "đĩa" in printed
    assert len(ours.originals()) == FILES
    filler.unlink()
    status, printed = ours.sweep()
    assert status == 0, printed
    assert ours.states() == {"stored": FILES}
    assert len(ours.originals()) == FILES
