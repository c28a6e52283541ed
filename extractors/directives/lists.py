"""What a block opens or heads: a list of tasks, the part of a paper that gives out duties, one item's own actor."""

from __future__ import annotations

import re
from functools import cache

from extractors.directives.actors import (
    WHO,
    action_start,
    before_adjunct,
    is_party,
    new_actor,
    office_end,
    who_of,
)
from extractors.directives.clauses import Paper
from extractors.directives.cues import begins, ends, words
from extractors.directives.meant import names_trade
from extractors.directives.parties import is_who, split
from extractors.folding import UPPER

_SHORTEST = 5  # characters of a name that heads a list
_NAMED = re.compile(  # a name, where `Đội bóng` is none
    rf"\s[{UPPER}]|\b[Cc]ác\s|\s(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)$"
)
_LABEL = re.compile(r"[^:;.()]{2,80}(?:\([^()]{2,80}\)\s*)?:\s+")
_OF_WHOM = re.compile(r"\bgom(?:\s+co)?\s*:\s*$")  # Đại diện các đơn vị gồm: …
_WHOSE = re.compile(r"(?:của|cho|đối với)\s+[^.;:]+$")  # Nhiệm vụ của Tổ công tác và các đơn vị
_ABOUT = re.compile(r"Về\s[^:;.]{2,80}:\s+")
_TITLE = 140
_TITLED = 6  # words of a label that stands before who acts, outside a list
_OF_ALL = re.compile(r"(?<=các )(?:tỉnh|huyện|sở|bộ|ban|cục|phường|xã|trường|ngành|đơn vị|xã, phường):", re.IGNORECASE)
_SPACES = re.compile(r"[\s:]*")


def verb_at(paper: Paper, start: int, end: int) -> bool:
    """Whether a block or a clause begins with what must be done."""
    verb = begins(paper.text, paper.folded, start, end, "action", "action_exact", "lead", "support")
    return verb is not None and office_end(paper, verb, end) is None


def announces(paper: Paper, start: int, end: int) -> bool:
    """Whether an action only announces the list that follows (`lưu ý một số nội dung sau:`)."""
    match = _announced().search(paper.letters, start, end)
    if match is None:
        return False
    before = paper.folded[start : match.start()]
    rest = words("announce", "generic").sub(" ", before)
    return len(re.findall(r"\w+", rest)) <= 1 or begins(paper.text, paper.folded, start, end, "own_work") is not None


@cache
def _announced() -> re.Pattern[str]:
    """What is announced, at the end: `các nội dung chủ yếu sau đây:`."""
    things = words("announced").pattern
    return re.compile(rf"\b(?:mot\s+so|may|cac|nhung|\d+)\s+{things}(?:\s+[^\s,;:]+){{0,12}}\W*$")


def headed(paper: Paper, start: int, end: int) -> str:
    """Who is named alone, or only with `lãnh đạo, chỉ đạo:`, over the list of what they are to do; empty if nobody."""
    text, folded = paper.text, paper.folded
    over = text[start:end].rstrip(" \n").endswith(":")
    apart = begins(text, paper.letters, start, end, "aside", "of_whom")
    if end - start > WHO or not text[start].isupper():
        return ""
    start = apart.end() + 1 if apart else start
    start = after_adjunct(paper, start, end) if over and not apart else start  # Căn cứ chỉ tiêu, các phòng:
    about = None if apart else _ABOUT.match(text, start, end)
    if about is not None and about.end() < end and is_party(paper, about.end(), end):
        start = about.end()  # 3. Về đầu tư: Phòng Quản lý Đầu tư
    if not is_party(paper, start, end):
        return ""
    stop = start + len(text[start:end].rstrip(" :.*\n"))
    verb = action_start(paper, start, stop)
    while verb is not None and (last := ends(text, folded, start, stop, "own_work", "modal", "generic")):
        stop = start + len(text[start : last.start()].rstrip(" ,"))
        verb = action_start(paper, start, stop)
    if verb is not None and text[start:end].rstrip()[-1:] not in ".;" and names_trade(paper, start, verb, stop):
        verb = None  # 1. Các công ty quản lý đường sắt
    if verb is not None or stop - start < _SHORTEST or re.search(r"[;:]|\d/\d|\.\s", _OF_ALL.sub("", text[start:stop])):
        return ""
    who = who_of(paper, start, stop)
    if not _NAMED.search(who) and not (over and who.count(" ") > 1):
        return ""
    return who if all(is_who(one) for one in split(who)) else ""


def is_section(paper: Paper, at: int, end: int) -> bool:
    """Whether a block is but the heading of the part that gives out duties (`2. Tổ chức thực hiện:`)."""
    title = begins(paper.text, paper.letters, at, end, "section", "ahead")
    if title is None:
        return False
    rest = paper.text[title.end() : end].strip(" :.\n")
    return not rest or (_WHOSE.match(rest) is not None and len(rest) < _TITLE)


def asks_for(paper: Paper, at: int, end: int) -> bool:
    """Whether a heading is that of what the paper asks (`Khó khăn và kiến nghị`; not `Kiến nghị của cử tri`)."""
    stop = at + len(paper.text[at:end].rstrip(" :.\n"))
    first = begins(paper.text, paper.letters, at, stop, "asks")
    last = ends(paper.text, paper.letters, at, stop, "asks")
    if first is not None:
        return not paper.letters.startswith(" cua ", first.end())
    return last is not None and _BESIDE.search(paper.text, at, last.start()) is not None


def asked_of(paper: Paper, at: int, end: int) -> str:
    """Of whom a block asks the items under it (`Kiến nghị, đề xuất đối với UBND tỉnh:`); empty if it asks none."""
    first = begins(paper.text, paper.letters, at, end, "asks")
    to = _TO.match(paper.text, first.end(), end) if first else None
    if to is None or not paper.text[at:end].rstrip().endswith(":") or not is_party(paper, to.end(), end):
        return ""
    who = who_of(paper, to.end(), at + len(paper.text[at:end].rstrip(" :\n")))
    return who if len(who) < _TITLE and all(is_who(one) for one in split(who)) else ""


_TO = re.compile(r",?\s+(?:đối với|với|tới)\s+")
_BESIDE = re.compile(r"(?:,|\bvà|-)\s*$", re.IGNORECASE)


def pronounces(paper: Paper, at: int, end: int) -> bool:
    """Whether a paragraph ends with what an office that gives orders says before them (`kết luận như sau:`)."""
    stop = at + len(paper.text[at:end].rstrip(" :.\n"))
    if last := ends(paper.text, paper.letters, at, stop, "list_end"):
        stop = last.start()
    return ends(paper.text, paper.letters, at, stop, "pronounces") is not None


def own_work(paper: Paper, start: int, end: int) -> bool:
    """`- Phân công một đồng chí làm đầu mối`: what those who head the list do among themselves."""
    verb = begins(paper.text, paper.folded, start, end, "own_work")
    rest = _SPACES.match(paper.text, verb.end(), end) if verb else None
    own = rest is not None and _OWN_PEOPLE.match(paper.text, rest.end(), end) is not None
    return rest is not None and (own or not is_party(paper, rest.end(), end))


_OWN_PEOPLE = re.compile(
    r"(?:(?:\d{1,2}|một|hai|ba|từng|mỗi)\s+)?"
    rf"(?:(?:cán bộ|công chức|viên chức|nhân viên|giáo viên|người|đảng viên|hội viên|đoàn viên|bác sĩ)\s(?![{UPPER}])"
    r"|(?:ủy viên|thành viên|cấp ủy viên|huyện ủy viên|đảng ủy viên)\b)"
)


def own_verb(paper: Paper, start: int, end: int) -> bool:
    """Whether an item begins with a verb of what one does among one's own people (`Phân công cán bộ trực; …`)."""
    return begins(paper.text, paper.folded, start, end, "own_work") is not None


def named_apart(paper: Paper, start: int, end: int) -> int | None:
    """Where the action begins after somebody apart: `Đối với các đảng bộ tiếp nhận hồ sơ: lập bảng kê …`."""
    label = _LABEL.match(paper.text, start, end)
    apart = label is not None and is_party(paper, start, end) and verb_at(paper, label.end(), end)
    return label.end() if label is not None and apart else None


def of_case(paper: Paper, start: int, end: int) -> bool:
    """Whether an item tells of what it speaks and then what must be done: `Đối với hồ sơ tồn, kiểm đếm …`."""
    case = _CASE.match(paper.text, start, end)
    return case is not None and not is_party(paper, start, end) and verb_at(paper, case.end(), end)


_CASE = re.compile(r"[^,;:.]{2,100},\s+")


def after_label(paper: Paper, start: int, end: int, level: int, apart: bool) -> int:
    """Where an item begins after a label: `Cấp huyện: các huyện ủy tổ chức …`, `Đối với xe hỏng: lập hồ sơ …`."""
    label = _LABEL.match(paper.text, start, end)
    if label is not None and not level and label[0].count(" ") > _TITLED:
        return start
    if label is None or (apart and is_party(paper, start, end)) or _OF_WHOM.search(paper.letters, start, label.end()):
        return start
    at = after_limit(paper, after_adjunct(paper, label.end(), end), end)
    # Chủ trì: đồng chí Phó Chủ tịch phụ trách …
    of_event = begins(paper.text, paper.letters, start, end, "event_label")
    named = is_party(paper, start, end) and not paper.letters.startswith("cap ", start)  # Cấp huyện: các huyện ủy …
    named = named and before_adjunct(paper, start, label.end()) == label.end()  # Các ban, theo chức năng: Ban A …
    acts = new_actor(paper, at, end) and not of_event and not named
    about = paper.text.startswith("Về ", start)  # Về quy hoạch: hoàn chỉnh hồ sơ …
    return at if acts or ((apart or about) and verb_at(paper, at, end)) else start


def after_limit(paper: Paper, start: int, end: int) -> int:
    """Where who acts begins after a deadline that opens a sentence (`Chậm nhất 07 ngày sau đại hội, cấp ủy …`)."""
    limit = next((stop for at, stop in paper.limits if start <= at < start + _OPENING and stop <= end), None)
    if limit is None:
        return start
    commas = list(_COMMA.finditer(paper.text, limit, min(end, limit + _REST)))
    near = [comma for comma in commas if not _OVER.search(paper.text, limit, comma.start())]
    if who := next((comma.end() for comma in near if is_party(paper, comma.end(), end)), None):
        return who
    beside = paper.text[limit : limit + 1] == " " and "," not in paper.text[start:limit]
    if beside and not is_party(paper, start, limit) and verb_at(paper, limit + 1, end):
        return limit + 1  # Thứ Hai hằng tuần cập nhật số liệu …
    bare = [comma.end() for comma in near[:1] if not paper.text[limit : comma.start()].strip()]
    return next((at for at in bare if verb_at(paper, at, end)), start)


_COMMA = re.compile(r",\s+")
_OVER = re.compile(r"[;:.]")
_OPENING, _REST = 30, 100  # characters before a deadline that opens a sentence, and of what belongs to it after it


def only_names(paper: Paper, start: int, end: int) -> bool:
    """Whether a clause only names who acts in the next: `Các sở, ban, ngành; UBND các huyện rà soát …`."""
    if action_start(paper, start, end) is not None:
        return False
    orders = begins(paper.text, paper.folded, start, end, "order", "request", "order_exact")
    return orders is not None or is_party(paper, start, end)


def states(paper: Paper, start: int, end: int) -> bool:
    """Whether a sentence tells something: grounds, what came before."""
    at = start + len(paper.folded[start:end]) - len(paper.folded[start:end].lstrip(" \n,.;:-\"'“”"))
    return begins(paper.text, paper.folded, at, end, "states") is not None


_ADJUNCT = re.compile(r"[^,;:.]{2,100},\s+")
_MORE = re.compile(r"(?:[^,;:.]{2,100},\s+){1,3}")
_ADJUNCTS = 3  # of them that may stand before who acts, or what is to be done: `Hằng tháng, vào ngày 25, …`


def after_adjunct(paper: Paper, start: int, end: int) -> int:
    """Where a sentence begins after when or besides what it is done (`Ngoài nội dung trên, các sở …`)."""
    at = start
    for _ in range(_ADJUNCTS):
        if begins(paper.text, paper.letters, at, end, "adjunct") is None or is_party(paper, at, end):
            break
        over = _ADJUNCT.match(paper.text, at, end)
        if over is None:
            break
        at = over.end()
    if at > start and not is_party(paper, at, end) and not verb_at(paper, at, end):
        more = _MORE.match(paper.text, at, end)  # Khi có mưa lớn, ngập úng, sạt lở, các xã …
        ends_at = [comma.end() for comma in _COMMA.finditer(paper.text, at, more.end())] if more else []
        at = next((one for one in ends_at if is_party(paper, one, end)), at)
    return at if is_party(paper, at, end) or verb_at(paper, at, end) else start
