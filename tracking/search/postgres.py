"""The index in PostgreSQL: a tsvector in the plain (`simple`) configuration, since the text is folded already."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from tracking.search import Term

CREATE = """
CREATE TABLE tracking_search (dispatch_id bigint PRIMARY KEY, document tsvector NOT NULL);
CREATE INDEX tracking_search_document ON tracking_search USING gin (document);
"""
DROP = "DROP TABLE tracking_search"
PROBED, COMMON = 1_000, 0.01
"""Of so many of the newest dispatches, the share from which on a query's words are common."""


def condition(terms: list[Term], newest: int | None = None) -> Q:
    """Every term, as a condition on dispatches."""
    match = " & ".join(f"({' <-> '.join(t.words)}{':*' if t.prefix else ''})" for t in terms)
    select = "SELECT dispatch_id FROM tracking_search WHERE document @@ to_tsquery('simple', %s)"
    if newest is None:
        return Q(pk__in=RawSQL(select, (match,)))
    # The planner cannot guess how many words a prefix has, nor how rare words are together, so it is told by fences
    # (OFFSET 0): where hits are dense, walk back from the newest (it stops when the page is full); else ask the index.
    if _is_common(match):
        walked = "SELECT * FROM tracking_search ORDER BY dispatch_id DESC OFFSET 0"
        select = f"SELECT dispatch_id FROM ({walked}) AS walked WHERE document @@ to_tsquery('simple', %s)"
    elif any(t.prefix for t in terms):
        select = f"SELECT dispatch_id FROM ({select} OFFSET 0) AS hits"
    return Q(pk__in=RawSQL(f"{select} ORDER BY dispatch_id DESC LIMIT %s", (match, newest)))


def _is_common(match: str) -> bool:
    newest = "SELECT document FROM tracking_search ORDER BY dispatch_id DESC LIMIT %s"
    count = f"SELECT count(*) FROM ({newest}) AS newest WHERE document @@ to_tsquery('simple', %s)"
    with connection.cursor() as cursor:
        cursor.execute(count, (PROBED, match))
        return bool(cursor.fetchone()[0] >= PROBED * COMMON)


def put(rows: list[tuple[int, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO tracking_search (dispatch_id, document) VALUES (%s, to_tsvector('simple', %s))", rows
        )


def remove(dispatch_ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tracking_search WHERE dispatch_id = ANY(%s)", (dispatch_ids,))
