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
    """`(table, column)` of each column of deadlines: its heading says so, and the table is one of tasks."""
    headings: dict[tuple[int, int], str] = {}
    for block in doc.spans["blocks"]:
        cell = block._.cell
        if cell is None or cell[1] > 2 or len(block) > 3 * _HEADING_WORDS:
            continue
        key = (cell[0], cell[2])
        headings[key] = f"{headings.get(key, '')} {fold(nfc(block.text))}".strip()
    found = set()
    cue = re.compile(rf"\b(?:{alternation('time_column')})\b")
    for (table, column), text in headings.items():
        row = " ".join(other for (its, at), other in headings.items() if its == table and at != column)
        if cue.search(text) and (_EXACT.search(text) or _WORK.search(row)):
            found.add((table, column))
    return found
