"""One pass over the inbox: files are claimed and read ahead while whoever registers them takes them up.

`Pass` is used by the flow (one Prefect task a dispatch) and, where Prefect is down, by the command line directly.
Claiming and reading need no orchestration, so they begin before Prefect's server is up.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import SimpleQueue
from types import TracebackType
from typing import Protocol, Self

from flows import registering
from flows.alone import Presence, present
from flows.registering import ReadFile
from flows.renewing import Renewing
from pipeline.errors import MissingTool, ReadTimeout
from pipeline.intake import Intake, Outcome
from pipeline.ledger import Entry, Ledger
from pipeline.pagewords import PageWords
from pipeline.pool import TellPages
from pipeline.settings import Settings, limits

LATEST = 60.0
"""Seconds that a task grants beyond the limit of a file, which the pool of readers keeps itself."""
Tell = Callable[[Outcome], None]


class Result(Protocol):
    """What `concurrent.futures` and Prefect both call a future."""

    def result(self) -> Outcome: ...


@dataclass
class Pass:
    """One pass: enter it to begin claiming and reading; `outcomes` registers and yields how each file ended."""

    settings: Settings
    ledger: Ledger
    tell: Tell = lambda _: None
    read: Callable[[Entry, TellPages], ReadFile] = registering.read_entry
    copies: Callable[[Settings, Entry, Sequence[PageWords]], None] = registering.make_copies
    _queue: SimpleQueue[Entry | Outcome | BaseException | None] = field(default_factory=SimpleQueue)
    _readings: dict[int, Future[ReadFile]] = field(default_factory=dict)
    _started: dict[int, Entry] = field(default_factory=dict)
    _ends: dict[int, Outcome] = field(default_factory=dict)
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        # One more file than children: the next one's pages queue while the last of this one are put together.
        self._readers = ThreadPoolExecutor(self.settings.workers + 1, "read")
        self._kept = Renewing(self.ledger).__enter__()
        self._claiming = threading.Thread(target=self._claim, name="claim", daemon=True)
        self._claiming.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._claiming.join()
        self._kept.__exit__(kind, error, at)

    def outcomes(self, start: Callable[[Entry], Result]) -> Iterator[Outcome]:
        """Every file's end, each also told at once; `start` sets one claimed file going and returns its future.

        Where `start` or what runs it breaks down, a second call goes on with all that has not ended.
        """
        started = [(entry, start(entry)) for entry in self._started.values() if entry.id not in self._ends]
        while (item := self._queue.get()) is not None:
            if isinstance(item, BaseException):
                self._queue.put(item)  # for whoever goes on after the one who fails of it now
                raise item
            if isinstance(item, Entry):
                self._started[item.id] = item
                started.append((item, start(item)))
            else:
                self.tell(item)
                yield item
        self._queue.put(None)
        for entry, future in started:
            yield self._ended(entry, future)

    def register(self, entry: Entry) -> Outcome:
        """Read (or take what was read ahead) and load one file. Raises what may heal; a second call reads anew."""
        reading = self._readings.pop(entry.id, None) or self._begin(entry)
        try:
            read = reading.result(timeout=limits().file_seconds + LATEST)
            outcome = registering.register(entry, read)
        except TimeoutError as error:
            raise ReadTimeout(entry.name) from error
        except Exception as error:
            if registering.may_heal(error):
                raise
            outcome = registering.set_aside(self.ledger, self.settings, entry, error)
            if isinstance(error, MissingTool):
                self._stop.set()  # nothing else can be read either: claim no more
        else:
            self.copies(self.settings, entry, read[1])
        return self._end(entry, outcome)

    def _begin(self, entry: Entry) -> Future[ReadFile]:
        """Have a file read, noting page by page how far it is."""
        return self._readers.submit(self.read, entry, self._kept.begin(entry.id))

    def _end(self, entry: Entry, outcome: Outcome) -> Outcome:
        self._ends[entry.id] = outcome
        self._kept.end(entry.id)
        self.tell(outcome)
        return outcome

    def _ended(self, entry: Entry, future: Result) -> Outcome:
        """How a started file ended. What ails the one who runs the tasks is no fault of the file."""
        try:
            future.result()
        except Exception as error:
            if entry.id not in self._ends and registering.may_heal(error):
                self._end(entry, registering.set_aside(self.ledger, self.settings, entry, error))
        if entry.id not in self._ends:
            self._register_finally(entry)
        return self._ends[entry.id]

    def _register_finally(self, entry: Entry) -> None:
        try:
            self.register(entry)
        except Exception as error:
            self._end(entry, registering.set_aside(self.ledger, self.settings, entry, error))

    def _claim(self) -> None:
        """Put what arrives into the queue; runs ahead of the registering, in its own thread."""
        try:
            with present(self.settings.home) as presence:
                left_behind = self._left_behind(presence)
                for item in Intake(self.settings, self.ledger).arrivals(left_behind):
                    if isinstance(item, Entry):
                        self._readings[item.id] = self._begin(item)
                    self._queue.put(item)
                    if self._stop.is_set():
                        break
                self._queue.put(None)
                self._wait_until_done()
        except BaseException as error:
            self._queue.put(error)

    def _left_behind(self, presence: Presence) -> list[Entry]:
        # On SQLite every worker is on this machine: whoever is alone may take all that is claimed, at once.
        sole = presence.alone and self.settings.database.startswith("sqlite")
        entries = self.ledger.unfinished(abandoned=sole)
        presence.share()
        return entries

    def _wait_until_done(self) -> None:
        """Stay present while files are worked on, so that no other pass takes them for abandoned."""
        while self._kept.open and not self._stop.wait(0.1):
            pass


def plainly(one_pass: Pass) -> list[Outcome]:
    """Run a pass without Prefect: what may heal is tried again by the next pass."""
    with ThreadPoolExecutor(one_pass.settings.workers + 1, "register") as executor:
        return list(one_pass.outcomes(lambda entry: executor.submit(one_pass.register, entry)))
