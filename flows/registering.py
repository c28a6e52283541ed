"""One claimed file becomes a row, or is set aside with its reason: plain functions, no Prefect."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence

from django.db import InterfaceError, OperationalError

from extractors.record import Dispatch
from pipeline.errors import CongvanError, MissingTool, PassingError, StoreBusy
from pipeline.intake import Outcome, quarantine
from pipeline.ledger import Entry, Ledger
from pipeline.pagewords import PageWords
from pipeline.pool import TellPages
from pipeline.settings import Settings

log = logging.getLogger(__name__)

ReadFile = tuple[Dispatch, Sequence[PageWords]]
"""The record of a file and its pages as read."""


def read_entry(entry: Entry, tell: TellPages = lambda *_: None) -> ReadFile:
    """The record and the pages of a claimed file, under the name that the clerk gave it; `tell` hears of each page."""
    from pipeline.reading import read_with_pages

    return read_with_pages(entry.path, name=entry.name, cleared=entry.cleared, tell=tell)


def register(entry: Entry, read: ReadFile) -> Outcome:
    """Load a record in one transaction. Raises `StoreBusy` where the database cannot be reached now."""
    from tracking.load import load

    dispatch, pages = read
    try:
        load(dispatch, file_id=entry.id, pages=pages)
    except (OperationalError, InterfaceError) as error:
        raise StoreBusy(entry.name) from error
    return Outcome(entry.name, "stored", entry.id)


def make_copies(settings: Settings, entry: Entry, pages: Sequence[PageWords]) -> None:
    """Page pictures and the searchable copy of a stored file; they can be made anew, so a failure is only logged."""
    from pipeline import copies

    try:
        copies.make(entry.path, pages, settings.copies / entry.sha256)
    except (CongvanError, OSError) as error:
        log.warning("Chưa tạo được bản xem của tệp số %s (%s)", entry.id, type(error).__name__)


def set_aside(ledger: Ledger, settings: Settings, entry: Entry, error: Exception) -> Outcome:
    """End a file that could not be registered; what only this machine lacks or what is busy leaves it for later."""
    if isinstance(error, (MissingTool, StoreBusy)):
        return Outcome(entry.name, "waiting", entry.id, error.code, error.message)
    if not isinstance(error, CongvanError):
        # Where it happened, not what it said: a message may quote the page.
        log.error(
            "%s in file %s\n%s", type(error).__name__, entry.id, "".join(traceback.format_tb(error.__traceback__))
        )
        error = CongvanError(entry.name, type(error).__name__)
    try:
        return quarantine(ledger, settings, entry, error)
    except (OperationalError, InterfaceError):
        busy = StoreBusy(entry.name)
        return Outcome(entry.name, "waiting", entry.id, busy.code, busy.message)


def may_heal(error: BaseException) -> bool:
    """Whether trying again in a while can help."""
    return isinstance(error, PassingError)
