"""The signer's name in a line of the signature block, and whether its readers agree on it."""

from __future__ import annotations

import re

from spacy.tokens import Span

from extractors.document import words_of
from extractors.folding import canonical, fold, nfc
from extractors.headings import begins_body
from extractors.person import (
    begins_name,
    is_common,
    is_family,
    is_known,
    is_middle,
    is_name_word,
    is_whole,
    nearly_family,
)
from extractors.posts import title_of
from extractors.words import Word

_RANK = re.compile(r"^(?:(?:ThS|TS|PGS|GS|BS|BSCK\w*|BSCKII|BSCKI|DS|CN|KS|LS|CVCC|CKII|CKI|Ths|Bs|Ts|Đại tá|Thượng tá|"
                   r"Trung tá|Thiếu tá|Thiếu tướng|Trung tướng|Thượng tướng|Đại tướng)\b[.,\s]*)+")  # fmt: skip
_TRIMMED = re.compile(r"^[\W\d_]+|[\W\d_]+$")
STROKE = 0.7
"""A reader's confidence below which a rare family name before another one may be no name."""
DOUBTED = 0.85
"""A reader's confidence below which a syllable may be another of the same letters."""


def person(text: str, *, scan: bool) -> str | None:
    """A person's name without ranks and, on a `scan`, without strokes of the pen; null where the line holds none."""
    text = _RANK.sub("", _TRIMMED.sub("", nfc(text)))
    words = [re.sub(r"^[\W\d_]+|[^\w'’]+$|[\d_]+$", "", word) for word in text.split()]
    if shouts(text):
        if not words or not is_family(words[0]) or title_of(text) or begins_body(text):
            return None
        words = [word.capitalize() for word in words]
    runs: list[list[str]] = [[]]
    for word, written in zip(words, text.split(), strict=True):
        if is_name_word(word) and len(word) <= 8:
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
        if runs[-1] and written[-1] in ";:,":
            runs.append([])  # a stroke of the pen, not a name's first word
    best = max(runs, key=lambda run: (len(run) > 1 and is_family(run[0]), len(run)))
    best = _from_family(best) if scan else best
    alone = len(best) == 1 and is_whole(best[0])
    if not alone and (not 2 <= len(best) <= 6 or sum(len(word) for word in best) < 5):
        return None
    return canonical(" ".join(best))


def _from_family(run: list[str]) -> list[str]:
    """The run from its first family name on, where strokes of the pen were read as words before it."""
    for index in range(len(run) - 1):
        if begins_name(run[index], run[index + 1]):
            return _once(run[index - 1 :] if index and _lost_before(run, index) else run[index:])
    return run


def _lost_before(run: list[str], index: int) -> bool:
    """Whether the word before `Thị` or `Văn` is a family name with a letter misread."""
    return is_middle(run[index]) and nearly_family(run[index - 1]) is not None


def _once(name: list[str]) -> list[str]:
    """A name without what was read before it: its first syllable twice, or `Đại` of a rank whose `tá` was lost."""
    twice = len(name) > 3 and (name[0] == name[1] or (name[0] == "Đại" and is_family(name[1])))
    return name[1:] if twice else name


def without_stroke(name: str, row: Span) -> str:
    """A name on a scan without a stroke of the pen that was read as a rare family name before its own (`Xa Phạm Tiến
    Phượng`): its reader must have doubted it."""
    first, second, *rest = [*name.split(), ""]
    seen = min((word.confidence for word in words_of(row) if _TRIMMED.sub("", word.text) == first), default=1.0)
    named = len(rest) > 2 and is_family(second) and not is_middle(second)
    return name.removeprefix(f"{first} ") if named and not is_common(first) and seen < STROKE else name


def doubts(row: Span) -> frozenset[str]:
    """The words of a line that its reader doubts."""
    return frozenset(_TRIMMED.sub("", word.text) for word in words_of(row) if word.confidence < DOUBTED)


def confirmed(row: Span) -> frozenset[str]:
    """The words of a line that a second reader read alike."""
    words = ((_TRIMMED.sub("", word.text), word.opinions) for word in words_of(row))
    return frozenset(text for text, opinions in words if any(opinion.text == text for opinion in opinions))


def undisputed(name: str, line: Span) -> bool:
    """Whether a name was read in its line syllable by syllable as names are spelt, and no reader read another name in
    the place of one; letters that were read without accents are no reading. A rare family name before one of the
    commonest may be a stroke.
    """
    words = name.split()
    read = {_TRIMMED.sub("", word.text): word for word in words_of(line)}
    stroke = len(words) > 3 and is_common(words[1]) and not is_common(words[0])
    return not stroke and all(is_known(word) and word in read and not _disputed(word, read[word]) for word in words)


def _disputed(syllable: str, word: Word) -> bool:
    said = {_TRIMMED.sub("", opinion.text) for opinion in word.opinions} - {syllable}
    return fold(syllable) in said or any(map(is_known, said))


def shouts(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
