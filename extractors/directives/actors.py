"""Who is to act, where what they must do begins, and who helps them."""

from __future__ import annotations

import re

from extractors.directives.clauses import Paper
from extractors.directives.cues import begins, ends, met, noun_end, words
from extractors.directives.meant import is_trade, is_whose, must_from
from extractors.directives.names import in_functions, known_end, name_end
from extractors.directives.parties import party_at, split
from extractors.folding import LOWER, UPPER

WHO = 520  # characters in which assignees are named
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NOT_WHO = re.compile(r"\b(?:nào|không|chưa)\b")
_TERM = re.compile(
    r",?\s*\b(?:(?:trong (?:thời hạn|vòng|thời gian)|trước ngày|chậm nhất)\b.*"
    r"|trong (?:tháng|quý|năm)\s[\dIV][^,;:]*)$",
    re.DOTALL,
)
_SPACES = re.compile(r"\s*")
_WITH = re.compile(r"\s*(?:chat\s+che\s+)?(?:voi|cung)?\s*")
_COMMA = re.compile(r"\s*,?\s*")


def action_start(paper: Paper, begin: int, end: int) -> int | None:
    """Where what must be done begins: the first verb in lower case after the assignees.

    A verb before the word that lays a duty on them belongs to their name (`Các đội quản lý điện có trách nhiệm …`).
    """
    text, folded = paper.text, paper.folded
    if (must := must_from(paper, begin, end)) is not None:
        return must
    stop = min(end, begin + WHO + 80)
    duty = next((one for one in met(text, paper.letters, begin, stop, "duty_modal") if _lays(paper, one, stop)), None)
    functions = False
    undone = -2  # where a verb of what was not done ends
    known = known_end(paper, begin, end)
    for match in met(text, folded, begin, stop, "action", "action_exact", "lead", "support"):
        at = match.start()
        if at < known or text.count("(", begin, at) > text.count(")", begin, at):
            continue
        named = bool(text[begin:at].strip(" ,:;"))
        if not named and (office := office_end(paper, match, end)) is not None:
            known = max(known, office)
            continue
        headed = text[begin:at].rstrip().endswith(":")  # Phòng Giáo dục: Chỉ đạo các trường …
        inside = noun_end(text, paper.letters, begin, at) if named and not headed else None
        if inside is not None:
            verb = begins(text, folded, inside + 1, stop, "action", "action_exact", "lead", "support")
            if verb is None or verb.start() >= match.end():
                continue
            match, at = verb, verb.start()  # Trung tâm Phục vụ hành chính công bố trí …: no `công bố`
        if named and not headed and (text[at].isupper() or _in_name(paper, begin, match)):
            continue
        unit = named and len(text[begin:at].split()) <= _UNIT and text.startswith(": ", match.end())
        if unit and is_party(paper, begin, at):
            continue  # Phân xưởng vận hành: kiểm tra …
        if named and not headed and is_trade(paper, begin, match, stop):
            continue  # Các công ty quản lý đường sắt kiểm tra …
        if named and is_whose(paper, begin, match, stop):
            undone = match.end()  # các xã chưa nộp báo cáo khẩn trương hoàn thiện …: which of them are meant
            continue
        if named and in_functions(paper, begin, match, stop):
            functions = True
            continue
        if at == undone + 1 and words("product").match(folded, at, match.end()):
            continue
        if named and duty is not None and at < duty.start() and not _CLAUSED.search(text, at, duty.start()):
            continue
        if named and duty is not None and duty.end() < at and not _CLAUSED.search(text, begin, at):
            at = _after_duty(paper, duty.end(), at)  # Chi cục Thuế có trách nhiệm ra thông báo …
        elif named and not functions and (sooner := name_end(paper, begin, at, closed=True)) is not None:
            at = sooner  # Chi cục Kiểm lâm bẫy bắt …, khai thác …: a verb that no row knows
        return forbidden_from(paper, begin, at, end)
    return None


_OFFICE = re.compile(rf"[{UPPER}][{LOWER}]+\s[{LOWER}]+(?:,\s[{LOWER}]+\s[{LOWER}]+)?\s[{UPPER}]")


def office_end(paper: Paper, match: re.Match[str], end: int) -> int | None:
    """Where the verbs end that name an office: `Thanh tra Bộ đảm nhận …`; null in `Thanh tra việc thu phí`."""
    party = party_at(paper.text, paper.letters, match.start(), match.end())
    whole = party is not None and party.end() == match.end()
    office = _OFFICE.match(paper.text, match.start(), end) if whole else None
    return office.end() if office else None


_ONLY_IN_CASE = re.compile(r"\b(?:khi|nếu|lúc)\s+$")


def _lays(paper: Paper, modal: re.Match[str], end: int) -> bool:
    """Whether a word lays a duty on somebody, where `khi được yêu cầu` only tells when."""
    only = _ONLY_IN_CASE.search(paper.text, max(0, modal.start() - 8), modal.start())
    return only is None and paper.text[modal.end() : end].strip(" .,;:") != ""


def passing_on(paper: Paper, begin: int, action: int) -> int:
    """Where an action begins whose actor is in turn to give it to another: `UBND tỉnh giao Sở Xây dựng cung cấp …`."""
    order = next(met(paper.text, paper.folded, begin, action, "order_exact"), None)
    if order is None or paper.text[: order.start()].rstrip()[-1:] in {",", ":", ";"}:
        return action
    both = is_party(paper, begin, order.start()) and is_party(paper, order.end() + 1, action)
    return order.start() if both else action


def _after_duty(paper: Paper, duty: int, verb: int) -> int:
    """Where an action begins after the word that lays it on somebody, whatever verb it has; adverbs aside."""
    rest = _SPACES.match(paper.text, duty)
    at = rest.end() if rest else duty
    return verb if begins(paper.text, paper.folded, at, verb, "modal", "noun_after") else at


_UNIT = 2  # words of a unit before what it is for, which names it: Phân xưởng vận hành
_CLAUSED = re.compile(r"[,;:.]")
_FORBIDS = re.compile(
    r"(?:\b(?:tuyet\s+doi|kien\s+quyet|nhat\s+thiet|dut\s+khoat)\s+)?\bkhong(?:\s+duoc)?(?:\s+tu\s+y)?\s*$"
)
_CONSEQUENCE = re.compile(r"\b(?:thì|phải|coi như|bị|đề nghị|yêu cầu|nếu không)\b")


def forbidden_from(paper: Paper, begin: int, at: int, end: int) -> int:
    """Where a verb begins with what forbids it (`không tự ý chuyển`); what only tells who is meant forbids nothing."""
    before = _FORBIDS.search(paper.letters, max(begin, at - _FORBIDDING), at)
    if before is None or "không" not in paper.text[before.start() : at].lower():
        return at
    stop = re.compile(r"[;.]").search(paper.text, at, end)
    told = _CONSEQUENCE.search(paper.text, at, stop.start() if stop else end)
    return at if told else before.start()


_FORBIDDING = 40  # characters of the longest words that forbid


def _in_name(paper: Paper, begin: int, match: re.Match[str]) -> bool:
    """Whether a verb is part of a name: `các tổ chức`, `Phòng Quản lý, …`."""
    text, folded = paper.text, paper.folded
    if not ends(text, folded, begin, match.start(), "attribute") or ends(text, folded, begin, match.start(), "modal"):
        return False
    handles = words("handles").match(folded, match.start(), match.end())
    if not handles and not ends(text, folded, begin, match.start(), "unit"):
        return True
    function = words("function").fullmatch(folded, match.start(), match.end())
    return function is not None and folded[match.end() : match.end() + 2] in {", ", " v"}


_LEADS = re.compile(r"\s*\((?:cơ quan\s+|đơn vị\s+)?(?:chủ trì|đầu mối|làm đầu mối)\)")
_HELPS = re.compile(r",?\s*\((?:cơ quan\s+|đơn vị\s+)?(?:cùng\s+)?phối hợp\)")


def roles_told(paper: Paper, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Who leads and who helps where brackets tell them apart: `Sở A (chủ trì), Sở B (phối hợp) rà soát …`."""
    leads = _LEADS.search(paper.text, start, end)
    helps = _HELPS.search(paper.text, leads.end(), end) if leads else None
    if leads is None or helps is None:
        return None
    return split(who_of(paper, start, leads.start())), split(who_of(paper, leads.end(), helps.start()))


def supported(paper: Paper, action: int, end: int) -> tuple[int, tuple[str, ...]]:
    """Who helps (`chủ trì, phối hợp với X …`), and where the action then begins."""
    folded = paper.folded
    at = _after_adverbs(paper, action, end)
    head = words("lead").match(folded, at, end) or words("support").match(folded, at, end)
    if head is None:
        return action, ()
    if "phoi hop" not in head[0] and "cung" not in head[0]:
        if helped := _HELPED.match(paper.letters, head.end(), end):
            who = who_of(paper, *helped.span("who"))
            if is_party(paper, helped.start("who"), helped.end("who")) and helped.end() < end:
                return helped.end(), split(who)
        rest = _COMMA.match(folded, head.end(), end)
        after = rest.end() if rest else head.end()
        return (after, ()) if after < end else (action, ())
    first = _WITH.match(folded, head.end(), end)
    begin = first.end() if first else head.end()
    after_who = action_start(paper, begin, min(end, begin + 420))
    if after_who is None or after_who == begin:
        return action, ()
    who = who_of(paper, begin, after_who)
    return (after_who, split(who)) if len(who) > 2 else (action, ())


_HELPS_ONLY = re.compile(r"(?:cùng\s+)?phối hợp(?:\s+(?:thực hiện|triển khai|hỗ trợ))?\s*(?P<over>;\s*|,\s*|\.?$)")


def only_helps(paper: Paper, action: int, end: int) -> int | None:
    """Where what others do goes on after somebody who only helps them: `…; Đội Quản lý trật tự phối hợp; báo cáo …`."""
    helps = _HELPS_ONLY.match(paper.text, action, end)
    return helps.end() if helps else None


_HELPED = re.compile(r"\s*,\s*(?P<who>[^;:.]{3,160}?)\s+phoi\s+hop(?:\s+thuc\s+hien)?\s*[,;]?\s+(?!voi\b)")


def _after_adverbs(paper: Paper, action: int, end: int) -> int:
    """Where the verb begins after `khẩn trương`, `chủ động`."""
    while adverb := begins(paper.text, paper.folded, action, end, "modal"):
        rest = _COMMA.match(paper.text, adverb.end(), end)
        action = rest.end() if rest else adverb.end()
    return action


def is_party(paper: Paper, start: int, end: int) -> bool:
    """Whether the words before a verb name who acts, not what (`các nội dung khác`) nor who answers for it."""
    match = party_at(paper.text, paper.letters, start, end)
    if known_end(paper, start, end) > start:
        return True
    if match is None or "chịu trách nhiệm về" in paper.text[start:end]:
        return False
    if begins(paper.text, paper.letters, start, end, "no_party") is not None:
        return False  # Hội nghị, Tổng số: of which only the first word is a body's
    rest = _SPACES.match(paper.letters, match.end(), end)
    at = rest.end() if rest else match.end()
    named = paper.text[at : at + 2].istitle()  # Ban Chính sách - Pháp luật, where `các chính sách` is a thing
    return named or begins(paper.text, paper.letters, at, end, "thing") is None


def new_actor(paper: Paper, start: int, end: int) -> bool:
    """Whether a clause begins with somebody else who is to act: `; Công an xã bảo đảm an ninh trật tự`."""
    if apart := begins(paper.text, paper.letters, start, end, "aside"):
        start = apart.end() + 1
    stop = action_start(paper, start, end)
    if (
        stop is not None
        and _SUFFERS.search(paper.text, start, stop)
        and begins(paper.text, paper.letters, stop, end, "punishes")
    ):
        return False  # hộ cố tình vi phạm thì cưỡng chế: by whoever acts before
    return (
        stop is not None
        and stop - start <= WHO
        and is_party(paper, start, stop)
        and _NOT_WHO.search(paper.text, start, stop) is None
        and ends(paper.text, paper.folded, start, stop, "may") is None
        and ends(paper.text, paper.folded, start, stop, "past") is None
    )


_SUFFERS = re.compile(r"\sthì\s+$")
_THEN = re.compile(r"\sthì\s+")
_COMMA_AFTER = re.compile(r",\s+|\s+(?=theo (?:chức năng|thẩm quyền|nhiệm vụ|phân công|phạm vi|lĩnh vực|địa bàn)\b)")


def before_adjunct(paper: Paper, start: int, end: int) -> int:
    """Where the names end before a comma and when or how they act: `UBND xã, khi có lệnh, phải sơ tán …`."""
    for comma in _COMMA_AFTER.finditer(paper.text, start, end):
        if begins(paper.text, paper.letters, comma.end(), end, "interposed"):
            return comma.start()
    return end


def who_of(paper: Paper, start: int, end: int) -> str:
    """The words that name who, without what stands before and after their names."""
    text, folded = paper.text, paper.letters
    if (then := _THEN.search(text, start, end)) and is_party(paper, then.end(), end):
        start = then.end()  # Học sinh chưa chuyển trường thì ban giám hiệu trường cũ có trách nhiệm …
    start += len(text[start:end]) - len(text[start:end].lstrip(" ,:;-\n"))
    if head := begins(text, folded, start, end, "head"):
        start = head.end()
    while True:
        end = start + len(text[start:end].rstrip(" ,:;-\n"))
        last = ends(text, folded, start, end, "modal", "trail")
        if last is None or ends(text, folded, start, end, "name_tail"):
            named = _TERM.sub("", _BRACKETS.sub("", text[start : before_adjunct(paper, start, end)]))
            return " ".join(named.split()).strip(" ,:;")
        end = last.start()
