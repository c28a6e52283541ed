"""Find what must be done: sentences that order or ask, the items under them, and what stands beside a deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from extractors.directives.cues import accented, words
from extractors.directives.parties import split
from extractors.prose import Prose

MOST = 300
SENTENCES = 3000  # no dispatch has more; text made to exhaust us does
LONGEST = 1500  # characters of one action


@dataclass(frozen=True, slots=True)
class Task:
    """A directive in characters of the prose: `start` to `end` is the action, `sure` how plainly it is ordered.

    `deadline` is an index into the limits given to `find`.
    """

    start: int
    end: int
    assignees: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    deadline: int | None = None
    sure: float = 0.9


_TOLD = re.compile(
    r"\btiep\s+theo\b.*\b(?:den\s+nay|tuy\s+nhien)\b|^\W*qua\s+thoi\s+han\b"
)  # of an older paper; of no answer
_CASE = re.compile(r"\W*(?:\d+\W+)?(?:trong\s+qua\s+trinh[^,;]*,\s*)?(?:neu|truong\s+hop|khi)\b[^,;]*,\s*")
_SENTENCE = re.compile(r"\n|(?<!TP)(?<!Tp)(?<!\n\d)(?<!\n\d\d)\./?\.?(?=\s+[^\sa-zđ]|\s*$)")
_ITEM = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*\s*[.)/-]|[a-zđ]\s*[).]|[-+•*]|[IVX]{1,4}\s*\.)\s*")
_OPENS_LIST = re.compile(r"(?:nhu sau|sau day|sau|cac noi dung|nhiem vu|noi dung)\s*:?\s*$|:\s*$")
_DONE = re.compile(
    r"\s*(?:,|và|;|\()*\s*(?:cụ thể như sau|như sau|hoàn thành|xong|hoàn tất|thời hạn|thời gian|gửi|chậm nhất)?\s*[,:(]*\s*$"  # noqa: E501
)
_LEADING = re.compile(r"^[\s,;:.()]*(?:(?:và|đồng thời|sau đó)\s+)?")
_PASSIVE = re.compile(
    r"\b(?:theo|tai|cua|ve|noi dung|cac|nhung|su|duoc|van ban|cong van|don|phieu|to trinh|xet|can cu|y kien)\s+$"
)
_LEADS = re.compile(r"\s*,?\s*(?:chi dao|to chuc|thuc hien|cong tac|viec|trien khai|quan triet|tang cuong)\b")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of `text` by their bounds, blocks apart."""
    begin = 0
    for stop in _SENTENCE.finditer(text):
        if text[begin : stop.start()].strip():
            yield begin, stop.start()
        begin = stop.end()
    if text[begin:].strip():
        yield begin, len(text)


def find(prose: Prose, limits: list[tuple[int, int]]) -> list[Task]:
    """The directives of the prose, in order; `limits` are the bounds of its deadlines, in order."""
    found: list[Task] = []
    inherited: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    for start, whole in islice(sentences(prose.text), SENTENCES):
        end = min(whole, start + LONGEST * 3)
        if len(found) >= MOST:
            break
        if prose.stretch(start).block._.cell is not None:
            continue
        sentence = prose.folded[start:end]
        if _TOLD.search(sentence):
            continue
        is_item = bool(_ITEM.match(prose.text, start, end)) or prose.stretch(start).block.label_ == "item"
        inside = [i for i, (a, b) in enumerate(limits) if start <= a < end]
        case = _CASE.match(prose.folded, start, end)
        if case is not None and not inside:
            continue  # nếu có vướng mắc, đề nghị phản ánh
        opening = _opening(prose, start, end)
        if opening is not None and _OPENS_LIST.search(sentence):
            inherited = (opening.assignees, opening.support)
            if not inside and _items_follow(prose, end):
                continue
        if opening is not None:
            found += _cut(prose, opening, inside, limits)
            continue
        if not is_item and prose.stretches[prose.index(start)].start == start:
            inherited = inherited if inherited and _goes_on(prose, start) else None
        if inside or (inherited is not None and is_item):
            task = _plain(prose, start, end, inherited, inside)
            if task is not None:
                found += _cut(prose, task, inside, limits)
    return found


def _items_follow(prose: Prose, end: int) -> bool:
    index = prose.index(end) + 1
    return index < len(prose.stretches) and bool(_ITEM.match(prose.text, prose.stretches[index].start))


def _goes_on(prose: Prose, start: int) -> bool:
    index = prose.index(start)
    return index > 0 and bool(_ITEM.match(prose.text, prose.stretches[index - 1].start))


def _opening(prose: Prose, start: int, end: int) -> Task | None:
    """The directive that an order or a request opens in a sentence: who, and where the action begins."""
    for match in words("order", "request").finditer(prose.folded, start, end):
        before = prose.folded[start : match.start()]
        if _PASSIVE.search(before) or prose.text[match.end() : match.end() + 1] in {",", ";", "."}:
            continue
        if match[0] in {"giao", "chi dao", "phan cong", "mong"} and not (
            prose.text[match.start()].isupper() or re.search(r"[,:;]\s*$|\d\s*[.)]\s*$", before)
        ):
            continue
        begin = match.end()
        action = _action_start(prose, begin, end)
        if action is None:
            continue
        who = prose.text[begin:action].strip(" ,:;")
        if len(who) > 500:
            continue
        support: tuple[str, ...] = ()
        action, support = _support(prose, action, end)
        order = words("order").fullmatch(match[0]) is not None
        return Task(action, end, _assignees(who), support, sure=0.92 if order or who else 0.85)
    return None


def _assignees(who: str) -> tuple[str, ...]:
    who = re.sub(r"^(?:cho|đối với|đồng chí|tới)\s+", "", who.strip())
    return split(who) if len(who) > 2 else ()


def _action_start(prose: Prose, begin: int, end: int) -> int | None:
    """Where what must be done begins: the first verb in lower case after the assignees."""
    for match in words("action").finditer(prose.folded, begin, end):
        at = match.start()
        if not accented(prose.text[at : match.end()]):
            continue
        if match[0] == "lanh dao" and not _LEADS.match(prose.folded, match.end()):
            continue
        if prose.text[at].isupper() and prose.text[begin:at].strip(" ,:;"):
            continue
        if re.search(r"\b(?:cac|to|nguoi|don vi|co quan|ban|phong|cong tac|viec|de|nhiem vu)\s+$", prose.folded[begin:at]) and match[0] in {  # noqa: E501
            "thuc hien", "trien khai", "quan ly", "giam sat", "bao cao", "huong dan", "xay dung", "lanh dao", "dang ky", "chi dao", "chu tri",  # noqa: E501
            "phoi hop", "mang", "ky",
        }:  # fmt: skip
            continue
        return at
    return None


def _support(prose: Prose, action: int, end: int) -> tuple[int, tuple[str, ...]]:
    """Who helps (`chủ trì, phối hợp với X …`), and where the action then begins."""
    lead = words("lead").match(prose.folded, action, end)
    support = words("support").match(prose.folded, action, end)
    head = lead or support
    if head is None:
        return action, ()
    if lead is not None and "phoi hop" not in lead[0] and "cung" not in lead[0]:
        rest = re.compile(r"\s*,?\s*").match(prose.folded, lead.end())
        return (rest.end() if rest else lead.end()), ()
    begin = head.end()
    after = _action_start(prose, begin, min(end, begin + 420))
    if after is None:
        return action, ()
    who = re.sub(r"^(?:với|cùng|chặt chẽ với)\s+", "", prose.text[begin:after].strip(" ,:;"))
    return (after, split(who)) if len(who) > 2 else (action, ())


def _plain(
    prose: Prose, start: int, end: int, inherited: tuple[tuple[str, ...], tuple[str, ...]] | None, inside: list[int]
) -> Task | None:
    """A sentence that orders by its place: an item under an order, or a duty beside a deadline."""
    item = _ITEM.match(prose.text, start, end)
    begin = item.end() if item else start
    begin += len(prose.text[begin:end]) - len(prose.text[begin:end].lstrip())
    if case := _CASE.match(prose.folded, begin, end):
        begin = case.end()
    action = _action_start(prose, begin, end)
    if action is None:
        return None
    who = prose.text[begin:action].strip(" ,:;")
    assignees, support = inherited or ((), ())
    if (
        who
        and len(who) < 260
        and (words("party").match(prose.folded, begin) or who[0].isupper())
        and prose.folded[begin:action].count(" ") < 45
    ):
        if words("party").match(prose.folded, begin):
            action, support = _support(prose, action, end)
            return Task(action, end, split(who), support, sure=0.85)
        if not re.search(r"\b(?:phai|can|co trach nhiem|bao dam|dam bao)\b", prose.folded[begin:end]) and not inside:
            return None
        return Task(begin, end, assignees, support, sure=0.75)
    action = begin if who else action
    action, helpers = _support(prose, action, end)
    return Task(action, end, assignees, helpers or support, sure=0.8)


def _cut(prose: Prose, task: Task, inside: list[int], limits: list[tuple[int, int]]) -> list[Task]:
    """A task cut at the deadlines of its sentence: each goes with what stands before it."""
    made: list[Task] = []
    begin = task.start
    for index in inside:
        a, b = limits[index]
        if b <= task.start:
            made = [replace(task, deadline=index)]
            continue
        piece = _trimmed(prose, begin, a)
        if piece is not None:
            made.append(replace(task, start=piece[0], end=piece[1], deadline=index))
            begin = b
        elif made and made[-1].deadline is not None:
            begin = b
        else:
            rest = _trimmed(prose, b, task.end)
            if rest is not None:
                made.append(replace(task, start=rest[0], end=rest[1], deadline=index))
            begin = task.end
    rest = _trimmed(prose, begin, task.end)
    if not made and rest is not None:
        return [replace(task, start=rest[0], end=rest[1])]
    return made


def _trimmed(prose: Prose, start: int, end: int) -> tuple[int, int] | None:
    """The bounds of an action without joints before and `hoàn thành` after; null where no verb is left."""
    end = min(end, start + LONGEST)
    piece = prose.text[start:end]
    lead = _LEADING.match(piece)
    begin = start + (lead.end() if lead else 0)
    tail = _DONE.search(prose.text[begin:end])
    stop = begin + tail.start() if tail else end
    if words("action").search(prose.folded, begin, stop) is None:
        if words("action").search(prose.folded, begin, end) is None:
            return None
        stop = end
    stop = begin + len(prose.text[begin:stop].rstrip(" ,;:.(/-\n"))
    return (begin, stop) if stop - begin > 4 else None
