"""The reader of signers' names: a small network (CNN, GRU, CTC) shipped as `data/names.onnx`.

It was trained on made-up names under made-up strokes, seals and what is left of them (`benchmarks/signatures/`): it
reads a name through what lies over it, accents and all, and any syllable may stand in a name. It works offline and
takes some milliseconds a line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

import cv2
import numpy as np
import numpy.typing as npt

from extractors.folding import TONES
from pipeline.ctc import BLANK
from pipeline.images import Image
from pipeline.networks import session
from pipeline.tesseract import RawWord

HEIGHT = 48
"""Height in pixels to which a line is scaled."""
WIDEST = 640
"""Width in pixels of a line at most."""
FRAME = 4
"""Pixels of the scaled line to a frame."""
LETTERS = " AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZaăâbcdđeêfghijklmnoôơpqrstuưvwxyz.'-" + TONES
"""What the network tells apart, tones as letters of their own after the vowel; letter i is class i + 1."""

Floats = npt.NDArray[np.float32]


def window(line: Image) -> Floats:
    """The network's input from a grey line: ink high, contrast full, height `HEIGHT`, at most `WIDEST` wide."""
    grey = line.astype(np.float32) / 255
    low, high = np.percentile(grey, (1, 90))
    ink = 1 - np.clip((grey - low) / max(0.05, float(high - low)), 0, 1)
    width = min(WIDEST, max(16, round(ink.shape[1] * HEIGHT / ink.shape[0])))
    way = cv2.INTER_AREA if ink.shape[0] > HEIGHT else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(ink, (width, HEIGHT), interpolation=way), dtype=np.float32)


def batched(windows: Sequence[Floats]) -> Floats:
    """Windows as the network takes them, `(n, 1, HEIGHT, w)`, w that of the widest."""
    wide = -(-max(image.shape[1] for image in windows) // 8) * 8
    images = np.zeros((len(windows), 1, HEIGHT, wide), np.float32)
    for index, image in enumerate(windows):
        images[index, 0, :, : image.shape[1]] = image
    return images


def spelled(text: str) -> str:
    """A text in the letters of the network: each tone after its vowel."""
    parts = (unicodedata.normalize("NFD", letter) for letter in text)
    return "".join(
        unicodedata.normalize("NFC", "".join(c for c in part if c not in TONES))
        + "".join(c for c in part if c in TONES)
        for part in parts
    )


def log_probabilities(lines: Sequence[Image]) -> list[Floats]:
    """For each grey line the log probabilities of blank and `LETTERS`, one row a frame."""
    windows = [window(line) for line in lines]
    frames = session("names.onnx").run(None, {"image": batched(windows)})[0]
    return [rows[: -(-image.shape[1] // FRAME)] for rows, image in zip(frames, windows, strict=True)]


def read(lines: Sequence[Image]) -> list[list[RawWord]]:
    """The words of each grey line, with boxes in its pixels as high as the line; as sure as the least sure letter."""
    found = log_probabilities(lines) if lines else []
    return [list(_words(frames, line.shape)) for frames, line in zip(found, lines, strict=True)]


def _words(frames: Floats, shape: tuple[int, ...]) -> Iterator[RawWord]:
    high, wide = shape
    best, sure = frames.argmax(axis=1), np.exp(frames.max(axis=1))
    scale = wide / max(1, len(frames))
    letters = [
        (LETTERS[kind - 1], at[0], at[-1], float(sure[at].max()))
        for kind, run in groupby(range(len(best)), key=best.__getitem__)
        if kind != BLANK and (at := list(run))
    ]
    for space, run in groupby(letters, key=lambda letter: letter[0] == " "):
        if not space:
            word = list(run)
            text = unicodedata.normalize("NFC", "".join(letter for letter, *_ in word))
            left, right = round((word[0][1] - 1) * scale), round((word[-1][2] + 2) * scale)
            yield RawWord(text, (max(0, left), 0, min(wide, right), high), min(one[3] for one in word), 0)
