"""The reader of signers' names: a small network (CNN, GRU, CTC) shipped as `data/names.onnx`.

It was trained on made-up names under made-up strokes, seals and what is left of them (`benchmarks/signatures/`): it
reads a name through what lies over it, accents and all, and any syllable may stand in a name. It works offline and
takes some milliseconds a line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from extractors.folding import TONES
from pipeline.ctc import BLANK
from pipeline.images import Image
from pipeline.line_windows import Floats, frames_of
from pipeline.tesseract import RawWord

LETTERS = " AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZaăâbcdđeêfghijklmnoôơpqrstuưvwxyz.'-" + TONES
"""What the network tells apart, tones as letters of their own after the vowel; letter i is class i + 1."""


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
    return frames_of("names.onnx", lines)


def read(lines: Sequence[Image]) -> list[list[RawWord]]:
    """The words of each grey line, with boxes in its pixels as high as the line; as sure as the least sure letter."""
    found = log_probabilities(lines)
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
