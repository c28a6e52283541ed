"""Search with or without accents: `kiem diem` finds `kiểm điểm`.

Everything is folded (no accents, no case, letters and digits only) before it is indexed and before it is looked for.
Each database has one module: `sqlite` (FTS5) and `postgres` (tsvector), with the same four names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from types import ModuleType

from django.db import connection, transaction
from django.db.models import QuerySet

from extractors.folding import fold, nfc
from tracking.models import Dispatch, Page

MOST_HITS = 2_000
"""Hits of the box alone that are looked at, the newest: who looks further back narrows the search."""
LONGEST = 500_000
"""Letters of one dispatch that are indexed: about 250 pages."""
_QUOTED = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must follow one another; the last may go on (`prefix`) where the person is still typing."""

    words: tuple[str, ...]
    prefix: bool = False


def terms(query: str) -> list[Term]:
    """`kiểm "đánh giá" 1002-CV/T` gives three terms: what is in quotes or has signs inside stays together."""
    found = []
    for quoted, bare in _QUOTED.findall(nfc(query)[:300]):
        words = tuple(_WORD.findall(fold(quoted or bare)))
        if words:
            found.append(Term(words))
    if found and query == query.rstrip() and not query.endswith('"'):
        last = found[-1].words
        if len(found) > 1 and len(last) == 1 and len(last[0]) == 1 and last[0].isalpha():
            found.pop()  # the first letter of a word still being typed says next to nothing and costs the most
        else:
            found[-1] = Term(last, prefix=len(last[-1]) > 1)
    return found[:20]


def folded(*parts: str) -> str:
    """Text as it is indexed."""
    return " ".join(_WORD.findall(fold(nfc(" ".join(parts)))))[:LONGEST]


def _backend() -> ModuleType:
    if connection.vendor == "postgresql":
        from tracking.search import postgres

        return postgres
    from tracking.search import sqlite

    return sqlite


def find(query: str, found: QuerySet[Dispatch] | None = None, *, newest: int | None = None) -> QuerySet[Dispatch]:
    """The dispatches of `found` that hold every term of `query`, newest in our table first.

    A query without a letter or digit finds everything. With `newest`, only that many of the newest hits are looked
    at, so that a word that stands in every paper is found as fast as a rare one.
    """
    found = Dispatch.objects.filter(trashed_at=None) if found is None else found
    wanted = terms(query)
    if wanted:
        found = found.filter(_backend().condition(wanted, newest))
    return found.order_by("-pk")


def _rows(dispatch_ids: list[int]) -> Iterator[tuple[int, str]]:
    """Each dispatch with its text as it is indexed; what has no row any more has no text."""
    texts: dict[int, list[str]] = {}
    pages = Page.objects.filter(dispatch__in=dispatch_ids).order_by("dispatch", "number")
    for dispatch_id, text in pages.values_list("dispatch_id", "text"):
        texts.setdefault(dispatch_id, []).append(text)
    columns = ("number", "kind_name", "issuer", "issuer_parent", "subject", "signer", "arrival_number", "note")
    for pk, *values in Dispatch.objects.filter(pk__in=dispatch_ids).values_list("pk", *columns):
        yield pk, folded(*(str(v) for v in values if v), *texts.get(pk, []))


@transaction.atomic
def index(dispatch_ids: Iterable[int], *, batch: int = 1000) -> None:
    """Bring the index up to date for these dispatches."""
    ids = iter(dispatch_ids)
    while part := list(islice(ids, batch)):
        _backend().remove(part)
        _backend().put(list(_rows(part)))


def put(rows: list[tuple[int, str]]) -> None:
    """Index dispatches that the index lacks, each with its text as `folded` gives it: for bulk loads."""
    _backend().put(rows)


def rebuild() -> int:
    """Make the whole index anew; gives how many dispatches it holds."""
    ids = Dispatch.objects.order_by("pk").values_list("pk", flat=True)
    index(ids.iterator(chunk_size=5000))
    return ids.count()
