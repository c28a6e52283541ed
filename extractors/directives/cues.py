"""Words of directives: rows of `data/directive_cues.csv`, matched in folded text.

Roles: `order` and `request` open a directive; `lead` and `support` tell who leads and who helps; `action` begins what
must be done; `report` needs an answer; `party` begins the name of an assignee; `channel` is a way, not a body;
the columns of a table of tasks are `action_column`, `lead_column`, `support_column`.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from extractors.folding import canonical, fold

CUES = Path(__file__).parents[1] / "data" / "directive_cues.csv"


@cache
def rows() -> tuple[tuple[str, str], ...]:
    """`(cue, role)` as written."""
    with CUES.open(encoding="utf-8", newline="") as lines:
        return tuple((row["cue"], row["role"]) for row in csv.DictReader(lines))


@cache
def words(*roles: str) -> re.Pattern[str]:
    """A pattern of the cues of `roles` as whole words in folded text."""
    phrases = sorted({fold(cue) for cue, role in rows() if role in roles}, key=len, reverse=True)
    joined = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<![\w/])(?:{joined})(?!\w)")


@cache
def _written() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for cue, _ in rows():
        found.setdefault(fold(cue), set()).add(canonical(cue).lower())
    return found


def accented(written: str) -> bool:
    """Whether a cue of one syllable stands in the text with its own accents (`chuyển` is not `chuyên`); longer cues
    are known without them, as OCR may lose some."""
    plain = " ".join(fold(written).split())
    return " " in plain or canonical(written).lower() in _written().get(plain, set())
