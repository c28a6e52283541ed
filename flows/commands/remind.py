"""`congvan remind`: the day's reminders now."""

from __future__ import annotations

import typer


def remind() -> None:
    """Gửi ngay phần nhắc việc của hôm nay; ai đã nhận thì không nhận lại.

    Mã thoát: 0 đã gửi; 1 có kênh không gửi được.
    """
    from flows.store import open_store

    open_store()
    from tracking.reminders import remind as send_reminders

    sent = send_reminders()
    for fault in sent.faults:
        typer.echo(f"Không gửi được: {fault}")
    typer.echo(f"Đã gửi {sent.messages} thư, {sent.reminders} lời nhắc.")
    raise typer.Exit(1 if sent.faults else 0)
