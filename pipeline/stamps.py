"""What is stamped onto a page, read by itself: arrival stamps, urgency and secrecy marks, seals.

A stamp is found by its coloured ink, and on grey pages by its frame (`pipeline.spots`), turned straight
(`pipeline.straight`) and read (`pipeline.stamp_words`); what was filled into it is read apart (`pipeline.entries`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np

from pipeline.boxes import PixelBox, inside, overlap
from pipeline.entries import with_entries
from pipeline.found import Found
from pipeline.images import Image, Mask
from pipeline.lost_labels import is_form
from pipeline.mark_frames import mark_frames
from pipeline.marks import is_like_mark, is_loose_mark, may_be_secret
from pipeline.name_lines import around
from pipeline.pale_forms import pale_forms
from pipeline.pale_marks import pale_marks
from pipeline.pen import with_pen
from pipeline.secrecy import is_mark, said_by_stamp
from pipeline.sheet import Sheet
from pipeline.spots import HEAD, MARK, Shape, Spot, coloured, framed, grey_ink, with_colour
from pipeline.stamp_words import doubtful, labels, mark_words, sense, words_of
from pipeline.straight import READ_SCALE, cut, looks_of, on_sheet, under_print, way_back, without_print, without_rules
from pipeline.tesseract import RawWord

CAME = ("ĐẾN", "ĐỀN", "ĐỂN", "DEN", "ĐEN", "ĐÊN")
STAMP_WORDS = (*CAME, "CHUYỂN", "CHUYẾN", "CHUYỀN", "NGÀY")
FORM = 2
"""Kinds of labelled entries of an arrival stamp: number and day."""
CELL = 0.9
"""Inches of width under which a frame may be a form's cell."""
FORM_WIDE, ABOVE, BELOW = 3.3, 0.65, 1.1
"""A form's width in those of its `ĐẾN` cell, and what is above and below that in its heights."""
FORM_INCHES, FEW = ((1.4, 2.6), (0.5, 1.6)), 4
"""Least and greatest width and height of the frame of a form, and the digits that it has at least."""
ROUND = 0.4
"""Part of a page, from the top, in which a round stamp may be one of arrival and not the seal on a signature."""
MOST = 6
SURE = 0.9
"""Confidence from which an entry need not be read in another way."""
DAY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2,4}")


@dataclass(frozen=True, slots=True)
class Region:
    """A stamp on a sheet: its upright box there, its slant in degrees, its shape, and its words (boxes there).

    `may_be_secret` where it has the looks of a secrecy mark, read or not; `spot` is where a form was read.
    """

    box: PixelBox
    angle: float
    shape: Shape
    words: tuple[Found, ...]
    may_be_secret: bool = False
    spot: Spot | None = field(default=None, compare=False, repr=False)

    @property
    def read(self) -> PixelBox | None:
        """Where its words are: the whole of a frame or form; of other ink, in which a pen may have run over print, what
        of it was read; null where nothing was."""
        if not self.words:
            return None
        whole = self.shape == "frame" or any(word.opinions for word in self.words)
        return self.box if whole else around(self.words)


def find_stamps(sheet: Sheet) -> list[Region]:
    """The stamps of a sheet, framed ones first, each read by itself.

    A frame in pale ink may have too little colour to be whole, so frames are looked for in colour and in grey.
    """
    in_colour = list(coloured(sheet))
    ink = grey_ink(sheet)
    frames = [spot for spot in in_colour if spot.shape == "frame"]
    grey = [spot for spot in framed(ink, sheet.dpi) if not any(inside(spot.box, other.box) for other in frames)]
    frames += [with_colour(spot, sheet) for spot in grey]
    read = [region for spot in frames[:MOST] if (region := _read(sheet, spot)) is not None]
    read += _printed_over(sheet, ink, read)
    rest = [spot for spot in in_colour if spot.shape != "frame"]
    others = [region for spot in rest[:MOST] if (region := _read(sheet, spot, told=_is_told(spot, read))) is not None]
    others += [
        region for spot in pale_forms(sheet, [one.box for one in read]) if (region := _read(sheet, spot)) is not None
    ]
    read = [frame for frame in read if not any(_tells_more(one, frame) for one in others)]
    read += [one for one in others if _bears_mark(one) or not _covered(one, read)]
    return read + list(_stamped_into_print(sheet, [one.box for one in read if one.words or one.shape == "round"]))


def read_anew(sheet: Sheet, region: Region) -> Region:
    """A stamp read once more: within the days that are now known to be possible (`dated.within`)."""
    again = None if region.spot is None else _read(sheet, region.spot)
    return region if again is None else again


def _printed_over(sheet: Sheet, ink: Mask, read: list[Region]) -> list[Region]:
    """Marks whose frame print runs through, next to what was read: boxes around anything else are none."""
    spots = (
        spot
        for spot in mark_frames(ink, sheet.dpi)
        if is_like_mark(spot, sheet) and not any(inside(spot.box, one.box) for one in read)
    )
    found = (_read_mark(sheet, spot) for spot in islice(spots, MOST))
    return [region for region in found if region.may_be_secret]


def _stamped_into_print(sheet: Sheet, taken: list[PixelBox]) -> Iterator[Region]:
    """Secrecy marks without a frame in paler ink than the print that they cross."""
    for spot in pale_marks(sheet, taken):
        to_sheet, size = way_back(spot)
        full = cut(sheet.full, to_sheet, size)
        clean = without_print(full, sheet.dpi * READ_SCALE)
        words = mark_words(full if clean is None else clean, sheet.dpi)
        if is_loose_mark(words):
            found = (on_sheet(Found(w.text, w.box, w.confidence, w.line), to_sheet) for w in words)
            yield Region(spot.box, spot.angle, "other", tuple(found), may_be_secret=True)


def _read_mark(sheet: Sheet, spot: Spot) -> Region:
    to_sheet, size = way_back(spot)
    clean = without_rules(cut(sheet.full, to_sheet, size), sheet.dpi)
    words = mark_words(clean, sheet.dpi)
    found = (on_sheet(Found(w.text, w.box, w.confidence, w.line), to_sheet) for w in words)
    return Region(spot.box, spot.angle, "frame", tuple(found), may_be_secret(words, clean, sheet.dpi * READ_SCALE))


def _covered(region: Region, frames: list[Region]) -> bool:
    """Whether what a coloured spot holds was read already, as part of a frame."""
    return any(one.words and overlap(region.box, one.box) for one in frames)


def _is_told(spot: Spot, frames: list[Region]) -> bool:
    """Whether number and day of the form of which a coloured spot is the ink were read surely in its frame: the spot
    can only bear a mark besides."""
    for one in frames:
        sure = [word for word in one.words if word.opinions and word.confidence >= SURE]
        if len(sure) >= FORM and any(DAY.fullmatch(word.text) for word in sure) and overlap(spot.box, one.box):
            return True
    return False


def _tells_more(spot: Region, frame: Region) -> bool:
    """Whether the entries of a form were read more surely in a coloured spot than in the frame around it."""
    return overlap(spot.box, frame.box) and _entered(spot) > _entered(frame) and not frame.may_be_secret


def _entered(region: Region) -> float:
    return sum(word.confidence for word in region.words if word.opinions)


def _bears_mark(region: Region) -> bool:
    """Whether a secrecy mark stands in a region: it is never dropped, not even one stamped into another stamp."""
    return any(is_mark(text) for text in said_by_stamp(region.words))


def _read(sheet: Sheet, spot: Spot, *, told: bool = False) -> Region | None:
    """A spot read straight; null where it proves to be no stamp but a table or a box around print. Of a form that is
    `told` already nothing is read but its words."""
    if spot.shape == "frame":
        return _read_framed(sheet, spot)
    if spot.centre[1] > (ROUND if spot.shape == "round" else HEAD) * sheet.full.shape[0]:  # a seal, or the rest of one
        return Region(spot.box, spot.angle, spot.shape, ())
    to_sheet, size = way_back(spot)
    full = cut(sheet.full, to_sheet, size)
    looks = looks_of(spot.ink, full, to_sheet, size)
    words = words_of(looks[0], spot, sheet.dpi)
    if 0 < labels(words) < FORM:  # pale ink is lost among the colours
        looks = [full]
        words = max(words, words_of(full, spot, sheet.dpi), key=labels)
    came = any(word.text in STAMP_WORDS for word in words)
    if told:
        found = [Found(word.text, word.box, word.confidence, word.line) for word in words]
    elif labels(words) >= (FORM - 1 if came else FORM) or (came and _has_digits(words)):  # printed without a frame
        found = with_entries(words, [*looks, full], full, sheet.dpi * READ_SCALE)
    elif spot.form:
        return None
    elif spot.shape == "round":  # a seal beside or over the name of a body
        return Region(spot.box, spot.angle, spot.shape, ())
    else:  # a mark: it is in capitals and plain
        plain = [word for word in words if word.confidence > 0.5 and word.text.isupper() and len(word.text) > 1]
        found = with_pen(plain, full)
    return Region(spot.box, spot.angle, "other", tuple(on_sheet(one, to_sheet) for one in found), spot=spot)


def _read_framed(sheet: Sheet, spot: Spot) -> Region | None:
    to_sheet, size = way_back(spot)
    full = cut(sheet.full, to_sheet, size)
    inks = looks_of(spot.ink, full, to_sheet, size)
    clean = without_rules(inks[0], sheet.dpi)
    words = words_of(clean, spot, sheet.dpi)
    anew: list[Image] = []
    more = _more_looks(spot, full, sheet)
    while _tells_little(words, spot, sheet, doubted=not anew) and (look := next(more, None)) is not None:
        anew.append(without_rules(look[1], sheet.dpi))
        shown = anew[-1] if look[0] is look[1] else without_rules(look[0], sheet.dpi)
        words = max(words, words_of(shown, spot, sheet.dpi), key=lambda read: (labels(read), sense(read)))
    if _is_cell(words, spot, sheet.dpi):
        return _read_framed(sheet, _form_of(spot))
    stampish = _stampish(words, spot, sheet.dpi) or (
        _may_be_form(words, spot, sheet.dpi) and is_form(words, clean, full, sheet.dpi * READ_SCALE)
    )
    if not stampish:
        return None if spot.ink is None or spot.form else Region(spot.box, spot.angle, "other", ())
    looks = [clean, *(_others(clean, inks, sheet.dpi) if labels(words) else ()), *anew]
    found = tuple(on_sheet(one, to_sheet) for one in with_entries(words, looks, full, sheet.dpi * READ_SCALE))
    secret = is_like_mark(spot, sheet) and may_be_secret(words, clean, sheet.dpi * READ_SCALE)
    return Region(spot.box, spot.angle, spot.shape, found, secret, spot)


def _tells_little(words: list[RawWord], spot: Spot, sheet: Sheet, *, doubted: bool) -> bool:
    """Whether a framed stamp must be read in another look: few entries, or doubtful words in its own ink alone."""
    told = labels(words)
    few = told < FORM if told else not is_like_mark(spot, sheet)
    return few or (doubted and spot.ink is not None and doubtful(words))


def _is_cell(words: list[RawWord], spot: Spot, dpi: float) -> bool:
    """Whether a frame is but the cell of a form in which its `ĐẾN` stands: print parts what is around it."""
    return spot.size[0] < CELL * dpi and "".join(word.text for word in words) in STAMP_WORDS


def _form_of(cell: Spot) -> Spot:
    """The form whose `ĐẾN` stands in a cell (NĐ 30/2020, Phụ lục IV.V)."""
    (x, y), (across, down) = cell.centre, cell.size
    right, below = (FORM_WIDE - 1) * across / 2, (BELOW - ABOVE) * down / 2
    turn = np.deg2rad(-cell.angle)
    cos, sin = float(np.cos(turn)), float(np.sin(turn))
    centre = (x + cos * right - sin * below, y + sin * right + cos * below)
    return replace(cell, centre=centre, size=(FORM_WIDE * across, (1 + ABOVE + BELOW) * down))


def _more_looks(spot: Spot, full: Image, sheet: Sheet) -> Iterator[tuple[Image, Image]]:
    """What a framed stamp's words, and its entries, are read in where its own ink tells too little: all inks, and its
    own under darker print, drawn on for words; strokes that are drawn on would be figures."""
    if spot.ink is not None:
        yield full, full
    dpi = sheet.dpi * READ_SCALE
    paler, lifted = without_print(full, dpi), under_print(full, dpi)
    if paler is not None and lifted is not None:
        yield lifted, paler


def _others(clean: Image, inks: list[Image], dpi: float) -> list[Image]:
    """What a form's entries are read in beside its `clean` look: all that its own ink is not, and that with what may be
    the long strokes of a pen."""
    others = [without_rules(look, dpi) for look in inks[1:]]
    whole = without_rules(inks[-1], dpi, worn=False)
    return others if np.array_equal(whole, [clean, *others][-1]) else [whole, *others]


def _may_be_form(words: list[RawWord], spot: Spot, dpi: float) -> bool:
    """Whether a frame is of a form's size, with digits in it."""
    (least_x, most_x), (least_y, most_y) = FORM_INCHES
    sized = least_x < spot.size[0] / dpi < most_x and least_y < spot.size[1] / dpi < most_y
    return sized and _has_digits(words)


def _has_digits(words: list[RawWord]) -> bool:
    return sum(letter.isdigit() for word in words for letter in word.text) >= FEW


def _stampish(words: list[RawWord], spot: Spot, dpi: float) -> bool:
    """Whether a frame on a grey page is a stamp: a mark's small box, tilted, or with the words of a stamp."""
    text = " ".join(word.text for word in words).upper()
    if spot.size[1] < MARK * dpi or abs(spot.angle) > 1.0 or any(word in text for word in STAMP_WORDS):
        return True
    return labels(words) >= FORM  # a table has something like one of them
