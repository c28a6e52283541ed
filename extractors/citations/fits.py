"""Whether a number's code is that of the body said to have issued it: `326/TTr-SYT` is no paper of UBND tỉnh."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors import numbering
from extractors.folding import fold, key
from extractors.gazetteer import bodies, termless
from extractors.numbering import Number

_PARTS = re.compile(r"[/(]")
_SHORT = (("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"), ("bo chi huy quan su", "bo chqs"))


def fits(number: Number, issuer: str) -> bool | None:
    """Whether the code of `number` is one of the body `issuer`.

    Null where the tables know the code or the body not: a department of an office has codes of its own.
    """
    names = [name for code in _codes(number) for name in _of_code().get(code, ())]
    said = _plain(issuer)
    if any(_holds(said, name) for name in names):
        return True
    return False if names and _known(said) else None


def bears(number: Number, issuer: str) -> bool | None:
    """`fits`, or whether the code of `number` is the first letters of what is named as its issuer."""
    return True if any(_are_initials(code, issuer) for code in _codes(number)) else fits(number, issuer)


def _codes(number: Number) -> list[str]:
    return [termless(code) for code in (number.body or "").split("|")]


def _are_initials(code: str, issuer: str) -> bool:
    """Whether a code is the first letters of words of a name: `HHXDVN` of Hiệp hội Xăng dầu Việt Nam; one of two
    letters those after the kind of body, as ministries once wrote (`TP` of Bộ Tư pháp)."""
    words = re.findall(r"\w+", issuer)
    initials = "".join(word[0] for word in words).upper()
    if len(code) == 2:
        return initials[1:3] == code
    initials, code = fold(initials), fold(code)  # BQLDA: no accents of án
    return len(code) > 2 and any(
        initials.startswith(code, at) for at, word in enumerate(words) if word[0].isupper() or at == 0
    )


def codes_of(issuer: str) -> frozenset[str]:
    """The codes of the bodies whose whole name `issuer` is, or whose minister."""
    said = _plain(issuer).removeprefix("bo truong ")
    return frozenset(code for code, names in _of_code().items() if said in names)


def _holds(said: str, name: str) -> bool:
    return f" {name} " in f" {said} "


@lru_cache(maxsize=4096)
def _known(said: str) -> bool:
    """Whether a body that the tables know is named."""
    return any(_holds(said, name) for name in _names())


@cache
def _names() -> tuple[str, ...]:
    return tuple({_plain(body.name) for body in bodies() if body.level != "committee" and body.codes})


@cache
def _of_code() -> dict[str, tuple[str, ...]]:
    """Each code to the names, folded, of the bodies that have it."""
    found: dict[str, set[str]] = {}
    for body in bodies():
        for code in body.codes:
            found.setdefault(code, set()).update(map(_plain, body.spellings))
    for row in numbering.codes("body").values():
        found.setdefault(row.code, set()).update(filter(None, map(_plain, _PARTS.split(row.name))))
    return {code: tuple(names) for code, names in found.items()}


@cache
def _plain(name: str) -> str:
    plain = key(name)
    for long, short in _SHORT:
        plain = plain.replace(long, short)
    return plain
