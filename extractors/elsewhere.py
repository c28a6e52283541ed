"""What the rest of a paper says of a phrase: what a subject tells comes again in the text, read from another place.

A scan of `chống hạn` that was read `chồng hạn` in the trích yếu has `chống hạn` further down. Two words side by side
are compared with every other place that has the same letters, accents aside. A word is put right only where the
language does not know it beside its neighbour as it was read and knows it as it stands elsewhere; all else that is
read otherwise more often is only told, so that a person looks.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span

from extractors.document import words_of
from extractors.folding import fold, nfc
from extractors.syllables import is_syllable
from extractors.wording import language

WITHIN = 20_000
"""Words of a paper that are looked through."""
_WORD = re.compile(r"[^\W\d_]+")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How often each two words stand side by side outside a span, in small letters, by their letters alone."""

    pairs: dict[Pair, Counter[Pair]]

    def spelt(self, pair: Pair) -> Counter[Pair]:
        """The spellings that the paper has elsewhere of two words, each with its count."""
        return self.pairs.get((fold(pair[0]), fold(pair[1])), Counter())

    def met(self) -> frozenset[Pair]:
        """Every two words that stand side by side elsewhere."""
        return frozenset(pair for spelt in self.pairs.values() for pair in spelt)


def elsewhere(span: Span) -> Elsewhere:
    """What stands in the paper of `span` before and after it."""
    doc = span.doc
    pairs: dict[Pair, Counter[Pair]] = defaultdict(Counter)
    for rest in (doc[: span.start], doc[span.end : span.end + WITHIN]):
        for (one, bare), (other, bare_other) in pairwise(_words(rest)):
            pairs[bare, bare_other][one, other] += 1
    return Elsewhere(dict(pairs))


def _words(span: Span) -> Iterator[tuple[str, str]]:
    """The words under `span` in small letters, each with its letters alone."""
    small = (word.lower() for read in words_of(span) for word in _WORD.findall(nfc(read.text)))
    return ((word, fold(word)) for word in small)


def agreed(text: str, other: Elsewhere) -> tuple[str, tuple[tuple[str, str], ...]]:
    """`text` with its strangers as the paper spells them elsewhere; and each phrase that is still read otherwise there
    more often than as here, with that other reading. Only words in small letters are touched."""
    text = nfc(text)
    found = list(_WORD.finditer(text))
    read = [word[0].lower() for word in found]
    for at in _side_by_side(text, found):
        pair = read[at], read[at + 1]
        small = found[at][0].islower() and found[at + 1][0].islower()
        if small and pair not in language().met and (better := _better(read, at, other)) is not None:
            read[at : at + 2] = better
    doubts: dict[int, tuple[str, str]] = {}
    for at in _side_by_side(text, found):
        pair = read[at], read[at + 1]
        if at - 1 not in doubts and (heard := _otherwise(pair, other)) is not None:
            doubts[at] = " ".join(pair), " ".join(heard)
    out = list(text)
    for word, right in zip(found, read, strict=True):
        if word[0].islower():
            out[word.start() : word.end()] = right
    return "".join(out), tuple(doubts.values())


def _side_by_side(text: str, found: list[re.Match[str]]) -> Iterator[int]:
    """Where a word and the one after it have nothing but spaces between them."""
    return (at for at, (one, other) in enumerate(pairwise(found)) if text[one.end() : other.start()].isspace())


def _better(read: list[str], at: int, other: Elsewhere) -> Pair | None:
    """The one known pair that stands elsewhere in place of a strange one, where no word that it changes is known beside
    its other neighbour."""
    pair = read[at], read[at + 1]
    spelt = other.spelt(pair)
    known = [one for one, count in spelt.items() if one in language().met and count > spelt[pair]]
    if len(known) != 1:
        return None
    sides = (tuple(read[at - 1 : at + 1]) if at else None, tuple(read[at + 1 : at + 3]))
    changed = [side for side, old, new in zip(sides, pair, known[0], strict=True) if old != new]
    return None if any(side in language().met for side in changed) else known[0]


def _otherwise(pair: Pair, other: Elsewhere) -> Pair | None:
    """What the paper has elsewhere, more often than these two words, in the same letters: no worse known than they."""
    spelt = other.spelt(pair)
    known = pair in language().met
    for one, count in spelt.most_common():
        if count <= spelt[pair]:
            return None
        if one != pair and (one in language().met or not known) and all(map(is_syllable, one)):
            return one
    return None
