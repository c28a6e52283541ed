"""`congvan`: the command line. Each command is a module in `flows.commands`; what is heavy loads when it runs."""

from __future__ import annotations

from collections.abc import Callable

import typer

from flows.commands import doctor, keeping, pending, read, registers, remind, retry, setup, sweep, up

app = typer.Typer(
    name="congvan",
    help="Đăng ký công văn đến và theo dõi việc phải làm.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # its help pages cost a third of a second
    pretty_exceptions_show_locals=False,  # local values may hold what a paper says
)

COMMANDS: dict[str, Callable[..., None]] = {
    "setup": setup.setup,
    "up": up.up,
    "sweep": sweep.sweep,
    "read": read.read,
    "pending": pending.pending,
    "remind": remind.remind,
    "retry": retry.retry,
    "export": registers.export,
    "import": registers.import_,
    "backup": keeping.backup,
    "restore": keeping.restore,
    "verify": keeping.verify,
    "doctor": doctor.doctor,
}
"""Every command by its name, in the order in which help lists them."""

for name, command in COMMANDS.items():
    app.command(name)(command)


def main() -> None:
    """Entry point of `congvan` and `python -m flows`."""
    app()
