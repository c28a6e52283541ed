"""The last step: the readings on the `Doc` become the frozen record of one dispatch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc

from extractors.confidence import ASKED
from extractors.document import FIELDS
from extractors.record import Dispatch, Reading, Review, Source

ENTRIES = {"recipients": "Nơi nhận", "citations": "Viện dẫn", "deadlines": "Thời hạn", "directives": "Yêu cầu"}
"""What lists hold, as a clerk calls it; the other fields speak for themselves."""
DOUBT = 0.8
"""Probability of being right below which a person should look."""
SHOWN = 80
"""Letters of an entry that a reason quotes at most."""


def assemble(doc: Doc, source: Source) -> Dispatch:
    """The record of `doc`, read from `source`; what a person should look at comes in the order of the record's keys."""
    asked = {review.field for review in doc._.review}
    values = {field: _unsure(getattr(doc._, field), field, asked) for field in FIELDS}
    return Dispatch(source=source, **values, review=_in_order((*doc._.review, *_doubtful(doc))))


def _unsure(value: Any, field: str, asked: set[str]) -> Any:
    """A field's value or entries, none of which a person is asked about surer than `ASKED`."""
    if isinstance(value, tuple):
        return tuple(_unsure(entry, f"{field}[{index}]", asked) for index, entry in enumerate(value))
    if isinstance(value, Reading) and field in asked:
        return value.model_copy(update={"confidence": min(value.confidence, ASKED)})
    return value


def _doubtful(doc: Doc) -> Iterator[Review]:
    """Entries that are likely wrong and of which nothing was said: none goes by as if it were sure."""
    told = {review.field for review in doc._.review}
    for field, noun in ENTRIES.items():
        for index, entry in enumerate(getattr(doc._, field)):
            name = f"{field}[{index}]"
            if entry.confidence < DOUBT and not told & {field, name}:
                text = " ".join(entry.text.split())
                yield Review(field=name, reason=f"{noun} “{text[:SHOWN]}” đọc chưa chắc, cần đối chiếu với bản giấy.")


def _in_order(found: tuple[Review, ...]) -> tuple[Review, ...]:
    """Each thing to look at once, by field and entry."""
    keys = list(Dispatch.model_fields)

    def place(review: Review) -> tuple[int, int]:
        match = re.match(r"(\w+)(?:\[(\d+)\])?", review.field)
        field, entry = (match[1], int(match[2] or -1)) if match else (review.field, -1)
        return (keys.index(field) if field in keys else len(keys), entry)

    return tuple(sorted(dict.fromkeys(found), key=place))
