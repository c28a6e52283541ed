"""Tables as cells: by their ruled lines, or by the white between their columns where nothing is ruled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from extractors.document import Block
from extractors.words import Box, Word
from pipeline.lines import Line, Sheet, cut, spans_of
from pipeline.pagewords import Rule
from pipeline.paragraphs import block_of, row_of

NEAR = 5.0
"""Points within which two rules meet, or are one."""
WORD_GAP = 0.55
"""White between words of one cell, in line heights, at most; over the edge of a cell there is more."""


@dataclass(frozen=True)
class Table:
    """A table's place on its sheet (points, upright) and its cells: (row, column) with the lines in it."""

    sheet: Sheet
    top: float
    bottom: float
    cells: tuple[tuple[int, int, tuple[Line, ...]], ...]

    @property
    def lines(self) -> list[Line]:
        return [line for _, _, lines in self.cells for line in lines]

    def blocks(self, number: int, first_row: int = 0) -> list[Block]:
        """The cells with text as blocks, row by row."""
        made = []
        for row, column, lines in self.cells:
            if lines:
                rows = [row_of(part, self.sheet) for part in self.sheet.rows(lines)]
                block = block_of(rows, "cell")
                made.append(Block(block.words, "cell", (number, first_row + row, column), block.joined))
        return made

    @property
    def rows(self) -> int:
        return 1 + max((row for row, _, _ in self.cells), default=-1)


def tables(sheet: Sheet, lines: Sequence[Line]) -> list[Table]:
    """The tables among the lines of a page, from the top down."""
    found = [made for grid in _grids(sheet.page.rules) if (made := _ruled(sheet, lines, grid))]
    taken = {id(word) for table in found for line in table.lines for word in line.words}
    rest = [line for line in lines if not any(id(word) in taken for word in line.words)]
    found += _unruled(sheet, rest)
    return sorted(found, key=lambda table: table.top)


def _grids(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that touch each other, as groups with at least two of each direction."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule.box, other.box) for other in group)]
        merged = [rule, *(item for group in touching for item in group)]
        groups = [group for group in groups if group not in touching] + [merged]
    return [
        group for group in groups
        if sum(rule.horizontal for rule in group) >= 2 and sum(not rule.horizontal for rule in group) >= 2
    ]  # fmt: skip


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] - NEAR <= other[2]
        and other[0] - NEAR <= one[2]
        and one[1] - NEAR <= other[3]
        and other[1] - NEAR <= one[3]
    )


def _ruled(sheet: Sheet, lines: Sequence[Line], grid: Sequence[Rule]) -> Table | None:
    across = [_upright(rule, sheet) for rule in grid if rule.horizontal]
    down = [_upright(rule, sheet) for rule in grid if not rule.horizontal]
    ys = _positions([(rule.box[1] + rule.box[3]) / 2 for rule in across])
    xs = _positions([(rule.box[0] + rule.box[2]) / 2 for rule in down])
    if len(ys) < 2 or len(xs) < 2 or xs[-1] - xs[0] < 100:
        return None
    if (len(ys) - 1) * (len(xs) - 1) < 3:
        return None
    # Borders at the sides may be too faint to be seen: the rules across say how far the table goes.
    left, right = min(r.box[0] for r in across), max(r.box[2] for r in across)
    xs = ([left] if left < xs[0] - 15 else []) + xs + ([right] if right > xs[-1] + 15 else [])
    slots: list[tuple[Line, Word, int, int]] = []
    run_on: set[tuple[int, int]] = set()
    for line in lines:
        if not ys[0] - 2 < line.middle < ys[-1] + 2:
            continue
        row, edge = _slot(ys, line.middle), float("-inf")
        for word, (x0, x1) in zip(line.words, spans_of(line), strict=True):
            if not xs[0] - NEAR < (x0 + x1) / 2 < xs[-1] + NEAR:
                continue
            column = _slot(xs, (x0 + x1) / 2)
            if x0 - edge < WORD_GAP * sheet.text_height:
                run_on.add((row, column))
            edge = x1
            slots.append((line, word, row, column))
    cells: list[tuple[int, int, tuple[Line, ...]]] = []
    words: dict[tuple[int, int], list[tuple[Line, Word]]] = {}
    for line, word, row, column in slots:
        place = _merged(row, column, ys, xs, across, down, run_on)
        words.setdefault(place, []).append((line, word))
    for (row, column), content in sorted(words.items(), key=lambda item: item[0]):
        cells.append((row, column, _lines_again(content)))
    if len(cells) < 3 or len({column for _, column, _ in cells}) < 2:
        return None
    return Table(sheet, ys[0], ys[-1], tuple(cells))


def _lines_again(words: Sequence[tuple[Line, Word]]) -> tuple[Line, ...]:
    """Words with the lines they come from, as lines of these words alone."""
    parts: dict[int, tuple[Line, list[Word]]] = {}
    for line, word in words:
        parts.setdefault(id(line), (line, []))[1].append(word)
    return tuple(part for line, content in parts.values() for part in cut(line, [content]))


def _positions(values: Sequence[float]) -> list[float]:
    """Values closer than `NEAR` as one."""
    merged: list[list[float]] = []
    for value in sorted(values):
        if merged and value - merged[-1][-1] <= NEAR:
            merged[-1].append(value)
        else:
            merged.append([value])
    return [sum(group) / len(group) for group in merged]


def _slot(edges: Sequence[float], value: float) -> int:
    for index, (low, high) in enumerate(pairwise(edges)):
        if value < high or index == len(edges) - 2:
            return index if value >= low or index == 0 else max(0, index - 1)
    return 0


def _upright(rule: Rule, sheet: Sheet) -> Rule:
    """A rule as it lies on the page turned upright, without width."""
    x, y = sheet.upright((rule.box[0] + rule.box[2]) / 2, (rule.box[1] + rule.box[3]) / 2)
    if rule.horizontal:
        half = (rule.box[2] - rule.box[0]) / 2
        return Rule((x - half, y, x + half, y), True)
    half = (rule.box[3] - rule.box[1]) / 2
    return Rule((x, y - half, x, y + half), False)


def _merged(
    row: int,
    column: int,
    ys: Sequence[float],
    xs: Sequence[float],
    across: Sequence[Rule],
    down: Sequence[Rule],
    run_on: set[tuple[int, int]],
) -> tuple[int, int]:
    """The first slot of the cell that a slot belongs to.

    Slots with no rule between them are one cell; side by side only where text runs on over the edge (`run_on` has the
    slots into which it does), since upright rules are often too faint to be seen.
    """
    while row > 0 and not _ruled_above(ys[row], (xs[column] + xs[column + 1]) / 2, across):
        row -= 1
    while column > 0 and (row, column) in run_on and not _ruled_left(xs[column], (ys[row] + ys[row + 1]) / 2, down):
        column -= 1
    return row, column


def _ruled_above(y: float, x: float, across: Sequence[Rule]) -> bool:
    return any(rule.box[0] - NEAR < x < rule.box[2] + NEAR and abs(rule.box[1] - y) < 2 * NEAR for rule in across)


def _ruled_left(x: float, y: float, down: Sequence[Rule]) -> bool:
    return any(rule.box[1] - NEAR < y < rule.box[3] + NEAR and abs(rule.box[0] - x) < 2 * NEAR for rule in down)


def _unruled(sheet: Sheet, lines: Sequence[Line]) -> list[Table]:
    """Runs of at least three rows that the same two or more white strips part into columns."""
    rows = sheet.rows(lines)
    made: list[Table] = []
    run: list[list[Line]] = []
    for row in [*rows, []]:
        if row and (len(row) >= 3 or (run and len(row) >= 2 and _fits(row, run))):
            run.append(row)
            continue
        if row and run and _fits(row, run) and row[0].width < 0.4 * sheet.page.width and _close(row, run, sheet):
            run.append(row)
            continue
        if sum(len(item) >= 3 for item in run) >= 3 and (table := _from_white(sheet, run)):
            made.append(table)
        run = [row] if row and len(row) >= 3 else []
    return made


def _close(row: Sequence[Line], run: Sequence[Sequence[Line]], sheet: Sheet) -> bool:
    return row[0].top - max(line.bottom for line in run[-1]) < 1.2 * sheet.text_height


def _fits(row: Sequence[Line], run: Sequence[Sequence[Line]]) -> bool:
    """Whether each line of a row lies under one column of the run's widest row."""
    widest = max(run, key=len)
    return all(sum(min(line.x1, c.x1) - max(line.x0, c.x0) > -10 for c in widest) == 1 for line in row)


def _from_white(sheet: Sheet, run: Sequence[Sequence[Line]]) -> Table | None:
    spans: list[list[float]] = []
    for x0, x1 in sorted((line.x0, line.x1) for row in run if len(row) >= 3 for line in row):
        if spans and x0 < spans[-1][1] + 3:
            spans[-1][1] = max(spans[-1][1], x1)
        else:
            spans.append([x0, x1])
    if len(spans) < 3:
        return None
    edges = [spans[0][0] - 5, *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), spans[-1][1] + 5]
    cells: dict[tuple[int, int], list[Line]] = {}
    numbers = count(-1)
    row_number = next(numbers)
    for row in run:
        # A row without its first column, or in small letters throughout, carries on the entry above it.
        wraps = _slot(edges, row[0].centre) > 0 or all(line.text[:1].islower() for line in row)
        if not wraps or row_number < 0:
            row_number = next(numbers)
        for line in row:
            cells.setdefault((row_number, _slot(edges, line.centre)), []).append(line)
    top, bottom = min(line.top for line in run[0]), max(line.bottom for line in run[-1])
    return Table(sheet, top, bottom, tuple((r, c, tuple(found)) for (r, c), found in sorted(cells.items())))
