"""Works that wait for their fields: `1. Rà soát hồ sơ` and, in the blocks after it, `- Đơn vị chủ trì: Phòng A`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractors.directives.actors import is_party
from extractors.directives.clauses import Paper, Task, cut
from extractors.directives.fields import Fields, bearer_alone, fields_of, labelled, limit_alone
from extractors.directives.items import LEVELS
from extractors.directives.lists import after_label, states, verb_at
from extractors.directives.openings import opens_list
from extractors.directives.sentences import sentences

SURE = 0.8  # who acts is told by a label, and no order is said
_DATED = 0.75  # only by when is told
_MOST = 40  # works that have the same fields
_TITLE = 3  # spaces in the shortest title of a work that begins with no verb


@dataclass(slots=True)
class Work:
    """A block that may tell of a work: its bounds, how `deep` it stands as an item, its own tasks among those found.

    A `noun` is a title without a verb, and a work only where somebody is named who does it.
    """

    start: int
    end: int
    deep: float
    found: range
    noun: bool = False
    fields: Fields = field(default_factory=Fields)


@dataclass(slots=True)
class Works:
    """The works `waiting` for their fields; of some of them a row of fields has `told`."""

    waiting: list[Work] = field(default_factory=list)
    told: bool = False

    def titled(self, deep: float) -> bool:
        """Whether a block that stands so `deep` stands under a title without a verb."""
        return any(one.noun and one.deep < deep for one in self.waiting)

    def begin(self, work: Work | None, deep: float) -> None:
        """After a block that stands so `deep` and is no row of fields: the work that it tells of, if any."""
        if work is not None:
            self.waiting = [one for one in self.waiting[-_MOST:] if 0 < one.deep <= deep] + [work]
        elif deep > 0:
            self.waiting = [one for one in self.waiting if one.deep < deep]

    def take(self, paper: Paper, start: int, end: int, deep: float) -> bool:
        """Whether fields of the works that wait for them begin at `start`, so `deep`: then they tell of them."""
        if not self.waiting:
            return False
        told = fields_of(paper, start, end)
        if told is None and (self.told or deep == 0 or deep > self.waiting[-1].deep):
            told = limit_alone(paper, start, end) or bearer_alone(paper, start, end)
        if told is None:
            return self._fill(paper, start, end)
        self._tell(told, deep)
        return True

    def settled(self, paper: Paper, found: list[Task], nobody: tuple[str, ...]) -> list[Task]:
        """Tell the tasks `found` what fields came, and give those of works that found none; then wait anew."""
        waiting, self.waiting = (self.waiting, []) if self.told else ([], self.waiting)
        self.told = False
        for work in waiting:
            for index in work.found:
                found[index] = _told_of(found[index], work.fields)
        return [task for work in waiting if not work.found for task in _made(paper, work, nobody)]

    def _fill(self, paper: Paper, start: int, end: int) -> bool:
        """Whether `Nội dung: …` says what is to be done under a title of which fields told before."""
        label = labelled(paper, start, end)
        title = self.waiting[-1] if self.told else None
        if title is None or not title.noun or label is None or label[0] != "work_label":
            return False
        self.waiting[-1] = Work(label[1], end, title.deep, title.found, fields=title.fields)
        return True

    def _tell(self, fields: Fields, deep: float) -> None:
        """Give a row of fields to the works that it belongs to: the one above, or all the items beside it."""
        last = self.waiting[-1]
        level = last.deep if deep == 0 and last.deep >= LEVELS["letter"] else deep
        beside = [one for one in self.waiting if one.deep >= level] if 0 < level <= last.deep else [last]
        for work in beside:
            work.fields = work.fields.over(fields)
        self.told = True


def work_of(paper: Paper, at: int, end: int, *, level: int, deep: float, found: range, titled: bool) -> Work | None:
    """The work that a block tells of, whose words begin `at`: one that says what must be done, or titles it.

    `titled`: a title without a verb stands above, under which any item may be a work.
    """
    if opens_list(paper, end):
        return None
    label = labelled(paper, at, end)
    start = (
        label[1] if label is not None and label[0] == "work_label" else after_label(paper, at, end, level, apart=False)
    )
    if found or verb_at(paper, start, end):
        return Work(start, end, deep, found)
    text = paper.text[at:end].strip(" \n.;")
    title = 0 < level < LEVELS["dash"] + titled and text.count(" ") >= _TITLE
    if not title or _CLAUSES.search(text) or is_party(paper, at, end) or states(paper, at, end):
        return None
    return Work(at, end, deep, found, noun=True)


_CLAUSES = re.compile(r"[:;]|\.\s")


def _made(paper: Paper, work: Work, nobody: tuple[str, ...]) -> Iterator[Task]:
    """The tasks of a work of which only its fields tell that it is to be done; `nobody` are those asked by no name."""
    fields = work.fields
    if not fields.leads and (fields.deadline is None or work.noun):
        return
    sure = SURE if fields.leads else _DATED
    for number, (begin, stop) in enumerate(sentences(paper.text, work.start, work.end)):
        if number > 0 and not verb_at(paper, begin, stop):
            break
        task = Task(begin, stop, fields.leads or nobody, fields.helps, deadline=fields.deadline, sure=sure)
        inside = [i for i, (a, _) in enumerate(paper.limits) if begin <= a < stop]
        if work.noun:
            yield replace(task, clause=stop)
        else:
            yield from cut(paper, replace(task, deadline=None), inside) if inside else cut(paper, task, [])


def _told_of(task: Task, fields: Fields) -> Task:
    """A task that was found in a block, with what the fields after it tell."""
    limit = fields.deadline if task.deadline is None else task.deadline
    return replace(task, assignees=fields.leads or task.assignees, support=fields.helps or task.support, deadline=limit)
