"""What the paper wants of those it is sent to: a reply, an action, attendance, or nothing but to be known."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractors.folding import fold
from extractors.record import Asks, Directive

_REPORTS = re.compile(
    r"\b(?:bao\s+cao|gui|nop|tra\s+loi|phuc\s+dap|phan\s+hoi|co\s+y\s+kien|cho\s+y\s+kien|gop\s+y|tham\s+gia\s+y\s+kien|dang\s+ky|cung\s+cap|thong\s+bao\s+ket\s+qua|hoi\s+am)\b"
)
_COMES = re.compile(r"\b(?:tham\s+du|den\s+du|ve\s+du|du\s+hop|du\s+le)\b")
_INFORMS = {"BC"}  # a báo cáo tells; what it says of the future is its issuer's own


@Language.component("asks", requires=["doc._.directives", "doc._.event", "doc._.kind"], assigns=["doc._.asks"])
def asks(doc: Doc) -> Doc:
    """Write `doc._.asks`."""
    doc._.asks = _asks(doc)
    return doc


def _asks(doc: Doc) -> Asks:
    kind = doc._.kind.value if doc._.kind else None
    if doc._.event is not None or kind == "GM":
        return "attendance"
    if kind in _INFORMS:
        return "information"
    if kind == "TB" and any(_COMES.search(fold(one.action)) for one in doc._.directives):
        return "attendance"
    told: tuple[Directive, ...] = doc._.directives
    if any(_needs_reply(one) for one in told):
        return "reply"
    return "action" if told else "information"


def _needs_reply(one: Directive) -> bool:
    """A report that is asked for, with somebody to send it to or a day to send it by."""
    return bool(_REPORTS.search(fold(one.action))) and (one.report_to is not None or one.deadline is not None)
