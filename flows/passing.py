"""A pass: begun at once, finished by the flow, or without Prefect where that is down."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

from django.db import DatabaseError

from flows import orchestrator
from flows.onepass import Pass, Tell, plainly
from flows.store import migrate
from pipeline.errors import MissingTool, StoreBusy
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
    missing: list[Outcome] = []

    def hear(outcome: Outcome) -> None:
        if outcome.code == MissingTool.code:
            missing.append(outcome)
        tell(outcome)

    # The server starts first: it takes longest, and nothing waits for it until the flow begins.
    with nullcontext() if plain else orchestrator.server(ours) as ready:
        try:
            _pass(ours, hear, notice, ready)
        except DatabaseError as error:
            notice(f"{StoreBusy(str(ours.home)).message} ({error})")
            return False
    return not missing


def _pass(ours: Settings, hear: Tell, notice: Callable[[str], None], ready: Callable[[], None] | None) -> None:
    migrate()
    from tracking.ledger import DjangoLedger

    with Pass(ours, DjangoLedger(), hear) as one_pass:
        if ready is None or not _through_prefect(one_pass, ready, notice):
            plainly(one_pass)


def _through_prefect(one_pass: Pass, ready: Callable[[], None], notice: Callable[[str], None]) -> bool:
    """Whether the flow finished the pass; what it left, the caller goes on with."""
    try:
        from flows.sweep import handed_over, sweep_inbox

        ready()
        with handed_over(one_pass):
            sweep_inbox()
    except Exception as error:  # whatever Prefect's trouble is, the inbox must not wait for it
        notice(f"Prefect không chạy được ({type(error).__name__}); đọc trực tiếp, không qua Prefect.")
        return False
    return True
