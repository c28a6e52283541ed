"""How fast pages are read, beside bare Tesseract and OCRmyPDF on the same pages in one run.

python -m benchmarks.speed SCAN…            a batch of scans
python -m benchmarks.speed --pages 40 SCAN… one file of so many pages, made of theirs

Each way starts from the same PDFs and uses both cores: (a) `tesseract -l vie` at 300 dpi under `xargs -P`, (b) the same
at our own resolution, (c) OCRmyPDF where it is installed, and ours: `pipeline.pool.read_pages`, all files at once.
Peak memory is that of the largest child.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
from rich.console import Console
from rich.table import Table

from pipeline import pool
from pipeline.settings import settings

ENVIRONMENT = {**os.environ, "OMP_THREAD_LIMIT": "1"}


def ours(scans: list[Path], folder: Path) -> None:
    """Read the scans' pages in the pool, from as many callers as there are scans."""
    del folder
    with ThreadPoolExecutor(min(8, len(scans))) as callers:
        for pages in callers.map(lambda scan: list(pool.read_pages(scan)), scans):
            assert all(page.source.text_from != "failed" for page in pages)


def bare(dpi: int) -> Callable[[list[Path], Path], None]:
    """Bare Tesseract on each page as rendered at `dpi` beforehand, as many at once as there are cores."""

    def run(scans: list[Path], folder: Path) -> None:
        del scans
        images = sorted(folder.glob(f"{dpi}-*.png"))
        subprocess.run(
            ["xargs", "-P", str(settings().workers), "-I{}", "tesseract", "{}", "{}", "-l", "vie", "tsv"],
            input="\n".join(map(str, images)).encode(),
            env=ENVIRONMENT,
            check=True,
            capture_output=True,
        )

    return run


def render(scans: list[Path], dpi: int, folder: Path) -> None:
    """The pages as pictures, for bare Tesseract; not measured."""
    for number, scan in enumerate(scans):
        subprocess.run(["pdftoppm", "-r", str(dpi), "-png", scan, folder / f"{dpi}-{number}"], check=True)


def peak_megabytes() -> float:
    """The greatest memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def ocrmypdf(scans: list[Path], folder: Path) -> None:
    """Make searchable copies with OCRmyPDF."""
    for scan in scans:
        call = [
            "ocrmypdf",
            "-l",
            "vie",
            "-j",
            str(settings().workers),
            "--force-ocr",
            "--output-type",
            "pdf",
            "-q",
            scan,
            folder / scan.name,
        ]
        subprocess.run(call, env=ENVIRONMENT, check=True, capture_output=True)


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


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scans", type=Path, nargs="+")
    parser.add_argument("--pages", type=int, default=0, help="join the scans to one file of so many pages")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scans = [one_file(options.scans, options.pages, folder)] if options.pages else options.scans
        ways = {"ours": ours, "tesseract 300 dpi": bare(300), "tesseract 200 dpi": bare(200)}
        if shutil.which("ocrmypdf"):
            ways["OCRmyPDF"] = ocrmypdf
        for dpi in (300, 200):
            render(scans, dpi, folder)
        list(pool.read_pages(scans[0]))  # start-up is not measured
        seconds = {way: _timed(run, scans, folder) for way, run in ways.items()}
    from benchmarks.speed import peak_megabytes as asked  # by its full name, which children can import

    peak = max(pool.run(asked, name="", seconds=10) for _ in range(8))
    pool.close()
    table = Table("way", "seconds", "ours is")
    for way, taken in seconds.items():
        table.add_row(way, f"{taken:.1f}", f"{seconds['ours'] / taken:.2f} ×")
    Console().print(table)
    Console().print(f"peak memory of a child: {peak:.0f} MB")


def _timed(run: Callable[[list[Path], Path], None], scans: list[Path], folder: Path) -> float:
    begun = time.perf_counter()
    run(scans, folder)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
