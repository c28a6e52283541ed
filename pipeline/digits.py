"""The reader of numbers and dates by hand: a small network (CNN, GRU, CTC) shipped as `data/digits.onnx`.

It was trained on made-up handwriting only (`benchmarks/handwriting/`), so that the development pages measure it.
It knows nothing but digits and what stands between the parts of a date, works offline, and takes a few milliseconds
a crop.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pipeline import ctc
from pipeline.ctc import BLANK
from pipeline.networks import session

HEIGHT = 40
"""Height in pixels to which a crop is scaled."""
WIDTH = 200
"""Width in pixels of the network's window: room for six digits."""
WIDEST = 320
"""Its width for dates: room for ten letters."""
LETTERS = "0123456789/-."
"""What the network tells apart; letter i is class i + 1."""
BEAM = 12
UNLIKELY = -9.0
"""Log probability under which a letter is not thought of."""

Grey = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Beams = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A string and its probability (0 to 1)."""

    text: str
    probability: float


def window(crop: Grey) -> Floats:
    """The network's input from a grey crop: ink high, contrast full, height `HEIGHT`, at most `WIDEST` wide."""
    grey = crop.astype(np.float32) / 255
    low, high = np.percentile(grey, 1), np.percentile(grey, 90)
    ink = 1 - np.clip((grey - low) / max(0.05, float(high - low)), 0, 1)
    width = min(WIDEST, max(8, round(ink.shape[1] * HEIGHT / ink.shape[0])))
    way = cv2.INTER_AREA if ink.shape[0] > HEIGHT else cv2.INTER_LINEAR
    made: Floats = np.asarray(cv2.resize(ink, (width, HEIGHT), interpolation=way), dtype=np.float32)
    return made


def batched(windows: Sequence[Floats]) -> Floats:
    """Windows as the network takes them, `(n, 1, HEIGHT, WIDTH)`, or `WIDEST` where one of them needs it."""
    wide = WIDTH if all(image.shape[1] <= WIDTH for image in windows) else WIDEST
    images = np.zeros((len(windows), 1, HEIGHT, wide), np.float32)
    for index, image in enumerate(windows):
        images[index, 0, :, : image.shape[1]] = image
    return images


def log_probabilities(crop: Grey) -> Floats:
    """Log probabilities of the classes, one row a frame (four pixels of the window)."""
    rows: Floats = session("digits.onnx").run(None, {"image": batched([window(crop)])})[0][0]
    return rows


def log_likelihoods(frames: npt.NDArray[np.floating], texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Log probabilities that the frames say each of `texts`: the CTC forward sums over all alignments, side by side."""
    columns = [[LETTERS.index(letter) + 1 for letter in text] for text in texts]
    return ctc.log_likelihoods(frames, columns, frames[:, BLANK])


def numbers(frames: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    """Frames of digits alone: what stands between the parts of a date counts as no letter."""
    blank = np.logaddexp.reduce(frames[:, [BLANK, *range(11, frames.shape[1])]], axis=1)
    return np.concatenate((blank[:, None], frames[:, 1:11]), axis=1)


def beam(
    frames: npt.NDArray[np.floating], most: int, begins: Callable[[str], bool] = lambda _: True
) -> tuple[Candidate, ...]:
    """The likeliest strings by CTC prefix search among those all of whose beginnings are allowed by `begins`; their
    probabilities are those of the whole network."""
    # For each prefix: log probability of ending in a blank, and of ending in its last digit.
    beams: Beams = {"": (0.0, -math.inf)}
    for blank, costs in zip(frames[:, BLANK].tolist(), _thought_of(frames), strict=True):
        if costs:
            beams = _grown(beams, blank, costs, begins)
        else:
            beams = {prefix: (_either(*ends) + blank, -math.inf) for prefix, ends in beams.items()}
    found = [Candidate(text, math.exp(_either(*ends))) for text, ends in beams.items()]
    return tuple(sorted(found, key=lambda c: -c.probability)[:most])


def _thought_of(frames: npt.NDArray[np.floating]) -> list[dict[str, float]]:
    """The letters that are thought of in each frame with their log probabilities, the likeliest first."""
    costs: list[dict[str, float]] = [{} for _ in frames]
    at, letters = np.nonzero(frames[:, 1:] >= UNLIKELY)
    found = frames[at, letters + 1]
    order = np.argsort(-found, kind="stable")
    for frame, letter, cost in zip(at[order].tolist(), letters[order].tolist(), found[order].tolist(), strict=True):
        costs[frame][LETTERS[letter]] = cost
    return costs


def _grown(beams: Beams, blank: float, costs: Mapping[str, float], begins: Callable[[str], bool]) -> Beams:
    """The likeliest prefixes after one more frame, in which a blank and each letter have such log probabilities."""
    grown: Beams = {}
    sums: dict[str, float] = {}
    for prefix, (before, digit) in beams.items():
        goes_on = -math.inf
        if (cost := costs.get(prefix[-1:])) is not None:
            goes_on = digit + cost
            if (shorter := beams.get(prefix[:-1])) is not None:
                doubled = prefix[-2:-1] == prefix[-1]
                goes_on = _either(goes_on, (shorter[0] if doubled else _either(*shorter)) + cost)
        both = _either(before, digit)
        grown[prefix] = (both + blank, goes_on)
        sums[prefix] = both
    ranked = {prefix: _either(*ends) for prefix, ends in grown.items()}
    least = min(ranked.values()) if len(ranked) >= BEAM else -math.inf
    for prefix, both in sums.items():
        for letter, cost in costs.items():
            if both + cost < least:  # as are those less likely
                break
            # A letter twice has a blank between.
            new, ends = prefix + letter, (beams[prefix][0] if prefix.endswith(letter) else both) + cost
            if ends >= least and new not in beams and begins(new):
                grown[new] = (-math.inf, ends)
                ranked[new] = ends
    return {prefix: grown[prefix] for prefix in heapq.nlargest(BEAM, ranked, key=ranked.__getitem__)}


def _either(one: float, other: float) -> float:
    """Log of the sum of two probabilities given by their logs: NumPy takes three times as long on single numbers."""
    high, low = (one, other) if one > other else (other, one)
    return high if low == -math.inf else high + math.log1p(math.exp(low - high))
