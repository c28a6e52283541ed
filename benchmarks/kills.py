"""`kill -9` at random moments of whole sweeps, then one sweep to the end: `python -m benchmarks.kills [TIMES]`.

The real flow with its temporary Prefect server and the real reader over the samples, in rounds, each with an inbox of
its own, until so many sweeps with work to do were killed. At a round's end every file must have ended once, its bytes
must still be there, nothing may be doubled and no process may be left. Exit 1 otherwise.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples" / "inbox"
CONGVAN = [sys.executable, "-m", "flows"]
EARLIEST = 0.5
"""Seconds after its start; the latest moment is when an undisturbed sweep would end."""
GONE_SECONDS = 30.0
KEPT = ("inbox", "archive", "duplicates", "quarantine", "secrecy")
TABLES = ("tracking_dispatch", "tracking_task", "tracking_citation", "tracking_deadline", "tracking_recipient")


def main() -> int:
    """Print each kill and the end of each round; exit 1 where a rule is broken."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    moments = random.SystemRandom()
    with tempfile.TemporaryDirectory() as name:
        start = time.monotonic()
        _sweep(_home(Path(name, "whole"))).wait()
        whole = time.monotonic() - start
        print(f"a sweep that is let be takes {whole:.1f} s", flush=True)
        killed, faults = 0, list[str]()
        for number in range(1, times + 1):  # a round needs one kill at least
            killed += _round(_home(Path(name, str(number))), whole, times - killed, moments, faults)
            if killed >= times:
                break
    print("\n".join(faults) or f"{killed} kills: nothing lost, nothing doubled, no process left")
    return 1 if faults or killed < times else 0


def _round(home: Path, whole: float, most: int, moments: random.Random, faults: list[str]) -> int:
    """Kill sweeps of one inbox until nothing is left to do in it, then sweep once more; how many were killed."""
    killed = 0
    while killed < most and _states(home)["stored"] < len(list(SAMPLES.iterdir())):
        sweep, moment = _sweep(home), moments.uniform(EARLIEST, whole)
        time.sleep(moment)
        sweep.send_signal(signal.SIGKILL)
        if sweep.wait() == -signal.SIGKILL:
            killed += 1
            left = _left(home)
            print(f"killed after {moment:.1f} s: {dict(_states(home))}, {left} processes left", flush=True)
            faults += [f"broken: {left} processes left after a kill"] if left else []
    if _sweep(home).wait() != 0:
        faults.append("broken: the last sweep")
    faults += _faults(home)
    print(f"then a sweep: {dict(_states(home))}; rows {_rows(home)}", flush=True)
    return killed


def _home(home: Path) -> Path:
    command = [*CONGVAN, "setup", "--samples", str(SAMPLES)]
    subprocess.run(command, check=True, cwd=ROOT, env=_environment(home), stdout=subprocess.DEVNULL)
    return home


def _sweep(home: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*CONGVAN, "sweep"],
        cwd=ROOT,
        env=_environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # its children tell of what their head left behind
    )


def _environment(home: Path) -> dict[str, str]:
    return os.environ | {"CONGVAN_HOME": str(home), "CONGVAN_PREFECT_PORT": "4297"}


def _faults(home: Path) -> list[str]:
    dropped = sorted(_digest(path) for path in SAMPLES.iterdir())
    kept = sorted(_digest(path) for folder in KEPT for path in (home / folder).rglob("*") if path.is_file())
    rules = {
        "each file stored once": _states(home) == Counter(stored=len(dropped)),
        "each file's bytes kept once": kept == dropped,
        "one dispatch a file": _rows(home)["tracking_dispatch"] == len(dropped),
        "the database is sound": _ask(home, "pragma integrity_check") == [("ok",)],
        "no process left": _left(home) == 0,
    }
    return [f"broken: {rule}" for rule, held in rules.items() if not held]


def _ask(home: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(home / "congvan.sqlite3", timeout=60) as connection:
        return connection.execute(query).fetchall()


def _states(home: Path) -> Counter[object]:
    return Counter(state for (state,) in _ask(home, "select state from tracking_file"))


def _rows(home: Path) -> dict[str, object]:
    return {table: _ask(home, f"select count(*) from {table}")[0][0] for table in TABLES}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _left(home: Path) -> int:
    """How many processes of this home still run, some seconds after their head was killed."""
    until = time.monotonic() + GONE_SECONDS
    while (count := sum(_belongs(folder, home) for folder in Path("/proc").glob("[0-9]*"))) and (
        time.monotonic() < until
    ):
        time.sleep(0.5)
    return count


def _belongs(folder: Path, home: Path) -> bool:
    try:
        return f"CONGVAN_HOME={home}\0".encode() in (folder / "environ").read_bytes()
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
