"""`congvan`: the command line. Each command is a module in `flows.commands`; what is heavy loads when it runs."""

from __future__ import annotations

import typer

from flows.commands import backup, doctor, pending, read, registers, remind, retry, setup, sweep, up, verify

app = typer.Typer(
    name="congvan",
    help="Đăng ký công văn đến và theo dõi việc phải làm.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # its help pages cost a third of a second
    pretty_exceptions_show_locals=False,  # local values may hold what a paper says
)

COMMANDS = (
    setup.setup,
    up.up,
    sweep.sweep,
    read.read,
    pending.pending,
    remind.remind,
    retry.retry,
    backup.backup,
    backup.restore,
    verify.verify,
    doctor.doctor,
)
"""Every command, in the order in which help lists them."""

for command in COMMANDS:
    app.command()(command)
app.command()(registers.export)
app.command("import")(registers.import_)


def main() -> None:
    """Entry point of `congvan` and `python -m flows`."""
    app()
