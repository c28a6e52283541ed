"""Search with or without accents."""

from __future__ import annotations

from collections.abc import Iterable


def index(dispatch_ids: Iterable[int]) -> None:
    """Bring the index up to date for these dispatches."""
