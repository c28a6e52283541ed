"""Quarantined files read again because a person asked for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flows import registering
from flows.alone import present
from flows.onepass import Tell
from flows.renewing import Renewing
from flows.store import open_store
from pipeline.errors import SecrecyMark
from pipeline.intake import Outcome, take_again
from pipeline.ledger import Entry, Ledger
from pipeline.settings import Settings, settings

Progress = Callable[[str, int, int], None]
"""Hears the name of a file, how many of its pages are read, and of how many."""


def retry_files(
    file_ids: Sequence[int], tell: Tell, notice: Callable[[str], None], progress: Progress = lambda *_: None
) -> bool:
    """Read these quarantined files again (all of them where none is named). Whether every one is stored now."""
    open_store()
    from tracking.ledger import DjangoLedger

    ours, ledger, healed = settings(), DjangoLedger(), True
    with present(ours.home) as presence, Renewing(ledger) as kept:
        presence.share()
        for file_id in file_ids or waiting_for_a_person():
            try:
                entry = take_again(ledger, ours, file_id)
            except LookupError as error:
                notice(f"Tệp số {file_id}: {error}")
                healed = False
                continue
            outcome = _read_again(ours, ledger, entry, kept, progress)
            kept.end(file_id)
            tell(outcome)
            healed = healed and outcome.state == "stored"
    return healed


def waiting_for_a_person() -> list[int]:
    """Quarantined files, oldest first, but for those that bear a secrecy mark: only a named person clears these."""
    from tracking.models import File, FileState

    waiting = File.objects.filter(state=FileState.QUARANTINED).exclude(code=SecrecyMark.code)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def _read_again(ours: Settings, ledger: Ledger, entry: Entry, kept: Renewing, progress: Progress) -> Outcome:
    note = kept.begin(entry.id)

    def hear(read: int, pages: int) -> None:
        note(read, pages)
        progress(entry.name, read, pages)

    try:
        read = registering.read_entry(entry, hear)
        outcome = registering.register(entry, read)
    except Exception as error:
        return registering.set_aside(ledger, ours, entry, error)
    registering.make_copies(ours, entry, read[1])
    return outcome
