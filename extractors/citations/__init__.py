"""Văn bản viện dẫn: each document that the paper cites, once, in the manner of eyecite.

The modules are verbs in the order of the work: `find` the mentions, `resolve` which cite one document, `roles` say
why. A short repeat (`Kế hoạch số 80-KH/TU`, `Công văn nêu trên`) counts as a mention of the first.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from extractors.citations.codes import with_code_of
from extractors.citations.find import find
from extractors.citations.mention import Mention
from extractors.citations.resolve import Cited, resolve
from extractors.citations.roles import roles, strongest
from extractors.confidence import ASKED, calibrated
from extractors.document import issue_day, places, reading, words_of
from extractors.folding import fold
from extractors.misread import as_printed
from extractors.numbering import codes
from extractors.prose import Prose, prose
from extractors.record import Citation, CitationRole
from extractors.spans import scanned

_ATTACHED = re.compile(
    r"\W*(?:ban\s+hanh\s+|dinh\s+)?kem\s+theo\s+(?:cac\s+)?$"
)  # (Kèm theo Báo cáo số …): the paper itself, named by its annex

MEANT = 0.93
"""How likely a number is right that was not read as it must have been printed."""


@Language.component(
    "citations", requires=["doc._.number", "doc._.kind", "doc._.issued_on"], assigns=["doc._.citations"]
)
def citations(doc: Doc) -> Doc:
    """Write `doc._.citations` in the order of first mention, the spans of all mentions to `doc.spans["citations"]`."""
    text = prose(doc, "subject", "title", "body", "annex", "recipients")
    raw = text.text
    if scanned(doc[:]):
        printed = as_printed(raw)
        text = replace(text, text=printed, folded=fold(printed))
    number, kind = doc._.number, doc._.kind
    own = kind.name if kind else None
    mentions = [
        m
        for m in find(text.text, text.folded, issue_day(doc))
        if not (m.kind == own and _names_the_paper(text, m)) and not _numbers_a_copy(m)
    ]
    mentions = [replace(m, sure=m.sure * MEANT) if _is_meant(m, text.text, raw) else m for m in mentions]
    documents = resolve(mentions, number.value if number else None, own)
    why = roles(text, mentions)
    doc._.citations = tuple(_citation(text, cited, mentions, why) for cited in documents)
    doc.spans["citations"] = [text.span(m.start, m.end) for m in mentions if m.repeat is None]
    return doc


def _is_meant(mention: Mention, text: str, raw: str) -> bool:
    """Whether a number was read otherwise than it must have been printed."""
    value = slice(mention.value_start, mention.value_end)
    return text[value] != raw[value]


def _names_the_paper(text: Prose, mention: Mention) -> bool:
    return _ATTACHED.fullmatch(text.folded, text.stretch(mention.start).start, mention.start) is not None


def _numbers_a_copy(mention: Mention) -> bool:
    """Whether a number is that of this paper's certified copy (`Số: 15/SY-UBND`; NĐ 30/2020, Điều 25)."""
    number = mention.number
    code = None if number is None or number.kind is None else codes("kind").get(number.kind)
    return code is not None and "sao" in code.name.split()


def _citation(text: Prose, cited: Cited, mentions: list[Mention], why: list[CitationRole]) -> Citation:
    its = [mentions[index] for index in cited.mentions]
    first = its[0]
    span = text.span(first.start, first.end)
    number = cited.number
    if number is not None and cited.issuer and scanned(span):
        number = with_code_of(number, cited.issuer)
    value = (number.canonical if number else cited.name) or ""
    score = max(m.sure * _ocr(text, m) for m in its)
    score = 1 - (1 - score) * (0.5 if len(its) > 1 else 1.0)  # two places that agree
    sure = calibrated("citations", score)
    made = reading(
        span, value, Citation, confidence=min(sure, ASKED) if cited.doubtful else sure,
        kind=cited.kind or None, dated=cited.dated,
        issuer=cited.issuer, title=cited.title, role=strongest([why[index] for index in cited.mentions]),
        mentions=len(its),
        provisions=tuple(dict.fromkeys(p for m in its for p in m.provisions)),
    )  # fmt: skip
    spots = [place for m in its for place in places(text.span(m.start, m.end))]
    return made.model_copy(update={"where": tuple(spots)})


def _ocr(text: Prose, mention: Mention) -> float:
    """How well the words of a mention's value were read; a kind and a body that the tables know make up for half."""
    words = words_of(text.span(mention.value_start, mention.value_end))
    read = min((word.confidence for word in words), default=0.0)
    return 1 - (1 - read) * (0.5 if mention.number is not None and mention.number.known else 1.0)
