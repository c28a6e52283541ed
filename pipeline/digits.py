"""The reader of numbers and dates by hand: a small network (CNN, GRU, CTC) shipped as `data/digits.onnx`.

It was trained on made-up handwriting only (`benchmarks/handwriting/`), so that the development pages measure it.
It knows nothing but digits and what stands between the parts of a date, works offline, and takes a few milliseconds
a crop.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from pipeline import ctc
from pipeline.ctc import BLANK

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


@cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # one core a child process
    model = Path(__file__).parent / "data" / "digits.onnx"
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def log_probabilities(crop: Grey) -> Floats:
    """Log probabilities of the classes, one row a frame (four pixels of the window)."""
    rows: Floats = _session().run(None, {"image": batched([window(crop)])})[0][0]
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
    beams: dict[str, tuple[float, float]] = {"": (0.0, -math.inf)}
    for row in frames.tolist():
        if max(row[1:]) < UNLIKELY:
            beams = {prefix: (_either(*ends) + row[BLANK], -math.inf) for prefix, ends in beams.items()}
            continue
        grown: dict[str, tuple[float, float]] = {}

        def add(prefix: str, blank: float, digit: float, into: dict[str, tuple[float, float]] = grown) -> None:
            old = into.get(prefix, (-math.inf, -math.inf))
            into[prefix] = (_either(old[0], blank), _either(old[1], digit))

        for prefix, (blank, digit) in beams.items():
            both = _either(blank, digit)
            add(prefix, both + row[BLANK], -math.inf)
            for letter, cost in zip(LETTERS, row[1:], strict=False):
                if cost < UNLIKELY:
                    continue
                doubled = prefix.endswith(letter)
                if doubled:
                    add(prefix, -math.inf, digit + cost)
                if begins(prefix + letter):
                    add(prefix + letter, -math.inf, (blank if doubled else both) + cost)
        ranked = sorted(grown.items(), key=lambda item: -_either(*item[1]))
        beams = dict(ranked[:BEAM])
    found = [Candidate(text, math.exp(_either(*ends))) for text, ends in beams.items()]
    return tuple(sorted(found, key=lambda c: -c.probability)[:most])


def _either(one: float, other: float) -> float:
    """Log of the sum of two probabilities given by their logs: NumPy takes three times as long on single numbers."""
    high, low = (one, other) if one > other else (other, one)
    return high if low == -math.inf else high + math.log1p(math.exp(low - high))
