"""`congvan`: the command line. Each command is a module in `flows.commands`; what is heavy loads when it runs."""

from __future__ import annotations

import typer

from flows.commands import doctor, keeping, pending, read, registers, retry, setup, sweep, up

app = typer.Typer(
    name="congvan",
    help="Đăng ký công văn đến và theo dõi việc phải làm.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # its help pages cost a third of a second
    pretty_exceptions_show_locals=False,  # local values may hold what a paper says
)

for command in (setup.setup, up.up, sweep.sweep, read.read, pending.pending, retry.retry, doctor.doctor):
    app.command()(command)
for keeper in (keeping.backup, keeping.restore, keeping.verify):
    app.command()(keeper)
app.command()(registers.export)
app.command("import")(registers.import_)


def main() -> None:
    """Entry point of `congvan` and `python -m flows`."""
    app()
