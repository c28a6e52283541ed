"""The spaCy language in which each component fills one field of the record.

`COMPONENTS` is the list of fields in the order they run: the name of a component to the module that registers it.
To add a field, write its module and add its line here; `tests/extractors/test_language.py` asks spaCy whether every
component finds what it requires.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache

import extractors.spacy_alone  # noqa: F401 before spaCy

# isort: split
from spacy.language import Language
from spacy.tokens import Doc

from extractors.document import vietnamese

COMPONENTS: dict[str, str] = {
    "issued_at": "extractors.issued_at",
    "issued_on": "extractors.issued_on",
    "issuer": "extractors.issuer",
    "number": "extractors.number",
    "system": "extractors.system",
    "kind": "extractors.kind",
    "subject": "extractors.subject",
    "recipients": "extractors.recipients",
    "signer": "extractors.signer",
    "arrival": "extractors.arrival",
    "urgency": "extractors.urgency",
    "circulation": "extractors.circulation",
    "citations": "extractors.citations",
    "deadlines": "extractors.deadlines",
    "directives": "extractors.directives",
    "event": "extractors.event",
    "asks": "extractors.asks",
}


@cache
def pipeline() -> Language:
    """The Vietnamese language with every field's component, in the order of `COMPONENTS`."""
    language = vietnamese()
    for name, module in COMPONENTS.items():
        importlib.import_module(module)
        language.add_pipe(name)
    return language


def components() -> list[Callable[[Doc], Doc]]:
    """Every field's component, `Doc -> Doc`, in order."""
    return [component for _, component in pipeline().pipeline]
