"""`congvan setup`: folders, database, first account."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def setup(
    samples: Annotated[
        Path | None, typer.Option("--samples", metavar="THƯ MỤC", help="Chép văn bản mẫu vào hộp đến, chỉ lần đầu.")
    ] = None,
) -> None:
    """Tạo thư mục, cơ sở dữ liệu và tài khoản đầu tiên; chạy lại không hại gì.

    Mã thoát: 0 đã sẵn sàng.
    """
    from flows.installation import set_up

    set_up(samples)
