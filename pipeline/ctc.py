"""CTC's forward sums: how likely what a reader saw frame by frame says a text, over all alignments of its letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

BLANK = 0
"""The column of a frame that is no letter."""


def log_likelihoods(
    frames: npt.NDArray[Any], texts: Sequence[Sequence[int]], before: npt.NDArray[Any]
) -> npt.NDArray[np.float64]:
    """Log probabilities that frames × columns of log probabilities say each of `texts`, columns of letters, side by
    side. `before` has what each frame is worth before the first letter."""
    lengths = np.array([len(text) for text in texts])
    labels = np.full((len(texts), 2 * int(lengths.max(initial=0))), BLANK)
    for row, text in zip(labels, texts, strict=True):
        row[: 2 * len(text) : 2] = text
    # A letter may follow the one before it without a blank between, unless they are the same.
    skips = np.zeros(labels.shape, bool)
    skips[:, 2:] = (labels[:, 2:] != BLANK) & (labels[:, 2:] != labels[:, :-2])
    forward = np.full((len(texts), labels.shape[1] + 2), -np.inf)
    forward[:, 1] = 0.0  # before the first letter; labels begin at the third column
    for frame, early in zip(frames, before, strict=True):
        stay, one, two = forward[:, 2:], forward[:, 1:-1], np.where(skips, forward[:, :-2], -np.inf)
        forward[:, 2:] = np.logaddexp(np.logaddexp(stay, one), two) + frame[labels]
        forward[:, 1] += early
    each = np.arange(len(texts))
    # The last letter, or the blank after it; the text of no letter never leaves the column before the first.
    whole: npt.NDArray[np.float64] = np.logaddexp(forward[each, 2 * lengths], forward[each, 2 * lengths + 1])
    return whole
