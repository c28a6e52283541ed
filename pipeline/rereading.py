"""Printed words that decide something (numbers, dates), read again where Tesseract was in doubt.

A doubtful word is cut out, enlarged and read as one line by two readers that saw neither the page nor each other's
picture: the data of the Vietnamese script on letters parted from their surroundings, and those of the language on plain
black and white, which is asked where the first is not of the page's opinion. Where they agree with the page's reading
the word is sure; where neither does it is doubtful, and what they say is kept as opinions. The page's reading stays: of
words that they read alike against it as many were harmed as mended; unless it cannot be what it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.folding import nfc
from extractors.words import Opinion
from pipeline import tesseract
from pipeline.found import Found
from pipeline.images import Image, as_image
from pipeline.possible import is_likelier, is_slip, stutters

DECIDING = re.compile(r"\d|[/-].*[A-ZĐ]{2}|[A-ZĐ]{2}.*[/-]")
"""Numbers, dates, and the symbols of dispatches."""
DOUBT = 0.93
"""Confidence from which a word is left alone."""
MOST = 20
"""Words read again on one page at most, the most doubtful first: a table of figures has hundreds."""
LEAST = 0.3
"""Confidence below which what was read is no word at all, but strokes of a seal or a pen."""
AROUND = (0.15, 0.15)
"""Heights of a word's box taken above and beside it: boxes are tight, and the last letter may stick out."""
HEIGHT = 64
"""Pixels to which a word is enlarged."""
TRUST = 0.6
"""Confidence from which a second reader is heard where it says something else."""
AGREED, PARTED = 0.97, 0.5
"""Confidence at most where all agree, and where neither second reader agrees."""


@dataclass(frozen=True, slots=True)
class _Reader:
    name: str
    language: tesseract.Language
    shown: Callable[[Image], Image]


def _parted(crop: Image) -> Image:
    """Letters as what is darker than its surroundings."""
    around = 2 * (crop.shape[0] // 3) + 1
    return as_image(cv2.adaptiveThreshold(crop, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, around, 12))


def _plain(crop: Image) -> Image:
    return as_image(cv2.threshold(crop, 0, 255, cv2.THRESH_OTSU)[1])


READERS = (_Reader("script", "script/Vietnamese", _parted), _Reader("crop", "vie", _plain))


def reread(words: list[Found], page: Image, dpi: float) -> list[Found]:
    """The words of a grey page of `dpi` dots an inch, doubtful ones that decide something read again."""
    doubtful = [index for index, word in enumerate(words) if _is_doubtful(word)]
    chosen = set(sorted(doubtful, key=lambda index: words[index].confidence)[:MOST])
    return [_settled(word, page, dpi) if index in chosen else word for index, word in enumerate(words)]


def _is_doubtful(word: Found) -> bool:
    if word.by_hand or word.opinions or not LEAST <= word.confidence < DOUBT:
        return False
    return DECIDING.search(word.text) is not None


def _settled(word: Found, page: Image, dpi: float) -> Found:
    """A word as the page's reading and one or two others make it. What is read without confidence does not count."""
    first, second = READERS
    versions = [_read(first, word, page, dpi)]
    if not _agrees(versions[0], word) or versions[0].confidence < TRUST:
        versions.append(_read(second, word, page, dpi))
    differing = [version for version in versions if not _agrees(version, word)]
    if not differing:
        doubt = (1 - word.confidence) * float(np.prod([1 - version.confidence for version in versions]))
        return replace(word, confidence=max(word.confidence, min(AGREED, 1 - doubt)))
    heard = tuple(version for version in differing if version.text and version.confidence >= TRUST)
    if (meant := _likelier(word, heard)) is not None:
        return meant
    if len(differing) < len(versions) or not heard:
        return replace(word, opinions=heard)
    return replace(word, confidence=min(word.confidence, PARTED), opinions=heard)


def _likelier(word: Found, heard: tuple[Opinion, ...]) -> Found | None:
    """The word as a second reader has it, where the page's reading cannot be what it looks like, or has a letter twice
    that both have once; null otherwise."""
    read, others = _bare(word.text), [_bare(version.text) for version in heard]
    once = len(heard) == len(READERS) and len(set(others)) == 1 and stutters(read, others[0])
    meant = next(
        (version for version, other in zip(heard, others, strict=True) if once or is_likelier(other, read)), None
    )
    if meant is None:
        return None
    page = Opinion("tesseract", word.text, word.confidence)
    text = nfc(word.text).replace(_bare(word.text), _bare(meant.text))
    return replace(word, text=text, confidence=min(PARTED, meant.confidence), opinions=(page, *heard))


def _agrees(version: Opinion, word: Found) -> bool:
    return is_slip(_bare(version.text), _bare(word.text))


def _read(reader: _Reader, word: Found, page: Image, dpi: float) -> Opinion:
    """What one reader makes of a word's place; no text where it sees none."""
    left, top, right, bottom = word.box
    up, aside = (round(part * (bottom - top)) for part in AROUND)
    crop = page[max(0, top - up) : bottom + up, max(0, left - aside) : right + aside]
    if min(crop.shape) < 4:
        return Opinion(reader.name, "", 0.0)
    factor = max(1.0, HEIGHT / crop.shape[0])
    large = cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    shown = reader.shown(as_image(cv2.GaussianBlur(large, (3, 3), 0)))
    framed = cv2.copyMakeBorder(shown, 16, 16, 20, 20, cv2.BORDER_CONSTANT, value=255)
    read = tesseract.words(as_image(framed), dpi=round(dpi * factor), language=reader.language, layout="line")
    return Opinion(reader.name, nfc("".join(one.text for one in read)), min((w.confidence for w in read), default=0.0))


def _bare(text: str) -> str:
    """A word without what stands around it, its dashes alike."""
    return re.sub(r"[–—‑]", "-", nfc(text)).replace("⁄", "/").strip(".,;:()[]“”\"'’|_*-")
