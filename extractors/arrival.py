"""Dấu ĐẾN (NĐ 30/2020, Phụ lục IV, mẫu V): office, ĐẾN, Số, Ngày, Chuyển, Số và ký hiệu HS.

A paper that passed several offices has several stamps: the latest is the last office's, the others are kept apart.
"""

from __future__ import annotations

import re
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.document import flag, issue_day, reading, words_of, zones
from extractors.folding import canonical, fold, spaced
from extractors.gazetteer import tight
from extractors.headings import begins_body
from extractors.lexicon import mended
from extractors.naming import named, place_known
from extractors.record import ARRIVES_WITHIN, Arrival, Reading
from extractors.scoring import score
from extractors.spans import confidence, head, part

TOKENS = 80
LETTERS = 400
TOGETHER = "together"
"""Opinions of this name are less likely readings of the same entry by all readers together."""
OUT_OF_WINDOW = 0.05
MENDED = 0.9
"""What an office is worth whose accents were put right."""
DOUBTFUL = 0.9
_CAME = re.compile(r"\b(?:cong van|van ban)?\s*(?:d[eêoé][nmưu]|ðen)\b")
_NUMBER = re.compile(
    r"(?<![a-z0-9])[il|]?s[oe6°0ø]?\W{0,2}(?:den)?[\s:.;…°_|]*"
    r"(?P<number>[oilsbz]?\d[\doilsbz]{0,6})(?!\s?[/.-]\s?\d|[\da-mo-z])"
)
_PLAIN_DATE = re.compile(r"\bngay\s*[:.;…]*\s*(?P<date>\d{1,2}[/.-]\d{1,2}[/.-]20\d{2})(?!\d)")
# Separators are read as letters and digits too (`26I1012005`); which reading is meant the window of days decides.
_DATE = re.compile(r"n[gq9]?\s?a\s?\W{0,2}[yv]\w{0,2}\s*(?:den)?\s*[:.;…]*\s*(?P<date>\d[\doil|/.,\- ]{3,14})(?![a-z])")
_WORDED_DATE = re.compile(
    r"\bn[gq9]a[yv]\s*[\s.:…_]*(?P<date>\d{1,2}[\s.…_]*t?hang[\s.…_]*\d{1,2}[\s.…_]*n[ao]m[\s.:…_]*(?:20[\s.]?\d{2}|\d{2}(?!\d)))"
)
_BARE_DATE = re.compile(r"(?<!\d)(?P<date>\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:20|19)?\d{2})(?!\d)")
_PARTS = (
    re.compile(r"(\d{1,2})[\s.…_]*t?hang[\s.…_]*(\d{1,2})[\s.…_]*n[ao]m[\s.:…_]*(20[\s.]?\d{2}|\d{2})"),
    re.compile(r"(\d{1,2})[\s/.,il|-]+(\d{1,2})[\s/.,il|-]+((?:20|19)\d{2}|\d{0,3})"),
    re.compile(r"(\d{2})[/.,il|1-](\d{1,2})[/.,il|1-](20\d{2}|\d{2})"),
)
_FORWARDED = re.compile(r"\bchu[yv]e?n\s*[:.;…]*\s*(?P<to>[^\n]{0,80})")
_FILE = re.compile(
    r"\b(?:so\s*(?:va|&)\s*ky\s*hi[eê]u\s*(?:hs|ho so)?|luu ho so(?: so)?)\s*[:.;…]*\s*(?P<code>[^\n]{0,40})"
)
_NUMERALS = str.maketrans("oilsbz", "011582")


@Language.component("arrival", requires=["doc._.issued_on"], assigns=["doc._.arrival", "doc._.other_arrivals"])
def arrival(doc: Doc) -> Doc:
    """Reads every `arrival_stamp`; writes `arrival` (the latest) and `other_arrivals`."""
    found = [_stamp(head(zone, TOKENS), doc) for zone in zones(doc, "arrival_stamp")[:6]]
    stamps = [stamp for stamp in found if stamp is not None]
    if not stamps:
        return doc
    stamps.sort(key=lambda stamp: stamp.date.value if stamp.date else "", reverse=True)
    doc._.arrival, doc._.other_arrivals = stamps[0], tuple(stamps[1:])
    _ask(doc, stamps[0])
    if len(stamps) > 1:
        flag(doc, "arrival", f"Văn bản có {len(stamps)} dấu ĐẾN: lấy dấu có ngày đến sau cùng.")
    return doc


def _stamp(zone: Span, doc: Doc) -> Arrival | None:
    """One stamp; null where the zone has neither `ĐẾN` nor a number or date."""
    text = zone.text[:LETTERS]
    folded = fold(text)
    if len(folded) != len(text):
        return None
    came = _CAME.search(folded)
    number, day = _number_in(folded), _date_in(folded)
    if came is None and day is None and number is None:
        return None
    file_code = _FILE.search(folded)
    forwarded = _FORWARDED.search(folded)
    stamp_end = min([m.start() for m in (came, number, day) if m is not None], default=0)
    return Arrival(
        office=_office(zone, text[:stamp_end]),
        number=_number(zone, number, doc),
        date=_date(zone, day, doc),
        forwarded_to=_words(zone, text, forwarded, "to", "arrival", stop=file_code),
        file_code=_words(zone, text, file_code, "code", "arrival"),
    )


def _number_in(folded: str) -> re.Match[str] | None:
    """The first `Số` with digits after it; `Số và ký hiệu HS` and an empty `Số` only where there is none."""
    found = list(_NUMBER.finditer(folded))
    filled = (m for m in found if m["number"] and any(c.isdigit() for c in m["number"]))
    return next(filled, found[0] if found else None)


def _date_in(folded: str) -> re.Match[str] | None:
    return (
        _WORDED_DATE.search(folded) or _PLAIN_DATE.search(folded) or _DATE.search(folded) or _BARE_DATE.search(folded)
    )


def _office(zone: Span, text: str) -> Reading | None:
    """The office whose stamp it is, in ordinary spelling; specks before and behind it dropped."""
    kept = [word.strip("()[]{}|_'\"`.,:;") for word in canonical(text).split()]
    words = [word for word in kept if sum(c.isalpha() for c in word) > 1 or word in {"Y", "-", "Á", "A"}]
    while words and (not words[-1].isupper() or tight(words[-1]) in {"so", "iso", "den", "de", "vanban", "congvan"}):
        words.pop()
    while words and not begins_body(" ".join(words)) and begins_body(" ".join(words[1:])):
        words.pop(0)
    name = re.sub(r"\s+(?:CÔNG VĂN|VĂN BẢN|CÔNG VĂN ĐẾN|VĂN BẢN ĐẾN)$", "", spaced(" ".join(words)))
    if sum(c.isalpha() for c in name) < 4:
        return None
    span = part(zone, 0, len(text.rstrip()))
    spelt = mended(name)
    found = named(spelt)
    grammar = max(found.likeness if found.known and place_known(found) else 0.6, 0.5)
    grammar *= MENDED if spelt != name else 1.0
    return reading(span, found.name, confidence=score("arrival", ocr=confidence(span), grammar=grammar))


def _number(zone: Span, match: re.Match[str] | None, doc: Doc) -> Reading | None:
    if match is None:
        return None
    value = re.sub(r"\s", "", match["number"].translate(_NUMERALS))
    span = part(zone, match.start("number"), match.end("number"))
    versions = [o for word in words_of(span) for o in word.opinions if o.reader != TOGETHER and o.text]
    others = [o for o in versions if re.sub(r"\D", "", o.text) != value]
    agreement = 0.5 if others or not versions else 1.0
    by_hand = any(word.by_hand for word in words_of(span))
    sure = score("arrival", ocr=confidence(span), agreement=agreement, by_hand=by_hand)
    if others and sure < DOUBTFUL:
        told = "; ".join(dict.fromkeys(f"{o.reader}: {o.text}" for o in others))
        flag(doc, "arrival", f"Các bộ đọc không thống nhất số đến: {value}; {told}.")
    return reading(span, value, confidence=sure)


def _date(zone: Span, match: re.Match[str] | None, doc: Doc) -> Reading | None:
    if match is None:
        return None
    issued = issue_day(doc)
    text = match["date"]
    span = part(zone, match.start("date"), match.end("date"))
    while not (versions := _versions(span, text, issued)) and " " in text:  # what stands behind it is no part of it
        text = text.rstrip().rpartition(" ")[0]
        span = part(zone, match.start("date"), match.start("date") + len(text))
    if not versions:
        flag(doc, "arrival", f"Ngày trên dấu ĐẾN “{match['date']}” không phải là ngày có thật.")
        return None
    day, whole, ocr = versions[0]
    by_hand = any(word.by_hand for word in words_of(span))
    agreement = _agreement(doc, day)
    grammar = (0.9 if by_hand else 1.0) * (1.0 if whole else 0.7)
    sure = score("arrival", ocr=ocr, grammar=grammar, agreement=agreement, by_hand=by_hand)
    if len(versions) > 1 and sure < DOUBTFUL:
        told = "; ".join(f"{other:%d/%m/%Y}" for other, *_ in versions[1:])
        flag(doc, "arrival", f"Ngày đến đọc không chắc: {day:%d/%m/%Y}; cũng có thể là {told}.")
    return reading(span, day.isoformat(), confidence=sure)


def _versions(span: Span, text: str, issued: date | None) -> list[tuple[date, bool, float]]:
    """The days that a stamp's entry may be, likeliest first, with whether it is written whole and how likely it is.

    Days out of the window after the issue are unlikely, however clearly they were read.
    """
    words = words_of(span)
    said = [(text, confidence(span))]
    if len(words) == 1:
        said += [(o.text, o.confidence) for o in words[0].opinions if o.reader == TOGETHER]
    weights: dict[date, tuple[bool, float]] = {}
    for version, likely in said:
        day, whole = day_of(version, issued)
        if day is not None:
            within = issued is None or issued <= day <= issued + ARRIVES_WITHIN
            weights[day] = (whole, weights.get(day, (whole, 0.0))[1] + likely * (1.0 if within else OUT_OF_WINDOW))
    ranked = sorted(weights.items(), key=lambda item: -item[1][1])
    if len(said) == 1:
        return [(day, whole, likely) for day, (whole, _) in ranked for _, likely in said]
    total = sum(weight for _, weight in weights.values())
    return [(day, whole, weight / total) for day, (whole, weight) in ranked]


def day_of(text: str, issued: date | None) -> tuple[date | None, bool]:
    """The day that a stamp's digits mean, and whether they are written whole.

    Of several ways to part the digits the one within 60 days of issue is meant; a year cut off (`15/9/202`) is that
    of issue or the next, where the day then falls within them.
    """
    found: list[tuple[date, bool]] = []
    for parts in _PARTS:
        match = parts.fullmatch(text.strip(" .,|il-").replace("o", "0"))
        if match is None:
            continue
        days, months, years = (re.sub(r"\D", "", part) for part in match.groups())
        for year, whole in _years(years, issued):
            try:
                found.append((date(year, int(months), int(days)), whole))
            except ValueError:
                continue
    near = [row for row in found if issued is not None and issued <= row[0] <= issued + ARRIVES_WITHIN]
    uncut = [row for row in found if row[1]]
    return next(iter(near or uncut), (None, False))


def _years(digits: str, issued: date | None) -> list[tuple[int, bool]]:
    """The years that `digits` may stand for, and whether they are written whole: `24` is 2024, or 24.. cut off."""
    whole = [(int(digits) + (2000 if len(digits) == 2 else 0), True)] if len(digits) in (2, 4) else []
    if issued is None or len(digits) == 4:
        return whole
    return whole + [(year, False) for year in (issued.year, issued.year + 1) if str(year).startswith(digits)]


def _agreement(doc: Doc, day: date) -> float:
    issued = issue_day(doc)
    if issued is None:
        return 0.5
    return 0.8 if issued <= day <= issued + ARRIVES_WITHIN else 0.2


def _words(
    zone: Span, text: str, match: re.Match[str] | None, group: str, field: str, stop: re.Match[str] | None = None
) -> Reading | None:
    """What is written after a label of the stamp; null where nothing is."""
    if match is None:
        return None
    start, end = match.span(group)
    if stop is not None and start <= stop.start() < end:
        end = stop.start()
    raw = text[start:end]
    value = spaced(canonical(raw)).strip(" .,:;…_-|")
    if sum(c.isalnum() for c in value) < 2:
        return None
    span = part(zone, start, start + len(raw.rstrip()))
    return reading(span, value, confidence=score(field, ocr=confidence(span), grammar=0.7))


def _ask(doc: Doc, stamp: Arrival) -> None:
    if stamp.number is None:
        flag(doc, "arrival", "Không đọc được số đến trên dấu ĐẾN.")
    if stamp.date is None:
        flag(doc, "arrival", "Không đọc được ngày đến trên dấu ĐẾN.")
    elif (issued := issue_day(doc)) is not None:
        came = date.fromisoformat(stamp.date.value)
        if came < issued:
            flag(doc, "arrival", f"Ngày đến {came:%d/%m/%Y} sớm hơn ngày ban hành {issued:%d/%m/%Y}.")
        elif came > issued + ARRIVES_WITHIN:
            flag(doc, "arrival", f"Ngày đến {came:%d/%m/%Y} muộn hơn ngày ban hành {issued:%d/%m/%Y} quá 60 ngày.")
