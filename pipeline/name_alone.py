"""A signer's name that Tesseract cannot read at all: a rubber stamp in the letters of a script, level or not.

PP-OCR reads such letters, without accents. Rows of ink under the post are shown to it one by one; where one reads like
a name, the row is shown to it in other lights, heights and slopes, and the names of the tables that are like any of
these readings are weighed by what it saw of each letter in all of them. What it gives goes to a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean

from extractors.folding import fold
from extractors.words import Opinion
from pipeline.boxes import PixelBox
from pipeline.found import Found
from pipeline.images import Image
from pipeline.letter_frames import frames, frames_and_capitals, greedy
from pipeline.name_letters import Parts, accented, names_like, weighed, wrong_in
from pipeline.name_rows import Row, rows, strip
from pipeline.second import READER

DOUBT = 0.5
"""Confidence of a name that one reader saw without its accents."""
WORN = {"darkest", "bold", "filled"}
"""Lights that change the shapes of letters: they are looked at last."""
SHOWN, SHOWN_WORN = 6, 4
"""Rows that the reader is shown at most, and in those lights."""
LIKE, MAYBE = 0.15, 0.35
"""Part of a row's letters that may be wrong for it to be the name's, and for it to be if no other is."""
FEWEST, SHORTEST = 3, 7
"""Syllables and letters of a name at least: words of a seal are taken for shorter ones."""
CLEAR = -0.55
"""Worth of a name (log, for each letter) from which it is one."""
CAPITALS = 0.5
"""Part of a row's letters from which they are capitals: those of a post or of a seal."""
HALF = 1.1
"""Line heights above and below the middle of a row that is shown first."""
OTHERWISE = ((0.0, 0.9), (0.0, 1.3), (-0.04, 0.9), (0.04, 0.9), (-0.04, 1.3), (0.04, 1.3))
"""Slopes by which the row is turned, and line heights above and below its middle, that it is shown in next."""
ELSEWHERE = (0.9, 1.3)
"""The same heights in other lights."""
CANDIDATES = 20
"""Names taken from each reading."""


def name_alone(looks: Sequence[tuple[str, Image]], place: PixelBox, high: int) -> tuple[Found, ...]:
    """The name in a place as the second reader has it; empty where no row of ink is clearly one.

    `looks` are the lights of the place, `high` is the height of a line of print.
    """
    found = _row(looks, high)
    if found is None:
        return ()
    look, row = found
    seen = [frames_and_capitals(shown) for shown in _otherwise(looks, look, row, high) if shown.size]
    heard = [one for one, _ in seen]
    names = dict.fromkeys(name for one in heard for name in names_like(greedy(one), CANDIDATES))
    if not names or fmean(capitals for _, capitals in seen) > CAPITALS:
        return ()
    worth, best = weighed(heard, list(names))[0]
    return tuple(_words(best, row, place, high)) if _is_long(best) and worth > CLEAR * len("".join(best)) else ()


def _is_long(name: Parts) -> bool:
    return len(name) >= FEWEST and len("".join(name)) >= SHORTEST


def _row(looks: Sequence[tuple[str, Image]], high: int) -> tuple[Image, Row] | None:
    """The row that reads most like a name, in the look that shows it; null where none does."""
    likeliest, found = MAYBE, None
    whole = [look for light, look in looks if light not in WORN]
    worn = [look for light, look in looks if light in WORN]
    for look, row in (*rows(whole, high)[:SHOWN], *rows(worn, high)[:SHOWN_WORN]):
        if not (shown := strip(look, row, high, HALF)).size:
            continue
        wrong = wrong_in(greedy(frames(shown)), FEWEST, SHORTEST)
        if wrong < likeliest:
            likeliest, found = wrong, (look, row)
        if wrong <= LIKE:
            break
    return found


def _otherwise(looks: Sequence[tuple[str, Image]], own: Image, row: Row, high: int) -> Iterator[Image]:
    """A row turned and cut otherwise, and in other lights."""
    for turn, half in OTHERWISE:
        yield strip(own, row.turned(row.slope + turn), high, half)
    for light, look in looks:
        if look is not own and light in {"as it is", "darkest"}:
            yield from (strip(look, row, high, half) for half in ELSEWHERE)


def _words(name: Parts, row: Row, place: PixelBox, high: int) -> Iterator[Found]:
    """The syllables of a name side by side along its row, each as wide as its letters are many."""
    spelt = accented(name)
    step = (row.right - row.left) / (sum(map(len, spelt)) + len(spelt) - 1)
    left = float(row.left)
    for text in spelt:
        right = left + step * len(text)
        middle = place[1] + row.level + row.slope * (left + right) / 2
        box = (round(place[0] + left), round(middle - high / 2), round(place[0] + right), round(middle + high / 2))
        yield Found(text, box, DOUBT, 0, opinions=(Opinion(READER, fold(text), DOUBT),))
        left = right + step
