"""How right the letters are, and what each step of the clean-up is worth.

python -m benchmarks.ocr generated FOLDER [--most 40]         character error rate by level of degradation
python -m benchmarks.ocr generated FOLDER --steps             the same without each step: its gain and its cost
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
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.table import Table

from extractors.words import Word
from pipeline import handwriting, ocr
from pipeline.columns import words_by_column
from pipeline.found import Found
from pipeline.gaps import find_gaps
from pipeline.pages import Raster, pages_of, raster
from pipeline.pagewords import PageWords
from pipeline.sheet import Sheet, prepare
from pipeline.tesseract import PixelBox

LABELS = Path("benchmarks/labels/real")
STEPS = ("upright", "straight", "light", "ink", "borders", "specks", "rules")
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


def levels(folder: Path, most: int, without: frozenset[str] = frozenset()) -> dict[str, Tally]:
    """The tally of each level of a generated set."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for text in sorted(folder.glob("*.txt"))[:most]:
        scan = next(file for file in sorted(folder.glob(f"{text.stem}.*")) if file.suffix not in (".txt", ".json"))
        level = text.stem.rpartition("-")[2]
        if level == "text":
            continue
        printed = unicodedata.normalize("NFC", text.read_text(encoding="utf-8")).split("\f")
        for page, truth in zip(pages_of(scan), printed, strict=False):
            pixels = raster(scan, page.number)
            begun = time.perf_counter()
            read = _read(pixels, page, without)
            tallies[level].seconds += time.perf_counter() - begun
            tallies[level].pages += 1
            for errors, letters in line_errors(truth, "\n".join(_lines(read.words))):
                tallies[level].errors += errors
                tallies[level].letters += letters
    return tallies


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


def _read(pixels: Raster, page: object, without: frozenset[str]) -> PageWords:
    if not without:
        return ocr.read_raster(pixels, page)  # type: ignore[arg-type]
    kept = ocr.prepare
    ocr.prepare = lambda given: prepare(given, without=without)
    try:
        return ocr.read_raster(pixels, page)  # type: ignore[arg-type]
    finally:
        ocr.prepare = kept


def _lines(words: tuple[Word, ...]) -> list[str]:
    lines: dict[int, list[str]] = defaultdict(list)
    for word in words:
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
    options = parser.parse_args()
    console = Console()
    if options.set == "real":
        console.print(_real_table(real(options.folder)))
        return
    whole = levels(options.folder, options.most)
    console.print(_level_table(whole))
    if options.steps:
        console.print(_step_table(options.folder, options.most, whole))


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


def _step_table(folder: Path, most: int, whole: dict[str, Tally]) -> Table:
    names = sorted(whole)
    table = Table("without", *(f"{name}: more errors" for name in names), "seconds a page saved")
    pages = sum(tally.pages for tally in whole.values())
    for step in STEPS:
        less = levels(folder, most, frozenset({step}))
        saved = sum(t.seconds for t in whole.values()) - sum(t.seconds for t in less.values())
        table.add_row(step, *(f"{less[name].rate - whole[name].rate:+.2%}" for name in names), f"{saved / pages:+.2f}")
    return table


if __name__ == "__main__":
    main()
