"""The foot of a paper that goes on over the page: entries of Nơi nhận, posts and the name."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lines import Line, Sheet
from pipeline.list_head import ITEM
from pipeline.phrases import squeeze
from pipeline.signed_lines import is_name
from pipeline.signoff import ENDS, SignOff, read_signature


def more_recipients(sheet: Sheet, lines: Sequence[Line], *, is_open: bool = False) -> list[Line]:
    """Entries of Nơi nhận that go on at the head of the next page: list items one after the other, from the left on.

    The first may go on with the last entry of the page before where this one `is_open`.
    """
    found: list[Line] = []
    for row in sheet.rows(lines):
        line = row[0]
        if line.middle > 0.5 * sheet.page.height:
            break
        goes_on = (line.text[:1].islower() or is_unfinished(found[-1].text)) if found else is_open
        wide = line.x1 > 0.62 * sheet.page.width
        if not ITEM.match(line.text) and (wide or not goes_on):
            break
        found.append(line)
    return found


def is_unfinished(entry: str) -> bool:
    """Whether an entry of Nơi nhận, or its last row, goes on: nothing closes it, and it is not the last (`Lưu: …`)."""
    return not entry.endswith(ENDS) and "luu" not in squeeze(entry)


def more_signature(sheet: Sheet, lines: Sequence[Line]) -> SignOff:
    """What goes on of a signature at the head of the next page, in the right half, down to the name; empty where no
    name stands there before the text goes on."""
    signoff = SignOff()
    right = [line for line in _above_text(sheet, lines) if line.x0 > sheet.middle - 0.22 * sheet.page.width]
    name = next((line for line in sorted(right, key=lambda line: line.top) if is_name(line.words)), None)
    if name is not None:
        read_signature(signoff, sheet, [line for line in right if line.middle <= name.bottom])
    return signoff


def _above_text(sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
    """The lines of the upper half of a page that stand above its first line of running text."""
    text = [line.top for line in lines if line.width > 0.55 * sheet.page.width]
    end = min([*text, 0.5 * sheet.page.height])
    return [line for line in lines if line.bottom < end]
