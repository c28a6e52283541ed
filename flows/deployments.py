"""What runs when: the deployments of the service, declared here and served by `congvan up`.

To add a schedule, add a line to `deployments`.
"""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

from flows import orchestrator
from pipeline.settings import settings

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment


def deployments() -> list[RunnerDeployment]:
    """The deployments, each one line: name, schedule in the office's time zone, what it is for."""
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.deployments.runner import RunnerDeployment
    from prefect.schedules import Cron, Interval

    from flows.backing import back_up
    from flows.remind import remind
    from flows.report import report
    from flows.sweep import sweep_inbox
    from flows.tidy import tidy

    zone = settings().time_zone
    one = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
    return [
        RunnerDeployment.from_flow(sweep_inbox, "hop-den", schedule=Interval(60, timezone=zone), concurrency_limit=one),
        RunnerDeployment.from_flow(remind, "nhac-viec", schedule=Interval(300, timezone=zone), concurrency_limit=one),
        RunnerDeployment.from_flow(tidy, "don-dep", schedule=Cron("0 2 * * *", timezone=zone), concurrency_limit=one),
        RunnerDeployment.from_flow(
            back_up, "sao-luu", schedule=Cron("15 * * * *", timezone=zone), concurrency_limit=one
        ),
        RunnerDeployment.from_flow(
            report, "bao-cao-tuan", schedule=Cron("30 7 * * 1", timezone=zone), concurrency_limit=one
        ),
    ]


def main() -> None:
    """Serve the deployments and watch the inbox, until stopped."""
    ours = settings()
    orchestrator.surround(ours)
    os.environ.setdefault("PREFECT_API_URL", ours.prefect_api)
    until = time.monotonic() + orchestrator.START_UP_SECONDS
    while not orchestrator.is_up(ours) and time.monotonic() < until:
        time.sleep(0.5)

    from prefect import serve

    from flows.watch import watch_inbox

    threading.Thread(target=watch_inbox, name="watch", daemon=True).start()
    serve(*deployments(), pause_on_shutdown=False, print_starting_message=False, limit=3)


if __name__ == "__main__":
    main()
