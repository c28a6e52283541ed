"""Pixels of a page to words with boxes in points."""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from extractors.record import ARRIVES_WITHIN, PageSource
from extractors.words import Word
from pipeline.boxes import inside, turned
from pipeline.columns import words_by_column
from pipeline.correct import corrected
from pipeline.foot_columns import with_foot_apart
from pipeline.found import Found
from pipeline.missed import missed_words
from pipeline.numerals import with_numerals
from pipeline.pages import Raster
from pipeline.pagewords import Page, PageWords, Rule, Stamp
from pipeline.pen import with_pen
from pipeline.rereading import reread
from pipeline.sheet import Sheet, is_blank, prepare, turned_over
from pipeline.signed import with_signature
from pipeline.spread import fold_of, halves
from pipeline.stamp_window import with_days, within
from pipeline.stamps import Region, find_stamps
from pipeline.tangled import joined, untangled
from pipeline.tesseract import RawWord
from pipeline.unstamped import without_stamps

SURE, LIKELY = 0.85, 0.5
"""Confidence of a word within a stamp's box from which it may be print that the stamp lies on; the same where the stamp
was cleared away before the page was read."""
RUN = 0.25
"""Inches between words of one line at most for the one to go on with the other."""
UPSIDE_DOWN = 0.55
"""Mean confidence below which a page is also tried the other way up."""


def read_raster(raster: Raster, page: Page, early: Callable[[PageWords], None] | None = None) -> PageWords:
    """The words of one page's pixels, its stamps read by themselves.

    `early` sees the page with its stamps alone, before the rest is read; what it raises ends the reading.
    """
    sheet = prepare(raster)
    if is_blank(sheet):
        return PageWords(page.number, page.width, page.height, (), _source(page, sheet, "blank"))
    if (fold := fold_of(sheet)) is None:
        return _read_sheet(sheet, page, early)
    left, right = (_read_half(half, page, early) for half in halves(sheet, fold))
    return _joined_halves(left, right, _across(sheet, fold, page))


def _read_half(half: Sheet, page: Page, early: Callable[[PageWords], None] | None) -> PageWords:
    if is_blank(half):
        source = _source(page, half, "blank")
        return PageWords(page.number, page.width, page.height, (), source, turns=half.turns)
    return _read_sheet(half, page, early)


def _across(sheet: Sheet, column: int, page: Page) -> float:
    """How many points a column of the sheet is from the left edge of the page, turned upright."""
    middle = sheet.image.shape[0] // 2
    return turned(sheet.box((column, middle, column, middle)), sheet.turns, page.width, page.height)[0]


def _joined_halves(left: PageWords, right: PageWords, fold: float) -> PageWords:
    """Both halves of a sheet as the page that was scanned, folded so many points from its left edge, upright."""
    lines = max((word.line for word in left.words), default=-1) + 1
    return replace(
        left if left.source.text_from == "ocr" else right,
        words=(*left.words, *(replace(word, line=word.line + lines) for word in right.words)),
        stamps=(*left.stamps, *right.stamps),
        rules=(*left.rules, *right.rules),
        fold=fold,
    )


def _read_sheet(
    prepared: Sheet, page: Page, early: Callable[[PageWords], None] | None, *, over: bool = False
) -> PageWords:
    """What `read_raster` gives of a sheet, or of the sheet turned `over` where its words make no sense this way."""
    regions = find_stamps(prepared)
    stamps = tuple(_stamp(region, page.number, prepared) for region in regions)
    if early is not None and stamps:
        source = _source(page, prepared, "ocr")
        early(PageWords(page.number, page.width, page.height, (), source, stamps, turns=prepared.turns))
    least = SURE if (sheet := without_stamps(prepared, regions)) is prepared else LIKELY
    raw = words_by_column(sheet.image, sheet.dpi)
    if not over and _is_upside_down(sheet, raw):
        return _read_sheet(turned_over(prepared), page, early, over=True)
    raw = with_foot_apart(sheet.image, untangled(sheet.image, joined(raw), sheet.dpi), sheet.dpi)
    raw += missed_words(sheet.image, [*raw, *_stamp_marks(regions)], sheet.dpi)
    found = corrected(with_pen(_without_stamped(raw, regions, sheet.dpi, least), sheet.full))
    found = reread(with_numerals(found, sheet.full), sheet.image, sheet.dpi)
    found, unsigned = with_signature(sheet, found, regions)
    if (dated := with_days(prepared, unsigned, found)) != regions:
        stamps = tuple(_stamp(region, page.number, prepared) for region in dated)
    words = tuple(_word(one, page.number, sheet) for one in found)
    source = _source(page, sheet, "ocr" if words or stamps else "blank")
    return PageWords(page.number, page.width, page.height, words, source, stamps, _rules(sheet), sheet.turns)


def read_stamps(raster: Raster, page: Page, issued: date | None = None) -> PageWords:
    """The stamps of a page alone, where it is known when its paper was `issued`."""
    sheet = prepare(raster)
    regions = find_stamps(sheet)
    if issued is not None:
        regions = within((issued, issued + ARRIVES_WITHIN), sheet, regions)
    stamps = tuple(_stamp(region, page.number, sheet) for region in regions)
    return PageWords(page.number, page.width, page.height, (), _source(page, sheet, "ocr"), stamps, turns=sheet.turns)


def _stamp(region: Region, page: int, sheet: Sheet) -> Stamp:
    words = tuple(_word(one, page, sheet) for one in region.words)
    return Stamp(sheet.box(region.box), words, region.shape, region.angle, region.may_be_secret)


def _without_stamped(words: list[RawWord], regions: list[Region], dpi: float, least: float) -> list[RawWord]:
    """The words that belong to the page. Print goes on under a stamp: what stands in line with sure words stays, if it
    was read with a confidence of `least` itself.
    """
    lines: dict[int, list[RawWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    kept: set[int] = set()
    for line in lines.values():
        line.sort(key=lambda word: word.box[0])
        run: list[RawWord] = []
        for word in line:
            if run and word.box[0] - run[-1].box[2] > RUN * dpi:
                kept |= _printed(run, regions, least)
                run = []
            run.append(word)
        kept |= _printed(run, regions, least)
    return [word for word in words if id(word) in kept]


def _printed(run: list[RawWord], regions: list[Region], least: float) -> set[int]:
    """Which words of a run without gaps are the page's own."""
    outside = [word for word in run if not _stamped(word, regions)]
    goes_on = any(word.confidence >= SURE for word in outside)
    return {id(w) for w in run if w in outside or (goes_on and w.confidence >= least)}


def _stamped(word: RawWord, regions: list[Region]) -> bool:
    """Whether a word of the page belongs to a stamp that was read by itself."""
    return any(region.read is not None and inside(word.box, region.read) for region in regions)


def _stamp_marks(regions: list[Region]) -> list[RawWord]:
    """The stamps that were read, as places where nothing is missing."""
    return [RawWord("", region.read, 1.0, 0) for region in regions if region.read is not None]


def _rules(sheet: Sheet) -> tuple[Rule, ...]:
    sides = ((True, sheet.across), (False, sheet.down))
    return tuple(Rule(sheet.box(box), horizontal) for horizontal, boxes in sides for box in boxes)


def _is_upside_down(sheet: Sheet, words: list[RawWord]) -> bool:
    """Whether Tesseract's words make no sense this way, and much more the other way up."""
    if len(words) < 8 or _sense(words) >= UPSIDE_DOWN:
        return False
    over = turned_over(sheet)
    return _sense(words_by_column(over.image, over.dpi)) > 1.2 * _sense(words)


def _sense(words: list[RawWord]) -> float:
    return statistics.fmean(word.confidence for word in words) if words else 0.0


def _word(found: Found, page: int, sheet: Sheet) -> Word:
    text = unicodedata.normalize("NFC", found.text)
    ink = sheet.inks.at(found.box) if found.ink == "black" else found.ink
    return Word(text, sheet.box(found.box), page, found.confidence, found.line, ink, found.by_hand, found.opinions)


def _source(page: Page, sheet: Sheet, text_from: str) -> PageSource:
    return PageSource(page=page.number, text_from=text_from, dpi=round(sheet.dpi, 1), steps=sheet.steps)
