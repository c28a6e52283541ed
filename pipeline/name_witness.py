"""A second witness for the syllables of a signer's name that Tesseract lost under a seal: PP-OCR's letters.

It reads Latin letters through rings and strokes, without accents and spaces (`DuongVanLinh`). The names that end with
the syllables that were surely read are weighed by what it saw of each letter in several lights, and by how common they
are. Accents are those that some reading of the same letters has, else those of the tables of names.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from extractors.folding import fold
from extractors.person import families
from extractors.words import Opinion
from pipeline.found import Found
from pipeline.images import Image
from pipeline.letter_frames import Frames, frames, greedy
from pipeline.name_letters import Parts, accented, is_name, is_plain, is_spelt, names_like, weighed
from pipeline.name_versions import Version, is_whole
from pipeline.second import READER

SURE = 0.6
"""Confidence from which a syllable needs no witness."""
PLAIN = 0.85
"""The same where no table of names has it."""
AT_ONCE, AT_MOST = 4, 16
"""Crops that are shown before names are weighed, and in all."""
IN_VAIN = 8
"""Crops of which none says a name, after which no further one is shown."""
LOST = 2
"""Syllables before the sure ones of a whole name in whose stead others may be told."""
CLEARLY = 1.2
"""How much likelier a name must be than any other (log); where it is twice as much, no further crop is shown."""
SEEN = -8.5
"""Worth of a name (log) from which it is told."""
CANDIDATES = 20
"""Names taken from each reading."""
DOUBT = 0.5
"""Confidence of a syllable of which one reader saw the letters and a table knows the accents."""


def completed(found: Sequence[Found], versions: Sequence[Version], crops: Iterable[Image]) -> tuple[Found, ...]:
    """The name `found` with the syllables before its sure ones as the witness reads them in `crops` of its line.

    `found` as it is where its syllables are sure and begin with a family name of three, or no name is clearly likelier
    than the others.
    """
    core = _sure_end(found)
    whole = is_whole([word.text for word in found])
    lost = len(found) - len(core)
    if not core or (whole and not lost) or not all(map(is_plain, _parts(found))):
        return tuple(found)
    sure = whole and found[0].confidence >= DOUBT
    if sure and lost > LOST:
        return tuple(found)
    # Of a name that was read whole the witness only tells how it is spelt.
    name = _told(crops, _parts(found), _parts(core), found if sure else ())
    if name is None:
        return tuple(found)
    before = _placed(_spelt(name, versions)[: len(name) - len(core)], core[0])
    if len(before) == lost:
        before = list(map(_sure_as, before, found))
    return (*before, *core)


def _sure_as(told: Found, read: Found) -> Found:
    """A syllable that was told, as sure as it was read if it was read so; the box that was read may hold a stroke."""
    return replace(told, confidence=read.confidence, opinions=read.opinions) if told.text == read.text else told


def _sure_end(found: Sequence[Found]) -> list[Found]:
    """The syllables from the first on after which all are sure, and spelt as names are."""
    kept: list[Found] = []
    for word in reversed(found):
        if word.confidence < (SURE if is_spelt(word.text) else PLAIN):
            break
        kept.insert(0, word)
    return kept


def _parts(words: Sequence[Found]) -> Parts:
    return tuple(fold(word.text) for word in words)


def _told(crops: Iterable[Image], read: Parts, known: Parts, sure: Sequence[Found]) -> Parts | None:
    """The name that ends with the syllables `known` and is clearly the likeliest in crops of its line; null where none
    is. `read` is the name as it was read before, `sure` the same where it was read whole.
    """
    heard: list[Frames] = []
    names = {name: None for name in (read, known) if is_name(name) and _may_be(name, sure)}
    ranked: list[tuple[float, Parts]] = []
    for crop in itertools.islice(crops, AT_MOST):
        heard.append(frames(crop))
        like = names_like(_before(greedy(heard[-1]), "".join(known)), CANDIDATES, known=known)
        names |= dict.fromkeys(name for name in like if _may_be(name, sure))
        if len(heard) % AT_ONCE == 0 and names:
            ranked = weighed(heard, list(names))
            if _lead(ranked) > 2 * CLEARLY:
                break
        if len(heard) == IN_VAIN and not names:
            break
    if not ranked:
        return None
    # Of a name that was lost in part any telling is better than none; one that was read whole has others beside it.
    best = ranked[0]
    rivals = [one for one in ranked[1:] if sure or one[1] in (read, known)]
    return best[1] if _lead([best, *rivals]) > CLEARLY else None


def _may_be(name: Parts, sure: Sequence[Found]) -> bool:
    """Whether a name has as many syllables as one that was read whole, and its family name where that is sure."""
    if not sure:
        return True
    family = fold(sure[0].text) if sure[0].confidence >= SURE and sure[0].text in families() else name[0]
    return len(name) == len(sure) and family == name[0]


def _lead(ranked: Sequence[tuple[float, Parts]]) -> float:
    """How much likelier the first of names is than the next, and than none (log)."""
    return ranked[0][0] - max((worth for worth, _ in ranked[1:]), default=SEEN) if ranked[0][0] > SEEN else 0.0


def _before(read: str, suffix: str) -> str:
    """What stands before the letters that are most like `suffix` at the end of `read`; empty where none are."""
    starts = range(max(1, len(read) - len(suffix) - 2), min(len(read), len(read) - len(suffix) + 3))
    best = min(starts, key=lambda at: Levenshtein.distance(read[at:], suffix), default=0)
    return read[:best] if best and Levenshtein.distance(read[best:], suffix) <= len(suffix) // 4 else ""


def _spelt(name: Parts, versions: Sequence[Version]) -> list[str]:
    """A name with the accents that a version has for a syllable where names are spelt so, else with the commonest."""
    read: defaultdict[str, float] = defaultdict(float)
    for version in versions:
        for word in version.words:
            read[word.text] += version.worth * word.confidence
    chosen: list[str] = []
    for index, (part, commonest) in enumerate(zip(name, accented(name), strict=True)):
        known = is_spelt if index else families().__contains__
        seen = [text for text in read if fold(text) == part and known(text)] if part != "thi" else []
        chosen.append(max(seen, key=lambda text: read[text], default=commonest))
    return chosen


def _placed(syllables: Sequence[str], after: Found) -> list[Found]:
    """The syllables as words to the left of the one that they stand before."""
    left, top, _, bottom = after.box
    wide = (bottom - top) // 2
    words: list[Found] = []
    for text in reversed(syllables):
        right = left - wide // 2
        left = max(0, right - wide * len(text))
        letters = Opinion(READER, fold(text), DOUBT)
        words.insert(0, Found(text, (left, top, right, bottom), DOUBT, after.line, opinions=(letters,)))
    return words
