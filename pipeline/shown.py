"""The letters of a page as a person sees them: no watermark, none twice, those of one word on one level.

Letters are in the form that `pipeline.glyphs` gives them, in the order of the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

Letter = dict[str, Any]

PALE = 0.6
"""Part of white from which ink is a watermark's, where its letters are large."""
LARGE = 2.5
"""Times the usual size from which they are."""
BAND = 12.0
"""Points; letters over each other are looked for in strips of this height."""
TWICE = 0.5
"""Part of a letter's width that lies under the same letter, where it is drawn twice to look bold."""
LEVEL = 0.5
"""Points by which the base lines of one word's letters may differ."""
SHRUNK = 0.9
"""Part of the size of a word's capital below which its small letters are small capitals."""
TOUCH = 0.3
"""White between letters of one word in parts of their size, at most."""


def as_shown(letters: Sequence[Letter]) -> list[Letter]:
    """The letters that a person reads, those of a word that are of several sizes with one top."""
    usual = median(letter["size"] for letter in letters) if letters else 0.0
    kept = list(_once([letter for letter in letters if not _is_watermark(letter, usual)]))
    return [letter for word in _words(kept) for letter in _level(word)]


def _is_watermark(letter: Letter, usual: float) -> bool:
    """Whether a letter lies across the lines of text, or is large and pale."""
    return bool(not letter["square"] or (letter["size"] > LARGE * usual and letter["pale"] > PALE))


def _once(letters: Sequence[Letter]) -> Iterator[Letter]:
    """The letters without those that are drawn again over the same letter."""
    seen: defaultdict[tuple[str, int], list[Letter]] = defaultdict(list)
    for letter in letters:
        text, band = letter["text"], int(letter["bottom"] // BAND)
        near = (other for row in (band - 1, band, band + 1) for other in seen[text, row])
        if text != " " and any(_lies_over(letter, other) for other in near):
            continue
        seen[text, band].append(letter)
        yield letter


def _lies_over(letter: Letter, other: Letter) -> bool:
    shared = min(letter["x1"], other["x1"]) - max(letter["x0"], other["x0"])
    near = abs(letter["bottom"] - other["bottom"]) < letter["size"] / 4
    narrow = min(letter["x1"] - letter["x0"], other["x1"] - other["x0"])
    return bool(near and shared > TWICE * narrow > 0)


def _words(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """The letters of one word after another."""
    word: list[Letter] = []
    for letter in letters:
        if word and not _goes_on(word[-1], letter):
            yield word
            word = []
        word.append(letter)
    if word:
        yield word


def _goes_on(last: Letter, letter: Letter) -> bool:
    white = letter["x0"] - last["x1"]
    level = last["upright"] and letter["upright"] and abs(last["base"] - letter["base"]) < LEVEL
    near = abs(white) < TOUCH * max(last["size"], letter["size"])
    return bool(level and near and letter["text"] != " " != last["text"])


def _level(word: Sequence[Letter]) -> Iterator[Letter]:
    """The letters of a word, whose tops tell on which line it stands, with the tops of the largest; small capitals,
    which files give as small letters of a smaller size, as capitals."""
    if len({round(letter["size"], 1) for letter in word}) == 1:
        yield from word
        return
    tallest = max(word, key=lambda letter: float(letter["size"]))
    small = [letter["size"] for letter in word if letter["text"].islower()]
    shrunk = bool(small) and max(small) < SHRUNK * tallest["size"] and tallest["text"].isupper()
    for letter in word:
        text = letter["text"].upper() if shrunk else letter["text"]
        yield letter | {"text": text, "top": tallest["top"], "bottom": tallest["bottom"]}
