"""The body of the tables with whose name a heading begins, which OCR may have damaged.

Headings and the spellings of the rows are compared letter for letter, without accents and spaces; only spellings that
share a letter with the heading's beginning are tried.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from extractors.capitals import syllables
from extractors.folding import canonical
from extractors.gazetteer import Body, after, begun, bodies, institutions, province_letters, tight
from extractors.ordinary import free_heads
from extractors.places import PLACES, place_name

_SMALL = 2  # letters of a word that may be lost without being missed
_COMMITTEES = ("tinhuy", "thanhuy", "huyenuy", "thiuy", "thixauy", "quanuy", "danguy")


@dataclass(frozen=True, slots=True)
class Found:
    """A row whose name begins a heading: over how many letters, how many wrong, and whether it is valid on the day."""

    body: Body
    length: int
    wrong: int
    valid: bool


@dataclass(frozen=True, slots=True)
class _Spelling:
    body: Body
    text: str
    bare: str  # as `tight`
    slack: int  # letters that may be wrong


@cache
def _spellings() -> tuple[_Spelling, ...]:
    return tuple(
        _Spelling(body, text, tight(text), _slack(tight(text)))
        for body in (*bodies(), *institutions())
        for text in body.spellings
    )


@cache
def _of_two() -> frozenset[str]:
    """Names of which one row takes a place and another, of the centre, does not: Kho bạc Nhà nước, Cục Thuế."""
    central = {one.bare for one in _spellings() if one.body.level == "none"}
    return frozenset(one.bare for one in _spellings() if one.body.level != "none" and one.bare in central)


def _slack(bare: str) -> int:
    """How many letters of a name may be wrong: of one with a free name, few of that, for others are like it."""
    head = next((head for head in free_heads() if bare.startswith(head)), None)
    return len(bare) // 7 if head is None else min(len(bare) // 7, (len(bare) - len(head)) // 5)


@cache
def _by_letters() -> dict[tuple[int, str], frozenset[int]]:
    """Which spellings have a letter at one of their first three places, and which begin with three letters (at 3)."""
    found: dict[tuple[int, str], set[int]] = {}
    for index, one in enumerate(_spellings()):
        for letters in (*enumerate(one.bare[:3]), (3, one.bare[:3])):
            found.setdefault(letters, set()).add(index)
    return {letters: frozenset(indices) for letters, indices in found.items()}


@lru_cache(maxsize=2048)
def _likely(start: str) -> tuple[_Spelling, ...]:
    """The spellings that share one of their first three letters with `start`, or begin with its second letter."""
    asked = (*enumerate(start[:3]), (3, start[1:4]))
    indices = frozenset[int]().union(*(_by_letters().get(letters, frozenset()) for letters in asked))
    return tuple(_spellings()[index] for index in sorted(indices))


def body_of(text: str, day: date | None, above: str, codes: Sequence[str]) -> Found | None:
    """The row whose name begins `text` best: fewest wrong letters for its length, valid on the day, longest.

    Of two rows of one name the one that takes a place is meant where the heading goes on, else that of the centre.
    `above` is the name of the body above, empty for none; `codes` are the bodies' codes in the paper's own number.
    """
    asked, coded = tight(text), set(codes)
    of_committee = says_committee(asked) or is_committee(above)
    best: tuple[float, Found] | None = None
    for one in _likely(asked[:4]):
        body = one.body
        if body.level == "committee" and not of_committee:
            continue
        told = 1 if coded & set(body.codes) else 0
        match = begun(asked, one.bare, one.slack + told)
        if match is None or _cuts_a_word(text, match[0]):
            continue
        if match[1] and (_says_otherwise(text, one.text) or _adds_a_word(text, one.text)):
            continue
        found = Found(body, *match, body.valid.holds(day))
        dashed = 0.1 if ("-" in one.text) == ("-" in text[: len(one.text)]) else 0.0
        rank = dashed + match[0] - 4 * match[1] + (2 if found.valid else 0) + told
        if one.bare in _of_two() and (body.level == "none") == bool(after(text, match[0])):
            rank -= 1.5
        if best is None or rank > best[0]:
            best = (rank, found)
    return None if best is None else best[1]


def _cuts_a_word(text: str, length: int) -> bool:
    """Whether the first `length` letters end inside a word, and no place begins there (`UBNDTỈNH`, `SỞYTẾSƠNLA`)."""
    seen = 0
    for word in text.split():
        seen += len(tight(word))
        if seen >= length:
            whole = tight(after(text, length)) in province_letters()
            return seen > length and not tight(word)[length - seen :].startswith(tuple(PLACES)) and not whole
    return False


def _says_otherwise(text: str, spelling: str) -> bool:
    """Whether what differs from `spelling` in a heading are words of offices (`CÔNG CHỨNG`, not `CÔNG THƯƠNG`)."""
    wanted = set(canonical(spelling).lower().split())
    written = canonical(text).lower().split()[: len(spelling.split())]
    other = [word for word in written if word not in wanted]
    return bool(other) and all(word in syllables() and len(word) > 2 for word in other)


def _adds_a_word(text: str, spelling: str) -> bool:
    """Whether `spelling` has a word of which nothing is like it in a heading, so that it names another body.

    `CÔNG TRÌNH NÔNG NGHIỆP` is not `công trình nông nghiệp và phát triển nông thôn`. Small words may be lost.
    """
    written = [tight(word) for word in text.split()]
    whole = "".join(written)
    written += [one + other for one, other in itertools.pairwise(written)]  # SC ÁT
    return any(
        len(word) > _SMALL and word not in whole and not any(_alike(word, other) for other in written)
        for word in map(tight, spelling.split())
    )


def _alike(word: str, other: str) -> bool:
    """Whether two words may be one of which letters were misread, or the one is run into the other."""
    slack = max(1, len(word) // 3)
    return begun(other, word, slack) is not None or Levenshtein.distance(word, other) <= slack


def is_longer(text: str, found: Found, day: date | None) -> bool:
    """Whether the heading is a longer name than the row's, so another body's: `TRUNG TÂM KHUYẾN NÔNG VÀ GIỐNG`."""
    rest = after(text, found.length)
    if not rest or found.body.level == "none":
        return bool(rest)
    joined = rest.startswith("VÀ ") or text[: text.rfind(rest)].rstrip()[-1:] in {",", "-"}
    return joined and found.body.level != "own" and place_name(rest, day)[1:] == (None, 0.0)


def row_of(name: str, least: int) -> Body | None:
    """The row, of more than `least` letters, whose whole name begins `name` (`Văn phòng UBND`); null for none."""
    bare = tight(name)
    rows = [one for one in _likely(bare[:4]) if len(one.bare) > least and bare.startswith(one.bare)]
    return max(rows, key=lambda one: len(one.bare)).body if rows else None


def says_committee(bare: str) -> bool:
    """Whether letters, as `tight`, name a committee of the party somewhere (`VĂN PHÒNG TỈNH ỦY`)."""
    return any(committee in bare for committee in _COMMITTEES)


def is_committee(name: str) -> bool:
    """Whether a body's name begins with that of a committee of the party."""
    return tight(name).startswith((*_COMMITTEES, "banchaphanhtrunguong"))
