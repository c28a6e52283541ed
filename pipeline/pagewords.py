"""A page of a file, and what reading it gives, from whichever source: the door between reading pixels and laying out.

Picklable, since pages are read in child processes. From here on no one asks whether a page was OCRed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors.record import PageSource
from extractors.words import Box, Word


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a file: its number from 1 and its size in points, as a reader sees it (rotation applied)."""

    number: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight printed line (points): `horizontal` (along the print) under headings and in tables, else vertical."""

    box: Box
    horizontal: bool


@dataclass(frozen=True, slots=True)
class Stamp:
    """Something stamped onto the page and read by itself: arrival stamp, urgency or secrecy mark, or a seal.

    `box` in points on the page; `angle` in degrees by which it was tilted; `framed` where its outline is a rectangle;
    `words` were read from the deskewed stamp, their boxes mapped back onto the page. `may_be_secret` where it has the
    looks of a secrecy mark, even if it could not be read.
    """

    box: Box
    words: tuple[Word, ...]
    shape: Literal["frame", "round", "other"] = "other"
    angle: float = 0.0
    may_be_secret: bool = False


@dataclass(frozen=True, slots=True)
class PageWords:
    """One page as read: its number from 1, its size in points, its words in no particular order of columns.

    Words of `stamps` are not repeated in `words`. `source` says how it was read and what went wrong. `turns` are the
    clockwise quarter turns that bring its print upright; all boxes are those of the page as it was scanned. `fold` is
    where two pages lie beside each other, in points from the left of the page turned upright.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    source: PageSource
    stamps: tuple[Stamp, ...] = ()
    rules: tuple[Rule, ...] = ()
    turns: int = 0
    fold: float | None = None
