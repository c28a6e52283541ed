"""How right the arrival stamp's office, number and day are read, by how it was filled in and scanned.

python -m benchmarks.stamps make FOLDER --pool apart --papers 40   first pages with stamps, their truth
python -m benchmarks.stamps read FOLDER                             the table; the day of issue is taken as known
python -m benchmarks.stamps read FOLDER --whole                     the page is read whole, as `congvan read` does
python -m benchmarks.stamps read FOLDER --errors --by machine       what came out wrong, of those without a pen

Each paper is stamped four times: by numbering machine or printer and by pen, in colour and in grey, tilted up to 5°,
partly over print. The pools are those of benchmarks.generate.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from rich.console import Console
from rich.table import Table

import extractors
from benchmarks.compare import plain
from extractors.document import Block, Zone, build
from extractors.record import Source
from extractors.words import Word
from pipeline.layout import zones
from pipeline.ocr import read_raster, read_stamps
from pipeline.pages import pages_of, raster
from samples.generator import offices, scanner
from samples.generator.dispatch import plan
from samples.generator.paper import typeset
from samples.generator.produce import inks_of, paper_of, scan_of
from samples.generator.scans import stamp_of
from samples.generator.truth import next_working
from samples.generator.wording import HALVES, Wording

KINDS = (("machine", "colour"), ("machine", "grey"), ("pen", "colour"), ("pen", "grey"))
PARTS = ("office", "number", "date")
PRINT = 0.004
"""Part of a stamp's box that must be print for the stamp to lie over print: a few letters are as much."""
STEEP = 3.0
Row = tuple[str, dict[str, Any], dict[str, tuple[str, float]], float]
"""A page's name, its truth, what was read of its stamp with its confidence, and the seconds of processor time."""


def make(folder: Path, pool: str, papers: int, seed: int, only: str) -> None:
    """Write `papers` first pages, each with four stamps one after the other, and what each says; `only` those by
    machine or by pen."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(papers):
        planned = plan(seed * 100_000 + index, pool, ("office", "office", "clean", "poor")[index % 4])
        rng = random.Random(f"stamps:{seed}:{index}")
        planned["paper"]["look"]["stamp_room"] = rng.choice((10, 20, 30))  # mostly less than the stamp is high
        sheet = typeset(paper_of(planned["paper"]))
        issued = dt.date.fromisoformat(planned["record"]["issued_on"])
        for by, mode in KINDS:
            received = next_working(issued + dt.timedelta(days=rng.randint(0, 9)))
            stamp, truth = _stamp(Wording(pool, rng), received, by, mode)
            if only not in by:
                continue
            scan = scan_of(planned["scan"], mode=mode)
            ink = planned["ink"] | {"stamp": stamp}
            pages = scanner.rasterise(sheet.pdf, scan.dpi)[:1]
            laid = [one for one in inks_of(sheet, ink, scan, random.Random(index)) if one.page == 1]
            over = next(_lies_over(pages[0], one, scan.dpi) for one in laid if one.tilt == stamp["tilt"])
            scanner.lay(pages, laid, scan.dpi)
            name = f"{pool}-{index:03d}-{by}-{mode}"
            scanner.save(scanner.degrade(pages, scan, index), folder / f"{name}.pdf", scan)
            truth |= {"issued": str(issued), "form": stamp["form"], "tilt": stamp["tilt"], "over": over}
            (folder / f"{name}.json").write_text(json.dumps(truth, ensure_ascii=False) + "\n", encoding="utf-8")
            print(name, flush=True)


def _lies_over(page: Image.Image, stamp: scanner.Laid, dpi: int) -> bool:
    """Whether print runs into the box of a stamp that is to be laid on a page."""
    x, y = round(stamp.x * dpi / 72), round(stamp.y * dpi / 72)
    under = np.asarray(page.convert("L").crop((x, y, x + stamp.image.width, y + stamp.image.height)))
    return bool((under < 128).mean() > PRINT)


def _stamp(words: Wording, received: dt.date, by: str, mode: str) -> tuple[dict[str, Any], dict[str, Any]]:
    shown, name = offices.arrival_office(words, received)
    number = str(words.rng.randint(1, 15000))
    stamp = stamp_of(words, shown, number, received)
    if by == "pen":
        stamp["form"] = {"software": "decree"}.get(stamp["form"], stamp["form"])
    stamp["by"] = by if by == "pen" else words.rng.choice(("machine", "machine", "print"))
    if mode == "colour" and stamp["colour"] == "black":
        stamp["colour"] = "red"
    return stamp, {"office": name, "number": number, "date": str(received)}


def read(folder: Path, papers: int, whole: bool, by: str) -> Iterator[Row]:
    """Each page as it was read, of all kinds or of those filled in `by` machine or by pen alone."""
    for file in sorted(folder.glob("*.json"))[: papers * len(KINDS)]:
        if by not in file.stem:
            continue
        truth = json.loads(file.read_text(encoding="utf-8"))
        scan = file.with_suffix(".pdf")
        page, pixels = pages_of(scan)[0], raster(scan, 1)
        issued = dt.date.fromisoformat(truth["issued"])
        begun = time.process_time()
        seen = read_raster(pixels, page) if whole else read_stamps(pixels, page, issued)
        spent = time.process_time() - begun
        found = zones([seen]) if whole else [*_date_line(truth["issued"]), *zones([seen])]
        source = Source(name=scan.name, sha256="", pages=1, text_from="ocr")
        arrival = extractors.extract(build(found), source).arrival
        parts = {part: getattr(arrival, part) if arrival else None for part in PARTS}
        yield file.stem, truth, {p: (r.value, r.confidence) if r else ("", 0.0) for p, r in parts.items()}, spent


def _date_line(issued: str) -> list[Zone]:
    year, month, day = issued.split("-")
    texts = f"Hà Nội, ngày {day} tháng {month} năm {year}".split()
    words = tuple(Word(text, (300.0 + 30 * i, 90, 325.0 + 30 * i, 102), 1) for i, text in enumerate(texts))
    return [Zone("place_date", (Block(words),))]


def table(rows: list[Row]) -> Table:
    """By kind: how many of each part are right, how many number and day together, and those at 0.9 and over."""
    made = Table("stamps", "of", *PARTS, "number and date", "at 0.9 right", "seconds a page")
    groups: defaultdict[str, list[tuple[dict[str, Any], dict[str, tuple[str, float]], float]]] = defaultdict(list)
    for name, truth, got, spent in rows:
        for group in _groups(name, truth):
            groups[group].append((truth, got, spent))
    for kind, members in sorted(groups.items()):
        right: Counter[str] = Counter()
        sure = sure_right = 0
        for truth, got, _ in members:
            fits = {part: plain(got[part][0]) == plain(truth[part]) for part in PARTS}
            right.update(part for part in PARTS if fits[part])
            right["both"] += fits["number"] and fits["date"]
            sure += sum(got[part][1] >= 0.9 for part in PARTS)
            sure_right += sum(got[part][1] >= 0.9 and fits[part] for part in PARTS)
        shares = (f"{right[part]} ({right[part] / len(members):.0%})" for part in (*PARTS, "both"))
        seconds = sum(spent for *_, spent in members) / len(members)
        made.add_row(kind, str(len(members)), *shares, f"{sure_right} of {sure}", f"{seconds:.2f}")
    return made


def _groups(name: str, truth: dict[str, Any]) -> Iterator[str]:
    """The rows of the table that a stamp counts in."""
    kind = name.split("-", 2)[2]
    yield kind
    if kind.startswith("machine"):
        yield "machine, over print" if truth["over"] else "machine, beside print"
        yield "machine, tilted 3° to 5°" if abs(truth["tilt"]) > STEEP else "machine, tilted less"


def main() -> None:
    """Make a set, or read one and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "read"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pool", choices=HALVES, default="develop")
    parser.add_argument("--papers", type=int, default=40)
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--by", choices=("machine", "pen"), default="")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    if options.what == "make":
        make(options.folder, options.pool, options.papers, options.seed, options.by)
        return
    rows = []
    for name, truth, got, spent in read(options.folder, options.papers, options.whole, options.by):
        rows.append((name, truth, got, spent))
        wrong = [f"{p}: {truth[p]} read {got[p]}" for p in PARTS if plain(got[p][0]) != plain(truth[p])]
        if options.errors and wrong:  # as they come: a set takes minutes
            print(name, truth["form"], "; ".join(wrong), flush=True)
    Console(width=150).print(table(rows))


if __name__ == "__main__":
    main()
