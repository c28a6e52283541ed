"""Names of bodies with the accents that the tables know."""

from __future__ import annotations

import re
from functools import cache

from extractors import numbering
from extractors.citations.cues import cues
from extractors.folding import fold
from extractors.gazetteer import bodies, provinces
from extractors.posts import titles


@cache
def _known_names() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {code.name for code in numbering.codes("body").values()} | {body.name for body in bodies()}
    names |= {province.name for province in provinces()} | set(cues("short_name").values())
    names |= {spelling for _, spelling in titles()}
    known = {fold(name): name for name in sorted(names) if len(name) > 6}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, known), key=len, reverse=True))})(?!\w)"), known


def respelt(issuer: str) -> str:
    """`issuer` with the accents of the names that the tables know (`Mặt trận Tố quốc` gives `Mặt trận Tổ quốc`)."""
    pattern, known = _known_names()
    for match in pattern.finditer(fold(issuer)):
        part = issuer[match.start() : match.end()]
        if part[0].isupper():
            pairs = zip(part, known[match[0]], strict=True)
            cased = "".join(new.upper() if old.isupper() else new.lower() for old, new in pairs)
            issuer = issuer[: match.start()] + cased + issuer[match.end() :]
    return issuer
