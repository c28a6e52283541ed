"""What a person sees of a pass: a line for each file as it ends, a counter while they wait, a sum at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.markup import escape
from rich.status import Status

from flows.wording import STATES
from pipeline.intake import Outcome, OutcomeState

COLOURS: dict[OutcomeState, str] = {
    "stored": "green",
    "duplicate": "cyan",
    "quarantined": "red",
    "waiting": "yellow",
    "refused": "yellow",
}


@dataclass
class PassScreen:
    """Lines and counts of one pass."""

    console: Console
    counts: Counter[OutcomeState] = field(default_factory=Counter)
    status: Status | None = None

    def tell(self, outcome: Outcome) -> None:
        self.counts[outcome.state] += 1
        reason = f": {escape(outcome.reason)}" if outcome.reason else ""
        colour = COLOURS[outcome.state]
        self.console.print(
            f"[{colour}]{STATES[outcome.state]}[/] {escape(outcome.name)}{reason}", highlight=False, soft_wrap=True
        )
        if self.status:
            self.status.update(f"Đang đọc… đã xong {self.counts.total()} tệp")

    def progress(self, name: str, read: int, pages: int) -> None:
        """Which page of which file is being read; a moving line, so only on a terminal."""
        if self.status and pages:
            self.status.update(f"Đang đọc trang {min(read + 1, pages)}/{pages} của {escape(name)}…")

    def notice(self, text: str) -> None:
        self.console.print(f"[yellow]{escape(text)}[/]")

    def summary(self) -> str:
        parts = [f"{self.counts[state]} {words}" for state, words in STATES.items() if self.counts[state]]
        return "; ".join(parts) or "hộp đến không có tệp mới"


@contextmanager
def pass_screen() -> Iterator[PassScreen]:
    """A screen for one pass; moving parts only where the output is a terminal."""
    console = Console(stderr=False)
    screen = PassScreen(console)
    if console.is_terminal:
        with console.status("Đang đọc hộp đến…") as screen.status:
            yield screen
    else:
        yield screen
    console.print(f"Xong: {screen.summary()}.", highlight=False)
