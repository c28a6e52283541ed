"""Việc được giao: what must be done, by whom, with whose help, reported to whom, tied to its deadline."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors import wording
from extractors.confidence import calibrated
from extractors.directives.author import Author, spelt_out
from extractors.directives.clauses import Paper, Task
from extractors.directives.cues import is_generic, masked
from extractors.directives.find import Finder
from extractors.directives.orders import Orders
from extractors.directives.parties import reported, without_route, without_titles
from extractors.directives.standing import Standing
from extractors.directives.tables import Row, rows
from extractors.document import reading, words_of
from extractors.folding import canonical, fold, key
from extractors.numbering import invites
from extractors.prose import Prose, prose
from extractors.record import Directive

ROW, ROW_OF_NOBODY = 0.97, 0.85  # how plainly a row of a table of tasks orders
MOST_ADDRESSEES = 20
MOST_RECIPIENTS = 100
TELLING = {"BC", "TTr"}  # papers that tell what was done: only plain requests in them are directives
AIMING = {"NQ", "CTr", "ĐA", "QH"}  # papers that set aims: a period beside an aim makes no directive

COMMANDING = {"CT", "CĐ", "KL", "QĐ", "HD"}  # papers that give out duties in every item


_BRACKETS = re.compile(r"\s*\([^()]*\)")
_PRODUCT = re.compile(r"báo cáo\b.+\s(?=(?:trước|chậm nhất|muộn nhất|vào)\b)", re.IGNORECASE | re.DOTALL)
"""What a deadline of a regular report counts as its own: `báo cáo tuần về Sở trước thứ Năm`, but it is to be done."""


@Language.component(
    "directives",
    requires=["doc._.citations", "doc._.deadlines", "doc._.recipients", "doc._.issuer", "doc._.kind"],
    assigns=["doc._.directives"],
)
def directives(doc: Doc) -> Doc:
    """Write `doc._.directives`: those of the text in reading order, then those of tables; the spans of the actions to
    `doc.spans["directives"]`."""
    text = prose(doc, "body")
    deadlines = list(doc.spans.get("deadlines", ()))
    limits = _limits(text, deadlines)
    bounds = tuple(bounds for _, bounds in limits)
    paper = Paper(text.text, text.folded, masked(text.text, text.folded), bounds, _names(doc))
    kind = doc._.kind.value if doc._.kind else ""
    here = Standing(
        paper,
        Author(
            issuer=key(doc._.issuer.value) if doc._.issuer else "",
            spelt=key(spelt_out(doc._.issuer.value)) if doc._.issuer else "",
            addressees=tuple(one.value for one in doc._.recipients if one.role == "addressee")[:MOST_ADDRESSEES],
            tells=kind in TELLING,
            named=tuple(key(one.value) for one in doc._.recipients[:MOST_RECIPIENTS]),
        ),
        aims=kind in AIMING,
        commands=kind in COMMANDING,
    )
    titles = tuple(one.title for one in doc._.citations if one.title is not None)
    made = [_of_text(text, task, limits, titles) for task in Finder(text, Orders(here)).find()]
    made += [_of_table(row, deadlines) for row in rows(doc)]
    kept = _particular([one for one in made if len(one[0].action) > 4], invites=invites(kind))
    doc._.directives = tuple(directive for directive, _ in kept)
    doc.spans["directives"] = [span for _, span in kept]
    return doc


def _names(doc: Doc) -> tuple[str, ...]:
    """The folded names of those the paper is sent to, of more than one word."""
    names = (fold(_BRACKETS.sub("", one.value)).strip(" .,;") for one in doc._.recipients[:MOST_RECIPIENTS])
    return tuple(dict.fromkeys(name for name in names if " " in name))


def _canonical(text: str | None) -> str | None:
    return canonical(text) if text is not None else None


Made = tuple[Directive, Span]
"""A directive and the words of its action."""


def _particular(made: list[Made], *, invites: bool) -> list[Made]:
    """Without the closing phrase that orders nothing in particular, unless it is all that the paper orders."""
    kept = [one for one in made if one[0].deadline is not None or not is_generic(one[0].action)]
    return kept or ([] if invites else made[:1])


def _limits(text: Prose, deadlines: list[Span]) -> list[tuple[int, tuple[int, int]]]:
    """The deadlines that lie in the text: their index in the record, and their bounds in characters."""
    places = {token: index for index, token in enumerate(text.tokens)}
    found = []
    for index, span in enumerate(deadlines):
        if span.start in places and span.end - 1 in places:
            start, end = text.starts[places[span.start]], text.ends[places[span.end - 1]]
            product = _PRODUCT.match(text.text, start, end)
            found.append((index, (product.end() if product else start, end)))
    return found


def _of_whom_apart(text: Prose, task: Task) -> str:
    """The words of an action, without those inside that say by whom it is done."""
    start, end = task.agent or (task.end, task.end)
    if not task.start <= start < end <= task.end:
        return text.text[task.start : task.end]
    return f"{text.text[task.start : start]}{text.text[end : task.end]}"


def _case_of(text: Prose, task: Task) -> str:
    """When an action is to be done, as it goes on with it: ` khi mất điện`; of the clause after the case only."""
    start, end = task.case or (0, 0)
    if start == end or _CLOSED.search(text.text, end, task.start):
        return ""
    return f" {text.text[start].lower()}{' '.join(text.text[start + 1 : end].split())}"


_CLOSED = re.compile(r"[;.]")


def _of_text(text: Prose, task: Task, limits: list[tuple[int, tuple[int, int]]], titles: tuple[str, ...]) -> Made:
    span = text.span(task.start, task.end)
    written = without_titles(" ".join(_of_whom_apart(text, task).split()), titles)
    whole = text.text[task.start : max(task.end, task.clause)]
    to, route = reported(" ".join(f"{whole}; {text.text[slice(*task.more)] if task.more else ''}".split()))
    deadline = limits[task.deadline][0] if task.deadline is not None else None
    action = without_route(written) + _case_of(text, task)
    return _directive(span, action, task.sure, deadline, task.assignees, task.support, to, route)


def _of_table(row: Row, deadlines: list[Span]) -> Made:
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
    return _directive(
        row.action,
        without_route(written),
        ROW if row.assignees else ROW_OF_NOBODY,
        index,
        row.assignees,
        row.support,
        to,
        route,
    )


def _directive(
    span: Span, action: str, sure: float, deadline: int | None, assignees: tuple[str, ...], support: tuple[str, ...],
    report_to: str | None, route: str | None,
) -> Made:  # fmt: skip
    read = wording.trust(words_of(span))
    ocr = sum(read) / len(read) if read else 0.0  # of a long action: one bad word changes no duty
    action, report_to, route = canonical(action), _canonical(report_to), _canonical(route)
    assignees, support = tuple(map(canonical, assignees)), tuple(map(canonical, support))
    made = reading(
        span, action, Directive, confidence=calibrated("directives", sure * (0.5 + 0.5 * ocr)), action=action,
        assignees=assignees, support=support, report_to=report_to, route=route, deadline=deadline,
    )  # fmt: skip
    return made, span
