"""The line that a fax machine prints above a page: when it was sent, by whom, from which number, which page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.lines import Line, Sheet

HEIGHT = 0.06
"""Part of the page's height, from its head, within which it stands."""
ENTRIES = (
    re.compile(r"\b\d{1,2}[:.h]\s?\d{2}\s*(?:[ap]m\b)?(?![\d/.])"),
    re.compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W+\d"),
    re.compile(r"(?<![\d/.-])(?<!\d:)\+?(?!\d{1,4}[.-]\d{1,2}[.-]\d{2,4}\b)\d(?:[ .-]?\d){7,}(?![\d/:])"),
    re.compile(r"\bfax\b|\bfr[o0]m\b|\bt[o0]\s*[:;.]|\btel\b"),
    re.compile(r"\b(?:p|pg|page|trang)\W{0,3}\d{1,3}\b|\b\d{1,3}\s*/\s*\d{1,3}\W*$"),
)
"""Time, date, a telephone number, whose fax, which page: of folded text."""
ENOUGH = 3
"""So many of them make such a line: an arrival stamp has the date and the time."""


def fax_head(sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
    """The lines of the uppermost row of a page where a fax machine printed it."""
    upper = [line for line in lines if line.middle < HEIGHT * sheet.page.height]
    for row in sheet.rows(upper):
        text = " ".join(line.folded for line in row)
        if sum(bool(entry.search(text)) for entry in ENTRIES) >= ENOUGH:
            return row
    return []
