"""Entries of an arrival stamp whose labels print covers.

They are looked for in all rows of the form (`pipeline.stamp_scan`), and weighed with what was read by their labels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipeline import dated
from pipeline.boxes import PixelBox
from pipeline.found import Found
from pipeline.gaps import Gap, What
from pipeline.images import Image, alike
from pipeline.spots import MARK
from pipeline.stamp_days import CAPITAL, UNLABELLED, line_at, taken_in
from pipeline.stamp_gaps import PRINTED, find_stamp_gaps
from pipeline.stamp_scan import HALF, LEVEL, Entry, is_below, scanned
from pipeline.straight import READ_SCALE, under_print, without_rules
from pipeline.tesseract import RawWord

FILLED: tuple[What, What] = ("number", "date")
PARTS: dict[What, tuple[What, ...]] = {"number": ("number",), "date": ("date", "day", "month", "year")}
"""What an entry may have been read as, in whole or in parts."""
SEEN, LABELLED = 0.9, 0.5
"""Confidence of an entry from which it is not looked for in other rows: without its label, and with it."""
LIKE_O = "056"
"""What `ố` of a label is read as, before its number."""
LOWEST = 0.07
"""Inches of height of a label's capital at least."""
FORM = 0.3
"""How much the rows of a frame must tell of a day for it to be a form."""

Read = list[tuple[Gap, Found]]
"""Entries, each with its gap."""
Filled = Callable[[Gap, Sequence[Image], Image, float], Found | None]
"""What stands in a gap of a stamp that is shown in some looks and as it is, at so many dots an inch."""


def surest(read: Read, words: list[RawWord], looks: Sequence[Image], full: Image, dpi: float, filled: Filled) -> Read:
    """Number and day as they were `read` of a stamp; where one is not sure, as all its rows tell it more surely."""
    sure = _sure(read, dpi, HALF * looks[0].shape[0])
    if sure >= set(FILLED) or looks[0].shape[0] < MARK * dpi:
        return read
    shown = _shown(looks[0], full, dpi)
    rows = sorted((gap for gap, _ in read if gap.what in sure), key=lambda gap: -gap.box[1])
    known: dict[What, float] = {gap.what: gap.box[1] for gap in rows}  # the uppermost: print below may look like one
    read = [one for one in read if not _strays(one[0], known, dpi)]
    found = scanned(shown, dpi, known)
    day = next((entry for entry in found if entry.what == "date" and entry.labelled), None)
    if day is not None:
        read = [(gap, one) for gap, one in read if gap.what != "number" or not _stands_in(one.box, day.box)]
        below = {gap for gap, _ in read if gap.what == "date" and gap.box[1] - day.box[1] > CAPITAL * dpi}
        if below:  # `ngày` of the print on which the stamp lies
            read = [(gap, one) for gap, one in read if gap not in below]
            sure -= {"date"}
    for entry in found:
        if entry.what not in sure:
            versions = [one for one in read if one[0].what == entry.what]
            versions += _versions(entry, words, [*looks, *shown[1:]], full, dpi, filled)
            others = [one for one in read if one[0].what not in PARTS[entry.what]]
            read = [*others, _likeliest(versions)]
    return read


def in_place(read: Read, dpi: float) -> tuple[Read, Read]:
    """What was `read` without the doubtful beside what is sure, and the numbers below a sure day apart: `số` of print
    under the stamp, unless there is no other."""
    for what in FILLED:
        sure = [gap.box[1] for gap, found in read if gap.what == what and found.confidence >= SEEN]
        read = [one for one in read if one[0].what != what or not sure or one[0].box[1] == min(sure)]
    day = min((gap.box[1] for gap, found in read if gap.what == "date" and found.confidence >= SEEN), default=None)
    below = [] if day is None else [one for one in read if one[0].box[1] - day > LEVEL * CAPITAL * dpi]
    aside = [one for one in below if one[0].what == "number"]
    return [one for one in read if one not in aside], aside


def is_form(words: list[RawWord], own: Image, full: Image, dpi: float) -> bool:
    """Whether a straight frame says a number and a day as an arrival stamp does, each with its label, in its `words` or
    in its rows; `own` is the frame in its own ink, `full` in all."""
    told = {gap.what for gap in find_stamp_gaps(words, own.shape[1])}
    for entry in scanned(_shown(own, full, dpi), dpi):
        if entry.labelled and (entry.what == "number" or entry.score > FORM):
            told.add(entry.what)
    return told >= set(FILLED)


def doubted(gap: Gap, found: Found) -> Found:
    """An entry, doubtful if no label announces it: its place is a guess."""
    return replace(found, confidence=min(UNLABELLED, found.confidence)) if gap.label and not gap.seen else found


def _strays(gap: Gap, known: Mapping[What, float], dpi: float) -> bool:
    """Whether a day without its label stands where the form of a number that is `known` has none."""
    above = known.get("number")
    guessed = gap.what == "date" and gap.label and not gap.seen
    return bool(guessed) and above is not None and not is_below(gap.box[1] - above, CAPITAL * dpi)


def _sure(read: Read, dpi: float, lower: float) -> set[What]:
    """Which of number and day were read surely: where no label of a form's height stands before them, more surely; and
    no number in the `lower` part of a stamp, where `số` is of the print under it."""
    sure: set[What] = set()
    for gap, found in read:
        labelled = (gap.seen or not gap.label) and gap.box[3] - gap.box[1] >= LOWEST * dpi
        placed = gap.what != "number" or gap.box[1] < lower
        narrow = gap.what == "date" and dated.is_bounded()  # something always fits best
        if placed and found.confidence >= (LABELLED if labelled and not narrow else SEEN):
            sure.add(gap.what)
    return sure | {"date"} if sure >= {"day", "month"} else sure


def _shown(own: Image, full: Image, dpi: float) -> list[Image]:
    """What all rows of a stamp are read in: all inks, its own, and its own under darker print."""
    lifted = under_print(full, dpi)
    all_inks = without_rules(full, dpi / READ_SCALE)
    return [all_inks, *([] if alike(all_inks, own) else [own]), *([] if lifted is None else [lifted])]


def _versions(
    entry: Entry, words: list[RawWord], looks: Sequence[Image], full: Image, dpi: float, filled: Filled
) -> Read:
    """An entry as its rows say it, and as its strokes do."""
    line = line_at(sum(entry.box[1::2]) / 2, words)
    gap = Gap(entry.what, entry.box, line, "", taken_in(entry.box, words), PRINTED[entry.what], entry.labelled)
    written = entry.written
    rows = Found(written.text, entry.box, written.confidence, line, opinions=written.opinions)
    strokes = None if entry.spelled else filled(gap, looks, full, dpi)
    return [(gap, found) for found in (strokes, rows) if found is not None]


def _likeliest(versions: Read) -> tuple[Gap, Found]:
    """Of readings of an entry the one that most of them make likely."""
    doubt: dict[str, float] = {}
    for _, found in versions:
        doubt[found.text] = doubt.get(found.text, 1.0) * (1 - found.confidence)
    for text in [text for text in doubt if text[1:] in doubt and text[0] in LIKE_O]:
        doubt[text[1:]] *= doubt[text]
        doubt[text] = 1.0
    gap, best = min(versions, key=lambda one: (doubt[one[1].text], -one[1].confidence))
    return gap, doubted(gap, replace(best, confidence=min(0.99, 1 - doubt[best.text])))


def _stands_in(box: PixelBox, day: PixelBox) -> bool:
    """Whether an entry stands in the place of the day or behind it."""
    return box[2] > day[0] + (day[3] - day[1]) and box[1] < day[3] and box[3] > day[1]
