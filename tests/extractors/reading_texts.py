"""Papers for tables of cases: zones of plain text, read by every component."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from spacy.tokens import Doc

from extractors.document import from_texts
from extractors.language import components


def read(parts: Mapping[str, str] | Iterable[tuple[str, str]]) -> Doc:
    """The `Doc` of a paper from zone label to text, with every field's reading on it."""
    return run(from_texts(parts))


def read_scan(parts: Mapping[str, str], confidence: float) -> Doc:
    """The same paper as a scan, each word read with `confidence`."""
    doc = from_texts(parts)
    words = {id(token._.word): replace(token._.word, confidence=confidence) for token in doc}
    for token in doc:
        token._.word = words[id(token._.word)]
    return run(doc)


def run(doc: Doc) -> Doc:
    """`doc` after every component."""
    for component in components():
        doc = component(doc)
    return doc


def reasons(doc: Doc, field: str) -> str:
    """What a person is asked to look at in `field`, joined."""
    return " ".join(review.reason for review in doc._.review if review.field == field)
