"""Items of lists: their marks and levels, the headings between them, and what a list hands down to its items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.directives.clauses import Task

ITEM = re.compile(
    r"[\s*_.,~'\"]*(?:(?P<article>Điều\s+\d+\s*[.:])|(?P<number>\(?\d{1,2}(?:\.\d{1,2})*\s*[.)/-]"
    r"|(?:Khoản|Nhiệm vụ)\s+\d+\s*[.:])|(?P<letter>[a-zđ]\s*[).](?=\s))"
    r"|(?P<roman>[IVX]{1,4}\s*[.)/-])|(?P<dash>[-–+•*](?=\s|\w)))\s*"
)
LEVELS = {"roman": 1, "article": 2, "number": 3, "letter": 4, "dash": 5}
INNERMOST = 9.0  # how deep stands what is in an item's own block
_DOTTED = re.compile(r"\d+\.\d")


def depth(item: re.Match[str] | None, level: int) -> float:
    """How deep an item of `level` stands under others: `3.1.` is of the level of `3.`, but under it."""
    dotted = item is not None and item["number"] is not None and _DOTTED.search(item["number"]) is not None
    return level + 0.5 if dotted else level


def inner_depth(item: re.Match[str] | None, level: int) -> float:
    """How deep an item of `level` stands, where `+` stands under `-`."""
    return level + 0.5 if item is not None and item["dash"] == "+" else depth(item, level)


@dataclass(slots=True)
class Lead:
    """What an opening sentence hands down to the items under it; `details` where it ordered something itself.

    `level` is that of its items, found at the first; `above` how deep the item is which opens the list, 0 if none does.
    `outer` is the list in which a heading stands, that goes on after its own items. `announced` are words that only
    announce the items (`báo cáo các nội dung sau`); `found` how many tasks came before them, `begun`
    before a heading, too. What is `asked` is the writer's request, whoever heads the list.
    """

    assignees: tuple[str, ...]
    support: tuple[str, ...]
    details: bool
    level: int = 0
    above: float = 0
    outer: Lead | None = None
    announced: Task | None = None
    found: int = 0
    begun: int = 0
    asked: bool = False

    def holds(self, level: int, deep: float, *, acts: bool) -> bool:
        """Whether a block belongs to the list: it is an item, or begins with what must be done (then it `acts`)."""
        if level == 0:
            return self.level == 0 and acts
        if deep <= self.above:
            return False
        if self.level == 0:
            self.level = level
        return level >= self.level

    def around(self, level: int, deep: float) -> Lead | None:
        """The list in which an item of `level` stands, so `deep`, that heads a list of its own."""
        lead: Lead | None = self
        while lead is not None and deep <= lead.above:
            lead = lead.outer
        if lead is not None and lead.level == 0:
            lead.level = level
        return lead if lead is not None and lead.level == level else None


def is_heading(text: str) -> bool:
    """Whether a short block is written in capitals."""
    if len(text) >= 160:
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 4 and sum(c.isupper() for c in letters) > 0.75 * len(letters)
