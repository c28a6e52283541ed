"""`remind`: what is urgent within minutes, each person's digest on working days; said once however often it runs."""

from __future__ import annotations

import logging

from prefect import flow

from flows.store import open_store

log = logging.getLogger(__name__)


@flow(name="remind", flow_run_name="nhắc việc", retries=2, retry_delay_seconds=300, persist_result=False)
def remind() -> None:
    """Send what is urgent, and the day's digest at the first run after seven, also where the machine was off then."""
    open_store()
    from tracking.reminders import keep_reminding

    for fault in keep_reminding().faults:
        log.warning("Nhắc việc: %s", fault)
