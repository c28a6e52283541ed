"""Days of stamps that are told by their parts (`Ngày 05 tháng 12 năm 2018`), read together where it is known which days
may be meant: a month alone is taken for another that looks like it, day, month and year together fit one day."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline import dated
from pipeline.found import Found
from pipeline.gaps import Gap, What
from pipeline.handwriting import DAYS, MONTHS, YEARS, shares_among, strokes_in
from pipeline.images import Image

PARTS: dict[What, Mapping[str, float]] = {"day": DAYS, "month": MONTHS, "year": YEARS}
LEAST = 1e-3
"""Probability of a part that nothing speaks for."""
CENTURY = 100
HALF = 7
"""Days after the first that may be meant in which half of the papers have come."""


def in_window(read: Sequence[tuple[Gap, Found]], page: Image) -> list[tuple[Gap, Found]]:
    """The entries of a form, those of its day as the likeliest of the days that may be meant (`dated.within`); as they
    were where not all three were read, or they are such a day already."""
    said = {gap.what: found.text for gap, found in read}
    if not said.keys() >= PARTS.keys() or dated.is_day("/".join(said[part] for part in PARTS)):
        return list(read)
    shares = {gap.what: _shares(gap, found, page) for gap, found in read if gap.what in PARTS}
    possible = dated.possible()
    likely = {day: 0.5 ** ((day - possible[0]).days / HALF) * _likely(day, shares) for day in possible}
    best = max(likely, key=lambda day: likely[day])
    sure = likely[best] / sum(likely.values())
    texts = {"day": f"{best.day:02d}", "month": f"{best.month:02d}", "year": str(best.year)}
    return [
        (
            gap,
            replace(found, text=texts[gap.what], confidence=min(found.confidence, sure))
            if gap.what in texts
            else found,
        )
        for gap, found in read
    ]


def _likely(day: date, shares: Mapping[What, Mapping[int, float]]) -> float:
    numbers = (day.day, day.month, day.year % CENTURY)
    return math.prod(shares[part].get(number, LEAST) for part, number in zip(PARTS, numbers, strict=True))


def _shares(gap: Gap, found: Found, page: Image) -> dict[int, float]:
    """How likely each number is in a gap: print says one."""
    strokes = strokes_in(page, gap) if found.by_hand else None
    if strokes is None:
        return {int(found.text) % CENTURY: found.confidence}
    return shares_among(strokes, PARTS[gap.what])
