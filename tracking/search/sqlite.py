"""The index in SQLite: one FTS5 table whose row ids are the dispatches' ids."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from tracking.search import Term

CREATE = "CREATE VIRTUAL TABLE tracking_search USING fts5(text, tokenize = 'unicode61', prefix = '2 3')"
DROP = "DROP TABLE tracking_search"


def condition(terms: list[Term], newest: int | None = None) -> Q:
    """Every term, as a condition on dispatches. Terms hold letters and digits only, so they cannot leave the quotes."""
    match = " AND ".join(f'"{" ".join(t.words)}"{"*" if t.prefix else ""}' for t in terms)
    select = "SELECT rowid FROM tracking_search WHERE tracking_search MATCH %s"
    if newest is None:
        return Q(pk__in=RawSQL(select, (match,)))
    return Q(pk__in=RawSQL(f"{select} ORDER BY rowid DESC LIMIT %s", (match, newest)))


def put(rows: list[tuple[int, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO tracking_search (rowid, text) VALUES (%s, %s)", rows)


def remove(dispatch_ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM tracking_search WHERE rowid = %s", [(pk,) for pk in dispatch_ids])
