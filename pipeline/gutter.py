"""The white between the two columns of a head, and the lines about it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.words import Word
from pipeline.lines import Line, Sheet, cut_at, spans_of, widest_white

ABOVE = 22.0
"""Points above the motto from which on the columns begin."""
SPACE = 0.5
"""White between two words of one column, in line heights, at most."""


def gutter(sheet: Sheet, lines: Sequence[Line], motto: Sequence[Word], band: tuple[float, float]) -> tuple[float, bool]:
    """Where the white between the columns is, and whether the motto stands to its right."""
    own, others = [], []
    within = [line for line in lines if band[0] < line.middle < band[1]]
    for line in within:
        own += [span for word, span in zip(line.words, spans_of(line), strict=True) if word in motto]
    left, right = min(x0 for x0, _ in own), max(x1 for _, x1 in own)
    for line in within:
        if line.bottom < band[0] + ABOVE and line.x0 < right and line.x1 > left:
            continue  # over the motto: a number, or a head that software puts on each page
        others += _pieces(line, motto)
    # Not before the middle of what stands there: at its very edge nothing is crossed either.
    before = [(x0 + x1) / 2 for x0, x1 in others if x1 < left]
    after = [(x0 + x1) / 2 for x0, x1 in others if x0 > right]
    motto_right = len(before) > len(after) or (len(before) == len(after) and left > 0.4 * sheet.page.width)
    edges = (min(before, default=left - 60), left + 1) if motto_right else (right - 1, max(after, default=right + 60))
    start, width = widest_white([*own, *others], *edges)
    return start + width / 2, motto_right


def _pieces(line: Line, motto: Sequence[Word]) -> list[tuple[float, float]]:
    """Left and right edge of each run of words on a line that are not the motto's, no more than a space between two."""
    found: list[tuple[float, float]] = []
    before = False
    for word, (x0, x1) in zip(line.words, spans_of(line), strict=True):
        own = word not in motto and any(c.isalnum() for c in word.text)
        if own and before and x0 - found[-1][1] < SPACE * line.height:
            found[-1] = (found[-1][0], x1)
        elif own:
            found.append((x0, x1))
        before = own
    return found


def parted(line: Line, x: float, motto: Sequence[Word]) -> list[Line]:
    """The parts of a line in the two columns; whole where no more than a space lies between them, as where the name of
    a body is longer than its column."""
    parts = cut_at(line, x)
    tight = len(parts) == 2 and parts[1].x0 - parts[0].x1 < SPACE * line.height
    return [line] if tight and not any(word in motto for word in line.words) else parts


def runs_over(line: Line, x: float, top: float) -> bool:
    """Whether a line above the motto's `top` runs on over the white `x` between the columns, as the head of each page
    may that software puts there: what stands in one column ends before the other."""
    parts = cut_at(line, x)
    return line.bottom < top and len(parts) == 2 and parts[1].x0 - parts[0].x1 < line.height
