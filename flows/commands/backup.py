"""`congvan backup` and `congvan restore`: all that an installation owns, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def backup(file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp sao lưu sẽ ghi (.tar).")]) -> None:
    """Sao lưu cơ sở dữ liệu, bản gốc và cấu hình vào một tệp; hệ thống vẫn chạy được trong lúc đó.

    Mã thoát: 0 đã sao lưu; 1 không sao lưu được.
    """
    from flows.keeping import back_up

    raise typer.Exit(back_up(file))


def restore(file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp sao lưu.", exists=True)]) -> None:
    """Phục hồi bản sao lưu vào một bản cài trống; mọi tệp được kiểm trước khi đặt vào chỗ.

    Mã thoát: 0 đã phục hồi; 1 bản sao lưu hỏng hoặc bản cài không trống.
    """
    from flows.keeping import bring_back

    raise typer.Exit(bring_back(file))
