"""What a scanner and its reader put into print: specks read as signs, alone or at a word, and the stops within names.

`ngày - 18/11/2016`, `ngày:09/11/2016`, `:hướng dẫn`, `Việt.Nam`, `Ủy ban. nhân dân`. A sign that stands alone is one
where it is smaller than any printed one; a sign at a word where print has none there, or where the language knows the
words on both sides as neighbours. A text layer's words, which are sure, stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from extractors.wording import language
from extractors.words import Opinion, Word

TINY = (2.2, 2.5)
"""Points that a speck is wide and high at most; the dash of a list in letters of 10 points is 2.8 wide."""
NOTHING = 0.1
"""Confidence below which a sign that is no dash is none."""
_DASH = re.compile(r"[-–—+•]+")
_STROKE = re.compile(r"[\"“”'‘’`´^ˆ]+")
"""Signs that print never sets alone; the dash of a list may be read as one, at the head of its line."""
_BEFORE = re.compile(r"^(?:[.:;,_~^|`]+(?=[^\W_])|[\"“”'‘’]+(?=\d\d?[/-]\d))")
_LABELLED = re.compile(r"(?i)(ngày|tháng|năm|số(?!:))[.:;,]+(\d\S*)")
_WITHIN = re.compile(r"([^\W\d_]{2,})[.:]([^\W\d_]{2,})([.,;:)]*)")
_STOPPED = re.compile(r"([^\W\d_]{2,})\.")
_DASHED = re.compile(r"[-–]([^\W\d_]{2,})[.,;:)]*")
_EDGES = re.compile(r"^\W+|\W+$")


def without_specks(words: Sequence[Word]) -> tuple[list[Word], tuple[Word, ...]]:
    """The words in their order, signs that are specks taken from them; and the specks that stood alone."""
    specks = tuple(_specks(words))
    gone = set(map(id, specks))
    kept = [word for word in words if id(word) not in gone]
    cleaned: list[Word] = []
    for word, after in zip_longest(kept, kept[1:]):
        before = cleaned[-1] if cleaned and cleaned[-1].line == word.line else None
        cleaned += _cleaned(word, _bare(before), _bare(after)) if _is_read(word) else [word]
    return cleaned, specks


def _specks(words: Sequence[Word]) -> Iterator[Word]:
    """The specks that stand alone, a dash beside one of them inside a sentence among them (`nông thôn : - mới`)."""
    for before, word, after in zip([None, *words], words, [*words[1:], None], strict=False):
        head = before is None or before.line != word.line
        if _is_speck(word, head=head) or (not head and _is_beside_one(before, word, after)):
            yield word


def _is_beside_one(before: Word | None, word: Word, after: Word | None) -> bool:
    """Whether a dash follows a speck, and a word in small letters the dash."""
    if before is None or after is None or not (_is_read(word) and _DASH.fullmatch(word.text)):
        return False
    return _is_speck(before, head=False) and after.line == word.line and after.text[:1].islower()


def _is_read(word: Word) -> bool:
    """Whether a reader of pictures read a word of print."""
    return word.confidence < 1.0 and not word.by_hand


def _is_speck(word: Word, *, head: bool) -> bool:
    """Whether a word is a speck; `head` where it is the first of its line."""
    if not _is_read(word) or any(c.isalnum() for c in word.text):
        return False
    x0, top, x1, bottom = word.box
    tiny = x1 - x0 < TINY[0] and bottom - top < TINY[1]
    nothing = word.confidence < NOTHING and _DASH.fullmatch(word.text) is None
    return tiny or nothing or (not head and _STROKE.fullmatch(word.text) is not None)


def _bare(word: Word | None) -> str:
    """A neighbour without the signs at it; empty where there is none."""
    return _EDGES.sub("", word.text) if word is not None else ""


def _cleaned(word: Word, before: str, after: str) -> list[Word]:
    """A word without the specks at it, as two where one lay between them."""
    texts = tuple(_texts(_BEFORE.sub("", word.text), before, after))
    if texts == (word.text,):
        return [word]
    x0, top, x1, bottom = word.box
    cut = x0 + (x1 - x0) * len(texts[0]) / len("".join(texts))
    boxes = [word.box] if len(texts) == 1 else [(x0, top, cut, bottom), (cut, top, x1, bottom)]
    opinions = (*word.opinions, Opinion("tesseract", word.text, word.confidence))
    return [replace(word, text=text, box=box, opinions=opinions) for text, box in zip(texts, boxes, strict=True)]


def _texts(text: str, before: str, after: str) -> Iterator[str]:
    if labelled := _LABELLED.fullmatch(text):
        yield from labelled.groups()
    elif (within := _WITHIN.fullmatch(text)) and _goes_on(within[1], within[2]):
        yield from (within[1], within[2] + within[3])
    elif (stopped := _STOPPED.fullmatch(text)) and after[:1].islower() and _known(stopped[1], after):
        yield stopped[1]
    elif (dashed := _DASHED.fullmatch(text)) and dashed[1].islower() and _known(before, dashed[1]):
        yield text[1:]
    else:
        yield text


def _goes_on(one: str, other: str) -> bool:
    """Whether two words are one name or phrase: a capital after small letters begins a sentence."""
    return not (one.islower() and other[0].isupper()) and _known(one, other)


def _known(one: str, other: str) -> bool:
    return (one.lower(), other.lower()) in language().met
