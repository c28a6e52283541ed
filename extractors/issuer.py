"""Tác giả: the issuing body, from the header first; number, place line and signer's block only confirm.

NĐ 30/2020, Phụ lục I, phần II, mục 2: the body above on the upper line, the issuing body below it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors import wording
from extractors.document import flag, issue_day, reading, words_of
from extractors.gazetteer import DISTRICTS, Province, bodies, termless, tight
from extractors.headings import headings
from extractors.initials import spells
from extractors.joint import partners, together
from extractors.lexicon import mended
from extractors.naming import Named, named, place_known
from extractors.numbering import Number, parse
from extractors.ordinary import is_plain
from extractors.places import COMMITTEES, district_alone, is_district, near_district, province_of
from extractors.record import IssuerReading
from extractors.scoring import score
from extractors.spans import confidence, first, lines_of, scanned, text_of

MOST_WRONG = 6
"""Letters of a damaged heading that differ at most from that name: damage takes letters, not words."""
ALIKE = 0.62  # of a damaged heading with the name that the code tells
AGREED = {True: 1.0, False: 0.2}  # of bodies that issue together: whether number or title says so


@Language.component("issuer", requires=["doc._.issued_at", "doc._.issued_on"], assigns=["doc._.issuer"])
def issuer(doc: Doc) -> Doc:
    """Reads `authority`, with the day and place of issue; writes `issuer` with its parent and successor."""
    zone = first(doc, "authority", tokens=80)
    day = issue_day(doc)
    place = doc._.issued_at.value if doc._.issued_at else ""
    found = None if district_alone(place) else province_of(place, day)
    at = found[0] if found else None
    lines = [] if zone is None else [line.text[:120] for line in lines_of(zone, 8)]
    names = headings(lines)
    if zone is None or not names:
        flag(doc, "issuer", "Không đọc được tên cơ quan ban hành ở đầu văn bản.")
        return doc
    symbol = _symbol(doc)
    title = first(doc, "title", tokens=40)
    joint = partners(lines, symbol, title.text if title is not None else "")
    if joint is not None:
        body, parent = together(joint, day=day, at=at)
    else:
        body, parent = resolve(names, day=day, at=at, codes=_codes(symbol))
    if place and body.province is None:
        body = _spelt_as(body, place)
    if scanned(zone):
        body, parent = _in_district(body, parent, at), parent and _in_district(parent, None, at)
    if joint is None and scanned(zone) and not _is_known(body, zone):  # a clean name of no table is one of its own
        body = _by_code(doc, names, symbol, day, at) or _mended(body)
    known = _is_known(body, zone)
    agreement = _agreement(body, symbol, at) if joint is None else AGREED[joint.told]
    grammar = (body.likeness if body.known else 1.0) if known else 0.6
    sure = score("issuer", ocr=_ocr(zone, body), grammar=grammar, agreement=agreement)
    if joint is not None and not joint.told:
        question: str | None = f"Có phải “{body.name}” cùng ban hành? Đầu văn bản chỉ ghi các tên cạnh nhau."
    else:
        question = _question(body, symbol, agreement, day, known=known)
    if question is not None:
        flag(doc, "issuer", question)
    doc._.issuer = reading(
        zone, body.name, IssuerReading,
        confidence=sure, parent=parent.name if parent else None, successor=body.successor, known=known,
    )  # fmt: skip
    return doc


def resolve(
    names: list[str], *, day: date | None, at: Province | None, codes: tuple[str, ...]
) -> tuple[Named, Named | None]:
    """The issuing body and the body above it, from the names of the header, the uppermost first."""
    above: Named | None = None
    body = named(names[0], day=day, at=at, codes=codes)
    for name in names[1:]:
        above, body = body, named(name, day=day, above=body, at=at, codes=codes)
    return body, above


def _spelt_as(body: Named, place: str) -> Named:
    """`body` with its place as the place line spells it, where that is the same but for a letter or accents.

    Capitals lose their accents first: `HUYỆN UY VINH BẢO` beside `Vĩnh Bảo, ngày …`.
    """
    if body.place is None:
        return body
    words, wanted = body.place.split(), tight(place)
    for count in range(len(words), 0, -1):
        tail = " ".join(words[-count:])
        if any(c.isdigit() for c in tail):
            break
        wrong = Levenshtein.distance(tight(tail), wanted)
        if is_district(tail) and not is_district(place):
            break  # the place line is the one misread
        if tail != place and (wrong == 0 or (wrong == 1 and len(wanted) > 5)) and body.name.endswith(tail):
            name = body.name.removesuffix(tail) + place
            return replace(body, name=name, place=body.place.removesuffix(tail) + place)
    return body


_KIND = COMMITTEES | {
    "Huyện đoàn": "huyện", "Quận đoàn": "quận", "Thị đoàn": "thị xã", "Thành đoàn": "thành phố",
}  # fmt: skip
_DISTRICT = re.compile(rf"\b(?P<kind>{'|'.join((*DISTRICTS, *_KIND))}) (?P<name>(?!\d)[^,]+)$")


def _in_district(body: Named, above: Named | None, at: Province | None) -> Named:
    """`body`, read from a scan, with its district as the table spells it, where the reading misspells that of one only.

    `UBND huyện Dịi Linh` is of Di Linh. A district that no table knows leaves the name doubtful.
    """
    met = None if place_known(body) else _DISTRICT.search(body.name)
    if met is None:
        return body
    whole = (above.province if above is not None else None) or at
    kind = _KIND.get(met["kind"], met["kind"])
    name = near_district(met["name"], province=whole.name if whole else None, kinds={kind})
    if name is None:
        return replace(body, likeness=min(body.likeness, 0.85))
    place = (body.place or "").removesuffix(met["name"]) + name
    return replace(body, name=body.name.removesuffix(met["name"]) + name, place=place)


def _is_known(body: Named, zone: Span) -> bool:
    """Whether a table knows the body, or its kind where the name that follows is free and plain on clean text."""
    if body.free:
        return not scanned(zone) and is_plain(body.free)
    return body.known


def _by_code(doc: Doc, names: list[str], symbol: Number | None, day: date | None, at: Province | None) -> Named | None:
    """The body of the number's code at the place of issue, where the damaged header is still much like its name.

    `HUYỆN h. THỦY` beside `418-CV/HU` and `Lệ Thủy, ngày …` is Huyện ủy Lệ Thủy.
    """
    codes = _codes(symbol)
    if not codes or doc._.issued_at is None:
        return None
    best: tuple[float, Named] | None = None
    read = tight(names[-1])
    for row in bodies():
        if row.codes[:1] != codes[:1] or not row.valid.holds(day) or row.level not in {"own", "tinh", "none"}:
            continue
        place = "" if row.level == "none" else doc._.issued_at.value.upper()
        made = named(f"{row.name.upper()} {place}".strip(), day=day, at=at, codes=codes)
        like = fuzz.partial_ratio(read, tight(made.name)) / 100
        wrong = min(Levenshtein.distance(read, tight(name)) for name in (row.name, made.name))
        if made.known and like >= ALIKE and wrong <= MOST_WRONG and (best is None or like > best[0]):
            best = (like, replace(made, likeness=min(made.likeness, like) * 0.9))
    return best[1] if best else None


def _mended(body: Named) -> Named:
    """A body that no table knows, read from a scan, with the accents of the phrases that office language has."""
    return replace(body, name=mended(body.name))


def _symbol(doc: Doc) -> Number | None:
    """The paper's own symbol at a glance, to confirm the issuer; the field `number` reads it with care."""
    zone = first(doc, "number", tokens=40)
    return None if zone is None else parse(text_of(zone, 120))


def _codes(symbol: Number | None) -> tuple[str, ...]:
    """The bodies' codes of a symbol, without the term of the National Assembly (`UBPL14`)."""
    return tuple(map(termless, symbol.body.split("|"))) if symbol and symbol.body else ()


def _ocr(zone: Span, body: Named) -> float:
    """A name that the tables know letter for letter was read well, whatever the OCR felt; a place that none knows, such
    as a commune, is as sure as its words."""
    if not body.known:
        return confidence(zone)
    own = " ".join(word for word in (body.place or "").split() if not word.islower())
    if body.place is None or body.province is not None or is_district(own):
        return max(confidence(zone), 0.97 * body.likeness)
    return min(0.97 * body.likeness, *wording.trust(words_of(zone)))


def _agreement(body: Named, symbol: Number | None, at: Province | None) -> float:
    """1 where code and place line confirm, 0.5 where they are silent, less where they contradict."""
    said = 0.5
    if body.body is not None and (codes := _codes(symbol)):
        if set(codes) & set(body.body.codes) or any(spells(code, body.name) for code in codes):
            said += 0.4
        else:  # a code of another body contradicts (a line of the header may be lost), an unknown one says little
            said -= 0.25 if any(set(codes) & set(row.codes) for row in bodies()) else 0.05
    if body.province is not None and at is not None:
        said += 0.1 if body.province.name == at.name else -0.2
    return min(1.0, said)


def _question(body: Named, symbol: Number | None, agreement: float, day: date | None, *, known: bool) -> str | None:
    """What a person is asked about the body; null where nothing speaks against it."""
    if not known:
        return f"Cơ quan “{body.name}” chưa có trong danh mục: đọc nguyên văn từ đầu văn bản."
    if body.body is not None and not body.body.valid.holds(day):
        return f"“{body.name}” không còn (hoặc chưa có) vào ngày ban hành {day:%d/%m/%Y}."
    if body.province is not None and not body.province.valid.holds(day):
        return f"{body.province.full.capitalize()} không còn (hoặc chưa có) vào ngày {day:%d/%m/%Y}."
    if body.known and body.likeness < 0.9:
        return f"Tên cơ quan ban hành đọc không rõ, hiểu là “{body.name}”."
    if agreement < 0.4 and symbol is not None:
        return f"“{body.name}” không khớp với địa danh hoặc ký hiệu “{symbol.symbol}”."
    return None
