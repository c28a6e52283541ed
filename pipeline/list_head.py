"""Where Nơi nhận begins: its own words, as OCR made them, or the list that must stand under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.lines import Line, Sheet
from pipeline.phrases import is_capitals, likeness, squeeze

ITEM = re.compile(r"^[\Wˆ]*[-–—+*•~]")
_PAPER_END = re.compile(r"[./]\s*/\.?\W*$")
_LAST = re.compile(r"^[\Wˆ]*luu\b")
_WORDS = "noinhan"
_BESIDE = 3.0
"""Line heights above and below within which the signature stands beside `Nơi nhận`."""


def is_recipients(line: Line) -> bool:
    """Whether a line begins with `Nơi nhận`, by itself or run together with the column beside it."""
    squeezed = squeeze(line.text)
    if len(line.words) <= 3 and (likeness(squeezed, _WORDS) >= 0.75 or line.folded.endswith("nhan:")):
        return True
    if not line.text[:1].isupper() or likeness(squeezed[:7], _WORDS) < 0.8:
        return False
    rest = line.text.partition(":")[2] if ":" in line.text else line.text[9:]
    return not any(c.isalnum() for c in rest) or is_capitals(rest)


def list_head(sheet: Sheet, lines: Sequence[Line]) -> Line | None:
    """The line with which Nơi nhận begins on a page; null where it has none.

    What is only like its words (`Ninh Thuận.`, `Tịnh An.`) counts where no line has them, over a list or beside the
    signature: any short line of the running text may be like them.
    """
    like = [line for line in lines if is_recipients(line) and line.x0 < 0.5 * sheet.page.width]
    clear = next((line for line in like if squeeze(line.text).startswith(_WORDS)), None)
    return clear or next((line for line in like if _is_over_list(sheet, lines, line)), None) or _lost_head(sheet, lines)


def _is_over_list(sheet: Sheet, lines: Sequence[Line], head: Line) -> bool:
    """Whether a dash of a narrow list stands right under a line, or capitals beside it in the right half."""
    near = [line for line in lines if abs(line.middle - head.middle) < _BESIDE * sheet.text_height]
    below = next((line for line in near if line.top > head.middle and line.x0 < sheet.middle), None)
    listed = below is not None and ITEM.match(below.text) is not None and below.x1 < 0.62 * sheet.page.width
    return listed or any(line.centre > sheet.middle and is_capitals(line.text) for line in near)


def _lost_head(sheet: Sheet, lines: Sequence[Line]) -> Line | None:
    """Where `Nơi nhận` itself was misread: the short line over the list that ends with `- Lưu: …`, else its first."""
    left = [line for line in lines if line.x0 < 0.4 * sheet.page.width and line.x0 < sheet.left + 30]
    end = next((line for line in left if _LAST.match(line.folded) and ITEM.match(line.text)), None)
    if end is None:
        return None
    above = [end]
    for row in reversed(sheet.rows(line for line in left if line.middle < end.top)):
        line = row[0]
        wide = line.width > 0.5 * sheet.page.width
        if above[-1].top - line.bottom > 1.6 * sheet.text_height or wide or _PAPER_END.search(line.text):
            break
        above.append(line)
    while len(above) > 1 and not ITEM.match(above[-1].text) and len(above[-1].words) > 3:
        above.pop()  # the last line of the running text
    return above[-1]
