"""What frames of letters say of a text."""

from __future__ import annotations

import itertools

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline import letter_frames
from pipeline.images import as_image
from pipeline.letter_frames import frames, frames_and_capitals, greedy, log_likelihoods
from samples.generator.ink import BOLD
from tests.pipeline.spoken import spoken


def drawn(text: str) -> np.ndarray:
    picture = Image.new("L", (420, 60), 255)
    ImageDraw.Draw(picture).text((20, 10), text, font=ImageFont.truetype(str(BOLD), 32), fill=0)
    return as_image(np.array(picture))


def test_letters_are_read_without_accents() -> None:
    assert greedy(frames(drawn("Trần Quang Hải"))) == "tranquanghai"


@pytest.mark.parametrize(("text", "capitals"), [("PHÓ GIÁM ĐỐC", True), ("Trần Quang Hải", False)])
def test_capitals(text: str, capitals: bool) -> None:
    assert (frames_and_capitals(drawn(text))[1] > 0.6) == capitals


@pytest.mark.parametrize("text", ["a", "ba", "aa", "aba"])
def test_likelihoods_are_sums_over_all_alignments(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_frames, "STROKE", np.inf)
    told = np.random.default_rng(4).dirichlet(np.ones(27), 5)
    paths = (path for path in itertools.product((0, 1, 2), repeat=5) if _said(path) == text)
    whole = sum(np.prod(told[range(5), path]) for path in paths)
    found = log_likelihoods(np.log(told), [text, "abab"])[0]
    assert found == pytest.approx(np.log(whole / told.max(axis=1).prod()))


def _said(path: tuple[int, ...]) -> str:
    return "".join("_ab"[k] for k, before in zip(path, (0, *path), strict=False) if k and k != before)


def test_strokes_before_a_text_cost_less_than_wrong_letters() -> None:
    seen = spoken("xxhai")
    assert log_likelihoods(seen, ["hai"])[0] > log_likelihoods(seen, ["mai"])[0]
    assert log_likelihoods(spoken("hai"), ["hai"])[0] > log_likelihoods(seen, ["hai"])[0]


def test_a_crop_of_any_size_is_read() -> None:
    assert frames(as_image(cv2.resize(drawn("Hải"), (7, 5)))).shape[1] == 27
