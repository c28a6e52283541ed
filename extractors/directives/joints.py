"""Duties that one sentence joins: `bố trí kinh phí …, đồng thời chi trả …`, `trực ban 24/24, báo cáo … hằng ngày`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from extractors.directives.clauses import Paper, Task, trimmed
from extractors.directives.cues import begins, words
from extractors.directives.objects import has_own_object

_JOINT = re.compile(r"[;,]\s+(?:và\s+)?đồng thời\s+|;\s+(?:bên cạnh đó|song song đó),?\s+")
_COPY = 24  # characters in which a copy is named
_JOINTS = 6  # of one sentence that are looked at
_STANDING = re.compile(
    r"(?:(?:tổ chức|bố trí|phân công|duy trì)\s+)?(?:thường\s+)?(?:ứng\s+)?trực\s+"
    r"(?:(?:ban|chỉ huy|cứu hộ|lãnh đạo)\s+)?"
    r"[^,;.:]{0,40}?24/24\s*(?:giờ|h)?(?:/ngày)?\s*[,;]\s+(?:và\s+)?",
    re.IGNORECASE,
)


def at_once(paper: Paper, task: Task) -> Iterator[Task]:
    """A task, and what is to be done at the same time: each a duty of its own; a deadline stays where it stands."""
    begin = task.start
    for first, second in islice(_joints(paper, task), _JOINTS):
        if (bounds := trimmed(paper, begin, first)) is None:
            continue
        held = _holds(paper, task, second)
        early = task.deadline is not None and not held and paper.limits[task.deadline][0] < second
        yield replace(
            task, start=bounds[0], end=bounds[1], clause=first,
            deadline=task.deadline if early else None, more=None,
        )  # fmt: skip
        begin, task = second, replace(task, deadline=None if early else task.deadline)
    yield replace(task, start=begin) if begin > task.start else task


def _holds(paper: Paper, task: Task, at: int) -> bool:
    """Whether the deadline of a task stands after `at`, in the same sentence."""
    return task.deadline is not None and paper.limits[task.deadline][0] >= at


def _joints(paper: Paper, task: Task) -> Iterator[tuple[int, int]]:
    """Where one duty ends and the next begins."""
    standing = _STANDING.match(paper.text, task.start, task.end)
    if standing is not None and task.deadline is not None and _acts(paper, standing.end(), task.end):
        yield standing.end() - 1, standing.end()
    for match in _JOINT.finditer(paper.text, task.start, task.end):
        if (
            _acts(paper, match.end(), task.end)
            and not _copied(paper, match.end())
            and not _rounds_off(paper, task, match)
        ):
            yield match.start(), match.end()


def _acts(paper: Paper, at: int, end: int) -> bool:
    return begins(paper.text, paper.folded, at, end, "action", "action_exact", "modal", "lead", "support") is not None


def _copied(paper: Paper, at: int) -> bool:
    """Whether only a copy of what comes before is sent (`đồng thời gửi bản mềm …`)."""
    return words("soft_copy").search(paper.folded, at, at + _COPY) is not None


def _rounds_off(paper: Paper, task: Task, joint: re.Match[str]) -> bool:
    """Whether what is joined only sends or reports what comes before it, or a copy of that."""
    verb = begins(paper.text, paper.folded, joint.end(), task.end, "rounds_off")
    limit = (
        paper.limits[task.deadline][0] if _holds(paper, task, joint.end()) and task.deadline is not None else task.end
    )
    return verb is not None and not has_own_object(paper, task.start, joint.end(), verb.end(), min(limit, task.end))
