"""How fast files are read and in how much memory, beside bare Tesseract and OCRmyPDF on the same pages in one run.

python -m benchmarks.speed SCAN…                     a batch of scans
python -m benchmarks.speed --pages 40 SCAN…          one file of so many pages, made of theirs
python -m benchmarks.speed --pages 300 --ours SCAN…  ours alone: peak memory on a long file
python -m benchmarks.speed --repeats 3 SCAN…         each way so often in turn, the middle of them told
python -m benchmarks.speed --born-digital PDF…       files with a text layer: how many a second and core

Each way starts from the same files and uses both cores, start-up and all: ours is the whole `congvan read`; the others
are `tesseract -l vie` at 300 dpi and at our own resolution under `xargs -P`, and OCRmyPDF where it is installed.
Processor seconds are the ones to compare where other work runs beside. Peak memory is that of the largest process.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path
from statistics import median

import pikepdf
from rich.console import Console
from rich.table import Table

from benchmarks.sweep import Cost, timed
from pipeline.settings import settings

BARE = (300, 200)
"""Dots an inch at which bare Tesseract reads; the second is our own resolution."""
ALONE = {**os.environ, "OMP_THREAD_LIMIT": "1"}


def ours(scans: list[Path]) -> Cost:
    """`congvan read` of the files."""
    return timed([sys.executable, "-m", "flows", "read", *(str(scan.absolute()) for scan in scans)])


def rendered(scans: list[Path], folder: Path) -> None:
    """The pages as bare Tesseract gets them: what that costs is not measured."""
    for dpi, (number, scan) in product(BARE, enumerate(scans)):
        subprocess.run(["pdftoppm", "-r", str(dpi), "-png", scan, folder / f"{dpi}-{number}"], check=True)


def bare(dpi: int, folder: Path) -> Cost:
    """Bare Tesseract on each page, as many at once as there are workers."""
    each = f"xargs -P {settings().workers} -I{{}} tesseract {{}} {{}} -l vie tsv"
    command = f"ls {folder}/{dpi}-*.png | {each}"
    return timed(["bash", "-c", command], env=ALONE, stderr=subprocess.DEVNULL)


def ocrmypdf(scans: list[Path], folder: Path) -> Cost:
    """Searchable copies by OCRmyPDF, one file after the other."""
    options = f"-l vie -j {settings().workers} --force-ocr --output-type pdf -q"
    calls = [f"ocrmypdf {options} '{scan.absolute()}' '{folder / scan.name}'" for scan in scans]
    return timed(["bash", "-c", " && ".join(calls)], env=ALONE, stderr=subprocess.DEVNULL)


def peak_megabytes() -> float:
    """The greatest memory that any process started from here has held so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000


def one_file(scans: list[Path], pages: int, folder: Path) -> Path:
    """One PDF of `pages` pages, those of the scans in turn."""
    made = folder / f"{pages}-pages.pdf"
    with pikepdf.new() as whole:
        while len(whole.pages) < pages:
            for scan in scans:
                with pikepdf.open(scan) as pdf:
                    whole.pages.extend(pdf.pages)
        del whole.pages[pages:]
        whole.save(made)
    return made


def born_digital(files: list[Path]) -> float:
    """Files a second and core: what reading them three times costs more than reading them once, start-up left out."""
    return 2 * len(files) / (ours(files * 3).cpu - ours(files).cpu)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scans", type=Path, nargs="+")
    parser.add_argument("--pages", type=int, default=0, help="join the scans to one file of so many pages")
    parser.add_argument("--ours", action="store_true", help="measure no other way")
    parser.add_argument("--repeats", type=int, default=1, help="run each way so often, in turn")
    parser.add_argument("--born-digital", action="store_true", help="files a second and core")
    options = parser.parse_args()
    if options.born_digital:
        print(f"{born_digital(options.scans):.1f} files a second and core")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scans = [one_file(options.scans, options.pages, folder)] if options.pages else options.scans
        ways: dict[str, Callable[[], Cost]] = {"ours": partial(ours, scans)}
        costs = {"ours": [ours(scans)]}
        peak = peak_megabytes()
        if not options.ours:
            rendered(scans, folder)
            ways |= {f"tesseract {dpi} dpi": partial(bare, dpi, folder) for dpi in BARE}
            if shutil.which("ocrmypdf"):
                ways["OCRmyPDF"] = partial(ocrmypdf, scans, folder)
            else:
                print("OCRmyPDF is not on the PATH: not compared")
        turns = [*ways.items()] * options.repeats
        for way, run in turns[1:]:  # the first was ours
            costs.setdefault(way, []).append(run())
    Console().print(_table({way: _middle(runs) for way, runs in costs.items()}))
    Console().print(f"peak memory of the largest process of ours: {peak:.0f} MB")


def _middle(runs: list[Cost]) -> Cost:
    """Of several runs the middle wall time and the middle processor time."""
    return Cost(median(run.wall for run in runs), median(run.cpu for run in runs))


def _table(costs: dict[str, Cost]) -> Table:
    mine = costs["ours"]
    table = Table("way", "seconds", "ours is", "processor seconds", "ours is")
    for way, cost in costs.items():
        table.add_row(
            way, f"{cost.wall:.1f}", f"{mine.wall / cost.wall:.2f} ×", f"{cost.cpu:.1f}", f"{mine.cpu / cost.cpu:.2f} ×"
        )
    return table


if __name__ == "__main__":
    main()
