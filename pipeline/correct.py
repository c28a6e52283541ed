"""Lost accents mended where only one reading is possible; nothing is invented, and the reading is kept.

Scans lose the mark above a circumflex first (`thuôc`, `thành phô`). A word is mended only where Tesseract was in doubt
and exactly one known phrase (`data/lexicon.txt`) fits it and its neighbour letter for letter, accents aside; where the
doubt is greater, a phrase of the whole language (`extractors.wording`), if none has the word as it was read. Tesseract
is as sure of a circumflex that lost the mark above it as of one that had none: such a word is mended without its doubt
too, if no phrase of the language has it beside its neighbours as it was read. What holds a digit is never touched, nor
what looks like a name: a capital followed by small letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from extractors.folding import TONES
from extractors.syllables import is_syllable
from extractors.wording import Pairs, language
from extractors.words import Opinion
from pipeline.found import Found

DOUBT = 0.95
"""Confidence from which a word that could be Vietnamese is left alone; Tesseract gives sure words 0.96 and 0.97."""
GREATER = 0.9
"""Confidence below which the phrases of the whole language are asked about a word in small letters."""
WORD = re.compile(r"^(\W*)([^\W\d_]+)(\W*)$")
CIRCUMFLEX = "\u0302"
ABOVE = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309"))
"""The tones that stand above a vowel, so above its circumflex."""
STOPPED = re.compile(r"(?:c|ch|p|t)$")


def corrected(words: list[Found]) -> list[Found]:
    """The words of a page in reading order of their lines, doubtful ones mended by what stands beside them."""
    mended = list(words)
    for index, word in enumerate(words):
        parts = WORD.match(word.text)
        if parts is None or word.by_hand or not _may_be_mended(parts[2]):
            continue
        if (found := _found(words, index, parts)) and len(found) == 1:
            spelling = _in_case(found.pop(), parts[2])
            if spelling != parts[2]:
                text = parts[1] + spelling + parts[3]
                raw = Opinion("tesseract", word.text, word.confidence)
                mended[index] = replace(word, text=text, opinions=(*word.opinions, raw))
    return mended


def _may_be_mended(letters: str) -> bool:
    return len(letters) >= 2 and (letters.islower() or letters.isupper())


def _found(words: list[Found], index: int, parts: re.Match[str]) -> set[str]:
    """The spellings that a word may have."""
    confidence = words[index].confidence
    if confidence >= DOUBT and is_spelt(parts[2]):
        return _with_lost_mark(words, index, parts)
    found = _fitting(words, index, parts)
    if not found and confidence < GREATER and parts[2].islower():
        found = _of_the_language(words, index, parts)
    return found


def is_spelt(letters: str) -> bool:
    """Whether letters spell a Vietnamese syllable, tone included: one that ends in a stop bears sắc or nặng."""
    tones = [mark for mark in unicodedata.normalize("NFD", letters.lower()) if mark in TONES]
    if STOPPED.search(letters.lower()) and not any(tone in "\u0301\u0323" for tone in tones):
        return False
    return is_syllable(letters)


def _fitting(words: list[Found], index: int, parts: re.Match[str]) -> set[str]:
    """The spellings that known pairs give a word, from its neighbours on the line."""
    found: set[str] = set()
    for step, beside in _beside(words, index):
        one, other = _in_order(step, parts[2], beside[2])
        found |= {spelt[step < 0] for spelt in _office().spelt(one, other)}
    return found


def _with_lost_mark(words: list[Found], index: int, parts: re.Match[str]) -> set[str]:
    """The spellings that differ from a word in the tone above its circumflex alone, and that known pairs give it; none
    where a phrase of the language has it as it was read."""
    read = parts[2].lower()
    if CIRCUMFLEX not in unicodedata.normalize("NFD", read):
        return set()
    found: set[str] = set()
    for step, beside in _beside(words, index):
        pair = _in_order(step, read, beside[2].lower())
        if pair in language().met or pair in _office().met:
            return set()
        if not (beside if step < 0 else parts)[3]:
            spelt = {one[step < 0] for one in _office().spelt(*pair) if one[step > 0] == beside[2].lower()}
            found |= {spelling for spelling in spelt if _without_tone_above(spelling) == _without_tone_above(read)}
    return found


def _without_tone_above(letters: str) -> str:
    return unicodedata.normalize("NFD", letters).translate(ABOVE)


def _of_the_language(words: list[Found], index: int, parts: re.Match[str]) -> set[str]:
    """The spellings that the phrases of the language give a word beside its neighbours, none where one has it as it was
    read; a mark between the two parts them."""
    found: set[str] = set()
    for step, beside in _beside(words, index):
        if not (beside if step < 0 else parts)[3]:
            pairs = language().spelt(*_in_order(step, parts[2], beside[2]))
            found |= {spelt[step < 0] for spelt in pairs if spelt[step > 0] == beside[2].lower()}
    return set() if parts[2] in found else found


def _beside(words: list[Found], index: int) -> Iterator[tuple[int, re.Match[str]]]:
    """The words before (-1) and after (1) one on its line, taken apart."""
    for step in (-1, 1):
        at = index + step
        if 0 <= at < len(words) and words[at].line == words[index].line and (beside := WORD.match(words[at].text)):
            yield step, beside


def _in_order(step: int, letters: str, beside: str) -> tuple[str, str]:
    return (beside, letters) if step < 0 else (letters, beside)


@cache
def _office() -> Pairs:
    """What stands side by side in the phrases of offices."""
    return Pairs((Path(__file__).parent / "data" / "lexicon.txt").read_text(encoding="utf-8").splitlines())


def _in_case(spelling: str, like: str) -> str:
    return spelling.upper() if like.isupper() else spelling
