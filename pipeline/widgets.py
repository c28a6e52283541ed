"""What lies on a PDF page without being part of it: annotations, and above all the boxes of digital signatures.

Signing software puts a form field onto the page whose appearance says who signed when (`Ký bởi: …`, `Thời gian ký:
…`), often across the head or the printed name of the signer. Its text is known to the letter, so the box can be left
out of the pixels that are read, and the print under it comes to light. Fields that show something else, such as the
number that the clerk of the office filled in or the picture of a signature, stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium_c

from extractors.folding import fold
from pipeline.pdf import annotations_of, open_pdf
from pipeline.phrases import starts_with
from pipeline.secrecy import is_mark

_SIGNED = re.compile(r"\b(ky boi|nguoi ky|ky so|thoi gian ky|signed by|signature valid)\b")
_TO_THE_SECOND = re.compile(r"\b\d{1,2}:\d{2}:\d{2}\s*[+-]\d{2}\W?\d{2}\b")
_HIDDEN = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
_LEAST_KNOWN = 0.3
"""Part of a box's lines that must begin as the entries of such a box do: long entries take several lines."""


def shows_annotations(page: Any) -> bool:
    """Whether any annotation of a page is to be seen on it: links and invisible signatures are not."""
    return any(_is_shown(annotation) for annotation in annotations_of(page))


def widgets(page: Any) -> list[int]:
    """The indexes of the form fields that are to be seen on a page."""
    return [
        index
        for index, annotation in enumerate(annotations_of(page))
        if pdfium_c.FPDFAnnot_GetSubtype(annotation) == pdfium_c.FPDF_ANNOT_WIDGET and _is_shown(annotation)
    ]


def hide_signature_boxes(path: Path, number: int, page: Any) -> bool:
    """Hide the boxes of digital signatures on an open page, which is page `number` (from 1) of the file; whether any.

    The file itself is not changed.
    """
    return _hide_those(path, number, page, is_signature_box)


def is_signature_box(text: str) -> bool:
    """Whether the lines of a field are those that signing software writes, and no secrecy mark is among them."""
    lines = [line for line in text.splitlines() if line.strip()]
    known = sum(starts_with(line, "digital") for line in lines)
    if any(map(is_mark, lines)):
        return False
    return bool(_SIGNED.search(fold(text))) and known >= _LEAST_KNOWN * len(lines)


def with_fields(path: Path, number: int, page: Any) -> Any:
    """An open page, which is page `number` (from 1) of the file at `path`, its form fields made part of its text.

    The boxes of digital signatures are left out. The page is opened anew where any field shows; the file itself is not
    changed.
    """
    if not widgets(page):
        return page
    _hide_those(path, number, page, _tells_of_signing)
    if not widgets(page):
        return page
    pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
    return page.pdf[number - 1]


def _tells_of_signing(text: str) -> bool:
    """Whether a field's text is that of a signature, labelled or only with its time to the second and the zone.

    The unlabelled kind stands beside the picture of a signature, so it is no reason to leave that out of the pixels.
    """
    return is_signature_box(text) or (bool(_TO_THE_SECOND.search(text)) and not any(map(is_mark, text.splitlines())))


def _hide_those(path: Path, number: int, page: Any, which: Callable[[str], bool]) -> bool:
    boxes = [index for index in widgets(page) if which(_text_of(path, number, index))]
    for index in boxes:
        _hide(page, index)
    return bool(boxes)


def _text_of(path: Path, number: int, index: int) -> str:
    """The text that the appearance of one annotation shows: all else is taken off a second copy of the page."""
    with open_pdf(path) as document:
        page = document[number - 1]
        for thing in list(page.get_objects(max_depth=1)):
            pdfium_c.FPDFPage_RemoveObject(page, thing)
        pdfium_c.FPDFPage_GenerateContent(page)
        for other in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
            if other != index:
                _hide(page, other)
        pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
        return str(document[number - 1].get_textpage().get_text_range())


def _is_shown(annotation: Any) -> bool:
    if pdfium_c.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
        return False
    place = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDFAnnot_GetRect(annotation, place):
        return False
    # The length is in bytes and counts the closing zero of UTF-16: two are an empty appearance, or none.
    drawn = pdfium_c.FPDFAnnot_GetAP(annotation, pdfium_c.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
    return bool(drawn > 2) and abs(place.right - place.left) > 1 and abs(place.top - place.bottom) > 1


def _hide(page: Any, index: int) -> None:
    annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
    if annotation:
        flags = pdfium_c.FPDFAnnot_GetFlags(annotation)
        pdfium_c.FPDFAnnot_SetFlags(annotation, flags | pdfium_c.FPDF_ANNOT_FLAG_HIDDEN)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
