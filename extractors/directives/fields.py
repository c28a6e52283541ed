"""Fields that tell of a work: `Đơn vị chủ trì: Phòng A; đơn vị phối hợp: Phòng B; thời gian hoàn thành: 31/5/2024.`

Their labels are the headings of the columns in tables of tasks, and those of `due_label`, `other_label` and, where the
value tells which it is, `bare_label` (`Thực hiện: Phòng A`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from extractors import cues
from extractors.directives.actors import action_start, is_party, who_of
from extractors.directives.clauses import Paper
from extractors.directives.cues import CUES, begins, ends, met, words
from extractors.directives.cues import rows as phrases
from extractors.directives.parties import split
from extractors.folding import fold
from extractors.posts import titles

_ROLES = ("work_label", "lead_label", "support_label", "due_label", "other_label", "bare_label")
_JOINT = re.compile(r"(?:[.;,/]\s+|\(\s*|\s[-–+]\s*)$")
_MOST = 20  # labels that are looked at in one block
_NEAR = 4  # characters before a label in which the field before it ends
_OVER = re.compile(r";\s|\.(?=\s|/|$)|\)")
_WITH = re.compile(r"\s*(?:chat\s+che\s+)?(?:voi|cung)?\s*")


@dataclass(frozen=True, slots=True)
class Fields:
    """What is told of a work: who `leads` it, who `helps`, and the index of its `deadline` among the paper's limits."""

    leads: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    deadline: int | None = None

    def over(self, other: Fields) -> Fields:
        """These fields, and those of `other` that they do not tell."""
        limit = other.deadline if self.deadline is None else self.deadline
        return Fields(self.leads or other.leads, self.helps or other.helps, limit)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/])(?P<label>{cues.folded(CUES, *_ROLES)})\s*:\s*")


@cache
def _role_of() -> dict[str, str]:
    return {fold(cue): role for cue, role in phrases() if role in _ROLES}


def labelled(paper: Paper, start: int, end: int) -> tuple[str, int] | None:
    """The role of the label that stands at `start`, and where its value begins; null where none stands there."""
    label = _label().match(paper.letters, start, end)
    return (_role_of()[" ".join(label["label"].split())], label.end()) if label else None


def fields_of(paper: Paper, start: int, end: int) -> Fields | None:
    """What a row of fields tells that begins at `start`; null where no label stands there, or an order follows one."""
    first = labelled(paper, start, end)
    if first is None or first[0] == "work_label":
        return None
    told = Fields()
    for role, label, begin, stop in _values(paper, start, end):
        if role in {"due_label", "other_label"} and _orders(paper, begin, stop):
            return None  # Kinh phí: Phòng Tài chính bố trí …
        told = told.over(_field(paper, role, label, begin, stop))
    if told.deadline is None:
        told = told.over(Fields(deadline=_limit(paper, start, end)))
    return told


def _orders(paper: Paper, begin: int, stop: int) -> bool:
    """Whether the value of a field says who is to do something."""
    if begins(paper.text, paper.folded, begin, stop, "order", "order_exact", "request"):
        return True
    return is_party(paper, begin, stop) and action_start(paper, begin, stop) is not None


def bearer_alone(paper: Paper, start: int, end: int) -> Fields | None:
    """Who does a work of which a block says no more: `- Giao Phòng A chủ trì, phối hợp với Phòng B thực hiện.`"""
    order = begins(paper.text, paper.folded, start, end, "order", "order_exact")
    at = order.end() + 1 if order else start
    end = at + len(paper.text[at:end].rstrip(" .;/\n"))
    takes = next(met(paper.text, paper.letters, at, end, "takes_on"), None)
    last = ends(paper.text, paper.letters, at, end, "takes_on")
    if takes is None or last is None or not is_party(paper, at, takes.start()):
        return None
    told = _leads(paper, at, end)
    alone = takes.end() == last.end() or told.helps
    return told if alone and action_start(paper, at, takes.start()) is None else None


def limit_alone(paper: Paper, start: int, end: int) -> Fields | None:
    """What a block tells that only says by when: `- Hoàn thành trước ngày 15/9/2024.`; null where it says more."""
    limit = _limit(paper, start, end)
    if limit is None:
        return None
    at, over = paper.limits[limit]
    said = words("ended", "merely", "modal", "order").sub("", paper.letters[start:at])
    return None if re.search(r"\w", said) or re.search(r"\w", paper.text[over:end]) else Fields(deadline=limit)


def fields_within(paper: Paper, start: int, end: int) -> int | None:
    """Where the fields begin that follow a work in its own block, the first of which names who does it."""
    for label in islice(_label().finditer(paper.letters, start + 1, end), _MOST):
        role = _role_of()[" ".join(label["label"].split())]
        joined = _JOINT.search(paper.text, max(start, label.start() - _NEAR), label.start())
        if role != "work_label" and joined:
            told = fields_of(paper, label.start(), end)
            return label.start() if told is not None and told.leads else None
    return None


def _values(paper: Paper, start: int, end: int) -> Iterator[tuple[str, int, int, int]]:
    """The role of each field, where its label begins, and the bounds of its value."""
    labels = islice(_label().finditer(paper.letters, start, end), _MOST)
    found = [
        label
        for label in labels
        if label.start() == start or _JOINT.search(paper.text, max(start, label.start() - _NEAR), label.start())
    ]
    for label, after in zip(found, [*found[1:], None], strict=True):
        stop = after.start() if after else end
        yield _role_of()[" ".join(label["label"].split())], label.start(), label.end(), stop


def _field(paper: Paper, role: str, label: int, begin: int, stop: int) -> Fields:
    """What one field tells, whose `label` stands before its value; nothing where it names the host of an event."""
    if role == "due_label":
        return Fields(deadline=_limit(paper, label, stop))
    if role in {"work_label", "other_label"} or not is_party(paper, begin, stop):
        return Fields()
    if _PHONE.search(paper.text, begin, stop):
        return Fields()  # Đầu mối: bà Lê Thị Na, 0210.3846.519: whom to ask
    if begins(paper.text, paper.letters, label, stop, "event_label") and _is_person(paper.text[begin:stop]):
        return Fields()
    if role == "support_label":
        return Fields(helps=_named(paper, begin, stop))
    return _leads(paper, begin, stop)


def _is_person(name: str) -> bool:
    """Whether a name is that of a person or a post: who is in the chair of a meeting."""
    return _PERSON.match(name) is not None or any(name.startswith(title) for _, title in titles())


_PHONE = re.compile(r"\b0\d{2,3}[.\s]?\d{3,4}[.\s]?\d{3,4}\b")
_PERSON = re.compile(r"(?:đồng chí|đ/c|ông|bà|lãnh đạo)\s", re.IGNORECASE)


def _leads(paper: Paper, begin: int, stop: int) -> Fields:
    """Who leads, and who helps where the value says so: `Phòng A chủ trì, phối hợp với Phòng B thực hiện`."""
    over = _OVER.search(paper.text, begin, stop)
    stop = over.start() if over else stop
    verb = next(met(paper.text, paper.folded, begin, stop, "lead", "support"), None)
    if verb is None:
        return Fields(_named(paper, begin, stop))
    who = split(who_of(paper, begin, verb.start()))
    if "phoi hop" not in verb[0] and "cung" not in verb[0]:
        return Fields(who)
    first = _WITH.match(paper.folded, verb.end(), stop)
    at = first.end() if first else verb.end()
    after = action_start(paper, at, stop)
    return Fields(who, _named(paper, at, stop if after is None else after) if is_party(paper, at, stop) else ())


def _named(paper: Paper, start: int, end: int) -> tuple[str, ...]:
    over = _OVER.search(paper.text, start, end)
    return split(who_of(paper, start, over.start() if over else end))


def _limit(paper: Paper, start: int, end: int) -> int | None:
    return next((index for index, (at, _) in enumerate(paper.limits) if start <= at < end), None)
