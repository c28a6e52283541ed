"""Pages that were scanned on their side or upside down: their words as they lie on the paper, and as they are read.

What is read keeps its boxes on the page as it was scanned, where a person sees it; whoever asks what stands above or
beside what (layout, secrecy marks, the searchable copy) asks of the page turned upright.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.document import Zone
from extractors.words import Box, Word
from pipeline.boxes import turned, turned_sides
from pipeline.pagewords import PageWords, Rule, Stamp


def upright(page: PageWords) -> PageWords:
    """The page as its print is read: turned, with what is on it, by its own `turns`."""
    if not page.turns:
        return page

    def here(box: Box) -> Box:
        return turned(box, page.turns, page.width, page.height)

    def stood(stamp: Stamp) -> Stamp:
        return replace(stamp, box=here(stamp.box), words=tuple(replace(w, box=here(w.box)) for w in stamp.words))

    width, height = turned_sides(page.turns, page.width, page.height)
    return replace(
        page,
        width=width,
        height=height,
        words=tuple(replace(word, box=here(word.box)) for word in page.words),
        stamps=tuple(map(stood, page.stamps)),
        rules=tuple(Rule(here(rule.box), rule.horizontal) for rule in page.rules),
        turns=0,
    )


def as_scanned(zones: Iterable[Zone], pages: Sequence[PageWords]) -> list[Zone]:
    """Zones of pages that were turned upright, their words in their places on the `pages` as these were scanned."""
    lying = {page.number: page for page in pages if page.turns}
    if not lying:
        return list(zones)

    def laid(word: Word) -> Word:
        if (page := lying.get(word.page)) is None:
            return word
        sides = turned_sides(page.turns, page.width, page.height)
        return replace(word, box=turned(word.box, -page.turns, *sides))

    return [
        replace(zone, blocks=tuple(replace(block, words=tuple(map(laid, block.words))) for block in zone.blocks))
        for zone in zones
    ]
