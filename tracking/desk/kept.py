"""Answers that take long and may be some minutes old: made once for all who ask, and anew behind their backs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

FRESH_SECONDS = 300
"""How old an answer may be before it is made anew; six times as old, nobody gets to see it any more."""
_making: dict[str, threading.Lock] = {}
_renewing: set[str] = set()


class Kept(NamedTuple):
    """A value and when it was made."""

    value: Any
    at: datetime

    def older(self, seconds: float) -> bool:
        return (timezone.now() - self.at).total_seconds() >= seconds


def kept(key: str, make: Callable[[], Any], fresh: float = FRESH_SECONDS) -> Kept:
    """What `make` gives. Of many who ask at once for what is not there, one makes it and the others wait; what is
    there but older than `fresh` seconds is given as it is, while a thread makes it anew."""
    found: Kept | None = cache.get(key)
    if found is None:
        with _making.setdefault(key, threading.Lock()):
            found = cache.get(key) or _made(key, make, fresh)
        _making.pop(key, None)
    elif found.older(fresh) and key not in _renewing:
        _renewing.add(key)
        threading.Thread(target=_renew, args=(key, make, fresh), daemon=True).start()
    return found


def _made(key: str, make: Callable[[], Any], fresh: float) -> Kept:
    found = Kept(make(), timezone.now())
    cache.set(key, found, 6 * fresh)
    return found


def _renew(key: str, make: Callable[[], Any], fresh: float) -> None:
    try:
        _made(key, make, fresh)
    finally:
        _renewing.discard(key)
        connection.close()  # this thread's own
