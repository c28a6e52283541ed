"""A text file a message, in the installation's `nhac-viec` folder: for offices without mail, and for printing."""

from __future__ import annotations

from pipeline.settings import settings
from tracking.reminders.channels import ChannelFault
from tracking.reminders.compose import Message


def send(message: Message) -> None:
    """Write the message; tried again, it is the same file."""
    folder = settings().home / "nhac-viec"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{message.to.pk}-{message.id}.txt"
        path.write_text(f"{message.to}\n{message.subject}\n\n{message.body}", encoding="utf-8")
    except OSError as error:
        raise ChannelFault(f"Không ghi được vào {folder}: {error}") from error
