"""The door to the tracking table for flows and commands: Django is set up once, on first need."""

from __future__ import annotations

import os
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
