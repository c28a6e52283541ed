"""PDF files opened with pypdfium2, closed whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.errors import CorruptFile, PasswordNeeded


@contextmanager
def open_pdf(path: Path) -> Iterator[Any]:
    """A pypdfium2 document, closed at the end. Raises `PasswordNeeded` or `CorruptFile`."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise PasswordNeeded(path.name) from error
        raise CorruptFile(path.name) from error
    try:
        yield document
    finally:
        document.close()


def is_portfolio(path: Path, document: Any) -> bool:
    """Whether an open PDF is but the cover of the files that are attached to it."""
    if not document.count_attachments():
        return False
    import pikepdf  # looks where PDFium does not

    try:
        with pikepdf.open(path) as pdf:
            return "/Collection" in pdf.Root
    except (pikepdf.PdfError, ValueError):
        return False  # what PDFium could mend is read as it is


def annotations_of(page: Any) -> Iterator[Any]:
    """Each annotation of a page, open while it is looked at."""
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if annotation:
            try:
                yield annotation
            finally:
                pdfium_c.FPDFPage_CloseAnnot(annotation)
