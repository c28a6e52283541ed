"""How right the zones are, on papers whose every printed word has a known zone.

    python -m benchmarks.zones FOLDER       what benchmarks.generate made in FOLDER (scans with NAME.zones.json)
    … --errors 10                           the papers with most words in a wrong zone, with the words

A word counts where it was read as printed (accents and punctuation apart): what OCR loses is measured by
`benchmarks.ocr`. A zone of a page is right where at least 95 of 100 of its words are in it and at least 95 of 100 of
the words in it are its own; a page is right where all its zones are.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.errors import CongvanError
from pipeline.layout import zones
from pipeline.phrases import squeeze
from pipeline.pool import read_pages

RIGHT = 0.95
LAST = {"page_number", "noise"}
"""Zones that no field reads: they count for the pages only by what they take from the others."""


@dataclass
class Outcome:
    """One zone label on one page: words in it by truth, found in it, and both."""

    page: tuple[str, int]
    label: str
    true: int = 0
    found: int = 0
    both: int = 0
    strays: list[str] = field(default_factory=list)

    @property
    def right(self) -> bool:
        return self.both >= RIGHT * self.true and self.both >= RIGHT * self.found


def outcomes(scan: Path, truth: Path) -> Iterator[Outcome]:
    """The zones of one paper, page by page, compared with the truth."""
    wanted: dict[tuple[int, str], list[str]] = defaultdict(list)
    for word in json.loads(truth.read_text(encoding="utf-8")):
        if word["ink"] is None and (text := squeeze(word["text"])):
            wanted[word["page"], text].append(word["zone"])
    got: dict[tuple[int, str], list[str]] = defaultdict(list)
    for zone in zones(list(read_pages(scan))):
        for word in (word for block in zone.blocks for word in block.words):
            if text := squeeze(word.text):
                got[word.page, text].append(zone.label)
    made: dict[tuple[int, str], Outcome] = {}
    for (page, text), labels in wanted.items():
        _count(made, scan.stem, page, text, Counter(labels), Counter(got.get((page, text), [])))
    yield from made.values()


def _count(
    made: dict[tuple[int, str], Outcome], name: str, page: int, text: str, true: Counter[str], found: Counter[str]
) -> None:
    """Share the readings of one text on one page out among its true zones; what is left over went astray."""

    def outcome(label: str) -> Outcome:
        return made.setdefault((page, label), Outcome((name, page), label))

    both = true & found
    for label, count in both.items():
        outcome(label).both += count
        outcome(label).true += count
        outcome(label).found += count
    missing, extra = list((true - both).elements()), list((found - both).elements())
    # Only as many as were read and are wrong: a word that was not read is no fault of the layout.
    for label, wrong in zip(missing, extra, strict=False):
        outcome(label).true += 1
        outcome(wrong).found += 1
        outcome(label).strays.append(f"{text} → {wrong}")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    console = Console(width=160)
    every: list[Outcome] = []
    for truth in sorted(options.folder.glob("*.zones.json")):
        stem = truth.name.removesuffix(".zones.json")
        scan = next(p for p in options.folder.glob(f"{stem}.*") if p.suffix not in (".json", ".txt"))
        try:
            every += outcomes(scan, truth)
        except CongvanError as error:
            console.print(f"{scan.name}: {error.code}")
    console.print(_table(every))
    _print_errors(console, every, options.errors)
    return 0


def _table(every: list[Outcome]) -> Table:
    table = Table("zone", "of pages", "right", "%", "words", "% of words right")
    labels = sorted({item.label for item in every if item.true})
    for label in labels:
        own = [item for item in every if item.label == label and item.true]
        right, words = sum(item.right for item in own), sum(item.true for item in own)
        share = sum(item.both for item in own) / words
        table.add_row(
            label, str(len(own)), str(right), f"{100 * right / len(own):.1f}", str(words), f"{100 * share:.2f}"
        )
    judged = [item for item in every if item.true and item.label not in LAST]
    pages = {item.page for item in judged}
    wrong = {item.page for item in judged if not item.right}
    zones_right = sum(item.right for item in judged)
    if judged:
        table.add_section()
        table.add_row("all zones", str(len(judged)), str(zones_right), f"{100 * zones_right / len(judged):.1f}")
        table.add_row(
            "whole pages", str(len(pages)), str(len(pages - wrong)), f"{100 * (1 - len(wrong) / len(pages)):.1f}"
        )
    return table


def _print_errors(console: Console, every: list[Outcome], count: int) -> None:
    bad = sorted((item for item in every if item.strays and not item.right), key=lambda item: -len(item.strays))
    for item in bad[:count]:
        console.print(f"{item.page[0]} p{item.page[1]} {item.label}: {', '.join(item.strays[:14])}", markup=False)


if __name__ == "__main__":
    raise SystemExit(main())
