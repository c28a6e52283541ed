"""spaCy without its command line, which nobody here calls: to load that (HTTP clients, project tools) takes a third of
the time that spaCy takes.

What needs spaCy's package first imports this; where spaCy is loaded already, nothing changes.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


def _load() -> None:
    """Load spaCy with a stand-in for the one function that it takes from its command line."""
    if "spacy" in sys.modules:
        return
    stand_ins = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    stand_ins["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
    sys.modules.update(stand_ins)
    try:
        import spacy  # noqa: F401
    finally:
        for name in stand_ins:  # who wants the command line gets it
            sys.modules.pop(name, None)


def _info(*args: Any, **named: Any) -> Any:
    """`spacy.info` as it is."""
    from spacy.cli.info import info

    return info(*args, **named)


_load()
