"""What was filled into an arrival stamp, by numbering machine or by pen: its number and its day.

Each entry is looked for after its label and read by itself, in the stamp's own ink and in other ink, by Tesseract with
digits only and by the readers of handwriting; the likeliest reading is put among the stamp's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import cv2

from extractors.words import Opinion
from pipeline import dated, stamp_rows, tesseract
from pipeline.boxes import PixelBox, inside, meets
from pipeline.found import Found
from pipeline.gaps import Gap
from pipeline.handwriting import BOTH, DIGITS, LETTERS, Strokes, Written, read_date, read_number, strokes_in
from pipeline.images import Image, alike, as_image
from pipeline.lost_labels import FILLED, LOWEST, doubted, in_place, surest
from pipeline.parted_days import in_window
from pipeline.pen import filled, with_gaps
from pipeline.stamp_days import lost_number, unread_day
from pipeline.stamp_gaps import evened, find_stamp_gaps, lost_row, unlabelled_gaps, with_day_label
from pipeline.tangled import moved
from pipeline.tesseract import RawWord

LABEL = 0.5
"""Confidence of a label that stands where the form has it."""
CAPITAL = (0.35, 0.7)
"""Height of a label's capital in its box, from which it is one, and to which the box is too tall."""
CUT = 0.15
"""Capital heights from a gap's left side within which strokes may go on before it."""
TALLEST = 1.6
"""Height in capitals that counts of strokes."""
SPECK = 0.3
"""Part of the largest place in which strokes were seen, in any ink, below which they are not the entry."""
SURE = 0.97
"""Confidence of an entry that is looked at no more."""
UNREAD = 0.3
"""Confidence to which strokes are no entry but print or a pen that runs across."""
STROKES = 0.05
"""Confidence under which what was read is no print."""
HIDDEN = 0.3
"""Confidence at most of a number without its label beside ink that may be a digit of it."""
TALL = 2.5
"""Heights of a gap in which strokes are of its row alone."""
DIGIT, INKED = (0.1, 0.65), 0.12
"""Where a digit before another stands, in heights before that, and the part of its place that is ink then."""
PRINT = 0.6
"""Tesseract's confidence from which an entry that others read alike is print."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it was read: its strokes, what Tesseract makes of them with its confidence, and all together."""

    strokes: Strokes
    printed: str
    confidence: float
    written: Written


def with_entries(words: list[RawWord], looks: Sequence[Image], full: Image, dpi: float) -> list[Found]:
    """The words of an arrival stamp with its number and day filled in. `looks` show the straight stamp's paper without
    its rules, once or in several inks, at `dpi` dots an inch; the first is the one that `words` were read from. `full`
    is the stamp with all that is on it."""
    width, rows = looks[0].shape[1], [*looks, full]
    gaps = _labelled(words, looks[0], dpi)
    if (row := lost_row(gaps, words, width)) is not None:
        words = _with_row(words, *row, looks[-1], dpi)
        gaps = _labelled(words, looks[0], dpi)
    gaps = evened([*gaps, *unlabelled_gaps(gaps, words, width)])
    read = _read_all(gaps, looks, full, dpi)
    parts = filled([gap for gap in gaps if gap.what not in FILLED], words, looks[-1])
    read += in_window(parts, looks[-1]) if dated.is_bounded() else parts
    read, aside = in_place(read, dpi)
    if (day := unread_day(read, words, rows, dpi)) is not None:
        read = [*(one for one in read if one[0].what == "number"), day]
    read += _read_all(lost_number([_on_row(*one) for one in read], words, rows), looks, full, dpi)
    read = surest(read, words, looks, full, dpi, _filled)
    read += [] if any(gap.what == "number" for gap, _ in read) else aside
    result = with_gaps(words, read)
    labels = [(_label(gap, found), found) for gap, found in read if gap.label]
    # Nothing stands between a label and its entry but what was misread of them.
    taken = [found.box for _, found in read]
    taken += [(label.box[0], *found.box[1:]) for label, found in labels]
    kept = [word for word in result if word.opinions or not any(_is_of(word, box) for box in taken)]
    return sorted([*kept, *(label for label, _ in labels)], key=lambda word: (word.line, word.box[0]))


def _is_of(word: Found, box: PixelBox) -> bool:
    """Whether a word is what was misread of an entry in a box, or strokes of worn lines that run into it."""
    return inside(word.box, box) or (word.confidence < STROKES and meets(word.box, box))


def _read_all(gaps: Iterable[Gap], looks: Sequence[Image], full: Image, dpi: float) -> list[tuple[Gap, Found]]:
    """Number and day as far as they were read, each with its gap."""
    read: list[tuple[Gap, Found]] = []
    for gap in gaps:
        told = any(other.what == gap.what and found.confidence >= SURE for other, found in read)
        found = None if told or gap.what not in FILLED else _filled(gap, looks, full, dpi)
        guessed = gap.what == "number" and gap.label and not gap.seen
        if found is not None and guessed and _is_beside_ink(found.box, full):
            found = _less_sure(found, "?", HIDDEN)
        if found is not None:
            read.append((gap, doubted(gap, found)))
    return read


def _less_sure(found: Found, other: str, most: float) -> Found:
    """An entry of which Tesseract says another, or cannot say what (`?`), no surer than that."""
    opinions = (*found.opinions, Opinion("tesseract", other, most))
    return replace(found, confidence=min(most, found.confidence), opinions=opinions)


def _on_row(gap: Gap, found: Found) -> Gap:
    """The gap at the height of what was read in it: its label's box may reach to other rows."""
    left, top, right, bottom = gap.box
    height, (above, below) = bottom - top, found.box[1::2]
    if below - above > TALL * height:
        return gap
    y = (above + below - height) // 2
    return replace(gap, box=(left, y, right, y + height))


def _is_beside_ink(box: PixelBox, full: Image) -> bool:
    """Whether ink stands where a number's digit before the first would, not only a line's dots at its foot."""
    left, top, _, bottom = box
    height = bottom - top
    before = full[top : bottom - height // 3, max(0, round(left - DIGIT[1] * height)) : round(left - DIGIT[0] * height)]
    if not before.size:
        return False
    level = cv2.threshold(full, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[0]
    return bool((before <= level).mean() > INKED)


def _labelled(words: list[RawWord], look: Image, dpi: float) -> list[Gap]:
    gaps = find_stamp_gaps(words, look.shape[1])
    return [_fitted(gap, look, dpi) if gap.what in FILLED else gap for gap in gaps]


def _with_row(words: list[RawWord], box: PixelBox, line: int, look: Image, dpi: float) -> list[RawWord]:
    """The words of a form with what stands in a `box` read as one line, if that has a label: none may be seen."""
    _, top, right, bottom = box
    for left in (box[0], 0):  # a date in words begins further to the left than its number
        seen = tesseract.words(as_image(look[top:bottom, left:right]), dpi=dpi, layout="line")
        row = with_day_label([replace(moved(word, left, top), line=line) for word in seen])
        if any(find_stamp_gaps(row, right)):
            kept = [word for word in words if not inside(word.box, (left, top, right, bottom))]
            return sorted([*kept, *row], key=lambda word: (word.line, word.box[0]))
    return words


def _label(gap: Gap, entry: Found) -> Found:
    """The label that must stand before an entry, where it could not be read."""
    left, top, _, bottom = gap.box
    start = min(left, entry.box[0]) - 2
    return Found(gap.label, (start - (bottom - top), top, start, bottom), LABEL, gap.line)


def _filled(gap: Gap, looks: Sequence[Image], full: Image, dpi: float) -> Found | None:
    """The entry in a gap, from the look in which it is read most surely; null where the gap is empty."""
    best: Entry | None = None
    most = 0.0
    for strokes in sorted(_strokes(gap, looks), key=lambda strokes: _extent(strokes, gap), reverse=True):
        entry = _read(gap, strokes, dpi)
        if not entry.written.text:
            continue
        if entry.written.confidence > UNREAD:
            most = max(most, _extent(strokes, gap))
        if _extent(strokes, gap) < SPECK * most:  # a speck is read as surely as an entry
            break
        if best is None or entry.written.confidence > best.written.confidence:
            best = entry
        if _is_sure(entry):  # the other looks show less, and could tell nothing else
            break
    if best is None or not _all_agree(best) or _may_be_cut(gap, best) or _is_shorter(best, gap):
        # A line between cells is no part of a day, but may be read as one of a number's digits.
        return _by_row(gap, [full, *looks] if gap.what == "date" else looks, best)
    printed = best.printed == best.written.text and best.confidence >= PRINT
    opinions = (*best.written.opinions, Opinion("tesseract", best.printed, best.confidence))
    sure = min(0.99, best.written.confidence)
    return Found(best.written.text, best.strokes.box, sure, gap.line, by_hand=not printed, opinions=opinions)


def _by_row(gap: Gap, looks: Sequence[Image], entry: Entry | None) -> Found | None:
    """The entry by what its whole row says and what was read of its strokes; null where neither tells anything."""
    readings = [] if entry is None else list(_readings(entry))
    together = stamp_rows.read_row(gap, looks, readings)
    if not together.text or (entry is None and together.confidence < UNREAD):
        return None
    opinions = together.opinions
    if entry is not None:
        opinions += tuple(one for one in entry.written.opinions if one.reader != BOTH)
        opinions += (Opinion("tesseract", entry.printed, entry.confidence),)
    printed = entry is None or (entry.printed == together.text and entry.confidence >= PRINT)
    box = gap.box if entry is None else entry.strokes.box
    found = Found(together.text, box, min(0.99, together.confidence), gap.line, by_hand=not printed, opinions=opinions)
    return _less_sure(found, _digits(gap.text), PRINT) if entry is not None and _is_shorter(entry, gap) else found


def _readings(entry: Entry) -> Iterator[stamp_rows.Read]:
    """What was read of an entry's strokes, and by Tesseract of them and of the row."""
    others = {one.text: one.confidence for one in entry.written.opinions if one.reader == BOTH}
    rough = entry.strokes.roughness > stamp_rows.STRAYING
    said = {**others, entry.written.text: entry.written.confidence}
    yield stamp_rows.Read(said, stamp_rows.ROUGH_STROKES if rough else stamp_rows.STROKES)
    if entry.printed:
        yield stamp_rows.Read({entry.printed: entry.confidence}, stamp_rows.PRINT)


def _fitted(gap: Gap, look: Image, dpi: float) -> Gap:
    """The gap with the height of its label's capital as it is inked: Tesseract's box of it may reach to other rows."""
    left, top, right, bottom = gap.box
    height = bottom - top
    label = look[max(0, top - height // 4) : bottom + height // 4, max(0, left - round(2.2 * height)) : left]
    if label.size == 0:
        return gap
    _, ink = cv2.threshold(label, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    parts = cv2.connectedComponentsWithStats(as_image(ink), connectivity=8)[2][1:].tolist()
    letters = [part for part in parts if part[3] > CAPITAL[0] * height and part[2] < height]
    if not letters or max(part[3] for part in letters) > CAPITAL[1] * height:
        return gap
    rows = sorted(letters, key=lambda part: part[1] + part[3], reverse=gap.what == "date")  # the day is the lower row
    first = min((part for part in rows if _beside(part, rows[0])), key=lambda part: part[0])
    if first[3] < LOWEST * dpi:  # a piece of a worn letter
        return gap
    y = max(0, top - height // 4) + first[1]
    return replace(gap, box=(left, y, right, y + first[3]))


def _beside(part: list[int], other: list[int]) -> bool:
    """Whether two parts of the ink (x, y, width, height, area) stand on one row."""
    return part[1] < other[1] + other[3] / 2 < part[1] + part[3]


def _all_agree(entry: Entry) -> bool:
    """Whether all readers are sure of the same."""
    return _is_sure(entry) and entry.printed == entry.written.text and entry.confidence >= PRINT


def _is_sure(entry: Entry) -> bool:
    """Whether both readers of strokes are sure of the same; Tesseract takes the struck nought of a machine for a 9."""
    alike = all(opinion.text == entry.written.text for opinion in entry.written.opinions)
    return alike and entry.written.confidence >= SURE


def _may_be_cut(gap: Gap, entry: Entry) -> bool:
    """Whether an entry begins where its gap does, which may be too late."""
    return entry.strokes.box[0] - gap.box[0] < CUT * (gap.box[3] - gap.box[1])


def _is_shorter(entry: Entry, gap: Gap) -> bool:
    """Whether digits are missing of a number as Tesseract read it among all words: a thin one may count as a line."""
    read, words = entry.written.text, _digits(gap.text)
    return gap.what == "number" and read != words and words.endswith(read) and len(words) <= stamp_rows.LONGEST


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdecimal())


def _extent(strokes: Strokes, gap: Gap) -> float:
    """How large a place strokes take up in a gap's row: lines may run far above and below it."""
    left, top, right, bottom = strokes.box
    return (right - left) * min(bottom - top, TALLEST * (gap.box[3] - gap.box[1]))


def _strokes(gap: Gap, looks: Sequence[Image]) -> list[Strokes]:
    """The strokes in a gap as each look shows them; looks in which they are the same count once."""
    found: list[Strokes] = []
    for look in looks:
        strokes = strokes_in(look, gap)
        if strokes is not None and not any(_alike(strokes, other) for other in found):
            found.append(strokes)
    return found


def _alike(one: Strokes, other: Strokes) -> bool:
    return one.box == other.box and one.roughness == other.roughness and alike(one.image, other.image)


def _read(gap: Gap, strokes: Strokes, dpi: float) -> Entry:
    date = gap.what == "date"
    printed, confidence = _print(strokes.image, dpi, LETTERS if date else DIGITS)
    written = (read_date if date else read_number)(strokes, printed, confidence)
    return Entry(strokes, printed, confidence, written)


def _print(image: Image, dpi: float, only: str) -> tuple[str, float]:
    """Tesseract's reading of strokes as one line of `only` these letters, and its confidence."""
    margin = round(0.08 * dpi)
    framed = cv2.copyMakeBorder(image, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=255)
    words = tesseract.words(as_image(framed), dpi=dpi, layout="line", only=only)
    return "".join(word.text for word in words), min((word.confidence for word in words), default=0.0)
