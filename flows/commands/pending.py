"""`congvan pending`: what is due, late first."""

from __future__ import annotations

from typing import Annotated

import typer


def pending(
    as_json: Annotated[bool, typer.Option("--json", help="In JSON Lines, ngày theo ISO 8601.")] = False,
) -> None:
    """In bảng việc phải làm, việc trễ hạn trước.

    Mã thoát: 0 đã in bảng.
    """
    from flows.pending import print_pending

    print_pending(as_json=as_json)
