"""What an office does with a dispatch: the tracking table, tasks and due dates, reminders, registers, the dashboard.

A Django project and its one application. `tracking.setup()` makes it usable from a command or a flow; the doors are
`tracking.load.load`, `tracking.ledger.DjangoLedger`, `tracking.frames`, `tracking.reminders.remind` and
`tracking.keeping`.
"""

from __future__ import annotations

import os


def setup() -> None:
    """Load Django with our settings; called twice it does nothing more."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracking.conf")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
