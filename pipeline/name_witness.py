"""A second witness for the syllables of a signer's name that Tesseract lost under a seal: PP-OCR's letters.

It reads Latin letters through rings and strokes, without accents and spaces (`DuongVanLinh`). What stands before the
syllables that were surely read is taken apart into a family name and at most one syllable more, where several lights
agree. Accents are those that some reading of the same letters has, else those of the tables of names.
"""

from __future__ import annotations

import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from extractors.folding import fold
from extractors.person import families, is_known, spellings
from pipeline import second
from pipeline.found import Found
from pipeline.images import Image
from pipeline.name_versions import Version, is_whole

SURE = 0.6
"""Confidence from which a syllable needs no witness."""
VOTES, SHARE = 3, 0.5
"""How many crops must say the same, and which part of all that say a name."""
SETTLED, MOST = 4, 0.7
"""Votes for one reading, and the part of all, from which on no further crop is asked."""
IN_VAIN = 8
"""Crops of which none says a name, after which no further one is asked."""
AT_MOST = 2
"""Syllables that the witness tells before the sure ones."""
MIDDLE = {"thi", "van"}
UNKNOWN = 0.7
"""Weight of a reading that no table of names has."""
SHORT = 2
"""Letters of a family name up to which a second reader must have seen it too."""
DOUBT = 0.5
"""Confidence of a syllable of which one reader saw the letters and a table knows the accents."""


def letters(crop: Image) -> str:
    """What PP-OCR reads in a grey crop of one line, in small letters without accents and spaces."""
    alphabet = string.ascii_letters
    best = second.log_probabilities(crop, alphabet).argmax(axis=1)
    read = (alphabet[k - 1] for k, before in zip(best, [0, *best], strict=False) if k and k != before)
    return "".join(read).lower()


def completed(found: Sequence[Found], versions: Sequence[Version], crops: Iterable[Image]) -> tuple[Found, ...]:
    """The name `found` with the syllables before its sure ones as the witness reads them in `crops` of its line.

    `found` as it is where its syllables are sure and begin with a family name of three, or no two lights agree.
    """
    core = _sure_end(found)
    if not core or (len(core) == len(found) and is_whole([word.text for word in found])):
        return tuple(found)
    suffix = "".join(fold(word.text) for word in core)
    lost = len(found) - len(core)
    sure = is_whole([word.text for word in found]) and found[0].confidence >= DOUBT
    if sure and lost > AT_MOST:
        return tuple(found)
    votes = _votes(crops, suffix)
    if not votes:
        return tuple(found)
    parts, times = votes.most_common(1)[0]
    if times < VOTES or times < SHARE * votes.total():
        return tuple(found)
    if sure and len(parts) != lost:
        return tuple(found)  # a whole name was read: the witness only doubts how it is spelt
    first = _spelt(parts, versions)
    return (*_placed(first, core[0]), *core) if first else tuple(found)


def _votes(crops: Iterable[Image], suffix: str) -> Counter[tuple[str, ...]]:
    """What the crops say before `suffix`, and how many of them; not asked on once most agree."""
    votes: Counter[tuple[str, ...]] = Counter()
    for asked, crop in enumerate(crops):
        if asked == IN_VAIN and not votes:
            break
        before = _before(letters(crop), suffix)
        if before and (parts := _apart(before)):
            votes[parts] += 1
            if votes[parts] >= SETTLED and votes[parts] > MOST * votes.total():
                break
    return votes


def _sure_end(found: Sequence[Found]) -> list[Found]:
    """The syllables from the first on after which all are sure, and spelt as names are."""
    kept: list[Found] = []
    for word in reversed(found):
        if word.confidence < SURE or not is_known(word.text):
            break
        kept.insert(0, word)
    return kept


def _before(read: str, suffix: str) -> str:
    """What stands before the letters that are most like `suffix` at the end of `read`; empty where none are."""
    starts = range(max(1, len(read) - len(suffix) - 2), min(len(read), len(read) - len(suffix) + 3))
    best = min(starts, key=lambda at: Levenshtein.distance(read[at:], suffix), default=0)
    return read[:best] if best and Levenshtein.distance(read[best:], suffix) <= len(suffix) // 4 else ""


def _apart(text: str) -> tuple[str, ...]:
    """The folded family name that `text` ends with, a middle syllable after it; empty where there is none."""
    text = text.replace("ur", "u")  # so it reads ư
    heads = [(wrong, (family,)) for family in _family_letters() if (wrong := _wrong(text, family)) is not None]
    wholes: list[tuple[int, tuple[str, ...]]] = [*heads]
    for middle in spellings():
        if len(middle) > 1 and text.endswith(middle):
            rest = text[: -len(middle)]
            wholes += [
                (wrong, (family, middle)) for family in _family_letters() if (wrong := _wrong(rest, family)) is not None
            ]
    best = max(wholes, key=lambda whole: sum(map(len, whole[1])) - 3 * whole[0], default=(0, ()))
    return best[1]


@cache
def _family_letters() -> tuple[str, ...]:
    """Family names without accents, but for those that are middle names first of all."""
    return tuple(dict.fromkeys(fold(name) for name in families() if len(name) > 1 and fold(name) not in MIDDLE))


def _wrong(text: str, family: str) -> int | None:
    """How many letters are wrong where `text` is a family name, strokes before it or not; null where it is none.

    A short name, or one that begins with a vowel, would be found at the end of many others.
    """
    if len(family) > 2 and text[: -len(family)] and family[0] not in "aeiouy" and text.endswith(family):
        return 0
    wrong = Levenshtein.distance(text, family)
    alike = len(family) > 4 and text[:2] == family[:2] and wrong <= len(family) // 3
    return wrong if not wrong or alike else None


def _spelt(parts: Sequence[str], versions: Sequence[Version]) -> list[str]:
    """Folded syllables with their accents; empty where nobody else saw a short family name."""
    read: defaultdict[str, float] = defaultdict(float)
    for version in versions:
        for word in version.words:
            read[word.text] += version.worth * word.confidence
    chosen: list[str] = []
    for index, part in enumerate(parts):
        known = [name for name in families() if fold(name) == part] if index == 0 else list(spellings()[part])
        seen = [text for text in read if fold(text) == part]
        if not seen and index == 0 and len(part) <= SHORT:
            return []
        if index and part == "thi":
            chosen.append("Thị")
        else:
            chosen.append(max(seen, key=lambda text: read[text] * (1 if text in known else UNKNOWN), default=known[0]))
    return chosen


def _placed(syllables: Sequence[str], after: Found) -> list[Found]:
    """The syllables as words to the left of the one that they stand before."""
    left, top, _, bottom = after.box
    wide = (bottom - top) // 2
    words: list[Found] = []
    for text in reversed(syllables):
        right = left - wide // 2
        left = max(0, right - wide * len(text))
        words.insert(0, Found(text, (left, top, right, bottom), DOUBT, after.line))
    return words
