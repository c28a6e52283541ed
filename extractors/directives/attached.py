"""A deadline that a later sentence tells of what was asked for just before: `Báo cáo gửi về Sở trước ngày …`."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.directives.clauses import Paper, Task, is_sent
from extractors.directives.cues import begins, words
from extractors.directives.lists import states

_AWAITED = re.compile(r"\bmong\s+(?:som\s+)?nhan\s+duoc\s+(?:\w+\s+){0,3}(?:tra\s+loi|y\s+kien|gop\s+y|phan\s+hoi)\b")
_NEAR, _ALL = 3, 8  # tasks before to which such a sentence may belong; where it speaks of all of them


def attach(paper: Paper, found: list[Task], start: int, end: int, inside: list[int], *, details: bool) -> bool:
    """Give the deadline of a sentence to the tasks of `found` that it belongs to; false where there are none.

    `details`: the sentence stands in a list under an order that said what must be done.
    """
    text, letters = paper.text, paper.letters
    sent = is_sent(paper, start, end)
    term = begins(text, letters, start, end, "term") is not None and not states(paper, start, end)
    both = begins(text, letters, start, end, "all_of_it") is not None
    this = not both and (
        (begins(text, letters, start, end, "this_work") is not None and not letters.startswith("viec nao", start))
        or (sent and letters.startswith("ket qua", start))
        or (_AWAITED.search(letters, start, paper.limits[inside[0]][0]) is not None)
    )
    if not (sent or details or term or this or both):
        return False
    done = False
    for index in range(len(found) - 1, max(-1, len(found) - 1 - (_ALL if both else _NEAR)), -1):
        task = found[index]
        if task.deadline is not None or (this and done):
            break
        if details or this or both or words("report").search(letters, task.start, task.end):
            found[index] = replace(task, deadline=inside[-1], more=(start, end))
            done = True
    return done
