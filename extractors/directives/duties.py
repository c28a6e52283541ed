"""Duties by their place: a clause that names who acts and then what, a thing that something is done to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from extractors.directives.actors import (
    action_start,
    before_adjunct,
    is_party,
    new_actor,
    roles_told,
    supported,
    who_of,
)
from extractors.directives.agents import by_agent
from extractors.directives.clauses import Paper, Task
from extractors.directives.cues import begins, ends, met, words
from extractors.directives.lists import after_adjunct, verb_at
from extractors.directives.meant import must_from
from extractors.directives.norms import forbids
from extractors.directives.openings import orders_anew
from extractors.directives.parties import is_who, party_at, split
from extractors.directives.sentences import to_semicolon
from extractors.folding import UPPER, fold

CLAUSES = 20  # of one sentence that may each name who acts
_DATED = re.compile(r"(?<!\d)\d{1,2}[/-](?:0?[1-9]|1[0-2])(?!\d)")
_CITED = re.compile(r"\bsố\s+\S+(?:,?\s+ngày\s+[\d/.-]+)?")
_CLAUSE = re.compile(r";\s+|,\s+(?:còn|(?:chính )?vì (?:vậy|thế)|do (?:đó|vậy)|bởi vậy|cho nên)\s*,?\s+")
_COMMA = re.compile(rf",\s+(?=[{UPPER}])")
_COMMAS = 60  # of one sentence that are looked at
_NAMES = 160  # characters of names before the word that lays a duty on them
_ADJUNCT = 36  # characters of when or why somebody acts, before who does
_OPENING = 12  # characters before a deadline that opens a clause
_FORETELLS = re.compile(r"[^,;:.]{2,80}?\ssẽ\s")  # quá thời hạn trên, cơ quan thuế sẽ đề nghị thanh tra
_AS_TOLD = re.compile(r"\b(?:khi|nếu|gồm|theo chế độ)\b")


_INFORMS = re.compile(
    r"(?:xin |trân trọng )?thông báo "
    r"(?:để\b|(?:đến|tới|cho)\s[^,;.]{2,60}?\bbiết,?\s(?:và\s|để\s|tổ chức\s){0,3}(?:thực hiện|triển khai)\b)"
)
_BY = re.compile(r",\s+do\s")
_WHOEVER = re.compile(r"\b(?:nào|nếu)\b")


def of_party(paper: Paper, start: int, who_end: int, end: int, dated: bool, beside: bool, wanted: bool) -> Task | None:
    """Who is named and then what they do: a directive where it is their duty, has a term or stands `beside` others."""
    expected = dated or beside
    text, folded = paper.text, paper.folded
    if told := words("may", "answers").search(paper.letters, start, who_end):
        who = split(who_of(paper, start, told.start()))
        if beside and words("answers").fullmatch(told[0]) and not _WHOEVER.search(text, start, told.start()):
            return Task(told.start(), end, who, sure=0.8)
        apart = text.find("; ", told.end(), end) + 2  # Chủ đầu tư được phép …; thanh toán …
        if apart > 1 and expected and verb_at(paper, apart, end):
            return Task(apart, end, who, sure=0.8)
        if apart > 1 or told.end() < who_end - 1:
            return None
    said = text[start:who_end].strip(" :,\n")
    duty = said.endswith("trách nhiệm") and (
        not said.endswith("chịu trách nhiệm") or begins(text, folded, who_end, end, "duty") is not None
    )
    laid = ends(text, paper.letters, start, who_end, "duty_modal") is not None
    must = must_from(paper, start, end) == who_end
    duty = duty or laid or must or forbids(paper, who_end, end, strict=True)
    who = split(who_of(paper, start, who_end))
    if _BY.search(text, start, who_end) or _INFORMS.match(text, who_end):
        return None  # Ba bên họp định kỳ, do đồng chí Bí thư chủ trì; Văn phòng thông báo để các cơ quan biết
    named = before_adjunct(paper, start, who_end)
    if (not wanted and _DATED.search(_CITED.sub("", " ".join(who)))) or _AS_TOLD.search(text, start, named):
        return None  # Cơ quan nghỉ lễ từ ngày …; Tổ làm việc theo chế độ kiêm nhiệm, tự giải thể khi …
    persons = all(_are_persons(one) for one in who)
    persons = persons and not (wanted and dated)
    persons = persons and not (expected and begins(text, folded, who_end, end, "report", "present", "lead"))
    if not (duty or (expected and not persons)) or ends(text, folded, start, who_end, "may"):
        return None
    modal = ends(text, folded, start, start + len(text[start:who_end].rstrip(" ,")), "modal") is not None
    action, helpers = supported(paper, who_end, end)
    if told_apart := roles_told(paper, start, who_end):
        who, helpers = told_apart
    return Task(action, end, who, helpers, sure=0.88 if modal or wanted else 0.8)


def _are_persons(who: str) -> bool:
    """Whether a name is that of people of a kind, where `Công chức Địa chính - Xây dựng` holds a post."""
    people = words("persons").match(fold(who))
    return people is not None and not who[people.end() :].lstrip()[:1].isupper()


_OFFICE = 3  # spaces in the name of a post, with what stands after it: Kế toán trưởng
_BESIDE = 30  # characters of an action in which it would be told of as done
_DONE = re.compile(r"\bđược\b(?! (?:giao|phân công|yêu cầu|đề nghị)\b)")


def goes_on(paper: Paper, start: int, who_end: int, end: int, *, ordered: bool, among: bool) -> bool:
    """Whether a body called by its name goes on with the duties of others: `Phòng Lưu trữ cử cán bộ …`.

    `ordered`: under an order all of a kind do so, too (`Các địa phương rà soát …`); `among` its items, or after them.
    """
    who = paper.text[start:who_end]
    named = who[:1].isupper() and (who.split()[0].isupper() or any(word[:1].isupper() for word in who.split()[1:]))
    every = (ordered or among) and begins(paper.text, paper.letters, start, who_end, "every") is not None
    laid = ordered and who.rstrip().endswith("chịu trách nhiệm")
    stop = min(end, who_end + _BESIDE)
    told = next((one for one in met(paper.text, paper.letters, start, stop, "told") if not _is_part(paper, one)), None)
    level = ordered and ends(paper.text, paper.letters, start, who_end, "level") is not None
    office = ordered and who[:1].isupper() and who.count(" ") <= _OFFICE
    return (
        (named or every or laid or level or office) and told is None and _DONE.search(paper.text, start, stop) is None
    )


_EQUIPS = re.compile(r"\b(?:chuẩn|trang|thiết)\s$")


def _is_part(paper: Paper, told: re.Match[str]) -> bool:
    """Whether a word belongs to another: `chuẩn bị`."""
    return _EQUIPS.search(paper.text, max(0, told.start() - 8), told.start()) is not None


def parts_of(paper: Paper, start: int, end: int) -> Iterator[tuple[int, bool]]:
    """Where a clause begins that names somebody else who is to act, or (then true) that orders anew."""
    text = paper.text
    stops = [stop.end() for stop in islice(_CLAUSE.finditer(text, start, end), CLAUSES)]
    beside = start
    for comma in islice(_COMMA.finditer(text, start, end), _COMMAS):
        if _acts_beside(paper, beside, comma.start(), comma.end(), end, ordered=beside > start):
            beside = comma.end()
        elif not (
            _acts_anew(paper, start, comma.start(), comma.end(), end) or _after_limit(paper, start, comma.start())
        ):
            continue
        stops.append(comma.end())
    for at in sorted(stops):
        if _in_brackets(text, start, at, end):
            continue  # (Phòng A chủ trì; Phòng B phối hợp)
        until = to_semicolon(text, at, end)
        if orders_anew(paper, at, until):
            yield at, True
        elif (
            new_actor(paper, at, until)
            or new_actor(paper, _past_limit(paper, at), until)
            or _acts_after_adjunct(paper, at, until)
            or _answers(paper, at, until)
            or by_agent(paper, at, until) is not None
        ):
            yield at, False


def _acts_after_adjunct(paper: Paper, start: int, end: int) -> bool:
    """Whether somebody else is to act after a few words of when or why: `; trên cơ sở đó, Ban Tổ chức trình …`."""
    at = after_adjunct(paper, start, end)
    if not start < at < start + _ADJUNCT or _FORETELLS.match(paper.text, at, end):
        return False
    verb = next(met(paper.text, paper.folded, start, at, "action", "action_exact"), None)
    return verb is None and new_actor(paper, at, end)


def _in_brackets(text: str, start: int, at: int, end: int) -> bool:
    """Whether a place stands within brackets that are closed after it; OCR loses one of a pair at times."""
    opened, closed = text.rfind("(", start, at), text.find(")", at, end)
    return opened > text.rfind(")", start, at) and closed >= 0 and "(" not in text[at:closed]


def _answers(paper: Paper, start: int, end: int) -> bool:
    """Whether a clause names who answers for something: `; Ban Tuyên giáo chịu trách nhiệm về nội dung`."""
    match = next(met(paper.text, paper.letters, start, min(end, start + _NAMES), "answers"), None)
    return match is not None and paper.text[start].isupper() and is_who(paper.text[start : match.start()].strip())


def _acts_anew(paper: Paper, start: int, comma: int, at: int, end: int) -> bool:
    """Whether after a comma somebody else is laid a duty on (`Sở A có trách nhiệm …, Chi cục B có trách nhiệm …`)."""
    laid = words("duty_modal").search(paper.letters, at, min(end, at + _NAMES))
    if laid is None or words("duty_modal").search(paper.letters, start, comma) is None:
        return False
    names = paper.text[at : laid.start()]
    return not re.search(r"[;:.]", names) and all(is_who(one) for one in names.split(", "))


def _acts_beside(paper: Paper, start: int, comma: int, at: int, end: int, *, ordered: bool) -> bool:
    """Whether after a comma somebody else is to act: `giao Ban A theo dõi, tổng hợp hằng ngày, Văn phòng rà soát …`.

    What stands between the first one's verb and the comma names nobody, who would be met by the names that follow.
    """
    for order in met(paper.text, paper.folded, start, comma, *_ORDERS):
        start, ordered = order.end() + 1, True
    verb = action_start(paper, start, comma) if ordered else None
    if verb is None or verb == start or not is_party(paper, start, verb) or _led(paper, verb, comma):
        return False
    if any(
        party_at(paper.text, paper.letters, word.start(), comma) for word in _CAPITAL.finditer(paper.text, verb, comma)
    ):
        return False
    before = paper.text.rfind(",", verb, comma)
    if _OTHER.search(paper.text, verb, comma):
        return False
    if before > 0 and paper.text[before + 1 : comma].lstrip()[:1].isupper():
        return False  # Bộ, ngành, Tập đoàn, Tổng công ty báo cáo …: a list of names
    following = action_start(paper, at, min(end, at + _NAMES))
    if following is None or not is_party(paper, at, following) or _BREAK.search(paper.text, at, following):
        return False
    return (
        not _led(paper, following, end) and next(met(paper.text, paper.folded, at, following, *_ORDERS), None) is None
    )


def _led(paper: Paper, at: int, end: int) -> bool:
    """Whether one only leads or helps there: what they lead is told after the others are named."""
    return begins(paper.text, paper.folded, at, end, "lead", "support") is not None


_ORDERS = ("order", "order_exact", "request", "request_exact")
_CAPITAL = re.compile(rf"(?<!\w)[{UPPER}]")
_BREAK = re.compile(r"[,;:.]")
_OTHER = re.compile(r"[;:]")


def _after_limit(paper: Paper, start: int, comma: int) -> bool:
    """Whether a comma follows the deadline of what is to be done (`… trước ngày 10/11, Phòng Thanh tra duyệt …`)."""
    limit = next((at for at, end in paper.limits if end == comma and at > start), None)
    opens = limit is not None and paper.text[start:limit].rstrip().endswith((",", ";"))
    if limit is None or opens or action_start(paper, start, limit) is None:
        return False
    ordered = begins(paper.text, paper.folded, start, limit, "order", "order_exact", "request")
    return ordered is not None or is_party(paper, start, limit)


def _past_limit(paper: Paper, start: int) -> int:
    """Where a clause goes on after the deadline that opens it (`; ngày 05 hằng tháng, Phòng Tổng hợp báo cáo …`)."""
    end = next((end for at, end in paper.limits if start <= at < start + _OPENING), start)
    return end + 2 if paper.text[end : end + 2] == ", " else start


def is_past(paper: Paper, start: int, end: int) -> bool:
    end = start + len(paper.text[start:end].rstrip(" ,:;"))
    planned = ends(paper.text, paper.letters, start, end, "planned")  # Hội đồng dự kiến họp ngày …
    return planned is not None or ends(paper.text, paper.folded, start, end, "past") is not None


@cache
def _passives() -> re.Pattern[str]:
    """What is done to things, by nobody in particular."""
    return re.compile(rf"(?<=duoc\s){words('action').pattern}")


def is_done_to(paper: Paper, start: int, end: int) -> bool:
    """Whether a sentence tells what is done to things, unless they are sent in (`Kế hoạch vốn được thanh toán …`)."""
    sends = words("sent", "report_verb_bare", "ended")
    return any(not sends.fullmatch(verb[0]) for verb in _passives().finditer(paper.letters, start, end))
