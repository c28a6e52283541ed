"""Papers for tables of cases: zones of plain text, read by every component."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from spacy.tokens import Doc

from extractors.document import Block, Zone, build, from_texts
from extractors.language import components
from extractors.words import Word


def read(parts: Mapping[str, str] | Iterable[tuple[str, str]]) -> Doc:
    """The `Doc` of a paper from zone label to text, with every field's reading on it."""
    return run(from_texts(parts))


def read_scan(parts: Mapping[str, str], confidence: float, doubted: Mapping[str, float] | None = None) -> Doc:
    """The same paper as a scan, each word read with `confidence`, those `doubted` with their own."""
    doc = from_texts(parts)
    sure = doubted or {}
    words = {
        id(token._.word): replace(token._.word, confidence=sure.get(token._.word.text, confidence)) for token in doc
    }
    for token in doc:
        token._.word = words[id(token._.word)]
    return run(doc)


def table(text: str, confidence: float = 1.0) -> Doc:
    """The `Doc` of an annex that is one table: a row a line, cells parted by `|`, words read with `confidence`."""
    cells = []
    for row, line in enumerate(text.strip().split("\n")):
        for column, written in enumerate(line.strip().split("|")):
            words = tuple(
                Word(word, (150.0 * column + 9 * i, 20.0 * row, 150.0 * column + 9 * i + 8, 20.0 * row + 10), 1,
                     confidence=confidence, line=row)
                for i, word in enumerate(written.split())
            )  # fmt: skip
            if words:
                cells.append(Block(words, "cell", (0, row, column)))
    return build([Zone("annex", tuple(cells))])


def run(doc: Doc) -> Doc:
    """`doc` after every component."""
    for component in components():
        doc = component(doc)
    return doc


def reasons(doc: Doc, field: str) -> str:
    """What a person is asked to look at in `field`, joined."""
    return " ".join(review.reason for review in doc._.review if review.field == field)
