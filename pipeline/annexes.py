"""Where an annex begins: `PHỤ LỤC`, `(Kèm theo …)`, or the head of another paper that is attached."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.header import has_head
from pipeline.lines import Line, Sheet
from pipeline.phrases import is_capitals, starts_with

_ATTACHED = re.compile(r"^\W*\(?(ban hanh )?kem theo\b")


def begins_annex(sheet: Sheet, lines: Sequence[Line]) -> bool:
    """Whether a page begins an annex, or another paper that is attached."""
    rows = sheet.rows(lines)[:5]
    return any(is_annex_head(line) for row in rows for line in row) or has_head(sheet, lines)


def is_annex_head(line: Line) -> bool:
    """Whether a line is the heading of an annex."""
    if _ATTACHED.match(line.folded):
        return True
    return starts_with(line.text, "annexes", 0.9) and (
        is_capitals(line.text) or bool(re.match(r"phu luc \w{1,4}\b", line.folded))
    )
