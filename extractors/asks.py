"""What the paper wants of those it is sent to: a reply, an action, attendance, or nothing but to be known."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.cues import folded
from extractors.folding import fold, key, nfc
from extractors.initials import spells
from extractors.numbering import invites
from extractors.record import Asks, Deadline, Directive

CUES = "ask_cues.csv"
"""What a paper asks first of all, by the first row that fits (`_asks`, `_wants_reply`):

| evidence | asks |
| --- | --- |
| a giấy mời; a paper that orders or plans nothing and names an event, or whose first duty is to come | attendance |
| a báo cáo; a subject that `answers` where nothing has a term; a thông báo that `announces` to all | information |
| a subject that `answers`, where only others than those it is sent to are asked for anything | information |
| a subject that `corrects` an older paper, where only some of those it is sent to must do anything | information |
| a tờ trình that `pleads` for an opinion by a day | reply |
| what a chief `concluded`; a kind that orders or plans | action |
| a subject that `pleads` for an opinion, and duties that give one (the first, if it `orders` too), or no duty | reply |
| a subject that begins with a report | reply |
| a subject with a report in it, and a duty that reports | reply |
| an office that passes on what its chiefs order, reports to others | action |
| a subject that `answers`: the first duty reports | reply |
| a subject that `orders`, or `brings` something and orders: three duties in four report, not only at the end | reply |
| the first duty reports, or every other one | reply |
| the last reports to the issuer by a term, where the work is not shared out among bodies by name | reply |
| any other duty; a tờ trình | action |
| none | information |

Roles of cues: `routine` is reported as it goes, `attends` are words for coming to something; a subject that `orders`
wants things done first, one that `reports` or `pleads` (for an `opinion`) a reply, one that `answers` or `announces`
nothing; one that `brings` (sao gửi, hoãn) only begins with it; what was `concluded` is to be done; what `does` things
and then reports only closes them; `in_case` something comes up a report is only offered."""
_DIRECTIVE_CUES = "directive_cues.csv"


def _words(file: str, *roles: str) -> str:
    return rf"\b(?:{folded(file, *roles)})\b"


_ABOUT = r"(?:(?:ve\s+viec|v/v)\s+)?"
_NO_REPORT = (  # of money, or of what is no paper; `gọi`, where `gởi` sends
    r"goi\s+(?:cong\s+dan|thanh\s+nien|kham|nhap|dien|von|thau|dau\s+tu|tham)\b|"
    r"nop\s+(?:\w+\s+){0,4}?(?:tien|phi|thue|ngan\s+sach)\b"
    r"|cung\s+cap\s+(?!(?:so\s+lieu|thong\s+tin|ho\s+so|tai\s+lieu|danh\s+sach|cac|(?:cho|ve)\s+(?:so|bo|cuc|ban|vien|uy\s+ban|phong))\b)"
)
_REGISTERS = re.compile(  # what one registers for oneself, in a register that others keep
    r"\bdang\s+ky\s+(?:su\s+dung|thue|xe|kinh\s+doanh|dat\s+dai|cu\s+tru|khai\s+sinh|ho\s+tich|tai\s+khoan)\b"
)
_BEGINS_REPORT = re.compile(_ABOUT + _words(CUES, "reports"))
_CONCLUDED = re.compile(_ABOUT + _words(CUES, "concluded"))
_ANNOUNCES = re.compile(_ABOUT + _words(CUES, "announces"))
_REPORTS = re.compile(
    rf"(?<!cac )(?<!nhan )(?<!che do )(?<!thoi han )(?!\b(?:{_NO_REPORT})){_words(_DIRECTIVE_CUES, 'report')}"
)
_ROUTINE = re.compile(_words(CUES, "routine"))
_ATTENDS = re.compile(_words(CUES, "attends"))
_OWN_HOUSE = re.compile(
    r"(?:(?:pho\s+)?(?:giam\s+doc|thu\s+truong|hieu\s+truong|cuc\s+truong|vien\s+truong|chanh\s+van\s+phong)|(?:ban\s+)?lanh\s+dao)"
    r"\s*(?:so|bo|cuc|ban|vien|truong|uy\s+ban|co\s+quan|don\s+vi|to)"
)  # `Giám đốc Sở`: whose, all know
_ORDERING = re.compile(_ABOUT + _words(CUES, "orders"))  # what is reported comes after it
_BRINGS_ORDERS = re.compile(rf"{_ABOUT}{_words(CUES, 'brings')}.*?\bva\s+{_words(CUES, 'orders')}")
_PLEADS = re.compile(_words(CUES, "pleads"))
_OPINION = re.compile(_words(CUES, "opinion"))
_AFTER_ORDER = re.compile(rf"dang\s+ky|{_words(CUES, 'pleads')}")  # what an order may ask for besides
_DOING = re.compile(rf"{_words(CUES, 'does')}.*\bbao\s+cao\b")
_ANSWERS = re.compile(_ABOUT + _words(CUES, "answers"))
_CORRECTS = re.compile(_ABOUT + _words(CUES, "corrects"))
_CARRIES = re.compile(r"van\s+phong\b")  # an office that passes on what its chiefs order
_IN_CASE = re.compile(rf"{_words(CUES, 'in_case')}[^.;]*$")
_ABOVE = {"tong", "bo", "chinh"}  # how the bodies above begin whose offices have their names
_SHARED_OUT = 3  # bodies that each have their own work, which a report of all only closes
_CASE_REACH = 200  # characters before what must be done in which the case is told
_ORDERS = {"KH", "QĐ", "CT", "CĐ", "HD", "NQ", "CTr", "QC", "QyĐ", "KL", "PA", "ĐA", "DA", "ĐL", "PC", "TTr", "TT"}
"""Kinds that order or plan: what must be reported comes after what must be done."""
_BEGS = {"TTr"}  # a tờ trình asks for what it lays before its addressee, in whatever words
_INFORMS = {"BC"}  # a báo cáo tells; what it says of the future is its issuer's own


@Language.component(
    "asks",
    requires=[
        "doc._.directives",
        "doc._.issuer",
        "doc._.deadlines",
        "doc._.event",
        "doc._.kind",
        "doc._.recipients",
        "doc._.subject",
    ],
    assigns=["doc._.asks"],
)
def asks(doc: Doc) -> Doc:
    """Write `doc._.asks`."""
    doc._.asks = _asks(doc)
    return doc


def _asks(doc: Doc) -> Asks:
    kind = doc._.kind.value if doc._.kind else None
    if (doc._.event is not None and kind not in _ORDERS) or invites(kind):
        return "attendance"
    if kind in _INFORMS:
        return "information"
    told: tuple[Directive, ...] = doc._.directives
    subject = fold(doc._.subject.value) if doc._.subject else ""
    if kind == "TB" and _ANNOUNCES.match(subject):
        return "information"
    if _ANSWERS.match(subject) and (all(one.deadline is None for one in told) or _asks_others(doc, told)):
        return "information"
    if _CORRECTS.match(subject) and _asks_some(doc, told):
        return "information"
    if told and kind not in _ORDERS and _ATTENDS.search(fold(told[0].action)):
        return "attendance"
    if kind == "TTr" and _PLEADS.search(subject) and any(_answers(one) for one in told):
        return "reply"
    if kind not in _ORDERS and not _CONCLUDED.match(subject) and _wants_reply(doc, told):
        return "reply"
    return "action" if told or kind in _BEGS else "information"


def _asks_some(doc: Doc, told: tuple[Directive, ...]) -> bool:
    """Whether only some of those that the paper is sent to are asked for anything."""
    addressees = {fold(one.value) for one in doc._.recipients if one.role == "addressee"}
    asked = {fold(who) for one in told for who in one.assignees}
    return bool(told) and bool(asked) and asked < addressees


def _asks_others(doc: Doc, told: tuple[Directive, ...]) -> bool:
    """Whether what is asked is asked of others than those that the paper is sent to, each by name."""
    addressees = {key(one.value) for one in doc._.recipients if one.role == "addressee"}
    asked = {who for one in told for who in one.assignees}
    named = bool(addressees) and all(one.assignees for one in told)
    return named and not any(_is_called(who, to) for who in asked for to in addressees)


def _is_called(who: str, name: str) -> bool:
    """Whether `who` is, by its initials or without its place, the body of a folded name (`UBND xã`)."""
    head, _, rest = who.partition(" ")
    first = name.split()[: len(head)]
    short = head.isupper() and spells(head, " ".join(first))
    full = " ".join([*first, key(rest)]).strip() if short else key(who)
    return full in name or name in full


def _wants_reply(doc: Doc, told: tuple[Directive, ...]) -> bool:
    """Whether a reply is what is asked first of all: the subject says so, or the first duty or half of them."""
    spans: list[Span | None] = [*doc.spans.get("directives", ())] or [None] * len(told)
    replies = [_needs_reply(one, doc._.deadlines) and not _offered(span) for one, span in zip(told, spans, strict=True)]
    subject = fold(doc._.subject.value) if doc._.subject else ""
    if _PLEADS.search(subject) and (not told or _gives_opinion(told, first=_ORDERING.match(subject) is not None)):
        return True
    if _BEGINS_REPORT.match(subject) and any(_REPORTS.search(fold(one.action)) for one in told):
        return True
    if not any(replies):
        return False
    if _ANSWERS.match(subject):
        return replies[0]
    brings = _BRINGS_ORDERS.match(subject)
    orders = _ORDERING.match(subject) or brings
    after = orders.end() if orders else 0  # giao nộp tài liệu: no report
    report = None if brings else _REPORTS.search(subject, after)
    if report and not (orders and _AFTER_ORDER.fullmatch(report[0])):
        return True
    if _carried(doc, told):
        return False
    if orders:
        mere = [_DOING.match(fold(one.action)) is not None for one in told]
        return 4 * sum(asked and not closing for asked, closing in zip(replies, mere, strict=True)) >= 3 * len(replies)
    issuer = fold(doc._.issuer.value) if doc._.issuer else ""
    shared_out = len({one.assignees for one in told}) >= _SHARED_OUT and 3 * sum(replies) < len(replies)
    last = replies[-1] and _comes_home(told[-1], issuer) and not shared_out
    return replies[0] or last or 2 * sum(replies) >= len(replies)


def _gives_opinion(told: tuple[Directive, ...], *, first: bool) -> bool:
    """Whether an opinion is asked for, `first` of all by a day: `tiếp nhận học viên và góp ý chương trình`."""
    return _answers(told[0]) if first else any(_OPINION.search(fold(one.action)) for one in told)


def _answers(one: Directive) -> bool:
    """Whether an opinion is wanted by a day."""
    return one.deadline is not None and _OPINION.search(fold(one.action)) is not None


def _comes_home(one: Directive, issuer: str) -> bool:
    """Whether a report with a term is sent to the issuer itself."""
    to = fold(one.report_to or "").split()
    home = len(to) > 1 and set(to[-2:]) <= set(issuer.split())
    above = bool(to) and to[0] in _ABOVE and to[0] not in issuer.split()  # a Cục's own Tổng cục
    return one.deadline is not None and home and not above


def _carried(doc: Doc, told: tuple[Directive, ...]) -> bool:
    """Whether an office passes on an order whose report goes to others, not to itself."""
    issuer = fold(doc._.issuer.value) if doc._.issuer else ""
    reports = [fold(f"{one.report_to} {one.route or ''}") for one in told if one.report_to is not None]
    return _CARRIES.match(issuer) is not None and not any(_CARRIES.search(to) for to in reports)


def _needs_reply(one: Directive, deadlines: tuple[Deadline, ...]) -> bool:
    """A report that is asked for, with somebody to send it to or a day to send it by.

    What is reported day by day or as a matter of routine, inside the issuer's own house or in some case only,
    answers no letter.
    """
    action = _REGISTERS.sub(" ", fold(one.action))
    if not _REPORTS.search(action) and one.report_to is None:
        return False
    deadline = deadlines[one.deadline] if one.deadline is not None else None
    if deadline is not None and deadline.conditional:
        return False
    if (deadline is None and _ROUTINE.search(action)) or (
        deadline is not None and re.search("DAILY|WEEKLY", deadline.rrule or "")
    ):
        return False
    if one.report_to is not None:
        return _OWN_HOUSE.fullmatch(fold(one.report_to)) is None
    return deadline is not None


def _offered(span: Span | None) -> bool:
    """Whether a report is asked for in some case only: `quá trình thực hiện có vướng mắc, đề nghị báo cáo …`."""
    if span is None:
        return False
    before = span.doc._.written[max(0, span.start_char - _CASE_REACH) : span.start_char]
    return _IN_CASE.search(fold(nfc(before))) is not None
