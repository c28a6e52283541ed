"""Directives in a table of tasks: one a row (`Nội dung`, `Đơn vị chủ trì`, `Đơn vị phối hợp`, `Thời gian`)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from extractors.directives.cues import begins, words
from extractors.directives.cues import rows as cues
from extractors.directives.parties import split
from extractors.folding import fold, nfc
from extractors.gazetteer import tight

_HEADING_ROWS = 2
_COLUMNS = ("support_label", "lead_label", "work_label")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of tasks: the cells of its action, and what its other columns say."""

    action: Span
    assignees: tuple[str, ...]
    support: tuple[str, ...]
    cells: tuple[Span, ...]


def rows(doc: Doc) -> list[Row]:
    """The rows of all tables of tasks, in reading order."""
    tables: dict[int, dict[tuple[int, int], Span]] = defaultdict(dict)
    for block in doc.spans["blocks"]:
        if block._.cell is not None:
            table, row, column = block._.cell
            tables[table].setdefault((row, column), block)
    return [row for cells in tables.values() for row in _rows(cells)]


def _rows(cells: dict[tuple[int, int], Span]) -> list[Row]:
    columns: dict[str, int] = {}
    heading = 0
    for (row, column), cell in sorted(cells.items()):
        text = fold(nfc(cell.text))
        if row > _HEADING_ROWS or len(text) > 60:
            continue
        for role in _COLUMNS:
            if role not in columns and column not in columns.values() and _heads(role, text):
                columns[role] = column
                heading = max(heading, row)
                break
    if "work_label" not in columns and columns:
        columns |= _of_verbs(cells, set(columns.values()))
    if "work_label" not in columns or len(columns) < 2:
        return []
    made = []
    for row in sorted({row for row, _ in cells if row > heading}):
        action = cells.get((row, columns["work_label"]))
        if action is None or not re.search(r"[^\W\d]{2}", action.text):
            continue
        lead = cells.get((row, columns.get("lead_label", -1)))
        support = cells.get((row, columns.get("support_label", -1)))
        others = tuple(cell for (at, _), cell in sorted(cells.items()) if at == row)
        if lead is None and "lead_label" in columns and len(others) < 3:
            continue  # a heading of a group of rows
        leads, helps = _roles(lead)
        made.append(Row(action, leads, _names(support) or helps, others))
    return made


_ROLES = re.compile(
    r"\s*(?:(?:cơ quan|đơn vị)\s+)?chủ trì\s*:\s*(?P<leads>.+?)"
    r"(?:\s*[,;.]?\s*(?:(?:cơ quan|đơn vị)\s+)?phối hợp\s*:\s*(?P<helps>.+))?$",
    re.IGNORECASE | re.DOTALL,
)


def _roles(cell: Span | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who leads and who helps, where one cell tells both: `Chủ trì: Phòng A; phối hợp: Phòng B`."""
    told = _ROLES.match(nfc(cell.text)) if cell is not None else None
    if told is None:
        return _names(cell), ()
    return split(told["leads"]), split(told["helps"] or "")


def _heads(role: str, heading: str) -> bool:
    """Whether a heading is that of a column, its words perhaps run together (`Đơnvịchủ trì`)."""
    glued = {tight(cue) for cue, its in cues() if its == role and " " in cue}
    return words(role).search(heading) is not None or any(cue in tight(heading) for cue in glued)


def _of_verbs(cells: dict[tuple[int, int], Span], taken: set[int]) -> dict[str, int]:
    """The column of a table of tasks whose cells begin with what must be done, where its heading was not read."""
    begun: dict[int, list[bool]] = defaultdict(list)
    for (row, column), cell in cells.items():
        text = nfc(cell.text).lstrip(" .,-*'\"")
        if row > 0 and column not in taken and len(text) > 1:
            begun[column].append(begins(text, fold(text), 0, len(text), "action", "action_exact") is not None)
    likely = {column: sum(verbs) for column, verbs in begun.items() if sum(verbs) >= max(2, 0.5 * len(verbs))}
    return {"work_label": max(likely, key=lambda column: likely[column])} if likely else {}


def _names(cell: Span | None) -> tuple[str, ...]:
    return split(cell.text) if cell is not None and re.search(r"\w", cell.text) else ()
