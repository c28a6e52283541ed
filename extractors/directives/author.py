"""Who writes a paper, and to whom."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from extractors.folding import fold, key
from extractors.gazetteer import DATA


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: the folded name of the `issuer`, whom the paper addresses, whether it only `tells` (báo cáo).

    `named` are the folded names of all that it is sent to; `spelt` is the issuer's without abbreviations.
    """

    issuer: str = ""
    addressees: tuple[str, ...] = ()
    tells: bool = False
    named: tuple[str, ...] = ()
    spelt: str = ""

    def is_issuer(self, who: str) -> bool:
        """Whether `who` names the issuer, perhaps by its initials and without its place (`BHXH tỉnh`)."""
        return any(_is_short_for(who, issuer) for issuer in {self.issuer, self.spelt} if issuer)


def _is_short_for(who: str, issuer: str) -> bool:
    name = _in_full(who, issuer)
    return name == issuer or issuer.startswith(name + " ")


def spelt_out(name: str) -> str:
    """A name with its abbreviations in full, as papers write who asks: `UBND xã` gives `Ủy ban nhân dân xã`."""
    return " ".join(_meanings().get(word, word) for word in name.split())


@cache
def _meanings() -> dict[str, str]:
    with (DATA / "abbreviations.csv").open(encoding="utf-8", newline="") as lines:
        return {row["abbreviation"]: row["meaning"] for row in csv.DictReader(lines)}


def _in_full(who: str, issuer: str) -> str:
    """The folded name of `who`, whose initials stand for the first words of the issuer's."""
    head, _, rest = who.partition(" ")
    named = issuer.split()[: len(head)]
    short = head.isupper() and len(head) > 1 and "".join(word[0] for word in named) == fold(head)
    return " ".join([*named, key(rest)]).strip() if short else key(who)
