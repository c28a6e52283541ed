"""Việc được giao: what must be done, by whom, with whose help, reported to whom, tied to its deadline."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.confidence import calibrated
from extractors.directives.find import Task, find
from extractors.directives.parties import reported, without_route
from extractors.directives.tables import Row, rows
from extractors.document import reading, words_of
from extractors.prose import Prose, prose
from extractors.record import Directive


@Language.component("directives", requires=["doc._.deadlines"], assigns=["doc._.directives"])
def directives(doc: Doc) -> Doc:
    """Write `doc._.directives`: those of the text in reading order, then those of tables."""
    text = prose(doc, "body")
    deadlines = list(doc.spans.get("deadlines", ()))
    limits = _limits(text, deadlines)
    made = [_of_text(text, task, limits) for task in find(text, [bounds for _, bounds in limits])]
    made += [_of_table(row, deadlines) for row in rows(doc)]
    doc._.directives = tuple(one for one in made if len(one.action) > 4)
    return doc


def _limits(text: Prose, deadlines: list[Span]) -> list[tuple[int, tuple[int, int]]]:
    """The deadlines that lie in the text: their index in the record, and their bounds in characters."""
    places = {token: index for index, token in enumerate(text.tokens)}
    return [
        (index, (text.starts[places[span.start]], text.ends[places[span.end - 1]]))
        for index, span in enumerate(deadlines)
        if span.start in places and span.end - 1 in places
    ]


def _of_text(text: Prose, task: Task, limits: list[tuple[int, tuple[int, int]]]) -> Directive:
    span = text.span(task.start, task.end)
    written = " ".join(text.text[task.start : task.end].split())
    to, route = reported(written)
    deadline = limits[task.deadline][0] if task.deadline is not None else None
    return _directive(span, without_route(written), task.sure, deadline, task.assignees, task.support, to, route)


def _of_table(row: Row, deadlines: list[Span]) -> Directive:
    index = next(
        (
            i
            for i, span in enumerate(deadlines)
            for cell in row.cells
            if cell.start <= span.start and span.end <= cell.end
        ),
        None,
    )
    written = " ".join(row.action.text.split()).strip(" .;-")
    to, route = reported(written)
    return _directive(row.action, without_route(written), 0.9, index, row.assignees, row.support, to, route)


def _directive(
    span: Span, action: str, sure: float, deadline: int | None, assignees: tuple[str, ...], support: tuple[str, ...],
    report_to: str | None, route: str | None,
) -> Directive:  # fmt: skip
    ocr = min((word.confidence for word in words_of(span)), default=0.0)
    return reading(
        span, action, Directive, confidence=calibrated("directives", sure * (0.5 + 0.5 * ocr)), action=action,
        assignees=assignees, support=support, report_to=report_to, route=route, deadline=deadline,
    )  # fmt: skip
