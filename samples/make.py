"""Makes the scans of `samples/inbox/` and their expected records: `python -m samples.make [NAME…]`.

Each paper is a file in `samples/papers/` (TOML): what is printed, how it is typed, stamped and scanned, and the
record that a perfect reader would give.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

from samples.generator.produce import produce

HERE = Path(__file__).parent


def main(names: list[str]) -> int:
    """Make the samples named (all without names)."""
    for path in sorted((HERE / "papers").glob("*.toml")):
        if not names or path.stem in names:
            made = make(path, HERE)
            print(f"{made.name}: {made.stat().st_size / 1024:.0f} KiB")
    return 0


def make(paper: Path, into: Path) -> Path:
    """One sample: its scan into `into/inbox`, its record into `into/expected`. Gives the scan's path."""
    for folder in ("inbox", "expected"):
        (into / folder).mkdir(exist_ok=True, parents=True)
    made = produce(tomllib.loads(paper.read_text(encoding="utf-8")), into / "inbox", paper.stem)
    record = json.dumps(made.record, ensure_ascii=False, indent=1) + "\n"
    (into / "expected" / f"{paper.stem}.json").write_text(record, encoding="utf-8")
    return made.file


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
