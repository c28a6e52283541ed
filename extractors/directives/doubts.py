"""What speaks against a directive that was read: each of these shapes often means something else."""

from __future__ import annotations

import re

from extractors.directives.clauses import Paper, Task
from extractors.directives.cues import begins

DOUBTED = 0.86  # how plainly something is ordered at most
_SHORT = 5  # words that tell what must be done in full
_WORD = re.compile(r"\w+")
_OPENS = re.compile(r"(?:nếu|trường hợp|không|nghiêm cấm|đồng thời|trong đó)\b", re.IGNORECASE)
_INSIDE = re.compile(r"\btrong đó\b|\b(?:nội dung|thời hạn|việc|nhiệm vụ|như|cụ thể)(?: sau)?\W*$")
_WHO = re.compile(
    r"\d|\b(?:về|của|và|để|với|cho|là|thì|không|phải|mỗi \w+)$|\bcó trách nhiệm\b|\b(?:này|đó)$", re.IGNORECASE
)


def _is(paper: Paper, task: Task, *roles: str) -> bool:
    return begins(paper.text, paper.letters, task.start, task.end, *roles) is not None


def sure(paper: Paper, task: Task) -> float:
    """How plainly a task is ordered, with what speaks against it: too short, told only in part, named badly."""
    action = paper.text[task.start : task.end]
    doubtful = (
        len(_WORD.findall(action)) < _SHORT
        or _OPENS.match(action)
        or _INSIDE.search(action)
        or (_is(paper, task, "product") and not _is(paper, task, "action", "action_exact"))  # danh sách gửi về …
        or any(_WHO.search(one) for one in task.assignees)
    )
    return min(task.sure, DOUBTED) if doubtful else task.sure
