"""Ngày, tháng, năm ban hành: the date line (`ngày 05 tháng 9 năm 2024`), printed in italics or partly by pen.

Letters that OCR takes for digits are put right only in the three places where a date has digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.document import flag, reading, words_of
from extractors.folding import nfc
from extractors.scoring import score
from extractors.spans import confidence, first, part

FIRST_YEAR = 1945
_D = r"[0-9oOQlIiĩíìỉị|!tSsBbZzgqUũúùủÙÚŨT?]"
_NUMERALS = str.maketrans(
    dict(zip("oOQlIiĩíìỉị|!tTSsBbZzgqUuũúùủÙÚŨ", "000" + "1" * 11 + "55" + "8622" + "99" + "0" * 10, strict=False))
)
_DAY_WORD = r"(?:n[gq9]?[aàáảãạâăd][yvýỳ]|ngay|ngà\w|ngày)"
_MONTH_WORD = r"(?:t[hl]?[aáàảãạăâ][nr][gq9]|th[aá]ng|[il]háng|\bh[aáàảãạ]ng|th\wng|tháne)"
_YEAR_WORD = r"(?:n[aăâàáắằãä][mn]|năm|nam)"
_FULL = re.compile(
    rf"(?:{_DAY_WORD}\s*)?(?P<day>{_D}{{0,2}}(?:\s?{_D})?)[\s.,…_]*{_MONTH_WORD}[\s.,…_]*(?:[a-z]\s)?"
    rf"(?P<month>{_D}{{0,2}})[\s.,…_]*{_YEAR_WORD}[\s.:…]*(?P<year>{_D}{{4}}|{_D}{{0,3}})",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"{_YEAR_WORD}[\s.:…]*(?:19|20)\d\d", re.IGNORECASE)
# A month written by pen may be put in after the word that follows it: `tháng năm 5 2019`.
_AFTER_YEAR_WORD = re.compile(rf"(?<=[gq9])\s+({_YEAR_WORD})\s+(\d{{1,2}})\s+((?:19|20)\d\d)", re.IGNORECASE)
_SHORT = re.compile(r"(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4}|\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date line taken apart: `day` is null where it is not a plausible date; `mended` counts letters put right."""

    day: date | None
    start: int
    end: int
    mended: int
    missing: tuple[str, ...] = ()


def date_line(text: str) -> DateLine | None:
    """The date in a date line of any quality; null where there is none."""
    text = _AFTER_YEAR_WORD.sub(r" \2 \1 \3", nfc(text))
    match = _FULL.search(text) or _SHORT.search(text)
    if match is None and (year := _YEAR.search(text)) is not None:
        # A line wrapped so that its year is read first.
        match = _FULL.search(f"{text} {year[0]}")
    if match is None:
        return None
    names = {"day": "ngày", "month": "tháng", "year": "năm"}
    missing = tuple(names[part] for part in names if not match[part].strip())
    digits = {part: re.sub(r"\s", "", match[part]).translate(_NUMERALS) for part in names}
    mended = sum(c.isalpha() or c in "|!?" for part in names for c in match[part])
    day = None if missing else _plausible(digits)
    return DateLine(day, match.start(), min(match.end(), len(text)), mended, missing)


def _plausible(digits: dict[str, str]) -> date | None:
    try:
        year = int(digits["year"])
        found = date(year + 2000 if year < 100 else year, int(digits["month"]), int(digits["day"]))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= date.today().year + 1 else None


def _versions(zone: Span) -> Iterator[tuple[str, date | None, float]]:
    """What each reader made of the line: the page's own words first, then each second reader's words put in."""
    words = words_of(zone)
    readers = dict.fromkeys(opinion.reader for word in words for opinion in word.opinions)
    for reader in readers:
        texts, sure = [], 1.0
        for word in words:
            said = next((o for o in word.opinions if o.reader == reader), None)
            texts.append(said.text if said else word.text)
            sure = min(sure, said.confidence if said else 1.0)
        line = date_line(" ".join(texts))
        yield reader, line.day if line else None, sure


def _figures_read(span: Span) -> float:
    """How well the figures of a date were read: what else stands in its line is known, however spoilt."""
    figures = [word.confidence for word in words_of(span) if any(c.isdigit() for c in word.text)]
    return min(figures, default=confidence(span))


@Language.component("issued_on", assigns=["doc._.issued_on"])
def issued_on(doc: Doc) -> Doc:
    """Reads `place_date`; writes `issued_on`, null where no plausible date stands there."""
    zone = first(doc, "place_date", tokens=60)
    if zone is None:
        flag(doc, "issued_on", "Không thấy dòng địa danh, ngày tháng ban hành.")
        return doc
    text = zone.text[:400]
    line = date_line(text)
    if line is None or line.day is None:
        seen = text[line.start : line.end] if line else text
        lacking = f" (thiếu {', '.join(line.missing)})" if line and line.missing else ""
        flag(doc, "issued_on", f"Không đọc được ngày ban hành từ “{' '.join(seen.split())[:80]}”{lacking}.")
        return doc
    span = part(zone, line.start, line.end)
    versions = list(_versions(span))
    agreeing = [sure for _, day, sure in versions if day == line.day]
    differing = [(reader, day) for reader, day, _ in versions if day is not None and day != line.day]
    agreement = 1.0 if agreeing and not differing else (0.35 if differing else 0.5)
    grammar = 1.0 if line.mended == 0 else max(0.5, 0.9 - 0.1 * line.mended)
    by_hand = any(word.by_hand for word in words_of(span))
    read = _figures_read(span) if line.mended == 0 else confidence(span)
    ocr = max([read, *agreeing]) if agreeing else read
    sure = score(
        "issued_on",
        ocr=ocr,
        grammar=grammar * (0.85 if by_hand and not agreeing else 1),
        agreement=agreement,
        by_hand=by_hand,
    )
    doc._.issued_on = reading(span, line.day.isoformat(), confidence=sure)
    if differing:
        told = "; ".join(f"{reader}: {day:%d/%m/%Y}" for reader, day in differing if day)
        flag(doc, "issued_on", f"Các bộ đọc không thống nhất ngày ban hành: {line.day:%d/%m/%Y}; {told}.")
    elif sure < 0.6:
        flag(doc, "issued_on", f"Ngày ban hành {line.day:%d/%m/%Y} đọc không rõ, cần đối chiếu với bản giấy.")
    return doc
