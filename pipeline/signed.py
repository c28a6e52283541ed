"""The signer's name, read again where a seal, a signature or a coloured stamp lies on it.

A name stands alone under the signer's post, printed bold or stamped, often in red. Tesseract takes it for part of the
seal and drops it, or reads a syllable of it. The place under the post is looked at in several lights (without colours,
one colour alone, only the darkest ink, without thin strokes); where a name shows, the reader of names sees its line in
each of them, and where that does not settle it Tesseract does; the syllables that most of them agree on are taken.
Nothing is taken that no reader gave.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.folding import fold
from extractors.person import is_known
from pipeline.boxes import PixelBox
from pipeline.found import Found
from pipeline.images import Image, as_image
from pipeline.lights import lights
from pipeline.lost_sign import with_lost_sign
from pipeline.name_alone import name_alone
from pipeline.name_lines import Read, anchor_in, around, bare, is_begun, is_prose, level, may_be_name, name_in
from pipeline.name_spot import Spot, with_room
from pipeline.name_versions import (
    LEAST,
    Version,
    agreed,
    confirmed,
    is_clear,
    is_told,
    is_whole,
    moved,
    of_one_line,
    settled,
    surer,
)
from pipeline.name_witness import completed
from pipeline.sheet import Sheet
from pipeline.signed_place import place_of_name, within
from pipeline.signed_post import with_signed_post
from pipeline.slopes import slope_of
from pipeline.stamps import Region
from pipeline.unread import CLEAR, has_print, read_in

SURE = 0.85
"""Confidence of the least sure syllable from which a name is not read again."""
INK = 0.02
"""Part of the paper beside a name that must be ink for something to stand there that was not read."""
GAP = 0.9
"""Heights of a name between two of its syllables at most."""
UNSEEN = 0.15
"""Confidence below which a syllable at the head of a name is none."""
PAGE = "page"
"""The reader of a version that was read with the rest of the page."""


def with_signature(sheet: Sheet, words: list[Found], stamps: list[Region]) -> tuple[list[Found], list[Region]]:
    """The words and the stamps of a sheet, with the signer's name and post as they were read again where need was."""
    seen = [*words, *(word for stamp in stamps for word in stamp.words)]
    place = place_of_name(seen, sheet.image.shape, sheet.dpi)
    if place is None:
        return words, stamps
    words, stamps = with_signed_name(sheet, words, stamps, seen, place)
    lines = [name_in(line) for line in level(word for word in words if within(word.box, place))]
    names = [line for line in lines if line and may_be_name(line)]
    name = max(names, key=len, default=[])
    return with_lost_sign(sheet, with_signed_post(sheet, words, name), name), stamps


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
    read = _read_well(words, place, sheet)
    if read and _is_seen(read, place, sheet):
        return tuple(map(confirmed, read))
    before = list(_read_before(words, place))
    place = _with_all_of(place, before, sheet)
    spot = Spot(place, sheet.dpi, list(lights(sheet, place)))
    high = _height(words)
    line = of_one_line(before) or (spot.in_rows(high) if high else [])
    if not line and not _has_syllable(words, place) and not _is_printed(spot, words, high):
        return ()
    versions = spot.with_letters(line)
    if not (settled(versions) or is_clear(versions)):
        versions = _asked(spot, versions, before)
    if not versions:
        return name_alone(spot.looks, place, high) if high else ()
    found = _seen(agreed(versions))
    if is_told(found, versions):
        found = tuple(map(surer, found))
    else:
        found = completed(found, versions, spot.witnessed(versions))
    return found if may_be_name(found) else ()


def _seen(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """A name from the first syllable on that was seen at all: before it stand strokes of a ring."""
    start = next((at for at, word in enumerate(found[:-1]) if word.confidence >= UNSEEN), 0)
    return found[start:]


def _asked(spot: Spot, versions: list[Version], before: Sequence[Version]) -> list[Version]:
    """The versions with those of Tesseract in more and more lights, until enough agree; where there are none, those of
    the line that a surely read syllable tells."""
    versions = _confirmed(spot, versions)
    if not settled(versions):
        letters = [version for version in versions if version.trained]
        seen = of_one_line([*before, *letters, *spot.seen()])
        versions = seen if letters else spot.with_letters(seen)
    if not versions:
        sure = spot.anchored()
        return [*spot.with_letters(sure)[len(sure) :], *spot.read_again(with_room(sure), 0.0)] if sure else []
    if not settled(versions):
        line = around([word for version in versions for word in version.words])
        versions += spot.read_again(line, slope_of(version.words for version in versions))
    return versions


def _confirmed(spot: Spot, versions: list[Version]) -> list[Version]:
    """The versions, and where the page has the whole name, its line as Tesseract reads it in the first light."""
    whole = [version for version in versions if version.reader == PAGE and is_whole(version.syllables)]
    if not whole:
        return versions
    line = around([word for version in whole for word in version.words])
    return versions + spot.read_again(line, slope_of(version.words for version in whole), versions, lights=1)


def _read_before(words: Sequence[Read], place: PixelBox) -> Iterator[Version]:
    """What was read of names in the place with the rest of the page."""
    for line in level(word for word in words if within(word.box, place)):
        if not is_prose(line) and (name := name_in(line)):
            version = Version(PAGE, tuple(moved(word, 1.0, 0, 0) for word in name))
            if version.worth > LEAST:
                yield version


def _with_all_of(place: PixelBox, versions: Sequence[Version], sheet: Sheet) -> PixelBox:
    """The place, wide enough for all that was read in it: the last syllable of a name may stand over its edge."""
    left, top, right, bottom = around([word for version in versions for word in version.words]) if versions else place
    wide = bottom - top if versions else 0
    return (
        max(0, min(place[0], left - wide)), place[1],
        min(sheet.image.shape[1], max(place[2], right + wide)), place[3],
    )  # fmt: skip


def _has_syllable(words: Sequence[Read], place: PixelBox) -> bool:
    """Whether a syllable of a name was surely read in the place, by itself."""
    return any(anchor_in(line) for line in level(word for word in words if within(word.box, place)))


def _is_printed(spot: Spot, words: Sequence[Read], high: int | None) -> bool:
    """Whether letters that nobody read stand in the place, in any light; `high` is the height of a line of print."""
    return high is None or any(has_print(look, read_in(words, spot.place), high) for _, look in spot.looks)


def _height(words: Sequence[Read]) -> int | None:
    """The height of a line of print in pixels; null where nothing was read well."""
    heights = [word.box[3] - word.box[1] for word in words if word.confidence >= CLEAR]
    return round(statistics.median(heights)) if heights else None


def _is_seen(name: Sequence[Found], place: PixelBox, sheet: Sheet) -> bool:
    """Whether the reader of names sees the same syllables where a name stands: a mark may be lost of a sure word."""
    version = Version(PAGE, tuple(moved(word, 1.0, 0, 0) for word in name))
    part = as_image(sheet.full[place[1] : place[3], place[0] : place[2]])
    spot = Spot(place, sheet.dpi, [("as it is", part)])
    return any(other.syllables == version.syllables for other in spot.with_letters([version])[1:])


def _read_well(words: Sequence[Read], place: PixelBox, sheet: Sheet) -> tuple[Found, ...]:
    """The name that stands in the place already, every syllable sure and no ink beside it that was not read."""
    inside = [word for word in words if within(word.box, place)]
    for line in level(inside):
        name = name_in(line)
        if name and is_begun(name) and min(word.confidence for word in name) >= SURE:
            known = all(is_known(bare(word.text)) for word in name)
            alone = known and _is_close(name) and _stands_alone(around(name), sheet.full)
            return tuple(Found(bare(word.text), word.box, word.confidence, 0) for word in name) if alone else ()
    return ()


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
