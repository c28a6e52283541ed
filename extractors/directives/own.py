"""Whose an item of a list is: work of those who head it, or of a body that it names before what that body orders."""

from __future__ import annotations

import re

from extractors.directives.actors import action_start, is_party, who_of
from extractors.directives.author import Author
from extractors.directives.clauses import Paper
from extractors.directives.cues import begins, ends, met
from extractors.directives.items import Lead
from extractors.directives.lists import after_adjunct, own_verb, own_work, verb_at
from extractors.directives.openings import orders_anew
from extractors.directives.sentences import to_semicolon

_ORDERS = ("order", "request", "order_exact", "request_exact")


_ANY = re.compile(r"(?:các|những)\s+(?:cơ quan|đơn vị|địa phương)(?:,\s*(?:cơ quan|đơn vị|địa phương))*", re.IGNORECASE)


def is_theirs(paper: Paper, lead: Lead, author: Author, start: int, end: int) -> bool:
    """Whether what an item orders, if anything, is not the writer's order but part of somebody's work."""
    return _own_item(paper, lead, author, start, end) or _own_actor(paper, author, start, end)


def passes_on(paper: Paper, lead: Lead, author: Author, start: int, end: int) -> bool:
    """Whether those who head a list decide or give out work there (`- Giao Sở Nội vụ làm đầu mối`)."""
    if lead.assignees in {(), author.addressees} or all(_ANY.fullmatch(one) for one in lead.assignees):
        return False  # Nhiệm vụ của các đơn vị: and each is named below
    own = ("order_exact", "request", "item_verb") if lead.above else ("item_verb",)
    return begins(paper.text, paper.letters, start, end, *own) is not None


def _own_item(paper: Paper, lead: Lead, author: Author, start: int, end: int) -> bool:
    """Whether an item is work of those who head its list, whatever it names (`Lập danh sách hộ đề nghị hỗ trợ`)."""
    if own_work(paper, start, end) or passes_on(paper, lead, author, start, end):
        return True
    until = to_semicolon(paper.text, start, end) if own_verb(paper, start, end) else end
    return not lead.details and verb_at(paper, start, end) and not orders_anew(paper, start, until)


def _own_actor(paper: Paper, author: Author, start: int, end: int) -> bool:
    """Whether an item under an order names who acts and what, before what they in turn order of others."""
    verb = action_start(paper, start, end) if is_party(paper, start, end) else None
    if verb is None or author.is_issuer(who_of(paper, start, verb)):
        return False
    if ends(paper.text, paper.letters, start, verb, "past") or paper.text[start:verb].endswith("sẽ "):
        return False  # Đoàn kiểm tra sẽ làm việc từ ngày …, đề nghị phòng chuẩn bị …
    return next(met(paper.text, paper.folded, start, verb, *_ORDERS), None) is None


_TOLD_ON = re.compile(r"\s(?:chưa|không|sẽ|vẫn|cũng)\s")  # BHXH tỉnh chưa có cơ sở thẩm định …


def does_itself(paper: Paper, author: Author, start: int, end: int) -> bool:
    """Whether a clause tells what the issuer does, or does not (`; quá hạn trên, Kho bạc không tiếp nhận hồ sơ …`)."""
    start = after_adjunct(paper, start, end)
    verb = action_start(paper, start, end) if is_party(paper, start, end) else None
    return verb is not None and author.is_issuer(_TOLD_ON.split(who_of(paper, start, verb))[0])
