"""Find what must be done: sentences that order or ask, the items under them, duties that a plan gives out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from extractors.directives.clauses import Task
from extractors.directives.cues import begins, met, words
from extractors.directives.fields import fields_within
from extractors.directives.items import INNERMOST, ITEM, LEVELS, depth, inner_depth, is_heading
from extractors.directives.lists import asked_of, asks_for, headed, is_section, pronounces, verb_at
from extractors.directives.named import referred
from extractors.directives.openings import opens_list
from extractors.directives.orders import Orders
from extractors.directives.parties import split
from extractors.directives.sentences import sentences
from extractors.prose import Prose, Stretch

MOST = 300
_ORDERS = ("order", "order_exact", "request", "request_exact")
NEAR = 160  # characters before the end of an opening in which it says what it opens
SENTENCES = 1000  # of one block; text made to exhaust us has more
_TOPIC = re.compile(r"(?:Về|Công tác|Đối với|Lĩnh vực)\s[^:;.]{2,90}:[*_]*")
_MARKS = re.compile(r"[\s'\"`~*_„.,-]*")


@dataclass(slots=True)
class Finder:
    """Walks a paper's blocks in reading order; `titled` says that the last item was only a title of what follows.

    `topic` is the level of an item that only said what the items under it are about (`1. Về cây lúa:`).
    A `mark` was read as a block of its own, and belongs to the next (`1.`, then `Treo băng rôn …`).
    """

    prose: Prose
    orders: Orders
    titled: bool = False
    topic: int = 0
    mark: re.Match[str] | None = None

    def find(self) -> list[Task]:
        """The directives of the paper, in order."""
        found = self.orders.here.found
        for stretch in self.prose.stretches:
            if len(found) >= MOST:
                break
            if stretch.block._.cell is None:
                self._block(stretch)
        self.orders.close()
        return found

    def _block(self, stretch: Stretch) -> None:
        here, paper = self.orders.here, self.orders.here.paper
        start, end = stretch.start, stretch.end
        text = paper.text[start:end]
        item = ITEM.match(paper.text, start, end)
        if item and item.end() == end:
            self.mark = item
            return
        mark, self.mark = self.mark, None
        at = item.end() if item else start + len(text) - len(text.lstrip())
        item = item or mark
        level = next((LEVELS[name] for name in LEVELS if item and item[name]), 0)
        deep, inner = depth(item, level), inner_depth(item, level)
        if self.orders.fields(at, end, inner):
            self.titled = False
            return
        if here.author.tells and (whom := asked_of(paper, at, end)):
            self.orders.head(split(whom), level, deep, asked=True)
            return
        if self._heads(level, at, end) and (who := headed(paper, at, end)) and not here.author.is_issuer(who):
            self.orders.head(split(who), level, deep)
            return
        if stretch.block.label_ == "heading" or is_heading(text) or (level and is_section(paper, at, end)):
            self.orders.part(
                ahead=begins(paper.text, paper.letters, at, end, "ahead") is not None,
                hands_out=next(met(paper.text, paper.folded, start, end, "section"), None) is not None,
                asks=asks_for(paper, at, end),
            )
            return
        if level == 0 and self.titled and here.lead is not None:
            level = here.lead.level
        self.orders.enter(at, level=level, deep=depth(item, level), acts=verb_at(paper, at, end))
        level = self._under_topic(level, acts=verb_at(paper, at, end))
        whole, end = end, fields_within(paper, at, end) or end
        for number, (begin, stop) in enumerate(islice(sentences(paper.text, at, end), SENTENCES)):
            if len(here.found) >= MOST:
                break
            marks = _MARKS.match(paper.text, begin, stop)
            begin = marks.end() if marks else begin
            if number > 0 and self._heads(0, begin, end) and stop + 1 >= end and (who := headed(paper, begin, end)):
                # … Các khoa này có nhiệm vụ:
                self.orders.head(referred(paper, split(who), at, begin) or split(who), level, depth(item, level))
                return
            self.orders.sentence(begin, stop, first=number == 0, level=level)
        self.orders.work(at, end, level, inner)
        if end < whole and not self.orders.fields(end, whole, INNERMOST):
            for begin, stop in islice(sentences(paper.text, end, whole), SENTENCES):
                self.orders.sentence(begin, stop, first=False, level=level)
        if item and here.silent and _TOPIC.fullmatch(text[item.end() - item.start() :].strip()):
            self.topic = level
        if item:
            self.titled = here.silent and text.rstrip()[-1:] not in ".;:,/"
        if opens_list(paper, end) and (pronounces(paper, at, end) or self._guides(at, end)):
            here.hands_out = True

    def _under_topic(self, level: int, *, acts: bool) -> int:
        """The level of an item; that of its list's own items where it `acts` under one that only said what about."""
        lead = self.orders.here.lead
        if level <= self.topic or lead is None or not lead.assignees or lead.level != self.topic:
            self.topic = 0 if level else self.topic
            return level
        return lead.level if acts else level

    def _heads(self, level: int, at: int, end: int) -> bool:
        """Whether a block may head the list of what somebody is to do: a numbered one, or one that ends in a colon."""
        paper = self.orders.here.paper
        over = level == 0 and paper.text[at:end].rstrip().endswith(":") and not self.orders.here.author.tells
        if not over or next(met(paper.text, paper.folded, at, end, *_ORDERS), None) is not None:
            return 0 < level < LEVELS["dash"]
        return not pronounces(paper, at, end) and words("guides").search(paper.letters, at, end) is None

    def _guides(self, at: int, end: int) -> bool:
        """Whether a paragraph that asks nobody opens what its writer guides to (`hướng dẫn một số việc như sau:`)."""
        here = self.orders.here
        silent = here.lead is None and here.silent and not here.author.tells
        return silent and words("guides").search(here.paper.letters, max(at, end - NEAR), end) is not None
