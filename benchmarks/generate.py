"""Development sets: `python -m benchmarks.generate --count 150 --seed 7 --out DIR [--level mixed] [--pool develop]`.

With `--papers FOLDER` the text and the record of each dispatch are those of a TOML file there, written by hand as in
`samples/papers/`; only its look, its ink and its scan are made up.

For each dispatch: the scan, `NAME.json` (the expected record), `NAME.txt` (the printed text, a form feed between
pages) and `NAME.zones.json` (every printed word with its page and zone; what was stamped or written by hand comes
after, with `ink`). Two pools, `develop` and `apart`, share no phrase, field of work, name, font, pen or fault
setting: nothing is tuned on `apart`.
"""

from __future__ import annotations

import argparse
import json
import random
import tomllib
from pathlib import Path
from typing import Any

from samples.generator.dispatch import plan
from samples.generator.produce import Made, produce
from samples.generator.scans import dress_written
from samples.generator.wording import HALVES, Wording

MIXED = ("clean", "office", "office", "office", "poor", "fax", "text")


def main() -> int:
    """Write the set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, required=True)
    levels = ("clean", "office", "poor", "fax", "rough", "text", "mixed")
    parser.add_argument("--level", choices=levels, default="mixed")
    parser.add_argument("--pool", choices=HALVES, default="develop")
    parser.add_argument("--papers", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    papers = sorted(options.papers.glob("*.toml")) if options.papers else None
    for index in range(options.count if papers is None else len(papers)):
        level = MIXED[index % len(MIXED)] if options.level == "mixed" else options.level
        seed = options.seed * 100_000 + index
        made = (
            one(seed, options.pool, level, options.out)
            if papers is None
            else written(papers[index], seed, options.pool, level, options.out)
        )
        print(made.file.name, flush=True)
    return 0


def one(seed: int, pool: str, level: str, out: Path) -> Made:
    """One made-up dispatch with its three files of truth."""
    return _kept(plan(seed, pool, level), out, f"{pool}-{seed}-{level}")


def written(paper: Path, seed: int, pool: str, level: str, out: Path) -> Made:
    """One dispatch whose text and record are written in the file `paper`, with its three files of truth."""
    return _kept(dressed(paper, seed, pool, level), out, f"{paper.stem}-{level}")


def dressed(paper: Path, seed: int, pool: str, level: str) -> dict[str, Any]:
    """The plan of the dispatch in the file `paper`, with a look, ink and a scan."""
    planned = tomllib.loads(paper.read_text(encoding="utf-8"))
    dress_written(planned, Wording(pool, random.Random(f"{pool}:{seed}")), level)
    return planned


def _kept(planned: dict[str, Any], out: Path, name: str) -> Made:
    made = produce(planned, out, name)
    stem = out / made.file.stem
    keep_record(made.record, made.file)
    Path(f"{stem}.txt").write_text(made.sheet.text() + "\n", encoding="utf-8")
    Path(f"{stem}.zones.json").write_text(
        json.dumps(_zones(made, planned), ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return made


def keep_record(record: dict[str, Any], file: Path) -> None:
    """Write the record that is expected of a file beside it."""
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    file.with_suffix(".json").write_text(text, encoding="utf-8")


def _zones(made: Made, planned: dict[str, Any]) -> list[dict[str, Any]]:
    words = [{"page": w.page, "zone": w.zone, "text": w.text, "ink": None} for w in made.sheet.words]
    words += [
        {"page": b.page, "zone": b.zone, "text": b.text, "ink": "pen"} for b in made.sheet.blanks if b.role == "pen"
    ]
    inks = planned.get("ink", {})
    stamp, mark = inks.get("stamp"), inks.get("mark")
    texts = [("arrival_stamp", f"{stamp['office']} ĐẾN Số: {stamp['number']} Ngày: {stamp['date']}")] if stamp else []
    texts += [("marks", mark["text"])] if mark else []
    words += [{"page": 1, "zone": zone, "text": part, "ink": "stamp"} for zone, text in texts for part in text.split()]
    return words


if __name__ == "__main__":
    raise SystemExit(main())
