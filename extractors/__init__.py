"""Reading a text: a spaCy pipeline whose every component fills one field of the record.

Importing this door loads neither spaCy nor the gazetteers; `extract` does on its first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extractors.record import Dispatch, Source

__all__ = ["extract"]


def extract(doc: Doc, source: Source) -> Dispatch:
    """Run every field's component over a zoned `Doc` and put the record together.

    `doc` comes from `extractors.document.build`; `source` says which file it was.
    """
    from extractors.assemble import assemble
    from extractors.language import components

    for component in components():
        doc = component(doc)
    return assemble(doc, source)
