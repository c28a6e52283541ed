"""How plainly a directive was read: what speaks for and against it, weighed as rows of `data/directive_evidence.csv`.

A row is a shape of who, what or where, and its weight in log-odds: what it adds to the odds that such a directive is
right. The weights were fitted on labelled papers; `form` weighs the plainness of the sentence that orders.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from extractors.directives.clauses import Paper, Task
from extractors.directives.cues import begins, met
from extractors.directives.lists import verb_at
from extractors.directives.names import name_end
from extractors.directives.norms import forbids
from extractors.directives.parties import is_who
from extractors.folding import fold, key
from extractors.gazetteer import DATA

_SHORT = 5  # words that tell what must be done in full
_BRIEF, _SOME = 8, 12  # words of an action that may have lost its end, and of one that tells a little more
_OUTRIGHT = 0.9  # how plainly is ordered what somebody is asked for
_LONG_NAME = 9  # words of a name, in which there may be more than a name
_FULL_NAME = 5  # words of a name, of which more make it that of one body
_ROOM = 20  # characters of line breaks and marks between a name and what it is to do
_MANY = 3  # bodies, of which one may be cut in two
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"\w\.\s")
_INSIDE = re.compile(r"\btrong đó\b|\b(?:nội dung|thời hạn|việc|nhiệm vụ|như|cụ thể)(?: sau)?\W*$")
_CONDITION = re.compile(r"\b(?:nếu|trường hợp|thì|trừ)\b")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\bngày \d|\btháng \d|\b(?:hằng|hàng) (?:ngày|tuần|tháng|quý|năm)\b")
_TIME = re.compile(
    r"\b(?:từ ngày|đến ngày|đến hết|từ nay|trước ngày|trong tháng|trước khi|chậm nhất|hạn chót|không quá)\b"
)
_OVER = re.compile(r"\.\s|\n")
_ASKS = re.compile(r"\b(?:đề nghị|yêu cầu|giao)\b")
_TOLD = re.compile(r"\bcó trách nhiệm\b|\bchịu trách nhiệm\b|\b(?:này|đó)$")
_LONG = 30  # words of an action, in which there may be more than one
_MORE = re.compile(r"\b(?:mà|là)\b|\sphải\s|[^,;]\scòn\s")
_DAY = re.compile(r"\d{1,2}/\d{1,2}")
_SUFFERS = re.compile(r"\sđược\s")
_RECURS = re.compile(r"\bđịnh kỳ\b|\b(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm)\b")
_UNIT = re.compile(
    r"(?:(?:các|hai|ba|bốn) )?(?:trung tâm|chi nhánh|phân viện|trường|đội|ban|phòng|thanh tra|viện|trạm)", re.IGNORECASE
)
_WHO = re.compile(r"\d|[(:]|\b(?:về|của|và|để|với|cho|là|thì|không|phải|mỗi \w+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a task was read: the start of its `block`, whether this is an `item`, and whether one came before in it.

    `addressees` are asked where nobody is named; `named` are the folded names in the lists of recipients.
    """

    block: int
    item: bool
    later: bool
    addressees: tuple[str, ...] = ()
    named: Sequence[str] = ()


def sure(paper: Paper, task: Task, place: Place) -> float:
    """How plainly a task is ordered (0 to 1): its form, and all that speaks for and against it."""
    weights = _weights()
    form = min(max(task.sure, 0.01), 0.99)
    odds = weights["start"] + weights["form"] * math.log(form / (1 - form))
    return 1 / (1 + math.exp(-odds - sum(weights[name] for name in evidence(paper, task, place))))


@cache
def _weights() -> dict[str, float]:
    with (DATA / "directive_evidence.csv").open(encoding="utf-8", newline="") as lines:
        return {row["shape"]: float(row["weight"]) for row in csv.DictReader(lines)}


def evidence(paper: Paper, task: Task, place: Place) -> Iterator[str]:
    """The shapes that a task has, by their names in the table."""
    yield from _of_who(task, place)
    if task.assignees and _stands_before(paper, task):
        yield "named there"
    yield from _of_what(paper, task)
    yield from _of_opening(paper, task)
    yield from _of_length(paper.text[task.start : task.end])
    if place.item:
        yield "item"
    if place.later:
        yield "later"
    if _STOP.search(paper.text, place.block, task.start):
        yield "later sentence"


def _of_who(task: Task, place: Place) -> Iterator[str]:
    who = task.assignees
    if not who:
        yield "nobody"
        return
    if who == place.addressees:
        yield "addressees"
    if len(who) >= _MANY:
        yield "many"
    if any(len(one.split()) > _LONG_NAME for one in who):
        yield "long name"
    longest = max(len(one.split()) for one in who)
    if longest > _FULL_NAME:
        yield "full name"
    if longest == 1:
        yield "one word"
    common = all(one.count(" ") < _MANY and not any(word[0].isupper() for word in one.split()[1:]) for one in who)
    if not (common and task.sure >= _OUTRIGHT):  # `đề nghị các đơn vị …` leaves no doubt who is meant
        if common:
            yield "common noun"
        if any(one[:1].islower() for one in who):
            yield "small name"
    if all(any(key(one) in name or name in key(one) for name in place.named) for one in who):
        yield "recipient"
    if any(_is_odd(one) for one in who):
        yield "odd name"
    if any(_UNIT.fullmatch(one) for one in who):
        yield "unit alone"


def _is_odd(name: str) -> bool:
    """Whether something else than a name seems to stand in the name of who acts."""
    alone = Paper(name, fold(name), fold(name), ())
    words_on = name_end(alone, 0, len(name), told=True) is not None
    return words_on or not is_who(name) or _WHO.search(name) is not None or _TOLD.search(name) is not None


def _stands_before(paper: Paper, task: Task) -> bool:
    """Whether the name of who acts stands right before what they are to do, not in a list or a heading above."""
    name = task.assignees[-1]
    before = paper.text[max(0, task.start - len(name) - _ROOM) : task.start]
    return " ".join(before.split()).endswith(name)


def _of_opening(paper: Paper, task: Task) -> Iterator[str]:
    """What an action begins with."""
    if paper.text[task.start : task.start + 1].isupper():
        yield "opens"
    if begins(paper.text, paper.letters, task.start, task.end, "hands_up"):
        yield "hands up"
    if begins(paper.text, paper.letters, task.start, task.end, "oversees"):
        yield "oversees"
    if forbids(paper, task.start, task.end):
        yield "forbids"


def _of_length(action: str) -> Iterator[str]:
    length = len(action.split())
    if length < _BRIEF:
        yield "brief"
    elif length <= _SOME:
        yield "some words"
    if length > _LONG:
        yield "long"


def _of_what(paper: Paper, task: Task) -> Iterator[str]:
    action = paper.text[task.start : task.end]
    verbs = list(islice(met(paper.text, paper.folded, task.start, task.end, "action", "action_exact"), 2))
    product = begins(paper.text, paper.letters, task.start, task.end, "product") is not None
    if len(_WORD.findall(action)) < _SHORT:
        yield "short"
    if len(verbs) < 2:
        yield "one verb"
    if not product and not verb_at(paper, task.start, task.end):
        yield "no verb first"
    if _INSIDE.search(action):
        yield "told in part"
    if _MORE.search(action):
        yield "tells more"
    if _RECURS.search(action):
        yield "recurs"
    if _SUFFERS.search(action):
        yield "passive"
    if _DAY.search(action):
        yield "day inside"
    if action.count("(") != action.count(")"):
        yield "open bracket"
    if _CONDITION.search(action):
        yield "condition"
    if _ASKS.search(action):
        yield "asks within"
    if ":" in action:
        yield "colon"
    if ";" in action:
        yield "clauses"
    if _TIME.search(action):
        yield "time told"
    if task.support:
        yield "support"
    if task.deadline is not None:
        yield "deadline"
        if ";" in action:
            yield "clause closes"
        return
    if _DATE.search(action):
        yield "loose date"
    over = _OVER.search(paper.text, task.end)
    if any(task.end <= at < (over.start() if over else len(paper.text)) for at, _ in paper.limits):
        yield "deadline follows"
