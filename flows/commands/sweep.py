"""`congvan sweep`: one pass over the inbox, through the same flow as the service."""

from __future__ import annotations

from typing import Annotated

import typer


def sweep(
    plain: Annotated[bool, typer.Option("--plain", help="Không dùng Prefect.")] = False,
) -> None:
    """Quét hộp đến một lượt rồi dừng.

    Mã thoát: 0 đã quét xong (tệp lỗi nằm ở khu chờ xử lý); 1 không quét được (thiếu phần mềm, chưa có cơ sở dữ liệu).
    """
    from flows.passing import run_pass
    from flows.screen import pass_screen

    with pass_screen() as screen:
        finished = run_pass(screen.tell, screen.notice, plain=plain)
    raise typer.Exit(0 if finished else 1)
