"""`congvan export` and `congvan import`: registers out as files, an existing register in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

DAY = ["%d/%m/%Y", "%Y-%m-%d"]


def export(
    register: Annotated[str, typer.Argument(metavar="SỔ", help="arrivals, follow_up hoặc transfers.")],
    first: Annotated[datetime, typer.Option("--from", formats=DAY, help="Ngày đến đầu tiên.")],
    last: Annotated[datetime, typer.Option("--to", formats=DAY, help="Ngày đến cuối cùng.")],
    form: Annotated[str, typer.Option("--form", help="xlsx, pdf, csv hoặc jsonl.")] = "xlsx",
    out: Annotated[Path | None, typer.Option("--out", help="Tệp ghi ra; bỏ trống: đặt tên theo sổ và kỳ.")] = None,
) -> None:
    """Xuất sổ đăng ký, sổ theo dõi hoặc sổ chuyển giao văn bản đến.

    Mã thoát: 0 đã xuất; 1 không có sổ hoặc dạng tệp ấy.
    """
    from flows.store import open_store, telling

    open_store()
    from tracking import exports, registers
    from tracking.errors import NotFound
    from tracking.models import Dispatch

    with telling():
        if register not in registers.REGISTERS:
            raise NotFound(f"Không có sổ «{register}»; chọn một trong: {', '.join(registers.REGISTERS)}.")
        found = Dispatch.objects.filter(trashed_at__isnull=True)
        sheet = registers.sheet(register, found, first=first.date(), last=last.date())
        made = exports.export(sheet, form)
    target = out or Path(made.name)
    target.write_bytes(made.body)
    typer.echo(f"Đã xuất {registers.LABELS[register]} vào {target}.")


def import_(
    table: Annotated[Path, typer.Argument(metavar="TỆP", help="Sổ cũ dạng XLSX hoặc CSV.")],
    apply: Annotated[bool, typer.Option("--apply", help="Nhập thật; không có thì chỉ cho xem sẽ làm gì.")] = False,
    by: Annotated[str, typer.Option("--by", help="Tên đăng nhập của người nhập.")] = "vanthu",
) -> None:
    """Nhập sổ văn bản đến đã có; mặc định chỉ cho xem trước.

    Mã thoát: 0 không có dòng lỗi; 1 có dòng lỗi hoặc không đọc được bảng.
    """
    from flows.store import open_store, telling

    open_store()
    from tracking import importing
    from tracking.errors import NotFound
    from tracking.models import User

    with telling():
        wanted = importing.plan(importing.read_table(table))
        typer.echo(wanted.summary)
        for row in wanted.problems:
            typer.echo(f"dòng {row.line}: {row.problem}")
        if apply:
            person = User.objects.filter(username=by).first()
            if person is None:
                raise NotFound(f"Không có tài khoản «{by}»; dùng --by với tên đăng nhập của văn thư.")
            typer.echo(f"Đã nhập {len(importing.run(wanted, by=person))} dòng.")
    raise typer.Exit(1 if wanted.problems else 0)
