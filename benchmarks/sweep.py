"""Whole sweep of the samples against bare Tesseract on the same pages: `python -m benchmarks.sweep`.

The bar: a sweep through Prefect takes at most 1.3 times what `xargs -P 2` over `tesseract` takes on the same pages
rendered at the same resolution, plus 10 seconds. Both run here in turn, since machines differ.
Measured are a sweep beside a running Prefect server (as in service) and one that starts its own.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples" / "inbox"
DPI = 200
FACTOR, GRACE = 1.3, 10.0
SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2): what loses its parent becomes our child, so its time is counted."""


@dataclass(frozen=True)
class Cost:
    """Wall-clock seconds, and processor seconds of a command and everything that it started."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:.1f} s (processor {self.cpu:.1f} s)"


def timed(command: list[str], *, alone: bool = True, **more: Any) -> Cost:
    """The cost of a command that must succeed; what it leaves behind is waited for (`alone`) and counted."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1)
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, **more)
    wall = time.monotonic() - start
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, 0 if alone else os.WNOHANG)[0]:
            pass
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def render(folder: Path) -> int:
    """Every page of every sample as a grey PNG at the resolution that the sweep reads at; returns their number."""
    from pipeline.pages import pages_of, raster

    count = 0
    for scan in sorted(SAMPLES.iterdir()):
        for page in pages_of(scan):
            import cv2

            image = raster(scan, page.number)
            pixels = image.image
            if abs(image.dpi - DPI) > 1:
                scale = DPI / image.dpi
                pixels = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            if pixels.ndim == 3:
                pixels = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
            cv2.imwrite(str(folder / f"{scan.stem}-{page.number}.png"), pixels)
            count += 1
    return count


def bare(folder: Path) -> Cost:
    """`xargs -P 2` over bare Tesseract, one thread each."""
    command = f"ls {folder}/*.png | xargs -P 2 -I{{}} tesseract {{}} {{}} -l vie --dpi {DPI} --psm 3 tsv"
    quiet = os.environ | {"OMP_THREAD_LIMIT": "1"}
    return timed(["bash", "-c", command], env=quiet, stderr=subprocess.DEVNULL)


def sweep(home: Path, port: int, *, alone: bool = True) -> Cost:
    """`congvan sweep` over a fresh inbox that holds the samples, in a home whose databases exist."""
    ours = os.environ | {"CONGVAN_HOME": str(home), "CONGVAN_PREFECT_PORT": str(port), "CONGVAN_WORKERS": "2"}
    for name in ("archive", "copies"):
        shutil.rmtree(home / name, ignore_errors=True)
    (home / "congvan.sqlite3").unlink(missing_ok=True)
    (home / "samples-copied").unlink(missing_ok=True)
    setup = [sys.executable, "-m", "flows", "setup", "--samples", str(SAMPLES)]
    subprocess.run(setup, check=True, cwd=ROOT, env=ours, stdout=subprocess.DEVNULL)
    return timed([sys.executable, "-m", "flows", "sweep"], env=ours, alone=alone)


def main() -> int:
    """Print the figures; exit 1 where the bar is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder, home, port = Path(name, "pages"), Path(name, "home"), 4298
        folder.mkdir()
        pages = render(folder)
        alone = bare(folder)
        bar = FACTOR * alone.wall + GRACE
        print(f"{pages} pages; bare tesseract, two at a time: {alone}; bar: {bar:.1f} s", flush=True)
        first = sweep(home, port)
        print(f"sweep, first ever (Prefect's database is made): {first}", flush=True)
        cold = sweep(home, port)
        print(f"sweep, own Prefect server: {cold}, {cold.wall / alone.wall:.2f} times bare", flush=True)
        with server(home, port):
            warm = sweep(home, port, alone=False)
        print(f"sweep, Prefect server running: {warm}, {warm.wall / alone.wall:.2f} times bare", flush=True)
    return 0 if max(cold.wall, warm.wall) <= bar else 1


@contextlib.contextmanager
def server(home: Path, port: int) -> Iterator[None]:
    """A Prefect server for the length of a block, in a session of its own."""
    from flows import orchestrator
    from pipeline.settings import Settings

    ours = Settings(home=home, prefect_port=port)
    command = [sys.executable, "-m", "prefect", "server", "start", "--port", str(port)]
    environment = os.environ | orchestrator.environment(ours)
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not orchestrator.is_up(ours):
        time.sleep(0.5)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    sys.exit(main())
