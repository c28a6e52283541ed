"""How surely secrecy marks stop the reading, and how often a page without one is stopped.

    python -m benchmarks.secrecy --papers 20 --pool apart       the table
    … --missed FOLDER                                            keeps the pages whose mark was passed over, and alarms

Each paper is scanned without a mark and once for each way of stamping: by colour, grey and black-and-white scan; mark
and place are drawn by lot, with a frame or without, tilted up to 6°, unevenly inked, partly over print. The pools are
those of benchmarks.generate.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont
from rich.console import Console
from rich.table import Table

from pipeline import secrecy
from pipeline.errors import SecrecyMark
from pipeline.ocr import read_raster
from pipeline.pages import Page, Raster
from samples.generator import scanner
from samples.generator.dispatch import plan
from samples.generator.ink import BLACK, BOLD, RED, VIOLET, coloured, worn
from samples.generator.paper import typeset
from samples.generator.produce import inks_of, paper_of, scan_of
from samples.generator.wording import HALVES

MARKS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
MODES = ("colour", "grey", "bilevel")
PLACES = {"under the number": (0.12, 0.14), "top left": (0.10, 0.03), "top right": (0.68, 0.03), "on print": (0.3, 0.3)}
"""Where a mark's left top corner lies, in parts of the page."""


def stamped(mark: str, dpi: int, colour: tuple[int, int, int], framed: bool, rng: random.Random) -> Image.Image:
    """A mark as a rubber stamp leaves it, letters 5 to 8 mm high."""
    mm = dpi / 25.4
    font = ImageFont.truetype(str(BOLD), round(rng.uniform(5, 8) * mm))
    left, top, right, bottom = font.getbbox(mark)
    edge = round(1.5 * mm)
    image = Image.new("L", (round(right - left) + 2 * edge, round(bottom - top) + 2 * edge), 0)
    draw = ImageDraw.Draw(image)
    draw.text((edge - left, edge - top), mark, font=font, fill=255)
    if framed:
        draw.rectangle((0, 0, image.width - 1, image.height - 1), outline=255, width=max(2, round(0.5 * mm)))
    return coloured(worn(image, rng, 0.3), colour)


def page(number: int, pool: str, mode: str, seed: int, *, marked: bool) -> tuple[Image.Image, int, str]:
    """The first page of a paper as scanned, its resolution, and what was stamped where."""
    planned = plan(seed * 100_000 + number, pool, ("office", "office", "clean", "poor")[number % 4])
    rng = random.Random(f"secrecy:{seed}:{number}:{mode}")
    made = scan_of(planned["scan"], mode=mode)
    sheet = typeset(paper_of(planned["paper"]))
    pages = scanner.rasterise(sheet.pdf, made.dpi)[:1]
    inks = [one for one in inks_of(sheet, planned["ink"], made, random.Random(number)) if one.page == 1]
    mark, place = rng.choice(MARKS), rng.choice(list(PLACES))
    if marked:
        colour = rng.choice((RED, VIOLET)) if mode == "colour" else BLACK
        image = stamped(mark, made.dpi, colour, rng.random() < 0.7, rng)
        width, height = (72 / made.dpi * side for side in pages[0].size)
        at = PLACES[place]
        inks.append(scanner.Laid(1, image, at[0] * width, at[1] * height, rng.uniform(-6, 6)))
    scanner.lay(pages, inks, made.dpi)
    return scanner.degrade(pages, made, number)[0], made.dpi, f"{mark}, {place}"


def stops(image: Image.Image, dpi: int) -> bool:
    """Whether reading the page ends at a mark."""
    pixels = np.asarray(image.convert("L" if image.mode != "RGB" else "RGB"))
    if pixels.ndim == 3:
        pixels = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    size = Page(1, image.width * 72 / dpi, image.height * 72 / dpi)
    try:
        secrecy.refuse(read_raster(Raster(pixels, float(dpi)), size, secrecy.refuse))
    except SecrecyMark:
        return True
    return False


def main() -> None:
    """Print what was stopped, by scan, mark and place."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=20)
    parser.add_argument("--pool", choices=HALVES, default="develop")
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--missed", type=Path)
    asked = parser.parse_args()
    of: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for number in range(asked.papers):
        for mode in MODES:
            for marked in (True, False):
                image, dpi, what = page(number, asked.pool, mode, asked.seed, marked=marked)
                mark, _, place = what.partition(", ")
                kinds = (f"{mode} scan", mark, place, "all marks") if marked else ("pages without a mark",)
                stopped = stops(image, dpi)
                of.update(kinds)
                found.update(kinds if stopped else ())
                if asked.missed and stopped is not marked:
                    asked.missed.mkdir(parents=True, exist_ok=True)
                    image.save(asked.missed / f"{number:03d}-{mode}-{what if marked else 'alarm'}.png")
    grid = Table("pages", "of", "stopped", title="secrecy marks")
    for kind in sorted(of, key=lambda kind: (kind.endswith("mark"), kind)):
        grid.add_row(kind, str(of[kind]), f"{found[kind]} ({found[kind] / of[kind]:.1%})")
    Console().print(grid)


if __name__ == "__main__":
    main()
