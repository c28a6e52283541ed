"""The signer's name, read again where a seal, a signature or a coloured stamp lies on it.

A name stands alone under the signer's post, printed bold or stamped, often in red. Tesseract takes it for part of the
seal and drops it, or reads a syllable of it. The place under the post is looked at in several lights (without colours,
one colour alone, only the darkest ink, without thin strokes); where a name shows, its line is read in each light by two
readers, and the syllables that most of them agree on are taken. Nothing is taken that no reader gave.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.folding import fold
from extractors.person import is_known
from pipeline import tesseract
from pipeline.boxes import PixelBox
from pipeline.found import Found
from pipeline.images import Image, as_image, scaled
from pipeline.lights import lights
from pipeline.name_alone import name_alone
from pipeline.name_lines import Read, anchor_in, around, bare, is_begun, is_prose, level, may_be_name, name_in
from pipeline.name_versions import LEAST, Version, agreed, is_whole, moved, of_one_line, settled
from pipeline.name_witness import completed
from pipeline.sheet import Sheet
from pipeline.signed_place import place_of_name, within
from pipeline.signed_post import with_signed_post
from pipeline.slopes import levelled, slope_of, unlevelled
from pipeline.stamps import Region
from pipeline.unread import CLEAR, has_print, read_in

SURE = 0.85
"""Confidence of the least sure syllable from which a name is not read again."""
INK = 0.02
"""Part of the paper beside a name that must be ink for something to stand there that was not read."""
GAP = 0.9
"""Heights of a name between two of its syllables at most."""
LETTERS = 44
"""Pixels of height to which a line is enlarged before it is read again."""
STRIPS = ((1.6, 0.4), (0.4, 0.25), (3.0, 0.25))
"""Line heights to each side, and above and below, of the strips that are read: wide, to have a syllable that was lost;
close, to be without the seal beside the name."""
WITNESSED = ((2.5, 0.75), (4.5, 0.75), (2.5, 0.55), (4.5, 0.55))
"""Line heights before the name, and above and below its middle, of the strips that the witness sees."""
IN_VAIN = 3
"""Lights in which a line is read again before it is given up for none."""
ROOM = 5
"""Line heights before a syllable within which the rest of its name stands."""
READERS: tuple[tesseract.Language, ...] = ("vie", "script/Vietnamese")


def with_signature(sheet: Sheet, words: list[Found], stamps: list[Region]) -> tuple[list[Found], list[Region]]:
    """The words and the stamps of a sheet, with the signer's name and post as they were read again where need was."""
    seen = [*words, *(word for stamp in stamps for word in stamp.words)]
    place = place_of_name(seen, sheet.image.shape, sheet.dpi)
    if place is None:
        return words, stamps
    words, stamps = with_signed_name(sheet, words, stamps, seen, place)
    lines = [name_in(line) for line in level(word for word in words if within(word.box, place))]
    names = [line for line in lines if line and may_be_name(line)]
    return with_signed_post(sheet, words, max(names, key=len, default=[])), stamps


def with_signed_name(
    sheet: Sheet, words: list[Found], stamps: list[Region], seen: Sequence[Found], place: PixelBox
) -> tuple[list[Found], list[Region]]:
    """The words and the stamps of a sheet, with the signer's name in `place` as it was read again instead of what lies
    over it; `seen` are the words of both."""
    name = signed_name(sheet, seen, place)
    if not name:
        return words, stamps
    place = around(name)
    line = max((word.line for word in words), default=0) + 1
    kept = [word for word in words if not _replaced(word, name, place)]
    unsigned = [replace(stamp, words=tuple(w for w in stamp.words if not within(w.box, place))) for stamp in stamps]
    return [*kept, *(replace(word, line=line) for word in _closed_up(name))], unsigned


def _closed_up(name: Sequence[Found]) -> list[Found]:
    """A name's syllables side by side: without gaps in which another column could begin, for what was lost of a box is
    paper, and none reaching over the next, for what it has too much is a stroke."""
    made = [*name[:-1], name[-1]]
    for index, (word, after) in enumerate(itertools.pairwise(name)):
        left, top, right, bottom = word.box
        gap = min(bottom - top, after.box[3] - after.box[1]) // 2
        end = max(right, after.box[0] - gap) if right < after.box[0] else max(left + 1, after.box[0] - 1)
        made[index] = replace(word, box=(left, top, end, bottom))
    return made


def signed_name(sheet: Sheet, words: Sequence[Read], place: PixelBox) -> tuple[Found, ...]:
    """The signer's name as it stands in its `place` on a sheet.

    `words` are those of the page and its stamps, read before. Empty where the name was read well enough, or where none
    can be read.
    """
    if _is_read(words, place, sheet):
        return ()
    before = list(_read_before(words, place))
    looks, ask = list(lights(sheet, place)), tesseract.Remembering()
    if not before and not _has_syllable(words, place) and not _is_printed(looks, words, place):
        return ()
    versions = _confirmed(looks, place, of_one_line(before), sheet.dpi, ask)
    if not settled(versions):
        versions = of_one_line([*before, *_seen(looks, place, sheet.dpi, ask)])
    if not versions and (line := _anchored(looks, place, sheet.dpi, ask)) is not None:
        versions = _read_again(looks, place, _with_room(line), 0.0, sheet.dpi, ask)
    if not versions:
        high = _height(words)
        return name_alone(looks, place, high) if high else ()
    if not settled(versions):
        line = around([word for version in versions for word in version.words])
        versions += _read_again(looks, place, line, slope_of(version.words for version in versions), sheet.dpi, ask)
    found = completed(agreed(versions), versions, _strips(looks, place, versions))
    return found if may_be_name(found) else ()


def _confirmed(
    looks: Sequence[tuple[str, Image]],
    place: PixelBox,
    versions: list[Version],
    dpi: float,
    ask: tesseract.Remembering,
) -> list[Version]:
    """The name as it was read with the page, and its line as both readers read it in the first light."""
    whole = [version for version in versions if is_whole(version.syllables)]
    if not whole:
        return versions
    line = around([word for version in whole for word in version.words])
    return versions + _read_again(looks[:1], place, line, slope_of(version.words for version in whole), dpi, ask, whole)


def _has_syllable(words: Sequence[Read], place: PixelBox) -> bool:
    """Whether a syllable of a name was surely read in the place, by itself."""
    return any(anchor_in(line) for line in level(word for word in words if within(word.box, place)))


def _is_printed(looks: Sequence[tuple[str, Image]], words: Sequence[Read], place: PixelBox) -> bool:
    """Whether letters that nobody read stand in the place, in any light."""
    high = _height(words)
    return high is None or any(has_print(look, read_in(words, place), high) for _, look in looks)


def _height(words: Sequence[Read]) -> int | None:
    """The height of a line of print in pixels; null where nothing was read well."""
    heights = [word.box[3] - word.box[1] for word in words if word.confidence >= CLEAR]
    return round(statistics.median(heights)) if heights else None


def _with_room(line: PixelBox) -> PixelBox:
    """The place of one syllable or two with room before them for the others of a name."""
    return (max(0, line[0] - ROOM * (line[3] - line[1])), *line[1:])


def _is_read(words: Sequence[Read], place: PixelBox, sheet: Sheet) -> bool:
    """Whether a name stands in the place already, every syllable sure and no ink beside it that was not read."""
    inside = [word for word in words if within(word.box, place)]
    for line in level(inside):
        name = name_in(line)
        if name and is_begun(name) and min(word.confidence for word in name) >= SURE:
            known = all(is_known(bare(word.text)) for word in name)
            return known and _is_close(name) and _stands_alone(around(name), sheet.full)
    return False


def _is_close(name: Sequence[Read]) -> bool:
    """Whether no syllable can be lost between those that were read."""
    _, top, _, bottom = around(name)
    return all(after.box[0] - word.box[2] <= GAP * (bottom - top) for word, after in itertools.pairwise(name))


def _stands_alone(name: PixelBox, page: Image) -> bool:
    """Whether there is paper on both sides of a name as far as another syllable would reach, or strokes at most."""
    left, top, right, bottom = name
    high = bottom - top
    near, far = high // 3, 2 * high
    sides = (page[top:bottom, max(0, left - far) : max(0, left - near)], page[top:bottom, right + near : right + far])
    if all(side.size == 0 or float((side < 128).mean()) < INK for side in sides):
        return True
    across, down = min(left, far), min(top, high // 3)
    strip = page[top - down : bottom + high // 3, left - across : right + far]
    read = (across - near, 0, across + right - left + near, strip.shape[0])
    return not has_print(as_image(strip), [read], high, least=1)


def _replaced(word: Found, name: Sequence[Found], place: PixelBox) -> bool:
    """Whether a word of the page is part of the name that was read again, or a stroke over it."""
    if within(word.box, place) or _under(word.box, place):
        return True
    # What was put before the sure syllables has only about its place.
    high = place[3] - place[1]
    beside = place[0] - 3 * high < word.box[0] and word.box[2] < place[2] + high
    level_with = place[1] < (word.box[1] + word.box[3]) / 2 < place[3]
    return level_with and beside and fold(bare(word.text)) in {fold(syllable.text) for syllable in name}


def _under(box: PixelBox, place: PixelBox) -> bool:
    """Whether a box lies over a place for the most part of one of them, or is level with it and touches it."""
    across = min(box[2], place[2]) - max(box[0], place[0])
    down = min(box[3], place[3]) - max(box[1], place[1])
    if across <= 0 or down <= 0:
        return False
    return across * down > 0.4 * (box[2] - box[0]) * (box[3] - box[1]) or down > 0.6 * (place[3] - place[1])


def _read_before(words: Sequence[Read], place: PixelBox) -> Iterator[Version]:
    """What was read of names in the place with the rest of the page."""
    for line in level(word for word in words if within(word.box, place)):
        if not is_prose(line) and (name := name_in(line)):
            version = Version("page", tuple(moved(word, 1.0, 0, 0) for word in name))
            if version.worth > LEAST:
                yield version


def _seen(looks: Sequence[tuple[str, Image]], place: PixelBox, dpi: float, ask: tesseract.Remembering) -> list[Version]:
    """What looks like a name in each of the looks, until three agree."""
    found: list[Version] = []
    for light, look in looks:
        read = [word for word in ask(look, dpi=dpi, layout="sparse") if word.confidence > 0.3]
        for line in level(read):
            if not is_prose(line) and (name := name_in(line)):
                version = Version(light, tuple(moved(word, 1.0, place[0], place[1]) for word in name))
                found += [version] if version.worth > LEAST else []
        if settled(found):
            break
    return found


def _anchored(
    looks: Sequence[tuple[str, Image]], place: PixelBox, dpi: float, ask: tesseract.Remembering
) -> PixelBox | None:
    """Where the name's line is, by the syllables of it that were surely read; null where there are none."""
    found: list[Version] = []
    for light, look in looks:
        for line in level(ask(look, dpi=dpi, layout="sparse")):
            if sure := anchor_in(line):
                found.append(Version(light, tuple(moved(word, 1.0, place[0], place[1]) for word in sure)))
    words = [word for version in of_one_line(found) for word in version.words]
    return around(words) if words else None


def _read_again(
    looks: Sequence[tuple[str, Image]],
    place: PixelBox,
    line: PixelBox,
    slope: float,
    dpi: float,
    ask: tesseract.Remembering,
    before: Sequence[Version] = (),
) -> list[Version]:
    """The name's line, made level and enlarged, as each reader reads it in each light, until three agree."""
    high = line[3] - line[1] - round(abs(slope) * (line[2] - line[0]))
    factor = min(3.0, max(1.0, LETTERS / max(1, high)))
    found: list[Version] = []
    for number, (light, look) in enumerate(looks):
        if number == IN_VAIN and not found:
            break
        even = levelled(look, slope)
        for aside, above in STRIPS:
            left, right = max(0, round(line[0] - place[0] - aside * high)), round(line[2] - place[0] + aside * high)
            middle = (line[1] + line[3]) / 2 - place[1] - slope * ((line[0] + line[2]) / 2 - place[0])
            top, bottom = max(0, round(middle - (0.5 + above) * high)), round(middle + (0.5 + above) * high)
            strip = scaled(as_image(even[top:bottom, left:right]), factor)
            if not strip.size:
                continue
            for reader in READERS:
                read = ask(strip, dpi=dpi * factor, layout="line", language=reader)
                if name := name_in(read):
                    own = (moved(word, factor, place[0] + left, place[1] + top) for word in name)
                    version = Version(f"{reader}, {light}", tuple(unlevelled(word, slope, place[0]) for word in own))
                    found += [version] if version.worth > LEAST else []
            if settled([*before, *found]):
                return found
    return found


def _strips(looks: Sequence[tuple[str, Image]], place: PixelBox, versions: Sequence[Version]) -> Iterator[Image]:
    """The line that ends with a name's last syllable, with less and more room before it, each in every light."""
    slope = slope_of(version.words for version in versions)
    last = [version.words[-1] for version in versions]
    right = max(word.box[2] for word in last)
    best = max(last, key=lambda word: word.confidence)
    high, middle = best.box[3] - best.box[1], (best.box[1] + best.box[3]) / 2
    level_at = middle - place[1] - slope * ((best.box[0] + best.box[2]) / 2 - place[0])
    start = min(word.box[0] for version in versions for word in version.words)
    even = [levelled(look, slope) for _, look in looks]
    for room, half in WITNESSED:
        left = max(0, round(start - place[0] - room * high))
        top, bottom = max(0, round(level_at - half * high)), round(level_at + half * high)
        for look in even:
            if (strip := look[top:bottom, left : right - place[0] + high // 2]).size:
                yield as_image(strip)
