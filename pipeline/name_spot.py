"""The place of a signature in several lights, and what readers read of a name's line in it.

The reader of names sees the line first, in every light at once; Tesseract where that does not settle it, in more and
more lights and strips; the witness what both leave open.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline import name_reader, tesseract
from pipeline.boxes import PixelBox
from pipeline.images import Image, as_image, scaled
from pipeline.name_lines import anchor_in, around, begins, is_prose, level, name_in
from pipeline.name_rows import cut, rows, strip
from pipeline.name_versions import LEAST, NAMES, Version, is_whole, moved, of_one_line, settled
from pipeline.slopes import levelled, slope_of, unlevelled

LETTERS = 44
"""Pixels of height to which a line is enlarged before Tesseract reads it again."""
STRIPS = ((1.6, 0.4), (0.4, 0.25), (3.0, 0.25))
"""Line heights to each side, and above and below, of the strips that Tesseract reads: wide, to have a syllable that was
lost; close, to be without the seal beside the name."""
SEEN = ((1.6, 0.7), (3.0, 0.95))
"""Line heights before the name, and above and below its middle, of the strips that the reader of names sees."""
MAYBE = 0.5
"""Worth of a name in a row from which it is looked at closer."""
ROWS, HALF = 8, 0.95
"""Rows of ink that the reader of names sees at most, and line heights above and below their middles."""
WITNESSED = ((2.5, 0.75), (4.5, 0.75), (2.5, 0.55), (4.5, 0.55))
"""The same of the strips that the witness sees."""
IN_VAIN = 3
"""Lights in which a line is read again before it is given up for none."""
ROOM = 5
"""Line heights before a syllable within which the rest of its name stands, and after one."""
READERS: tuple[tesseract.Language, ...] = ("vie", "script/Vietnamese")


@dataclass(frozen=True, slots=True)
class Spot:
    """A `place` on a sheet of so many `dpi`, in several lights: `looks` are their names and grey images of it."""

    place: PixelBox
    dpi: float
    looks: Sequence[tuple[str, Image]]
    ask: tesseract.Remembering = field(default_factory=tesseract.Remembering)

    def with_letters(self, versions: list[Version]) -> list[Version]:
        """The versions of a line, and its name in each light as the reader of names has it in the better of two
        strips."""
        if not versions:
            return versions
        slope = slope_of(version.words for version in versions)
        evens = [(light, levelled(look, slope)) for light, look in self.looks]
        cuts = self._cuts(versions, slope)
        shown = [(light, at, even[at]) for light, even in evens for at in cuts if even[at].size]
        made: dict[str, Version] = {}
        for (light, (heights, widths), _), read in zip(
            shown, name_reader.read([as_image(one) for *_, one in shown]), strict=True
        ):
            if name := name_in(read):
                at = (self.place[0] + widths.start, self.place[1] + heights.start)
                words = (unlevelled(moved(word, 1.0, *at), slope, self.place[0]) for word in name)
                version = Version(f"{NAMES}, {light}", tuple(words))
                made[light] = max(made.get(light, version), version, key=lambda version: version.worth)
        return versions + [version for version in made.values() if version.worth > LEAST]

    def _cuts(self, versions: Sequence[Version], slope: float) -> list[tuple[slice, slice]]:
        """The strips of a level look in which the line of versions is shown to the reader of names.

        Where the line is, and how high, is what most of its words say: a stroke makes a word's box higher than its
        letters.
        """
        start, top, _, _ = self.place
        words = [word for version in versions for word in version.words]
        left, _, right, _ = around(words)
        high = statistics.median(word.box[3] - word.box[1] for word in words)
        middle = statistics.median(
            (word.box[1] + word.box[3]) / 2 - slope * ((word.box[0] + word.box[2]) / 2 - start) - top for word in words
        )
        before = 0 if any(is_whole(version.syllables) for version in versions) else ROOM
        return [
            (
                slice(max(0, round(middle - half * high)), max(0, round(middle + half * high))),
                slice(max(0, round(left - start - (before + aside) * high)), round(right - start + ROOM * high)),
            )
            for aside, half in SEEN
        ]

    def seen(self) -> list[Version]:
        """What looks like a name in each of the lights, until three agree."""
        found: list[Version] = []
        for light, look in self.looks:
            read = [word for word in self.ask(look, dpi=self.dpi, layout="sparse") if word.confidence > 0.3]
            for line in level(read):
                if not is_prose(line) and (name := name_in(line)):
                    version = Version(light, tuple(moved(word, 1.0, *self.place[:2]) for word in name))
                    found += [version] if version.worth > LEAST else []
            if settled(found):
                break
        return found

    def in_rows(self, high: int) -> list[Version]:
        """What the reader of names reads in rows of ink that nobody read, on the line where it reads most like a name;
        `high` is the height of a line of print in pixels."""
        found: list[Version] = []
        found_in = rows([look for _, look in self.looks], high)[:ROWS]
        shown = [(row, part) for look, row in found_in if (part := strip(look, row, high, HALF)).size]
        for (row, _), read in zip(shown, name_reader.read([part for _, part in shown]), strict=True):
            heights, widths = cut(row, high, HALF)
            at = (self.place[0] + widths.start, self.place[1] + heights.start)
            name = name_in(read)
            words = (unlevelled(moved(word, 1.0, *at), row.slope, self.place[0]) for word in name)
            version = Version(f"{NAMES}, rows", tuple(words))
            found += [version] if name and begins(name) and version.worth > MAYBE else []
        return of_one_line(found)

    def anchored(self) -> list[Version]:
        """The syllables of a name that were surely read by themselves, on the line that has most of them."""
        found: list[Version] = []
        for light, look in self.looks:
            for line in level(self.ask(look, dpi=self.dpi, layout="sparse")):
                if sure := anchor_in(line):
                    found.append(Version(light, tuple(moved(word, 1.0, *self.place[:2]) for word in sure)))
        return of_one_line(found)

    def read_again(
        self, line: PixelBox, slope: float, before: Sequence[Version] = (), *, lights: int | None = None
    ) -> list[Version]:
        """A line, made level and enlarged, as Tesseract's readers read it in each of so many lights, until three of
        these versions and those `before` agree."""
        factor = min(3.0, max(1.0, LETTERS / max(1, _high(line, slope))))
        found: list[Version] = []
        for number, (light, look) in enumerate(self.looks[:lights]):
            if number == IN_VAIN and not found:
                break
            even = levelled(look, slope)
            for aside, above in STRIPS:
                part, at = self._strip(even, line, slope, aside, above)
                strip = scaled(part, factor) if part.size else part
                for reader in READERS if part.size else ():
                    name = name_in(self.ask(strip, dpi=self.dpi * factor, layout="line", language=reader))
                    words = (unlevelled(moved(word, factor, *at), slope, self.place[0]) for word in name)
                    version = Version(f"{reader}, {light}", tuple(words))
                    found += [version] if name and version.worth > LEAST else []
                if settled([*before, *found]):
                    return found
        return found

    def _strip(
        self, even: Image, line: PixelBox, slope: float, aside: float, above: float
    ) -> tuple[Image, tuple[int, int]]:
        """A line of a level look with so many of its heights beside it, above and below, and where it begins."""
        start, head, _, _ = self.place
        high = _high(line, slope)
        left, right = max(0, round(line[0] - start - aside * high)), round(line[2] - start + aside * high)
        middle = (line[1] + line[3]) / 2 - head - slope * ((line[0] + line[2]) / 2 - start)
        top, bottom = max(0, round(middle - (0.5 + above) * high)), round(middle + (0.5 + above) * high)
        return as_image(even[top:bottom, left:right]), (start + left, head + top)

    def witnessed(self, versions: Sequence[Version]) -> Iterator[Image]:
        """The line that ends with a name's last syllable, with less and more room before it, each in every light."""
        slope = slope_of(version.words for version in versions)
        last = [version.words[-1] for version in versions]
        right = max(word.box[2] for word in last)
        best = max(last, key=lambda word: word.confidence)
        high, middle = best.box[3] - best.box[1], (best.box[1] + best.box[3]) / 2
        level_at = middle - self.place[1] - slope * ((best.box[0] + best.box[2]) / 2 - self.place[0])
        start = min(word.box[0] for version in versions for word in version.words)
        even = [levelled(look, slope) for _, look in self.looks]
        for room, half in WITNESSED:
            left = max(0, round(start - self.place[0] - room * high))
            top, bottom = max(0, round(level_at - half * high)), round(level_at + half * high)
            for look in even:
                if (strip := look[top:bottom, left : right - self.place[0] + high // 2]).size:
                    yield as_image(strip)


def _high(line: PixelBox, slope: float) -> int:
    """The height of a line once it is level."""
    return line[3] - line[1] - round(abs(slope) * (line[2] - line[0]))


def with_room(versions: Sequence[Version]) -> PixelBox:
    """The line of a syllable or two with room before them for the others of a name."""
    left, top, right, bottom = around([word for version in versions for word in version.words])
    return (max(0, left - ROOM * (bottom - top)), top, right, bottom)
