"""How much larger searchable copies are than their originals: `python -m benchmarks.copies SCAN…`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from pipeline import pool, searchable


def main() -> None:
    """Print each file's ratio and the greatest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scans", type=Path, nargs="+")
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        for scan in parser.parse_args().scans:
            copy = Path(folder, f"{scan.stem}.pdf")
            searchable.write(scan, tuple(pool.read_pages(scan)), copy)
            ratios.append(copy.stat().st_size / scan.stat().st_size)
            print(f"{ratios[-1]:.3f} {scan.name} ({scan.stat().st_size / 1000:.0f} kB)", flush=True)
    print(f"greatest: {max(ratios):.3f}")


if __name__ == "__main__":
    main()
