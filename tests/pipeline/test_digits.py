"""The search for what a reader of digits saw: as good as trying every string, and bounded to days where asked."""

from __future__ import annotations

import itertools
import math

import numpy as np
import numpy.typing as npt
import pytest

from pipeline import dated, digits, second
from pipeline.images import as_image


def seen(text: str, doubt: float = 0.0, width: int = 11) -> npt.NDArray[np.float64]:
    """Frames that say a text, letter and blank in turn; every third letter may be another, as likely as `doubt`."""
    rows = []
    for place, letter in enumerate(text):
        row = np.full(width, 1e-6)
        row[digits.LETTERS.index(letter) + 1] = 1 - doubt
        if doubt and place % 3 == 0:
            row[(digits.LETTERS.index(letter) + 5) % 10 + 1] += doubt
        blank = np.full(width, 1e-6)
        blank[0] = 1.0
        rows += [row / row.sum(), blank / blank.sum()]
    return np.log(np.array(rows))


def test_the_search_finds_what_trying_every_string_does() -> None:
    rng = np.random.default_rng(7)
    for _ in range(5):
        rows = rng.normal(size=(4, 11)) * 3
        frames = rows - np.log(np.exp(rows).sum(axis=1, keepdims=True))
        texts = ["".join(one) for size in range(5) for one in itertools.product("0123456789", repeat=size)]
        whole = dict(zip(texts, digits.log_likelihoods(frames, texts), strict=True))
        best, *others = digits.beam(frames, 4)
        assert best.text == max(texts, key=lambda text: whole[text])
        assert math.log(best.probability) == pytest.approx(whole[best.text], abs=0.2)
        assert [one.probability for one in others] == sorted((one.probability for one in others), reverse=True)


@pytest.mark.parametrize("text", ["1375", "11", "1008", "99911", ""])
def test_a_digit_twice_has_a_blank_between(text: str) -> None:
    best = digits.beam(seen(text) if text else np.log(np.array([[1.0] + [1e-9] * 10])), 3)[0]
    assert (best.text, best.probability > 0.99) == (text, True)


def test_only_what_may_begin_a_day_is_followed() -> None:
    frames = seen("35/12/2024", doubt=0.3, width=14)
    assert digits.beam(frames, 1)[0].text == "35/12/2024"
    assert all(dated.begins(one.text) for one in digits.beam(frames, 12, dated.begins) if one.text)


def test_a_crop_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    crop = as_image(np.full((30, 90), 255))
    crop[8:22, 40:44] = 0
    first = second.spotted(crop, "0123456789")
    monkeypatch.setattr(second, "_read", lambda *_: pytest.fail("it was looked at before"))
    assert np.array_equal(second.spotted(crop.copy(), "0123456789"), first)
    for another in (crop[:, 1:], crop):
        with pytest.raises(pytest.fail.Exception):
            second.spotted(another, "0123456789")
        second.forget()
