"""Made-up lines of signers' names, and what the shipped reader makes of those in small pictures."""

from __future__ import annotations

import random
import unicodedata

import pytest

from benchmarks.signatures.lines import Writer
from benchmarks.signatures.names import Names
from pipeline.name_reader import LETTERS, read, spelled

TONED = [("Tấn", "Tân"), ("Bốn", "Bổn"), ("Hiếu", "Hiều")]


def test_every_letter_of_a_text_is_one_of_the_network() -> None:
    names = Names(random.Random(5))
    assert all(set(spelled(names.text())) <= set(LETTERS) for _ in range(3000))


@pytest.mark.parametrize(("syllable", "other"), TONED)
def test_another_tone_over_the_same_hat(syllable: str, other: str) -> None:
    names = Names(random.Random(5))
    assert other in {names.toned(syllable) for _ in range(60)}


def test_a_stopped_syllable_keeps_its_tone() -> None:
    assert {Names(random.Random(5)).toned(syllable) for syllable in ("Đức", "Việt")} == {"Đức", "Việt"}


def test_names_in_small_pictures_are_read() -> None:
    """Tones that touch the hat under them, sharpened, compressed and drawn in another size."""
    writer = Writer(21)
    names = writer.names
    texts = [" ".join([*names.rng.sample(names.families[:20], 1), *names.rng.sample(names.own, 2)]) for _ in range(80)]
    lines = [writer._pictured(text) for text in texts]
    said = [" ".join(word.text for word in words) for words in read(lines)]
    right = sum(one == unicodedata.normalize("NFC", text) for one, text in zip(said, texts, strict=True))
    assert right >= 64
