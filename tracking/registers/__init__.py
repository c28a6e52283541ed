"""The registers that NĐ 30/2020 demands, as sheets that every export can write.

`REGISTERS` names each; a register is a module with `sheet(found, *, first, last) -> Sheet`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

from tracking.registers.sheet import Column, Sheet

REGISTERS = {
    "arrivals": "tracking.registers.arrivals",
    "follow_up": "tracking.registers.follow_up",
    "transfers": "tracking.registers.transfers",
}
LABELS = {
    "arrivals": "Sổ đăng ký văn bản đến",
    "follow_up": "Sổ theo dõi giải quyết văn bản đến",
    "transfers": "Sổ chuyển giao văn bản đến",
}

__all__ = ["LABELS", "REGISTERS", "Column", "Sheet", "sheet"]


def sheet(name: str, found: Any, *, first: date, last: date) -> Sheet:
    """The register `name` over the dispatches `found` that arrived from `first` to `last`, both counted."""
    make: Callable[..., Sheet] = import_module(REGISTERS[name]).sheet
    return make(found, first=first, last=last)
