"""`congvan retry`: read quarantined files once more."""

from __future__ import annotations

from typing import Annotated

import typer


def retry(
    files: Annotated[
        list[int] | None, typer.Argument(metavar="[SỐ TỆP]…", help="Số của tệp; bỏ trống: mọi tệp đang chờ xử lý lỗi.")
    ] = None,
) -> None:
    """Đọc lại tệp ở khu chờ xử lý lỗi.

    Mã thoát: 0 mọi tệp đã vào sổ; 1 còn tệp lỗi hoặc không có tệp mang số ấy.
    """
    from flows.retrying import retry_files
    from flows.screen import pass_screen

    with pass_screen() as screen:
        healed = retry_files(files or [], screen.tell, screen.notice, screen.progress)
    raise typer.Exit(0 if healed else 1)
