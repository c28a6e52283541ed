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
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image as PillowImage
from PIL import ImageOps, UnidentifiedImageError

from pipeline.errors import CorruptFile, EmptyFile, NotAFile, TooLarge, UnsupportedType
from pipeline.images import Image, as_image, from_pillow
from pipeline.pagewords import Page
from pipeline.pdf import open_pdf
from pipeline.settings import limits
from pipeline.wholeness import HEAD, Format, is_whole, sniff
from pipeline.widgets import hide_signature_boxes, shows_annotations

A4_LONG_SIDE = 841.9
"""Points; what the long side of a picture is taken for when its file states no believable resolution."""
RENDER_DPI = 200.0
"""What a page that is no plain scan is rendered at."""
LARGE = 36_000_000
"""Pixels from which a picture is made smaller as it is opened: A4 at 600 dpi has 35 million."""
SCAN_DPI = (60.0, 700.0)
"""Resolutions between which an embedded page image is taken as it is."""


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
        for index in range(len(document)):
            try:
                width, height = document.get_page_size(index)
            except pdfium.PdfiumError as error:
                raise CorruptFile(path.name, f"trang {index + 1}") from error
            yield Page(index + 1, float(width), float(height))


def _pdf_raster(path: Path, number: int, boxes: bool) -> Raster:
    with open_pdf(path) as document:
        try:
            document.init_forms()  # a digital signature is a form field: without forms its picture is not drawn
            page = document[number - 1]
            left_out = ("without signature box",) if not boxes and hide_signature_boxes(path, number, page) else ()
            scan = _scan_of(page)
            pixels = None if scan is None or shows_annotations(page) else _pixels_of(scan.image)
            if scan is not None and pixels is not None:
                return Raster(pixels, scan.dpi, ("embedded", *left_out))
            width, height = page.get_size()
            # A scan with something on it is rendered as it was scanned: made smaller here it would lose sharpness.
            dpi = _affordable_dpi(width, height, RENDER_DPI if scan is None else scan.dpi)
            bitmap = page.render(scale=dpi / 72, rev_byteorder=False, prefer_bgrx=False)
            return Raster(bitmap.to_numpy()[:, :, :3].copy(), dpi, ("rendered", *left_out))
        except pdfium.PdfiumError as error:
            raise CorruptFile(path.name, f"trang {number}") from error


@dataclass(frozen=True, slots=True)
class _Scan:
    """The image that a page consists of, and its resolution."""

    image: Any
    dpi: float


def _scan_of(page: Any) -> _Scan | None:
    """The page's own image, where it is one upright image from edge to edge and nothing visible besides."""
    if page.get_rotation():
        return None
    images = []
    for thing in page.get_objects(max_depth=3):
        if thing.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            images.append(thing)
        elif not _invisible(thing):
            return None
    if len(images) != 1:
        return None
    a, b, c, d, e, f = images[0].get_matrix().get()
    width, height = page.get_size()
    edges = max(abs(a - width), abs(d - height), abs(e), abs(f)) / width
    if images[0].level or a <= 0 or d <= 0 or abs(b) + abs(c) > 1e-3 * width or edges > 0.02:
        return None
    across, down = images[0].get_px_size()
    dpi = 72 * across / a
    if not SCAN_DPI[0] <= dpi <= SCAN_DPI[1] or abs(72 * down / d - dpi) > 0.02 * dpi:
        return None
    return None if across * down > limits().page_pixels else _Scan(images[0], dpi)


def _pixels_of(image: Any) -> Image | None:
    """The pixels of an embedded image as they are; null where they are stored in another size than stated."""
    across, down = image.get_px_size()
    bitmap = image.get_bitmap(render=False)
    if bitmap.width != across or bitmap.height != down:
        return None
    pixels = bitmap.to_numpy()
    if pixels.ndim == 3:
        pixels = pixels[:, :, 0] if pixels.shape[2] == 1 else pixels[:, :, :3]
    return as_image(pixels.copy())


def _invisible(thing: Any) -> bool:
    if thing.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
        return bool(pdfium_c.FPDFTextObj_GetTextRenderMode(thing) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)
    return bool(thing.type == pdfium_c.FPDF_PAGEOBJ_FORM)  # its parts are listed after it


def _affordable_dpi(width: float, height: float, wanted: float) -> float:
    """`wanted`, or less where the page (points) would have more pixels than allowed."""
    pixels = width * height * (wanted / 72) ** 2
    return wanted * min(1.0, math.sqrt(limits().page_pixels / max(pixels, 1.0)))


@contextmanager
def _open_picture(path: Path) -> Iterator[PillowImage.Image]:
    # Pillow's own limit only warns or stops at numbers of its own; ours is checked before any pixel is decoded.
    PillowImage.MAX_IMAGE_PIXELS = None
    try:
        with PillowImage.open(path, formats=("JPEG", "PNG", "TIFF", "WEBP")) as picture:
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
            across, down = _upright_size(picture)
            points = 72 / _stated_dpi(picture)
            yield Page(index + 1, across * points, down * points)


def _picture_raster(path: Path, number: int) -> Raster:
    with _open_picture(path) as picture:
        picture.seek(number - 1)
        _check_pixels(path, picture)
        dpi, across = _stated_dpi(picture), picture.width
        # More pixels than any sheet needs would only fill the memory; a JPEG can be decoded smaller at once.
        if (less := _times_too_large(picture)) > 1:
            picture.draft(None, (picture.width // less, picture.height // less))
        fewer = picture.reduce(less) if (less := _times_too_large(picture)) > 1 else picture
        return Raster(from_pillow(ImageOps.exif_transpose(fewer)), dpi * fewer.width / across, ("picture",))


def _times_too_large(picture: PillowImage.Image) -> int:
    return math.ceil(math.sqrt(picture.width * picture.height / LARGE))


def _check_pixels(path: Path, picture: PillowImage.Image) -> None:
    if picture.width * picture.height > limits().page_pixels:
        raise TooLarge(path.name, f"ảnh {picture.width} × {picture.height} điểm")


def _upright_size(picture: PillowImage.Image) -> tuple[int, int]:
    sideways = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (picture.height, picture.width) if sideways else (picture.width, picture.height)


def _stated_dpi(picture: PillowImage.Image) -> float:
    """The resolution the file states, if it makes a sheet between A6 and A2; else that of an A4 sheet."""
    long_side = max(picture.size)
    try:
        stated = float(picture.info.get("dpi", (0, 0))[0])
    except (TypeError, ValueError, ZeroDivisionError):
        stated = 0.0
    if stated > 0 and 400 <= 72 * long_side / stated <= 1700:
        return stated
    return 72 * long_side / A4_LONG_SIDE
