"""Where a sentence stands in its paper, and what it orders by its place: an item under an order, a duty of a plan."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.directives.actors import WHO, action_start, is_party, new_actor, supported, who_of
from extractors.directives.author import Author
from extractors.directives.cases import in_case, of_any, of_those
from extractors.directives.clauses import Paper, Task
from extractors.directives.cues import begins, spelt
from extractors.directives.duties import goes_on, is_done_to, is_past, of_party
from extractors.directives.evidence import Place
from extractors.directives.items import Lead
from extractors.directives.lists import after_adjunct, after_label, after_limit, named_apart, of_case, verb_at
from extractors.directives.norms import forbids, of_form, says_not
from extractors.directives.openings import orders_anew
from extractors.directives.own import passes_on
from extractors.directives.parties import split

_MANY = 2  # duties after which a paragraph goes on with them
SHORT = 4  # spaces in what may stand before a verb that is known
_INNER_PARTY = re.compile(rf"(?:các\s+|thủ trưởng\s+|giám đốc\s+)*(?:{spelt('inner_party')})[^,;:.]{{0,60}}$")
_NOTE = 8  # characters before what one is asked to note
_SPACES = re.compile(r"[\s:]*")
_CASE = re.compile(r"(?:[^\s,;:.]+ ){2}[^,;:.]{2,140},\s+")  # more than one of a list
_PERIOD = re.compile(r"(?:nam|thang|quy|dot|ky|lan)\s[^,;:.]{1,40},\s+")  # Riêng năm 2011, các huyện ủy …


def person(paper: Paper, start: int, end: int) -> tuple[int, bool]:
    """Where who is to act begins, after `Riêng đối với` (then somebody apart) or a deadline that opens."""
    if aside := begins(paper.text, paper.letters, start, end, "aside"):
        rest = _SPACES.match(paper.text, aside.end(), end)
        at = rest.end() if rest else aside.end()
        case = _CASE.match(paper.text, at, end)
        if case is not None and not is_party(paper, at, end) and new_actor(paper, case.end(), end):
            return case.end(), False  # Đối với tờ khai đã thu thuế, các Chi cục rà soát …
        period = _PERIOD.match(paper.letters, at, end)
        return period.end() if period and is_party(paper, period.end(), end) else at, True
    if whose := begins(paper.text, paper.letters, start, end, "of_whom"):  # Nhiệm vụ của Văn phòng: cấp phát …
        at = whose.end() + 1
        return (at, False) if is_party(paper, at, end) else (start, False)
    return after_limit(paper, start, end), False


def _of_each(task: Task) -> bool:
    """Whether a task is that of each of those who act (`mỗi đơn vị giới thiệu …`)."""
    return any(who.startswith("mỗi ") for who in task.assignees)


@dataclass(slots=True)
class Standing:
    """What was `found` so far, and what the block that is read stands under: a list's `lead`, a part of a plan.

    What is asked of nobody by name the `author` asks of the addressees. In a paper that `aims` (nghị quyết) a date
    needs somebody who is to act by it; one that `commands` (chỉ thị) gives out duties in all its items. What one that
    tells says of what lies `ahead` may name who is to act. The issuer itself acts only where duties are handed out, by
    a day.
    """

    paper: Paper
    author: Author = field(default_factory=Author)
    aims: bool = False
    commands: bool = False
    found: list[Task] = field(default_factory=list)
    lead: Lead | None = None
    before: Lead = field(default_factory=lambda: Lead((), (), details=False))
    hands_out: bool = False
    ahead: bool = False
    asks: bool = False
    ordering: int = 0
    block_from: int = 0
    block_at: int = 0
    in_item: bool = False

    @property
    def silent(self) -> bool:
        """Whether nothing was found in the block so far."""
        return len(self.found) == self.block_from

    def place(self) -> Place:
        """Where the task that is found now stands."""
        author = self.author
        return Place(self.block_at, self.in_item, not self.silent, author.addressees, author.named)

    def plain(self, start: int, end: int, inside: list[int], first: bool, level: int) -> Task | None:
        """An item under an order, a duty that a plan gives out, or what stands beside a deadline."""
        lead = self.lead if first and level >= (self.lead.level if self.lead else 0) else None
        wanted = lead is not None and not lead.details and (level == lead.level)
        here = self.found[self.block_from :]
        nobody = (self.lead or self.before).assignees or self.author.addressees
        assignees = here[-1].assignees if here and not wanted and not _of_each(here[-1]) else nobody
        if wanted and lead is not None and not here:
            assignees = self._same(lead) or assignees
        support = self.lead.support if self.lead else ()
        opened = start
        if assignees and (of_any(self.paper, start, end) or of_those(self.paper, start, end)):
            return self._in_case(start, end, assignees, wanted or bool(inside))
        start, apart = person(self.paper, start, end)
        start = after_adjunct(self.paper, start, end)
        labelled, start = start, after_label(self.paper, start, end, level, apart)
        dated = bool(inside)
        if wanted and begins(self.paper.text, self.paper.letters, start, end, "answers"):
            return Task(start, end, assignees, support, sure=0.8)
        if verb_at(self.paper, start, end) or (
            wanted and lead is not None and passes_on(self.paper, lead, self.author, start, end)
        ):
            if not wanted and (not dated or self.aims):
                return None
            action, helpers = supported(self.paper, start, end)
            own = Task(action, end, assignees, helpers or support, sure=0.85 if wanted else 0.75)
            return in_case(self.paper, own, opened, start)
        if wanted and apart and of_case(self.paper, start, end):
            return Task(opened, end, assignees, support, sure=0.8)
        if wanted and says_not(self.paper, start, end):
            return Task(start, end, assignees, support, sure=0.8)
        who_end = named_apart(self.paper, start, end) if apart else None
        who_end = who_end or action_start(self.paper, start, end)
        if who_end is None or who_end - start > WHO or is_past(self.paper, start, who_end):
            return None
        wanted = wanted or (apart and bool(self.found))
        charged = dated and first and level > 0 and self.hands_out  # kết luận: … 4. Văn phòng báo cáo vào ngày 05 …
        others = charged or not self.author.is_issuer(who_of(self.paper, start, who_end))
        if is_party(self.paper, start, who_end) and others:
            ordered, among = self.orders(level), self._among(level, first)
            beside = bool(self.found) and goes_on(self.paper, start, who_end, end, ordered=ordered, among=among)
            beside = beside or (first and (self.hands_out or self._is_listed(level, labelled < start)))
            made = of_party(self.paper, start, who_end, end, dated, wanted or beside, wanted)
            return made and in_case(self.paper, made, opened, start)
        raw = self.paper.text[start:who_end]
        if wanted and raw.rstrip().endswith(",") and raw.count(" ") <= SHORT:
            return Task(start, end, assignees, support, sure=0.8)  # Kiểm đếm, lập danh sách …
        if passive := self.by_form(start, end, inside):
            return passive
        grounds = begins(self.paper.text, self.paper.letters, start, end, "grounds", "states", "term")
        if not dated or self.aims or grounds:
            return None
        inner = _INNER_PARTY.search(raw)
        if inner is not None:
            who = split(who_of(self.paper, start + inner.start(), start + inner.end()))
            same = here and any(who[0] in one.lower() for one in here[-1].assignees)
            told = raw[: inner.start()].rstrip().endswith(",")  # Món rút từ 500 triệu đồng trở lên, đơn vị phải …
            return Task(start if told else who_end, end, here[-1].assignees if same else who, sure=0.6)
        if is_done_to(self.paper, start, who_end):
            return None  # Kế hoạch vốn được thanh toán đến hết ngày …
        action = who_end if raw.rstrip().endswith((",", ":")) or not raw.strip() else start
        return Task(action, end, assignees, support, sure=0.6)

    def speaks_of_others(self, start: int, end: int, level: int) -> bool:
        """Whether what a paper that tells says here is for others: plans, or what it asks of those it names.

        Beside items that ask is asked of whoever is named, too (`a) Đề nghị Sở A …; b) Kho bạc B giải ngân …`).
        """
        if 0 < level == self.ordering and new_actor(self.paper, start, end):
            return True
        if self.asks and begins(self.paper.text, self.paper.letters, start, end, "aside") is not None:
            return True
        return self.ahead and is_party(self.paper, start, end)

    def asks_beside(self, lead: Lead, start: int, end: int) -> bool:
        """Whether an item asks somebody else, in a list in which each item so far names who acts."""
        asked = begins(self.paper.text, self.paper.folded, start, end, "request") is not None
        named = [task.assignees for task in self.found[lead.begun :]]
        return asked and named != [] and lead.assignees not in named and orders_anew(self.paper, start, end)

    def orders(self, level: int) -> bool:
        """Whether an item of `level` stands where all that is said is an order."""
        listed = self.lead is not None and not self.lead.details
        return level > 0 and not self.author.tells and (self.hands_out or self.commands or listed)

    def _among(self, level: int, first: bool) -> bool:
        """Whether a block stands in a list under an order, or ends one: all of a kind may be given a duty there."""
        in_list = self.lead is not None and level == self.lead.level
        ends = level == 0 and len(self.found) >= _MANY
        return first and not self.author.tells and (in_list or ends)

    def _is_listed(self, level: int, labelled: bool) -> bool:
        """Whether a block is an item (`labelled` with a heading of its own, or not) of a list that hands out duties."""
        return level > 0 and (labelled or self.commands or self.ahead or level == self.ordering)

    def _same(self, lead: Lead) -> tuple[str, ...]:
        """Who alone is named in the items so far of a list that names nobody: they go on."""
        named = {task.assignees for task in self.found[lead.found :]}
        return named.pop() if len(named) == 1 and lead.assignees in {(), self.author.addressees} else ()

    def _in_case(self, start: int, end: int, assignees: tuple[str, ...], expected: bool) -> Task | None:
        """What is to be done in a case that is told before it, by those who act there; `expected` of itself."""
        beside = expected or self.lead is not None or not self.silent
        return Task(start, end, assignees, sure=0.8 if beside else 0.7) if beside else None

    def by_form(self, start: int, end: int, inside: list[int]) -> Task | None:
        """What a sentence beside other duties obliges to by its form."""
        here = self.found[self.block_from :]
        noted = bool(self.found) and self.paper.letters[max(0, start - _NOTE) : start].rstrip().endswith("luu y")
        firm = forbids(self.paper, start, end, strict=True)
        if not (here or self.lead or noted or firm or (inside and not self.aims)):
            return None
        nobody = (self.lead or self.before).assignees or self.author.addressees
        task = of_form(self.paper, start, end, here[-1].assignees if here else nobody)
        return None if task is None or any(map(self.author.is_issuer, task.assignees)) else task
