"""What the pen wrote into a form, put among the words of the page where a person would read it.

`Số: …/SYT-NVY` with ink over the dots becomes `Số:`, `2253` (by hand), `/SYT-NVY`. What Tesseract made of the strokes
is kept as an opinion.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractors.words import Opinion, enclosing
from pipeline.found import Found
from pipeline.gaps import Gap, anchor, find_gaps
from pipeline.handwriting import (
    BOTH,
    DAYS,
    MONTHS,
    YEARS,
    Strokes,
    Written,
    by_hand,
    read_among,
    read_number,
    strokes_in,
)
from pipeline.images import Image
from pipeline.tesseract import RawWord

HEAD = 0.4
"""Part of the page, from the top, in which a dispatch's own number and date stand."""
SURE = 0.85
"""Tesseract's confidence from which plain printed digits are taken as they are."""
MOST_GAPS = 6
"""Gaps read on one page at most: two heads of number, day and month."""


def with_pen(words: list[RawWord], page: Image) -> list[Found]:
    """The words of a grey page with its gaps filled. Words that no gap touches come out as they are."""
    head = [word for word in words if word.box[1] < HEAD * page.shape[0]]
    return with_gaps(words, filled(find_gaps(head), head, page))


def filled(gaps: Iterable[Gap], words: list[RawWord], page: Image) -> list[tuple[Gap, Found]]:
    """The gaps in which something stands that `words` do not tell, each with what it says."""
    found: list[tuple[Gap, Found]] = []
    for gap in gaps:
        if len(found) < MOST_GAPS and (one := _filled(gap, words, page)) is not None:
            found.append((gap, one))
    return found


def with_gaps(words: list[RawWord], filled: Sequence[tuple[Gap, Found]]) -> list[Found]:
    """`words` with what stands in gaps put in the place of what Tesseract made of it."""
    taken = {place for gap, _ in filled for place in gap.taken}
    result: list[Found] = []
    for index, word in enumerate(words):
        if any(at == index for at, _ in taken):
            result += _left_over(word, {place for at, place in taken if at == index})
        else:
            result.append(Found(word.text, word.box, word.confidence, word.line))
    written = [found for _, found in filled]
    return sorted([*_making_room(result, written), *written], key=lambda found: (found.line, found.box[0]))


def _making_room(words: list[Found], written: list[Found]) -> Iterator[Found]:
    """Printed words cut back to their own side of the handwriting: Tesseract lets them reach into it."""
    for word in words:
        left, top, right, bottom = word.box
        for pen in (pen for pen in written if pen.line == word.line):
            if right > pen.box[2] and left < pen.box[2] and left > pen.box[0] - (pen.box[2] - pen.box[0]):
                left = min(pen.box[2], right)
            elif left < pen.box[0] < right:
                right = pen.box[0]
        yield replace(word, box=(left, top, right, bottom))


def _filled(gap: Gap, words: list[RawWord], page: Image) -> Found | None:
    """What stands in a gap, where reading it anew tells more than Tesseract did; else null."""
    strokes = strokes_in(page, gap)
    if strokes is None:
        return None
    touched = {index for index, _ in gap.taken}
    confidence = min((words[index].confidence for index in touched), default=0.0)
    plain = unicodedata.normalize("NFC", gap.text)
    if plain.isdigit() and confidence >= SURE and len(touched) == 1 and not _strays(strokes):
        return None
    written = _read(gap, strokes, plain)
    if gap.what == "year":
        return _year(gap, strokes, written, words)
    if not written.text:
        return None
    hand = by_hand(strokes, plain, confidence) or not any(map(str.isdigit, plain))  # print shows a figure at least
    readers = tuple(one for one in written.opinions if one.reader != BOTH)
    opinions = readers + ((Opinion("tesseract", plain, confidence),) if plain else ())
    if not hand and plain.isdigit() and plain != written.text and confidence > 0.5:
        # Print: Tesseract is the better reader, but another that is sure of something else makes it doubtful.
        return Found(plain, strokes.box, min(confidence, 1 - written.confidence), gap.line, opinions=opinions)
    agreed = plain == written.text
    sure = 1 - (1 - written.confidence) * (1 - confidence * (0.5 if hand else 1)) if agreed else written.confidence
    return Found(written.text, strokes.box, min(0.99, sure), gap.line, by_hand=hand, opinions=opinions)


def _year(gap: Gap, strokes: Strokes, written: Written, words: list[RawWord]) -> Found:
    """The printed `20` and the two digits after it as one word."""
    left = min(words[index].symbols[place][1][0] for index, place in gap.taken)
    box = (min(left, strokes.box[0]), min(gap.box[1], strokes.box[1]), strokes.box[2], strokes.box[3])
    opinions = tuple(Opinion(one.reader, f"20{one.text}", one.confidence) for one in written.opinions)
    return Found(f"20{written.text}", box, written.confidence, gap.line, by_hand=True, opinions=opinions)


def _strays(strokes: Strokes) -> bool:
    return strokes.roughness > 0.35


def _read(gap: Gap, strokes: Strokes, printed: str) -> Written:
    if gap.what == "number":
        return read_number(strokes, printed)
    return read_among(strokes, {"day": DAYS, "month": MONTHS, "year": YEARS}[gap.what])


def _left_over(word: RawWord, taken: set[int]) -> Iterator[Found]:
    """The pieces of a word that no gap took, each a word."""
    piece: list[int] = []
    for place in range(len(word.symbols) + 1):
        if place < len(word.symbols) and place not in taken:
            piece.append(place)
            continue
        if piece:
            text = "".join(word.symbols[at][0] for at in piece)
            box = enclosing([tuple(map(float, word.symbols[at][1])) for at in piece])  # type: ignore[misc]
            printed = anchor(text)
            sure = max(word.confidence, 0.9) if printed != text or text in ("Số:", "ngày", "tháng") else word.confidence
            yield Found(printed, (round(box[0]), round(box[1]), round(box[2]), round(box[3])), sure, word.line)
        piece = []
