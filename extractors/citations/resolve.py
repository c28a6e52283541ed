"""Which mentions cite one document: the same number, the same law, a repeat of what was named before."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz.distance import Hamming

from extractors.citations.mention import Mention
from extractors.folding import fold, key
from extractors.numbering import Number


@dataclass(slots=True)
class Cited:
    """A document and the indexes of its mentions, the first first."""

    mentions: list[int] = field(default_factory=list)
    number: Number | None = None
    name: str | None = None
    kind: str | None = None
    dated: str | None = None
    issuer: str | None = None
    title: str | None = None
    doubtful: bool = False


def resolve(mentions: list[Mention], own_number: str | None, own_kind: str | None) -> list[Cited]:
    """The documents that `mentions` cite, in the order of their first mention.

    The paper itself is left out: its number, and `Kế hoạch này` in a kế hoạch.
    """
    found: list[Cited] = []
    for index, mention in enumerate(mentions):
        if mention.number is not None and own_number and fold(mention.number.canonical or "") == fold(own_number):
            continue
        cited = _same(found, mention, own_kind)
        if cited is None:
            if mention.repeat is not None:
                continue
            cited = Cited(number=mention.number, name=mention.name, kind=mention.kind)
            found.append(cited)
        cited.mentions.append(index)
        told = cited.dated is not None and cited.issuer is not None and not cited.doubtful
        whole = mention.dated is not None and mention.issuer is not None
        cited.doubtful = mention.doubtful if whole and not told else cited.doubtful or (mention.doubtful and not told)
        cited.dated = cited.dated or mention.dated
        cited.issuer = cited.issuer or mention.issuer
        cited.title = cited.title or mention.title
        if cited.number is None or (mention.number is not None and mention.number.known and not cited.number.known):
            cited.number = mention.number
        if mention.own_noun and mention.number is not None and mention.kind:
            cited.kind = cited.kind if len(cited.mentions) > 1 and cited.kind else mention.kind
    return found


def _same(found: list[Cited], mention: Mention, own_kind: str | None) -> Cited | None:
    if mention.number is not None:
        value = fold(mention.number.canonical or "")
        for cited in found:
            if cited.number is not None and fold(cited.number.canonical or "") == value:
                dates = {mention.dated, cited.dated} - {None}
                if len(dates) > 1 and mention.own_noun and not mention.number.year:
                    continue  # numbers begin again each year; what has no noun is the head of a copy
                return cited
        if mention.kind in {"Luật", "Bộ luật", "Pháp lệnh"} and mention.title:
            return next((c for c in found if c.name and key(c.name) == key(f"{mention.kind} {mention.title}")), None)
        return next((c for c in found if _misread(c, mention)), None)
    if mention.name is not None:
        return _same_law(found, mention)
    if mention.repeat in {"this", "above"}:
        if mention.repeat == "this" and (mention.kind == own_kind or not mention.kind):
            return None
        alike = [cited for cited in found if cited.kind == mention.kind]
        return alike[-1] if alike else None
    so, _, year = (mention.repeat or "").partition("/")
    for cited in found:
        number = cited.number
        if number is not None and cited.kind == mention.kind and number.so == so and (not year or number.year == year):
            return cited
    return None


def _misread(cited: Cited, mention: Mention) -> bool:
    """Whether one number was read twice, once with a wrong letter (`455/SYI-NVD`, `455/SYT-NVD`)."""
    one, two = cited.number, mention.number
    if one is None or two is None or one.known == two.known or cited.kind != mention.kind:
        return False
    if (one.so, one.year) != (two.so, two.year) or (cited.dated and mention.dated and cited.dated != mention.dated):
        return False
    return Hamming.distance(one.symbol, two.symbol, pad=True) == 1


def _same_law(found: list[Cited], mention: Mention) -> Cited | None:
    name = key(mention.name or "")
    if mention.kind == "Nghị quyết":
        return next((cited for cited in found if cited.name and key(cited.name) == name), None)
    for cited in found:
        theirs = key(cited.name or f"{cited.kind} {cited.title}" if cited.name or cited.title else "")
        if cited.kind in {"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"} and _law_alike(theirs, name):
            return cited
    return None


def _law_alike(first: str, second: str) -> bool:
    """The same law; a name without its year repeats one with it, two different years are two laws."""
    bare = [name.rsplit(" nam ", 1) for name in (first, second)]
    if bare[0][0] != bare[1][0]:
        return False
    return len(bare[0]) == 1 or len(bare[1]) == 1 or bare[0][1] == bare[1][1]
