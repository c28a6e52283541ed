"""Looking into zones: their text, cut to a length that no paper exceeds, and the spans under parts of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Doc, Span

from extractors.document import lines, words_of, written, zones

DOUBT = 0.1  # a reader's confidence below which a mark or a lone letter is a speck
SHORT_NAMES = {"TW", "TƯ", "TU", "TP"}  # short words that end names of bodies
SPECK = re.compile(r"[_`~^|=<>{}\\\[\]*#@¬¦]")
TOKENS = 250  # of a zone of the first page's head: far more than any paper has there


def head(span: Span, tokens: int = TOKENS) -> Span:
    """`span`, or its first `tokens` tokens where it is longer."""
    return span.doc[span.start : min(span.end, span.start + tokens)]


def first(doc: Doc, *labels: str, tokens: int = TOKENS) -> Span | None:
    """The head of the first zone with one of `labels`."""
    found = zones(doc, *labels)
    return head(found[0], tokens) if found else None


def part(span: Span, start: int, end: int) -> Span:
    """The tokens under the characters `start` to `end` of `span.text` (at least one token)."""
    shift = span.start_char
    found = span.doc.char_span(shift + start, shift + max(end, start + 1), alignment_mode="expand")
    return span if found is None or found.end <= found.start else found


def text_of(span: Span, letters: int = 4000) -> str:
    """The text of `span`, its first `letters` letters."""
    return written(span)[:letters]


def confidence(span: Span) -> float:
    """The lowest OCR confidence of the words under `span` (0 to 1)."""
    return min((word.confidence for word in words_of(span)), default=0.0)


def lines_of(span: Span, most: int = 60) -> Iterator[Span]:
    """The text lines of `span` in reading order, `most` at most."""
    return islice(iter(lines(span)), most)


def readable(span: Span) -> str:
    """The text of `span` without specks that were read as marks, and without short words that the reader doubts."""
    kept = []
    for token, word in zip(span, span.doc._.words[span.start : span.end], strict=True):
        letters = sum(c.isalnum() for c in token.text)
        if not letters and (SPECK.search(token.text) or word.confidence < DOUBT):
            continue
        if 0 < letters <= 2 and word.confidence < DOUBT and token.text not in SHORT_NAMES:
            continue
        kept.append(token.text_with_ws)
    return "".join(kept)


def scanned(span: Span) -> bool:
    """Whether a reader of pictures read the words: the words of a trusted text layer all have confidence 1."""
    return any(word.confidence < 1.0 for word in words_of(span))
