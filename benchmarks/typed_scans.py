"""Typed papers printed, signed, sealed and scanned, for `benchmarks.typed --scanned`."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from samples.generator import produce, scanner
from samples.generator.paper import Blank, Sheet
from samples.generator.scans import dress_written
from samples.generator.wording import Wording

MIXED = ("office", "office", "clean", "poor", "fax")
LEVELS = (*dict.fromkeys(MIXED), "rough")
ROOM = 62.0
"""Points over the signer's name that the pen and the seal are given: four lines of 14 points."""

EDGE = 24.0
"""Points from the upper edge of a sheet at which the seal is put on at the highest, where a name stands alone."""


def level_of(index: int, asked: str) -> str:
    """The faults of the scan of paper number `index` (from 0): those asked for, or the next of `MIXED` for `mix`."""
    return MIXED[index % len(MIXED)] if asked == "mix" else asked


def scanned(pdf: Path, plan: dict[str, Any], seed: int, level: str) -> Path:
    """The scan of a typed paper, beside it and in its place; `plan` is that of the paper, its pens cleared."""
    dress_written(plan, Wording("develop", random.Random(f"typed scan:{seed}")), level)
    with pdfium.PdfDocument(pdf) as document:
        sheet = Sheet(pdf.read_bytes(), len(document), (), tuple(_signature(document, plan["paper"]["name"])))
    scan = produce.scan_of(plan["scan"])
    images = scanner.rasterise(sheet.pdf, scan.dpi)
    inks = produce.inks_of(sheet, plan["ink"], scan, random.Random(seed))
    scanner.lay(images, inks, scan.dpi)
    file = pdf.with_name(f"{pdf.stem}-{level}.{plan['scan'].get('format', 'pdf')}")
    scanner.save(scanner.degrade(images, scan, seed), file, scan)
    pdf.unlink()
    return file


def _signature(document: pdfium.PdfDocument, name: str) -> list[Blank]:
    """Where the pen and the seal go: over the signer's name, which stands last in the right half of a sheet."""
    for number in range(len(document), 0, -1):
        page = document[number - 1]
        text = page.get_textpage()
        search, places = text.search(name, match_case=True), []
        while (found := search.get_next()) is not None:
            first, last = (text.get_charbox(at) for at in (found[0], sum(found) - 1))
            if first[0] > page.get_width() * 0.4:
                top = page.get_height() - first[3]
                places.append((first[0], max(EDGE, top - ROOM), last[2], top - 2))
        if places:
            return [Blank(number, "signature", "", places[-1])]
    return []
