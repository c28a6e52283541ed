"""Documents cited by their names only: laws, and resolutions of congresses and plenums of the Party."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from extractors import dates
from extractors.citations.cues import laws, named_patterns, noun_pattern
from extractors.citations.mention import MOST, Mention, provisions
from extractors.cues import alternation
from extractors.folding import canonical, fold

_LAW = re.compile(r"\b(?P<noun>Bộ luật|Bộ Luật|Luật|Pháp lệnh|Hiến pháp)\b(?!\s+số\b)")
_LAW_WORD = re.compile(r"\s+(?P<word>[^\s,;:.()\"“”\n]+)")
_AMENDING = re.compile(
    r"\s+sửa đổi(?:,\s*bổ sung)?\s+(?:một số điều|các điều)\s+của\s+(?:các\s+)?(?:Bộ luật|Luật|Pháp lệnh)\b"
)
_AND_LAW = re.compile(r"(?:,|\s+và)\s+(?=(?:Bộ luật|Luật)\b)")
_LAW_STOP = re.compile(
    r"(?:ngay|nam|so|va|duoc|cua|ve|co|quy|nay|da|thi|la|theo|de|khoa|sua|cung|tai|do|trong|hien|voi|khi|doi|cho|gom|noi|tren|neu|hoac|nham|phai|vao)(?!\w)"
)
_LAW_DATE = re.compile(r"\s*,?\s*(?=ngay\b)")
_LAW_YEAR = re.compile(r"\s*(?:nam\s+)?((?:19|20)\d\d)(?!\d|/)")


def named(text: str, folded: str) -> Iterator[Mention]:
    """Laws by name only: `Luật Cán bộ, công chức năm 2008`, `Luật Đất đai ngày 29 tháng 11 năm 2013`."""
    for match in islice(_LAW.finditer(text), MOST):
        noun = canonical(match["noun"]).replace("Bộ Luật", "Bộ luật")
        position = match.end()
        amending = _AMENDING.match(text, position)
        end = law_name_end(text, folded, amending.end() if amending else position)
        if amending and end is not None:
            end = _amended_end(text, folded, end)
        if noun == "Hiến pháp":
            end = position
        elif end is None:
            continue
        name = " ".join(text[match.start() : end].split())
        name = f"{noun}{name[len(match['noun']) :]}"
        dated = None
        if (glue := _LAW_DATE.match(folded, end)) and (found := dates.DATE.match(folded, glue.end())):
            stated = dates.read(found)
            if stated and stated.year and (day := stated.on(stated.year)):
                dated, end = day.isoformat(), found.end()
        elif year := _LAW_YEAR.match(folded, end):
            name, end = f"{name} năm {year[1]}", year.end()
        elif noun == "Hiến pháp":
            continue
        its_parts, start = provisions(text, folded, match.start())
        yield Mention(start, end, end, name=canonical(name), kind=noun, dated=dated, provisions=its_parts,
                      value_start=match.start(), value_end=end, sure=0.93)  # fmt: skip


def _amended_end(text: str, folded: str, end: int) -> int:
    """Where the list of laws ends that one law amends (`Luật sửa đổi … của Luật Quy hoạch, Luật Đầu tư và …`)."""
    while (joint := _AND_LAW.match(text, end)) and (law := _LAW.match(text, joint.end())):
        further = law_name_end(text, folded, law.end())
        if further is None or (_LAW_DATE.match(folded, further) is None and _AND_LAW.match(text, further) is None):
            break
        end = further
    return end


@cache
def _known() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(map(fold, laws()))})(?!\w)")


def unnumbered(text: str, folded: str) -> Iterator[Mention]:
    """Papers that go by their name (`Nghị quyết Trung ương 4 khóa XII`): rows of `data/citation_named.csv`."""
    for kind, pattern in named_patterns():
        for match in islice(pattern.finditer(folded), MOST):
            start, end = match.span()
            if text[start].isupper():
                name = canonical(" ".join(text[start:end].split()))
                yield Mention(start, end, end, name=name, kind=kind, value_start=start, value_end=end, sure=0.93)


_AND = re.compile(r"\s+va\s+(?P<next>(?:[^\s,;:.()]+\s+){1,4})(?=ngay\s+\d|nam\s+\d|so\s+\d)")


@cache
def _another() -> re.Pattern[str]:
    return re.compile(rf"(?:cac\s+)?(?:{noun_pattern()})(?!\w)")


def _goes_on(folded: str, position: int) -> bool:
    """Whether `và` at `position` stands inside a name that its date ends (`Luật Tổ chức HĐND và UBND ngày …`)."""
    joint = _AND.match(folded, position)
    return joint is not None and _another().match(folded, joint.start("next")) is None


def law_name_end(text: str, folded: str, position: int) -> int | None:
    """Where a law's name ends that begins after `position`: a known name, else words up to one that ends it."""
    plain = re.compile(r"\s+").match(text, position)
    if plain is None:
        return None
    begin = plain.end()
    known = _known().match(folded, begin)
    if known is not None and text[begin].isupper():
        return known.end()
    end = None
    for words in range(12):
        word = _LAW_WORD.match(text, end or position)
        if word is None or "\n" in word[0]:
            break
        if _LAW_STOP.match(folded, word.start("word")) and not _goes_on(folded, word.start()):
            break
        if words == 0 and not word["word"][0].isupper():
            return None
        end = word.end()
    return end
