"""`tidy`: once a night, what has lain in the trash for its days goes for good, and SQLite looks at its indexes anew."""

from __future__ import annotations

import logging

from prefect import flow

from flows.store import open_store

log = logging.getLogger(__name__)


@flow(name="tidy", flow_run_name="dọn dẹp", retries=1, retry_delay_seconds=600, persist_result=False)
def tidy() -> None:
    """Empty the trash by the office's rule; let the database's planner know how the tables have grown."""
    open_store()
    from django.db import connection

    from tracking.keeping import empty_trash

    gone = empty_trash()
    if gone:
        log.warning("Xóa hẳn %s văn bản quá hạn trong thùng rác.", gone)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA optimize" if connection.vendor == "sqlite" else "ANALYZE")
