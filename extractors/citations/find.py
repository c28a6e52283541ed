"""Find mentions: a number with its noun, date, issuer and title around it, a law by its name, a short repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice, zip_longest

from extractors import numbering
from extractors.citations.before import headed, said_before
from extractors.citations.cues import noun_pattern, nouns
from extractors.citations.dated import dated
from extractors.citations.doubts import doubtful
from extractors.citations.grouped import member
from extractors.citations.heads import NOUN_WINDOW, Head, head
from extractors.citations.issuers import issued_by
from extractors.citations.laws import named, unnumbered
from extractors.citations.mention import MOST, Mention, provisions
from extractors.citations.share import share
from extractors.citations.titles import titled
from extractors.joint import is_joint
from extractors.numbering import Number


def find(text: str, folded: str, issued_on: date | None = None) -> list[Mention]:
    """Every mention in `text` and its folded form (same length), in order.

    `issued_on` is the day of the paper itself, before which what it cites was issued.
    """
    found: list[Mention] = []
    for one in islice(numbering.find(text), MOST):
        mention = _numbered(text, folded, one, found[-1] if found else None)
        if mention is not None:
            found.append(mention)
    found = share(folded, found, issued_on)
    found = [replace(one, doubtful=doubtful(text, folded, one, after)) for one, after in zip_longest(found, found[1:])]
    taken = [(mention.start, mention.end) for mention in found]
    for other in (*named(text, folded), *unnumbered(text, folded), *_repeats(folded)):
        if not any(other.start < end and start < other.end for start, end in taken):
            found.append(other)
            taken.append((other.start, other.end))
    return sorted(found, key=lambda mention: mention.start)


def _numbered(text: str, folded: str, one: numbering.Found, last: Mention | None) -> Mention | None:
    """The mention around a number; null where nothing tells that it is one."""
    window = folded[max(0, one.start - NOUN_WINDOW) : one.start].rsplit("\n", 1)[-1]
    front = head(text, folded, one.start, len(window), last, one.number)
    known_kind = one.number.known and one.number.kind in numbering.codes("kind")
    bodiless = one.number.symbol in numbering.codes("kind") and one.number.symbol != "SL"  # 559/QĐ
    if not front.said and (bodiless or not known_kind):
        return None
    if (
        _FORM.search(window)
        or _STANDARD.search(window)
        or _OWN_COPY.match(one.number.so or "")
        or _ITEM.match(text, one.start, one.end)
        or text[one.start - 1 : one.start] == "⁄"
    ):
        return None
    when = dated(folded, one.end)
    issuer, end = issued_by(text, folded, when.end, joint=is_joint(one.number))
    if when.end == one.end and issuer is not None:
        when = dated(folded, end)
        end = when.end
    day, ahead = when.day or front.dated, front.issuer
    if issuer is None and ahead is None:
        ahead = member(text, front.start)
    if issuer is None and ahead is None and not front.glued:
        ahead, said_on = said_before(text, folded, front.start, one.number)
        if not when.days and when.yearless is None:
            day = day or said_on
    if issuer is None and ahead is None and front.own_noun:
        ahead = headed(text, folded, front.start, one.number)
    listed = issuer is None and ahead is not None
    title, title_end = titled(text, folded, end)
    named_parts, start = provisions(text, folded, front.start)
    return Mention(
        start, end, title_end, number=one.number, kind=front.kind or _kind_name(one.number), dated=day,
        days=when.days, yearless=when.yearless, same_day=when.shared, as_before=when.as_before,
        issuer=issuer or ahead, listed=listed, headed=front.headed,
        title=title or front.law,
        provisions=named_parts, value_start=one.start, value_end=one.end, own_noun=front.own_noun, glued=front.glued,
        sure=_sure(text, one, front) * (0.7 if bodiless else 1.0),
    )  # fmt: skip


def _sure(text: str, one: numbering.Found, front: Head) -> float:
    """How much speaks for a number's being one and being read right (0 to 1)."""
    as_read = 1.0 if text[one.start : one.end].replace(" ", "") == one.number.canonical else 0.93
    return (0.97 if front.own_noun or front.glued else 0.9) * as_read * (1.0 if one.number.known else 0.97)


# A form's number, and that under which a court took up a case.
_FORM = re.compile(r"\b(?:bieu|mau|bieu\s+mau|phu\s+bieu|form|bang|thu\s+ly)\s*(?:so\s*:?)?\s*$")
# A standard's: QCVN 41:2012/BGTVT, TCVN 1651-2:2018/BXD.
_STANDARD = re.compile(
    r"\b(?:qcvn|tcvn|qcxdvn|tcxdvn|tcxd|qcdp|tcdp|tccs|tcn|qctdhn|iso|iec|en|astm)\s*[\d:.\s-]*(?:mt\s*:\s*)?$|\d\s*:\s*$"
)
_ITEM = re.compile(r"(?m)^\d{1,2}/\s")  # 1/ LĐLĐ các huyện: the mark of an item
_OWN_COPY = re.compile(r"1(?:19|20)\d\d$")  # …/2019/QĐ-UBND: the blank of a draft, its slash read as 1


def _kind_name(number: Number) -> str | None:
    code = numbering.codes("kind").get(number.kind or "")
    if number.kind == "CV":
        return "Công văn"
    return code.name if code else None


@cache
def _repeat() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<noun>{noun_pattern()})\s+(?:(?P<this>nay)|(?P<above>(?:neu|noi|dan)\s+tren|tren\s+day|tren)"
        rf"|(?:so\s*)?(?P<bare>\d{{1,5}}(?:/(?:19|20)\d\d)?)(?![\w/-]|\s*-\s*[a-z]|\s*(?:thang|nam|ngay|don\s+vi|to\s+chuc)))\b"
    )


def _repeats(folded: str) -> Iterator[Mention]:
    """`Nghị định này`, `Công văn nêu trên`, `Nghị định 30`."""
    for match in islice(_repeat().finditer(folded), MOST):
        kind = nouns()[" ".join(match["noun"].split())]
        repeat = "this" if match["this"] else "above" if match["above"] else match["bare"]
        yield Mention(match.start(), match.end(), match.end(), repeat=repeat, kind=kind,
                      value_start=match.start(), value_end=match.end(), sure=0.9)  # fmt: skip
