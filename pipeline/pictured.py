"""The signer's name in a picture, on a page whose other words come from its text layer.

Software that signs digitally puts the signature, often with the name under it, onto the page as a picture.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from extractors.words import Word
from pipeline.boxes import overlap
from pipeline.name_lines import level, name_in
from pipeline.pages import raster
from pipeline.pagewords import Page
from pipeline.sheet import prepare
from pipeline.signed import signed_name
from pipeline.signed_place import place_of_name, within
from pipeline.tesseract import RawWord


def pictured_name(path: Path, page: Page, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a name under a post of the text layer that has none, read from the page's pixels; empty where none.

    Only such a page is rendered. `words` are those of the layer. Raises what `pipeline.pages.raster` raises.
    """
    seen = _in_pixels(words, 1.0)
    place = place_of_name(seen, (round(page.height), round(page.width)), 72.0)
    if place is None or any(name_in(line) for line in level(word for word in seen if within(word.box, place))):
        return ()
    sheet = prepare(raster(path, page.number), without=frozenset({"upright", "straight"}))
    seen = _in_pixels(words, sheet.dpi / 72)
    place = place_of_name(seen, sheet.image.shape, sheet.dpi)
    name = signed_name(sheet, seen, place) if place is not None else ()
    if any(overlap(one.box, word.box) for one in name for word in seen):
        return ()  # the layer's own print, of whatever else stands there
    line = max(word.line for word in words) + 1
    return tuple(
        Word(unicodedata.normalize("NFC", one.text), sheet.box(one.box), page.number, one.confidence, line,
             sheet.inks.at(one.box), opinions=one.opinions)
        for one in name
    )  # fmt: skip


def _in_pixels(words: tuple[Word, ...], scale: float) -> list[RawWord]:
    made = []
    for word in words:
        left, top, right, bottom = (round(scale * edge) for edge in word.box)
        made.append(RawWord(word.text, (left, top, right, bottom), word.confidence, word.line))
    return made
