"""The second reader: PP-OCRv4's recogniser (rapidocr-onnxruntime, models in its wheel), on tight crops, offline.

It knows no Vietnamese accents, so it is asked for digits and dates only: the probabilities of all other letters are
set aside before the answer is decoded.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections import OrderedDict
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.ctc import BLANK
from pipeline.gathered import gathered
from pipeline.images import Image

READER = "rapidocr"
HEIGHT = 48
KEPT = 256
"""Crops of which is remembered what was seen: more than a page has."""


def log_probabilities(crop: Image, alphabet: str) -> npt.NDArray[np.float64]:
    """Frames × (1 + letters of `alphabet`) log probabilities of a grey crop; the first column is CTC's blank."""
    return _log(_seen(crop, (BLANK, *_columns(alphabet))))


def spotted(crop: Image, alphabet: str) -> npt.NDArray[np.float64]:
    """The same, where all that is no letter of `alphabet` counts as blank: other letters may stand beside them."""
    seen = _seen(crop, _columns(alphabet))
    return _log(np.concatenate((1 - seen.sum(axis=1, keepdims=True), seen), axis=1))


def forget() -> None:
    """Let go of what was seen: nothing of a page stays when it is read."""
    _KNOWN.clear()


def _columns(alphabet: str) -> tuple[int, ...]:
    letters = _model()[1]
    return tuple(letters[letter] for letter in alphabet)


def _log(probabilities: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    logs: npt.NDArray[np.float64] = np.log(np.maximum(probabilities, 1e-9))
    return logs


_KNOWN: OrderedDict[tuple[object, ...], npt.NDArray[np.float64]] = OrderedDict()
"""What was seen in the last crops: a stamp is read once more where its day may be bounded, mostly the same pixels."""


def _seen(crop: Image, columns: tuple[int, ...]) -> npt.NDArray[np.float64]:
    """Frames × columns of the reader's probabilities."""
    asked = (crop.shape, hashlib.blake2b(crop.tobytes()).digest(), columns)
    if asked not in _KNOWN:
        _KNOWN[asked] = _read(crop, columns)
        _KNOWN[asked].flags.writeable = False
        if len(_KNOWN) > KEPT:
            _KNOWN.popitem(last=False)
    return _KNOWN[asked]


def _read(crop: Image, columns: tuple[int, ...]) -> npt.NDArray[np.float64]:
    session = _model()[0]
    width = max(16, min(640, round(crop.shape[1] * HEIGHT / max(1, crop.shape[0]))))
    resized = cv2.resize(
        crop, (width, HEIGHT), interpolation=cv2.INTER_AREA if crop.shape[0] > HEIGHT else cv2.INTER_CUBIC
    )
    signal = (resized.astype(np.float32) / 255 - 0.5) / 0.5
    batch = np.repeat(signal[None, None], 3, axis=1)
    frames = session.run(None, {session.get_inputs()[0].name: batch})[0][0]
    return np.asarray(frames[:, list(columns)], dtype=np.float64)


@cache
def _model() -> tuple[Any, dict[str, int]]:
    import onnxruntime

    package = importlib.util.find_spec("rapidocr_onnxruntime")  # not imported: it loads readers that nobody asks
    if package is None or package.origin is None:
        raise ModuleNotFoundError("rapidocr_onnxruntime")
    file = Path(package.origin).parent / "models" / "ch_PP-OCRv4_rec_infer.onnx"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(gathered(file.read_bytes()), options, providers=["CPUExecutionProvider"])
    letters = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    return session, {letter: index + 1 for index, letter in enumerate(letters)}
