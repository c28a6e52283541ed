"""The running text of some zones, with the way back to the tokens of the `Doc`.

Rules read plain strings: `text` in NFC, and `folded`, of the same length, without accents and case. Each block ends
with a line break, so that no rule runs on from one paragraph into the next by chance.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from extractors.document import blocks, zones
from extractors.folding import dashes, fold, nfc

_BROKEN = re.compile(r"\d/?[\w/]*[A-ZĐ]{2,}-\s*$")  # a symbol broken after its hyphen goes on in the next block


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block's part of the text: `start` and `end` are characters, `block` its span, `zone` its zone's label."""

    start: int
    end: int
    block: Span
    zone: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Text of a document's zones; `starts` and `ends` are the characters where each token begins and ends."""

    doc: Doc
    text: str
    folded: str
    stretches: tuple[Stretch, ...]
    tokens: tuple[int, ...] = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)

    def span(self, start: int, end: int) -> Span:
        """The tokens that characters `start` to `end` touch, whole; they must lie in the text."""
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end) - 1
        first = min(first, len(self.tokens) - 1)
        last = max(first, min(last, len(self.tokens) - 1))
        return self.doc[self.tokens[first] : self.tokens[last] + 1]

    def stretch(self, position: int) -> Stretch:
        """The block that holds the character at `position`."""
        return self.stretches[self.index(position)]

    def index(self, position: int) -> int:
        """The place in `stretches` of the block that holds the character at `position`."""
        return max(bisect_right(self.stretches, position, key=lambda stretch: stretch.start) - 1, 0)


def prose(doc: Doc, *labels: str) -> Prose:
    """The text of the zones with one of `labels`, block by block in reading order."""
    written = doc._.written
    sizes = doc.to_array(["LENGTH", "SPACY"])
    after = sizes.sum(axis=1).cumsum()
    before = after - sizes.sum(axis=1)
    parts: list[str] = []
    stretches: list[Stretch] = []
    tokens: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    length = 0
    for zone in zones(doc, *labels):
        for block in blocks(zone):
            begin = length
            raw = written[block.start_char : block.end_char]
            text = dashes(nfc(raw))
            tokens.extend(range(block.start, block.end))
            if len(text) == len(raw):
                at = before[block.start : block.end] - before[block.start] + begin
                starts.extend(at.tolist())
                ends.extend((at + sizes[block.start : block.end, 0]).tolist())
            else:  # letters were joined or dropped: token by token
                text = _token_by_token(block, begin, starts, ends)
            goes_on = _BROKEN.search(text[-60:]) is not None
            end_mark = " " if goes_on else f"{block[-1].whitespace_}\n"
            parts.append(text + end_mark)
            length += len(text)
            stretches.append(Stretch(begin, length, block, zone.label_))
            length += len(end_mark)
    text = "".join(parts)
    return Prose(doc, text, fold(text), tuple(stretches), tuple(tokens), tuple(starts), tuple(ends))


def _token_by_token(block: Span, begin: int, starts: list[int], ends: list[int]) -> str:
    """The text of `block`; where each token begins and ends is put to `starts` and `ends`."""
    made, length = [], begin
    for token in block:
        piece = dashes(nfc(token.text))
        starts.append(length)
        ends.append(length + len(piece))
        made.append(piece + token.whitespace_)
        length = ends[-1] + len(token.whitespace_)
    return "".join(made).rstrip(" ")
