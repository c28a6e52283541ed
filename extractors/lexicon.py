"""Accents that OCR lost or changed, put right where the words without accents make a phrase of office language.

`Chỉ cục Văn thư` is `Chi cục Văn thư`: the phrase, without accents, is in `data/office_phrases.csv` or in a table of
bodies, in one spelling only. Numbers, names of persons and what has no phrase are never touched, nor two words
that are a phrase of the language as they were read (`hội thao` is no `hội thảo`).
"""

from __future__ import annotations

import itertools
import re
from functools import cache

from extractors.folding import fold, nfc
from extractors.person import is_family
from extractors.phrases import of_the_language, phrases
from extractors.wording import language

LONGEST = 8  # words of a phrase
_WORD = re.compile(r"[^\W\d_]+|[,;]")
# `về` in accents that no other word of office language has
_ABOUT = re.compile(r"\bv[êẻèẽ](?=\s+(?!đẹp\b|vang\b)\w)")
_BEFORE_YEAR = re.compile(r"\b([nN])([aáàảãạăắằẳẵặâấầẩẫậAÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬ])([mM])(?=\s+(?:19|20)\d\d\b)")
"""`năm` in any accents before a year: nothing else that is spelt so stands there."""
_SPECK = re.compile(r"(?<![\w-])([^\W\d_]{3,})-([^\W\d_]{3,})(?![\w-])")
_MIDDLE_NAMES = {"Thị", "Văn"}


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Words without accents to words with them, for every phrase that has one spelling only."""
    found: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for phrase in phrases():
        words = tuple(_WORD.findall(nfc(phrase).lower()))
        if 2 <= len(words) <= LONGEST:
            found.setdefault(tuple(map(fold, words)), set()).add(words)
    return {bare: next(iter(spellings)) for bare, spellings in found.items() if len(spellings) == 1}


def mended(text: str) -> str:
    """`text` with the accents of its phrases as office language spells them; capitals stay where they are."""
    text = _ABOUT.sub("về", nfc(text))
    text = _BEFORE_YEAR.sub(lambda m: m[1] + ("Ă" if m[2].isupper() else "ă") + m[3], text)
    text = _SPECK.sub(_apart, text)
    words = list(_WORD.finditer(text))
    bare = ["," if word[0] == ";" else fold(word[0]) for word in words]
    out = list(text)
    start = 0
    while start < len(words):
        size = next((n for n in range(LONGEST, 1, -1) if _phrase_at(text, words[start : start + n], bare, start, n)), 1)
        piece, spelling = words[start : start + size], _phrases().get(tuple(bare[start : start + size]), ())
        if size > 1 and not _is_known(piece) and not (_begins_name(piece) or _is_name(piece, spelling)):
            _put(out, piece, spelling)
        start += size
    return "".join(out)


def _apart(pair: re.Match[str]) -> str:
    """Two words in small letters that are known side by side, without the speck between them: `thuộc-trung ương`."""
    return f"{pair[1]} {pair[2]}" if pair[0].islower() and pair.groups() in language().met else pair[0]


def _phrase_at(text: str, piece: list[re.Match[str]], bare: list[str], start: int, size: int) -> bool:
    """Whether `size` words from `start` are a phrase, with nothing but spaces and dashes between them."""
    if len(piece) < size or tuple(bare[start : start + size]) not in _phrases():
        return False
    return not any(text[a.end() : b.start()].strip(" -–") for a, b in itertools.pairwise(piece))


def _begins_name(piece: list[re.Match[str]]) -> bool:
    """Whether two words begin the name of a person: `Đỗ Thị Lượt` is no `đô thị`."""
    return len(piece) == 2 and piece[1][0] in _MIDDLE_NAMES and piece[0][0].istitle() and is_family(piece[0][0])


def _is_known(piece: list[re.Match[str]]) -> bool:
    """Whether two words are a phrase of the language as they were read."""
    return len(piece) == 2 and f"{piece[0][0]} {piece[1][0]}".lower() in _of_the_language()


def _is_name(piece: list[re.Match[str]], spelling: tuple[str, ...]) -> bool:
    """Whether two words with capitals, both in other accents than an ordinary phrase, are a name: Khu kinh tế Vân Phong
    is no `văn phòng`."""
    other = all(word[0].istitle() and word[0].lower() != right for word, right in zip(piece, spelling, strict=True))
    return len(piece) == 2 and other and " ".join(spelling) in _ordinary()


@cache
def _ordinary() -> frozenset[str]:
    """The phrases that are no names."""
    return frozenset(phrase for phrase in phrases() if phrase.islower())


@cache
def _of_the_language() -> frozenset[str]:
    return frozenset(of_the_language())


def _put(out: list[str], piece: list[re.Match[str]], spelling: tuple[str, ...]) -> None:
    for word, right in zip(piece, spelling, strict=True):
        for offset, letter in enumerate(right):
            old = out[word.start() + offset]
            out[word.start() + offset] = letter.upper() if old.isupper() else letter
