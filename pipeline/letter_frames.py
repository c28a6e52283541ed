"""What the second reader sees of Vietnamese letters in a crop, frame by frame: its guesses before any is settled.

Accents are set aside, capitals are small letters, and what else the reader knows (Chinese, digits, stops) is no letter.
"""

from __future__ import annotations

import string
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extractors.folding import fold
from pipeline import second
from pipeline.images import Image

ALPHABET = string.ascii_letters + "áàāäéèēËÉíìīǐóòōǒÓúūüÜ"
"""Letters of the reader that stand for those of a name; of accents it knows a few, of other tongues."""
BLANK = 0
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
    lengths = np.array([len(text) for text in texts])
    labels = np.full((len(texts), 2 * int(lengths.max(initial=0))), BLANK)
    for row, text in zip(labels, texts, strict=True):
        row[: 2 * len(text) : 2] = [_column(letter) for letter in text]
    # A letter may follow the one before it without a blank between, unless they are the same.
    skips = np.zeros(labels.shape, bool)
    skips[:, 2:] = (labels[:, 2:] != BLANK) & (labels[:, 2:] != labels[:, :-2])
    forward = np.full((len(texts), labels.shape[1] + 2), -np.inf)
    forward[:, 1] = 0.0  # before the first letter; labels begin at the third column
    strokes = np.maximum(seen[:, BLANK], seen.max(axis=1) - STROKE)
    for frame, stroke in zip(seen, strokes, strict=True):
        stay, one, two = forward[:, 2:], forward[:, 1:-1], np.where(skips, forward[:, :-2], -np.inf)
        forward[:, 2:] = np.logaddexp(np.logaddexp(stay, one), two) + frame[labels]
        forward[:, 1] += stroke
    each = np.arange(len(texts))
    whole: Frames = np.logaddexp(forward[each, 2 * lengths], forward[each, 2 * lengths + 1])
    return whole - float(seen.max(axis=1).sum())


def _column(letter: str) -> int:
    return 1 + string.ascii_lowercase.index(letter)
