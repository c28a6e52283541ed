"""How far words are to be believed that were read from pixels: those that are known side by side more than strangers.

What a reader gets wrong stands beside words that it never stands beside (`quản lý đốt đai`). Nothing is changed here:
`extractors.scoring` is told how well each word was read, seen with its neighbours.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property
from itertools import chain, islice, pairwise, product

from extractors.folding import UPPER, fold, nfc
from extractors.gazetteer import DATA
from extractors.numbering import codes
from extractors.phrases import of_the_language, phrases
from extractors.syllables import is_syllable
from extractors.words import Word

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_PARTS = re.compile(r"[/–-]")
_ABBREVIATION = re.compile(rf"[{UPPER}&]{{3,}}")
LEAST = 3
"""Letters from which a body's code is no chance reading."""
KNOWN, STRANGE = 0.2, 1.5
"""What the reader's doubt of a word counts for beside one that the lexicon knows it beside, and beside strangers."""


def trust(
    words: Iterable[Word], also: frozenset[tuple[str, str]] = frozenset(), again: frozenset[str] = frozenset()
) -> list[float]:
    """How sure each syllable, number or abbreviation of the words is (0 to 1), in their order.

    `also` holds pairs of words, in small letters, that are known side by side beyond those of the lexicon; `again` the
    abbreviations that were read alike in another place."""
    read = [(part, word.confidence) for word in words for part in parts(word.text)]
    if all(sure == 1.0 for _, sure in read):
        return [1.0] * len(read)  # a text layer's: nothing makes them surer
    met = [_met(one, other, also) for (one, _), (other, _) in pairwise(read)]
    sides = zip([None, *met], [*met, None], strict=True)
    return [
        max(0.0, 1 - (1 - sure) * (KNOWN if part in again or part in _abbreviations() else _weight(side)))
        for (part, sure), side in zip(read, sides, strict=False)
    ]


@cache
def _abbreviations() -> frozenset[str]:
    """Abbreviations of offices, those of bodies among them: such a row of capitals is not read by chance."""
    with (DATA / "abbreviations.csv").open(encoding="utf-8", newline="") as lines:
        own = {row["abbreviation"] for row in csv.DictReader(lines)}
    return frozenset(own | {code for code in codes("body") if len(code) >= LEAST})


def trust_by_word(words: Iterable[Word], also: frozenset[tuple[str, str]] = frozenset()) -> list[float]:
    """How sure each of the words is that holds a letter or a figure: as its least sure part, since a reader errs in a
    word once."""
    read = list(words)
    sure = iter(trust(read, also))
    sizes = (len(parts(word.text)) for word in read)
    return [min(islice(sure, size)) for size in sizes if size]


def read_again(words: Iterable[Word]) -> frozenset[str]:
    """The abbreviations that were read alike in two places of a paper or more."""
    read = Counter(part for word in words for part in parts(word.text) if _ABBREVIATION.fullmatch(part))
    return frozenset(part for part, times in read.items() if times > 1)


def parts(text: str) -> list[str]:
    """The syllables, numbers and abbreviations of a word, signs aside."""
    return [part for raw in _PARTS.sub(" ", nfc(text)).split() if (part := _EDGES.sub("", raw))]


def _weight(sides: tuple[bool | None, bool | None]) -> float:
    """What the reader's doubt counts for, by whether the word is known beside the one before and the one after."""
    return KNOWN if True in sides else STRANGE if False in sides else 1.0


def _met(one: str, other: str, also: frozenset[tuple[str, str]]) -> bool | None:
    """Whether two words are known side by side; null where they are not, and one of them is no Vietnamese syllable."""
    pair = one.lower(), other.lower()
    if pair in language().met or pair in also:
        return True
    return False if is_syllable(one) and is_syllable(other) else None


class Pairs:
    """What stands side by side in phrases: `met` holds the pairs of words, in small letters, edges clean."""

    def __init__(self, texts: Iterable[str], bare: Iterable[str] = ()) -> None:
        """From phrases; what begins with `#` is a comment. Those that are `bare` are small letters and spaces alone."""
        clean = cache(_clean)  # some thousand syllables make all the phrases
        self.met = set(chain.from_iterable(pairwise(text.split()) for text in bare))
        for text in texts:
            if not text.startswith("#"):
                self.met.update(pairwise(map(clean, text.split())))

    def spelt(self, one: str, other: str) -> set[tuple[str, str]]:
        """The pairs that have the letters of two words, accents aside."""
        ways = (self._spellings.get(fold(word), ()) for word in (one, other))
        return {pair for pair in product(*ways) if pair in self.met}

    @cached_property
    def _spellings(self) -> dict[str, list[str]]:
        """The words of the pairs by their letters without accents."""
        found: dict[str, list[str]] = {}
        for word in set(chain.from_iterable(self.met)):
            found.setdefault(fold(word), []).append(word)
        return found


@cache
def language() -> Pairs:
    """What stands side by side in phrases of the whole language, of offices and in names."""
    return Pairs(phrases(), bare=of_the_language())


def _clean(word: str) -> str:
    return _EDGES.sub("", nfc(word).lower())
