"""What the second reader sees of Vietnamese letters in a crop, frame by frame: its guesses before any is settled.

Accents are set aside, capitals are small letters, and what else the reader knows (Chinese, digits, stops) is no letter.
"""

from __future__ import annotations

import string
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extractors.folding import fold
from pipeline import ctc, second
from pipeline.ctc import BLANK
from pipeline.images import Image

ALPHABET = string.ascii_letters + "áàāäéèēËÉíìīǐóòōǒÓúūüÜ"
"""Letters of the reader that stand for those of a name; of accents it knows a few, of other tongues."""
LEAST = 1e-6
"""Probability below which a guess counts for no less."""
STROKE = 1.5
"""How much less likely a frame that is taken for a stroke before the text is than its letter (log)."""

Frames = npt.NDArray[np.float64]


def frames(crop: Image) -> Frames:
    """Frames × 27 log probabilities of a grey crop of one line: no letter, then `a` to `z`."""
    return frames_and_capitals(crop)[0]


def frames_and_capitals(crop: Image) -> tuple[Frames, float]:
    """The frames of a crop, and the part of its letters that are capitals."""
    seen = np.exp(second.log_probabilities(crop, ALPHABET))
    told = np.zeros((len(seen), 1 + len(string.ascii_lowercase)))
    for column, letter in enumerate(ALPHABET, 1):
        told[:, _column(fold(letter))] += seen[:, column]
    letters, capitals = (
        told.sum(),
        seen[:, [column for column, letter in enumerate(ALPHABET, 1) if letter.isupper()]].sum(),
    )
    told[:, BLANK] = 1 - told.sum(axis=1)
    return np.log(np.maximum(told, LEAST)), float(capitals / max(LEAST, letters))


def greedy(seen: Frames) -> str:
    """The letters of the likeliest guess in each frame."""
    best = seen.argmax(axis=1)
    read = (string.ascii_lowercase[k - 1] for k, before in zip(best, [BLANK, *best], strict=False) if k and k != before)
    return "".join(read)


def log_likelihoods(seen: Frames, texts: Sequence[str]) -> Frames:
    """Log probabilities that the frames say each of `texts` (`a` to `z`, none empty), strokes before it or not, over
    that of the likeliest reading of all: CTC's sums over all alignments.
    """
    strokes = np.maximum(seen[:, BLANK], seen.max(axis=1) - STROKE)
    columns = [[_column(letter) for letter in text] for text in texts]
    return ctc.log_likelihoods(seen, columns, strokes) - float(seen.max(axis=1).sum())


def _column(letter: str) -> int:
    return 1 + string.ascii_lowercase.index(letter)
