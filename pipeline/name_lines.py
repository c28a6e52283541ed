"""Names of persons in lines of words as readers give them: strokes of the pen among them, syllables run together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol, TypeVar

from extractors.folding import fold
from extractors.person import begins_name, families, is_family, is_known, is_middle, is_name_word
from extractors.syllables import is_of_others, is_syllable
from pipeline.boxes import PixelBox
from pipeline.tesseract import RawWord

ANCHOR = 0.85
"""Confidence from which a syllable by itself tells where a name stands."""
CLOSE = 1.2
"""Heights of a line between two words of a name at most."""
APART = 2.0
"""Heights of a word between it and what is no text with it."""
PROSE = 2
"""Sure words in small letters from which a line is no name's."""
SURE = 0.85
"""Confidence of such words."""
OTHERS = 0.8
"""How well spelt a syllable of another people's language is, beside one that is Vietnamese."""
LONGEST = 8
"""Letters of a syllable at most, `Bh'riu` and the like among them."""
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_I_FOR_L = re.compile(r"(?<=[^\W\d_])(?<![A-ZĐ])I$")
_SIGN = re.compile(r"^[\W\d_]*([HK]['’])[\W\d_]*$")


class Read(Protocol):
    """What both readers' words and words of a stamp have."""

    @property
    def text(self) -> str: ...
    @property
    def box(self) -> PixelBox: ...
    @property
    def confidence(self) -> float: ...


R = TypeVar("R", bound=Read)


def level(words: Iterable[R]) -> list[list[R]]:
    """Words of about one height together, each row from left to right."""
    rows: list[list[R]] = []
    for word in sorted(words, key=lambda w: w.box[1] + w.box[3]):
        middle = (word.box[1] + word.box[3]) / 2
        if rows and rows[-1][-1].box[1] < middle < rows[-1][-1].box[3]:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.box[0]) for row in rows]


def around(words: Sequence[Read]) -> PixelBox:
    boxes = [word.box for word in words]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def bare(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    sign = _SIGN.match(text)
    return sign[1] if sign else _EDGES.sub("", text)


def _is_name_syllable(text: str) -> bool:
    return len(text) <= LONGEST and is_name_word(text)


def is_prose(line: Sequence[Read]) -> bool:
    """Whether what a name would be in a line was surely read as running text: a capital begins a body's name there, or
    a sentence. What stands far beside it is no text with it (`Thời gian ký:` of a box)."""
    name = name_in(line)
    sure = [
        word
        for run in _runs(line)
        if name and run[0].box[0] <= name[0].box[0] < run[-1].box[2]
        for word in run
        if word.confidence >= SURE and len(word.text) > 1 and word.text.islower()
    ]
    return len(sure) >= PROSE


def _runs(line: Sequence[Read]) -> list[list[Read]]:
    """The words of a line up to each wide gap."""
    runs = [[line[0]]]
    for word, after in pairwise(line):
        if after.box[0] - word.box[2] > APART * (after.box[3] - after.box[1]):
            runs.append([])
        runs[-1].append(after)
    return runs


def name_in(line: Sequence[Read]) -> list[RawWord]:
    """The longest run of words of a line that a name could be, from its family name on where it has one."""
    words = [piece for word in line for piece in _pieces(word)]
    runs: list[list[RawWord]] = [[]]
    before: RawWord | None = None
    for word in words:
        if _is_name_syllable(word.text):
            runs[-1] = runs[-1] or ([family] if (family := _family_in(before, word)) else [])
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
        before = word
    best = max(runs, key=len)
    start = next((i for i in range(len(best) - 1) if begins(best[i : i + 2])), 0)
    best = best[start:]
    return best if 2 <= len(best) <= 6 and sum(len(word.text) for word in best) >= 5 else []


def anchor_in(line: Sequence[Read]) -> list[RawWord]:
    """The words of a line that are surely syllables of a name, though no name can be read there yet."""
    pieces = [piece for word in line for piece in _pieces(word)]
    return [
        word
        for word in pieces
        if _is_name_syllable(word.text) and len(word.text) > 1 and is_known(word.text) and word.confidence > ANCHOR
    ]


def _pieces(word: Read) -> list[RawWord]:
    """A word as its parts of letters, parted also where a capital follows a small letter: `Dương/Đình`, `ThịMai`."""
    text = _I_FOR_L.sub("l", unicodedata.normalize("NFC", word.text))
    left, top, right, bottom = word.box
    step = (right - left) / max(1, len(text))
    return [
        RawWord(
            text[start:end],
            (round(left + start * step), top, round(left + end * step), bottom),
            word.confidence,
            0,
        )
        for start, end in _parts(text)
    ]


def _parts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(1, len(text) + 1):
        sign = text[at : at + 1] in {"'", "’"} and at == start + 1 and text[start] in "HK"
        letters = text[at : at + 1].isalpha() or sign
        ends = not letters or (text[at].isupper() and text[at - 1].islower())
        if text[start : start + 1].isalpha() and ends:
            yield start, at
            start = at
        elif not text[start : start + 1].isalpha():
            start = at


def _family_in(before: RawWord | None, first: RawWord) -> RawWord | None:
    """A family name in letters of the wrong size close before a name's first word: `HÀ Văn Phúc`, `lê Hoàng Anh`."""
    if before is None or first.box[0] - before.box[2] > CLOSE * (first.box[3] - first.box[1]):
        return None
    text = before.text.capitalize()
    if len(text) not in (2, 3):
        return None
    if text not in families() and first.text in {"Thị", "Văn"}:  # what stands before these is a family name
        text = next((name for name in families() if fold(name) == fold(text)), text)
    return replace(before, text=text) if text in families() else None


def how_spelt(text: str, others: float = OTHERS) -> float:
    """How well a syllable is spelt as those of names are (0 to 1), `others` where it is of another people's."""
    text = re.sub("^[HK]['’](?=.)", "", text)
    if is_known(text) or is_syllable(text):
        return 1.0
    return others if is_of_others(text) or _SIGN.match(text) else 0.0


def begins(words: Sequence[Read]) -> bool:
    """Whether a name may begin with the first of words."""
    return begins_name(words[0].text, words[1].text) if len(words) > 1 else is_family(words[0].text)


def is_begun(words: Sequence[Read]) -> bool:
    """Whether a name's words begin with a family name, or with what stands for one; `Văn` and `Thị` are none."""
    return begins(words) and not is_middle(words[0].text)


def may_be_name(words: Sequence[Read]) -> bool:
    """Whether words that stand where a name does may be one: they begin as one does, or with a family name anyhow."""
    return begins(words) or is_family(words[0].text)
