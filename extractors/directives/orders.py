"""What the sentences of a block order or ask, and of whom: clause by clause."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace

from extractors.directives.actors import action_start, new_actor, only_helps, supported, who_of
from extractors.directives.agents import by_agent, by_label, made_by
from extractors.directives.attached import attach
from extractors.directives.author import Author
from extractors.directives.clauses import Paper, Task, cut, is_sent
from extractors.directives.cues import begins, is_generic, words
from extractors.directives.duties import parts_of
from extractors.directives.evidence import sure
from extractors.directives.items import LEVELS, Lead
from extractors.directives.joints import at_once
from extractors.directives.lists import after_adjunct, announces, only_names, states, verb_at
from extractors.directives.named import named_before, referred
from extractors.directives.norms import (
    apart,
    before_deemed,
    before_planned,
    in_brackets,
    must_in_case,
    product_of,
    whose_product,
    work_at,
)
from extractors.directives.offers import only_offers
from extractors.directives.openings import divides, opening, opens_list
from extractors.directives.own import does_itself, is_theirs
from extractors.directives.parties import split
from extractors.directives.standing import Standing, person
from extractors.directives.works import Works, work_of
from extractors.folding import key

_TOLD = 8  # tasks before that may tell of the same work
_SENT = 60  # characters in which it is said that something is sent
_PASSIVE = re.compile(r"\bduoc\s")
NEXT = 16  # characters after a sentence in which the next one turns against it
DOUBTFUL = 0.6  # how plainly something is ordered whose shape may mean something else
_IN_CASE = re.compile(r"(?:truong\s+hop|neu|khi\s+co)\b")


@dataclass(slots=True)
class Orders:
    """Adds what sentences order to what was found `here`; `waiting` is a list whose items may follow a heading.

    `works` are those whose fields may come next.
    """

    here: Standing
    waiting: Lead | None = None
    works: Works = field(default_factory=Works)

    @property
    def paper(self) -> Paper:
        """The paper's text."""
        return self.here.paper

    def enter(self, at: int, *, level: int, deep: float, acts: bool) -> None:
        """Begin the block whose words begin `at`, an item if it has a level; leave the lists that it is not of."""
        while self.here.lead is not None and not self.here.lead.holds(level, deep, acts=acts):
            outer = self.here.lead.outer
            self.close()
            self.here.lead = outer
        self.here.block_from, self.here.block_at, self.here.in_item = len(self.here.found), at, level > 0

    def work(self, at: int, end: int, level: int, deep: float) -> None:
        """End a block, whose work may wait for its fields."""
        found = range(self.here.block_from, len(self.here.found))
        told = work_of(self.paper, at, end, level=level, deep=deep, found=found, titled=self.works.titled(deep))
        self.works.begin(None if self.here.author.tells else told, deep)

    def fields(self, start: int, end: int, deep: float) -> bool:
        """Whether fields of a work that waits for them begin at `start`; what they told is added where they do not."""
        if self.works.take(self.paper, start, end, deep):
            return True
        self._settle()
        return False

    def _settle(self) -> None:
        nobody = (self.here.lead or self.here.before).assignees or self.here.author.addressees
        self._add(self.works.settled(self.paper, self.here.found, nobody))

    def head(self, who: tuple[str, ...], level: int, deep: float, *, asked: bool = False) -> None:
        """Begin the list that an item of `level` heads with who is to act, or `asked` for what stands under it."""
        outer = self.here.lead if level == 0 else self.here.lead.around(level, deep) if self.here.lead else None
        self.close()
        self.works = Works()
        lead = Lead(who, (), details=False, above=deep, outer=outer, begun=len(self.here.found), asked=asked)
        self.here.lead = self.here.before = lead

    def part(self, *, ahead: bool, hands_out: bool, asks: bool) -> None:
        """Begin the part under a heading, which tells of what lies `ahead`, gives out duties or `asks` for things."""
        self.close(over=False)
        self.works = Works()
        self.here.ahead, self.here.hands_out, self.here.asks, self.here.ordering = ahead, hands_out, asks, 0

    def close(self, *, over: bool = True) -> None:
        """Leave a list: the words that announced it are an order where none of its items is.

        Not `over` where only a heading comes, under which the items may follow.
        """
        self._settle()
        lead, self.here.lead = self.here.lead or self.waiting, None
        self.waiting = None if over else lead
        if over and lead is not None and lead.announced is not None and len(self.here.found) == lead.found:
            self._add(cut(self.paper, lead.announced, []))

    def sentence(self, start: int, end: int, *, first: bool, level: int) -> None:
        """A sentence; its clauses that name somebody else who is to act, or that order anew, stand apart."""
        found = parts_of(self.paper, start, end)
        parts = [part for part in found if not (part[1] and divides(self.paper, self.here.author, start, part[0]))]
        head = parts[0][0] if parts else end
        before = len(self.here.found)
        self._clause(start, head, first=first, level=level)
        silent = len(self.here.found) == before
        if silent and parts and only_names(self.paper, start, head):
            self._clause(start, end, first=first, level=level)  # what stood before names who acts
            return
        commands = not silent or any(orders for _, orders in parts)
        for (begin, orders), (stop, _) in itertools.pairwise([*parts, (end, False)]):
            if orders:
                self._clause(begin, stop, first=False, level=level, asked=not silent)
            elif (
                commands
                or self._hands_down(level)
                or (self._limits(begin, stop) and not (self.here.aims or self.here.author.tells))
            ):
                self._duty(begin, stop)
        if silent and not parts and not self.here.author.tells:
            self._after_colon(start, end)

    def _gives_out(self) -> bool:
        """Whether what a sentence says is to be done is a duty: under an order or beside one."""
        here = self.here
        beside = bool(here.found) or here.hands_out or here.commands or here.lead is not None
        return beside and not here.author.tells

    def _hands_down(self, level: int) -> bool:
        """Whether the clauses of an item give out duties: under an order, or in the part of a plan that does."""
        return level > 0 and not self.here.author.tells and (self.here.hands_out or self.here.lead is not None)

    def _after_colon(self, start: int, end: int) -> None:
        """`… như sau: Các cơ sở y tế rà soát …`: all of a kind are to act after what is told."""
        text, folded = self.paper.text, self.paper.folded
        colon = text.find(": ", start, end)
        at = colon + 2
        if colon < 0 or not opens_list(self.paper, colon + 1) or not begins(text, folded, at, end, "every"):
            return
        if new_actor(self.paper, at, end):
            self._duty(at, end)

    def _duty(self, start: int, end: int) -> None:
        """A clause that begins with who is to act, or tells what is to be done by whom."""
        inside = self._limits(start, end)
        if passive := by_agent(self.paper, start, end):
            self._add(cut(self.paper, passive, inside))
            return
        start, _ = person(self.paper, start, end)
        start = after_adjunct(self.paper, start, end)
        at = action_start(self.paper, start, end)
        if answers := words("answers").search(self.paper.letters, start, at or end):
            at = answers.start()  # Ban Tuyên giáo chịu trách nhiệm về nội dung tuyên truyền
        who = who_of(self.paper, start, at or end)
        if at is not None and not self.here.silent and (helped := only_helps(self.paper, at, end)):
            leads = self.here.found[-1]
            self.here.found[-1] = replace(leads, support=leads.support + split(who))
            self._add(cut(self.paper, replace(leads, start=helped, end=end, deadline=None, support=()), inside))
            return
        if at is not None and not self.here.author.is_issuer(who):
            action, helpers = supported(self.paper, at, end)
            self._add(cut(self.paper, Task(action, end, split(who), helpers, sure=0.85), inside))

    def _limits(self, start: int, end: int) -> list[int]:
        return [i for i, (a, _) in enumerate(self.paper.limits) if start <= a < end]

    def _clause(self, start: int, end: int, *, first: bool, level: int, asked: bool = False) -> None:
        lead, inside = self.here.lead, self._limits(start, end)
        if begins(self.paper.text, self.paper.letters, start, end, "about"):
            return
        if passive := self._of_agent(start, end, dated=bool(inside) and level > 0):
            self._add(cut(self.paper, passive, inside))
            return
        listed = lead is not None and first and level > 0
        if inside and not self.here.author.tells and (sent := product_of(self.paper, start, end)):
            self._add(cut(self.paper, sent, inside))
            return
        asked = asked or (listed and lead is not None and bool(lead.assignees))
        theirs = listed and lead is not None and is_theirs(self.paper, lead, self.here.author, start, end)
        theirs = theirs and not (lead and (lead.asked or self.here.asks_beside(lead, start, end)))
        ordered = None if theirs else opening(self.paper, self._author(asked), start, end)
        if ordered is not None and "kinh trinh" in self.paper.letters[start : ordered.start]:
            if self._only_hands_in(ordered, start, end):
                return
            ordered = replace(ordered, sure=DOUBTFUL)
        if ordered is not None:
            self.here.ordering = level or self.here.ordering
            ordered = self._of_block(ordered)
            if not inside and _IN_CASE.match(self.paper.letters, start, ordered.start):
                ordered = replace(ordered, sure=min(ordered.sure, DOUBTFUL))
            self._opened(ordered, inside, end)
            return
        if (self._tells_only(start, end, level) and not inside) or begins(
            self.paper.text, self.paper.letters, start, end, "tells"
        ):
            return
        own = listed and verb_at(self.paper, start, end) and not is_sent(self.paper, start, end)
        details = lead is not None and lead.details
        if (
            inside
            and not own
            and not self._sent_itself(start, end, first, level)
            and not self._new_work(start, end)
            and attach(self.paper, self.here.found, start, end, inside, details=details)
        ):
            return
        if self.here.author.tells and not asked and not self.here.speaks_of_others(start, end, level):
            return
        sent = whose_product(self.paper, start, end) if inside else None
        task = sent or self.here.plain(start, end, inside, first, level) or self.here.by_form(start, end, inside)
        if task is not None:
            self._add(cut(self.paper, task, inside))

    def _of_agent(self, start: int, end: int, *, dated: bool) -> Task | None:
        """What is to be done by those named after it; outside a list of duties only an item with a day tells so."""
        if self._gives_out():
            return by_agent(self.paper, start, end)
        return by_label(self.paper, start, end) if dated and not self.here.author.tells else None

    def _of_block(self, ordered: Task) -> Task:
        """What is ordered of nobody by name, in an item of somebody's work: theirs (`Phòng A rà soát. Yêu cầu …`)."""
        here = self.here
        if ordered.assignees not in {(), here.author.addressees} or not here.in_item:
            return ordered
        before = here.found[-1].assignees if not here.silent else here.lead.assignees if here.lead else ()
        return replace(ordered, assignees=before or ordered.assignees)

    def _new_work(self, start: int, end: int) -> bool:
        """Whether a sentence says that some work is to be done which nothing before it told of."""
        verb = work_at(self.paper, start, end)
        told = (self.paper.folded[task.start : task.end] for task in self.here.found[-_TOLD:])
        return verb is not None and not any(verb[0] in before for before in told)

    def _sent_itself(self, start: int, end: int, first: bool, level: int) -> bool:
        """Whether a numbered item is only where something is sent: `2. Ý kiến bằng văn bản gửi về Sở trước ngày …`."""
        numbered = first and level in (LEVELS["number"], LEVELS["letter"]) and is_sent(self.paper, start, end)
        return numbered and _PASSIVE.search(self.paper.letters, start, min(end, start + _SENT)) is None

    def _only_hands_in(self, ordered: Task, start: int, end: int) -> bool:
        """`Kính trình Ủy ban nhân dân tỉnh xem xét`: the last sentence of what asked before, or of what only told."""
        if opens_list(self.paper, end):
            return False
        asked = {key(one) for task in self.here.found for one in task.assignees}
        closing = begins(self.paper.text, self.paper.letters, start, end, "closes")
        return closing is not None or any(key(one) in asked for one in ordered.assignees)

    def _author(self, asked: bool) -> Author:
        """Who writes; the items of a list that asks for something ask, whatever the paper else tells."""
        return replace(self.here.author, tells=False) if asked and self.here.author.tells else self.here.author

    def _tells_only(self, start: int, end: int, level: int) -> bool:
        """Whether a sentence only tells of grounds, and of nobody who is to act on them."""
        ordered = self.here.commands or (level > 0 and self.here.hands_out)
        orders = ordered and after_adjunct(self.paper, start, end) > start
        return states(self.paper, start, end) and not orders and not must_in_case(self.paper, start, end)

    def _add(self, made: list[Task]) -> None:
        joined = itertools.chain.from_iterable(at_once(self.paper, one) for one in made)
        for task in itertools.chain.from_iterable(apart(self.paper, one) for one in joined):
            kept = before_deemed(self.paper, task)
            if kept is None or does_itself(self.paper, self.here.author, kept.start, kept.end):
                continue
            task = made_by(self.paper, in_brackets(self.paper, before_planned(self.paper, kept)))
            action, support = supported(self.paper, task.start, task.end)
            who = referred(self.paper, task.assignees, self.here.block_at, task.start)
            who = who or named_before(task.assignees, self.here.found)
            task = replace(task, assignees=who or task.assignees, sure=sure(self.paper, task, self.here.place()))
            self.here.found.append(replace(task, start=action, support=support or task.support) if support else task)

    def _opened(self, ordered: Task, inside: list[int], end: int) -> None:
        if not inside and words("overtaken").search(self.paper.folded, ordered.start, end + NEXT):
            return  # an older request that is chased
        empty = ordered.start >= end or is_generic(self.paper.text[ordered.start : end])
        if opens_list(self.paper, end):
            announced = None if empty or inside or not announces(self.paper, ordered.start, end) else ordered
            self.close()
            self.here.lead = self.here.before = Lead(
                ordered.assignees, ordered.support, details=not empty and announced is None,
                announced=announced and replace(announced, sure=DOUBTFUL),
                found=len(self.here.found), begun=len(self.here.found),
            )  # fmt: skip
            if (empty and not inside) or announced:
                return
        if inside or not only_offers(self.paper, self.here.author, ordered, end):
            self._add(cut(self.paper, ordered, inside))
