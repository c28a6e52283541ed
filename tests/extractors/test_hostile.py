"""No component is slow on hostile text: at most 2 s on 1 MB of marks, digits or dates, in whatever zone it comes."""

import time

import pytest
from spacy.tokens import Doc

from extractors.document import ZONES, from_texts
from extractors.language import COMPONENTS, pipeline

MEGABYTE = 1_000_000
TEXTS = {
    "symbols in one word": "Số: /-/-/" * (MEGABYTE // 9),
    "symbols": "Số: /-/-/ " * (MEGABYTE // 10),
    "digits in one word": "1" * MEGABYTE,
    "digits": "12345 678/ " * (MEGABYTE // 11),
    "dates": "ngày 01 tháng 02 năm 2024 " * (MEGABYTE // 26),
    "dates in lines": "- trước ngày 01/02/2024;\n" * (MEGABYTE // 25),
    "capitals": "TM. KT. SỞ VÀ (để b/c) " * (MEGABYTE // 23),
    "spaces and stops": ". - , ; : … " * (MEGABYTE // 12),
}


READ = [label for label in ZONES if label not in {"page_number", "noise"}]


@pytest.fixture(scope="module", params=list(TEXTS))
def hostile(request: pytest.FixtureRequest) -> Doc:
    """A megabyte of one text, shared out over all the zones that fields read."""
    text = TEXTS[request.param]
    share = len(text) // len(READ)
    return from_texts(dict.fromkeys(READ, text[:share]))


@pytest.mark.parametrize("name", list(COMPONENTS))
def test_no_component_is_slow(name: str, hostile: Doc) -> None:
    component = pipeline().get_pipe(name)
    start = time.process_time()
    component(hostile)
    took = time.process_time() - start
    assert took < 2, f"{name} took {took:.1f} s"
