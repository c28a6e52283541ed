"""Strips a line high in which a signer's post is looked for: each as it was read, if it resembles a post."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from extractors.posts import titles
from pipeline import tesseract
from pipeline.boxes import PixelBox
from pipeline.images import Image, Mask, as_image, scaled
from pipeline.name_lines import around
from pipeline.phrases import is_capitals, squeeze
from pipeline.unread import ink_in

RESEMBLES = 0.6
"""Likeness of a strip's text to a post from which the strips beside it are read."""
STEP, HIGH = 0.3, 1.5
"""Line heights between two strips, and of one strip."""
LINE = 0.02
"""Part of a strip's middle that is ink where a line of print lies there."""
TALL, FEW = 0.4, 4
"""Line heights that a letter is tall at least, cut or not, and letters that a post has more than."""
LETTERS = 40
"""Pixels of height to which a strip is enlarged."""
MARKS = "'`‘’“”\"„_—–-=*^~°|. "
_SIGN = re.compile(r"^(K/?T|T/?L|T/?UQ|Q)[.,]+")


@dataclass(frozen=True, slots=True)
class Strip:
    """A post as it was read in one strip: its spelling, its likeness, and where its letters are."""

    title: str
    like: float
    box: PixelBox
    sign: str = ""
    """The sign of authority that was read before it: `Q`."""


def strips_in(look: Image, high: int, dpi: float, ask: tesseract.Remembering) -> list[Strip]:
    """What resembles a post in strips of a look: every second one is read, and those beside one that does.

    A strip without a line along its middle is left out.
    """
    factor, tall = min(3.0, max(1.0, LETTERS / max(1, high))), round(HIGH * high)
    tops = range(0, max(1, look.shape[0] - tall), max(1, round(STEP * high)))
    ink = ink_in(look)

    def read(number: int) -> Strip | None:
        seen = as_image(ink[tops[number] : tops[number] + tall])
        middle = seen[tall // 3 : 2 * tall // 3]
        if np.count_nonzero(middle) < LINE * tall // 3 * ink.shape[1] or not _may_be_letters(seen, high):
            return None
        strip = scaled(as_image(look[tops[number] : tops[number] + tall]), factor)
        return post_in(ask(strip, dpi=dpi * factor, layout="line"), factor, tops[number])

    seen = {number: read(number) for number in range(0, len(tops), 2)}
    beside = {near for number, found in seen.items() if found for near in (number - 1, number + 1)}
    seen |= {number: read(number) for number in sorted(beside) if 0 <= number < len(tops)}
    return [found for _, found in sorted(seen.items()) if found is not None]


def _may_be_letters(ink: Mask, high: int) -> bool:
    """Whether a strip has ink as tall and as wide as the letters of the shortest post, whatever runs into them."""
    parts = cv2.connectedComponentsWithStats(ink, connectivity=8)[2][1:]
    tall = parts[parts[:, 3] >= TALL * high]
    return int(np.maximum(1, np.rint(tall[:, 2] / high)).sum()) >= FEW


def post_in(words: Sequence[tesseract.RawWord], factor: float, top: int) -> Strip | None:
    """The post that the last words of a strip resemble most, as it lies in the look; null where they resemble none.

    The strip begins at `top` there and is enlarged by `factor`.
    """
    best: tuple[float, int, str, PixelBox, str] | None = None
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + 6) + 1):
            run = words[start:end]
            if not is_capitals("".join(word.text for word in run)):
                continue
            like, wanted, spelling = _likest(squeeze("".join(word.text for word in run)))
            if like >= RESEMBLES and (best is None or (like, len(wanted)) > best[:2]):
                best = (like, len(wanted), spelling, around(run), _sign_in(words[:start], run[0].text))
    if best is None:
        return None
    left, upper, right, lower = (round(edge / factor) for edge in best[3])
    return Strip(best[2], best[0], (left, upper + top, right, lower + top), best[4])


@lru_cache(4096)
def _likest(text: str) -> tuple[float, str, str]:
    """The post that a squeezed text resembles most: its likeness, and the post squeezed and spelled; of posts as like
    the longest. A post too long or too short to be one is left out."""
    best = (0.0, "", "")
    for wanted, spelling in titles():
        longer, shorter = max(len(text), len(wanted), 1), min(len(text), len(wanted))
        if shorter < RESEMBLES * longer:
            continue
        like = 1 - Levenshtein.distance(text, wanted) / longer
        if (like, len(wanted)) > (best[0], len(best[1])):
            best = (like, wanted, spelling)
    return best


def _sign_in(before: Sequence[tesseract.RawWord], first: str) -> str:
    """The sign of authority that stands before a post, or is run together with its first word: `Q.GIÁM`."""
    joined = _SIGN.match(first)
    said = joined[1] + "." if joined else before[-1].text if before else ""
    match = _SIGN.search(said.lstrip(MARKS))
    return match[1].replace("/", "") if match else ""
