"""Where an annex begins: `PHỤ LỤC`, `(Kèm theo …)`, or the head of another paper that is attached."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.header import has_head
from pipeline.lines import Line, Sheet
from pipeline.phrases import is_capitals, starts_with

_ATTACHED = re.compile(r"^\W*\(?(ban hanh )?kem theo\b")
_BEGUN = re.compile(r"[^\w(]*([\w(])")
"""What a line begins with: `kèm theo Nghị định số …` without a bracket and in small letters is running text."""
_PAPER_END = re.compile(r"\./\.?$")
"""`(Kèm theo: Bảng khái toán)./.` ends a paper, and heads no annex."""

_NUMBERED = re.compile(r"phu luc (?:so )?\w{1,4}\b")
# and how running text goes on behind it: `Phụ lục I Quyết định số …`, `Phụ lục 2, 3 và các biểu`, `Phụ lục II của …`
_RUNS_ON = re.compile(
    r"\s*(?:[,;]|(?:va|cua|tai|thi|duoc|nay|neu|noi|trong|cho|de|da|ban hanh|dinh kem)\b"
    r"|(?:quyet dinh|nghi dinh|nghi quyet|thong tu|ke hoach|cong van|huong dan|quy dinh|quy che|luat|thong bao|bao cao)"
    r"\s+(?:so\b|nay\b|\d))"
)


def begins_annex(sheet: Sheet, lines: Sequence[Line]) -> bool:
    """Whether a page begins an annex, or another paper that is attached."""
    rows = sheet.rows(lines)[:5]
    return any(is_annex_head(line) for row in rows for line in row) or has_head(sheet, lines)


def is_annex_head(line: Line) -> bool:
    """Whether a line is the heading of an annex."""
    if _ATTACHED.match(line.folded) and (begun := _BEGUN.match(line.text)):
        return not begun[1].islower() and not _PAPER_END.search(line.text)
    numbered = _NUMBERED.match(line.folded)
    if numbered is not None and not is_capitals(line.text) and _RUNS_ON.match(line.folded, numbered.end()):
        return False
    return starts_with(line.text, "annexes", 0.9) and (is_capitals(line.text) or numbered is not None)
