"""`report`: once a week, what is pending as a file that can be printed and sent on."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from prefect import flow

from flows.store import open_store
from pipeline.settings import settings


@flow(name="report", flow_run_name="báo cáo tuần", retries=1, retry_delay_seconds=60, persist_result=False)
def report() -> None:
    """Write the week's table of pending directives."""
    open_store()
    write_report(datetime.now(ZoneInfo(settings().time_zone)))


def write_report(now: datetime) -> Path:
    """`home/reports/viec-phai-lam-2024-W43.xlsx`: every open task, late first. Returns where it lies."""
    from tracking.frames import TITLES, pending

    year, week, _ = now.isocalendar()
    folder = settings().home / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"viec-phai-lam-{year}-W{week:02}.xlsx"
    unfinished = folder / f".{os.getpid()}-{target.name}"
    pending(now=now).rename(columns=TITLES).to_excel(unfinished, index=False)
    unfinished.replace(target)
    return target
