"""How a message reaches a person: each channel one module with `send(message)`, named here.

`send` raises `ChannelFault` where the message did not get through; `permanent` where trying again cannot help.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracking.reminders.compose import Message

CHANNELS = {
    "email": "tracking.reminders.channels.email",
    "file": "tracking.reminders.channels.file",
    "console": "tracking.reminders.channels.console",
}
LABELS = {"email": "Thư điện tử", "file": "Tệp trong thư mục nhac-viec", "console": "Màn hình máy chủ"}


class ChannelFault(Exception):
    """A message that did not get through, and why."""

    def __init__(self, text: str, *, permanent: bool = False) -> None:
        super().__init__(text)
        self.permanent = permanent


def sender(name: str) -> Callable[[Message], None]:
    """The `send` of the channel `name`; raises `ChannelFault` where there is no such channel."""
    if name not in CHANNELS:
        raise ChannelFault(f"Không có kênh nhắc việc «{name}»; chọn một trong: {', '.join(CHANNELS)}.", permanent=True)
    send: Callable[[Message], None] = import_module(CHANNELS[name]).send
    return send
