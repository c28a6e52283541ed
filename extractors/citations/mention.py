"""One place where a document is cited, and the articles, clauses and points named before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.numbering import Number

MOST = 800  # no dispatch cites more; text made to exhaust us does


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a document is cited: `start` to `end` from its noun to its issuer, in characters.

    `value_start` to `value_end` are its number or name alone. `number` is null for a law cited by `name` and for a
    short repeat (`repeat` is then `this`, `above` or the bare number). `title_end` is where its title ends (`end`
    where it has none). `own_noun` is false where the noun is shared with the mention before, `glued` true where this
    one carries on a list; `listed` where the issuer is named before it, `headed` where the head of the list names it
    (`các Công văn của Sở Y tế: số …`). `days` are the dates behind it (ISO 8601), of which `dated` is its own,
    `yearless` a day and month without a year; `same_day` where its date is said to be also that of those before it,
    `as_before` where theirs is its own. `doubtful` where its date or issuer is no more than likely.
    """

    start: int
    end: int
    title_end: int
    number: Number | None = None
    name: str | None = None
    repeat: str | None = None
    kind: str | None = None
    dated: str | None = None
    days: tuple[str, ...] = ()
    yearless: tuple[int, int] | None = None
    same_day: bool = False
    as_before: bool = False
    issuer: str | None = None
    title: str | None = None
    provisions: tuple[str, ...] = ()
    value_start: int = 0
    value_end: int = 0
    own_noun: bool = True
    glued: bool = False
    listed: bool = False
    headed: bool = False
    sure: float = 1.0
    doubtful: bool = False

    @property
    def said_when(self) -> bool:
        """Whether a date, whole or not, stands with the mention itself."""
        return self.dated is not None or bool(self.days) or self.yearless is not None


_PROVISION = (
    r"(?:diem\s+(?:[a-z]|\d+(?:\.\d+)*)(?:\s*(?:,|va)\s*(?:diem\s+)?[a-z](?!\w))*|khoan\s+\d+[a-z]?(?:\s*(?:,|va)\s*(?:khoan\s+)?\d+[a-z]?(?!\w))*"
    r"|dieu\s+\d+[a-z]?(?:\s*(?:,|va|-)\s*(?:dieu\s+)?\d+[a-z]?(?!\w))*|muc\s+(?:[ivxl]+|\d+(?:\.\d+)*)(?!\w)|chuong\s+[ivxl]+|phan\s+(?:[ivxl]+|thu\s+\w+)|phu\s+luc\s+(?:[ivxl]+|\d+)|tiet\s+\w)"
)
_PROVISIONS = re.compile(
    rf"\b(?P<all>{_PROVISION}(?:\s*,?\s*(?:va\s+)?(?:cua\s+)?{_PROVISION})*)\s*,?\s*(?:cua\s+|tai\s+|trong\s+)?(?:cac\s+)?$"
)


def provisions(text: str, folded: str, start: int) -> tuple[tuple[str, ...], int]:
    """The articles, clauses and points named before the noun at `start`."""
    floor = max(0, start - 140)
    window = folded[floor:start]
    match = _PROVISIONS.search(window.rsplit("\n", 1)[-1])
    if match is None:
        return (), start
    shift = start - len(window.rsplit("\n", 1)[-1])
    written = " ".join(text[shift + match.start("all") : shift + match.end("all")].split())
    return (written,), shift + match.start("all")
