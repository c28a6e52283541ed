"""Who is meant where a sentence only counts those named before: `Hai Bộ gửi kết quả …`, `các khoa này`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.directives.clauses import Paper, Task
from extractors.directives.parties import split
from extractors.folding import UPPER, fold

_COUNTED = re.compile(r"(?:ca )?(?P<count>hai|ba|bon) (?P<noun>[a-z]+(?: [a-z]+)?)(?: (?:nay|tren|noi tren|neu tren))?")
_COUNTS = {"hai": 2, "ba": 3, "bon": 4}
_LATEST = 8  # tasks before that are looked at


def named_before(who: tuple[str, ...], found: Sequence[Task]) -> tuple[str, ...]:
    """The bodies that `who` counts, of those who act in the tasks just before; empty where they are not so many."""
    counted = _COUNTED.fullmatch(fold(who[0])) if len(who) == 1 else None
    if counted is None:
        return ()
    names: dict[str, None] = {}
    for task in reversed(found[-_LATEST:]):
        for one in reversed(task.assignees):
            if fold(one).startswith(counted["noun"] + " "):
                names.setdefault(one)
    latest = list(names)[: _COUNTS[counted["count"]]]
    return tuple(reversed(latest)) if len(latest) == _COUNTS[counted["count"]] else ()


_REFERRED = re.compile(
    r"(?:[Cc]ác|[Hh]ai|[Bb]a|[Bb]ốn|[Nn]hững)\s+(?P<noun>\w+(?:\s\w+)?)\s+"
    r"(?:này|đó|trên|nêu trên|nói trên|kể trên|(?:nêu|có tên|được nêu) (?:tại|ở) (?:khoản|điểm|điều|mục) này)"
)
_TOLD_ON = re.compile(r"\s(?:được|đã|đang|là|có|phải|chưa|cần|thì|còn|sẽ|bị|tổ chức|thực hiện)\b|[;:.]")


def referred(paper: Paper, who: tuple[str, ...], block: int, start: int) -> tuple[str, ...]:
    """The bodies that the block named before, where a later sentence in it says `hai khoa này`; empty if none are."""
    said = _REFERRED.fullmatch(who[0]) if len(who) == 1 else None
    if said is None:
        return ()
    named = re.compile(rf"(?<!\w)(?:các\s+)?{re.escape(said['noun'])}\s+(?=[{UPPER}])", re.IGNORECASE)
    first = next((one for one in named.finditer(paper.text, block, start) if paper.text[one.end()].isupper()), None)
    over = _TOLD_ON.search(paper.text, first.end(), start) if first else None
    return split(paper.text[first.start() : over.start()]) if first and over else ()
