"""Who is meant where a sentence only counts those named before: `Hai Bộ gửi kết quả …`, `cả hai sở …`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.directives.clauses import Task
from extractors.folding import fold

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
