"""A pass from the command line: begun at once, finished by the flow, or without Prefect where that is down."""

from __future__ import annotations

from collections.abc import Callable

from flows import orchestrator
from flows.onepass import Pass, Tell, plainly
from flows.store import migrate
from pipeline.errors import MissingTool
from pipeline.intake import Outcome
from pipeline.settings import Settings, settings


def make_folders(ours: Settings) -> None:
    """The folders of an installation."""
    for folder in (
        ours.inbox_folder,
        ours.archive,
        ours.quarantine,
        ours.duplicates,
        ours.copies,
        ours.home / "staticfiles",
    ):
        folder.mkdir(parents=True, exist_ok=True)


def run_pass(tell: Tell, notice: Callable[[str], None], *, plain: bool = False) -> bool:
    """One pass; `tell` hears how each file ended, `notice` what else a person should know. False: it could not be."""
    ours = settings()
    make_folders(ours)
    migrate()
    from tracking.ledger import DjangoLedger

    missing: list[Outcome] = []

    def hear(outcome: Outcome) -> None:
        if outcome.code == MissingTool.code:
            missing.append(outcome)
        tell(outcome)

    with Pass(ours, DjangoLedger(), hear) as one_pass:
        if plain or not _through_prefect(ours, one_pass, notice):
            plainly(one_pass)
    return not missing


def _through_prefect(ours: Settings, one_pass: Pass, notice: Callable[[str], None]) -> bool:
    """Whether the flow finished the pass; what it left, the caller goes on with."""
    try:
        orchestrator.prepare(ours)
        from flows.sweep import hand_over, sweep_inbox

        hand_over(one_pass)
        sweep_inbox()
    except Exception as error:  # whatever Prefect's trouble is, the inbox must not wait for it
        notice(f"Prefect không chạy được ({type(error).__name__}); đọc trực tiếp, không qua Prefect.")
        return False
    return True
