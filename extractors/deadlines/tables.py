"""Columns of tables that hold deadlines (`Thời gian hoàn thành`), in annexes and bodies."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from extractors.deadlines.cues import alternation
from extractors.folding import fold, nfc

_HEADING_WORDS = 9
_WORK = re.compile(
    r"\b(?:noi\s+dung|nhiem\s+vu|cong\s+viec|chu\s+tri|thuc\s+hien|san\s+pham|phoi\s+hop|bao\s+cao|chi\s+tieu)\b"
)
_EXACT = re.compile(
    r"\b(?:hoan\s+thanh|thoi\s+han|han\s+\w+|tien\s+do|thoi\s+gian\s+(?:thuc\s+hien|trinh|bao\s+cao))\b"
)


def time_columns(doc: Doc) -> set[tuple[int, int]]:
    """`(table, column)` of each column of deadlines: its heading says so, and the table is one of tasks.

    Where no heading says so, the column of a table of tasks in which most cells hold a bound and a figure.
    """
    headings: dict[tuple[int, int], str] = {}
    dated: dict[tuple[int, int], list[bool]] = {}
    bound = re.compile(rf"\W*(?:{alternation('before', 'by', 'within', 'on', 'complete')})\b.*\d")
    for block in doc.spans["blocks"]:
        cell = block._.cell
        if cell is None:
            continue
        key = (cell[0], cell[2])
        text = fold(nfc(block.text[:200]))
        if cell[1] > 0:
            dated.setdefault(key, []).append(bound.match(text) is not None)
        if cell[1] <= 2 and len(block) <= 3 * _HEADING_WORDS:
            headings[key] = f"{headings.get(key, '')} {text}".strip()
    found = set()
    cue = re.compile(rf"\b(?:{alternation('time_column')})\b")
    for (table, column), text in headings.items():
        row = " ".join(other for (its, at), other in headings.items() if its == table and at != column)
        if cue.search(text) and (_EXACT.search(text) or _WORK.search(row)):
            found.add((table, column))
    for (table, column), cells in dated.items():
        work = any(_WORK.search(text) for (its, _), text in headings.items() if its == table)
        if work and not any(its == table for its, _ in found) and sum(cells) >= max(2, 0.5 * len(cells)):
            found.add((table, column))
    return found
