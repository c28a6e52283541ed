"""Versions of one name, as several readers gave it in several lights, and the name that they agree on.

Nothing is taken that no reader gave: family names and the spelling of syllables only choose between versions.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from extractors.person import begins_name, families, is_family, is_known, is_middle
from extractors.words import Opinion
from pipeline.found import Found
from pipeline.name_lines import OTHERS, Read, around, bare, begins, how_spelt
from pipeline.tesseract import RawWord

LEAST, GOOD = 0.25, 0.8
"""Worth of a version (0 to 1) from which it counts, and from which it is good."""
ENOUGH = 0.15
"""Part of all versions' worth from which on those of one length tell how long the name is."""
NAMES = "names"
"""What the reader of names is called as the reader of a version."""
CLEARLY = 0.9
"""Confidence from which it needs no other reader beside it."""
DENIED = 0.85
"""Confidence from which other readers deny it."""
TRAINED = 2.0
"""What its vote counts for: it knows what lies over names."""
SURELY, MOST, CONFIRMED = 0.75, 0.8, 0.88
"""Confidences from which two readers confirm a syllable, part of the votes that it must have, and how sure it then is
at least."""


@dataclass(frozen=True, slots=True)
class Version:
    """One reading of the name's line: its syllables with their boxes on the sheet and confidences."""

    reader: str
    words: tuple[RawWord, ...]

    @property
    def trained(self) -> bool:
        """Whether the reader of names gave it."""
        return self.reader.startswith(NAMES)

    @property
    def syllables(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words)

    @property
    def worth(self) -> float:
        """How much it looks like a whole name, and how sure its reader was."""
        sure = sum(word.confidence for word in self.words) / len(self.words)
        begun = begins(self.words)
        others = OTHERS if begun else 0.0  # `Đăk Nông` is a place
        spelt = sum(how_spelt(word.text, others) for word in self.words) / len(self.words)
        return sure * spelt * (1.0 if begun else 0.5) * min(1.0, 0.7 + 0.1 * len(self.words))


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
    """Whether three good versions of two readers say the same whole name of known syllables, and none a longer one."""
    good: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for version in versions:
        if version.worth > GOOD:
            good[version.syllables].append(version.reader.partition(",")[0])
    longest = max((len(version.words) for version in versions), default=0)
    return any(
        len(readers) >= 3 and len(set(readers)) > 1 and len(said) == longest and is_whole(said)
        and all(map(is_known, said))
        for said, readers in good.items()
    )  # fmt: skip


def is_clear(versions: Sequence[Version]) -> bool:
    """Whether the reader of names most surely reads one whole name in three lights, and nobody surely read otherwise:
    to ask another reader would add nothing."""
    clear = Counter(v.syllables for v in versions if v.trained and _least(v) >= CLEARLY)
    said, lights = clear.most_common(1)[0] if clear else ((), 0)
    others = {word.text for v in versions for word in v.words if word.confidence >= CLEARLY}
    return lights > 2 and is_whole(said) and others <= set(said)


def _least(version: Version) -> float:
    return min(word.confidence for word in version.words)


def is_told(name: Sequence[Read], versions: Sequence[Version]) -> bool:
    """Whether the reader of names surely reads a whole name just so in two lights, and no other reader denies it: a
    table of names adds nothing."""
    said = tuple(word.text for word in name)
    told = sum(_least(v) >= SURELY for v in versions if v.trained and v.syllables == said) > 1
    return len(said) > 2 and told and not _is_denied(said, [v for v in versions if not v.trained])


def _is_denied(said: tuple[str, ...], versions: Sequence[Version]) -> bool:
    """Whether versions of other readers in three lights surely have another syllable somewhere in a name as long."""
    surely = [v for v in versions if len(v.words) == len(said) and _least(v) >= DENIED]
    others = Counter(v.syllables for v in surely if v.syllables != said)
    return bool(others) and max(others.values()) > 2


def is_whole(syllables: Sequence[str]) -> bool:
    """Whether a name begins with a family name and has more than one syllable after it, as nearly all have."""
    return len(syllables) > 2 and begins_name(*syllables[:2]) and not is_middle(syllables[0])


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
    # Boxes of the model may overlap.
    found = [(_voted(column, worth), word) for column, word in zip(columns, model.words, strict=True) if column]
    found = [one for one, after in zip_longest(found, found[1:]) if after is None or not _begins(one[0], after[0])]
    if all(one.box[0] < after.box[0] for (one, _), (after, _) in itertools.pairwise(found)):
        return tuple(syllable for syllable, _ in found)
    return tuple(replace(syllable, box=word.box) for syllable, word in found)


def _begins(syllable: Found, after: Found) -> bool:
    """Whether a syllable is the head of the next one, which some versions have apart: `H'` of `H'Bliên`."""
    return syllable.text.endswith("'") and after.text.startswith(syllable.text)


def _length(versions: Sequence[Version]) -> int:
    worth: defaultdict[int, float] = defaultdict(float)
    for version in versions:
        misspelt = sum(not how_spelt(word.text) for word in version.words)
        if begins(version.words) and misspelt <= 1:
            worth[len(version.words)] += version.worth
    enough = [length for length, sum_ in worth.items() if sum_ > ENOUGH * sum(worth.values())]
    return max(enough) if enough else Counter(len(v.words) for v in versions).most_common(1)[0][0]


def _beside(version: Version, model: Version) -> Iterator[tuple[int, RawWord]]:
    """The words of a version, each with the place of the model's word that it lies over, or that it is in turn."""
    begins = _lies_over(version.words[0], model)
    if len(version.words) == len(model.words) and max(begins) == begins[0]:  # a stroke makes a box reach over the next
        yield from enumerate(version.words)
        return
    for word in version.words:
        shared = _lies_over(word, model)
        index = max(range(len(shared)), key=lambda i: shared[i])
        if shared[index] > 0.5 * min(word.box[2] - word.box[0], model.words[index].box[2] - model.words[index].box[0]):
            yield index, word


def _lies_over(word: RawWord, model: Version) -> list[int]:
    """How far a word lies over each of the model's, in pixels; below nothing where it is beside it."""
    return [min(word.box[2], other.box[2]) - max(word.box[0], other.box[0]) for other in model.words]


def _voted(column: Sequence[tuple[Version, RawWord]], worth: float) -> Found:
    """The syllable of a column with most votes; fewer than all of the versions' `worth` make it less sure."""
    votes: defaultdict[str, float] = defaultdict(float)
    looks = Counter(version.reader for version, _ in column)
    begun = 0.0
    for version, word in column:
        # One reader sees much the same in every strip of one light.
        weight = (TRAINED if version.trained else 1.0) * version.worth * word.confidence / looks[version.reader]
        votes[word.text] += weight
        begun += weight if word is version.words[0] and is_family(word.text) else 0.0
    first = begun > 0.5 * sum(votes.values())  # a version that lost the family name begins later
    chosen = max(votes, key=lambda text: votes[text] * _likely(text, first))
    own = [word for _, word in column if word.text == chosen]
    best = max(own, key=lambda word: word.confidence)
    others = tuple(
        Opinion(version.reader, word.text, round(word.confidence, 3))
        for version, word in column if word.text != chosen
    )  # fmt: skip
    share = votes[chosen] / max(1e-6, sum(votes.values()))
    seen = sum(version.worth for version, _ in column) / worth
    sure = best.confidence * share * (0.75 + 0.25 * min(1.0, seen))
    made = Found(chosen, best.box, sure, 0, opinions=others)
    return confirmed(made) if share > MOST and _is_confirmed(chosen, column) else made


def confirmed(syllable: Found) -> Found:
    """A syllable that the reader of names and another one read alike."""
    alike = Opinion(NAMES, syllable.text, CONFIRMED)
    return replace(surer(syllable), opinions=(*syllable.opinions, alike))


def surer(syllable: Found) -> Found:
    """A syllable as sure as the reader of names is of it."""
    return replace(syllable, confidence=max(syllable.confidence, CONFIRMED))


def _is_confirmed(text: str, column: Sequence[tuple[Version, RawWord]]) -> bool:
    """Whether both the reader of names and another one surely read a syllable so."""
    sure = {
        version.trained
        for version, word in column if word.text == text and word.confidence >= SURELY
    }  # fmt: skip
    return len(sure) > 1


def _likely(text: str, first: bool) -> float:
    """How likely a syllable is in a name: spelt as Vietnamese is, and in the first place as family names are."""
    if not (spelt := how_spelt(text)):
        return 0.4
    if first and text not in families():
        return 0.5
    return 1.0 if is_known(text) else 0.7 * spelt
