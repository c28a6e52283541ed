"""From typeset paper to the file that lies in the inbox: ink laid on, scanner faults, encoding."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import augraphy
import cv2
import numpy as np
import pikepdf
import pypdfium2
from PIL import Image

from samples.generator import misplaced

A_DAY = time.gmtime(1_700_000_000)  # files made twice are the same bytes


@dataclass(frozen=True)
class Scan:
    """How a page is scanned: degrees of skew (positive: counter-clockwise), faults in order, then the encoding.

    `turn` is the quarter turns (counter-clockwise) by which the sheet was laid down wrongly.
    """

    dpi: int = 200
    mode: str = "colour"  # colour, grey or bilevel
    skew: float = 0.0
    faults: tuple[str, ...] = ()
    quality: int = 60
    threshold: int = 150
    turn: int = 0


@dataclass(frozen=True)
class Laid:
    """An ink image laid on a page: its left top corner in PDF points, its tilt in degrees."""

    page: int
    image: Image.Image
    x: float
    y: float
    tilt: float = 0.0


def rasterise(pdf: bytes, dpi: int) -> list[Image.Image]:
    """The pages of a PDF as RGB images."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def lay(pages: list[Image.Image], inks: Sequence[Laid], dpi: int) -> None:
    """Lay inks on the pages as ink falls on print: what is dark stays dark."""
    for ink in inks:
        page = pages[ink.page - 1]
        image = ink.image.rotate(ink.tilt, Image.Resampling.BICUBIC, expand=True)
        box = (int(ink.x * dpi / 72), int(ink.y * dpi / 72))
        box = (max(0, min(box[0], page.width - 10)), max(0, min(box[1], page.height - 10)))
        under = page.crop((*box, min(page.width, box[0] + image.width), min(page.height, box[1] + image.height)))
        ink_rgba = np.asarray(image, np.float32)[: under.height, : under.width]
        alpha = ink_rgba[..., 3:] / 255
        colour = ink_rgba[..., :3] / 255
        paper = np.asarray(under, np.float32)
        page.paste(Image.fromarray((paper * (1 - alpha + alpha * colour)).astype(np.uint8)), box)


def degrade(pages: list[Image.Image], scan: Scan, seed: int) -> list[Image.Image]:
    """Each page as the scanner of `scan` gives it."""
    out = []
    for number, page in enumerate(pages):
        rng = np.random.default_rng((seed, number))
        random.seed(seed * 101 + number)
        np.random.seed((seed * 101 + number) % 2**32)
        cv2.setRNGSeed((seed * 101 + number) % 2**31)
        image = np.ascontiguousarray(np.asarray(page)[..., ::-1])
        if scan.mode != "colour":
            grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
            image = cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)
        back = np.asarray(pages[number - 1 if len(pages) > 1 else number])
        skew = scan.skew * (1 if number == 0 else float(rng.uniform(-1, 1)))
        image = _skewed(image, skew)
        for fault in scan.faults:
            image = FAULTS[fault](image, back, rng)
        image = np.ascontiguousarray(np.rot90(image, scan.turn))
        out.append(_encoded_mode(image, scan))
    return out


def _encoded_mode(image: np.ndarray, scan: Scan) -> Image.Image:
    if scan.mode == "bilevel":
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        return Image.fromarray(((grey > scan.threshold) * 255).astype(np.uint8)).convert("1", dither=Image.Dither.NONE)
    if scan.mode == "grey":
        return Image.fromarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))
    return Image.fromarray(np.ascontiguousarray(image[..., ::-1]))


def _skewed(image: np.ndarray, degrees: float) -> np.ndarray:
    if abs(degrees) < 0.02:
        return image
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(252, 252, 252))


def _shade(image: np.ndarray, _back: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Uneven light: one side, or the gutter of a bound volume, is darker."""
    height, width = image.shape[:2]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :] * rng.choice((-1, 1))
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None] * rng.uniform(-0.6, 0.6)
    light = 1 - rng.uniform(0.06, 0.16) * np.clip((x + y + 0.4) / 1.8, 0, 1) ** 2 - rng.uniform(0.0, 0.04)
    return (image * light[..., None]).astype(np.uint8)


def _show_through(image: np.ndarray, back: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The other side of the sheet, mirrored and faint."""
    if back.shape[:2] != image.shape[:2]:
        return image
    other = cv2.GaussianBlur(np.ascontiguousarray(back[:, ::-1, ::-1]), (0, 0), 2.2).astype(np.float32)
    faint = 1 - (1 - other / 255) * rng.uniform(0.08, 0.16)
    return (image * faint).astype(np.uint8)


def _grain(image: np.ndarray, _back: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Sensor noise and slight blur."""
    soft = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 0.8)).astype(np.int16)
    noise = rng.normal(0, rng.uniform(3, 8), image.shape[:2]).astype(np.int16)
    return np.clip(soft + noise[..., None], 0, 255).astype(np.uint8)


def _tint(image: np.ndarray, _back: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Paper that is not white: greyish or yellowish."""
    white, yellow = rng.uniform(0.94, 0.99), rng.uniform(0.0, 0.05)
    tone = np.array([white - yellow, white - yellow * 0.25, white], np.float32)
    return (image * tone).astype(np.uint8)


def _faded(image: np.ndarray, _back: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Toner running out: black turns grey."""
    lift = rng.uniform(0.2, 0.42)
    return (255 - (255 - image.astype(np.float32)) * (1 - lift)).astype(np.uint8)


def _specks_few(image: np.ndarray, back: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A little dust."""
    return _specks(image, back, rng, most=120)


def _specks(image: np.ndarray, _back: np.ndarray, rng: np.random.Generator, most: int = 700) -> np.ndarray:
    """Dust on the glass: black specks of one or two pixels, as on copies of copies."""
    out = image.copy()
    height, width = image.shape[:2]
    for _ in range(int(rng.uniform(most / 5, most))):
        x, y, r = int(rng.integers(width)), int(rng.integers(height)), int(rng.integers(1, 3))
        out[y : y + r, x : x + r] = rng.integers(0, 90)
    return out


def _border(image: np.ndarray, _back: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The dark edge of an open lid."""
    out = image.copy()
    wide = int(rng.uniform(0.006, 0.02) * image.shape[1])
    side = int(rng.integers(3))
    if side == 0:
        out[:, :wide] = out[:, :wide] // 6
    elif side == 1:
        out[:, -wide:] = out[:, -wide:] // 6
    else:
        out[:wide] = out[:wide] // 6
    return out


def _streaks(image: np.ndarray, _back: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Lines that fall out or blacken along the way of a fax."""
    out = image.copy()
    for _ in range(int(rng.integers(2, 7))):
        y = int(rng.integers(image.shape[0] - 2))
        out[y : y + 1] = 255 if rng.random() < 0.7 else 40
    x = int(rng.integers(image.shape[1] - 2))
    out[:, x : x + int(rng.integers(1, 3))] = 60
    return out


def _coarse(image: np.ndarray, _back: np.ndarray, _rng: np.random.Generator) -> np.ndarray:
    """Fax, fine: the print loses detail before it is cut to black and white."""
    height, width = image.shape[:2]
    small = cv2.resize(image, (int(width * 0.82), int(height * 0.82)), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)


def _augraphy(name: str, **options: object):  # type: ignore[no-untyped-def]
    def fault(image: np.ndarray, _back: np.ndarray, _rng: np.random.Generator) -> np.ndarray:
        out = getattr(augraphy, name)(p=1, **options)(image)
        out = cv2.cvtColor(out, cv2.COLOR_GRAY2BGR) if out.ndim == 2 else out
        return np.ascontiguousarray(out[..., :3]).astype(np.uint8)

    return fault


FAULTS = {
    "shade": _shade,
    "show_through": _show_through,
    "grain": _grain,
    "tint": _tint,
    "faded": _faded,
    "specks": _specks,
    "specks_few": _specks_few,
    "border": _border,
    "lid": misplaced.lid,
    "off_glass": misplaced.off_glass,
    "trimmed": misplaced.trimmed,
    "photo": misplaced.photo,
    "streaks": _streaks,
    "coarse": _coarse,
    "drum": _augraphy(
        "DirtyDrum", line_width_range=(1, 2), line_concentration=0.02, noise_intensity=0.05, noise_value=(150, 230)
    ),
    "photocopy": _augraphy(
        "BadPhotoCopy",
        noise_type=1,
        noise_iteration=(1, 1),
        noise_size=(1, 2),
        noise_sparsity=(0.4, 0.6),
        noise_concentration=(0.05, 0.15),
    ),
    "ink_bleed": _augraphy("InkBleed", intensity_range=(0.2, 0.4), kernel_size=(3, 3), severity=(0.2, 0.4)),
    "low_ink": _augraphy("LowInkRandomLines", count_range=(3, 8)),
    "texture": _augraphy("NoiseTexturize", sigma_range=(2, 4), turbulence_range=(2, 4)),
    "mottle": _augraphy("InkMottling", ink_mottling_alpha_range=(0.15, 0.25), ink_mottling_noise_scale_range=(2, 2)),
    "lines": _augraphy("LinesDegradation", line_roi=((0.0, 0.0, 1.0, 1.0),), line_gradient_range=(32, 255)),
}


def save(images: Sequence[Image.Image], path: Path, scan: Scan, text_pages: Sequence[bytes] = ()) -> None:
    """Write the scan: PDF (JPEG or CCITT inside), TIFF, JPEG or PNG by the name's ending.

    `text_pages` are one-page PDFs with a text layer that come before the scanned ones (a mixed file).
    """
    first, *rest = images
    ending = path.suffix.lower()
    if ending == ".pdf":
        buffer = io.BytesIO()
        coding = {} if scan.mode == "bilevel" else {"quality": scan.quality}
        first.save(
            buffer, "PDF", save_all=True, append_images=rest, resolution=scan.dpi,
            creationDate=A_DAY, modDate=A_DAY, producer="", title="", **coding,
        )  # fmt: skip
        _merge([*text_pages, buffer.getvalue()], path)
    elif ending in {".tif", ".tiff"}:
        coding = "group4" if scan.mode == "bilevel" else "jpeg"
        first.save(path, "TIFF", save_all=True, append_images=rest, compression=coding, dpi=(scan.dpi, scan.dpi))
    elif ending == ".png":
        first.quantize(32).save(path, "PNG", dpi=(scan.dpi, scan.dpi), optimize=True)
    else:
        first.save(path, "JPEG", quality=scan.quality, dpi=(scan.dpi, scan.dpi))


def save_text(pdf: bytes, path: Path) -> None:
    """Write a born-digital PDF."""
    _merge([pdf], path)


def _merge(parts: Sequence[bytes], path: Path) -> None:
    with pikepdf.new() as merged:
        for part in parts:
            with pikepdf.open(io.BytesIO(part)) as document:
                merged.pages.extend(document.pages)
        merged.save(path, deterministic_id=True)


def one_page(pdf: bytes, index: int) -> bytes:
    """Page `index` (from 0) of a PDF as a PDF of its own."""
    with pikepdf.open(io.BytesIO(pdf)) as document, pikepdf.new() as single:
        single.pages.append(document.pages[index])
        buffer = io.BytesIO()
        single.save(buffer, deterministic_id=True)
        return buffer.getvalue()
