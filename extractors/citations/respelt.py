"""Names of bodies with the accents that the tables know."""

from __future__ import annotations

import re
from functools import cache

from extractors import numbering
from extractors.citations.cues import cues
from extractors.folding import fold
from extractors.gazetteer import bodies, provinces
from extractors.posts import titles

_WORD = re.compile(r"\w+")


@cache
def _known_names() -> dict[str, list[tuple[str, str]]]:
    """The names that the tables know, each behind its letters, by the letters of their first words, longest first."""
    names = {code.name for code in numbering.codes("body").values()} | {body.name for body in bodies()}
    names |= {province.name for province in provinces()} | set(cues("short_name").values())
    names |= {spelling for _, spelling in titles()}
    known = {fold(name): name for name in sorted(names) if len(name) > 6}
    found: dict[str, list[tuple[str, str]]] = {}
    for letters in sorted(known, key=len, reverse=True):
        found.setdefault(_WORD.findall(letters)[0], []).append((letters, known[letters]))
    return found


def respelt(issuer: str) -> str:
    """`issuer` with the accents of the names that the tables know (`Mặt trận Tố quốc` gives `Mặt trận Tổ quốc`)."""
    folded, at = fold(issuer), 0
    while word := _WORD.search(folded, at):
        start, at = word.span()
        for letters, name in _known_names().get(word[0], ()):
            end = start + len(letters)
            if folded.startswith(letters, start) and not _WORD.match(folded, end):
                at = end
                if issuer[start].isupper():
                    pairs = zip(issuer[start:end], name, strict=True)
                    cased = "".join(new.upper() if old.isupper() else new.lower() for old, new in pairs)
                    issuer = issuer[:start] + cased + issuer[end:]
                break
    return issuer
