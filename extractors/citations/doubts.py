"""Whether the date and the issuer that were read for a citation are no more than likely.

Signs are: a date stands near that was not taken, words of what a body does at the end of an issuer's name, a body whose
code the number bears named before it without a word that says that it issued the paper.
"""

from __future__ import annotations

import re

from extractors.capitals import syllables
from extractors.citations.before import named_before
from extractors.citations.mention import Mention
from extractors.folding import canonical

_NEAR = 45  # characters behind a mention in which its date would stand
_DAY = re.compile(r"\bngay\s+\d{1,2}\s*(?:[/.-]|thang|va\b|,)")
_ENDS = re.compile(r"[;\n]|\.\s|\b(?:truoc|sau|den|tu|ke\s+tu|vao|het)\s+(?=ngay)")
_OF = re.compile(r"\s*\)?\s*[,:(]?\s*cua\s+")
_SMALL = re.compile(r"(?:\s+[^\W\dA-ZĐ]\w*)+$")


def doubtful(text: str, folded: str, mention: Mention, after: Mention | None) -> bool:
    """Whether date or issuer of a numbered `mention` are doubtful; `after` is the mention that follows."""
    if mention.doubtful or len(mention.days) > 1:
        return True
    limit = min(len(folded), mention.end + _NEAR, after.start if after is not None else len(folded))
    if mention.dated is None and mention.number is not None and mention.number.year is None:
        if after is not None and after.glued and after.dated is not None:
            return True
        day = _DAY.search(folded, mention.end, limit)
        if day is not None and _ENDS.search(folded, mention.end, day.end()) is None:
            return True
    if mention.issuer is None:
        of = _OF.match(folded, mention.end)
        if of is not None and text[of.end() : of.end() + 1].isupper():
            return True
        number = mention.number
        return number is not None and not mention.glued and named_before(text, folded, mention.start, number)
    return _runs_on(mention.issuer)


def _runs_on(issuer: str) -> bool:
    """Whether a name ends in small words that names of bodies and offices do not have."""
    tail = _SMALL.search(canonical(issuer))
    return tail is not None and any(word not in syllables() for word in tail[0].split())
