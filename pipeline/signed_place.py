"""Where on a page the signer's name stands: under his post, else beside `Nơi nhận`."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.boxes import PixelBox
from pipeline.name_lines import Read, around, level
from pipeline.phrases import is_capitals, likeness, phrases, squeeze, starts_with
from pipeline.unread import CLEAR

SIDE = 1.75
"""Inches on each side of the post's middle within which the name lies, a rank before it included."""
DEPTH = (0.1, 2.3)
"""Inches under the post's last line within which the name lies."""
RIGHT = 0.4
"""Part of the page's width from which on a post is the signer's."""
DEEP = 3.2
"""Inches below the level of `Nơi nhận` within which the whole signature stands."""
FULL, FULL_LINES = 5, 3
"""Sure words that make a line of running text, and lines that make a text; the box of a digital signature has fewer."""


def place_of_name(words: Sequence[Read], size: tuple[int, ...], dpi: float) -> PixelBox | None:
    """Where on a page of `size` (height, width) the name is: under the post, else beside Nơi nhận; null if neither.

    Null also where running text stands there: what looked like a post is a line of the head or of the text.
    """
    post = _post(words, size[1])
    place = _place(post, size, dpi) if post else _beside_recipients(words, size, dpi)
    return None if place is None or _is_text(words, place) else place


def _is_text(words: Sequence[Read], place: PixelBox) -> bool:
    """Whether lines of running text were read in a place."""
    sure = level(word for word in words if word.confidence >= CLEAR and within(word.box, place))
    return sum(len(line) >= FULL for line in sure) >= FULL_LINES


def _post(words: Sequence[Read], width: int) -> PixelBox | None:
    """The lowest line on the right that is a signer's post in capitals."""
    found = [
        around(line)
        for line in level(word for word in words if (word.box[0] + word.box[2]) / 2 > RIGHT * width)
        if is_capitals(text := " ".join(word.text for word in line))
        and (_names_a_post(squeeze(text)) or starts_with(text, "authorities"))
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


def _beside_recipients(words: Sequence[Read], size: tuple[int, ...], dpi: float) -> PixelBox | None:
    """The right half of the page from the level of `Nơi nhận` down, where the post itself could not be read."""
    high, wide = size
    for line in level(word for word in words if word.box[2] < 0.5 * wide):
        if likeness(squeeze(" ".join(word.text for word in line)), "noinhan") > 0.8:
            return (
                round(RIGHT * wide),
                line[0].box[1],
                round(0.97 * wide),
                min(high, round(line[0].box[1] + DEEP * dpi)),
            )
    return None


def _place(post: PixelBox, size: tuple[int, ...], dpi: float) -> PixelBox:
    """Where the name may stand under a post."""
    high, wide = size
    middle, side = (post[0] + post[2]) / 2, SIDE * dpi
    top, bottom = (round(post[3] + inches * dpi) for inches in DEPTH)
    return (max(0, round(middle - side)), min(high, top), min(wide, round(middle + side)), min(high, bottom))


def within(box: PixelBox, place: PixelBox) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return place[0] <= x <= place[2] and place[1] <= y <= place[3]
