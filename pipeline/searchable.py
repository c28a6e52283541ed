"""A searchable copy: the pages as they were scanned, with their words as invisible text over them.

The words are those of the one OCR pass that the record was read from. The original is never touched; its page
images are taken over as they are, so the copy is hardly larger. Text is written as OCRmyPDF and Tesseract do: in
rendering mode 3 with a font of blocks, whose code points are Unicode, so that Vietnamese letters stay whole.
"""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from extractors.words import Word
from pipeline.boxes import Matrix, turning
from pipeline.errors import CorruptFile
from pipeline.pages import kind_of
from pipeline.pagewords import PageWords
from pipeline.upright import upright

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

ADVANCE = 0.5
"""Width of every character of the font of blocks, in ems."""
FONT_NAME = "/CongvanText"


def write(original: Path, pages: Sequence[PageWords], copy: Path) -> None:
    """Write the searchable copy of `original` to `copy` (replaced whole, or not at all).

    Pages with a text layer of their own get no second one. Raises `CorruptFile` where no PDF can be made of it.
    """
    unfinished = copy.with_name(f".{copy.name}.{os.getpid()}")
    try:
        with _as_pdf(original) as pdf:
            font = _font(pdf)
            by_number = {page.number: page for page in pages}
            for number, sheet in enumerate(pdf.pages, start=1):
                read = by_number.get(number)
                if read is not None and read.source.text_from == "ocr":
                    _lay_over(pdf, sheet, read, font)
            copy.parent.mkdir(parents=True, exist_ok=True)
            pdf.remove_unreferenced_resources()
            pdf.save(unfinished, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        unfinished.replace(copy)
    except (pikepdf.PdfError, ValueError) as error:
        raise CorruptFile(original.name, str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _as_pdf(original: Path) -> pikepdf.Pdf:
    """The original as a PDF in memory: opened, or made of a picture's pages without loss."""
    if kind_of(original) == "pdf":
        return pikepdf.open(original)
    import img2pdf

    return pikepdf.open(io.BytesIO(img2pdf.convert(_pictures_for_pdf(original), rotation=img2pdf.Rotation.ifvalid)))


def _pictures_for_pdf(original: Path) -> list[bytes]:
    """A picture's bytes as img2pdf takes them; where it cannot, its pages rewritten one by one."""
    from PIL import Image, ImageSequence

    with Image.open(original) as picture:
        if _is_taken(picture):
            return [original.read_bytes()]
        return [_rewritten(frame) for frame in ImageSequence.Iterator(picture)]


def _is_taken(picture: PillowImage) -> bool:
    """Whether img2pdf makes a page of a picture: not of WebP, transparency, more than 8 bits or mirrored ones."""
    if picture.mode.startswith(("I", "F")) or picture.getexif().get(0x0112, 1) in (2, 4, 5, 7):
        return False
    return picture.format in {"JPEG", "TIFF"} or (picture.format == "PNG" and "A" not in picture.getbands())


def _rewritten(picture: PillowImage) -> bytes:
    """One page as a JPEG, upright, in colour on white paper."""
    from PIL import Image, ImageOps

    from pipeline.images import from_pillow

    pixels = from_pillow(ImageOps.exif_transpose(picture))
    flat = Image.fromarray(pixels if pixels.ndim == 2 else pixels[:, :, ::-1])
    made = io.BytesIO()
    flat.save(made, "JPEG", quality=90, dpi=picture.info.get("dpi", (200, 200)))
    return made.getvalue()


def _lay_over(pdf: pikepdf.Pdf, sheet: pikepdf.Page, read: PageWords, font: pikepdf.Object) -> None:
    stood = upright(read)
    words = [*stood.words, *(word for stamp in stood.stamps for word in stamp.words)]
    if not words:
        return
    sheet.add_resource(font, Name.Font, Name(FONT_NAME))
    # Text runs as the print does: from the page turned upright to the page as scanned, and from there to the sheet.
    back = pikepdf.Matrix(turning(-read.turns, stood.width, stood.height))
    content = b"\n".join(_text_operators(words, back @ pikepdf.Matrix(_to_sheet(sheet, read))))
    # Own brackets keep a page whose content leaves the graphics state changed from moving the text.
    sheet.contents_add(pdf.make_stream(b"q"), prepend=True)
    sheet.contents_add(pdf.make_stream(b"Q q\n" + content + b"\nQ"))


def _to_sheet(sheet: pikepdf.Page, read: PageWords) -> Matrix:
    """The matrix from points seen by a reader (from the top left corner) to the sheet's own coordinates."""
    across, down = (sorted(float(v) for v in sheet.cropbox[side::2]) for side in (0, 1))
    (x0, x1), (y0, y1) = across, down  # some software states the corners the other way round
    turn = int(sheet.obj.get("/Rotate", 0)) % 360
    wide, high = (x1 - x0, y1 - y0) if turn in (0, 180) else (y1 - y0, x1 - x0)
    # A picture's page may state another size than it was read at: scale one onto the other.
    sx, sy = wide / read.width, high / read.height
    return {
        0: (sx, 0.0, 0.0, -sy, x0, y1),
        90: (0.0, sx, sy, 0.0, x0, y0),
        180: (-sx, 0.0, 0.0, sy, x1, y0),
        270: (0.0, -sx, -sy, 0.0, x1, y1),
    }.get(turn, (sx, 0.0, 0.0, -sy, x0, y1))


def _text_operators(words: Sequence[Word], placed: pikepdf.Matrix) -> Iterator[bytes]:
    matrix = " ".join(f"{v:.5f}" for v in placed.shorthand)
    yield f"{matrix} cm BT 3 Tr".encode()
    for _, line in groupby(words, key=lambda word: word.line):
        row = list(line)
        foot = max(word.box[3] for word in row)
        size = max(1.0, foot - min(word.box[1] for word in row))
        for index, word in enumerate(row):
            following = row[index + 1] if index + 1 < len(row) else None
            yield _word_operators(word, following, size, foot)
    yield b"ET"


def _word_operators(word: Word, following: Word | None, size: float, foot: float) -> bytes:
    """One word and the space after it, stretched from its own left edge to that of the word that follows."""
    x0, _, x1, _ = word.box
    text = word.text + " "
    end = following.box[0] if following is not None and following.box[0] > x1 else x1 + size * 0.2
    stretch = 100 * max(0.5, end - x0) / (len(text) * ADVANCE * size)
    codes = text.encode("utf-16-be").hex()
    # The sheet is mirrored top to bottom by `_to_sheet`, so the text is mirrored back.
    return f"{FONT_NAME} {size:.2f} Tf {stretch:.2f} Tz 1 0 0 -1 {x0:.2f} {foot:.2f} Tm <{codes}> Tj".encode()


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The font of blocks: every UTF-16 code is a character code and stands for itself."""
    program = pdf.make_stream(_blocks())
    # All codes map to glyph 1, the block.
    glyphs = pdf.make_stream(zlib.compress(b"\x00\x01" * 65536, 9), Filter=Name.FlateDecode)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(FONT_NAME),
        Flags=5,
        FontBBox=Array([0, 0, 500, 1000]),
        ItalicAngle=0,
        Ascent=1000,
        Descent=-1,
        CapHeight=1000,
        StemV=80,
        FontFile2=program,
    )
    system = Dictionary(Ordering=b"Identity", Registry=b"Adobe", Supplement=0)
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(FONT_NAME),
        CIDToGIDMap=glyphs,
        CIDSystemInfo=system,
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=int(ADVANCE * 1000),
    )
    made: pikepdf.Object = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(FONT_NAME),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(TO_UNICODE),
        )
    )
    return made


TO_UNICODE = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@cache
def _blocks() -> bytes:
    """A TrueType font of a block as large as a character, which in rendering mode 3 nobody sees.

    Without a shape PDFium, in Chrome and Edge, finds no text that runs up or down its sheet.
    """
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    width = int(ADVANCE * 1000)
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 1000), (width, 1000), (width, 0)):
        pen.lineTo(corner)
    pen.closePath()
    names = [".notdef", "block"]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x20: "block"})
    builder.setupGlyf({".notdef": Glyph(), "block": pen.glyph()})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (width, 0)))
    builder.setupHorizontalHeader(ascent=1000, descent=-1)
    builder.setupNameTable({"familyName": "CongvanText", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    made = io.BytesIO()
    builder.save(made)
    return made.getvalue()
