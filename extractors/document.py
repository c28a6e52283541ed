"""The contract of the `Doc` that `pipeline.layout` builds and the fields read.

- Tokens know their word: `token._.word` (`extractors.words.Word`), those of the whole `Doc` are `doc._.words`.
  Several tokens may share one word, since punctuation around a word is split off (`80-KH/TU,` gives `80-KH/TU` and
  `,`).
- `doc._.written` is its text, put together once.
- `doc.spans["zones"]` holds the zones in reading order, labelled with one of `ZONES`. A label may occur more than
  once (several stamps, several annexes).
- `doc.spans["blocks"]` holds the paragraphs and list items inside the zones, in reading order, labelled
  `paragraph`, `item`, `heading` or `cell`. Lines that wrap, and paragraphs that go on over a page break, are one block.
- A cell's place in its table: `span._.cell = (table, row, column)`, counted from 0.
- The fields' readings are declared by `FIELDS` and written to `doc._.<field>`; what a person should look at is
  added to `doc._.review` by `flag`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, TypeVar, cast

import extractors.spacy_alone  # noqa: F401 before spaCy

# isort: split
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from extractors.record import Place, Reading, Review
from extractors.words import Word, enclosing

ZoneLabel = Literal[
    "authority", "motto", "number", "place_date", "subject", "addressees", "body", "recipients", "signature",
    "arrival_stamp", "marks", "page_number", "annex", "title", "aside", "noise",
]  # fmt: skip
ZONES: tuple[str, ...] = (
    "authority",  # the issuing body's block, its parent above it
    "motto",  # quốc hiệu, tiêu ngữ or ĐẢNG CỘNG SẢN VIỆT NAM
    "number",  # số và ký hiệu
    "place_date",  # địa danh, ngày tháng
    "title",  # tên loại (QUYẾT ĐỊNH) where the paper has one
    "subject",  # trích yếu
    "addressees",  # Kính gửi
    "body",
    "recipients",  # Nơi nhận
    "signature",
    "arrival_stamp",  # dấu ĐẾN, one zone a stamp
    "marks",  # độ khẩn, chỉ dẫn phạm vi lưu hành
    "page_number",
    "annex",  # phụ lục, one zone an annex
    "aside",  # pages of the file that are not of this paper: a slip, a cover, another paper
    "noise",  # digital-signature boxes, repeated heads, foot lines
)
BlockLabel = Literal["paragraph", "item", "heading", "cell"]

FIELDS: tuple[str, ...] = (
    "system", "kind", "number", "issuer", "issued_on", "issued_at", "subject", "recipients", "citations",
    "deadlines", "directives", "signer", "arrival", "other_arrivals", "urgency", "circulation", "event", "asks",
)  # fmt: skip
LISTS = {"recipients", "citations", "deadlines", "directives", "other_arrivals"}

for _field in FIELDS:
    if not Doc.has_extension(_field):
        # A tuple default is shared but cannot change; null is "not on the page".
        Doc.set_extension(_field, default=() if _field in LISTS else None)
if not Doc.has_extension("review"):
    Doc.set_extension("review", default=())
for _kept in ("words", "written"):
    if not Doc.has_extension(_kept):
        Doc.set_extension(_kept, default=None)
if not Token.has_extension("word"):
    Token.set_extension(
        "word",
        getter=lambda token: token.doc._.words[token.i],
        setter=lambda token, word: token.doc._.words.__setitem__(token.i, word),
    )
if not Span.has_extension("cell"):
    Span.set_extension("cell", default=None)

R = TypeVar("R", bound=Reading)

EDGES = re.compile(r"^([\"“”‘'(\[«<]*)(.*?)([\"“”’')\]»>.,;:!?…]*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading or table cell: its words in reading order.

    `joined` holds indexes of words that are glued to the word before them (a word broken over two lines).
    """

    words: tuple[Word, ...]
    label: BlockLabel = "paragraph"
    cell: tuple[int, int, int] | None = None
    joined: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Zone:
    """A region of the paper with one purpose, its blocks in reading order."""

    label: ZoneLabel
    blocks: tuple[Block, ...]


@cache
def vietnamese() -> Language:
    """The Vietnamese language whose vocabulary all our documents share: no tokenizer of its own is used, and what
    fills the fields is added by `extractors.language`."""
    return spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})


def split_edges(text: str) -> list[str]:
    """A word as tokens: punctuation before and after it stands apart, symbols such as `80-KH/TU` stay whole.

    `"(80-KH/TU),"` gives `["(", "80-KH/TU", ")", ","]`; `./.` and dotted leaders stay one token.
    """
    if not any(c.isalnum() for c in text):
        return [text]
    match = EDGES.match(text)
    if match is None:
        return [text]
    before, core, after = match.groups()
    return [*before, *([core] if core else []), *after]


def build(zones: Sequence[Zone]) -> Doc:
    """The `Doc` of a dispatch from its zones in reading order; see the module's text for what it carries."""
    texts: list[str] = []
    spaces: list[bool] = []
    words: list[Word] = []
    zone_bounds: list[tuple[int, int, str]] = []
    block_bounds: list[tuple[int, int, Block]] = []
    for zone in zones:
        zone_start = len(texts)
        for block in zone.blocks:
            block_start = len(texts)
            for index, word in enumerate(block.words):
                if index in block.joined and spaces:
                    spaces[-1] = False
                parts = split_edges(word.text) if word.text else []
                for part in parts:
                    texts.append(part)
                    spaces.append(False)
                    words.append(word)
                if parts:
                    spaces[-1] = True
            if len(texts) > block_start:
                block_bounds.append((block_start, len(texts), block))
        if len(texts) > zone_start:
            zone_bounds.append((zone_start, len(texts), zone.label))
    doc = Doc(vietnamese().vocab, words=texts, spaces=spaces)
    doc._.words, doc._.written = words, doc.text
    doc.spans["zones"] = [Span(doc, start, end, label=label) for start, end, label in zone_bounds]
    spans = []
    for start, end, block in block_bounds:
        span = Span(doc, start, end, label=block.label)
        span._.cell = block.cell
        spans.append(span)
    doc.spans["blocks"] = spans
    return doc


def zones(doc: Doc, *labels: str) -> list[Span]:
    """The zones with one of `labels`, in reading order."""
    return [span for span in doc.spans["zones"] if span.label_ in labels]


def blocks(zone: Span) -> list[Span]:
    """The blocks inside `zone`, in reading order."""
    return [b for b in zone.doc.spans["blocks"] if b.start >= zone.start and b.end <= zone.end]


def lines(span: Span) -> list[Span]:
    """`span` cut where the page's text line changes, in reading order."""
    words: list[Word] = span.doc._.words[span.start : span.end]
    turns = [
        at
        for at, (before, here) in enumerate(itertools.pairwise(words), span.start + 1)
        if (here.line, here.page) != (before.line, before.page)
    ]
    return [span.doc[a:b] for a, b in itertools.pairwise([span.start, *turns, span.end])]


def written(span: Span) -> str:
    """The text of `span`, which spaCy's `span.text` would put together anew."""
    whole: str = span.doc._.written
    return whole[span.start_char : span.end_char]


def words_of(span: Span) -> list[Word]:
    """The words under `span`, each once, in reading order."""
    words: list[Word] = span.doc._.words[span.start : span.end]
    return [word for before, word in itertools.pairwise([None, *words]) if word is not None and word is not before]


def places(span: Span) -> tuple[Place, ...]:
    """One place a text line, so that a mention over two lines or pages gives two boxes."""
    found = []
    for (page, _), line in itertools.groupby(words_of(span), key=lambda word: (word.page, word.line)):
        x0, top, x1, bottom = enclosing([word.box for word in line])
        box = (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))
        found.append(Place(page=page, box=box))
    return tuple(found)


def reading(
    span: Span, value: str, model: type[R] | None = None, *, confidence: float | None = None, **more: object
) -> R:
    """The reading of `value` from the words of `span`: the one place where readings are made.

    `model` is `Reading` or a model made from it, `more` its further keys. `confidence` (0 to 1) defaults to the
    lowest OCR confidence of the span's words; `by_hand` is true where any of them was written with a pen.
    """
    words = words_of(span)
    sure = min((w.confidence for w in words), default=0.0) if confidence is None else confidence
    made = (model or Reading)(
        value=value,
        text=written(span),
        where=places(span),
        confidence=round(max(0.0, min(1.0, sure)), 3),
        **{"by_hand": any(w.by_hand for w in words), **more},
    )
    return cast(R, made)


def issue_day(doc: Doc) -> date | None:
    """The day of issue, where it was read."""
    return date.fromisoformat(doc._.issued_on.value) if doc._.issued_on is not None else None


def flag(doc: Doc, field: str, reason: str) -> None:
    """Ask a person to look at `field` (`deadlines[0]` for an entry); `reason` is a Vietnamese sentence."""
    doc._.review = (*doc._.review, Review(field=field, reason=reason))


def from_texts(parts: Mapping[str, str] | Iterable[tuple[str, str]]) -> Doc:
    """A `Doc` from zone label to plain text, for clean text and for tables of cases.

    A line break ends a text line, an empty line ends a block; words get made-up boxes, one page, confidence 1.
    Inside `addressees` and `recipients` a line that begins with `-` begins a new block.
    """
    made: list[Zone] = []
    line = 0
    items = parts.items() if isinstance(parts, Mapping) else parts
    for label, text in items:
        found: list[Block] = []
        words: list[Word] = []
        for row in text.split("\n"):
            starts_item = label in {"addressees", "recipients"} and row.lstrip().startswith("-")
            if (not row.strip() or starts_item) and words:
                found.append(Block(tuple(words), "item" if words[0].text.startswith("-") else "paragraph"))
                words = []
            line += 1
            for column, piece in enumerate(row.split()):
                box = (60.0 + 30 * column, 14.0 * line, 85.0 + 30 * column, 14.0 * line + 12)
                words.append(Word(piece, box, page=1, line=line))
        if words:
            found.append(Block(tuple(words), "item" if words[0].text.startswith("-") else "paragraph"))
        made.append(Zone(cast(ZoneLabel, label), tuple(found)))
    return build(made)
