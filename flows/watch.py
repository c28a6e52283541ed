"""Hurry: a sweep at once when something arrives in the inbox, in this process, whose readers are warm.

File events say when to look; where they do not reach (mounted shares) the folder is looked at every `poll_seconds`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import watchfiles

from flows.passing import run_pass
from pipeline.intake import candidates
from pipeline.settings import Settings, settings

log = logging.getLogger(__name__)


def watch_inbox(stop: threading.Event | None = None) -> None:
    """Start a sweep whenever the inbox holds something that the last sweep did not leave there; until `stop`."""
    ours, left = settings(), set[bytes]()
    ours.inbox_folder.mkdir(parents=True, exist_ok=True)
    for changes in events(ours, stop):
        if not changes and set(candidates(ours.inbox_folder)) <= left:
            continue
        try:
            run_pass(lambda _: None, log.warning)  # goes on where Prefect is down
        except Exception:  # the schedule sweeps too; a watcher that died would be missed only when it matters
            log.exception("Lượt quét khi có tệp mới không chạy được")
        left = set(candidates(ours.inbox_folder))


def events(ours: Settings, stop: threading.Event | None) -> Iterator[set[watchfiles.main.FileChange]]:
    """Sets of changes, empty ones every `poll_seconds`; the first at once, for what lay there before."""
    yield set()
    yield from watchfiles.watch(
        ours.inbox_folder, rust_timeout=int(ours.poll_seconds * 1000), yield_on_timeout=True, stop_event=stop,
        debounce=500, raise_interrupt=False,
    )  # fmt: skip
