"""Words with places: what a page gives, whether it was read by OCR or had a text layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]
"""`(x0, top, x1, bottom)` in PDF points (1/72 inch) from the top left corner of the page."""

Ink = Literal["black", "red", "blue", "violet"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What another reader made of the same place: `reader` is its name, `confidence` is 0 to 1."""

    reader: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Word:
    """One word on a page (`page` from 1), with its box in points and its OCR confidence (0 to 1).

    `line` numbers the text lines of a page, so that words of one line share it. `ink` is the colour it was
    written in; `by_hand` is true for pen strokes. `opinions` are second readings of the same place.
    A box that is inside out is refused with `ValueError`.
    """

    text: str
    box: Box
    page: int
    confidence: float = 1.0
    line: int = 0
    ink: Ink = "black"
    by_hand: bool = False
    opinions: tuple[Opinion, ...] = ()

    def __post_init__(self) -> None:
        x0, top, x1, bottom = self.box
        if x1 < x0 or bottom < top:
            raise ValueError(f"box inside out: {self.box} of {self.text!r} on page {self.page}")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} of {self.text!r} is not within 0 and 1")

    def on_line(self, line: int) -> Word:
        """The word with another number of its line."""
        return Word(self.text, self.box, self.page, self.confidence, line, self.ink, self.by_hand, self.opinions)


def enclosing(boxes: list[Box]) -> Box:
    """The smallest box around all of `boxes` (at least one)."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))
