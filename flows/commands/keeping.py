"""`congvan backup`, `restore`, `verify`: what an office keeps, carried away, brought back and proven."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer


def backup(
    target: Annotated[
        Path | None, typer.Argument(metavar="[TỆP]", help="Tệp sao lưu; bỏ trống: đặt tên theo ngày.")
    ] = None,
) -> None:
    """Sao lưu cơ sở dữ liệu, bản gốc và thiết lập vào một tệp kèm mã băm.

    Mã thoát: 0 đã sao lưu; 1 không sao lưu được.
    """
    from flows.store import open_store, telling

    open_store()
    from tracking.keeping.backup import backup as back_up

    place = target or Path(f"congvan-{date.today():%Y-%m-%d}.tar")
    with telling():
        try:
            manifest = back_up(place)
        except OSError as error:
            typer.echo(f"Không ghi được {place}: {error.strerror}; chọn nơi khác.", err=True)
            raise typer.Exit(1) from error
    typer.echo(f"Đã sao lưu {len(manifest.files)} tệp vào {place}.")


def restore(source: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp sao lưu.")]) -> None:
    """Khôi phục bản sao lưu vào một bản cài còn trống.

    Mã thoát: 0 đã khôi phục; 1 tệp sao lưu hỏng hoặc bản cài không trống.
    """
    from flows.store import open_store, telling

    open_store()
    from tracking.keeping.restore import restore as bring_back

    with telling():
        manifest = bring_back(source)
    typer.echo(f"Đã khôi phục {len(manifest.files)} tệp, mã băm khớp.")


def verify() -> None:
    """Đối chiếu từng tệp gốc với mã băm và với dòng của nó trong sổ.

    Mã thoát: 0 mọi tệp đúng; 1 có chỗ sai.
    """
    from flows.store import open_store, telling

    open_store()
    from tracking.keeping.verify import verify as check

    with telling():
        faults = check()
    for fault in faults:
        typer.echo(f"{fault.path}: {fault.text}")
    typer.echo("Mọi tệp đều đúng." if not faults else f"{len(faults)} chỗ sai.")
    raise typer.Exit(1 if faults else 0)
