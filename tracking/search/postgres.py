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


def condition(terms: list[Term], newest: int | None = None) -> Q:
    """Every term, as a condition on dispatches."""
    match = " & ".join(f"({' <-> '.join(t.words)}{':*' if t.prefix else ''})" for t in terms)
    select = "SELECT dispatch_id FROM tracking_search WHERE document @@ to_tsquery('simple', %s)"
    if newest is None:
        return Q(pk__in=RawSQL(select, (match,)))
    if any(t.prefix for t in terms):
        # The planner cannot guess how many words a prefix has; the fence makes it ask the index.
        select = f"SELECT dispatch_id FROM ({select} OFFSET 0) AS hits"
    return Q(pk__in=RawSQL(f"{select} ORDER BY dispatch_id DESC LIMIT %s", (match, newest)))


def put(rows: list[tuple[int, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO tracking_search (dispatch_id, document) VALUES (%s, to_tsvector('simple', %s))", rows
        )


def remove(dispatch_ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tracking_search WHERE dispatch_id = ANY(%s)", (dispatch_ids,))
