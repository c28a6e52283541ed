"""An installation of its own for each test, in which files are read by a stand-in that takes no time."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ports import free_ports

ROOT = Path(__file__).resolve().parents[2]
PDF = b"%%PDF-1.4\n%s\nstartxref\n9\n%%%%EOF\n"
SWEEP = """
import hashlib, sys, time
from extractors.record import Dispatch, Source
from flows import registering
from pipeline.errors import MissingTool, ReadTimeout, SecrecyMark

def read(entry, tell):
    time.sleep({seconds})
    content = entry.path.read_bytes()
    for mark, fault in ((b"MARK", SecrecyMark), (b"HANG", ReadTimeout), (b"NOTOOL", MissingTool)):
        if mark in content:
            raise fault(entry.name)
    if b"BUG" in content:
        raise KeyError("what the page says")
    sha256 = hashlib.sha256(content).hexdigest()
    return Dispatch(source=Source(name=entry.name, sha256=sha256, pages=1, text_from="ocr")), ()

registering.read_entry = read
registering.make_copies = lambda *_: None
from flows import passing  # after the stand-ins, which it takes up
done = passing.run_pass(lambda o: print(o.state, o.code, o.name, flush=True), print, plain={plain})
sys.exit(0 if done else 1)
"""


UP_SECONDS = 240
"""The service says that it is up after 10 seconds; a machine that is busy may take many times that."""


def wait_for(what: Callable[[], object], seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.2)


@dataclass(frozen=True)
class Installation:
    """A home with its inbox, and sweeps of it in processes that can be killed."""

    home: Path
    port: int
    """Of Prefect's server, of `running` and of what `environment` tells."""
    desk: int
    """Of the pages of `running`."""

    @property
    def inbox(self) -> Path:
        return self.home / "inbox"

    @property
    def environment(self) -> dict[str, str]:
        ours = {"HOME": self.home, "QUIET_SECONDS": 0.1, "PATIENCE_SECONDS": 0.5, "PREFECT_PORT": self.port}
        return os.environ | {f"CONGVAN_{name}": str(value) for name, value in ours.items()}

    def drop(self, name: str, content: bytes = b"") -> None:
        self.inbox.mkdir(parents=True, exist_ok=True)
        (self.inbox / name).write_bytes(PDF % (content or name.encode()))

    def start(self, *, seconds: float = 0.0, plain: bool = True) -> subprocess.Popen[str]:
        code = SWEEP.format(seconds=seconds, plain=plain)
        return subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def sweep(self, *, plain: bool = True) -> tuple[int, str]:
        """Exit status and what was printed."""
        process = self.start(plain=plain)
        printed, _ = process.communicate(timeout=200)
        return process.returncode, printed

    @contextmanager
    def running(self, log: Path) -> Iterator[None]:
        """The whole service from when it says that it is up until it has stopped as Ctrl+C stops it."""
        service = subprocess.Popen(
            [sys.executable, "-m", "flows", "up"], cwd=ROOT, env=self.environment | {"CONGVAN_PORT": str(self.desk)},
            stdout=log.open("w"), stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            wait_for(lambda: service.poll() is not None or "Hộp đến:" in log.read_text(), UP_SECONDS)
            assert service.poll() is None, log.read_text()
            yield
        finally:
            service.send_signal(signal.SIGINT)
            service.wait(timeout=60)
        assert service.returncode == 0, log.read_text()

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.home / "congvan.sqlite3") as connection:
            return connection.execute(query).fetchall()

    def states(self) -> Counter[object]:
        return Counter(state for (state,) in self.rows("select state from tracking_file"))

    def originals(self) -> list[Path]:
        kept = (self.home / folder for folder in ("archive", "duplicates", "quarantine", "secrecy", "inbox"))
        return sorted(path for folder in kept for path in folder.rglob("*") if path.is_file())


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose database is made, to copy: migrating takes seconds."""
    home = tmp_path_factory.mktemp("empty") / "home"
    ours = os.environ | {"CONGVAN_HOME": str(home)}
    code = "from flows.store import migrate; migrate()"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=ours, check=True)
    return home


@pytest.fixture
def installation(empty_home: Path, tmp_path: Path) -> Installation:
    shutil.copytree(empty_home, tmp_path / "home")
    return Installation(tmp_path / "home", *free_ports(2))
