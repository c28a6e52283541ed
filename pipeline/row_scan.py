"""Number and day of an arrival stamp as the reader of its rows tells them, whatever print lies over them.

All rows of the straight stamp are shown to the reader (`pipeline.row_reader`), in each of its looks; number and day
stand in one row or a row apart. A day is told by its figures and by what parts them, in figures or in words alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from pipeline import dated, digits
from pipeline.boxes import PixelBox
from pipeline.gaps import What
from pipeline.handwriting import CANDIDATES, Written
from pipeline.images import Image, alike, as_image
from pipeline.row_reader import LETTERS, READER, log_probabilities
from pipeline.stamp_days import CAPITAL
from pipeline.stamp_rows import DAY, NUMBER, Form, Frames, Said, likely_in, said_in
from pipeline.stamp_scan import (
    BOUNDED,
    HALF,
    MARGIN,
    NEIGHBOURS,
    NOTHING,
    NOWHERE,
    SHARE,
    Entry,
    Place,
    Sight,
    among_possible,
    fits,
    seen_best,
    together,
    tops_in,
)

LABEL = 0.3
"""Probability of a label from which it is seen."""
UNLABELLED = 0.2
"""What an entry without its label is worth beside one that has it."""
TOLD, BOUNDED_TOLD = 0.1, 0.4
"""Score of an entry from which it is one; and is a day where few are possible."""
PARTING = ("T", "Y")
"""What parts the figures of a day in words, as strokes do in one in figures."""


def found_in_rows(looks: Sequence[Image], dpi: float, known: Mapping[What, float] = NOTHING) -> list[Entry]:
    """Number and day of a straight stamp of `dpi` dots an inch, as far as its `looks` together show them. `known` are
    the tops of those that are known already: the other stands where a form has it."""
    height, (tall, width) = round(CAPITAL * dpi), looks[0].shape
    tops = tops_in(looks[0], height, known)
    if not tops:
        return []
    shown = [look for at, look in enumerate(looks) if not any(alike(look, other) for other in looks[:at])]
    seen = _seen(shown, tops, height)
    numbers = [Place(at, tuple(_numbers(seen[at]))) for at, top in enumerate(tops) if top < HALF * tall]
    days = [Place(at, tuple(_days(rows))) for at, rows in enumerate(seen)]
    number, day = max(
        (
            two
            for two in product((*numbers, NOWHERE), (*days, NOWHERE))
            if together(*two, tops, height) and fits(*two, known, tops, height)
        ),
        key=lambda two: two[0].score * two[1].score,
    )
    pixels = width / len(seen[0][0])
    found = (_entry("number", number, numbers, tops, height, pixels), _entry("date", day, days, tops, height, pixels))
    return [entry for entry in found if entry is not None]


def said_beside(box: PixelBox, what: What, looks: Sequence[Image], dpi: float) -> Written:
    """What the row of an entry that stands in a `box` says of it behind its label."""
    height = round(CAPITAL * dpi)
    (rows,) = _seen(looks, [max(0, (box[1] + box[3] - height) // 2)], height)
    sights = _numbers(rows) if what == "number" else _days(rows)
    return _written(what, [sight for sight in sights if sight.labelled])


def _seen(looks: Sequence[Image], tops: Sequence[int], height: int) -> list[list[Frames]]:
    """What the reader sees in each row, once for each look."""
    more = round(MARGIN * height)
    rows = [as_image(look[max(0, top - more) : top + height + more]) for top in tops for look in looks]
    seen = log_probabilities(rows)
    return [seen[at : at + len(looks)] for at in range(0, len(seen), len(looks))]


def _label(frames: Frames, letter: str, start: int = 0) -> tuple[int, float]:
    """The frame in which a label is seen best, and its probability."""
    return seen_best(frames, LETTERS.index(letter) + 1, start)


def _behind(row: Sequence[Frames], letter: str) -> Iterator[tuple[Frames, int, float]]:
    """What each look at a row shows, from which frame on behind a label, and the label's probability: where it is not
    seen in that look, as it is seen best in another, if in any."""
    labels = [_label(frames, letter) for frames in row]
    surest = max(labels, key=lambda label: label[1])
    for frames, own in zip(row, labels, strict=True):
        at, seen = own if own[1] >= LABEL else surest
        yield frames, at + 1 if seen >= LABEL else 0, seen


def _numbers(row: Sequence[Frames]) -> Iterator[Sight]:
    """What each look at a row shows behind `Số`, up to what begins next in it."""
    for frames, first, seen in _behind(row, "S"):
        ends = [end for end, there in (_label(frames, letter, first) for letter in "NG") if there >= LABEL]
        part = frames[first : min(ends, default=len(frames))]
        if part.size:
            worth = seen if seen >= LABEL else UNLABELLED
            yield _sight(NUMBER, part, first, worth, labelled=seen >= LABEL)


def _days(row: Sequence[Frames]) -> Iterator[Sight]:
    """What each look at a row shows of a day, behind `Ngày` where that is seen."""
    for frames, first, seen in _behind(row, "N"):
        part = frames[first:]
        if part.size:
            worth = (seen if seen >= LABEL else UNLABELLED) * (BOUNDED if dated.is_bounded() else 1.0)
            yield _sight(DAY, part, first, worth, labelled=seen >= LABEL)


def _sight(form: Form, part: Frames, first: int, worth: float, *, labelled: bool) -> Sight:
    spelled = form is DAY and _label(part, "T")[1] >= LABEL
    part = _parted(part) if form is DAY else part
    (said,) = said_in(form, [part]) or ({},)
    if spelled and dated.is_bounded() and (days := _cut(part) - said.keys()):
        said = {**said, **_likely(form, Sight(part, first, {}, 0.0, labelled, spelled), sorted(days))}
    best = sum(said.values()) if form is DAY else max(said.values(), default=0.0)
    return Sight(part, first, said, min(1.0, best * worth), labelled, spelled)


def _parted(frames: Frames) -> Frames:
    """Frames in which the words between the figures of a day count as strokes."""
    slash, others = LETTERS.index("/") + 1, [LETTERS.index(letter) + 1 for letter in PARTING]
    parted = frames.copy()
    parted[:, slash] = np.logaddexp.reduce(frames[:, [slash, *others]], axis=1)
    return np.delete(parted, others, axis=1)


def _entry(
    what: What, seen: Place, places: Sequence[Place], tops: Sequence[int], height: int, pixels: float
) -> Entry | None:
    """An entry by what all looks at the row in which it was `seen` and at those beside it say."""
    bounded = what == "date" and dated.is_bounded()
    if seen.row < 0 or seen.score < (BOUNDED_TOLD if bounded else TOLD):
        return None
    near = [place for place in places if abs(place.row - seen.row) <= NEIGHBOURS]
    written = _written(what, [sight for one in near for sight in one.sights])
    if bounded and written.confidence < SHARE:
        return None
    if not bounded:  # among what was thought of, and by itself
        written = replace(written, confidence=math.sqrt(written.confidence * seen.score))
    shares = [one.score if one.sights else 0.0 for one in near]
    top = round(float(np.average([tops[one.row] for one in near], weights=shares)))
    best = seen.best
    box = (round(best.first * pixels), top, round((best.first + len(best.frames)) * pixels), top + height)
    return Entry(what, box, written, seen.score, best.labelled, best.spelled)


def _written(what: What, sights: Sequence[Sight]) -> Written:
    """What all sights together say of an entry: most of them are of a row beside it, and say little."""
    texts = sorted({text for sight in sights for text in sight.said})
    form = DAY if what == "date" else NUMBER
    rows = [_likely(form, sight, texts) for sight in sights if texts]
    written = among_possible(rows, READER)
    if what == "date" and dated.is_bounded():
        return written
    told = max((sum(row.values()) for row in rows), default=0.0)
    return replace(written, confidence=min(1.0, told) * written.confidence)


def _likely(form: Form, sight: Sight, texts: Sequence[str]) -> Said:
    """How likely a sight says each of some entries; of a day in words the year may be cut off at the frame."""
    ends = (None, -1, -2) if sight.spelled and dated.is_bounded() else (None,)
    said = [likely_in(form, sight.frames, [text[:end] for text in texts]) for end in ends]
    return {text: sum(one[text[:end]] for one, end in zip(said, ends, strict=True)) for text in texts}


def _cut(frames: Frames) -> set[str]:
    """The possible days that frames may say but for the last figures of the year."""
    begun = digits.beam(DAY.alone(frames), CANDIDATES, dated.begins)
    return {day for one in begun for day in dated.completed(one.text)}
