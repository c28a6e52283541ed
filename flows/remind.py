"""`remind`: each person's digest on working days, and what is urgent; said once however often it runs."""

from __future__ import annotations

import logging

from prefect import flow

from flows.store import open_store

log = logging.getLogger(__name__)


@flow(name="remind", flow_run_name="nhắc việc", retries=2, retry_delay_seconds=300, persist_result=False)
def remind() -> None:
    """Send the day's reminders; on a day off only what is urgent."""
    open_store()
    from tracking.reminders import remind as send_reminders

    for fault in send_reminders().faults:
        log.warning("Nhắc việc: %s", fault)
