"""A cited number's code with a letter misread, put right where the body that is said to have issued the paper has it.

`35-CT/IW của Bộ Chính trị` is 35-CT/TW, `170/2005/QĐ-TTeg của Thủ tướng Chính phủ` ends with TTg.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from extractors import numbering
from extractors.citations.fits import codes_of
from extractors.folding import fold
from extractors.numbering import Number


def with_code_of(number: Number, issuer: str) -> Number:
    """`number` with the code of `issuer`, where its own is no body's and the issuer has one a letter away from it."""
    code = number.body
    if not code or "|" in code or code in numbering.codes("body") or number.so is None:
        return number
    like = {own for own in codes_of(issuer) if Levenshtein.distance(fold(own), fold(code), score_cutoff=1) <= 1}
    if len(like) != 1:
        return number
    value = re.sub(rf"(?<=[-/]){re.escape(code)}(?!\w)", like.pop(), number.canonical or "", count=1)
    return numbering.parse(value) or number
