"""The signer's name, read again where a seal, a signature or a coloured stamp lies on it.

A name stands alone under the signer's post, printed bold or stamped, often in red. Tesseract takes it for part of the
seal and drops it, or reads a syllable of it. The place under the post is looked at in several lights (without colours,
one colour alone, only the darkest ink, without thin strokes); where a name shows, its line is read in each light by two
readers, and the syllables that most of them agree on are taken. Nothing is taken that no reader gave.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import cv2
import numpy as np

from extractors.person import families, is_family
from extractors.words import Opinion
from pipeline import tesseract
from pipeline.found import Found
from pipeline.images import Image, as_image, scaled
from pipeline.phrases import is_capitals, likeness, phrases, squeeze
from pipeline.rings import without_ring
from pipeline.sheet import Sheet
from pipeline.stamps import Region
from pipeline.syllables import is_syllable
from pipeline.tesseract import PixelBox, RawWord

SIDE = 1.75
"""Inches on each side of the post's middle within which the name lies, a rank before it included."""
DEPTH = (0.1, 2.3)
"""Inches under the post's last line within which the name lies."""
RIGHT = 0.4
"""Part of the page's width from which on a post is the signer's."""
SURE = 0.85
"""Confidence of the least sure syllable from which a name is not read again."""
INK = 0.02
"""Part of the paper beside a name that must be ink for something to stand there that was not read."""
LEAST, GOOD = 0.25, 0.8
"""Worth of a version (0 to 1) from which it counts, and from which it is good."""
ENOUGH = 0.15
"""Part of all versions' worth from which on those of one length tell how long the name is."""
COLOURED = 0.006
"""Part of the place that must be of a colour for it to be looked at by itself."""
DEEP = 3.2
"""Inches below the level of `Nơi nhận` within which the whole signature stands."""
LETTERS = 44
"""Pixels of height to which a line is enlarged before it is read again."""
READERS: tuple[tesseract.Language, ...] = ("vie", "script/Vietnamese")
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
class _Version:
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


def with_signed_name(sheet: Sheet, words: list[Found], stamps: list[Region]) -> tuple[list[Found], list[Region]]:
    """The words and the stamps of a sheet, with the signer's name as it was read again instead of what lies over it."""
    name = signed_name(sheet, [*words, *(word for stamp in stamps for word in stamp.words)])
    if not name:
        return words, stamps
    place = _around(name)
    line = max((word.line for word in words), default=0) + 1
    kept = [word for word in words if not _within(word.box, place)]
    bare = [replace(stamp, words=tuple(w for w in stamp.words if not _within(w.box, place))) for stamp in stamps]
    return [*kept, *(replace(word, line=line) for word in name)], bare


def signed_name(sheet: Sheet, words: Sequence[Read]) -> tuple[Found, ...]:
    """The signer's name as it stands under his post on a sheet.

    `words` are those of the page and its stamps, read before. Empty where there is no post, where its name was read
    well enough, or where none can be read.
    """
    post = _post(words, sheet.image.shape[1])
    place = _place(post, sheet) if post else _beside_recipients(words, sheet)
    if place is None or _is_read(words, place, sheet):
        return ()
    looks = list(_looks(sheet, place))
    versions = _of_one_line([*_read_before(words, place), *_seen(looks, place, sheet.dpi)])
    if not versions:
        return ()
    if not _settled(versions):
        versions += _read_again(looks, place, _around([word for v in versions for word in v.words]), sheet.dpi)
    found = _agreed(versions)
    return found if is_family(found[0].text) else ()


def _post(words: Sequence[Read], width: int) -> PixelBox | None:
    """The lowest line on the right that is a signer's post in capitals."""
    found = [
        _around(line)
        for line in _level(word for word in words if (word.box[0] + word.box[2]) / 2 > RIGHT * width)
        if is_capitals(" ".join(word.text for word in line)) and _names_a_post(squeeze(" ".join(w.text for w in line)))
    ]
    return max(found, key=lambda box: box[3], default=None)


def _names_a_post(squeezed: str) -> bool:
    """Whether a line is a post and little besides: an authority before it, the body after it."""
    for post in phrases("posts"):
        if len(post) <= len(squeezed) + 1 and len(squeezed) <= len(post) + 14:
            starts = range(min(4, max(1, len(squeezed) - len(post) + 1)))
            if any(likeness(squeezed[start : start + len(post)], post) > 0.8 for start in starts):
                return True
    return False


def _beside_recipients(words: Sequence[Read], sheet: Sheet) -> PixelBox | None:
    """The right half of the page from the level of `Nơi nhận` down, where the post itself could not be read."""
    high, wide = sheet.image.shape
    for line in _level(word for word in words if word.box[2] < 0.5 * wide):
        if likeness(squeeze(" ".join(word.text for word in line)), "noinhan") > 0.8:
            return (
                round(RIGHT * wide),
                line[0].box[1],
                round(0.97 * wide),
                min(high, round(line[0].box[1] + DEEP * sheet.dpi)),
            )
    return None


def _level(words: Iterable[Read]) -> list[list[Read]]:
    """Words of about one height together, each row from left to right."""
    rows: list[list[Read]] = []
    for word in sorted(words, key=lambda w: w.box[1] + w.box[3]):
        middle = (word.box[1] + word.box[3]) / 2
        if rows and rows[-1][-1].box[1] < middle < rows[-1][-1].box[3]:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.box[0]) for row in rows]


def _around(words: Sequence[Read]) -> PixelBox:
    boxes = [word.box for word in words]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _place(post: PixelBox, sheet: Sheet) -> PixelBox:
    """Where the name may stand under a post."""
    high, wide = sheet.image.shape
    middle, side = (post[0] + post[2]) / 2, SIDE * sheet.dpi
    top, bottom = (round(post[3] + inches * sheet.dpi) for inches in DEPTH)
    return (max(0, round(middle - side)), min(high, top), min(wide, round(middle + side)), min(high, bottom))


def _is_read(words: Sequence[Read], place: PixelBox, sheet: Sheet) -> bool:
    """Whether a name stands in the place already, every syllable sure and no ink beside it that was not read."""
    inside = [word for word in words if _within(word.box, place)]
    for line in _level(inside):
        name = _name_in(line)
        if name and is_family(name[0].text) and min(word.confidence for word in name) >= SURE:
            return all(is_syllable(_bare(word.text)) for word in name) and _stands_alone(_around(name), sheet.full)
    return False


def _stands_alone(name: PixelBox, page: Image) -> bool:
    """Whether there is paper on both sides of a name, as far as another syllable would reach."""
    left, top, right, bottom = name
    near, far = (bottom - top) // 3, 2 * (bottom - top)
    sides = (page[top:bottom, max(0, left - far) : max(0, left - near)], page[top:bottom, right + near : right + far])
    return all(side.size == 0 or float((side < 128).mean()) < INK for side in sides)


def _within(box: PixelBox, place: PixelBox) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return place[0] <= x <= place[2] and place[1] <= y <= place[3]


def _bare(text: str) -> str:
    return _EDGES.sub("", unicodedata.normalize("NFC", text))


def _is_name_syllable(text: str) -> bool:
    return text.isalpha() and len(text) <= 7 and text[:1].isupper() and (len(text) == 1 or text[1:].islower())


def _name_in(line: Sequence[Read]) -> list[Read]:
    """The longest run of words of a line that a name could be, from its family name on where it has one."""
    runs: list[list[Read]] = [[]]
    for word in line:
        if _is_name_syllable(_bare(word.text)):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    best = max(runs, key=len)
    start = next((i for i, word in enumerate(best) if is_family(_bare(word.text)) and len(best) - i >= 2), 0)
    best = best[start:]
    letters = sum(len(_bare(word.text)) for word in best)
    return best if 2 <= len(best) <= 6 and letters >= 5 else []


def _looks(sheet: Sheet, place: PixelBox) -> Iterator[tuple[str, Image]]:
    """The place in several lights."""
    part = np.s_[place[1] : place[3], place[0] : place[2]]
    full = as_image(sheet.full[part])
    if sheet.inks.colours:
        yield "without colours", as_image(sheet.inks.black[part])
        for colour, mask in sheet.inks.colours.items():
            own = cv2.dilate(as_image(mask[part]), np.ones((3, 3), np.uint8))
            if cv2.countNonZero(own) > COLOURED * own.size:
                yield str(colour), as_image(np.where(own > 0, full, 255))
    if (unsealed := without_ring(full, sheet.dpi)) is not None:
        yield "without the ring", unsealed
    yield "as it is", full
    yield "darkest", _darkest(full)
    yield "bold", _bold(full)


def _darkest(crop: Image) -> Image:
    """The crop with its paler ink made paper: on grey scans the seal is paler than the print."""
    between, _ = cv2.threshold(crop, 0, 255, cv2.THRESH_OTSU)
    ink = crop[crop <= between]
    if ink.size < 50:
        return crop
    within, _ = cv2.threshold(ink.reshape(-1, 1), 0, 255, cv2.THRESH_OTSU)
    made = crop.copy()
    made[crop > max(within, between * 0.5)] = 255
    return made


def _bold(crop: Image) -> Image:
    """The crop without strokes thinner than those of bold print: lines of the pen and of the seal."""
    return as_image(cv2.morphologyEx(crop, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))))


def _read_before(words: Sequence[Read], place: PixelBox) -> Iterator[_Version]:
    """What was read of names in the place with the rest of the page."""
    for line in _level(word for word in words if _within(word.box, place)):
        if name := _name_in(line):
            version = _Version("page", tuple(_moved(word, 1.0, 0, 0) for word in name))
            if version.worth > LEAST:
                yield version


def _seen(looks: Sequence[tuple[str, Image]], place: PixelBox, dpi: float) -> list[_Version]:
    """What looks like a name in each of the looks, until three agree."""
    found: list[_Version] = []
    for light, look in looks:
        read = [word for word in tesseract.words(look, dpi=dpi, layout="sparse") if word.confidence > 0.3]
        for line in _level(read):
            if name := _name_in(line):
                version = _Version(light, tuple(_moved(word, 1.0, place[0], place[1]) for word in name))
                found += [version] if version.worth > LEAST else []
        if _settled(found):
            break
    return found


def _of_one_line(versions: Sequence[_Version]) -> list[_Version]:
    """The versions of the line on which they are worth most."""
    lines: list[list[_Version]] = []
    for version in versions:
        _, top, _, bottom = _around(version.words)
        for line in lines:
            _, high, _, low = _around(line[0].words)
            if min(bottom, low) - max(top, high) > 0.4 * min(bottom - top, low - high):
                line.append(version)
                break
        else:
            lines.append([version])
    return max(lines, key=lambda line: sum(version.worth for version in line), default=[])


def _settled(versions: Sequence[_Version]) -> bool:
    """Whether three good versions say the same, and none of them a longer name."""
    good = Counter(version.syllables for version in versions if version.worth > GOOD)
    longest = max((len(version.words) for version in versions), default=0)
    return any(times >= 3 and len(syllables) == longest for syllables, times in good.items())


def _read_again(looks: Sequence[tuple[str, Image]], place: PixelBox, line: PixelBox, dpi: float) -> list[_Version]:
    """The name's line, enlarged, as each reader reads it in each light."""
    high = line[3] - line[1]
    factor = min(3.0, max(1.0, LETTERS / max(1, high)))
    found: list[_Version] = []
    for light, look in looks:
        for aside in (high // 3, 3 * high):  # close: without the seal beside it; wide: with a syllable that was lost
            left, right = max(0, line[0] - place[0] - aside), line[2] - place[0] + aside
            top, bottom = max(0, line[1] - place[1] - high // 5), line[3] - place[1] + high // 5
            strip = scaled(as_image(look[top:bottom, left:right]), factor)
            for reader in READERS:
                read = tesseract.words(strip, dpi=dpi * factor, layout="line", language=reader)
                if name := _name_in(read):
                    moved = tuple(_moved(word, factor, place[0] + left, place[1] + top) for word in name)
                    version = _Version(f"{reader}, {light}", moved)
                    found += [version] if version.worth > LEAST else []
    return found


def _moved(word: Read, factor: float, right: int, down: int) -> RawWord:
    x0, y0, x1, y1 = (round(edge / factor) for edge in word.box)
    return RawWord(_bare(word.text), (x0 + right, y0 + down, x1 + right, y1 + down), word.confidence, 0)


def _agreed(versions: Sequence[_Version]) -> tuple[Found, ...]:
    """The syllables that the versions agree on, each weighed by how good it is.

    A name of which some versions lost a syllable is as long as two good versions say.
    """
    count = _length(versions)
    columns: list[list[tuple[_Version, RawWord]]] = [[] for _ in range(count)]
    model = max((v for v in versions if len(v.words) == count), key=lambda v: v.worth)
    for version in versions:
        for index, word in _beside(version, model):
            columns[index].append((version, word))
    worth = sum(version.worth for version in versions)
    return tuple(_voted(column, worth) for column in columns)


def _length(versions: Sequence[_Version]) -> int:
    worth: defaultdict[int, float] = defaultdict(float)
    for version in versions:
        misspelt = sum(not is_syllable(word.text) for word in version.words)
        if is_family(version.words[0].text) and misspelt <= 1:
            worth[len(version.words)] += version.worth
    enough = [length for length, sum_ in worth.items() if sum_ > ENOUGH * sum(worth.values())]
    return max(enough) if enough else Counter(len(v.words) for v in versions).most_common(1)[0][0]


def _beside(version: _Version, model: _Version) -> Iterator[tuple[int, RawWord]]:
    """The words of a version, each with the place of the model's word that it lies over."""
    for word in version.words:
        shared = [min(word.box[2], other.box[2]) - max(word.box[0], other.box[0]) for other in model.words]
        index = max(range(len(shared)), key=lambda i: shared[i])
        if shared[index] > 0.5 * min(word.box[2] - word.box[0], model.words[index].box[2] - model.words[index].box[0]):
            yield index, word


def _voted(column: Sequence[tuple[_Version, RawWord]], worth: float) -> Found:
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
    return 0.5 if first and text not in families() else 1.0
