"""Versions of one name, as several readers gave it in several lights, and the name that they agree on.

Nothing is taken that no reader gave: family names and the spelling of syllables only choose between versions.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from extractors.folding import fold
from extractors.person import families, is_family, is_known
from extractors.syllables import is_syllable
from extractors.words import Opinion
from pipeline.boxes import PixelBox
from pipeline.found import Found
from pipeline.tesseract import RawWord

ANCHOR = 0.85
"""Confidence from which a syllable by itself tells where a name stands."""
CLOSE = 1.2
"""Heights of a line between two words of a name at most."""
LEAST, GOOD = 0.25, 0.8
"""Worth of a version (0 to 1) from which it counts, and from which it is good."""
ENOUGH = 0.15
"""Part of all versions' worth from which on those of one length tell how long the name is."""
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")


class Read(Protocol):
    """What both readers' words and words of a stamp have."""

    @property
    def text(self) -> str: ...
    @property
    def box(self) -> PixelBox: ...
    @property
    def confidence(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Version:
    """One reading of the name's line: its syllables with their boxes on the sheet and confidences."""

    reader: str
    words: tuple[RawWord, ...]

    @property
    def syllables(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words)

    @property
    def worth(self) -> float:
        """How much it looks like a whole name, and how sure its reader was."""
        sure = sum(word.confidence for word in self.words) / len(self.words)
        spelt = sum(is_syllable(word.text) for word in self.words) / len(self.words)
        return sure * spelt * (1.0 if is_family(self.words[0].text) else 0.5) * min(1.0, 0.7 + 0.1 * len(self.words))


def level(words: Iterable[Read]) -> list[list[Read]]:
    """Words of about one height together, each row from left to right."""
    rows: list[list[Read]] = []
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
    return _EDGES.sub("", unicodedata.normalize("NFC", text))


def _is_name_syllable(text: str) -> bool:
    return text.isalpha() and len(text) <= 7 and text[:1].isupper() and (len(text) == 1 or text[1:].islower())


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
    start = next((i for i, word in enumerate(best) if is_family(word.text) and len(best) - i >= 2), 0)
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
    text = unicodedata.normalize("NFC", word.text)
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
        ends = at == len(text) or not text[at].isalpha() or (text[at].isupper() and text[at - 1].islower())
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


def of_one_line(versions: Sequence[Version]) -> list[Version]:
    """The versions of the line on which they are worth most."""
    lines: list[list[Version]] = []
    for version in versions:
        _, top, _, bottom = around(version.words)
        for line in lines:
            _, high, _, low = around(line[0].words)
            if min(bottom, low) - max(top, high) > 0.4 * min(bottom - top, low - high):
                line.append(version)
                break
        else:
            lines.append([version])
    return max(lines, key=lambda line: sum(version.worth for version in line), default=[])


def settled(versions: Sequence[Version]) -> bool:
    """Whether three good versions say the same whole name of known syllables, and none of them a longer one."""
    good = Counter(version.syllables for version in versions if version.worth > GOOD)
    longest = max((len(version.words) for version in versions), default=0)
    return any(
        times >= 3 and len(said) == longest and is_whole(said) and all(map(is_known, said))
        for said, times in good.items()
    )


def is_whole(syllables: Sequence[str]) -> bool:
    """Whether a name begins with a family name and has more than one syllable after it, as nearly all have."""
    return len(syllables) > 2 and is_family(syllables[0]) and fold(syllables[0]) not in {"van", "thi"}


def moved(word: Read, factor: float, right: int, down: int) -> RawWord:
    x0, y0, x1, y1 = (round(edge / factor) for edge in word.box)
    return RawWord(bare(word.text), (x0 + right, y0 + down, x1 + right, y1 + down), word.confidence, 0)


def agreed(versions: Sequence[Version]) -> tuple[Found, ...]:
    """The syllables that the versions agree on, each weighed by how good it is.

    A name of which some versions lost a syllable is as long as two good versions say.
    """
    count = _length(versions)
    columns: list[list[tuple[Version, RawWord]]] = [[] for _ in range(count)]
    model = max((v for v in versions if len(v.words) == count), key=lambda v: v.worth)
    for version in versions:
        for index, word in _beside(version, model):
            columns[index].append((version, word))
    worth = sum(version.worth for version in versions)
    return tuple(_voted(column, worth) for column in columns if column)  # boxes of the model may overlap


def _length(versions: Sequence[Version]) -> int:
    worth: defaultdict[int, float] = defaultdict(float)
    for version in versions:
        misspelt = sum(not is_syllable(word.text) for word in version.words)
        if is_family(version.words[0].text) and misspelt <= 1:
            worth[len(version.words)] += version.worth
    enough = [length for length, sum_ in worth.items() if sum_ > ENOUGH * sum(worth.values())]
    return max(enough) if enough else Counter(len(v.words) for v in versions).most_common(1)[0][0]


def _beside(version: Version, model: Version) -> Iterator[tuple[int, RawWord]]:
    """The words of a version, each with the place of the model's word that it lies over, or that it is in turn."""
    if len(version.words) == len(model.words):  # a stroke makes a box reach over the next
        yield from enumerate(version.words)
        return
    for word in version.words:
        shared = [min(word.box[2], other.box[2]) - max(word.box[0], other.box[0]) for other in model.words]
        index = max(range(len(shared)), key=lambda i: shared[i])
        if shared[index] > 0.5 * min(word.box[2] - word.box[0], model.words[index].box[2] - model.words[index].box[0]):
            yield index, word


def _voted(column: Sequence[tuple[Version, RawWord]], worth: float) -> Found:
    """The syllable of a column with most votes; fewer than all of the versions' `worth` make it less sure."""
    votes: defaultdict[str, float] = defaultdict(float)
    for version, word in column:
        votes[word.text] += version.worth * word.confidence
    first = any(word is version.words[0] for version, word in column if is_family(word.text))
    chosen = max(votes, key=lambda text: votes[text] * _likely(text, first))
    own = [word for _, word in column if word.text == chosen]
    best = max(own, key=lambda word: word.confidence)
    others = tuple(
        Opinion(version.reader, word.text, round(word.confidence, 3))
        for version, word in column if word.text != chosen
    )  # fmt: skip
    share = votes[chosen] / max(1e-6, sum(votes.values()))
    seen = sum(version.worth for version, _ in column) / worth
    return Found(chosen, best.box, best.confidence * share * (0.75 + 0.25 * seen), 0, opinions=others)


def _likely(text: str, first: bool) -> float:
    """How likely a syllable is in a name: spelt as Vietnamese is, and in the first place as family names are."""
    if not is_syllable(text):
        return 0.4
    if first and text not in families():
        return 0.5
    return 1.0 if is_known(text) else 0.7
