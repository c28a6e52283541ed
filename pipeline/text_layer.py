"""Text layers, judged before they are trusted: born-digital text is used as it is, all else is left to OCR.

Not trusted: a layer that an earlier OCR hid behind or under the images of a page; one beside which images show print
of their own; letters that make no Vietnamese
syllables (a bad ToUnicode table); a page with something stuck on that its layer does not hold (a stamp as an
annotation).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.folding import nfc
from extractors.syllables import syllable_rate
from extractors.words import Box, Ink, Word
from pipeline.glyphs import Outline, Rgb, outlines_of, words_of
from pipeline.legacy_fonts import convert, encoding_of_font, guess
from pipeline.pagewords import Rule
from pipeline.pdf import annotations_of, open_pdf
from pipeline.pictures import Painted, hold_print
from pipeline.sizes import times_stated
from pipeline.widgets import with_fields

LEAST_LETTERS = 30
"""A page with fewer has no layer worth trusting: page numbers and software's lines over a scan."""
COVERED = 0.2
"""Part of the page from which on its images may be the page: a seal and a signature cover a twentieth."""
SPOTTED = 0.03
"""The same from which on a page of little text is looked at more closely."""
BURIED = 0.2
"""Part of the texts from which on an image painted over them hides the text."""
LEAST_OVER_IMAGE = 400
"""Letters that visible text beside or over such images must have: software types an arrival number onto a scan."""
LEAST_SYLLABLES = 0.8
"""Of the words in small letters; names of places and products and English words are the rest."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A page's trusted text layer: its words and its printed rules, boxes in points."""

    words: tuple[Word, ...]
    rules: tuple[Rule, ...]


def trusted_words(path: Path, number: int) -> tuple[Word, ...] | None:
    """The words of page `number` (from 1) where its text layer can be trusted, else `None`."""
    layer = trusted_layer(path, number)
    return None if layer is None else layer.words


def trusted_layer(path: Path, number: int) -> Layer | None:
    """The text layer of page `number` (from 1) of a PDF where it can be trusted, else `None`."""
    with open_pdf(path) as document:
        try:
            times = times_stated(document, number)
            bare = document[number - 1]
            text = bare.get_textpage()
            if not _is_born_digital(document, number, bare, text):
                return None
            page = with_fields(path, number, bare)
            raw, rules = words_of(page, text if page is bare else None), _rules(outlines_of(page))
        except pdfium.PdfiumError:
            return None
    texts = _in_unicode(raw)
    if texts is None:
        return None
    words = []
    for text, item, line in zip(texts, raw, _line_numbers(raw), strict=True):
        if text:
            box = (item["x0"], item["top"], max(item["x0"], item["x1"]), max(item["top"], item["bottom"]))
            words.append(Word(text, box, number, line=line, ink=_ink(item["chars"][0]["non_stroking_color"])))
    return _enlarged(Layer(tuple(words), rules), times)


def _enlarged(layer: Layer, times: float) -> Layer:
    """A layer on a page that is so many times as large as its file states."""
    if times == 1:
        return layer

    def place(box: Box) -> Box:
        x0, top, x1, bottom = box
        return (x0 * times, top * times, x1 * times, bottom * times)

    words = tuple(replace(word, box=place(word.box)) for word in layer.words)
    return Layer(words, tuple(Rule(place(rule.box), rule.horizontal) for rule in layer.rules))


def _is_born_digital(document: Any, number: int, page: Any, text: Any) -> bool:
    """Whether a page shows its own letters, and nothing over or beside them that is no text."""
    letters = sum(map(str.isalpha, text.get_text_range()))
    if letters < LEAST_LETTERS or _has_stuck_on(page):
        return False
    painted = _painted(page)
    if painted is None or painted.buried > BURIED * len(painted.texts):
        return False
    if letters >= LEAST_OVER_IMAGE:
        return painted.covered < COVERED or not hold_print(document, number)
    return painted.covered < SPOTTED or (painted.covered < COVERED and not hold_print(document, number))


def _has_stuck_on(page: Any) -> bool:
    """Whether annotations show stamps or free text on the page."""
    shown = (pdfium_c.FPDF_ANNOT_STAMP, pdfium_c.FPDF_ANNOT_FREETEXT)
    return any(pdfium_c.FPDFAnnot_GetSubtype(annotation) in shown for annotation in annotations_of(page))


def _painted(page: Any) -> Painted | None:
    """What a page shows in its order; null where much of its text is invisible."""
    painted, hidden = Painted(page), 0
    for thing in page.get_objects(max_depth=4):
        if thing.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            painted.picture(thing)
        elif thing.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
            if pdfium_c.FPDFTextObj_GetTextRenderMode(thing) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE:
                hidden += 1
            else:
                painted.text(thing)
    return painted if len(painted.texts) > 4 * hidden else None


def _in_unicode(raw: Sequence[dict[str, Any]]) -> list[str] | None:
    """The words' texts in NFC, those of older fonts converted; `None` where they are not Vietnamese."""
    fonts = [_font(item) for item in raw]
    encodings = [encoding_of_font(font) for font in fonts]
    texts = [
        convert(item["text"], encoding, font) if encoding else item["text"]
        for item, encoding, font in zip(raw, encodings, fonts, strict=True)
    ]
    clean = [nfc(text).strip() for text in texts]
    if syllable_rate(clean) >= LEAST_SYLLABLES and not any("\ufffd" in text or "(cid:" in text for text in clean):
        return clean
    encoding = guess([item["text"] for item in raw])
    if encoding is None:
        return None
    return [nfc(convert(item["text"], encoding, font)).strip() for item, font in zip(raw, fonts, strict=True)]


def _font(item: dict[str, Any]) -> str:
    """The font of most of a word's letters: a letter that a font lacks is taken from another."""
    names = [str(char["fontname"]) for char in item["chars"]]
    return names[0] if len(set(names)) == 1 else Counter(names).most_common(1)[0][0]


def _line_numbers(raw: Sequence[dict[str, Any]]) -> list[int]:
    """A number for each word, the same for words on one base line."""
    numbers: list[int] = []
    line, level = -1, float("-inf")
    for item in sorted(raw, key=lambda word: word["bottom"]):
        if item["bottom"] - level > 2:
            line += 1
        level = item["bottom"]
        item["line"] = line
    numbers.extend(item["line"] for item in raw)
    return numbers


def _ink(fill: Rgb) -> Ink:
    """The nearest of our inks to a colour."""
    red, green, blue = fill
    if max(fill) - min(fill) < 0.35:
        return "black"
    if red > 1.5 * max(green, blue):
        return "red"
    if blue > 1.2 * red:
        return "blue"
    return "violet" if min(red, blue) > 1.3 * green else "black"


def _rules(outlines: Iterable[Outline]) -> tuple[Rule, ...]:
    """Lines, and rectangles so thin that they are lines; the sides of larger rectangles."""
    found: list[Rule] = []
    for item in outlines:
        x0, top, x1, bottom = item.box
        if not item.square:
            continue
        if bottom - top < 3 and x1 - x0 > 8:
            found.append(Rule((x0, top, x1, bottom), True))
        elif x1 - x0 < 3 and bottom - top > 8:
            found.append(Rule((x0, top, x1, bottom), False))
        elif item.stroked and x1 - x0 > 20 and bottom - top > 8:
            found += [Rule((x0, top, x1, top), True), Rule((x0, bottom, x1, bottom), True)]
            found += [Rule((x0, top, x0, bottom), False), Rule((x1, top, x1, bottom), False)]
    return tuple(found)
