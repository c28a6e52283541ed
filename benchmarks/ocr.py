"""How right the letters are, and what each step of the clean-up is worth.

python -m benchmarks.ocr generated FOLDER [--most 40]         character error rate by level of degradation
python -m benchmarks.ocr generated FOLDER --steps [--pages 6] each step's gain and cost, on so many pages of each level
python -m benchmarks.ocr real FOLDER                          number and date of real dispatches, by each reader

A printed line's error is its edit distance (NFC, with diacritics) to its best place in what was read of its page, so
that the order of columns does not count. Handwriting and stamps are not printed lines. FOLDER of `generated` is made
by benchmarks.generate; labels of `real` are in benchmarks/labels/real.
"""

from __future__ import annotations

import argparse
import json
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import cv2
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.table import Table

from extractors.words import Word
from pipeline import handwriting, ocr
from pipeline.boxes import PixelBox
from pipeline.columns import words_by_column
from pipeline.found import Found
from pipeline.gaps import find_gaps
from pipeline.letters import ORDINARY_DPI
from pipeline.pages import Raster, pages_of, raster
from pipeline.pagewords import Page, PageWords
from pipeline.sheet import Sheet, prepare

LABELS = Path("benchmarks/labels/real")
STEPS = {
    "resolution": (),
    "grain": ("grain",),
    "flat": ("flattened",),
    "upright": ("turned 90", "turned 270"),
    "over": ("turned 180",),
    "straight": ("straightened",),
    "light": ("light",),
    "ink": ("ink",),
    "borders": ("borders",),
    "streaks": ("streaks",),
    "specks": ("specks",),
    "rules": ("rules",),
}
"""Steps that can be left out, and how a page's source states that they ran; the resolution is told by its dpi.

All but `over`, a page that lies upside down, are those of `pipeline.sheet.prepare`.
"""
READERS = ("tesseract", "digits", "rapidocr", "together")


@dataclass
class Tally:
    """Errors and letters of one level, and the seconds they took."""

    errors: int = 0
    letters: int = 0
    seconds: float = 0.0
    pages: int = 0

    @property
    def rate(self) -> float:
        return self.errors / max(1, self.letters)


def levels(folder: Path, most: int) -> dict[str, Tally]:
    """The tally of each level of a generated set."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for level, truth, pixels, page in _scanned(folder, most):
        begun = time.process_time()
        read = ocr.read_raster(pixels, page)
        tallies[level].seconds += time.process_time() - begun
        tallies[level].pages += 1
        _count(tallies[level], truth, read)
    return tallies


def _scanned(
    folder: Path, most: int, seen: Mapping[str, int] = MappingProxyType({}), each: int = 10**6
) -> Iterator[tuple[str, str, Raster, Page]]:
    """The level, printed text and pixels of the pages of the first `most` dispatches of a set.

    Pages of a level of which `each` were `seen` are passed over, unopened.
    """
    for text in sorted(folder.glob("*.txt"))[:most]:
        scan = next(file for file in sorted(folder.glob(f"{text.stem}.*")) if file.suffix not in (".txt", ".json"))
        level = text.stem.rpartition("-")[2]
        if level == "text":
            continue
        printed = unicodedata.normalize("NFC", text.read_text(encoding="utf-8")).split("\f")
        for page, truth in zip(pages_of(scan), printed, strict=False):
            if seen.get(level, 0) >= each:
                break
            yield level, truth, raster(scan, page.number), page


def _count(tally: Tally, truth: str, read: PageWords) -> None:
    for errors, letters in line_errors(truth, "\n".join(_lines(read.words))):
        tally.errors += errors
        tally.letters += letters


def line_errors(truth: str, read: str) -> Iterator[tuple[int, int]]:
    """For each printed line its edit distance to its best place in `read`, and its length."""
    flat = " ".join(read.split())
    for line in filter(None, (" ".join(line.split()) for line in truth.splitlines())):
        place = fuzz.partial_ratio_alignment(line, flat) if len(line) <= len(flat) else None
        near = flat[max(0, place.dest_start - 3) : place.dest_end + 3] if place else flat
        best = min(
            (Levenshtein.distance(line, near[a : len(near) - b]) for a in range(7) for b in range(7)), default=len(line)
        )
        yield min(best, len(line)), len(line)


@dataclass
class Step:
    """A step on the pages where it ran: errors with it and without, and the seconds it takes of all pages looked at."""

    pages: int = 0
    kept: Tally = field(default_factory=Tally)
    left_out: Tally = field(default_factory=Tally)
    seconds: float = 0.0


def steps(folder: Path, each: int) -> tuple[dict[str, Step], int]:
    """What each step of the clean-up does on `each` pages of every level, and how many pages these are.

    Pages where a step did not run are not read again: without it they are the same.
    """
    tallies = {name: Step() for name in STEPS}
    seen: dict[str, int] = defaultdict(int)
    for level, truth, pixels, page in _scanned(folder, 10**6, seen, each):
        seen[level] += 1
        whole = ocr.read_raster(pixels, page)
        full = _seconds(pixels, frozenset())
        for name, tally in tallies.items():
            if name != "over":
                tally.seconds += full - _seconds(pixels, frozenset({name}))
            if _ran(name, whole):
                tally.pages += 1
                _count(tally.kept, truth, whole)
                _count(tally.left_out, truth, _read_without(pixels, page, name))
    return tallies, sum(seen.values())


def _ran(step: str, read: PageWords) -> bool:
    if step == "resolution":
        return abs((read.source.dpi or ORDINARY_DPI) - ORDINARY_DPI) > 0.13 * ORDINARY_DPI
    return any(stated.startswith(STEPS[step]) for stated in read.source.steps)


def _seconds(pixels: Raster, without: frozenset[str]) -> float:
    begun = time.process_time()
    prepare(pixels, without=without)
    return time.process_time() - begun


def _read_without(pixels: Raster, page: Page, step: str) -> PageWords:
    kept = ocr.prepare, ocr.UPSIDE_DOWN
    if step == "over":
        ocr.UPSIDE_DOWN = 0.0
    else:
        ocr.prepare = lambda given: prepare(given, without=frozenset({step}))
    try:
        return ocr.read_raster(pixels, page)
    finally:
        ocr.prepare, ocr.UPSIDE_DOWN = kept


def _lines(words: tuple[Word, ...]) -> list[str]:
    """The lines of print, without what was written into them by hand."""
    lines: dict[int, list[str]] = defaultdict(list)
    for word in words:
        if not word.by_hand:
            lines[word.line].append(word.text)
    return [" ".join(parts) for parts in lines.values()]


@dataclass
class Hits:
    """How many of one kind of value each reader has right, and of those given as sure."""

    of: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(READERS, 0))
    sure: int = 0
    sure_right: int = 0


def real(folder: Path) -> dict[tuple[str, str], Hits]:
    """Number, day and month of the first pages, by printed and handwritten, for each reader."""
    hits: dict[tuple[str, str], Hits] = defaultdict(Hits)
    for label in sorted(LABELS.rglob("*.json")):
        expected = json.loads(label.read_text(encoding="utf-8"))
        scan = folder / label.relative_to(LABELS).with_suffix(".pdf")
        sheet = prepare(raster(scan, 1))
        for what, by_hand, wanted, given in _compared(expected, sheet):
            tally = hits[what, "handwritten" if by_hand else "printed"]
            tally.of += 1
            for reader, (text, confidence) in given.items():
                right = _same(what, text, wanted)
                tally.right[reader] += right
                if reader == "together" and confidence >= 0.9:
                    tally.sure += 1
                    tally.sure_right += right
    return hits


def _compared(expected: dict, sheet: Sheet) -> Iterator[tuple[str, bool, str, dict[str, tuple[str, float]]]]:
    number, date = expected.get("number") or {}, expected.get("issued_on") or {}
    wanted = {
        "number": (number.get("value") or "").replace("-", "/").split("/")[0],
        "day": (date.get("value") or "")[8:10],
        "month": (date.get("value") or "")[5:7],
    }
    head = [word for word in words_by_column(sheet.image, sheet.dpi) if word.box[1] < 0.4 * sheet.image.shape[0]]
    together = ocr.corrected(ocr.with_pen(head, sheet.full))
    given: dict[str, dict[str, tuple[str, float]]] = {what: dict.fromkeys(READERS, ("", 0.0)) for what in wanted}
    seen: set[str] = set()
    for gap in find_gaps(head):
        if gap.what not in wanted or gap.what in seen:
            continue
        seen.add(gap.what)
        given[gap.what]["tesseract"] = (gap.text, 0.0)
        strokes = handwriting.strokes_in(sheet.full, gap)
        if strokes is not None:
            allowed = {"day": handwriting.DAYS, "month": handwriting.MONTHS}.get(gap.what)
            written = (
                handwriting.read_among(strokes, allowed) if allowed else handwriting.read_number(strokes, gap.text)
            )
            given[gap.what] |= {opinion.reader: (opinion.text, opinion.confidence) for opinion in written.opinions}
        given[gap.what]["together"] = _in_place(gap.box, together)
    for what, value in wanted.items():
        if value:
            yield what, bool((number if what == "number" else date).get("by_hand")), value, given[what]


def _in_place(box: PixelBox, words: list[Found]) -> tuple[str, float]:
    """What stands among the words of the page in the place of a gap."""
    left, top, right, bottom = box
    inside = [
        word
        for word in words
        if left < (word.box[0] + word.box[2]) / 2 < right and top - 20 < (word.box[1] + word.box[3]) / 2 < bottom + 20
    ]
    if not inside:  # plain print in one word: Số: 17/GM-SYT
        inside = [word for word in words if word.box[0] <= right and word.box[2] >= left and word.box[1] < bottom][-1:]
    return "".join(word.text for word in inside), min((word.confidence for word in inside), default=0.0)


def _same(what: str, text: str, wanted: str) -> bool:
    text = text.replace("-", "/").split("/")[0].rstrip(".,")
    return text == wanted if what == "number" else text.isdigit() and wanted.isdigit() and int(text) == int(wanted)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=("generated", "real"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=40, help="dispatches read at most")
    parser.add_argument("--steps", action="store_true", help="what each step of the clean-up is worth")
    parser.add_argument("--pages", type=int, default=6, help="pages of each level that --steps reads")
    options = parser.parse_args()
    console = Console()
    if options.set == "real":
        console.print(_real_table(real(options.folder)))
        return
    cv2.setNumThreads(1)  # as in the children of the pool
    if options.steps:
        console.print(_step_table(*steps(options.folder, options.pages)))
        return
    console.print(_level_table(levels(options.folder, options.most)))


def _real_table(hits: dict[tuple[str, str], Hits]) -> Table:
    table = Table("value", "how", "of", *(f"{reader} right" for reader in READERS), "sure", "of these right")
    for (what, how), tally in sorted(hits.items()):
        right = (f"{tally.right[reader]} ({tally.right[reader] / tally.of:.0%})" for reader in READERS)
        table.add_row(what, how, str(tally.of), *right, str(tally.sure), str(tally.sure_right))
    return table


def _level_table(tallies: dict[str, Tally]) -> Table:
    table = Table("level", "pages", "letters", "character error rate", "seconds a page")
    for level, tally in sorted(tallies.items()):
        table.add_row(
            level,
            str(tally.pages),
            str(tally.letters),
            f"{tally.rate:.2%}",
            f"{tally.seconds / max(1, tally.pages):.2f}",
        )
    return table


def _step_table(found: dict[str, Step], pages: int) -> Table:
    table = Table("step", f"ran on, of {pages}", "error rate there with it", "without it", "seconds a page")
    for name, step in found.items():
        rates = (f"{step.kept.rate:.2%}", f"{step.left_out.rate:.2%}") if step.pages else ("", "")
        seconds = "" if name == "over" else f"{step.seconds / max(1, pages):+.3f}"
        table.add_row(name, str(step.pages), *rates, seconds)
    return table


if __name__ == "__main__":
    main()
