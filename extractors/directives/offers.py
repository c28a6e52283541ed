"""The usual offer of help, which orders nothing: `nếu có vướng mắc, đề nghị liên hệ …`."""

from __future__ import annotations

import re

from extractors.directives.author import Author
from extractors.directives.clauses import Paper, Task
from extractors.directives.cues import begins, words
from extractors.directives.parties import reported

REPORTS = "báo cáo"  # what difficulties are told with
_CASE = 260  # characters before a contact in which the case is told


def only_offers(paper: Paper, author: Author, ordered: Task, end: int) -> bool:
    """Whether what is asked only offers help, to nobody by name or by telephone."""
    contact = begins(paper.text, paper.folded, ordered.start, end, "contact") is not None
    in_case = words("case").search(paper.folded, max(0, ordered.start - _CASE), end) is not None
    return contact and in_case and not _named_report(paper, author, ordered, end)


def _named_report(paper: Paper, author: Author, ordered: Task, end: int) -> bool:
    """Whether those who may meet with difficulties are named, and the body that they are to tell (no telephone)."""
    to, _ = reported(f"{REPORTS} {paper.text[ordered.start : end]}")
    named = ordered.assignees and ordered.assignees != author.addressees
    return bool(named) and to is not None and not re.search(r"\d{3}", paper.text[ordered.start : end])
