"""The pages of a paper in the order in which they are read: those of a folded sheet one by one.

A letter of four pages on folded A3 is scanned as its last and first page, then its second and third.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.document import Zone
from extractors.words import Box, Word
from pipeline.header import has_head
from pipeline.lines import sheet_of
from pipeline.pagewords import PageWords, Rule, Stamp
from pipeline.upright import upright


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page as it is read, upright, numbered in the order of reading; it begins `left` points from the left edge
    of page `on` of the file."""

    page: PageWords
    on: int
    left: float = 0.0


def leaves_of(pages: Sequence[PageWords]) -> list[Leaf]:
    """The pages in the order of reading. Those without words (blank, failed) are passed over."""
    found = [leaf for page in pages if page.words or page.stamps for leaf in _leaves(upright(page))]
    if not any(page.fold for page in pages):
        return found
    if len(found) > 1 and found[0].on == found[1].on and not _begins(found[0]) and _begins(found[1]):
        found = [*found[1:], found[0]]
    return [replace(leaf, page=numbered(leaf.page, number)) for number, leaf in enumerate(found, start=1)]


def on_their_sheets(zones: Iterable[Zone], leaves: Sequence[Leaf]) -> list[Zone]:
    """Zones of leaves with their words on the pages of the file, upright."""
    by_number = {leaf.page.number: leaf for leaf in leaves if leaf.left or leaf.page.number != leaf.on}
    if not by_number:
        return list(zones)

    def laid(word: Word) -> Word:
        if (leaf := by_number.get(word.page)) is None:
            return word
        return replace(word, page=leaf.on, box=_moved(word.box, leaf.left))

    return [
        replace(zone, blocks=tuple(replace(block, words=tuple(map(laid, block.words))) for block in zone.blocks))
        for zone in zones
    ]


def _leaves(page: PageWords) -> list[Leaf]:
    if not page.fold:
        return [Leaf(page, page.number)]
    sides = ((0.0, page.fold), (page.fold, page.width))
    both = [Leaf(_part(page, left, right), page.number, left) for left, right in sides]
    return [leaf for leaf in both if leaf.page.words or leaf.page.stamps]


def _part(page: PageWords, left: float, right: float) -> PageWords:
    """What stands between two distances from the left edge of an upright page, as a page of its own."""

    def here(box: Box) -> bool:
        return left <= (box[0] + box[2]) / 2 < right

    return replace(
        page,
        width=right - left,
        words=tuple(_shifted(word, -left) for word in page.words if here(word.box)),
        stamps=tuple(_stamp(stamp, -left) for stamp in page.stamps if here(stamp.box)),
        rules=tuple(Rule(_moved(rule.box, -left), rule.horizontal) for rule in page.rules if here(rule.box)),
        fold=None,
    )


def numbered(page: PageWords, number: int) -> PageWords:
    """The page with another number, its words and stamps with it."""

    def told(word: Word) -> Word:
        return replace(word, page=number)

    stamps = tuple(replace(stamp, words=tuple(map(told, stamp.words))) for stamp in page.stamps)
    return replace(page, number=number, words=tuple(map(told, page.words)), stamps=stamps)


def _begins(leaf: Leaf) -> bool:
    """Whether a leaf bears the head of the paper."""
    sheet = sheet_of(leaf.page)
    return has_head(sheet, sheet.lines)


def _stamp(stamp: Stamp, right: float) -> Stamp:
    return replace(stamp, box=_moved(stamp.box, right), words=tuple(_shifted(word, right) for word in stamp.words))


def _shifted(word: Word, right: float) -> Word:
    return replace(word, box=_moved(word.box, right))


def _moved(box: Box, right: float) -> Box:
    return (box[0] + right, box[1], box[2] + right, box[3])
