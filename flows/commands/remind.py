"""`congvan remind`: the day's reminders now."""

from __future__ import annotations

import typer


def remind() -> None:
    """Gửi ngay phần nhắc việc của hôm nay; ai đã nhận thì không nhận lại.

    Mã thoát: 0 đã gửi; 1 có kênh không gửi được.
    """
    from flows.keeping import say_reminders

    raise typer.Exit(say_reminders())
