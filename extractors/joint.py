"""Papers that several bodies issue together (liên tịch, liên ngành): the names in the head, of which none is above.

`SỞ Y TẾ - BẢO HIỂM XÃ HỘI TỈNH`, or one name under the other where the number names both (`12/HDLN-SYT-BHXH`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.folding import canonical, dashes, fold, spaced
from extractors.gazetteer import Province, tight
from extractors.headings import begins_body, headings
from extractors.initials import spells
from extractors.naming import Named, named
from extractors.numbering import Number
from extractors.ordinary import are_peers, name_only, ordinary
from extractors.places import PLACES

_KIND = re.compile(r"[A-ZĐ][A-ZĐa-z]*(?:LT|LN|LB|LS|PH)[-/]")  # liên tịch, ngành, bộ, sở, phối hợp
_TOGETHER = r"lien\s*(?:tich|nganh|bo|so)"
_TITLE = re.compile(rf"\b{_TOGETHER}\b")
_DASH = re.compile(r"\s+-\s*|\s*-\s+")
_ALONE = re.compile(rf"{_TOGETHER}(?:tinh|huyen|thanhpho)?")  # a line that names none of them


@dataclass(frozen=True, slots=True)
class Partners:
    """The bodies that issued together, as printed, and the names of the bodies `above` them all, the uppermost first.

    `told` where the number or the title says so too.
    """

    names: tuple[str, ...]
    above: tuple[str, ...]
    told: bool


def is_joint(number: Number) -> bool:
    """Whether several bodies issued together, as a code of kind or several codes of bodies tell."""
    return "|" in (number.body or "") or _KIND.match(number.symbol) is not None


def partners(lines: Sequence[str], symbol: Number | None, title: str) -> Partners | None:
    """The bodies that issued a paper together; null where one did.

    `lines` are those of the issuing body's block, `symbol` is the paper's own, `title` the name of its kind.
    """
    of_kind = symbol is not None and is_joint(symbol)
    kept = [line for line in lines if _ALONE.fullmatch(tight(line)) is None]
    if (dashed := _dashed(kept)) is not None:
        above, names = dashed
        told = of_kind or _TITLE.search(fold(title)) is not None or _coded(names, symbol)
        return Partners(names, above, told) if told or _differ(names) else None
    stacked = tuple(headings(kept))
    for count in range(len(stacked), 1, -1) if of_kind else ():
        if _coded(stacked[-count:], symbol):
            return Partners(stacked[-count:], stacked[:-count], told=True)
    if len(stacked) > 1 and _differ(stacked[-2:]):
        return Partners(stacked[-2:], stacked[:-2], told=False)
    return None


def _dashed(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The names above, and those that a dash joins, each of which begins as the name of a body does."""
    parts: list[list[str]] = [[]]
    dash = False
    for line in lines:
        text = spaced(dashes(canonical(name_only(line))))
        for index, piece in enumerate(piece for piece in _DASH.split(text) if piece):
            joined = index > 0 or dash or text.startswith("-")
            if joined and parts[-1] and begins_body(piece):
                parts.append([piece])
            elif joined and parts[-1]:
                parts[-1][-1] += f" - {piece}"
            else:
                parts[-1].append(piece)
        dash = text.endswith("-")
    names = [headings(part) for part in parts]
    if len(names) < 2 or not names[0] or not begins_body(names[0][-1]) or any(len(one) != 1 for one in names[1:]):
        return None
    return tuple(names[0][:-1]), (names[0][-1], *(one[0] for one in names[1:]))


def _coded(names: Sequence[str], symbol: Number | None) -> bool:
    """Whether each name has a code of its own in the paper's number: `SYT-BHXH`, `CA-VKS`."""
    codes = re.split(r"[-/]", symbol.symbol)[1:] if symbol is not None else []
    for name in names:
        code = next((code for code in codes if _is_code(code, name)), None)
        if code is None:
            return False
        codes.remove(code)
    return True


def _is_code(code: str, name: str) -> bool:
    found = named(name)
    of_row = found.body is not None and code in found.body.codes
    return of_row or code == tight(name).upper() or spells(code, found.name) or spells(code, ordinary(name))


def _differ(names: Sequence[str]) -> bool:
    """Whether the tables know each name, as that of a kind of body that is above no other and under none."""
    rows = [named(name).body for name in names]
    bare = [tight(row.name) for row in rows if row is not None]
    alike = any(one.startswith(other) for at, one in enumerate(bare) for other in (*bare[:at], *bare[at + 1 :]))
    return len(bare) == len(names) and not alike and all(are_peers(names[0], name) for name in names[1:])


def together(found: Partners, *, day: date | None, at: Province | None) -> tuple[Named, Named | None]:
    """The partners as one body, joined by ` - `, and the body above them; the last is made whole with its place.

    `Công an tỉnh - Viện kiểm sát nhân dân tỉnh Long An`.
    """
    above: Named | None = None
    for name in found.above:
        above = named(name, day=day, above=above, at=at)
    last = named(found.names[-1], day=day, above=above, at=at)
    first = [_as_printed(name, day) for name in found.names[:-1]]
    name = " - ".join([*(one.name for one in first), last.name])
    known = last.known and all(one.known for one in first)
    like = min(last.likeness, *(one.likeness for one in first)) if known else 0.0
    return replace(last, name=name, body=last.body if known else None, likeness=like, successor=None, free=""), above


def _as_printed(name: str, day: date | None) -> Named:
    """A body in ordinary spelling with no more of its place than is printed: `Công an tỉnh`."""
    found = named(name, day=day)
    if found.body is None or found.place is not None:
        return found
    like = 1.0 if any(tight(spelling) in tight(name) for spelling in found.body.spellings) else 0.85
    words = name.split()
    kind = next((PLACES[tail] for n in (2, 1) if (tail := tight(" ".join(words[-n:]))) in PLACES), None)
    printed = f"{found.name} {kind}" if kind is not None and not found.name.endswith(f" {kind}") else found.name
    return replace(found, name=printed, likeness=like)
