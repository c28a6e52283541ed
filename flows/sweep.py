"""`sweep_inbox`: every dispatch in the inbox becomes a row of the tracking table, one task each.

A flow run can be killed at any point and run again: the claims in the database say what is whose.
"""

from __future__ import annotations

from typing import Any

from prefect import flow, get_client, task
from prefect.client.schemas.objects import State, TaskRun
from prefect.context import TaskRunContext
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

_begun: list[Pass] = []
"""A pass that was begun before Prefect was up, for the next flow run of this process to finish."""


def hand_over(one_pass: Pass) -> None:
    """Let the next `sweep_inbox` of this process go on with a pass that has begun."""
    _begun.append(one_pass)


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
    for outcome in outcomes:
        _at_work.pop(outcome.id or 0, None)
    publish(outcomes)


def _name_run(name: str) -> None:
    """Show the file's name on the run; on the run at hand too, whose next states would bring the old name back."""
    context = TaskRunContext.get()
    if context is not None:
        context.task_run.name = name[:200]
        with get_client(sync_client=True) as client:
            client.set_task_run_name(context.task_run.id, name[:200])
