"""The words that make or unmake a deadline: rows of `data/deadline_cues.csv`, matched in folded text.

Roles: `before`, `by`, `within`, `on` stand before a date and give its bound; `complete` and `duty` are what must be
done (only `complete` goes with a mere period, `hoàn thành trong quý IV`); `reject` tells of another date (a day of
effect, a reporting period), `reject_weak` of an event where the bound is weak, `starts` of one that is a duty where
the sentence orders it, `topic` is what a period may belong
to; `neutral` hides a duty inside another word (`chương trình`). `told_after` and `told_weakly_after` begin what is
told of a day (`đến ngày 30/9 đạt 50%`), `must_after` what must be done by it, `foreseen` what is only expected;
`tells` are duties that may have a year as their topic. `conditional` opens a case; `time_column` heads the column of a
table that holds deadlines. A whole year is a deadline only beside what it `ends`; a period where the sentence orders
(`own_order`, `order`). What `meets` right after a rule is a regular meeting. `time` are words that a cell of deadlines
may hold besides. An `act` is asked only where no other cue stands, an `actor` opens what a body does; what `lasts` goes
on until a day or for a span. What `bars` a verb right after it (`bars_duty` one that hands nothing in) makes what is
told of it, what `clouds` one may. A `length` is how long something goes on, no limit. What a sentence
`forbids` before a day is nothing that must be done by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors import cues
from extractors.folding import canonical, fold

CUES = "deadline_cues.csv"
_NEAREST = ("complete", "duty", "act", "reject", "reject_weak", "starts", "topic", "neutral")
_ORDERS = ("own_order", "order")


_IN_NAME = re.compile(r"\w\s(?:-\s)?$")  # Ban Tổ chức, Phòng Tài chính - Kế hoạch: no verb
_WITH_ACCENTS = {"reject", "reject_weak", "starts", "topic"}


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
    return tuple(sorted(map(fold, cues.of_roles(CUES, (role,))), key=len, reverse=True))


def alternation(*roles: str) -> str:
    """A regular expression of the cues of `roles` for folded text."""
    return cues.folded(CUES, *roles)


@cache
def _table(*of: str) -> tuple[re.Pattern[str], dict[str, dict[str, str]]]:
    """A pattern of the cues with a role in `of`; of each folded phrase its spellings, each with the first such role."""
    roles: dict[str, dict[str, str]] = {}
    for role in of:
        for cue in cues.of_roles(CUES, (role,)):
            roles.setdefault(fold(cue), {}).setdefault(canonical(cue).lower(), role)
    return re.compile(rf"\b(?:{alternation(*of)})(?!\w)"), roles


def _is_other_word(written: str, phrase: str, role: str) -> bool:
    """Whether one syllable bears accents of its own, not those of the cue `phrase`; an act's must stand (`trong`)."""
    return " " not in phrase and (written != phrase or role == "act")


def orders(text: str, folded: str, start: int, end: int, *roles: str) -> list[Cue]:
    """The cues that order or ask between two places (`giao`, and neither `giáo dục` nor `giao thông`)."""
    return [cue for cue in met(text, folded, start, end, "neutral", *(roles or _ORDERS)) if cue.role != "neutral"]


def met(text: str, folded: str, start: int, end: int, *roles_of: str) -> list[Cue]:
    """The cues of what must be done and of what is no deadline, between two places of a text, in order.

    What must be done is known without its accents, as OCR may lose them, but a short word with others is another
    word (`đóng` is not `đồng`); what speaks against a deadline is known only with them (`họp` is not `hợp`).
    """
    pattern, roles = _table(*(roles_of or _NEAREST))
    found = []
    for match in pattern.finditer(folded, start, end):
        phrase = " ".join(match[0].split())
        written = canonical(" ".join(text[match.start() : match.end()].split()))
        stop = match.end()
        verb = phrase.split()[0]
        if verb != phrase and verb in roles and written.split()[1][:1].isupper():
            phrase, stop = verb, match.start() + len(verb)  # Giao Ban Tuyên giáo hướng dẫn: no `giao ban`
            written = written.split()[0]
        written = written.lower()
        role = roles[phrase].get(written) or next(iter(roles[phrase].values()))
        if written not in roles[phrase] and (role in _WITH_ACCENTS or _is_other_word(written, phrase, role)):
            continue
        if text[match.start()].isupper() and _IN_NAME.search(text, max(start, match.start() - 4), match.start()):
            continue
        found.append(Cue(role, match.start(), stop, phrase))
    return found
