"""`congvan up`: the whole service under one supervisor, or one part of it under another."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Part(StrEnum):
    """The processes of the service, as `flows.up.commands` names them."""

    PREFECT = "prefect"
    FLOWS = "flows"
    DESK = "desk"


def up(
    part: Annotated[
        Part | None, typer.Option(help="Chỉ chạy một phần, khi có chương trình khác (systemd) trông coi từng phần.")
    ] = None,
) -> None:
    """Chạy máy chủ Prefect, các luồng và trang theo dõi cho đến khi bấm Ctrl-C.

    Mã thoát: 0 đã dừng gọn; 1 một phần đã tắt vì lỗi.
    """
    from flows.up import become, supervise

    if part is not None:
        become(part)
    raise typer.Exit(supervise())
