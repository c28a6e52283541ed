"""A word on a page image, before its box is turned into points."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.words import Ink, Opinion
from pipeline.boxes import PixelBox


@dataclass(frozen=True, slots=True)
class Found:
    """One word as found on a page image: like `Word`, with its box in pixels (left, top, right, bottom)."""

    text: str
    box: PixelBox
    confidence: float
    line: int
    ink: Ink = "black"
    by_hand: bool = False
    opinions: tuple[Opinion, ...] = ()
