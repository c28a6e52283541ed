"""From a plan to the file in the inbox and its record.

A plan is a mapping with `paper` (what is printed), `scan`, `ink` and `record`, as in `samples/papers/*.toml`.
"""

from __future__ import annotations

import dataclasses
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samples.generator import ink, scanner, truth
from samples.generator.paper import Annex, Look, Paper, Sheet, typeset
from samples.generator.stamp import Stamp, arrival_stamp

COLOURS = {"red": ink.RED, "blue": ink.BLUE, "violet": ink.VIOLET, "black": ink.BLACK}

BESIDE_SCAN = {"format", "seed", "text_pages"}
"""What a table of a scan holds beside how a page is scanned."""
STAMP_KEYS = {entry.name for entry in dataclasses.fields(Stamp)}


@dataclass(frozen=True)
class Made:
    """A file of the inbox, the record a perfect reader gives of it, and what is printed on it."""

    file: Path
    record: truth.Record
    sheet: Sheet


def produce(plan: dict[str, Any], folder: Path, name: str) -> Made:
    """Print, stamp, sign and scan; the file is `name` with the ending of the scan's format."""
    sheet = typeset(paper_of(plan["paper"]))
    options = plan.get("scan", {})
    file = folder / f"{name}.{options.get('format', 'pdf')}"
    if options.get("mode") == "text":
        scanner.save_text(sheet.pdf, file)
        text_from = "text_layer"
    else:
        text_from = _scan(sheet, plan, file)
    source = {"name": file.name, "pages": sheet.pages, "text_from": text_from}
    return Made(file, truth.complete(plan["record"] | {"source": source}), sheet)


def paper_of(content: dict[str, Any]) -> Paper:
    """What a TOML table of a paper says."""
    values = dict(content)
    values["look"] = Look(**values.get("look", {}))
    if "table" in values:
        values["table"] = _annex(values["table"])
    values["annexes"] = tuple(_annex(a) for a in values.get("annexes", ()))
    for entry in dataclasses.fields(Paper):
        if isinstance(values.get(entry.name), list):
            values[entry.name] = tuple(values[entry.name])
    return Paper(**values)


def scan_of(content: dict[str, Any], **more: Any) -> scanner.Scan:
    """What a TOML table of a scan says of how a page is scanned; `more` in place of it."""
    values = {key: value for key, value in content.items() if key not in BESIDE_SCAN} | more
    return scanner.Scan(**(values | {"faults": tuple(values.get("faults", ()))}))


def _annex(content: dict[str, Any]) -> Annex:
    rows = tuple(tuple(row) for row in content["rows"])
    return Annex(tuple(content.get("heading", ())), content.get("note", ""), tuple(content["columns"]), rows)


def _scan(sheet: Sheet, plan: dict[str, Any], file: Path) -> str:
    seed, text_pages = plan["scan"]["seed"], plan["scan"].get("text_pages", 0)
    scan = scan_of(plan["scan"])
    pages = scanner.rasterise(sheet.pdf, scan.dpi)
    scanner.lay(pages, inks_of(sheet, plan.get("ink", {}), scan, random.Random(seed)), scan.dpi)
    images = scanner.degrade(pages[text_pages:], scan, seed)
    scanner.save(images, file, scan, _single_pages(sheet.pdf, text_pages))
    return "mixed" if text_pages else "ocr"


def _single_pages(pdf: bytes, count: int) -> list[bytes]:
    return [scanner.one_page(pdf, number) for number in range(count)]


def inks_of(sheet: Sheet, options: dict[str, Any], scan: scanner.Scan, rng: random.Random) -> list[scanner.Laid]:
    """Everything that was written and stamped, by the blanks that the paper left for it."""
    laid: list[scanner.Laid] = []
    point = scan.dpi / 72
    hand = COLOURS[options.get("hand", "blue")]
    pen = ink.PENS[options["pen"]] if "pen" in options else rng.choice(ink.PENS)
    for blank in sheet.blanks:
        x0, top, x1, bottom = blank.box
        if blank.role == "pen" and blank.text:
            written = ink.handwriting(blank.text, int((bottom - top) * point * rng.uniform(1.2, 1.6)), hand, rng, pen)
            x = x0 + max(1.0, (x1 - x0 - written.width / point) / 2)
            laid.append(scanner.Laid(blank.page, written, x, bottom - written.height / point + rng.uniform(-1, 2)))
        elif blank.role == "signature" and "seal" in options:
            laid += _signed(blank.page, blank.box, options["seal"], point, rng)
        elif blank.role == "arrival" and "stamp" in options:
            laid.append(_stamped(blank.page, x0, top, options["stamp"], scan.dpi, rng, pen))
        elif blank.role == "mark" and "mark" in options:
            image = ink.mark(options["mark"]["text"], scan.dpi, rng, COLOURS[options["mark"].get("colour", "red")])
            tilt = options["mark"].get("tilt", 0.0)
            laid.append(scanner.Laid(blank.page, image, x0 + options["mark"].get("x", 30), top + 2, tilt))
    for urgent in options.get("marks", ()):
        image = ink.mark(urgent["text"], scan.dpi, rng, COLOURS[urgent.get("colour", "red")])
        laid.append(scanner.Laid(1, image, urgent["x"], urgent["y"], urgent.get("tilt", 0.0)))
    return laid


def _signed(
    page: int, box: tuple[float, ...], options: dict[str, Any], point: float, rng: random.Random
) -> list[scanner.Laid]:
    middle = (box[0] + box[2]) / 2
    flourish = ink.signature(int(130 * point), rng, COLOURS[options.get("pen", "blue")])
    colour = COLOURS[options.get("colour", "red")]
    round_seal = ink.seal(int(102 * point), options["ring"], tuple(options["centre"]), rng, colour)
    left = middle - 102 + rng.uniform(-6, 10) + options.get("shift", 0)
    top = box[1] - 12 + rng.uniform(-4, 10) + options.get("drop", 0)
    return [
        scanner.Laid(page, flourish, middle - 62 + rng.uniform(-6, 10), box[1] + rng.uniform(-4, 4)),
        scanner.Laid(page, round_seal, left, top),
    ]


def _stamped(
    page: int, x: float, top: float, options: dict[str, Any], dpi: int, rng: random.Random, pen: Path
) -> scanner.Laid:
    look = {key: value for key, value in options.items() if key in STAMP_KEYS}
    look["colour"] = COLOURS[options.get("colour", "red")]
    look["pen_colour"] = COLOURS[options.get("pen", "blue")]
    image = arrival_stamp(Stamp(**look), rng, dpi, pen)
    return scanner.Laid(page, image, x + options.get("x", 30), top + options.get("y", 2), options.get("tilt", 2.0))
