"""Text from outside made harmless where it is shown as plain text or as a cell.

What was read from a page may begin with `=` (a formula to Excel), hold line breaks (a second header to a mail
server) or marks that turn the direction of writing around.
"""

from __future__ import annotations

import re
from typing import Any

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_FORMULA = re.compile(r"^\s*[=+\-@\t\r＝＋－＠]")


def plain(text: object) -> str:
    """`text` without control and direction marks; line breaks stay."""
    return _CONTROLS.sub("", str(text if text is not None else ""))


def line(text: object, limit: int = 0) -> str:
    """`text` as one line, cut at `limit` letters where that is not 0."""
    found = " ".join(plain(text).split())
    return found if not limit or len(found) <= limit else found[: limit - 1].rstrip() + "…"


def cell(value: Any) -> Any:
    """A value for a spreadsheet or CSV: text that a program would take for a formula gets an apostrophe before it.

    Numbers, days and null stay what they are. The apostrophe alone is removed to have the text back.
    """
    if not isinstance(value, str):
        return value
    text = plain(value)
    return f"'{text}" if _FORMULA.match(text) else text
