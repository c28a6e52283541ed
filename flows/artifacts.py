"""What came in, as a table on the flow run's page. Nothing that was read from a page is in it."""

from __future__ import annotations

from collections.abc import Sequence

from prefect.artifacts import create_table_artifact

from flows.wording import STATES
from pipeline.errors import SecrecyMark
from pipeline.intake import Outcome


def publish(outcomes: Sequence[Outcome]) -> None:
    """Publish the table of one pass; a pass that found nothing publishes nothing."""
    if outcomes:
        create_table_artifact(
            key="van-ban-den",
            table=[_row(outcome) for outcome in outcomes],
            description="Văn bản đến trong lượt quét này",
        )


def _row(outcome: Outcome) -> dict[str, str]:
    secret = outcome.code == SecrecyMark.code
    return {
        "tệp": "—" if secret else outcome.name,
        "số tệp": str(outcome.id or ""),
        "kết quả": STATES[outcome.state],
        "lý do": outcome.reason,
    }
