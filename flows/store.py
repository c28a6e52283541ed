"""The door to the tracking table for flows and commands: Django is set up once, on first need."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


@cache
def open_store() -> None:
    """Make Django's models importable in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracking.conf")
    import django

    django.setup()


def migrate() -> None:
    """Make the database, or bring it to the newest schema; safe to repeat."""
    open_store()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def telling() -> Iterator[None]:
    """An error of the office's work ends the command with its sentence on standard error and its exit status."""
    import typer

    from tracking.errors import TrackingError

    try:
        yield
    except TrackingError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(error.exit_status) from error
