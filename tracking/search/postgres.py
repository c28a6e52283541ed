"""The index in PostgreSQL: a tsvector in the plain (`simple`) configuration, since the text is folded already."""

from __future__ import annotations

import math

from django.db import connection
from django.db.models import BooleanField, F, Func, Q
from django.db.models.expressions import RawSQL

from tracking.search import MOST_HITS, Term

CREATE = """
CREATE TABLE tracking_search (dispatch_id bigint PRIMARY KEY, document tsvector NOT NULL);
CREATE INDEX tracking_search_document ON tracking_search USING gin (document);
"""
DROP = "DROP TABLE tracking_search"
PROBED, HALF = 1_000, 0.5
"""Of so many of the newest dispatches, the share from which on a query's words are common in any table."""


def condition(terms: list[Term], newest: int | None = None) -> Q:
    """Every term, as a condition on dispatches.

    The planner cannot guess how many words a prefix has, nor how rare words are together; left to itself it reads
    every dispatch. So it is told: where hits are dense, to walk back from the newest until there are enough, or to look
    at those that other conditions leave; else to ask the index and fetch the hits one by one. Of common words that
    seldom follow one another the index has too many to try: then, too, it is better to walk.
    """
    match = " & ".join(f"({' <-> '.join(t.words)}{':*' if t.prefix else ''})" for t in terms)
    select = "SELECT dispatch_id FROM tracking_search WHERE document @@ to_tsquery('simple', %s)"
    hits_dense, words_dense = _dense((match, match.replace("<->", "&")), newest or MOST_HITS)
    if newest is None:
        return Q(_held(match) if words_dense else _among(select, match))
    last = "ORDER BY dispatch_id DESC LIMIT %s"
    if hits_dense:
        walked = "SELECT * FROM tracking_search ORDER BY dispatch_id DESC OFFSET 0"
        walk = f"SELECT dispatch_id FROM ({walked}) AS walked WHERE document @@ to_tsquery('simple', %s)"
        return Q(_among(f"{walk} {last}", match, newest))
    if words_dense:
        return Q(pk__in=RawSQL(f"{select} {last}", (match, newest)))
    return Q(_among(f"SELECT dispatch_id FROM ({select} OFFSET 0) AS hits {last}", match, newest))


def _held(match: str) -> Func:
    """Asked of each dispatch by itself: cheap where few are asked, or most answer yes."""
    ask = "(SELECT true FROM tracking_search WHERE dispatch_id = %(expressions)s)"
    wanted = RawSQL("to_tsquery('simple', %s)", (match,))
    return Func(F("pk"), wanted, template=ask, arg_joiner=" AND document @@ ", output_field=BooleanField())


def _among(select: str, *values: object) -> Func:
    """One of the hits, found first: as an array they are fetched one by one; joined, all dispatches would be read."""
    hits = RawSQL(f"ARRAY({select})", values)
    return Func(F("pk"), hits, template="%(expressions)s", arg_joiner=" = ANY ", output_field=BooleanField())


def _dense(matches: tuple[str, ...], enough: int) -> list[bool]:
    """Of each query whether walking back until there are `enough` hits passes fewer dispatches than the index has."""
    newest = "SELECT document FROM tracking_search ORDER BY dispatch_id DESC LIMIT %s"
    held = ", ".join("count(*) FILTER (WHERE document @@ to_tsquery('simple', %s))" for _ in matches)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'tracking_search'::regclass")
        rows = max(cursor.fetchone()[0], PROBED)
        cursor.execute(f"SELECT count(*), {held} FROM ({newest}) AS newest", (*matches, PROBED))
        looked_at, *found = cursor.fetchone()
    least = looked_at * min(HALF, math.sqrt(enough / rows))
    return [count > 0 and count >= least for count in found]


def put(rows: list[tuple[int, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO tracking_search (dispatch_id, document) VALUES (%s, to_tsvector('simple', %s))", rows
        )


def remove(dispatch_ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tracking_search WHERE dispatch_id = ANY(%s)", (dispatch_ids,))
