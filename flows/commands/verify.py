"""`congvan verify`: every original against its hash."""

from __future__ import annotations

import typer


def verify() -> None:
    """Kiểm từng bản gốc với mã băm trong sổ: mất, bị sửa, không có trong sổ.

    Mã thoát: 0 mọi tệp nguyên vẹn; 1 có tệp mất hoặc bị sửa.
    """
    from flows.keeping import check_all

    raise typer.Exit(check_all())
