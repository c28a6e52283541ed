"""The words that make or unmake a deadline: rows of `data/deadline_cues.csv`, matched in folded text.

Roles: `before`, `by`, `within`, `on` stand before a date and give its bound; `complete` and `duty` are what must be
done (only `complete` goes with a mere period, `hoàn thành trong quý IV`); `reject` tells of another date (a day of
effect, a reporting period), `reject_weak` of an event where the bound is weak; `neutral` hides a duty inside another
word (`chương trình`); `conditional` opens a case; `time_column` heads the column of a table that holds deadlines.
A whole year is a deadline only beside what it `ends`; a period where the sentence orders (`own_order`, `order`). What
`meets` right after a rule is a regular meeting. `time` are words that a cell of deadlines may hold besides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors import cues
from extractors.folding import canonical, fold

CUES = "deadline_cues.csv"
_NEAREST = ("complete", "duty", "reject", "reject_weak", "neutral")


_IN_NAME = re.compile(r"\w\s(?:-\s)?$")  # Ban Tổ chức, Phòng Tài chính - Kế hoạch: no verb


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue met in text: its role and its bounds."""

    role: str
    start: int
    end: int
    text: str


@cache
def phrases(role: str) -> tuple[str, ...]:
    """The folded cues of `role`, longest first."""
    return tuple(sorted((fold(cue) for cue, its in cues.rows(CUES) if its == role), key=len, reverse=True))


def alternation(*roles: str) -> str:
    """A regular expression of the cues of `roles` for folded text."""
    return cues.folded(CUES, *roles)


@cache
def _table() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    roles = {fold(cue): (role, cue) for name in reversed(_NEAREST) for cue, role in cues.rows(CUES) if role == name}
    return re.compile(rf"\b(?:{alternation(*_NEAREST)})(?!\w)"), roles


def met(text: str, folded: str, start: int, end: int) -> list[Cue]:
    """The cues of what must be done and of what is no deadline, between two places of a text, in order.

    What must be done is known without its accents, as OCR may lose them; what speaks against a deadline only with
    them (`họp` is not `hợp`).
    """
    pattern, roles = _table()
    found = []
    for match in pattern.finditer(folded, start, end):
        phrase = " ".join(match[0].split())
        role, cue = roles[phrase]
        written = canonical(" ".join(text[match.start() : match.end()].split())).lower()
        if role in {"reject", "reject_weak"} and written != canonical(cue).lower():
            continue
        if text[match.start()].isupper() and _IN_NAME.search(text, max(start, match.start() - 4), match.start()):
            continue
        found.append(Cue(role, match.start(), match.end(), phrase))
    return found
