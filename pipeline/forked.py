"""The clean process that children are forked from: it loads what they need while the caller loads what is its own."""

from __future__ import annotations

from multiprocessing import forkserver

NEEDED = ["pipeline.pool", "pipeline.preloaded"]
"""Modules that it imports, so that no child does."""


def start() -> None:
    """Start it, unless it runs; returns at once. A caller that will read pages calls it before its own imports."""
    forkserver.set_forkserver_preload(NEEDED)
    forkserver.ensure_running()
