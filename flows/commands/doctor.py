"""`congvan doctor`: what is missing, and how to mend it."""

from __future__ import annotations

import typer


def doctor() -> None:
    """Kiểm tra máy và bản cài, chỉ cách sửa từng chỗ.

    Mã thoát: 0 mọi thứ ổn hoặc chỉ có lưu ý; 1 có chỗ phải sửa.
    """
    from flows.doctor import examine

    raise typer.Exit(examine())
