"""The scan beside the fields: each page with its size in points, its image or its words, and the boxes on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.boxes import turned, turned_sides, turning
from tracking.desk import pages
from tracking.desk.fields import Shown
from tracking.models import Dispatch, Page

A4 = (595.0, 842.0)
AT_ONCE = 3
"""Pages sent with the first answer; further ones come as they are scrolled to."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A field's box on the page; `id` is what an address like `#box-number` leads to."""

    id: str
    key: str
    label: str
    x: float
    y: float
    width: float
    height: float
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its box, drawn where the page has no image and clicked to fill a field."""

    text: str
    x: float
    y: float
    width: float
    height: float

    @property
    def base(self) -> float:
        return round(self.y + self.height * 0.8, 1)


@dataclass(slots=True)
class Leaf:
    """One page to show upright. `width` and `height` are those of the page as scanned, as its image is; words and
    marks stand on the page as it is shown."""

    number: int
    width: float
    height: float
    has_image: bool
    turns: int = 0
    words: list[Word] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as the page is shown."""
        return turned_sides(self.turns, self.width, self.height)

    @property
    def matrix(self) -> str:
        """What takes the image of a page that lies on its side to the page as it is shown, as SVG writes it."""
        return " ".join(map(str, turning(self.turns, self.width, self.height)))

    def shown(self, box: Sequence[float]) -> tuple[float, float, float, float]:
        """Where a box of the page as scanned stands on the page as it is shown."""
        x0, top, x1, bottom = box
        return turned((x0, top, x1, bottom), self.turns, self.width, self.height)


def leaves(dispatch: Dispatch, shown: Iterable[Shown], *, only: Iterable[int] | None = None) -> list[Leaf]:
    """The pages of `dispatch` with the boxes of the fields `shown`; `only` some of them."""
    wanted = set(only) if only is not None else set(range(1, AT_ONCE + 1))
    rows = dispatch.pages.filter(number__in=wanted)
    made = [_leaf(row, pages.image(dispatch, row.number) is not None) for row in rows]
    known = {leaf.number for leaf in made}
    last = dispatch.page_count or 1
    made += [Leaf(n, *A4, pages.image(dispatch, n) is not None) for n in sorted(wanted - known) if n <= last]
    by_number = {leaf.number: leaf for leaf in made}
    for entry in shown:
        for turn, place in enumerate(entry.where):
            leaf = by_number.get(place.get("page", 0))
            if leaf is not None:
                leaf.marks.append(_mark(entry, leaf.shown(place["box"]), turn))
    return sorted(made, key=lambda leaf: leaf.number)


def later(dispatch: Dispatch) -> range:
    """The pages that come as they are scrolled to."""
    return range(AT_ONCE + 1, (dispatch.page_count or 1) + 1)


def _leaf(row: Page, has_image: bool) -> Leaf:
    leaf = Leaf(row.number, row.width, row.height, has_image, row.turns)
    for text, *box in row.words:
        x0, top, x1, bottom = leaf.shown(box[:4])
        wide, high = round(max(x1 - x0, 0.5), 1), round(max(bottom - top, 0.5), 1)
        leaf.words.append(Word(str(text)[:200], round(x0, 1), round(top, 1), wide, high))
    return leaf


def _mark(entry: Shown, box: Sequence[float], turn: int) -> Mark:
    x0, top, x1, bottom = box
    name = f"box-{entry.key}" + (f"-{turn + 1}" if turn else "")
    return Mark(
        name, entry.key, entry.label, round(x0 - 2, 1), round(top - 2, 1), round(x1 - x0 + 4, 1),
        round(bottom - top + 4, 1), bool(entry.doubt),
    )  # fmt: skip
