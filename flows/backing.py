"""`back_up`: every night the whole installation into one file beside the last ones; the oldest goes."""

from __future__ import annotations

import logging

from prefect import flow

from flows.store import open_store
from pipeline.settings import settings

log = logging.getLogger(__name__)


@flow(name="backup", flow_run_name="sao lưu", persist_result=False)
def back_up() -> None:
    """Make the day's backup where it is due; one that could not be made fails the run and is tried in the next hour."""
    open_store()
    from tracking.keeping.nightly import nightly

    ours = settings()
    made = nightly(ours.backups, keep=ours.backup_keep)
    if made:
        log.info("Đã sao lưu vào %s.", made)
