"""Running text and tables of several pages as blocks, joined over page breaks; strokes of the pen apart."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Block
from pipeline.lines import Line, Sheet, cut, is_readable
from pipeline.paragraphs import Row, paragraphs, row_of, strokes
from pipeline.tables import tables


def running(parts: Sequence[tuple[Sheet, Sequence[Line]]], first_table: int = 0) -> tuple[list[Block], int]:
    """Running text and tables as blocks, and how many tables there are; they are numbered from `first_table` on."""
    blocks: list[Block] = []
    rows: list[Row] = []
    count = 0
    for sheet, lines in parts:
        grids = tables(sheet, lines)
        free = _outside(lines, {id(word) for table in grids for line in table.lines for word in line.words})
        for table in grids:
            above = [line for line in free if line.middle < table.top]
            rows += [row_of(row, sheet) for row in sheet.rows(above)]
            free = [line for line in free if line.middle >= table.top]
            blocks += [*paragraphs(rows), *table.blocks(first_table + count)]
            rows = []
            count += 1
        rows += [row_of(row, sheet) for row in sheet.rows(free)]
    return [*blocks, *paragraphs(rows)], count


def _outside(lines: Sequence[Line], inside: set[int]) -> list[Line]:
    """The lines without the words `inside` tables, those that lie across an edge cut there."""
    free = [line for line in lines if not any(id(word) in inside for word in line.words)]
    for line in lines:
        if any(id(word) in inside for word in line.words):
            free += cut(line, [[word for word in line.words if id(word) not in inside]])
    return free


def without_strokes(sheet: Sheet, lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines without what the pen left among them, and that apart."""
    kept: list[Line] = []
    noise: list[Line] = []
    for row in sheet.rows(lines):
        if not is_readable(row):
            noise += row
            continue
        for line in row:
            text, pen = strokes(line)
            kept += cut(line, [text])
            noise += cut(line, [pen])
    return kept, noise
