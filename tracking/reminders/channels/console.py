"""The server's standard output: to try things out."""

from __future__ import annotations

import sys

from tracking.reminders.compose import Message


def send(message: Message) -> None:
    """Print the message."""
    sys.stdout.write(f"[{message.to}] {message.subject}\n{message.body}\n")
