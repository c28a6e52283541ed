"""A sentence's order or request, and the directive that it opens."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.directives.actors import WHO, action_start, is_party, passing_on, roles_told, supported, who_of
from extractors.directives.author import Author
from extractors.directives.clauses import Paper, Task
from extractors.directives.cues import begins, ends, is_generic, met, words
from extractors.directives.lists import announces
from extractors.directives.objects import hands_thing
from extractors.directives.parties import is_who, split
from extractors.folding import fold, key

_NEAR = 400  # characters before an order that are looked at
_LIST_END = re.compile(r":\s*$")
_STOP_AFTER = re.compile(r"\s*[,;.)]")
_CITED = re.compile(r"\bso\s*:?\s*\d[^,;]*$|\d\s*/\s*[a-z][^,;]*$")
_AT_START = re.compile(r"(?:^|[,:;]|\bva|\bdong\s+thoi)\s*$")
_OWN = {"chu", "tich", "giam", "doc", "bo", "truong", "thu"}  # `Chủ tịch yêu cầu`
_OWN_WORK = {"phan cong", "chi dao", "kien nghi"}  # `Đảng ủy các xã phân công cấp ủy viên`: what they do themselves
_SUBJECTS = {"thuc hien", "trien khai", "tiep tuc", "can cu"}  # an opening that the issuer's name follows
_DAY = re.compile(r"\d{1,2}\s*[/.-]\s*\d")
_SPACES = re.compile(r"\s*")


def opening(paper: Paper, author: Author, start: int, end: int) -> Task | None:
    """The directive that an order or a request opens: who, and where the action begins."""
    if handed := _handed_over(paper, start, end):
        return handed
    roles = ("request", "order") if author.tells else ("order", "request", "order_exact", "request_exact", "inform")
    for match in met(paper.text, paper.folded, start, end, *roles):
        if not _is_order(paper, author, start, match, end):
            continue
        if words("inform").fullmatch(match[0]) and _other_informs(paper, author, start, match.start()):
            continue
        named = "order" if words("order").fullmatch(match[0]) else "request"
        made = _after(paper, author, match.end(), end, named)
        if made is None or (words("inform").fullmatch(match[0]) and not _told(paper, made)):
            continue
        named_before = _named_before(paper, author, start, match.start())
        if made.assignees == author.addressees or _is_short_for(made.assignees, named_before):
            who = named_before or _indefinite(paper, start, match.start())
            return replace(made, assignees=who) if who else made
        aside = begins(paper.text, paper.letters, start, end, "aside") is not None
        if named_before and not aside and paper.text[start : match.start()].rstrip().endswith(":"):
            return Task(match.start(), end, named_before, sure=0.8)  # Công đoàn cơ sở: đề nghị giám đốc công khai …
        return made
    return None


_HANDS = re.compile(
    r"\bchuyen\s+(?:\w+\s+){0,2}?(?:don|ho\s+so|van\s+ban|kien\s+nghi|noi\s+dung|cong\s+van)\b[^.;:]{0,200}?\b(?:den|toi|cho|ve)\s+"
)


def _handed_over(paper: Paper, start: int, end: int) -> Task | None:
    """`chuyển đơn của ông … đến Ủy ban nhân dân xã để xem xét, giải quyết`: what is handed over is to be dealt with."""
    for match in _HANDS.finditer(paper.letters, start, end):
        at = match.end()
        aim = words("purpose").search(paper.letters, at, min(end, at + WHO))
        if aim is not None and is_party(paper, at, end):
            return Task(aim.end(), end, split(who_of(paper, at, aim.start())), sure=0.85)
    return None


def _told(paper: Paper, made: Task) -> bool:
    """`thông báo để các đơn vị biết, thực hiện và báo cáo`: more than that they know and act."""
    action = paper.text[made.start : made.end]
    return action.startswith("biết") and not is_generic(action)


def _other_informs(paper: Paper, author: Author, start: int, at: int) -> bool:
    """`Chi cục Thủy sản thông báo cho các tàu biết`: somebody else is to tell."""
    who = fold(who_of(paper, start, at)).split()
    named = bool(author.issuer) and len(who) > 1 and is_party(paper, start, at)
    return named and author.issuer.split()[:2] != who[:2]


_BEFORE = re.compile(r"[,:]\s*$")


def _named_before(paper: Paper, author: Author, start: int, at: int) -> tuple[str, ...]:
    """Who is named alone before a comma or a colon and then a request: `Riêng Sở Xây dựng, đề nghị rà soát …`."""
    if at - start > WHO or not _BEFORE.search(paper.text, start, at):
        return ()
    apart = begins(paper.text, paper.letters, start, at, "aside")
    begin = _SPACES.match(paper.text, apart.end() if apart else start, at)
    first = begin.end() if begin else start
    over = paper.text[start:at].rstrip().endswith(":")
    verb = action_start(paper, first, at)
    acts = verb is not None and _SINCE.search(paper.text, first, verb) is None
    if not (apart or over) or not is_party(paper, first, at) or acts:
        return ()
    who = split(who_of(paper, first, at))
    issued = author.issuer and any(author.issuer.startswith(key(one)) for one in who)
    return () if issued or not all(is_who(one) for one in who) else who


_SINCE = re.compile(r"\bsau\s+$")  # Đối với các xã sau sáp nhập, đề nghị …


def _is_short_for(who: tuple[str, ...], named: tuple[str, ...]) -> bool:
    """Whether who is asked is called by the first word of the name before: `Đối với Trạm Y tế xã, đề nghị Trạm …`."""
    return len(who) == len(named) == 1 and key(named[0]).startswith(f"{key(who[0])} ")


def _indefinite(paper: Paper, start: int, at: int) -> tuple[str, ...]:
    """Who is asked where it stands before the request: `Đơn vị không có nhu cầu đề nghị báo cáo …`."""
    if (whoever := _ANYBODY.match(paper.text, start, at)) and not paper.text[whoever.end() : at].strip(" ,"):
        return (" ".join(whoever["who"].split()),)
    start = _last_clause(paper, start, at, ",;:")
    plural = begins(paper.text, paper.folded, start, at, "inner_party", "every")
    if _WHOEVER.search(paper.text, start, at):
        return ()
    return split(paper.text[start:at]) if plural and " " in paper.text[start:at].strip() else ()


def _last_clause(paper: Paper, start: int, end: int, marks: str) -> int:
    """Where what stands between two places begins after the last of some marks in it, spaces left out."""
    start = max(start, max(paper.text.rfind(mark, start, end) for mark in marks) + 1)
    return start + len(paper.text[start:end]) - len(paper.text[start:end].lstrip())


_WHOEVER = re.compile(r"\bnào\b")
_ANYBODY = re.compile(
    r"(?P<who>(?:đại biểu|đồng chí|đơn vị|cơ quan|địa phương|cá nhân|tổ chức|doanh nghiệp|hộ|thí sinh|học viên|người)"
    r" nào\s[^,;:.]{3,70})(?:,|$)",
    re.IGNORECASE,
)  # Đồng chí nào không dự được, đề nghị báo lại …


def divides(paper: Paper, author: Author, start: int, at: int) -> bool:
    """Whether a clause divides the work of who acts in its sentence: `Các huyện ủy …; phân công cấp ủy viên …`.

    So does what they want of each of their people (`; yêu cầu từng đảng viên …`).
    """
    each = _OF_EACH.match(paper.text, at)
    own = each is not None and words("persons").match(paper.letters, each.end()) is not None
    if at <= start or not (own or begins(paper.text, paper.folded, at, at + _DIVIDES, "own_division")):
        return False
    verb = action_start(paper, start, at) if is_party(paper, start, at) else None
    return verb is not None and not author.is_issuer(who_of(paper, start, verb))


_OF_EACH = re.compile(r"(?:yêu cầu|đề nghị|vận động)\s+(?:từng|mỗi)\s+")
_TOPIC = re.compile(r"[^:;.()]{3,120}:\s+(?:\d|da\b|chua\b|con\b)")  # Kiến nghị xử lý tài chính: 38 triệu đồng; đã …
_WHEN = re.compile(r"(?:khi|neu|truong\s+hop)\b")
_ASKS = re.compile(r"de nghi|kien nghi|yeu cau")


def _asked_by(paper: Paper, author: Author, start: int, at: int) -> bool:
    """Whether who acts in a sentence asks for something in it: `Phòng A kiểm tra; lập biên bản, đề nghị … xử phạt`."""
    if not paper.text[start:at].endswith(", ") or _ASKS.match(paper.letters, at) is None:
        return False
    if paper.text[at].isupper() or _WHOEVER.search(paper.text, start, at):
        return False
    label = _LABEL.match(paper.text, start, at)
    start = label.end() if label is not None and is_party(paper, label.end(), at) else start
    verb = action_start(paper, start, at) if is_party(paper, start, at) else None
    return verb is not None and not author.is_issuer(who_of(paper, start, verb)) and _verb_before(paper, verb, at)


_LABEL = re.compile(r"[^:;.]{2,80}:\s+")


def _verb_before(paper: Paper, start: int, at: int) -> bool:
    """Whether the clause just before a comma begins with what is to be done, by the same who act before."""
    begin = _last_clause(paper, start, at - 2, ",;")
    return begins(paper.text, paper.folded, begin, at, "action", "action_exact", "modal") is not None


_DIVIDES = 12  # characters of the verb that divides work


def orders_anew(paper: Paper, start: int, end: int) -> bool:
    """Whether a clause opens with an order to somebody: `; giao Phòng Tài chính bố trí …`."""
    order = begins(paper.text, paper.folded, start, end, "order", "request", "order_exact", "request_exact")
    if order is None or order[0] == "chi dao":
        return False
    at = order.end() + 1
    if head := begins(paper.text, paper.folded, at, end, "head"):
        at = head.end() + 1
    return at < end and is_party(paper, at, end) and action_start(paper, at, end) is not None


def opens_list(paper: Paper, end: int) -> bool:
    """Whether the words before `end` announce a list (`như sau:`)."""
    floor = max(0, end - 60)
    stop = end - (len(paper.folded[floor:end]) - len(paper.folded[floor:end].rstrip(" :.\n")))
    return _LIST_END.search(paper.folded, floor, end) is not None or bool(
        ends(paper.text, paper.folded, floor, stop, "list_end")
    )


def _is_order(paper: Paper, author: Author, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a word that orders or asks does so here (`theo yêu cầu của` does not)."""
    text, folded = paper.text, paper.folded
    at, after = match.start(), _SPACES.match(folded, match.end(), end)
    begin = after.end() if after else match.end()
    near = max(start, at - _NEAR)
    listing = folded[start:at].rstrip().endswith("trong do") and opens_list(paper, end)
    if ends(text, folded, start, at, "noun_before", "past") and not listing:
        return False
    if _STOP_AFTER.match(folded, match.end(), end):
        return False
    if begins(text, folded, begin, end, "noun_after") or words("object_after").match(folded, begin, end):
        return False
    if _CITED.search(folded, near, at) and not folded[near:at].endswith(", "):
        return False
    if _WHEN.match(paper.letters, start) and paper.text[start:at].endswith(" có "):
        return False  # Khi Sở có yêu cầu bổ sung hồ sơ, UBND xã bổ sung …
    if at == start and _TOPIC.match(paper.letters, match.end(), end):
        return False
    if _inside_action(paper, start, at) or divides(paper, author, start, at) or _asked_by(paper, author, start, at):
        return False
    short = begins(text, folded, at, match.end(), "own_mouth")
    return not (author.tells or (short and short.end() == match.end())) or _speaks(paper, author, start, match, end)


def _inside_action(paper: Paper, start: int, at: int) -> bool:
    """Whether a request stands inside what is to be done (`lập danh sách đoàn viên đề nghị hỗ trợ`)."""
    start = max(start, max(paper.text.rfind(mark, start, at) for mark in ",;:") + 1)
    start += len(paper.text[start:at]) - len(paper.text[start:at].lstrip())
    if start < at and paper.text[start].isupper() and is_party(paper, start, at):
        return False  # …, Thanh tra Chính phủ yêu cầu
    verb = begins(paper.text, paper.folded, start, at, "action", "action_exact") if start < at else None
    return verb is not None and verb[0] not in _SUBJECTS and paper.text[start:at].count(" ") > 1


def _speaks(paper: Paper, author: Author, start: int, match: re.Match[str], end: int) -> bool:
    """Whether an order is the issuer's own: it opens the clause or follows its name (`chỉ đạo` only its name)."""
    at = match.start()
    before = paper.letters[max(start, at - _NEAR) : at]
    if _AT_START.search(before):
        closing = words("closes").match(before.lstrip())
        return match[0] != "chi dao" and (not author.tells or not before.strip() or closing is not None)
    if paper.text[at : at + 2].istitle():
        return False  # Trưởng Ban Chỉ đạo ban hành …
    subject = re.split(r"[,;:]", before)[-1].split()
    own = {*author.issuer.split(), *author.spelt.split(), *_OWN}
    if len(subject) > 1 and subject[0] in own and sum(word in own for word in subject) >= 0.7 * len(subject):
        return not _below(" ".join(subject), author.issuer)
    # `Ban Thường vụ Huyện ủy giao Ủy ban Kiểm tra`: a body opens the sentence, and gives the order to another
    named = (
        at - start < _NEAR and match[0] not in _OWN_WORK and paper.text[start].isupper() and is_party(paper, start, at)
    )
    return named and not author.tells and len(subject) < 12 and _to_party(paper, match.end(), end)


_LEVELS = re.compile(r"\b(?:thanh pho|huyen|thi xa|quan|xa|phuong|khu vuc|co so)\b")


def _below(subject: str, issuer: str) -> bool:
    """Whether a body of the issuer's name is of another level (`Bảo hiểm xã hội thành phố` under the province's)."""
    return any(level[0] not in issuer for level in _LEVELS.finditer(subject)) and bool(issuer)


def _to_party(paper: Paper, start: int, end: int) -> bool:
    return is_party(paper, start + len(paper.text[start:end]) - len(paper.text[start:end].lstrip(" :\n")), end)


def _after(paper: Paper, author: Author, begin: int, end: int, named: str) -> Task | None:
    text, folded = paper.text, paper.folded
    while begin < end and text[begin] in " :,\n":
        if text[begin] == ":" and folded[begin + 1 : end].strip():
            break
        begin += 1
    action = action_start(paper, begin, end)
    if action is None:
        if not opens_list(paper, end):
            return None
        action = end
    action = passing_on(paper, begin, action)
    who = who_of(paper, begin, action)
    if len(who) > WHO or ends(text, folded, begin, begin + len(text[begin:action].rstrip(" ,:;")), "past"):
        return None
    action, support = supported(paper, action, end)
    nobody = action == end and announces(paper, begin, end) and not is_party(paper, begin, end)  # một số việc sau:
    assignees = split(who) if len(who) > 2 and not nobody else ()
    if apart := roles_told(paper, begin, action):
        assignees, support = apart
    if author.addressees and all(is_addressed(one) for one in assignees):
        assignees = author.addressees
    if any(not is_who(one) for one in assignees):
        if _DAY.search(who) or hands_thing(paper, begin, action):
            return None  # đề nghị nghỉ từ ngày …; giao hồ sơ về cấp sơ thẩm
        return Task(action, end, assignees, support, sure=0.8)
    sure = 0.92 if assignees else 0.85 if named == "order" else 0.8
    return Task(action, end, assignees or author.addressees, support, sure=sure)


def is_addressed(who: str) -> bool:
    """Whether who is asked are those that the paper is sent to: `các đồng chí`."""
    folded = fold(who)
    match = begins(who, folded, 0, len(who), "addressee")
    return match is not None and match.end() == len(who)
