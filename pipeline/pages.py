"""Files as pages: the type by content, the structure whole, each page's size in points and its pixels.

`pages_of` looks at a file without decoding its pixels; `raster` gives one page's pixels.
"""

from __future__ import annotations

import math
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image as PillowImage
from PIL import ImageOps, UnidentifiedImageError

from pipeline.errors import CorruptFile, EmptyFile, NotAFile, Portfolio, TooLarge, UnsupportedType
from pipeline.images import LARGE, Image, from_pillow, squared, times_too_large
from pipeline.pagewords import Page
from pipeline.pdf import is_portfolio, open_pdf
from pipeline.scans import pixels_of, scan_of
from pipeline.settings import limits
from pipeline.sizes import sheet_of_picture, times_stated
from pipeline.wholeness import HEAD, Format, is_whole, sniff
from pipeline.widgets import hide_signature_boxes, shows_annotations

RENDER_DPI = 200.0
"""What a page that is no plain scan is rendered at."""


@dataclass(frozen=True, slots=True)
class Raster:
    """The pixels of a page: grey (height × width) or colour (height × width × 3, BGR), and their resolution.

    `points` is the length of one pixel in points, so boxes map back to the page. `steps` says where they came from.
    """

    image: Image
    dpi: float
    steps: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        return 72.0 / self.dpi


def kind_of(path: Path) -> Format:
    """What a file is, by its first bytes. Raises `NotAFile`, `EmptyFile`, `UnsupportedType`."""
    try:
        status = path.stat()
    except OSError as error:
        raise NotAFile(path.name, error.strerror or "") from error
    if not stat.S_ISREG(status.st_mode):
        raise NotAFile(path.name)
    if status.st_size == 0:
        raise EmptyFile(path.name)
    with path.open("rb") as file:
        kind = sniff(file.read(HEAD))
    if kind is None:
        raise UnsupportedType(path.name)
    return kind


def pages_of(path: Path) -> tuple[Page, ...]:
    """The pages of a file, in order, within the limits of the settings.

    Raises the `FileError`s of `pipeline.errors`: what the file is not, that it is damaged, locked or too large.
    """
    kind = kind_of(path)
    allowed = limits()
    if path.stat().st_size > allowed.file_bytes:
        raise TooLarge(path.name, f"hơn {allowed.file_bytes // 1_000_000} MB")
    with path.open("rb") as file:
        if not is_whole(file):
            raise CorruptFile(path.name)
    pages = tuple(_pdf_pages(path) if kind == "pdf" else _picture_pages(path))
    if not pages:
        raise CorruptFile(path.name, "không có trang nào")
    return pages


def raster(path: Path, number: int, *, boxes: bool = True) -> Raster:
    """The pixels of page `number` (from 1): a full-page scan's own image as it is, any other page rendered.

    Without `boxes` those of digital signatures that lie over the page are left out. Raises `CorruptFile` where the
    pixels cannot be decoded, `TooLarge` where they are too many.
    """
    return _pdf_raster(path, number, boxes) if kind_of(path) == "pdf" else _picture_raster(path, number)


def _pdf_pages(path: Path) -> Iterator[Page]:
    with open_pdf(path) as document:
        if len(document) > limits().pages:
            raise TooLarge(path.name, f"{len(document)} trang, giới hạn {limits().pages}")
        if is_portfolio(path, document):
            raise Portfolio(path.name)
        for index in range(len(document)):
            try:
                width, height = document.get_page_size(index)
                times = times_stated(document, index + 1)
            except pdfium.PdfiumError as error:
                raise CorruptFile(path.name, f"trang {index + 1}") from error
            yield Page(index + 1, float(width) * times, float(height) * times)


def _pdf_raster(path: Path, number: int, boxes: bool) -> Raster:
    with open_pdf(path) as document:
        try:
            document.init_forms()  # a digital signature is a form field: without forms its picture is not drawn
            page = document[number - 1]
            left_out = ("without signature box",) if not boxes and hide_signature_boxes(path, number, page) else ()
            times = times_stated(document, number)
            scan = scan_of(page, times)
            if scan is not None and not shows_annotations(page) and (found := pixels_of(scan)) is not None:
                return Raster(found[0], found[1], ("embedded", *left_out))
            width, height = (side * times for side in page.get_size())
            # A scan with something on it is rendered as it was scanned: made smaller here it would lose sharpness.
            dpi = _affordable_dpi(width, height, RENDER_DPI if scan is None else scan.dpi)
            bitmap = page.render(scale=dpi * times / 72, rev_byteorder=False, prefer_bgrx=False)
            return Raster(bitmap.to_numpy()[:, :, :3].copy(), dpi, ("rendered", *left_out))
        except pdfium.PdfiumError as error:
            raise CorruptFile(path.name, f"trang {number}") from error


def _affordable_dpi(width: float, height: float, wanted: float) -> float:
    """`wanted`, or less where the page (points) would have more pixels than any sheet needs."""
    pixels = width * height * (wanted / 72) ** 2
    return wanted * min(1.0, math.sqrt(LARGE / max(pixels, 1.0)))


@contextmanager
def _open_picture(path: Path) -> Iterator[PillowImage.Image]:
    # Pillow's own limit only warns or stops at numbers of its own; ours is checked before any pixel is decoded.
    PillowImage.MAX_IMAGE_PIXELS = None
    try:
        # By its open file: of a path Pillow maps plain TIFFs into memory, and garbles those that are told to be turned.
        with path.open("rb") as file, PillowImage.open(file, formats=("JPEG", "PNG", "TIFF", "WEBP")) as picture:
            yield picture
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise CorruptFile(path.name) from error


def _picture_pages(path: Path) -> Iterator[Page]:
    with _open_picture(path) as picture:
        frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        if frames > limits().pages:
            raise TooLarge(path.name, f"{frames} trang, giới hạn {limits().pages}")
        for index in range(frames):
            picture.seek(index)
            _check_pixels(path, picture)
            yield Page(index + 1, *sheet_of_picture(picture))


def _picture_raster(path: Path, number: int) -> Raster:
    with _open_picture(path) as picture:
        picture.seek(number - 1)
        _check_pixels(path, picture)
        width, height = sheet_of_picture(picture)
        # More pixels than any sheet needs would only fill the memory; a JPEG can be decoded smaller at once.
        if (less := times_too_large(picture.width * picture.height)) > 1:
            picture.draft(None, (picture.width // less, picture.height // less))
        fewer = picture.reduce(less) if (less := times_too_large(picture.width * picture.height)) > 1 else picture
        image = squared(from_pillow(ImageOps.exif_transpose(fewer)), width, height)
        return Raster(image, round(72 * image.shape[1] / width, 6), ("picture",))


def _check_pixels(path: Path, picture: PillowImage.Image) -> None:
    if picture.width * picture.height > limits().page_pixels:
        raise TooLarge(path.name, f"ảnh {picture.width} × {picture.height} điểm")
