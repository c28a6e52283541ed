"""Find what must be done: sentences that order or ask, the items under them, duties that a plan gives out."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace
from itertools import islice

from extractors.directives.actors import WHO, action_start, is_party, new_actor, supported, who_of
from extractors.directives.attached import attach
from extractors.directives.clauses import Paper, Task, cut, is_sent, sentences
from extractors.directives.cues import begins, is_generic, met, spelt, words
from extractors.directives.duties import goes_on, is_done_to, is_past, of_party, parts_of
from extractors.directives.evidence import Place, sure
from extractors.directives.items import ITEM, LEVELS, Lead, is_heading
from extractors.directives.lists import (
    after_adjunct,
    after_label,
    after_limit,
    announces,
    headed,
    is_section,
    named_apart,
    of_case,
    only_names,
    pronounces,
    states,
    verb_at,
)
from extractors.directives.named import named_before
from extractors.directives.norms import apart, before_deemed, forbids, made_by, of_form, product_of, whose_product
from extractors.directives.openings import Author, opening, opens_list
from extractors.directives.own import is_theirs, passes_on
from extractors.directives.parties import reported, split
from extractors.folding import key
from extractors.prose import Prose, Stretch

MOST = 300
REPORTS = "báo cáo"  # what difficulties are told with
NEAR = 160  # characters before the end of an opening in which it says what it opens
NEXT = 16  # characters after a sentence in which the next one turns against it
SENTENCES = 1000  # of one block; text made to exhaust us has more
SHORT = 4  # spaces in what may stand before a verb that is known
DOUBTFUL = 0.6  # how plainly something is ordered whose shape may mean something else
_INNER_PARTY = re.compile(rf"(?:các\s+|thủ trưởng\s+|giám đốc\s+)*(?:{spelt('inner_party')})[^,;:.]{{0,60}}$")
_IN_CASE = re.compile(r"(?:truong\s+hop|neu|khi\s+co)\b")
_NOTE = 8  # characters before what one is asked to note
_SPACES = re.compile(r"[\s:]*")
_MARKS = re.compile(r"[\s'\"`~*_„.,-]*")


def _of_each(task: Task) -> bool:
    """Whether a task is that of each of those who act (`mỗi đơn vị giới thiệu …`)."""
    return any(who.startswith("mỗi ") for who in task.assignees)


@dataclass(slots=True)
class Finder:
    """Walks a paper's blocks in reading order; what is asked of nobody by name its `author` asks of the addressees.

    In a paper that `aims` (nghị quyết) a date needs somebody who is to act by it; one that `commands` (chỉ thị) gives
    out duties in all its items. What one that tells says of what lies `ahead` may name who is to act.
    """

    prose: Prose
    paper: Paper
    author: Author = field(default_factory=Author)
    aims: bool = False
    commands: bool = False
    found: list[Task] = field(default_factory=list)
    lead: Lead | None = None
    waiting: Lead | None = None
    before: Lead = field(default_factory=lambda: Lead((), (), details=False))
    hands_out: bool = False
    ahead: bool = False
    ordering: int = 0
    block_from: int = 0
    block_at: int = 0
    in_item: bool = False
    titled: bool = False

    def find(self) -> list[Task]:
        """The directives of the paper, in order."""
        for stretch in self.prose.stretches:
            if len(self.found) >= MOST:
                break
            if stretch.block._.cell is None:
                self._block(stretch)
        self._close()
        return self.found

    def _close(self, *, over: bool = True) -> None:
        """Leave a list: the words that announced it are an order where none of its items is.

        Not `over` where only a heading comes, under which the items may follow.
        """
        lead, self.lead = self.lead or self.waiting, None
        self.waiting = None if over else lead
        if over and lead is not None and lead.announced is not None and len(self.found) == lead.found:
            self._add(cut(self.paper, lead.announced, []))

    def _block(self, stretch: Stretch) -> None:
        start, end = stretch.start, stretch.end
        text = self.paper.text[start:end]
        item = ITEM.match(self.paper.text, start, end)
        level = next((LEVELS[name] for name in LEVELS if item and item[name]), 0)
        at = item.end() if item else start + len(text) - len(text.lstrip())
        if 0 < level < LEVELS["dash"] and (who := headed(self.paper, at, end)) and not self.author.is_issuer(who):
            outer = self.lead.around(level) if self.lead else None
            self._close()
            self.lead = self.before = Lead(split(who), (), details=False, above=level, outer=outer)
            return
        if stretch.block.label_ == "heading" or is_heading(text) or (level and is_section(self.paper, at, end)):
            self._close(over=False)
            self.ahead = begins(self.paper.text, self.paper.letters, at, end, "ahead") is not None
            self.hands_out = next(met(self.paper.text, self.paper.folded, start, end, "section"), None) is not None
            self.ordering = 0
            return
        if level == 0 and self.titled and self.lead is not None:
            level = self.lead.level
        acts = verb_at(self.paper, at, end)
        while self.lead is not None and not self.lead.holds(level, acts=acts):
            outer = self.lead.outer
            self._close()
            self.lead = outer
        self.block_from, self.block_at, self.in_item = len(self.found), at, level > 0
        for number, (begin, stop) in enumerate(islice(sentences(self.paper.text, at, end), SENTENCES)):
            if len(self.found) >= MOST:
                break
            marks = _MARKS.match(self.paper.text, begin, stop)
            begin = marks.end() if marks else begin
            self._sentence(begin, stop, first=number == 0, level=level)
        if item:
            self.titled = len(self.found) == self.block_from and text.rstrip()[-1:] not in ".;:,/"
        if opens_list(self.paper, end) and (pronounces(self.paper, at, end) or self._guides(at, end)):
            self.hands_out = True

    def _guides(self, at: int, end: int) -> bool:
        """Whether a paragraph that asks nobody opens what its writer guides to (`hướng dẫn một số việc như sau:`)."""
        silent = self.lead is None and len(self.found) == self.block_from and not self.author.tells
        return silent and words("guides").search(self.paper.letters, max(at, end - NEAR), end) is not None

    def _sentence(self, start: int, end: int, *, first: bool, level: int) -> None:
        """A sentence; its clauses that name somebody else who is to act, or that order anew, stand apart."""
        parts = list(parts_of(self.paper, start, end))
        head = parts[0][0] if parts else end
        before = len(self.found)
        self._clause(start, head, first=first, level=level)
        silent = len(self.found) == before
        if silent and parts and only_names(self.paper, start, head):
            self._clause(start, end, first=first, level=level)  # what stood before names who acts
            return
        commands = not silent or any(orders for _, orders in parts)
        for (begin, orders), (stop, _) in itertools.pairwise([*parts, (end, False)]):
            if orders:
                self._clause(begin, stop, first=False, level=level)
            elif (
                commands
                or self._hands_down(level)
                or (self._limits(begin, stop) and not (self.aims or self.author.tells))
            ):
                self._duty(begin, stop)
        if silent and not parts and not self.author.tells:
            self._after_colon(start, end)

    def _hands_down(self, level: int) -> bool:
        """Whether the clauses of an item give out duties: under an order, or in the part of a plan that does."""
        return level > 0 and not self.author.tells and (self.hands_out or self.lead is not None)

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
        """A clause that begins with who is to act."""
        inside = self._limits(start, end)
        start, _ = self._person(start, end)
        at = action_start(self.paper, start, end)
        if at is not None and (answers := words("answers").search(self.paper.letters, start, at)):
            at = answers.start()  # Ban Tuyên giáo chịu trách nhiệm về nội dung tuyên truyền
        who = who_of(self.paper, start, at or end)
        if at is not None and not self.author.is_issuer(who):
            action, helpers = supported(self.paper, at, end)
            self._add(cut(self.paper, Task(action, end, split(who), helpers, sure=0.85), inside))

    def _limits(self, start: int, end: int) -> list[int]:
        return [i for i, (a, _) in enumerate(self.paper.limits) if start <= a < end]

    def _clause(self, start: int, end: int, *, first: bool, level: int) -> None:
        inside = self._limits(start, end)
        if begins(self.paper.text, self.paper.letters, start, end, "about"):
            return
        listed = self.lead is not None and first and level > 0
        if inside and not self.author.tells and (sent := product_of(self.paper, start, end)):
            self._add(cut(self.paper, sent, inside))
            return
        asked = listed and self.lead is not None and bool(self.lead.assignees)
        theirs = listed and self.lead is not None and is_theirs(self.paper, self.lead, self.author, start, end)
        ordered = None if theirs else opening(self.paper, self._author(asked), start, end)
        if ordered is not None and "kinh trinh" in self.paper.letters[start : ordered.start]:
            if self._only_hands_in(ordered, start, end):
                return
            ordered = replace(ordered, sure=DOUBTFUL)
        if ordered is not None:
            self.ordering = level or self.ordering
            if not inside and _IN_CASE.match(self.paper.letters, start, ordered.start):
                ordered = replace(ordered, sure=min(ordered.sure, DOUBTFUL))
            self._opened(ordered, inside, end)
            return
        if (self._tells_only(start, end) and not inside) or begins(
            self.paper.text, self.paper.letters, start, end, "tells"
        ):
            return
        own = listed and verb_at(self.paper, start, end) and not is_sent(self.paper, start, end)
        details = self.lead is not None and self.lead.details
        if inside and not own and attach(self.paper, self.found, start, end, inside, details=details):
            return
        if self.author.tells and not asked and not (self.ahead and is_party(self.paper, start, end)):
            return
        sent = whose_product(self.paper, start, end) if inside else None
        task = sent or self._plain(start, end, inside, first, level) or self._by_form(start, end, inside)
        if task is not None:
            self._add(cut(self.paper, task, inside))

    def _only_hands_in(self, ordered: Task, start: int, end: int) -> bool:
        """`Kính trình Ủy ban nhân dân tỉnh xem xét`: the last sentence of what asked before, or of what only told."""
        if opens_list(self.paper, end):
            return False
        asked = {key(one) for task in self.found for one in task.assignees}
        closing = begins(self.paper.text, self.paper.letters, start, end, "closes")
        return closing is not None or any(key(one) in asked for one in ordered.assignees)

    def _author(self, asked: bool) -> Author:
        """Who writes; the items of a list that asks for something ask, whatever the paper else tells."""
        return replace(self.author, tells=False) if asked and self.author.tells else self.author

    def _tells_only(self, start: int, end: int) -> bool:
        """Whether a sentence only tells of grounds, and of nobody who is to act on them."""
        orders = self.commands and after_adjunct(self.paper, start, end) > start
        return states(self.paper, start, end) and not orders

    def _add(self, made: list[Task]) -> None:
        for task in itertools.chain.from_iterable(apart(self.paper, one) for one in made):
            kept = before_deemed(self.paper, task)
            if kept is None or self._own(kept):
                continue
            task = made_by(self.paper, kept)
            action, support = supported(self.paper, task.start, task.end)
            who = named_before(task.assignees, self.found)
            task = replace(task, assignees=who or task.assignees, sure=sure(self.paper, task, self._place()))
            self.found.append(replace(task, start=action, support=support or task.support) if support else task)

    def _place(self) -> Place:
        """Where the task that is found now stands."""
        author = self.author
        return Place(self.block_at, self.in_item, len(self.found) > self.block_from, author.addressees, author.named)

    def _own(self, task: Task) -> bool:
        """Whether a clause tells what the issuer itself does: `; Kho bạc không tiếp nhận hồ sơ …`."""
        if not is_party(self.paper, task.start, task.end):
            return False
        verb = action_start(self.paper, task.start, task.end)
        return verb is not None and self.author.is_issuer(who_of(self.paper, task.start, verb))

    def _opened(self, ordered: Task, inside: list[int], end: int) -> None:
        if not inside and words("overtaken").search(self.paper.folded, ordered.start, end + NEXT):
            return  # an older request that is chased
        empty = ordered.start >= end or is_generic(self.paper.text[ordered.start : end])
        if opens_list(self.paper, end):
            announced = None if empty or inside or not announces(self.paper, ordered.start, end) else ordered
            self._close()
            self.lead = self.before = Lead(
                ordered.assignees, ordered.support, details=not empty and announced is None,
                announced=announced and replace(announced, sure=DOUBTFUL), found=len(self.found),
            )  # fmt: skip
            if (empty and not inside) or announced:
                return
        if inside or not self._offers(ordered, end) or self._named_report(ordered, end):
            self._add(cut(self.paper, ordered, inside))

    def _offers(self, ordered: Task, end: int) -> bool:
        """The usual offer of help: `nếu có vướng mắc, đề nghị liên hệ …`."""
        folded, at = self.paper.folded, ordered.start
        return begins(self.paper.text, folded, at, end, "contact") is not None and (
            words("case").search(folded, max(0, at - 260), end) is not None
        )

    def _named_report(self, ordered: Task, end: int) -> bool:
        """Whether those who may meet with difficulties are named, and the body that they are to tell (no telephone)."""
        to, _ = reported(f"{REPORTS} {self.paper.text[ordered.start : end]}")
        named = ordered.assignees and ordered.assignees != self.author.addressees
        return bool(named) and to is not None and not re.search(r"\d{3}", self.paper.text[ordered.start : end])

    # A sentence that orders by its place.

    def _plain(self, start: int, end: int, inside: list[int], first: bool, level: int) -> Task | None:
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
        start, apart = self._person(start, end)
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
            return Task(action, end, assignees, helpers or support, sure=0.85 if wanted else 0.75)
        if wanted and apart and of_case(self.paper, start, end):
            return Task(opened, end, assignees, support, sure=0.8)
        who_end = named_apart(self.paper, start, end) if apart else None
        who_end = who_end or action_start(self.paper, start, end)
        if who_end is None or who_end - start > WHO or is_past(self.paper, start, who_end):
            return None
        wanted = wanted or (apart and bool(self.found))
        if is_party(self.paper, start, who_end) and not self.author.is_issuer(who_of(self.paper, start, who_end)):
            beside = (bool(self.found) and goes_on(self.paper, start, who_end, end)) or (
                first
                and (
                    (labelled < start and level > 0)
                    or self.hands_out
                    or (self.commands and level > 0)
                    or (level > 0 and level == self.ordering)
                    or (self.ahead and level > 0)
                )
            )
            return of_party(self.paper, start, who_end, end, dated, wanted or beside, wanted)
        raw = self.paper.text[start:who_end]
        if wanted and raw.rstrip().endswith(",") and raw.count(" ") <= SHORT:
            return Task(start, end, assignees, support, sure=0.8)  # Kiểm đếm, lập danh sách …
        if passive := self._by_form(start, end, inside):
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

    def _same(self, lead: Lead) -> tuple[str, ...]:
        """Who alone is named in the items so far of a list that names nobody: they go on."""
        named = {task.assignees for task in self.found[lead.found :]}
        return named.pop() if len(named) == 1 and lead.assignees in {(), self.author.addressees} else ()

    def _by_form(self, start: int, end: int, inside: list[int]) -> Task | None:
        """What a sentence beside other duties obliges to by its form."""
        here = self.found[self.block_from :]
        noted = bool(self.found) and self.paper.letters[max(0, start - _NOTE) : start].rstrip().endswith("luu y")
        firm = forbids(self.paper, start, end, strict=True)
        if not (here or self.lead or noted or firm or (inside and not self.aims)):
            return None
        nobody = (self.lead or self.before).assignees or self.author.addressees
        task = of_form(self.paper, start, end, here[-1].assignees if here else nobody)
        return None if task is None or any(map(self.author.is_issuer, task.assignees)) else task

    def _person(self, start: int, end: int) -> tuple[int, bool]:
        """Where who is to act begins, after `Riêng đối với` (then somebody apart) or a deadline that opens."""
        if aside := begins(self.paper.text, self.paper.letters, start, end, "aside"):
            rest = _SPACES.match(self.paper.text, aside.end(), end)
            return rest.end() if rest else aside.end(), True
        return after_limit(self.paper, start, end), False
