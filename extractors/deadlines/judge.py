"""Whether a possible limit is a deadline: the cue that it goes with decides (`sentence.governing`).

A strong bound (`trước ngày`, `chậm nhất`) is a deadline unless a cue speaks against it; a weak one (`trong tháng`,
`vào ngày`, `đến ngày`) only beside something that must be done, or alone in a cell of a table of deadlines. What may
as well be a period that is told of, an aim or a validity gets a low score: a person looks at it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors.deadlines.clause import REACH, in_that_year
from extractors.deadlines.cues import Cue, alternation, met
from extractors.deadlines.limit import Limit
from extractors.deadlines.rules import ASIDE, weigh
from extractors.deadlines.sentence import (
    forbids_until,
    is_target,
    of_older_paper,
    rest_of_sentence,
    sentence_start,
    told_after,
)
from extractors.deadlines.weights import DOUBTFUL
from extractors.record import Bound

_CONCERNING = re.compile(
    r"\W*(?:[\da-z]{1,2}[.)]\s*)?(?:rieng\s+)?doi\s+voi\b[^,;:]*"
)  # Đối với người nghỉ trước ngày …, thì
_CUT_OFF = re.compile(r"\b(?:tính|Tính|lấy|chốt)\s*$")  # with its accent: UBND tỉnh is no cut-off
_CITED = re.compile(r"\d\s*[/-]\s*[a-z][\w/&-]*\s*,?\s*\(?$|\bso\s+[\d\w/&-]+\s*,?\s*$")


@dataclass(frozen=True, slots=True)
class Judged:
    """A deadline: its limit with a bound, how much speaks for it (0 to 1), and whether it holds only in some case."""

    limit: Limit
    bound: Bound
    score: float
    conditional: bool


def judge(text: str, folded: str, limit: Limit, issued: date | None, *, in_time_column: bool = False) -> Judged | None:
    """Judge a limit found in `text` (`folded` is its folded form); null where it is no deadline."""
    start = sentence_start(folded, limit.start)
    before = folded[start : limit.start]
    if _stale(limit, issued):
        return None
    if in_time_column:
        bound = limit.bound or ("within" if limit.period else "by")
        return Judged(limit, bound, 0.9, False)
    if (
        (_CONCERNING.fullmatch(before) and rest_of_sentence(folded, limit.end).startswith(","))
        or _CUT_OFF.search(text[start : limit.start])
        or of_older_paper(before)
        or forbids_until(text, folded, limit, before)
        or (limit.bound is None and _CITED.search(before))
    ):
        return None
    cues = met(text, folded, max(start, limit.start - REACH), limit.start)
    asides = [(start + m.start(), start + m.end()) for m in ASIDE.finditer(before)]
    met_here = [cue for cue in cues if cue.role != "neutral" and not any(a <= cue.start < b for a, b in asides)]
    acts = [cue for cue in met_here if cue.role == "act"]
    spoken = [cue for cue in met_here if cue.role != "act"]
    if _is_event_end(limit, spoken) or (told_after(text, folded, limit) and not is_target(before, spoken)):
        return None
    score = weigh(text, folded, limit, before, spoken, acts)
    later = issued is not None and limit.stated is not None and limit.stated.year > issued.year
    if score is None and later and in_that_year(text, folded, limit, before, spoken):
        score = DOUBTFUL
    if score is None:
        return None
    conditional = bool(re.search(rf"(?:^|[,;.:(\s])(?:{alternation('conditional')})\s(?!.*[;.])", before))
    return Judged(limit, limit.bound or ("within" if limit.period else "on"), score, conditional)


def _is_event_end(limit: Limit, spoken: list[Cue]) -> bool:
    """`bắt đầu từ …, kết thúc vào …`: when something ends that nobody has to hand in."""
    if limit.bound != "on" or not spoken or spoken[-1].text != "ket thuc":
        return False
    begins = any(cue.text == "bat dau" for cue in spoken)
    return begins and not any(cue.role in {"complete", "duty"} for cue in spoken[:-1])


def _stale(limit: Limit, issued: date | None) -> bool:
    """A written date before the day of issue binds no one; one that lies ten years ahead is a programme's."""
    if limit.stated is None or issued is None:
        return False
    return limit.stated < issued or limit.stated.year > issued.year + 10
