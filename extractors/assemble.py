"""The last step: the readings on the `Doc` become the frozen record of one dispatch."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from extractors.document import FIELDS
from extractors.record import Dispatch, Review, Source


def assemble(doc: Doc, source: Source) -> Dispatch:
    """The record of `doc`, read from `source`; what a person should look at comes in the order of the record's keys."""
    values = {field: getattr(doc._, field) for field in FIELDS}
    return Dispatch(source=source, **values, review=_in_order(doc._.review))


def _in_order(found: tuple[Review, ...]) -> tuple[Review, ...]:
    """Each thing to look at once, by field and entry."""
    keys = list(Dispatch.model_fields)

    def place(review: Review) -> tuple[int, int]:
        match = re.match(r"(\w+)(?:\[(\d+)\])?", review.field)
        field, entry = (match[1], int(match[2] or -1)) if match else (review.field, -1)
        return (keys.index(field) if field in keys else len(keys), entry)

    return tuple(sorted(dict.fromkeys(found), key=place))
