"""`congvan up`: the whole service under one supervisor."""

from __future__ import annotations

import typer


def up() -> None:
    """Chạy máy chủ Prefect, các luồng và trang theo dõi cho đến khi bấm Ctrl-C.

    Mã thoát: 0 đã dừng gọn; 1 một phần đã tắt vì lỗi.
    """
    from flows.up import supervise

    raise typer.Exit(supervise())
