"""The sign of authority before a signer's post (`Q.`, `KT.`), where the ring of a seal runs into it.

Tesseract drops a letter that hangs together with a ring. Where ink stands close before the post and no sign was read,
the place is read again in several lights; a sign counts that two of them say.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from extractors.posts import title_of
from extractors.words import Opinion
from pipeline import tesseract
from pipeline.boxes import PixelBox
from pipeline.found import Found
from pipeline.images import as_image, scaled
from pipeline.lights import lights
from pipeline.name_lines import Read, around
from pipeline.phrases import squeeze, starts_with
from pipeline.post_strips import LETTERS
from pipeline.sheet import Sheet
from pipeline.signed_post import post_lines, text_of

ROOM = 3.4
"""Capital heights before a post in which its sign stands, with what is left of the ring."""
CLOSE, FAR = 0.2, 1.9
"""The same within which ink may be the sign's letter."""
DARK, STROKE, LETTER = 140, 0.25, 0.25
"""Brightness of ink; part of a column that is ink in a stroke; and how wide the strokes are at least, in heights."""
LOOKS, ENOUGH = 4, 2
"""Lights that are read at most, and how many must say the same."""
SURE = 0.85
"""Confidence of a sign that they say."""
_SIGN = re.compile(r"(?:^|[\W_])(K/?T|T/?L|T/?UQ|Q|Ợ|Ọ|OƠ)[\W_]{1,3}(?=\w)")
_MISREAD = {"Ợ": "Q", "Ọ": "Q", "OƠ": "Q"}


def with_lost_sign(sheet: Sheet, words: list[Found], name: Sequence[Read]) -> list[Found]:
    """The words of a sheet, with the sign of authority before the first line of the signer's post if that was lost;
    `name` is his name as it was read."""
    lines = post_lines(sheet, words, name)
    if any(starts_with(text_of(line), "authorities") for line in lines):
        return words
    spelt = ([word for word in line if any(map(str.isalpha, word.text))] for line in lines)
    posts = [line for line in spelt if line and title_of(text_of(line))]
    if not posts:
        return words
    post = min(posts, key=lambda line: around(line)[1])
    box = around(post)
    high = round(statistics.median(word.box[3] - word.box[1] for word in post))
    if not _is_inked(sheet, box, high) or (sign := _read(sheet, post[0], box, high)) is None:
        return words
    place = (max(0, round(box[0] - FAR * high)), box[1], max(1, round(box[0] - CLOSE * high)), box[3])
    kept = [word for word in words if not _is_speck(word, place)]
    return [*kept, Found(f"{sign}.", place, SURE, post[0].line, opinions=(Opinion("crop", f"{sign}.", SURE),))]


def _is_inked(sheet: Sheet, post: PixelBox, high: int) -> bool:
    """Whether strokes as tall as a letter's stand close before a post."""
    left, top, _, bottom = post
    sides = max(0, round(left - FAR * high)), max(0, round(left - CLOSE * high))
    beside = sheet.full[round(top + 0.2 * high) : round(bottom - 0.1 * high), sides[0] : sides[1]]
    return beside.size > 0 and int(((beside < DARK).mean(axis=0) > STROKE).sum()) >= LETTER * high


def _read(sheet: Sheet, first: Read, post: PixelBox, high: int) -> str | None:
    """The sign that two lights say before the `first` word of a post."""
    left, top, _, bottom = post
    right = min(sheet.image.shape[1], first.box[2] + round(0.3 * high))
    place = (max(0, round(left - ROOM * high)), max(0, round(top - 0.2 * high)), right, round(bottom + 0.35 * high))
    said = Counter(_signs(sheet, place, high, squeeze(first.text)))
    return next((sign for sign, times in said.most_common(1) if times >= ENOUGH), None)


def _signs(sheet: Sheet, place: PixelBox, high: int, first: str) -> Iterator[str]:
    factor = min(3.0, max(1.0, LETTERS / max(1, high)))
    for _, look in islice(lights(sheet, place), LOOKS):
        read = tesseract.words(scaled(as_image(look), factor), dpi=sheet.dpi * factor, layout="line")
        text = text_of(read)
        if (sign := _SIGN.search(text)) and squeeze(text[sign.end() :]).startswith(first):
            yield _MISREAD.get(sign[1], sign[1].replace("/", ""))


def _is_speck(word: Found, place: PixelBox) -> bool:
    """Whether a word is what was read of the sign: a dot in its place."""
    inside = place[0] <= word.box[0] and word.box[2] <= place[2] + (place[3] - place[1])
    level = place[1] < (word.box[1] + word.box[3]) / 2 < place[3]
    return inside and level and not any(map(str.isalnum, word.text))
