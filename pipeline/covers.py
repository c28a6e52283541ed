"""Pages that lie before or behind a paper and are none of it: slips, fax and file covers, printed mails, program pages.

What they are known by is in `data/layout.toml`.
"""

from __future__ import annotations

import re
from typing import Literal

from pipeline.header import is_addressees
from pipeline.lines import Line, Sheet
from pipeline.phrases import is_capitals, is_one_of, phrases, squeeze, starts_with

Cover = Literal["slip", "forwarding", "form", "cover"]

HEIGHT = 0.6
"""Part of a page's height, from its head, within which the title of a slip stands."""
ENTRIES = 4
"""So many entries of a form make a cover of a page without a head, one less where it has no running text."""
LONG = 9
"""Letters of an entry's name from which on more words may follow it (`Ý kiến chỉ đạo của Ban Giám đốc`)."""
FEW_LINES = 3
"""Long lines that an envelope or a file's cover has at most."""
MOST_WORDS = 80
"""Words on the face of an envelope at most."""
_ASIDE = re.compile(r"\([^()]*\)|^\W*\d{1,2}\W+")
"""What stands in brackets, and an item's figure."""


def cover_of(sheet: Sheet, *, has_head: bool) -> Cover | None:
    """What kind of cover a page is; null where it is none that is known. Beside a head only a slip's title counts."""
    upper = [line for line in sheet.lines if line.middle < HEIGHT * sheet.page.height]
    if any(_titled(line, "slips") for line in upper):
        return "slip"
    if any(_titled(line, "forwarding") for line in upper):
        return "forwarding"
    if any(_is_form(line, sheet) for line in upper):
        return "form"
    if has_head:
        return None
    titled = any(_titled(line, "covers") for line in upper)
    return "cover" if titled or len(_entries(sheet)) >= ENTRIES - is_sparse(sheet) else None


def _is_form(line: Line, sheet: Sheet) -> bool:
    """Whether a line is the title of some other slip: all are called `PHIẾU …`, and there is no end of their names."""
    central = abs(line.centre - sheet.page.width / 2) < 0.13 * sheet.page.width
    return central and len(line.words) > 1 and is_capitals(line.text) and squeeze(line.words[0].text) == "phieu"


def is_sparse(sheet: Sheet) -> bool:
    """Whether a page has next to no running text: an envelope, a cover."""
    return sum(line.width > 0.55 * sheet.page.width for line in sheet.lines) <= FEW_LINES


def is_envelope(sheet: Sheet) -> bool:
    """Whether a page has but an address on it."""
    few = sum(len(line.words) for line in sheet.lines) <= MOST_WORDS
    return few and is_sparse(sheet) and any(is_addressees(line) for line in sheet.lines)


def _titled(line: Line, name: str) -> bool:
    """Whether a line is one of the titles of the list `name`, or capitals that begin with one."""
    return is_one_of(line.text, name, 0.85) or (is_capitals(line.text) and starts_with(line.text, name, 0.9))


def _entries(sheet: Sheet) -> set[str]:
    """The entries of a form on a page, each once: what begins a row, before a colon or alone in its cell."""
    found = set()
    for row in sheet.rows():
        own = squeeze(_ASIDE.sub("", row[0].text).partition(":")[0])
        names = (name for name in phrases("cover_entries") if own.startswith(name))
        found |= {name for name in names if len(name) >= LONG or own == name}
    return found
