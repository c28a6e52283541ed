"""What the entries of a list share: noun and date pass down it, issuer and date pass up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from extractors.citations.dated import last_before
from extractors.citations.mention import Mention

_JOINT = re.compile(  # Sở A (Công văn số …), Sở B (Công văn số …); của A tại Công văn số …, của B tại Công văn số …
    r"\s*\)?\s*(?:,|;|va|,\s*va)\s+(?:y\s+kien\s+)?(?:cua\s+)?[^.;:\n()\d]{3,110}?\s*(?:\(\s*(?:tai\s+)?|\btai\s+)(?:cac\s+)?"
)


def share(folded: str, found: list[Mention], issued_on: date | None) -> list[Mention]:
    """The mentions `found`, each with what it shares: `số A, số B ngày … của Chính phủ`, `… ngày 5 và 6/3/2014`.

    `issued_on` is the day of the paper itself, for dates without a year.
    """
    made = list(found)
    for index in range(1, len(made)):
        if made[index].as_before:
            made[index] = replace(made[index], dated=made[index - 1].dated)
    for index in range(len(made) - 1, -1, -1):
        here = made[index] = _with_year(made, index, issued_on)
        if len(here.days) > 1:
            _hand_out(made, index)
        elif here.same_day and here.dated is not None:
            _same_day(folded, made, index)
        if index:
            made[index - 1] = _passed_up(made[index - 1], made[index])
    return made


def _passed_up(before: Mention, here: Mention) -> Mention:
    """`before` with the issuer and the date of the entry that carries on its list."""
    if not here.glued or here.listed or (here.own_noun and here.kind != before.kind):
        return before
    bare = not before.said_when and before.issuer is None and before.title is None
    if before.issuer is None and here.issuer is not None and before.title is None and not here.own_noun:
        before = replace(before, issuer=here.issuer)
    if bare and not here.own_noun and _of_that_year(before, here):
        return replace(before, dated=here.dated)
    return before


def _of_that_year(one: Mention, dated: Mention) -> bool:
    """Whether a number may bear the date of another: none of the two tells of another year."""
    year = one.number.year if one.number else None
    return dated.dated is not None and year in {None, dated.dated[:4]}


def _same_day(folded: str, made: list[Mention], last: int) -> None:
    """Give the date of the entry `last` to those of its sentence before it that have none (`…, đều ký ngày …`)."""
    for index in range(last - 1, -1, -1):
        after = made[index + 1]
        if made[index].said_when or not (after.glued or _JOINT.fullmatch(folded, made[index].end, after.start)):
            return
        made[index] = replace(made[index], dated=made[last].dated)


def _hand_out(made: list[Mention], last: int) -> None:
    """Give the dates behind the entry `last` to the entries of its list in their order, where there are as many."""
    first = last
    while made[first].glued and first > 0 and not made[first - 1].said_when:
        first -= 1
    days = made[last].days
    if last - first + 1 != len(days):
        made[last] = replace(made[last], doubtful=True)
        return
    for index, day in zip(range(first, last + 1), days, strict=True):
        made[index] = replace(made[index], dated=day, days=())


def _with_year(made: list[Mention], index: int, issued_on: date | None) -> Mention:
    """The mention with a date whose year is not written: the last such day before the next entry's, or the paper's."""
    here = made[index]
    if here.yearless is None or here.dated is not None:
        return here
    after = made[index + 1] if index + 1 < len(made) else None
    limit = date.fromisoformat(after.dated) if after is not None and after.glued and after.dated else issued_on
    if here.number is not None and here.number.year and limit is not None:
        limit = min(limit, date(int(here.number.year), 12, 31))
    return replace(here, dated=last_before(here.yearless, limit), doubtful=True) if limit is not None else here
