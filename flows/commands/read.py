"""`congvan read`: records of files, without database, Prefect or settings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def read(
    files: Annotated[
        list[Path], typer.Argument(metavar="TỆP…", help="PDF, JPEG, PNG, TIFF, WebP.", show_default=False)
    ],
    table: Annotated[bool, typer.Option("--table", help="In bảng cho người đọc thay cho JSON Lines.")] = False,
) -> None:
    """Đọc tệp và in bản ghi, mỗi tệp một dòng JSON.

    Mã thoát: 0 đọc được mọi tệp; 1 có tệp không đọc được (dòng của nó có «error»); 2 gọi sai.
    """
    from pipeline import forked

    forked.start()
    from flows.reading import print_records

    raise typer.Exit(print_records(files, as_table=table))
