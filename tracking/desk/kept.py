"""Answers that take long and may be some minutes old: made once for all who ask, and anew behind their backs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

FRESH_SECONDS, SHOWN_SECONDS = 300, 1800
"""How old an answer may be before it is made anew, and before nobody gets to see it any more."""
_making = threading.Lock()
_renewing: set[str] = set()


class Kept(NamedTuple):
    """A value and when it was made."""

    value: Any
    at: datetime

    @property
    def fresh(self) -> bool:
        return (timezone.now() - self.at).total_seconds() < FRESH_SECONDS


def kept(key: str, make: Callable[[], Any]) -> Kept:
    """What `make` gives. Of many who ask at once for what is not there, one makes it and the others wait; what is
    there but old is given as it is, while a thread makes it anew."""
    found: Kept | None = cache.get(key)
    if found is None:
        with _making:
            found = cache.get(key) or _made(key, make)
    elif not found.fresh and key not in _renewing:
        _renewing.add(key)
        threading.Thread(target=_renew, args=(key, make), daemon=True).start()
    return found


def _made(key: str, make: Callable[[], Any]) -> Kept:
    found = Kept(make(), timezone.now())
    cache.set(key, found, SHOWN_SECONDS)
    return found


def _renew(key: str, make: Callable[[], Any]) -> None:
    try:
        _made(key, make)
    finally:
        _renewing.discard(key)
        connection.close()  # this thread's own
