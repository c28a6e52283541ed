"""Names of persons in the lines of a signature, also where strokes of the pen run into them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.person import is_family, is_name_word, is_whole
from extractors.syllables import is_syllable
from extractors.words import Word
from pipeline.lines import Line

_MARKS = ".,;:'`|“”„‘’\"_-"
LONGEST = 7
"""Letters of a word of a name at most, but for family names that are longer (`Chamaléa`)."""


def name_words(line: Line) -> list[Word]:
    """The words of a line that are a person's name; empty where it holds none."""
    return list(line.words) if is_name(line.words) else _names_within(line)


def worth(words: Sequence[Word]) -> float:
    """How much like a whole name words are: from a family name on, of syllables, surely read, three or so."""
    texts = [word.text.strip(_MARKS) for word in words if any(c.isalpha() for c in word.text)]
    spelt = sum(is_syllable(text) for text in texts) / len(texts)
    sure = sum(word.confidence for word in words) / len(words)
    family = any(is_family(text) for text in texts[:-1])  # a rank may stand before it
    return sure * spelt * (1.0 if family else 0.5) * min(1.0, 0.7 + 0.1 * len(texts))


def is_name(words: Sequence[Word]) -> bool:
    """Two to six words (a rank among them), each with one capital at its head; one that is a whole name (`K'Khét`)."""
    texts = [word.text.strip(_MARKS) for word in words if any(c.isalnum() for c in word.text)]
    alone = len(texts) == 1 and is_whole(texts[0])
    if not alone and (not 2 <= len(texts) <= 7 or sum(len(text) for text in texts) < 5):
        return False
    good = [is_name_word(text) and _is_short(text) for text in texts]
    return sum(good) >= len(texts) - (len(texts) > 3) and sum(word.confidence for word in words) / len(words) > 0.3


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST or is_family(text)


def _names_within(line: Line) -> list[Word]:
    """A name with strokes of the signature run into its line."""
    best: list[Word] = []
    run: list[Word] = []
    for word in [*line.words, None]:
        if (
            word is not None
            and is_name_word(text := word.text.strip(_MARKS))
            and len(text) >= 2
            and _is_short(text)
            and word.confidence > 0.45
        ):
            run.append(word)
            continue
        if len(run) > len(best):
            best = run
        run = []
    return best if len(best) >= 2 else []
