"""Entries of an arrival stamp whose labels print covers.

They are looked for in all rows of the form (`pipeline.stamp_scan`), and weighed with what was read by their labels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace

from extractors.words import Opinion
from pipeline import dated
from pipeline.boxes import PixelBox
from pipeline.found import Found
from pipeline.gaps import Gap, What
from pipeline.handwriting import Written
from pipeline.images import Image, alike
from pipeline.row_scan import found_in_rows, said_beside
from pipeline.spots import MARK
from pipeline.stamp_days import CAPITAL, UNLABELLED, line_at, taken_in
from pipeline.stamp_gaps import PRINTED, find_stamp_gaps
from pipeline.stamp_rows import is_same
from pipeline.stamp_scan import HALF, LEVEL, Entry, is_below, scanned
from pipeline.straight import READ_SCALE, under_print, without_rules
from pipeline.tesseract import RawWord

FILLED: tuple[What, What] = ("number", "date")
PARTS: dict[What, tuple[What, ...]] = {"number": ("number",), "date": ("date", "day", "month", "year")}
"""What an entry may have been read as, in whole or in parts."""
SEEN, LABELLED = 0.9, 0.5
"""Confidence of an entry from which it is not looked for in other rows: without its label, and with it."""
PLAIN = {0.0: 0.4, 0.5: 0.75, 0.9: 0.85}
"""Confidence from which a row that is read with its label tells an entry, by how surely something else was read there
at least. Figures by pen, which the reader of rows does not know, he is less sure of."""
ALONE = 0.6
"""Confidence at most of an entry that only the reader of rows tells, or that he does not confirm."""
STROKES = "strokes"
"""Whose opinion is what was read of an entry's strokes before."""
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
Strokes = Callable[[Entry, Gap], Found | None]
"""What the strokes of an entry say that was found in a gap."""


def surest(read: Read, words: list[RawWord], looks: Sequence[Image], full: Image, dpi: float, filled: Filled) -> Read:
    """Number and day as they were `read` of a stamp; where one is not sure, or its row says otherwise, as all rows tell
    it more surely."""
    if looks[0].shape[0] < MARK * dpi:
        return read
    sure = _sure(read, dpi, HALF * looks[0].shape[0])
    settled = {what for what in FILLED if what in sure and _is_confirmed(what, read, [looks[0], full], dpi)}
    if settled >= set(FILLED) and not _is_apart(read, dpi):
        return read
    settled -= {"date"} if _is_apart(read, dpi) else set()
    shown = _shown(looks[0], full, dpi)
    for entry in found_in_rows(shown, dpi, _tops(read, settled)):
        if entry.what not in settled and entry.labelled and entry.written.confidence >= _least(entry, read):
            read = _settled(entry, read, words)
            settled.add(entry.what)
    read = [one if one[0].what not in sure - settled else _unconfirmed(*one) for one in read]
    if settled | _sure(read, dpi, HALF * looks[0].shape[0]) >= set(FILLED):
        return read

    def strokes(entry: Entry, gap: Gap) -> Found | None:
        return None if entry.spelled else filled(gap, [*looks, *shown[1:]], full, dpi)

    return _scanned(read, shown, words, dpi, strokes, settled)


def _least(entry: Entry, read: Read) -> float:
    """How sure a row must be of an entry to tell it, by what else was read there."""
    others = [one for gap, one in read if gap.what == entry.what and not is_same(one.text, entry.written.text)]
    other = max((one.confidence for one in others), default=0.0)
    return max(least for surely, least in PLAIN.items() if other >= surely)


def _is_apart(read: Read, dpi: float) -> bool:
    """Whether a number and a day as they were `read` stand further apart than in any form."""
    tops = {gap.what: gap.box[1] for gap, _ in read}
    return {"number", "date"} <= tops.keys() and not is_below(tops["date"] - tops["number"], CAPITAL * dpi)


def _is_confirmed(what: What, read: Read, looks: Sequence[Image], dpi: float) -> bool:
    """Whether the row of an entry says the same, or nothing else of what seems to be by a pen."""
    parts = [found for gap, found in read if gap.what in PARTS[what]]
    if what == "date" and not any(gap.what == what for gap, _ in read):
        return all(found.by_hand for found in parts)
    return all(_is_confirmed_by(said_beside(one.box, what, looks, dpi), one) for one in parts)


def _is_confirmed_by(row: Written, found: Found) -> bool:
    pen = found.by_hand and found.confidence >= SEEN
    return is_same(row.text, found.text) or (pen and row.confidence < max(PLAIN.values()))


def _unconfirmed(gap: Gap, found: Found) -> tuple[Gap, Found]:
    return gap, replace(found, confidence=min(ALONE, found.confidence))


def _settled(entry: Entry, read: Read, words: list[RawWord]) -> Read:
    """What was `read` with an entry as its row says it; doubtful where something else was read."""
    (gap, found), *_ = _versions(entry, words, lambda *_: None)
    before = [one for other, one in read if other.what == entry.what]
    others = [one for one in before if not is_same(one.text, found.text)]
    doubt = 1 - found.confidence
    for one in before:
        doubt *= 1.0 if one in others else 1 - one.confidence
    sure = min(0.99 if not others and before else ALONE, 1 - doubt)
    said = (one for other in others for one in (*other.opinions, Opinion(STROKES, other.text, other.confidence)))
    found = replace(found, confidence=sure, opinions=(*found.opinions, *said))
    return [*(one for one in read if one[0].what not in PARTS[entry.what]), (gap, found)]


def _tops(read: Read, sure: Set[What]) -> dict[What, float]:
    """Where entries that are sure stand, the uppermost of each: print below may look like one."""
    rows = sorted((gap for gap, _ in read if gap.what in sure), key=lambda gap: -gap.box[1])
    return {gap.what: gap.box[1] for gap in rows}


def _scanned(
    read: Read, shown: list[Image], words: list[RawWord], dpi: float, strokes: Strokes, settled: Set[What]
) -> Read:
    """Entries as they were `read`; those that are not sure as the second reader sees them in all rows, and as what
    their `strokes` say there."""
    sure = _sure(read, dpi, HALF * shown[0].shape[0]) | settled
    known = _tops(read, sure)
    read = [one for one in read if not _strays(one[0], known, dpi)]
    found = scanned(shown, dpi, known)
    read, strayed = _without_strays(read, found, dpi)
    sure -= strayed
    for entry in found:
        if entry.what not in sure:
            versions = [one for one in read if one[0].what == entry.what]
            versions += _versions(entry, words, strokes)
            others = [one for one in read if one[0].what not in PARTS[entry.what]]
            read = [*others, _likeliest(versions)]
    return read


def _without_strays(read: Read, found: Sequence[Entry], dpi: float) -> tuple[Read, Set[What]]:
    """What was `read` without numbers in the place of a day that was `found` with its label, and days below it, which
    are of the print on which the stamp lies; and what is no longer read so."""
    day = next((entry for entry in found if entry.what == "date" and entry.labelled), None)
    if day is None:
        return read, set()
    kept = [(gap, one) for gap, one in read if gap.what != "number" or not _stands_in(one.box, day.box)]
    below = {gap for gap, _ in kept if gap.what == "date" and gap.box[1] - day.box[1] > CAPITAL * dpi}
    return [(gap, one) for gap, one in kept if gap not in below], {"date"} if below else set()


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


def _versions(entry: Entry, words: list[RawWord], strokes: Strokes) -> Read:
    """An entry as its rows say it, and as its strokes do."""
    line = line_at(sum(entry.box[1::2]) / 2, words)
    gap = Gap(entry.what, entry.box, line, "", taken_in(entry.box, words), PRINTED[entry.what], entry.labelled)
    written = entry.written
    rows = Found(written.text, entry.box, written.confidence, line, opinions=written.opinions)
    return [(gap, found) for found in (strokes(entry, gap), rows) if found is not None]


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
