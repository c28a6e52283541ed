"""Who is named after what they are to do: `An ninh do Công an xã bảo đảm`, `việc lưu hồ sơ do thư ký phụ trách`."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.directives.actors import action_start, is_party, who_of
from extractors.directives.clauses import Paper, Task
from extractors.directives.cues import begins, met, words
from extractors.directives.lists import verb_at
from extractors.directives.parties import party_at, split

SURE = 0.7  # what no order says, only its form
_BY = re.compile(r"(?:\s+là|\s+sẽ)?\s+do\s+")
_GIVEN = re.compile(rf"{_BY.pattern}|\s+(?:được\s+)?giao\s+(?:cho\s+)?")
_BREAK = re.compile(r"[;:.]")
_WORK, _NAMES = 220, 160  # characters of the work that is told first, and of the names of those who do it
_PAST = re.compile(r"\b(?:đã|vừa|đang)\b")
_SHORT = 80  # characters of a thing that is no work by its name
_PRODUCT = 60


def by_agent(paper: Paper, start: int, end: int) -> Task | None:
    """What a clause says is to be done by those it names after it; null where it says no such thing."""
    if begins(paper.text, paper.letters, start, end, "tells", "states"):
        return None
    if told := by_label(paper, start, end):
        return told
    text = paper.text
    work = words("work").match(paper.letters, start, end)
    at = work.end() + 1 if work else start
    if not work and (verb_at(paper, start, end) or is_party(paper, start, end)):
        return None  # kiểm tra các công trình do xã làm chủ đầu tư; Tổ công tác do đồng chí A làm Tổ trưởng
    money = begins(text, paper.letters, at, end, "money") is not None
    named = _GIVEN if work else _BY
    for match in named.finditer(text, at, min(end, at + (_WORK if work else _SHORT))):
        if _BREAK.search(text, at, match.start()) or _PAST.search(text, at, match.start()):
            return None
        if not is_party(paper, match.end(), end):
            continue
        stop = min(end, match.end() + _NAMES)
        over = _BREAK.search(text, match.end(), stop)
        made = _done_by(paper, match, over.start() if over else stop)
        if made is None or (money and begins(paper.text, paper.letters, made[0], end, "pays")):
            continue  # Tiền ăn, ở do đơn vị cử đi chi trả: what who goes to a meeting knows
        product = begins(text, paper.letters, at, end, "product") is not None
        apart = None if product else (match.start(), made[1])
        return Task(at, end, split(who_of(paper, match.end(), made[0])), sure=SURE, agent=apart)
    return None


_LABEL = re.compile(r"[^:;.]{3,120}:\s+")
_ENDS = re.compile(r"\s*(?:[,;.(]|$|/|(?:trong|trước|chậm nhất|xong|hoàn thành|từ|đến|vào)\b)")


def by_label(paper: Paper, start: int, end: int) -> Task | None:
    """What a label says is to be done, after which only who does it stands: `Khánh tiết: Văn phòng phụ trách`."""
    label = _LABEL.match(paper.text, start, end)
    if label is None or is_party(paper, start, label.end()) or not is_party(paper, label.end(), end):
        return None
    stop = min(end, label.end() + _NAMES)
    takes = next(met(paper.text, paper.folded, label.end(), stop, "takes_on"), None)
    if takes is None or _ENDS.match(paper.text, takes.end(), end) is None:
        return None
    if _BREAK.search(paper.text, label.end(), takes.start()) or action_start(paper, label.end(), takes.start()):
        return None
    work = words("work").match(paper.letters, start, end)
    at = work.end() + 1 if work else start
    over = start + len(label[0].rstrip(" :"))
    return Task(at, end, split(who_of(paper, label.end(), takes.start())), sure=SURE, agent=(over, takes.end()))


def _done_by(paper: Paper, by: re.Match[str], stop: int) -> tuple[int, int] | None:
    """Where the names end, and where what is left out does: with the verb, if it only says that they do it."""
    verb = action_start(paper, by.end(), stop)
    takes = next(met(paper.text, paper.folded, by.end(), stop, "undertakes", "takes_on"), None)
    if takes is not None and (verb is None or takes.start() <= verb):
        merely = begins(paper.text, paper.letters, takes.start(), stop, "takes_on") is not None
        return takes.start(), takes.end() if merely else takes.start() - 1
    if verb is None or begins(paper.text, paper.letters, verb, stop, "made_by") is not None:
        return None
    return verb, verb - 1


def made_by(paper: Paper, task: Task) -> Task:
    """A task, of those who are named as the makers of its product (`; danh sách do Phòng Chính trị tổng hợp …`)."""
    product = begins(paper.text, paper.letters, task.start, task.end, "product")
    by = _BY.search(paper.text, task.start, min(task.end, task.start + _PRODUCT)) if product else None
    if product is None or by is None or not _is_by(paper, task, product, by):
        return _made(paper, task) if task.agent is None and not product else task
    verb = action_start(paper, by.end(), min(task.end, by.end() + _NAMES))
    if verb is None or not is_party(paper, by.end(), task.end):
        return task
    return replace(task, assignees=split(who_of(paper, by.end(), verb)), support=())


def _is_by(paper: Paper, task: Task, product: re.Match[str], by: re.Match[str]) -> bool:
    """Whether `do` in a task tells who makes its product: not what that tells of (`báo cáo Sở việc do xã làm`)."""
    between = paper.text[task.start : by.start()]
    ends_early = "," in between or _BREAK.search(between) is not None
    return not ends_early and party_at(paper.text, paper.letters, product.end() + 1, task.end) is None


def _made(paper: Paper, task: Task) -> Task:
    found = by_agent(paper, task.start, task.end)
    if found is None:
        return task
    return replace(task, start=found.start, assignees=found.assignees, support=(), agent=found.agent)
