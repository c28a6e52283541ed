"""Find what must be done: sentences that order or ask, the items under them, duties that a plan gives out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice

from extractors.directives.clauses import Paper, Task, cut, is_sent, sentences
from extractors.directives.cues import begins, ends, is_generic, met, spelt, words
from extractors.directives.items import ITEM, LEVELS, Lead, is_heading
from extractors.directives.openings import (
    WHO,
    Author,
    action_start,
    announces,
    headed,
    is_party,
    new_actor,
    opening,
    opens_list,
    orders_anew,
    supported,
    who_of,
)
from extractors.directives.parties import split
from extractors.folding import fold, key
from extractors.prose import Prose, Stretch

_SENDS = {"gui", "nop", "goi", "trinh", "hoan thanh", "bao cao"}
MOST = 300
SENTENCES = 1000  # of one block; text made to exhaust us has more
OPENING = 30  # characters before a deadline that opens a sentence
SHORT = 4  # spaces in what may stand before a verb that is known
DOUBTFUL = 0.6  # how plainly something is ordered whose shape may mean something else
CLAUSES = 20  # of one sentence that may each name who acts
_INNER_PARTY = re.compile(rf"(?:các\s+|thủ trưởng\s+|giám đốc\s+)*(?:{spelt('inner_party')})[^,;:.]{{0,60}}$")
_CLAUSE = re.compile(r";\s+")
_DATED = re.compile(r"\d{1,2}[/-]\d{1,2}")
_AWAITED = re.compile(r"\bmong\s+(?:som\s+)?nhan\s+duoc\s+(?:\w+\s+){0,3}(?:tra\s+loi|y\s+kien|gop\s+y|phan\s+hoi)\b")
_IN_CASE = re.compile(r"(?:truong\s+hop|neu|khi\s+co)\b")
_LABEL = re.compile(r"[^:;.()]{2,80}:\s+")
_SPACES = re.compile(r"[\s:]*")
_MARKS = re.compile(r"[\s'\"`~*_„.,-]*")
_AFTER_LIMIT = re.compile(r"[^,;:.]{0,80}?,\s*")


@cache
def _passives() -> re.Pattern[str]:
    """What is done to things, by nobody in particular."""
    return re.compile(rf"(?<=duoc\s){words('action').pattern}")


@dataclass(slots=True)
class Finder:
    """Walks a paper's blocks in reading order; what is asked of nobody by name its `author` asks of the addressees.

    In a paper that `aims` (nghị quyết) a date needs somebody who is to act by it; one that `commands` (chỉ thị) gives
    out duties in all its items.
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
    ordering: int = 0

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
        if 0 < level < LEVELS["dash"] and (who := headed(self.paper, at, end)) and not self._is_issuer(who):
            self._close()
            self.lead = self.before = Lead(split(who), (), details=False, above=level)
            return
        if stretch.block.label_ == "heading" or is_heading(text) or (level and self._is_section(at, end)):
            self._close(over=False)
            self.hands_out = next(met(self.paper.text, self.paper.folded, start, end, "section"), None) is not None
            self.ordering = 0
            return
        if self.lead is not None and not self._under_lead(at, end, level):
            self._close()
        for number, (begin, stop) in enumerate(islice(sentences(self.paper.text, at, end), SENTENCES)):
            if len(self.found) >= MOST:
                break
            marks = _MARKS.match(self.paper.text, begin, stop)
            begin = marks.end() if marks else begin
            self._sentence(begin, stop, first=number == 0, level=level)
        if opens_list(self.paper, end) and self._pronounces(at, end):
            self.hands_out = True

    def _pronounces(self, at: int, end: int) -> bool:
        """Whether a paragraph ends with what an office that gives orders says before them (`kết luận như sau:`)."""
        stop = at + len(self.paper.text[at:end].rstrip(" :.\n"))
        if last := ends(self.paper.text, self.paper.letters, at, stop, "list_end"):
            stop = last.start()
        return ends(self.paper.text, self.paper.letters, at, stop, "pronounces") is not None

    def _is_section(self, at: int, end: int) -> bool:
        """Whether a block is but the heading of the part that gives out duties (`2. Tổ chức thực hiện:`)."""
        title = begins(self.paper.text, self.paper.letters, at, end, "section")
        return title is not None and not re.search(r"\w", self.paper.text[title.end() : end])

    def _under_lead(self, at: int, end: int, level: int) -> bool:
        """Whether a block belongs to the list that was opened: it is an item, or begins with what must be done."""
        assert self.lead is not None
        if level == 0:
            return self.lead.level == 0 and self._verb_at(at, end)
        if level <= self.lead.above:
            return False
        if self.lead.level == 0:
            self.lead.level = level
        return level >= self.lead.level

    def _verb_at(self, at: int, end: int) -> bool:
        return (
            begins(self.paper.text, self.paper.folded, at, end, "action", "action_exact", "lead", "support") is not None
        )

    def _sentence(self, start: int, end: int, *, first: bool, level: int) -> None:
        """A sentence; its clauses that name somebody else who is to act, or that order anew, stand apart."""
        parts = list(self._parts(start, end))
        head = parts[0][0] if parts else end
        before = len(self.found)
        self._clause(start, head, first=first, level=level)
        silent = len(self.found) == before
        if silent and parts and self._only_names(start, head):
            self._clause(start, end, first=first, level=level)  # what stood before names who acts
            return
        commands = not silent or any(orders for _, orders in parts)
        for (begin, orders), (stop, _) in itertools.pairwise([*parts, (end, False)]):
            if orders:
                self._clause(begin, stop, first=False, level=level)
            elif commands or (self._limits(begin, stop) and not (self.aims or self.author.tells)):
                self._duty(begin, stop)
        if silent and not parts and not self.author.tells:
            self._after_colon(start, end)

    def _only_names(self, start: int, end: int) -> bool:
        """Whether a clause only names who acts in the next: `Các sở, ban, ngành; UBND các huyện rà soát …`."""
        if action_start(self.paper, start, end) is not None:
            return False
        orders = begins(self.paper.text, self.paper.folded, start, end, "order", "request", "order_exact")
        return orders is not None or is_party(self.paper, start, end)

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, bool]]:
        """Where a clause begins that names somebody else who is to act, or (then true) that orders anew."""
        text = self.paper.text
        for stop in islice(_CLAUSE.finditer(text, start, end), CLAUSES):
            at = stop.end()
            over = text.find(";", at, end)
            until = over if over > 0 else end
            if orders_anew(self.paper, at, until):
                yield at, True
            elif new_actor(self.paper, at, until):
                yield at, False

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
        at = action_start(self.paper, start, end)
        who = who_of(self.paper, start, at or end)
        if at is not None and not self._is_issuer(who):
            action, helpers = supported(self.paper, at, end)
            self._add(cut(self.paper, Task(action, end, split(who), helpers, sure=0.85), self._limits(start, end)))

    def _limits(self, start: int, end: int) -> list[int]:
        return [i for i, (a, _) in enumerate(self.paper.limits) if start <= a < end]

    def _clause(self, start: int, end: int, *, first: bool, level: int) -> None:
        inside = self._limits(start, end)
        if begins(self.paper.text, self.paper.letters, start, end, "about"):
            return
        listed = self.lead is not None and first and level > 0
        ordered = None if listed and self._own_work(start, end) else opening(self.paper, self.author, start, end)
        if ordered is not None:
            self.ordering = level or self.ordering
            if not inside and _IN_CASE.match(self.paper.letters, start, ordered.start):
                ordered = replace(ordered, sure=min(ordered.sure, DOUBTFUL))
            self._opened(ordered, inside, end)
            return
        if (self._states(start, end) and not inside) or begins(
            self.paper.text, self.paper.letters, start, end, "tells"
        ):
            return
        own = listed and self._verb_at(start, end) and not is_sent(self.paper, start, end)
        if (inside and not own and self._attached(start, end, inside)) or self.author.tells:
            return
        task = self._plain(start, end, inside, first, level)
        if task is not None:
            self._add(cut(self.paper, task, inside))

    def _own_work(self, start: int, end: int) -> bool:
        """`- Phân công một đồng chí làm đầu mối`: what those who head the list do among themselves."""
        verb = begins(self.paper.text, self.paper.folded, start, end, "own_work")
        rest = _SPACES.match(self.paper.text, verb.end(), end) if verb else None
        return rest is not None and not is_party(self.paper, rest.end(), end)

    def _states(self, start: int, end: int) -> bool:
        """Whether a sentence tells something: grounds, what came before."""
        at = start + len(self.paper.folded[start:end]) - len(self.paper.folded[start:end].lstrip(" \n,.;:-\"'“”"))
        return begins(self.paper.text, self.paper.folded, at, end, "states") is not None

    def _add(self, made: list[Task]) -> None:
        for task in made:
            action, support = supported(self.paper, task.start, task.end)
            self.found.append(replace(task, start=action, support=support or task.support) if support else task)

    def _opened(self, ordered: Task, inside: list[int], end: int) -> None:
        if not inside and words("overtaken").search(self.paper.folded, ordered.start, end):
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
        if inside or not self._offers(ordered, end):
            self._add(cut(self.paper, ordered, inside))

    def _offers(self, ordered: Task, end: int) -> bool:
        """The usual offer of help: `nếu có vướng mắc, đề nghị liên hệ …`."""
        folded, at = self.paper.folded, ordered.start
        return begins(self.paper.text, folded, at, end, "contact") is not None and (
            words("case").search(folded, max(0, at - 260), end) is not None
        )

    # A sentence that orders by its place.

    def _attached(self, start: int, end: int, inside: list[int]) -> bool:
        """`Báo cáo gửi về Sở trước ngày …`: the deadline of what was asked for just before."""
        text, letters = self.paper.text, self.paper.letters
        details = self.lead is not None and self.lead.details
        sent = is_sent(self.paper, start, end)
        term = begins(text, letters, start, end, "term") is not None and not self._states(start, end)
        this = begins(text, letters, start, end, "this_work") is not None
        both = begins(text, letters, start, end, "all_of_it") is not None
        this = this or (_AWAITED.search(letters, start, self.paper.limits[inside[0]][0]) is not None)
        if not (sent or details or term or this or both):
            return False
        done = False
        for index in range(len(self.found) - 1, max(-1, len(self.found) - (9 if both else 4)), -1):
            task = self.found[index]
            if task.deadline is not None or (this and done):
                break
            if details or this or both or words("report").search(letters, task.start, task.end):
                self.found[index] = replace(task, deadline=inside[-1], more=(start, end))
                done = True
        return done

    def _plain(self, start: int, end: int, inside: list[int], first: bool, level: int) -> Task | None:
        """An item under an order, a duty that a plan gives out, or what stands beside a deadline."""
        lead = self.lead if first and level >= (self.lead.level if self.lead else 0) else None
        wanted = lead is not None and not lead.details and (level == lead.level)
        assignees = (self.lead or self.before).assignees or self.author.addressees
        support = self.lead.support if self.lead else ()
        start, apart = self._person(start, end, inside)
        start = self._after_label(start, end, level, apart)
        dated = bool(inside)
        if self._verb_at(start, end):
            if not wanted and (not dated or self.aims):
                return None
            action, helpers = supported(self.paper, start, end)
            return Task(action, end, assignees, helpers or support, sure=0.85 if wanted else 0.75)
        who_end = action_start(self.paper, start, end)
        if who_end is None or who_end - start > WHO or self._past(start, who_end):
            return None
        wanted = wanted or (apart and bool(self.found))
        if is_party(self.paper, start, who_end) and not self._is_issuer(who_of(self.paper, start, who_end)):
            beside = first and (
                self.hands_out or (self.commands and level > 0) or (level > 0 and level == self.ordering)
            )
            return self._of_party(start, who_end, end, dated or wanted or beside, wanted)
        raw = self.paper.text[start:who_end]
        if wanted and raw.rstrip().endswith(",") and raw.count(" ") <= SHORT:
            return Task(start, end, assignees, support, sure=0.8)  # Kiểm đếm, lập danh sách …
        if not dated or self.aims:
            return None
        inner = _INNER_PARTY.search(raw)
        if inner is not None:
            who = who_of(self.paper, start + inner.start(), start + inner.end())
            return Task(who_end, end, split(who), sure=0.6)
        if any(verb[0] not in _SENDS for verb in _passives().finditer(self.paper.letters, start, who_end)):
            return None  # Kế hoạch vốn được thanh toán đến hết ngày …
        action = who_end if raw.rstrip().endswith((",", ":")) or not raw.strip() else start
        return Task(action, end, assignees, support, sure=0.6)

    def _person(self, start: int, end: int, inside: list[int]) -> tuple[int, bool]:
        """Where who is to act begins, after `Riêng đối với` (then somebody apart) or a deadline that opens."""
        if aside := begins(self.paper.text, self.paper.letters, start, end, "aside"):
            rest = _SPACES.match(self.paper.text, aside.end(), end)
            return rest.end() if rest else aside.end(), True
        if inside and self.paper.limits[inside[0]][0] - start < OPENING:
            rest = _AFTER_LIMIT.match(self.paper.text, self.paper.limits[inside[0]][1], end)
            if rest is not None and is_party(self.paper, rest.end(), end):
                return rest.end(), False
        return start, False

    def _after_label(self, start: int, end: int, level: int, apart: bool) -> int:
        """Where an item begins after a label: `Cấp huyện: các huyện ủy tổ chức …`, `Đối với xe hỏng: lập hồ sơ …`."""
        label = _LABEL.match(self.paper.text, start, end) if level else None
        if label is None or (apart and is_party(self.paper, start, end)):
            return start
        acts = new_actor(self.paper, label.end(), end) and not is_party(self.paper, start, end)
        return label.end() if acts or (apart and self._verb_at(label.end(), end)) else start

    def _past(self, start: int, end: int) -> bool:
        end = start + len(self.paper.text[start:end].rstrip(" ,:;"))
        return ends(self.paper.text, self.paper.folded, start, end, "past") is not None

    def _of_party(self, start: int, who_end: int, end: int, expected: bool, wanted: bool) -> Task | None:
        """Who is named and then what they do: a directive where one is `expected`, or where it is their duty."""
        text, folded = self.paper.text, self.paper.folded
        if told := words("may", "answers").search(self.paper.letters, start, who_end):
            apart = text.find("; ", told.end(), end) + 2  # Chủ đầu tư được phép …; thanh toán …
            if apart > 1 and expected and self._verb_at(apart, end):
                return Task(apart, end, split(who_of(self.paper, start, told.start())), sure=0.8)
            if apart > 1 or told.end() < who_end - 1:
                return None
        said = text[start:who_end].strip()
        duty = said.endswith("trách nhiệm") and (
            not said.endswith("chịu trách nhiệm") or begins(text, folded, who_end, end, "duty") is not None
        )
        who = split(who_of(self.paper, start, who_end))
        if _DATED.search(" ".join(who)):
            return None  # Cơ quan nghỉ lễ từ ngày …
        persons = all(words("persons").match(fold(one)) for one in who)
        if not (duty or (expected and not persons)) or ends(text, folded, start, who_end, "may"):
            return None
        modal = ends(text, folded, start, start + len(text[start:who_end].rstrip(" ,")), "modal") is not None
        action, helpers = supported(self.paper, who_end, end)
        return Task(action, end, who, helpers, sure=0.88 if modal or wanted else 0.8)

    def _is_issuer(self, who: str) -> bool:
        issuer = self.author.issuer
        return bool(issuer) and (key(who) == issuer or issuer.startswith(key(who) + " "))
