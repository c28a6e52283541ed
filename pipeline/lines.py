"""Words of a page as text lines: runs of words that stand close together at one height, columns kept apart.

The line numbers of an OCR engine run across the white between two columns, so lines are made anew from the boxes.
A page's tilt is measured from its own long lines and taken out, so that `top` and `bottom` of a `Line` can be compared
across the whole page; the words keep their boxes on the paper.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from statistics import median

import numpy as np

from extractors.folding import fold
from extractors.words import Word
from pipeline.doubles import without_doubles
from pipeline.pagewords import PageWords
from pipeline.specks import without_specks

GAP = 1.6
"""White between two words of one line, in line heights, at most; justified text seldom goes over 1.3."""
MARKED = 3.2
"""The same between a list marker that stands alone (`-`, `1.`, `a)`) and its text: a tab may lie there."""
ALONE = re.compile(r"[-–—+•*]|\(?(?:\d{1,2}|[a-zđ]|[IVX]{1,5})[.)]")
TALLEST = 2.2
"""A box higher than this many line heights is a stroke or a seal read as a letter: its middle counts, not its edges."""

FLUSH = 3.0
"""Points within which lines begin at one margin."""
INDENT = 15.0
"""Points by which the first line of a paragraph is set in at least."""


@dataclass(frozen=True)
class Line:
    """Words from left to right; all lengths (points) are those of the page turned upright about its middle.

    `shift` is what that adds to the words' own `x`.
    """

    words: tuple[Word, ...]
    top: float
    bottom: float
    shift: float = 0.0

    @property
    def page(self) -> int:
        return self.words[0].page

    @cached_property
    def x0(self) -> float:
        return min(word.box[0] for word in self.words) + self.shift

    @cached_property
    def x1(self) -> float:
        return max(word.box[2] for word in self.words) + self.shift

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def folded(self) -> str:
        """The text without accents and case."""
        return fold(self.text)

    @property
    def confidence(self) -> float:
        return sum(word.confidence for word in self.words) / len(self.words)


@dataclass(frozen=True)
class Sheet:
    """A page as lines, in order of height and then from left to right.

    `doubles` are second readings of the same print, and specks; `text_height` of a line in points;
    `left` and `right` are the margins of the running text.
    """

    page: PageWords
    lines: tuple[Line, ...]
    doubles: tuple[Word, ...]
    tilt: float
    text_height: float
    left: float
    right: float

    @property
    def number(self) -> int:
        return self.page.number

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    def upright(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the paper lies on the page turned upright."""
        across, down = x - self.page.width / 2, y - self.page.height / 2
        return x + self.tilt * down, y - self.tilt * across

    def rows(self, lines: Iterable[Line] | None = None) -> list[list[Line]]:
        """Lines (all by default) that stand beside each other, row by row, each from left to right."""
        return rows_of(self.lines if lines is None else lines)


@lru_cache(8)  # who looks for marks asks, and who lays the paper out
def sheet_of(page: PageWords) -> Sheet:
    """The lines of a page, stamps left out; the last few pages are remembered until `forget`."""
    read, doubles = without_doubles([word for word in page.words if word.text.strip()])
    words, specks = without_specks(read)
    heights = [word.box[3] - word.box[1] for word in words if sum(map(str.isalnum, word.text)) >= 2]
    high = median(heights) if heights else 10.0
    level = _chains(words, 0.0, high)
    tilt = _tilt(level)
    lines = [_line(chain, tilt, high, page) for chain in (_chains(words, tilt, high) if tilt else level)]
    left, right = _margins(lines, page.width)
    # Each line its own number, so that what is asked of the words' lines later agrees with what was seen here.
    ordered = [line for row in rows_of(lines) for line in row]
    numbered = [
        replace(line, words=tuple(word.on_line(number) for word in line.words)) for number, line in enumerate(ordered)
    ]
    return Sheet(page, tuple(numbered), (*doubles, *specks), tilt, high, left, right)


def forget() -> None:
    """Keep nothing of the pages that were asked for."""
    sheet_of.cache_clear()


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that stand beside each other, row by row from the top, each row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda item: item.middle):
        for row in reversed(rows[-3:]):
            if any(_beside(line, other) for other in row) and not any(_overlapping(line, other) for other in row):
                row.append(line)
                break
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda item: item.x0)
    rows.sort(key=lambda row: sum(item.middle for item in row) / len(row))
    return rows


def widest_white(spans: Sequence[tuple[float, float]], start: float, end: float) -> tuple[float, float]:
    """The widest strip between two values of `x` (points) that the fewest spans cross: its left edge and its width."""
    count = max(2, int(end - start))
    step = (end - start) / count
    places = start + np.arange(count + 1) * step
    edges = np.array(spans, float).reshape(-1, 2)
    crossing = (edges[:, :1] + 0.5 < places) & (places < edges[:, 1:] - 0.5)
    crossed = crossing.sum(axis=0).tolist()
    least = min(crossed)
    best, run = (0, 0), 0
    for index, spans_here in enumerate([*crossed, least + 1]):
        if spans_here == least:
            run += 1
            continue
        if run > best[0]:
            best = (run, index - run)
        run = 0
    return start + best[1] * step, (best[0] - 1) * step


def spans_of(line: Line) -> list[tuple[float, float]]:
    """Left and right edge of each word of a line, upright."""
    return [(word.box[0] + line.shift, word.box[2] + line.shift) for word in line.words]


def cut_at(line: Line, x: float) -> list[Line]:
    """The line as the words to the left and to the right of `x` (upright)."""
    left = [word for word in line.words if (word.box[0] + word.box[2]) / 2 + line.shift <= x]
    return cut(line, [left, line.words[len(left) :]])


def cut(line: Line, parts: Sequence[Sequence[Word]]) -> list[Line]:
    """The line as several, one for each group of its words that is not empty."""
    return [replace(line, words=tuple(part)) for part in parts if part]


def less(lines: Sequence[Line], taken: Iterable[Line]) -> list[Line]:
    """The lines without those that are `taken`."""
    gone = {id(line) for line in taken}
    return [line for line in lines if id(line) not in gone]


def is_readable(row: Sequence[Line]) -> bool:
    """Whether a row holds a letter or a digit."""
    return any(c.isalnum() for line in row for c in line.text)


def _beside(one: Line, other: Line) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0 and shared > 0.5 * min(one.height, other.height)


def _overlapping(one: Line, other: Line) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > 2.0 + 0.3 * min(one.width, other.width)


def _chains(words: Sequence[Word], tilt: float, high: float) -> list[list[Word]]:
    """Words linked to their right neighbours; what the engine took for one line may lie less level and overlap."""
    chains: list[list[Word]] = []
    # The middle of each chain's last word, by bands of height: of no word does the nearest lie more than a band away.
    band = max(1.5 * high, 1.0)
    ends: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for word in sorted(words, key=lambda item: item.box[0]):
        best: int | None = None
        closest = 0.75 * high
        start, middle = word.box[0], _middle(word, tilt)
        at = int(middle // band)
        for index, level in sorted({**ends[at - 1], **ends[at], **ends[at + 1]}.items()):
            last, apart = chains[index][-1], abs(middle - level)
            if start - last.box[2] > (MARKED if _is_marker(chains[index]) else GAP) * high:
                continue
            if word.line == last.line:
                if 0.5 * apart < closest:
                    best, closest = index, 0.5 * apart
            elif apart < closest and start - last.box[2] >= -0.5 * high and _share_height(word, last, tilt, high):
                best, closest = index, apart
        if best is None:
            best = len(chains)
            chains.append([])
        else:
            del ends[int(_middle(chains[best][-1], tilt) // band)][best]
        chains[best].append(word)
        ends[at][best] = middle
    return chains


def _is_marker(chain: Sequence[Word]) -> bool:
    return len(chain) == 1 and ALONE.fullmatch(chain[0].text) is not None


def _middle(word: Word, tilt: float) -> float:
    x0, top, x1, bottom = word.box
    return (top + bottom) / 2 - tilt * (x0 + x1) / 2


def _share_height(one: Word, other: Word, tilt: float, high: float) -> bool:
    """Whether two words overlap in height; a dash or a stop needs only to lie within."""
    tops, bottoms = [], []
    for word in (one, other):
        middle = _middle(word, tilt)
        half = min(word.box[3] - word.box[1], TALLEST * high) / 2
        tops.append(middle - half)
        bottoms.append(middle + half)
    shared = min(bottoms) - max(tops)
    return shared > 0.4 * min(bottoms[0] - tops[0], bottoms[1] - tops[1])


def _tilt(chains: Sequence[Sequence[Word]]) -> float:
    """Points down for each point to the right: the middle one of the slopes of the long lines."""
    slopes = []
    for chain in chains:
        across = chain[-1].box[2] - chain[0].box[0]
        if len(chain) >= 5 and across > 150:
            xs = [(word.box[0] + word.box[2]) / 2 for word in chain]
            ys = [(word.box[1] + word.box[3]) / 2 for word in chain]
            mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
            spread = sum((x - mean_x) ** 2 for x in xs)
            slopes.append(sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread)
    return median(slopes) if len(slopes) >= 3 else 0.0


def _line(chain: Sequence[Word], tilt: float, high: float, page: PageWords) -> Line:
    lettered = [word for word in chain if any(c.isalnum() for c in word.text)] or list(chain)
    usual = [word for word in lettered if word.box[3] - word.box[1] <= TALLEST * high] or lettered
    middles = [_middle(word, tilt) + tilt * page.width / 2 for word in usual]
    halves = [(word.box[3] - word.box[1]) / 2 for word in usual]
    top = min(m - h for m, h in zip(middles, halves, strict=True))
    bottom = max(m + h for m, h in zip(middles, halves, strict=True))
    return Line(tuple(chain), top, bottom, tilt * ((top + bottom) / 2 - page.height / 2))


def _margins(lines: Sequence[Line], width: float) -> tuple[float, float]:
    """Left and right edge of the running text, from its long lines; of the printed page where there are none."""
    long = [line for line in lines if line.width > 0.5 * width]
    if len(long) < 3:
        long = [line for line in lines if len(line.text) > 3]
        if not long:
            return 0.1 * width, 0.92 * width
        return min(line.x0 for line in long), max(line.x1 for line in long)
    lefts = sorted(line.x0 for line in long)
    rights = sorted(line.x1 for line in long)
    return _flush(lefts[len(lefts) // 6], lefts, lines), rights[-1 - len(rights) // 6]


def _flush(left: float, lefts: Sequence[float], lines: Sequence[Line]) -> float:
    """The left margin, where nearly every long line is the indented first of its paragraph and `left` their edge.

    It is where the first of the long lines and some other line begin.
    """
    others = [line.x0 for line in lines if len(line.text) > 8]
    flush = next((x for x in lefts if sum(abs(x - other) < FLUSH for other in others) >= 2), left)
    return flush if left - flush > INDENT else left
