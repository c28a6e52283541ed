"""`sweep_inbox`: every dispatch in the inbox becomes a row of the tracking table, one task each.

A flow run can be killed at any point and run again: the claims in the database say what is whose.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from prefect import flow, get_client, task
from prefect.client.schemas.objects import State, TaskRun
from prefect.context import FlowRunContext, TaskRunContext
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.tasks import Task, exponential_backoff

from flows.artifacts import publish
from flows.onepass import Pass
from flows.registering import may_heal
from flows.store import open_store
from pipeline.errors import SecrecyMark
from pipeline.intake import Outcome
from pipeline.ledger import Entry
from pipeline.settings import settings

RECORDED_SECONDS = 10.0

_begun: list[Pass] = []
"""A pass that was begun before Prefect was up, for the next flow run of this process to finish."""


@contextmanager
def handed_over(one_pass: Pass) -> Iterator[None]:
    """Let a `sweep_inbox` within the block go on with a pass that has begun."""
    _begun.append(one_pass)
    try:
        yield
    finally:
        _begun.clear()


def _can_heal(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    error = state.result(raise_on_failure=False)
    return isinstance(error, BaseException) and may_heal(error)


@task(
    task_run_name="tệp {file_id}",  # the file's name follows once it is known to bear no secrecy mark
    retries=3,
    retry_delay_seconds=exponential_backoff(backoff_factor=2),
    retry_jitter_factor=0.5,
    retry_condition_fn=_can_heal,
    persist_result=False,
    log_prints=False,
)
def register_dispatch(file_id: int) -> Outcome:
    """One dispatch, from its file to its row; its time limit is kept by the pool, which kills what hangs."""
    one_pass, entry = _at_work[file_id]
    outcome = one_pass.register(entry)
    if outcome.code != SecrecyMark.code:
        _name_run(f"{outcome.name} ({file_id})")
    return outcome


_at_work: dict[int, tuple[Pass, Entry]] = {}


@flow(
    name="sweep_inbox",
    flow_run_name="quét hộp đến",
    task_runner=ThreadPoolTaskRunner(max_workers=settings().workers + 1),  # type: ignore[arg-type]
    persist_result=False,
)
def sweep_inbox() -> None:
    """One pass over the inbox."""
    open_store()
    if _begun:
        _finish(_begun.pop())
    else:
        from tracking.ledger import DjangoLedger

        with Pass(settings(), DjangoLedger()) as one_pass:
            _finish(one_pass)


def _finish(one_pass: Pass) -> None:
    def start(entry: Entry) -> Any:
        _at_work[entry.id] = (one_pass, entry)
        return register_dispatch.submit(entry.id)

    outcomes = list(one_pass.outcomes(start))
    ended = sum(_at_work.pop(outcome.id or 0, None) is not None for outcome in outcomes)
    publish(outcomes)
    _until_recorded(ended)


def _name_run(name: str) -> None:
    """Show the file's name on the run; on the run at hand too, whose next states would bring the old name back."""
    context = TaskRunContext.get()
    if context is None:
        return
    context.task_run.name = name[:200]
    with suppress(Exception), get_client(sync_client=True) as client:  # a name is not worth a failed task
        client.set_task_run_name(context.task_run.id, name[:200])


def _until_recorded(tasks: int) -> None:
    """Wait until Prefect has written down that the tasks ended: it does so a moment later, and its server may stop."""
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        return
    runs = {"id": {"any_": [str(context.flow_run.id)]}}
    wanted = {"flow_runs": runs, "task_runs": {"state": {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED"]}}}}
    until = time.monotonic() + RECORDED_SECONDS
    with suppress(Exception), get_client(sync_client=True) as client:
        while time.monotonic() < until and client.request("POST", "/task_runs/count", json=wanted).json() < tasks:
            time.sleep(0.2)
