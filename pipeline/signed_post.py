"""The signer's post, read again line by line where a stamp, a seal or the pen runs into it.

A deputy often stamps `PHÓ GIÁM ĐỐC` close under the printed `GIÁM ĐỐC`, so that the two touch and are read as one line
or not at all. Strips a line high are read from above the post to below it, in several lights; a strip counts where it
is a post of the table, and a post where two strips say the same.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from extractors.posts import head_of, title_of
from pipeline import tesseract
from pipeline.boxes import PixelBox
from pipeline.found import Found
from pipeline.images import Image
from pipeline.lights import lights
from pipeline.name_lines import Read, around, level
from pipeline.phrases import is_capitals, phrases, squeeze, starts_with
from pipeline.post_strips import MARKS, Strip, strips_in
from pipeline.sheet import Sheet
from pipeline.unread import CLEAR, is_unread, read_in

ALIKE = 0.84
"""Likeness of a strip's text to a post from which it is one."""
ABOVE, BELOW = 1.4, 1.8
"""Line heights above and below a post within which another line of it stands."""
ENOUGH, LOOKS, IN_VAIN = 2, 4, 2
"""Strips that must agree; lights in which they are read at most, and while nothing resembles a post: each costs as much
as a third of a page."""
RIGHT, SIDE = 0.4, 1.6
"""Part of the page's width from which on a post is the signer's; inches to each side of its middle."""
NEAREST, FARTHEST = 0.25, 2.1
"""Inches above the name within which the post stands."""


def with_signed_post(sheet: Sheet, words: list[Found], name: Sequence[Read]) -> list[Found]:
    """The words of a sheet, with the signer's post as it was read again where it was not read well; `name` is his name.

    Nothing changes where no post is found that was not read before.
    """
    signed = post_lines(sheet, words, name)
    if _is_clear(signed):
        return words
    place, high = _place(sheet, words, signed, name)
    if place is None:
        return words
    if not _lacks_deputy(signed) and not _is_doubtful(signed) and not is_unread(sheet.full, words, place, high):
        return words
    body = {id(word) for line in signed if _names_body(line) for word in line}
    prose = read_in((word for word in words if id(word) in body or not is_capitals(word.text)), place)
    strips = posts_in(_without(lights(sheet, place), prose), place[:2], high, sheet.dpi)
    if any(starts_with(text_of(line), "authorities") for line in signed):
        strips = [replace(strip, sign="") for strip in strips]
    if {strip.title for strip in strips} <= set(_titles(signed)) and not any(strip.sign for strip in strips):
        return words
    kept = [word for word in words if _is_sign(word.text) or not any(_over(word.box, strip.box) for strip in strips)]
    return [*kept, *as_words(strips, max(word.line for word in words) + 1)]


def post_lines(sheet: Sheet, words: Sequence[Found], name: Sequence[Read]) -> list[list[Found]]:
    """The lines in capitals that stand where the post of who bears `name` does."""
    right = [word for word in words if (word.box[0] + word.box[2]) / 2 > RIGHT * sheet.image.shape[1]]
    return [line for line in level(right) if is_capitals(text_of(line)) and _near(line, name, sheet.dpi)]


def text_of(line: Sequence[Read]) -> str:
    """The words of a line as one text."""
    return " ".join(word.text for word in line)


def _is_sign(text: str) -> bool:
    """Whether a word is a sign of authority: `TL.`"""
    text = text.lstrip(MARKS)
    return text[:1].isupper() and squeeze(text) in phrases("authorities")


def _near(line: Sequence[Read], name: Sequence[Read], dpi: float) -> bool:
    """Whether a line stands where the post of who bears `name` does."""
    if not name:
        return title_of(text_of(line)) is not None
    up = (around(name)[1] - around(line)[3]) / dpi
    return NEAREST < up < FARTHEST


def _is_clear(lines: Sequence[Sequence[Read]]) -> bool:
    """Whether the lines of a post were read well and tell by what authority: a deputy's, or under one that is named."""
    titles = _titles(lines)
    named = any(starts_with(text_of(line), "authorities") for line in lines)
    deputy = bool(titles) and head_of(titles[-1]) is not None
    complete = deputy or (named and not any(map(_signs_for, lines)))
    return bool(titles) and complete and not _is_doubtful(lines)


def _lacks_deputy(lines: Sequence[Sequence[Read]]) -> bool:
    """Whether a line says `KT.` and no deputy's post was read."""
    return any(map(_signs_for, lines)) and not any(map(head_of, _titles(lines)))


def _titles(lines: Sequence[Sequence[Read]]) -> list[str]:
    """The posts that lines spell, as the table does."""
    return [found[0] for line in lines if (found := title_of(text_of(line)))]


def _is_doubtful(lines: Sequence[Sequence[Read]]) -> bool:
    """Whether a line of a post was not read well, or only a word of one was."""
    return any(
        title[1] < 1 or min(word.confidence for word in line) < CLEAR
        if (title := title_of(text_of(line)))
        else _is_part(line)
        for line in lines
    )


def _is_part(line: Sequence[Read]) -> bool:
    """Whether a line that spells no post has a clear word that may be of one: not of the body that is signed for."""
    clear = any(word.confidence >= CLEAR and is_capitals(word.text) for word in line)
    return clear and not _names_body(line)


def _names_body(line: Sequence[Read]) -> bool:
    """Whether a line says `TM.`: it names the body that is signed for."""
    return squeeze(line[0].text).startswith("tm")


def _signs_for(line: Sequence[Read]) -> bool:
    """Whether a line says `KT.`: a deputy's post must follow."""
    return squeeze(line[0].text).startswith("kt")


def _place(
    sheet: Sheet, words: Sequence[Read], lines: Sequence[Sequence[Read]], name: Sequence[Read]
) -> tuple[PixelBox | None, int]:
    """Where the post stands, by its lines that were read, else by the name under it; and how high a line is."""
    heights = [word.box[3] - word.box[1] for word in words if sum(map(str.isalnum, word.text)) >= 2]
    if not heights:
        return None, 0
    high = round(statistics.median(heights))
    posts = [line for line in lines if title_of(text_of(line))]
    if posts:
        left, top, right, bottom = around([word for line in posts for word in line])
        top, bottom = round(top - ABOVE * high), round(bottom + BELOW * high)
    elif name:
        left, below, right, _ = around(name)
        top, bottom = round(below - FARTHEST * sheet.dpi), round(below - NEAREST * sheet.dpi)
    else:
        return None, high
    middle, side = (left + right) // 2, round(SIDE * sheet.dpi)
    tall, wide = sheet.image.shape
    return (max(0, middle - side), max(0, top), min(wide, middle + side), min(tall, bottom)), high


def _over(box: PixelBox, strip: PixelBox) -> bool:
    """Whether a word lies where a post was read, for a good part of it."""
    across, down = min(box[2], strip[2]) - max(box[0], strip[0]), min(box[3], strip[3]) - max(box[1], strip[1])
    return across > 0 and down > 0 and across * down > 0.3 * (box[2] - box[0]) * (box[3] - box[1])


def _without(looks: Iterable[tuple[str, Image]], boxes: Sequence[PixelBox]) -> Iterator[tuple[str, Image]]:
    """The looks with paper where what is no post was read well: prose, and the body that is signed for."""
    for name, look in looks:
        paper = look.copy()
        for left, top, right, bottom in boxes:
            paper[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = 255
        yield name, paper


def posts_in(looks: Iterable[tuple[str, Image]], corner: tuple[int, int], high: int, dpi: float) -> list[Strip]:
    """The posts that two strips agree on, from the top down; `corner` is where the looks lie on the page."""
    read: defaultdict[str, list[Strip]] = defaultdict(list)
    ask = tesseract.Remembering()
    before: set[str] = set()
    resembled = False
    for number, (_, look) in enumerate(islice(looks, LOOKS), start=1):
        resembling = strips_in(look, high, dpi, ask)
        resembled |= bool(resembling)
        if number == IN_VAIN and not resembled:
            break
        seen = [strip for strip in resembling if strip.like >= ALIKE]
        for strip in seen:
            left, top, right, bottom = strip.box
            box = (left + corner[0], top + corner[1], right + corner[0], bottom + corner[1])
            read[strip.title].append(replace(strip, box=box))
        if any(len(strips) >= ENOUGH and head_of(title) for title, strips in read.items()):
            break  # a deputy's: nothing stands under it but the name
        titles_seen = {strip.title for strip in seen}
        if before and before == titles_seen:
            break
        # A light in which no post shows tells nothing against those that were read letter by letter.
        whole = all(max(strip.like for strip in read[title]) == 1 for title in before)
        before = titles_seen or (before if whole else set())
    kept = {title: strips for title, strips in read.items() if len(strips) >= ENOUGH}
    best = [
        replace(max(strips, key=lambda strip: strip.like), sign=_commonest_sign(strips))
        for title, strips in kept.items()
        if not _within(title, kept)
    ]
    best.sort(key=lambda strip: strip.box[1] + strip.box[3])
    return [*best[:1], *(replace(strip, sign="") for strip in best[1:])]


def _commonest_sign(strips: Sequence[Strip]) -> str:
    """The sign of authority that most of the strips with one agree on, none where fewer than enough do."""
    signs = Counter(strip.sign for strip in strips if strip.sign)
    sign, times = max(signs.items(), key=lambda item: item[1], default=("", 0))
    return sign if times >= ENOUGH and times > sum(signs.values()) / 2 else ""


def _within(title: str, others: dict[str, list[Strip]]) -> bool:
    """Whether a post is but the end of a longer one in the same place: `Giám đốc` of `Phó Giám đốc`."""
    own = _middle(others[title])
    longer = [strips for other, strips in others.items() if other != title and squeeze(other).endswith(squeeze(title))]
    return any(abs(_middle(strips) - own) < 0.5 * _height(strips) for strips in longer)


def _middle(strips: Sequence[Strip]) -> float:
    best = max(strips, key=lambda strip: strip.like)
    return (best.box[1] + best.box[3]) / 2


def _height(strips: Sequence[Strip]) -> float:
    best = max(strips, key=lambda strip: strip.like)
    return best.box[3] - best.box[1]


def as_words(strips: Sequence[Strip], line: int) -> list[Found]:
    """The posts as words in capitals, each post a line, numbered from `line` on."""
    words: list[Found] = []
    for number, strip in enumerate(strips, start=line):
        parts = [*([f"{strip.sign}."] if strip.sign else []), *strip.title.upper().split()]
        left, top, right, bottom = strip.box
        step = (right - left) / sum(len(part) + 1 for part in parts)
        for part in parts:
            end = left + step * len(part)
            words.append(Found(part, (round(left), top, round(end), bottom), strip.like, number))
            left = round(end + step)
    return words
