"""Sentences that oblige by their form alone: what is forbidden, what has to be done to a thing, or in some case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.directives.actors import WHO, action_start, is_party, who_of
from extractors.directives.cases import of_any
from extractors.directives.clauses import Paper, Task
from extractors.directives.cues import begins, words
from extractors.directives.lists import verb_at
from extractors.directives.parties import split
from extractors.directives.sentences import to_semicolon
from extractors.folding import UPPER

SURE = 0.7  # what no order says, only its form
_GRANTED = r"\s+(?:xem|chap\s+nhan|giai\s+quyet|tiep\s+nhan|tinh|huong|cong\s+nhan|thanh\s+toan)\b"  # what nobody gets
_FIRM = r"tuyet\s+doi|kien\s+quyet|nhat\s+thiet|dut\s+khoat"
_STRICT = re.compile(
    rf"(?:(?:{_FIRM})\s+khong(?:\s+duoc)?|khong\s+(?:duoc(?!{_GRANTED})|tu\s+y)|nghiem\s+cam|cam)\b"
    r"(?:\s+phep\b|\s+tu\s+y\b)?"
)
_NOT = re.compile(r"khong\s+(?!de\b|lam\b|gay\b|phat\s+sinh\b|chi\b|nhung\b|phai\b)")
_MEANT = re.compile(r"không|cấm", re.IGNORECASE)
_OUTCOME = re.compile(r"\b(?:thì|coi như|xem như|bị)\b")
_PASSIVE = re.compile(r"\bphai\s+(?:\w+\s+)?duoc\s+")
_BY = re.compile(r"[^,;:.]{3,60}?\bdo\s+")
_DONE_BY = re.compile(r"[^,;:.]{3,80}?\bduoc\s+")
_AGENT = 120  # characters in which a passive names who acts
_THEN = re.compile(r"\bthì\s+")
_CASE = re.compile(r"(?:trong\s+)?(?:truong\s+hop|neu|khi)\b")
_WHOEVER = re.compile(rf"{_CASE.pattern}|(?:noi|don\s+vi|co\s+quan|dia\s+phuong)\s+nao\b")
_MUST = re.compile(r",\s+(?P<who>[^,;:.]{3,80}?)\s+phai\b(?!\s+chiu\b)")
_CASE_MUST = re.compile(r"khi\s[^,;:.]{3,80}?,?\s+phai\s+")  # Khi giao sổ phải lập biên bản
_LET = re.compile(r"\s*(?:coi|xem|được|sẽ|bị|không)\b")
_SEPARATE = re.compile(r";\s+|,\s+(?=không được\b|nghiêm cấm\b)")


def forbids(paper: Paper, start: int, end: int, *, strict: bool = False) -> bool:
    """Whether a clause begins with what must not be done (`Không được chuyển …`, `nghiêm cấm …`)."""
    firm = _STRICT.match(paper.letters, start, end)
    plain = None if strict else _NOT.match(paper.letters, start, end)
    match = firm or plain
    if match is None or not _MEANT.search(paper.text, start, match.end()):
        return False
    told = _OUTCOME.search(paper.text, match.end(), end)
    return firm is not None or (told is None and verb_at(paper, match.end(), end))


def says_not(paper: Paper, start: int, end: int) -> bool:
    """Whether an item begins with what must not be done, by whatever verb (`Không dùng ngân sách in lịch …`)."""
    said = _NOT.match(paper.letters, start, end)
    return said is not None and "hông" in paper.text[start : said.end()] and not _OUTCOME.search(paper.text, start, end)


_WORK = re.compile(
    r"(?P<work>(?:viec|cong\s+tac)\s+)[^;:.]{8,160}?\b(?:phai|(?:phai\s+|can\s+)?duoc)\s+(?:thuc\s+hien|tien\s+hanh|hoan\s+thanh|hoan\s+tat)\b"
)  # Việc cập nhật dữ liệu được thực hiện trước ngày 10 hằng tháng


def work_at(paper: Paper, start: int, end: int) -> re.Match[str] | None:
    """The verb of work that a sentence says is to be done: `Việc cập nhật dữ liệu được thực hiện …`."""
    work = _WORK.match(paper.letters, start, end)
    return begins(paper.text, paper.folded, work.end("work"), end, "action", "action_exact") if work else None


def of_form(paper: Paper, start: int, end: int, assignees: tuple[str, ...]) -> Task | None:
    """What a sentence obliges to: its own actor, or else `assignees`."""
    if forbids(paper, start, end):
        return Task(start, end, assignees, sure=SURE)
    if work := work_at(paper, start, end):
        return Task(work.start(), end, assignees, sure=SURE)
    return _in_case(paper, start, end, assignees) or _passive(paper, start, end, assignees)


_OF_PRODUCT = re.compile(
    rf"(?!(?i:thông tin)\b)(?:[^:,;.]{{2,80}}:|[^:,;.()]{{2,80}}(?P<told>,)(?=\s+(?:(?i:các|mỗi|từng)\b|[{UPPER}])))\s+"
)


_WHOSE = re.compile(
    r"[^,;:.()]{2,80}?\bcủa\s+(?=(?P<who>(?:các|mỗi|từng)\s[^;:.()]{3,120}?)\s*(?:\([^()]*\)\s*)?,?\s(?:gửi|gởi|nộp)\s+về\b)"
)


def whose_product(paper: Paper, start: int, end: int) -> Task | None:
    """`Báo cáo của các cơ quan, đơn vị gửi về …`: what is sent in comes first, and whose it is."""
    whose = _WHOSE.match(paper.text, start, end)
    if whose is None or begins(paper.text, paper.letters, start, end, "product") is None:
        return None
    return Task(start, end, split(who_of(paper, *whose.span("who"))), sure=SURE)


def product_of(paper: Paper, start: int, end: int) -> Task | None:
    """`Báo cáo tuần: Công an xã gửi về …`, `Riêng kết quả, Sở A gửi …`: what is sent in, then who sends it."""
    if apart := begins(paper.text, paper.letters, start, end, "aside"):
        start = apart.end() + 1
    label = _OF_PRODUCT.match(paper.text, start, end)
    if label is None or begins(paper.text, paper.letters, start, end, "product") is None:
        return None
    at = label.end()
    verb = action_start(paper, at, min(end, at + WHO)) if is_party(paper, at, end) else None
    if verb is None or begins(paper.text, paper.folded, verb, end, "report") is None:
        return None
    who = who_of(paper, at, verb)
    if len(who) <= 2 or paper.text[verb - 1] != " ":
        return None
    return Task(start, end, split(who), sure=SURE, agent=(label.start("told"), verb - 1) if label["told"] else None)


_BRACKETED = re.compile(
    r"\(\s*(?:giao\s+)?(?P<who>[^();:]{3,100}?)\s+(?:chu\s+tri|thuc\s+hien|phu\s+trach|dam\s+nhiem)"
    r"(?:\s*[;,]\s+(?P<helps>[^();:]{3,100}?)\s+phoi\s+hop(?:\s+thuc\s+hien)?)?\s*\)"
)


def in_brackets(paper: Paper, task: Task) -> Task:
    """A task, of those whom brackets after it name: `… trước ngày 10/8 (Phòng Quy hoạch chủ trì)`."""
    named = _BRACKETED.search(paper.letters, task.start, max(task.end, task.clause))
    if named is None or not is_party(paper, *named.span("who")):
        return task
    helps = split(who_of(paper, *named.span("helps"))) if named["helps"] else task.support
    end = min(task.end, named.start())
    return replace(task, end=end, assignees=split(who_of(paper, *named.span("who"))), support=helps)


def _passive(paper: Paper, start: int, end: int, assignees: tuple[str, ...]) -> Task | None:
    """`Cây trồng phải được chủ hộ chặt tỉa`, `danh sách do Phòng Chính trị tổng hợp, trình …`."""
    match = _PASSIVE.search(paper.letters, start, min(end, start + WHO))
    if match is None and begins(paper.text, paper.letters, start, end, "product"):
        match = _BY.match(paper.letters, start, end) or _DONE_BY.match(paper.letters, start, end)
        if match is not None and not is_party(paper, match.end(), end):
            return None
    if match is None:
        return None
    at = match.end()
    if is_party(paper, at, end):
        verb = action_start(paper, at, min(end, at + _AGENT))
        return Task(start, end, split(who_of(paper, at, verb)), sure=SURE) if verb is not None else None
    return Task(start, end, assignees, sure=SURE) if verb_at(paper, at, end) else None


def must_in_case(paper: Paper, start: int, end: int) -> bool:
    """Whether a sentence tells who has to do something in some case: `Nơi nào để xảy ra …, bí thư phải kiểm điểm …`."""
    return _who_must(paper, start, end) is not None


def _who_must(paper: Paper, start: int, end: int) -> re.Match[str] | None:
    whose = _MUST.search(paper.letters, start, end) if _WHOEVER.match(paper.letters, start) else None
    return whose if whose is not None and is_party(paper, *whose.span("who")) else None


def _in_case(paper: Paper, start: int, end: int, assignees: tuple[str, ...]) -> Task | None:
    """`Đại biểu bận công tác thì cử cấp phó`, `Khi xảy ra sự cố thì báo cáo ngay về …`."""
    if whose := _who_must(paper, start, end):
        return Task(start, end, split(who_of(paper, *whose.span("who"))), sure=SURE)
    must = _CASE_MUST.match(paper.letters, start, end)
    if must is not None and verb_at(paper, must.end(), end) and "phải" in paper.text[start : must.end()]:
        return Task(start, end, assignees, sure=SURE)
    then = _THEN.search(paper.text, start, min(end, start + WHO))
    if then is None or _LET.match(paper.text, then.end(), end):
        return None
    at = then.end()
    verb = action_start(paper, at, min(end, at + _AGENT))
    if verb is None:
        return None
    if is_party(paper, at, verb) and verb > at:
        return Task(start, end, split(who_of(paper, at, verb)), sure=SURE)
    of_case = _CASE.match(paper.letters, start) or (assignees and of_any(paper, start, end))
    if is_party(paper, start, then.start()) and not of_case:
        return Task(verb, end, split(who_of(paper, start, then.start())), sure=SURE)
    return Task(start, end, assignees, sure=SURE)


_NAMES_ANY = re.compile(r"(?:(?!thì\b)[^;:.]){0,24}?\bnào\b[^;:.]{0,120}?\s(?=thì\s)")


def _others(paper: Paper, start: int, end: int) -> tuple[str, ...]:
    """Who has to act where some others do so: `khoa nào còn nợ thì cố vấn nhắc nhở`; empty where nobody is named."""
    case = _NAMES_ANY.match(paper.text, start, end)
    at = case.end() + len("thì ") if case else end
    verb = action_start(paper, at, min(end, at + _AGENT)) if case and is_party(paper, at, end) else None
    return split(who_of(paper, at, verb)) if verb is not None and verb > at else ()


def apart(paper: Paper, task: Task) -> Iterator[Task]:
    """A task, and what its other clauses forbid or want in some case: each a duty of its own; a deadline stays."""
    begin = task.start
    pieces: list[tuple[int, int]] = []
    others: dict[int, tuple[str, ...]] = {}
    stops = list(_SEPARATE.finditer(paper.text, task.start, task.end))
    for index, match in enumerate(stops):
        clause = to_semicolon(paper.text, match.end(), task.end)
        whose = _others(paper, match.end(), clause) if match[0].startswith(";") else ()
        in_case = match[0].startswith(";") and _CASE.match(paper.letters, match.end()) is not None
        in_case = in_case and _CASE_MUST.match(paper.letters, match.end()) is None
        if (
            not whose
            and not (match[0].startswith(";") and of_any(paper, match.end(), clause))
            and not forbids(paper, match.end(), task.end, strict=match[0].startswith(","))
            and not (in_case and _in_case(paper, match.end(), clause, task.assignees))
        ):
            continue
        if match.start() > begin:
            pieces.append((begin, match.start()))
        over = next((m.start() for m in stops[index + 1 :] if m[0].startswith(";")), task.end)
        pieces.append((match.end(), over))
        others[match.end()] = whose
        begin = over
    if not pieces:
        yield task
        return
    if begin < task.end and re.search(r"\w", paper.text[begin : task.end]):
        rest = re.compile(r"[\s;,]*").match(paper.text, begin)
        pieces.append((rest.end() if rest else begin, task.end))
    limit = paper.limits[task.deadline][0] if task.deadline is not None else None
    held = next((piece for piece in pieces if limit is not None and piece[0] <= limit < piece[1]), pieces[0])
    for start, end in pieces:
        last = end == pieces[-1][1]
        yield replace(
            task, start=start, end=end, clause=task.clause if last else end,
            assignees=others.get(start) or task.assignees,
            deadline=task.deadline if (start, end) == held else None, more=task.more if (start, end) == held else None,
        )  # fmt: skip


_PLANNED = re.compile(r";\s+(?P<what>[^;]{0,120}?)\bdự kiến\b[^;]*$")


_CONTACT = re.compile(r";\s+(?:mọi|thông tin|chi tiết)\s[^;]{0,40}\bliên hệ\b[^;]*$")


def before_planned(paper: Paper, task: Task) -> Task:
    """A task without what its last clause tells of a plan (`; hội nghị dự kiến họp tháng 12`) or of whom to ask."""
    told = _PLANNED.search(paper.text, task.start, task.end)
    if told is not None and verb_at(paper, told.start("what"), task.end):
        told = None
    told = told or _CONTACT.search(paper.text, task.start, task.end)
    if told is None:
        return task
    return replace(task, end=told.start(), clause=min(task.clause, told.start()))


def before_deemed(paper: Paper, task: Task) -> Task | None:
    """A task without what else counts as said (`; nếu không có ý kiến, Ban hiểu là đồng ý`), if anything is left."""
    deemed = words("deemed").search(paper.letters, task.start, task.end)
    if deemed is None:
        return task
    stop = paper.text.rfind(";", task.start, deemed.start())
    if stop < 0:
        return task if task.deadline is not None else None
    return replace(task, end=stop, clause=min(task.clause, stop))
