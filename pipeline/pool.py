"""One pool of child processes for the pages of all files: one per core, each killable.

`read_pages` is the door. A page that fails or runs out of time is marked and the others go on. Every file keeps only
a few pages waiting, so that a letter does not queue behind the 300 pages of an annex.
"""

from __future__ import annotations

import atexit
import logging
import os
import resource
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as FutureTimeout
from functools import cache
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from extractors.record import PageSource
from pipeline import forked
from pipeline.errors import CongvanError, CorruptFile, FileError, MissingTool, OcrFailed, ReadTimeout
from pipeline.pagewords import Page, PageWords
from pipeline.settings import limits, settings

T = TypeVar("T")
log = logging.getLogger(__name__)
TellPages = Callable[[int, int], None]
"""Told how many pages of a file are read, and of how many."""

TASKS_A_CHILD = 200
"""A child is replaced after so many pages, so that what its libraries leak stays small."""
LOOK_SECONDS = 60.0
"""Time for counting a file's pages."""


def read_page(path: Path, number: int, page: Page, cleared: bool) -> PageWords:
    """`pipeline.page_reading.read_page`, whose libraries only children load: OpenCV, pypdfium2, the readers."""
    from pipeline.page_reading import read_page as read

    return read(path, number, page, cleared)


def pages_of(path: Path) -> tuple[Page, ...]:
    """`pipeline.pages.pages_of`, in the same way."""
    from pipeline.pages import pages_of as look

    return look(path)


def read_pages(path: Path, cleared: bool = False, tell: TellPages = lambda *_: None) -> Iterator[PageWords]:
    """The pages of a file in order, each read in a child process.

    A page that fails has `source.text_from` `failed` and its error's code and message; the others go on. Raises at the
    first step what `pages_of` raises, and `SecrecyMark` as soon as any page bears such a mark (nothing more is given),
    unless a person `cleared` the file. `tell` is called before the first page and after each.
    """
    deadline = time.monotonic() + limits().file_seconds
    pages = run(pages_of, path, name=path.name, seconds=LOOK_SECONDS)
    waiting: deque[tuple[Page, Any]] = deque()
    ahead, read = iter(pages), 0
    tell(read, len(pages))
    try:
        while True:
            while len(waiting) <= settings().workers and (page := next(ahead, None)) is not None:
                waiting.append((page, _submit(read_page, (path, page.number, page, cleared), limits().page_seconds)))
            if not waiting:
                return
            page, future = waiting[0]
            yield _result(path.name, page, future, deadline)
            waiting.popleft()
            read += 1
            tell(read, len(pages))
    finally:
        for _, future in waiting:
            future.cancel()


def run(function: Callable[..., T], *args: Any, name: str, seconds: float) -> T:
    """`function(*args)` in a child process; `name` is the file's, for the error.

    Raises its `CongvanError`s, `ReadTimeout` after `seconds`, `CorruptFile` where the child dies of the file.
    """
    future = _submit(function, args, seconds)
    try:
        result: T = future.result()
        return result
    except CongvanError:
        raise
    except FutureTimeout as error:
        raise ReadTimeout(name) from error
    except ProcessExpired as error:
        raise CorruptFile(name, "trình đọc dừng đột ngột") from error


def close() -> None:
    """Stop the children; the next page starts new ones."""
    if _pool.cache_info().currsize:
        pool = _pool()
        _pool.cache_clear()
        pool.stop()
        pool.join()


def _submit(function: Callable[..., Any], args: tuple[Any, ...], seconds: float) -> Any:
    return _pool().schedule(function, args=list(args), timeout=seconds)


def _result(name: str, page: Page, future: Any, deadline: float) -> PageWords:
    try:
        read: PageWords = future.result(timeout=max(0.1, deadline - time.monotonic()))
        return read
    except (FutureTimeout, CancelledError):
        future.cancel()
        return _failed(page, ReadTimeout(name, f"trang {page.number}"))
    except MissingTool:
        raise
    except FileError as error:
        if error.code == "secrecy_mark":
            raise
        return _failed(page, error)
    except CongvanError as error:
        return _failed(page, error)
    except Exception as error:  # a child died, memory ran out, or pixels that nobody foresaw: the others go on
        log.exception("page %d of %s", page.number, name)
        return _failed(page, OcrFailed(name, f"trang {page.number}: {type(error).__name__}"))


def _failed(page: Page, error: CongvanError) -> PageWords:
    source = PageSource(page=page.number, text_from="failed", error=f"{error.code}: {error.message}")
    return PageWords(page.number, page.width, page.height, (), source)


@cache
def _pool() -> Any:
    # Forked from a clean server process: a fork of one with threads (web server, Prefect) may hang.
    forked.start()
    pool = ProcessPool(
        max_workers=settings().workers,
        max_tasks=TASKS_A_CHILD,
        initializer=_limit_child,
        initargs=(limits().child_megabytes,),
        context=CleanContext(),
    )
    atexit.register(close)
    return pool


class CleanProcess(ForkServerProcess):
    """A child that does not import the caller's main module: scripts and notebooks need no `__main__` guard.

    What children run is in this package, so nothing of the main module is missed.
    """

    @staticmethod
    def _Popen(process_obj: Any) -> Any:
        main = vars(sys.modules["__main__"])
        kept: dict[str, Any] = {name: main.pop(name) for name in ("__file__", "__spec__") if name in main}
        try:
            main["__spec__"] = None
            return ForkServerProcess._Popen(process_obj)
        finally:
            main.update(kept)


class CleanContext(ForkServerContext):
    Process = CleanProcess


def _limit_child(megabytes: int) -> None:
    """Bound the child's memory and keep its libraries to one thread."""
    import cv2

    cv2.setNumThreads(1)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    limit = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
