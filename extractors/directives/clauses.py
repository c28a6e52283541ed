"""Cutting text: blocks into sentences, an action into clauses, each with the deadline that stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.directives.cues import begins, met, spelt, words
from extractors.directives.objects import has_own_object, only_hands_up, tells_how
from extractors.folding import UPPER

LONGEST = 1500  # characters of one action


@dataclass(frozen=True, slots=True)
class Task:
    """A directive in characters of the text: `start` to `end` is the action, `sure` how plainly it is ordered.

    `deadline` is an index into the limits of the paper; `clause` ends where what belongs to the action ends;
    `more` is a later sentence that tells where its product is sent; `agent` are words inside the action that say by
    whom it is done; `case` are words before who acts that say when it is.
    """

    start: int
    end: int
    assignees: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    deadline: int | None = None
    sure: float = 0.9
    clause: int = 0
    more: tuple[int, int] | None = None
    agent: tuple[int, int] | None = None
    case: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """What is looked at: text and its folded form, whole and with mere nouns blotted out; where deadlines are.

    `named` are the folded names of those the paper is sent to, which are known from end to end.
    """

    text: str
    letters: str
    folded: str
    limits: tuple[tuple[int, int], ...]
    named: tuple[str, ...] = ()


_CLAUSE = re.compile(r";(?=\s)")
_DONE = re.compile(
    rf"\s*(?:,|\bvà\b|;|\()*\s*(?:nội dung\s+)?(?:phải\s+(?:được\s+)?|để\s+)?(?:{spelt('done', 'ended')})?\s*[,:(]*\s*$"
    r"|\s*,?\s*(?:(?:nội dung\s+)?\W{0,3}cụ thể\s+)?(?:như [Ss]au|sau đây)\W*$"
)
TAIL = 0.868  # how plainly something is ordered that only follows a deadline
_BRACKET = 12  # characters between a deadline and the bracket it stands in
_LEADS = re.compile(r"\W*(?:lanh\s+dao|chi\s+dao)(?:\s*,\s*chi\s+dao)?\s*:\s*")  # chỉ đạo: đến ngày 30/9 giải ngân …
_SENT_THERE = re.compile(rf"(?:đồng\s+)?gửi\s+(?:về\s+)?[{UPPER}][^,;:]*$")  # báo cáo vào ngày 22, gửi Văn phòng
_COPY = 24  # characters in which a further copy is named: `đồng thời gửi file mềm …`
_LEADING = re.compile(
    r"[\s,;:.()/]*(?:(?:và|đồng thời|sau đó|và đồng thời)\s+)?(?:(?<=[;,]\s)yêu cầu\s+(?!từng\b|mỗi\b))?"
)
_SENT = re.compile(
    rf"(?:\s+\w+){{0,8}}?\s*(?:\([^()]{{0,80}}\))?\s*,?\s*(?:de\s+nghi\s+|xin\s+|phai\s+|can\s+)?(?:duoc\s+)?{words('sent').pattern}"
)
_REPEATED = re.compile(r"(?:\w+\s+){1,3}xong\b")  # `kiểm tra xong trước ngày …`
_RECURS = re.compile(r"\b(?:hang|moi) (?:ngay|tuan|thang|quy|nam)\b")
_NEXT = 4  # characters between two words that stand beside each other
_BEFORE_VERB = re.compile(r",\s*(?:dinh\s+ky\s*,?\s*|va\s+)?$")
_UNTIL = re.compile(r"\s*,?\s*cho\s+(?:den|toi)\s+khi\b")
_SENT_ON = re.compile(rf"\s*,?\s*(?:va\s+|dong\s+thoi\s+)?{words('sent', 'report_verb_bare').pattern}")
_ENDED = re.compile(rf"{words('ended').pattern}\s*$")
_PURPOSE = re.compile(rf"\s*[)]?\s*,?\s*{words('purpose').pattern}")


def cut(paper: Paper, task: Task, inside: list[int]) -> list[Task]:
    """A task cut at the deadlines of its sentence: each goes with what stands before it.

    A clause without a deadline stands apart, unless the next one rounds it off (`rà soát …; báo cáo kết quả trước …`).
    """
    if not inside:
        rest = trimmed(paper, task.start, task.end)
        return [replace(task, start=rest[0], end=rest[1], clause=task.end)] if rest else []
    early = [index for index in inside if paper.limits[index][1] <= task.start]
    later = [index for index in inside if index not in early]
    made: list[Task] = []
    held: int | None = None
    for begin, end in _clauses(paper, task.start, task.end):
        own = [index for index in later if begin <= paper.limits[index][0] < end]
        start = begin if held is None else held
        if own:
            answers = held is not None and begins(paper.text, paper.letters, _joint(paper, held), end, "answers")
            if held is not None and (answers or not _rounds_off(paper, held, begin, end, paper.limits[own[0]][0])):
                made += _piece(paper, task, held, begin, None)
                start = begin
            made += _cut_clause(paper, task, start, begin, end, own)
            held = None
        elif held is None and trimmed(paper, begin, end) is not None:
            held = begin
    if held is not None:
        made += _piece(paper, task, held, task.end, None)
    if early and made and made[0].deadline is None:
        made[0] = replace(made[0], deadline=early[-1])
    return made


def _rounds_off(paper: Paper, held: int, begin: int, end: int, limit: int) -> bool:
    """Whether a clause only ends what the one before it, from `held`, tells: its report, its product, its deadline."""
    at = _joint(paper, begin)
    if trimmed(paper, begin, limit) is None:
        return not _sends_again(paper, held, begin, end, limit)
    if _BY.match(paper.text, at, limit) and begins(paper.text, paper.letters, at, end, "product"):
        return False  # danh sách do Phòng Kinh tế tổng hợp, gửi …
    if is_sent(paper, at, end):
        return True
    if _RECURS.search(paper.letters, limit, end):
        return False  # what is reported again and again is a duty of its own
    if (again := _REPEATED.match(paper.folded, at, limit)) and limit - again.end() < _NEXT:
        return True
    if begins(paper.text, paper.letters, at, end, "term", "this_work"):
        return True
    product = begins(paper.text, paper.letters, at, end, "product")  # kết quả báo cáo …
    if product and begins(paper.text, paper.folded, _joint(paper, product.end()), end, "report_verb"):
        return True
    while adverb := begins(paper.text, paper.folded, at, end, "modal"):
        at = _joint(paper, adverb.end())
    verb = begins(paper.text, paper.folded, at, end, "rounds_off")
    if verb is None:
        return only_hands_up(paper, at, limit)
    return not has_own_object(paper, held, begin, verb.end(), limit)


def _sends_again(paper: Paper, held: int, begin: int, end: int, limit: int) -> bool:
    """Whether a clause that its deadline opens wants something else, again and again (`; hằng ngày gửi số liệu`).

    Who is to watch over something only reports on that (`theo dõi, đôn đốc; hằng tháng báo cáo Sở`).
    """
    over = _joint(paper, next(stop for start, stop in paper.limits if start == limit))
    if not _RECURS.search(paper.letters, begin, end) or not _is_verb(paper, over, end):
        return False
    if begins(paper.text, paper.folded, _joint(paper, held), begin, "oversees") is None:
        return True
    verb = begins(paper.text, paper.folded, over, end, "rounds_off")
    return verb is None or has_own_object(paper, held, begin, verb.end(), end)


def is_sent(paper: Paper, start: int, end: int) -> bool:
    """`Văn bản góp ý gửi về Sở …`: where the product of what was asked for before is sent."""
    product = begins(paper.text, paper.letters, start, end, "product")
    sent = _SENT.match(paper.letters, product.end(), end) if product else None
    # a report with its forms in brackets is mostly one more: Báo cáo nhanh (theo biểu) gửi trước ngày …
    return product is not None and sent is not None and not (product[0] == "bao cao" and "(" in sent[0])


def _clauses(paper: Paper, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _CLAUSE.finditer(paper.text, start, end):
        if paper.text.count("(", begin, stop.start()) > paper.text.count(")", begin, stop.start()):
            continue  # inside brackets
        yield begin, stop.start()
        begin = stop.end()
    yield begin, end


def _piece(paper: Paper, task: Task, start: int, end: int, deadline: int | None) -> list[Task]:
    """The part of a task between two places; the same people help only where the clause says so."""
    bounds = trimmed(paper, start, end)
    if bounds and bounds[0] > task.start and begins(paper.text, paper.folded, bounds[0], end, "states"):
        return []  # what follows from a term that ran out
    if bounds and bounds[0] > task.start and deadline is None and tells_how(paper, bounds[0], end):
        return []  # …; hồ sơ lập theo Quyết định số …
    if bounds and _AIM.match(paper.text, bounds[0]):
        return []  # … trước ngày 15/6 để tổng hợp, báo cáo trong tháng 6
    return [replace(task, start=bounds[0], end=bounds[1], deadline=deadline, clause=end)] if bounds else []


def _cut_clause(paper: Paper, task: Task, start: int, clause: int, end: int, own: list[int]) -> list[Task]:
    """A clause cut at its deadlines; what it goes on from begins at `start`."""
    made: list[Task] = []
    begin = start
    for position, index in enumerate(own):
        a, b = paper.limits[index]
        stop = paper.limits[own[position + 1]][0] if position + 1 < len(own) else end
        last = position + 1 == len(own)
        if _runs_on(paper, begin, index, stop, last=last) and (whole := _piece(paper, task, begin, stop, index)):
            made += whole
            begin = stop
            continue
        piece = [] if _LEADS.fullmatch(paper.letters, begin, a) else _piece(paper, task, begin, a, index)
        ends = b + 1 >= stop and a > _joint(paper, clause)  # …; hoàn thành trong quý IV: nothing but a deadline
        opens = position == 0 and start < clause and trimmed(paper, clause, a) is None and not ends
        if (
            piece
            and opens
            and not _PURPOSE.match(paper.folded, b)
            and (whole := _piece(paper, task, start, stop, index))
        ):
            made += whole  # …; định kỳ hằng quý báo cáo …
            b = stop
        elif piece:
            made.append(replace(piece[0], clause=stop if stop == end else a))
        elif (
            made and made[-1].deadline is not None and begins(paper.text, paper.folded, _joint(paper, begin), a, "part")
        ):
            made.append(replace(made[-1], deadline=index))  # …, đợt 2 chậm nhất ngày …
        elif not made or made[-1].deadline is None:
            made += _piece(paper, task, b, stop, index)
            b = stop
        begin = b
    if begin < end and made and not _PURPOSE.match(paper.folded, begin):
        rest = re.compile(r"\s*[)]?\s*,?\s*(?:va|dong\s+thoi)?\s*").match(paper.folded, begin, end)
        at = rest.end() if rest else begin
        copied = words("soft_copy").search(paper.folded, at, min(end, at + _COPY))
        copied = copied or _SENT_THERE.match(paper.text, at, end)
        if begins(paper.text, paper.folded, at, end, "action", "action_exact") and not copied:
            made += [replace(one, sure=min(one.sure, TAIL)) for one in _piece(paper, task, at, end, None)]
    return made


def _runs_on(paper: Paper, begin: int, index: int, stop: int, *, last: bool) -> bool:
    """Whether an action goes on after its deadline: one in brackets, before its verb, or before where it is sent.

    `lập danh sách (hoàn thành trước ngày 30/9) gửi …`, `theo dõi, định kỳ trước ngày 28 báo cáo …`,
    `xây dựng kế hoạch, hoàn thành trong tháng 01, gửi về …`.
    """
    a, b = paper.limits[index]
    before = paper.folded[begin:a]
    if before.rfind("(") > before.rfind(")"):
        after = paper.text.find(")", b, stop)
        return 0 <= after - b < _BRACKET and _is_verb(paper, after + 1, stop)
    if last and _UNTIL.match(paper.letters, b, stop):
        return trimmed(paper, begin, a) is not None  # báo cáo vào thứ Hai hằng tuần cho đến khi …
    if _ENDED.search(before):
        return last and _SENT_ON.match(paper.folded, b, stop) is not None
    return _BEFORE_VERB.search(before) is not None and trimmed(paper, begin, a) is not None and _is_verb(paper, b, stop)


def _is_verb(paper: Paper, at: int, stop: int) -> bool:
    at += len(paper.text[at:stop]) - len(paper.text[at:stop].lstrip())
    return begins(paper.text, paper.folded, at, stop, "action", "action_exact") is not None


def _joint(paper: Paper, begin: int) -> int:
    lead = _LEADING.match(paper.text, begin)
    return lead.end() if lead else begin


def trimmed(paper: Paper, start: int, end: int) -> tuple[int, int] | None:
    """The bounds of an action without joints before and `hoàn thành` after; null where no verb is left."""
    end = min(end, start + LONGEST)
    begin = min(_joint(paper, start), end)
    tail = _DONE.search(paper.text[begin:end])
    stop = begin + tail.start() if tail else end
    if not _has_verb(paper, begin, stop):
        if not _has_verb(paper, begin, end) or not re.search(r"\w\W+\w", paper.text[begin:end]):
            return None
        stop = end
    stop = _without_own_aim(paper, begin, stop)
    effect = _EFFECT.search(paper.letters, begin, stop)
    stop = effect.start() if effect and effect.start() > begin else stop
    stop = begin + len(paper.text[begin:stop].rstrip(' ,;:.(/-\n“”"‘’'))
    return (begin, stop) if stop - begin > 4 else None


def _without_own_aim(paper: Paper, begin: int, stop: int) -> int:
    """Where an action ends before what the writer wants its report for (`báo cáo về Sở để tổng hợp, …`)."""
    aim = words("own_aim").search(paper.folded, begin, stop)
    reports = aim is not None and words("report").search(paper.folded, begin, aim.start())
    return aim.start() if aim is not None and reports else stop


_BY = re.compile(r"[^,;:.]{3,60}?\bdo\s")
_AIM = re.compile(r"(?:để|nhằm)\s")
_EFFECT = re.compile(r",\s*(?:(?:quyet dinh|van ban) (?:nay )?)?co\s+hieu\s+luc\b")
_MERELY = re.compile(rf"{words('merely', 'ended').pattern}\W*(?:xong|la)?\W*$")


def _has_verb(paper: Paper, start: int, end: int) -> bool:
    if _MERELY.match(paper.folded[start:end]):
        return False
    if begins(paper.text, paper.letters, start, end, "answers"):
        return True
    return next(met(paper.text, paper.folded, start, end, "action", "action_exact", "takes_on"), None) is not None
