"""Work whose fields follow it: `Rà soát hồ sơ. Đơn vị chủ trì: Phòng A; thời gian hoàn thành: 31/5/2024.`"""

from __future__ import annotations

import re

from extractors.directives.actors import is_party, who_of
from extractors.directives.clauses import Paper, Task
from extractors.directives.lists import verb_at
from extractors.directives.parties import split

SURE = 0.8  # who acts is told by a label, and no order is said
_WHO = r"(?:đơn vị|cơ quan|bộ phận|phòng|ban|người|cá nhân)\s+"
_DOES = r"(?:được giao\s+)?(?:chủ trì|thực hiện|phụ trách|tham mưu|đầu mối|làm đầu mối|chịu trách nhiệm)"
_LEADS = re.compile(rf"(?:{_WHO}{_DOES}(?:\s+thực hiện)?|phụ trách|chủ trì)\s*:\s*", re.IGNORECASE)
_HELPS = re.compile(rf";\s+(?:{_WHO})?phối hợp(?:\s+thực hiện)?\s*:\s*", re.IGNORECASE)
_OVER = re.compile(r";\s|\.\s")


def of_fields(paper: Paper, block: int, start: int, end: int) -> Task | None:
    """The work that a block began with, where a later sentence of it labels who does it, who helps and by when."""
    leads = _LEADS.match(paper.text, start, end) if start > block else None
    if leads is None or not is_party(paper, leads.end(), end) or not verb_at(paper, block, start):
        return None
    helps = _HELPS.search(paper.text, leads.end(), end)
    due = next((index for index, (at, _) in enumerate(paper.limits) if start <= at < end), None)
    support = _named(paper, helps.end(), end) if helps else ()
    return Task(block, start, _named(paper, leads.end(), end), support, deadline=due, sure=SURE)


def _named(paper: Paper, start: int, end: int) -> tuple[str, ...]:
    over = _OVER.search(paper.text, start, end)
    return split(who_of(paper, start, over.start() if over else end))
